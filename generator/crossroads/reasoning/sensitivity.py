"""What would change the result of a walk."""

from __future__ import annotations

from dataclasses import dataclass

from crossroads.model.decision import UNKNOWN
from crossroads.reasoning.graph import Graph
from crossroads.reasoning.walk import Walk, walk


@dataclass(frozen=True)
class Alternative:
    """Another answer to one question of a walk, and the outcomes then possible with all other answers kept."""

    question: str
    option: str
    possible: tuple[str, ...]
    keeps: bool  # exactly the same outcome, whatever is asked anew


@dataclass(frozen=True)
class Nearby:
    """Another outcome: the given answers to change for it, and questions that would then be asked anew."""

    outcome: str
    changes: tuple[tuple[str, str], ...]
    asked: tuple[tuple[str, str], ...]


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
    result = done.possible
    alternatives = []
    for answer in done.trace:
        if answer.answer == UNKNOWN:
            continue
        for option, _ in graph.nodes[answer.node].edges:
            if option != answer.answer:
                possible = walk(graph, {**given, answer.question: option}).possible
                alternatives.append(Alternative(answer.question, option, possible, possible == result))
    return Sensitivity(tuple(alternatives), _nearest(graph, given, set(result)))


def _nearest(graph: Graph, given: dict[str, str], reached: set[str]) -> tuple[Nearby, ...]:
    """Find the fewest changes to every other outcome: one pass, since no question is asked twice on a route."""
    best: list[tuple[int, int, tuple[tuple[str, str], ...]] | None] = [None] * len(graph.nodes)
    best[0] = (0, 0, ())
    found: dict[str, Nearby] = {}
    costs: dict[str, tuple[int, int, int]] = {}
    for index, node in enumerate(graph.nodes):
        here = best[index]
        if here is None:
            continue
        if node.is_outcome:
            changes = tuple(p for p in here[2] if p[0] in given and p[1] != given[p[0]] != UNKNOWN)
            asked = tuple(p for p in here[2] if p[0] not in given)
            found[node.name], costs[node.name] = Nearby(node.name, changes, asked), (here[0], here[1], index)
        for option, target in node.edges:
            answer = given.get(node.name)
            changed = answer is not None and answer not in (option, UNKNOWN)
            cost = (here[0] + changed, here[1] + (answer is None), (*here[2], (node.name, option)))
            held = best[target]
            if held is None or cost[:2] < held[:2]:
                best[target] = cost
    others = [n for n in found if n not in reached]
    return tuple(found[n] for n in sorted(others, key=lambda n: costs[n]))
