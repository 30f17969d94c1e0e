"""What would change the result of a walk. Twin of `assets/walk-graph.js`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from crossroads.model.decision import UNKNOWN
from crossroads.reasoning.graph import Graph
from crossroads.reasoning.walk import Walk, named, possible_below


@dataclass(frozen=True)
class Alternative:
    """Another answer to one question of a walk, and the outcomes then possible with all other answers kept."""

    question: str
    option: str
    possible: tuple[str, ...]
    keeps: bool  # exactly the same outcome, whatever is asked anew


@dataclass(frozen=True)
class Nearby:
    """Another outcome, a route to it, and of that route the given answers changed and the answers found out anew."""

    outcome: str
    changes: tuple[tuple[str, str], ...]
    asked: tuple[tuple[str, str], ...]  # newly asked, or not sure before
    route: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Sensitivity:
    """What each single change does, and the nearest other outcomes, fewest changes first."""

    alternatives: tuple[Alternative, ...]
    nearest: tuple[Nearby, ...]

    @property
    def kept(self) -> tuple[int, int]:
        """Give how many of all single changes keep the result."""
        return sum(a.keeps for a in self.alternatives), len(self.alternatives)


def sensitivity(graph: Graph, done: Walk) -> Sensitivity:
    """Try every alternative to every given answer; unknown answers are not changed."""
    given = {a.question: a.answer for a in done.trace}
    alternatives = []
    for question, answer in given.items():
        for option in graph.options[question]:
            if answer not in (UNKNOWN, option):
                possible = named(graph, possible_below(graph, {**given, question: option})[0])
                alternatives.append(Alternative(question, option, possible, possible == done.possible))
    return Sensitivity(tuple(alternatives), _nearest(graph, given, frozenset(done.possible)))


_Cost = tuple[int, int]  # given answers changed, then answers found out anew
_Route = tuple[tuple[str, str], ...]


def _nearest(graph: Graph, given: Mapping[str, str], reached: frozenset[str]) -> tuple[Nearby, ...]:
    """Find the fewest changes to every other outcome: one pass, since no question is asked twice on a route."""
    best: dict[int, tuple[_Cost, _Route]] = {0: ((0, 0), ())}
    ends: list[tuple[_Cost, Nearby]] = []
    for index, node in enumerate(graph.nodes):
        if index not in best:
            continue
        (changed, fresh), route = best[index]
        if node.is_outcome and node.name not in reached:
            ends.append(((changed, fresh), _nearby(node.name, given, route)))
        answer = given.get(node.name, UNKNOWN)
        for option, target in node.edges:
            cost = (changed + (answer not in (option, UNKNOWN)), fresh + (answer == UNKNOWN))
            if target not in best or cost < best[target][0]:
                best[target] = cost, (*route, (node.name, option))
    return tuple(nearby for _, nearby in sorted(ends, key=lambda end: end[0]))


def _nearby(outcome: str, given: Mapping[str, str], route: _Route) -> Nearby:
    fresh = tuple(p for p in route if given.get(p[0], UNKNOWN) == UNKNOWN)
    changes = tuple(p for p in route if p not in fresh and given[p[0]] != p[1])
    return Nearby(outcome, changes, fresh, route)
