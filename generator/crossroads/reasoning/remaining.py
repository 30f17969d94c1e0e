"""How many questions are still to come once somebody is not sure. Twin of `assets/walk-graph.js`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce

from crossroads.reasoning.counts import Remaining
from crossroads.reasoning.graph import Graph
from crossroads.reasoning.walk import Survey, survey

MOST_WORK = 4_000  # nodes looked at; past it the range is not analysed, never a guess

_State = tuple[bool, tuple[int, ...], int, tuple[tuple[str, str], ...]]


def questions_left(graph: Graph, answers: Mapping[str, str]) -> Remaining | None:
    """Give the fewest and most questions that real answers can still be asked; None where too much is open.

    Two situations are one state where the same open questions can matter, the same of their outcomes are certain, and
    the same answers are at hand for what lies below; so each is worked out once.
    """
    known: dict[_State, Remaining] = {}
    below = _questions_below(graph)
    most = MOST_WORK // len(graph.nodes)
    entered = 0

    def left(given: Mapping[str, str]) -> Remaining:
        nonlocal entered
        seen = survey(graph, given)
        if not seen.asking:
            return Remaining(0, 0)
        state = _state(graph, given, seen, below)
        if state not in known:
            entered += 1
            if entered > most:
                raise _TooMuch
            question = seen.asking[0]
            after = [left({**given, question: option}) for option in graph.options[question]]
            known[state] = Remaining(1 + min(a.fewest for a in after), 1 + max(a.most for a in after))
        return known[state]

    try:
        return left(answers)
    except _TooMuch:
        return None


class _TooMuch(Exception):
    pass


def _questions_below(graph: Graph) -> list[frozenset[str]]:
    found: list[frozenset[str]] = [frozenset()] * len(graph.nodes)
    for index in range(len(graph.nodes) - 1, -1, -1):
        node = graph.nodes[index]
        if node.edges:
            found[index] = frozenset({node.name}).union(*(found[t] for _, t in node.edges))
    return found


def _state(graph: Graph, given: Mapping[str, str], seen: Survey, below: list[frozenset[str]]) -> _State:
    heads = tuple(h for h in seen.heads if seen.matters(h))
    reach = reduce(int.__or__, (seen.possible[h] for h in heads), 0)
    names = frozenset[str]().union(*(below[h] for h in heads))
    return seen.unsure, heads, seen.certain & reach, tuple((q, given[q]) for q in sorted(names) if q in given)
