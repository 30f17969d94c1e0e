"""The common space of two versions: the same questions, cut into the same cells, under their oldest ids."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import pairwise
from math import prod

from crossroads.model.decision import Decision, Option, Question
from crossroads.reasoning.counts import PRIME, oldest, plain_number, point
from crossroads.reasoning.graph import Graph, Node

NOWHERE = ""  # where a walk comes to that needs an answer its version does not offer

Point = tuple[Decimal, int]  # a number, and 1 for just after it
Stretch = tuple[Point | None, Point | None]  # None has no end


@dataclass(frozen=True)
class Cell:
    """One answer of the common space: an option, or a stretch of a number line that no cut-off of either parts."""

    id: str
    low: Point | None = None
    high: Point | None = None


@dataclass(frozen=True)
class Version:
    """One version of a decision: as it is authored, and as its graph."""

    decision: Decision
    graph: Graph


class Space:
    """The product, over the questions that either version can ask, of the union of their options."""

    def __init__(self, old: Version, new: Version) -> None:
        self.sides = (old, new)
        self.asked = [_asked(version) for version in self.sides]
        names = dict.fromkeys((*self.asked[1], *self.asked[0]))
        found = {name: [asked[name] for asked in self.asked if name in asked] for name in names}
        self.numeric = frozenset(name for name, same in found.items() if all(q.unit is not None for q in same))
        self.cells: dict[str, tuple[Cell, ...]] = {name: self._cells(name, same) for name, same in found.items()}

    def _cells(self, name: str, found: list[Question]) -> tuple[Cell, ...]:
        if name in self.numeric:
            return _refined(found)
        options = [oldest(o) for q in reversed(found) for o in q.options]
        return tuple(Cell(o) for o in dict.fromkeys(options))

    @property
    def size(self) -> int:
        """Count the points of the space."""
        return prod(len(cells) for cells in self.cells.values())

    @cached_property
    def options(self) -> dict[str, tuple[str, ...]]:
        """Map each question to the ids of its cells."""
        return {name: tuple(c.id for c in cells) for name, cells in self.cells.items()}

    def option(self, side: int, question: str, cell: Cell) -> Option | None:
        """Give the option of one version that a cell belongs to; None where it offers none."""
        asked = self.asked[side].get(question)
        if asked is None:
            return None
        if question in self.numeric:
            stretches = _stretches(asked)
            return next((o for o, s in zip(asked.options, stretches, strict=True) if _inside(cell, s)), None)
        return next((o for o in asked.options if oldest(o) == cell.id), None)

    @cached_property
    def graphs(self) -> tuple[Graph, Graph]:
        """Give both graphs over the cells of the space, with one more end for answers that are not offered."""
        return self._extended(0), self._extended(1)

    def _extended(self, side: int) -> Graph:
        decision, graph = self.sides[side].decision, self.sides[side].graph
        nowhere = len(graph.nodes)
        offered: dict[str, list[tuple[str, str | None]]] = {}
        for name, cells in self.cells.items():
            options = [(cell.id, self.option(side, name, cell)) for cell in cells]
            offered[name] = [(cell, str(o.id) if o else None) for cell, o in options]
        nodes = []
        for node in graph.nodes:
            if node.is_outcome:
                nodes.append(Node(oldest(decision.outcome(node.name))))
                continue
            name = oldest(decision.question(node.name))
            targets: Mapping[str | None, int] = dict(node.edges)
            nodes.append(Node(name, tuple((cell, targets.get(o, nowhere)) for cell, o in offered[name])))
        return Graph((*nodes, Node(NOWHERE)))

    @cached_property
    def values(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Give each node of both graphs a number that is the same exactly where the functions below are the same."""
        weights = {name: _weights(name, cells) for name, cells in self.options.items()}
        one, two = self.graphs
        return _values(one, weights), _values(two, weights)


def _asked(version: Version) -> dict[str, Question]:
    questions = (version.decision.question(name) for name in version.graph.questions)
    return {oldest(q): q for q in questions}


def _stretches(question: Question) -> list[Stretch]:
    """Give the stretch of each band, cut off at the ends of the line."""
    least: Point | None = None if question.minimum is None else (question.minimum, 0)
    most: Point | None = None if question.maximum is None else (question.maximum, 1)
    found = []
    for option in question.options:
        band = option.band
        low = None if band is None or band.low is None else (band.low, 0)
        high = None if band is None or band.high is None else (band.high, 0)
        lower = max((p for p in (low, least) if p is not None), default=None)
        upper = min((p for p in (high, most) if p is not None), default=None)
        found.append((lower, upper))
    return found


def _refined(questions: list[Question]) -> tuple[Cell, ...]:
    """Cut the line wherever either version cuts it."""
    stretches = [s for q in questions for s in _stretches(q)]
    cuts = sorted({end for stretch in stretches for end in stretch if end is not None})
    edges: list[Point | None] = [None, *cuts, None]
    cells = [Cell(_cell_id(low, high), low, high) for low, high in pairwise(edges)]
    return tuple(c for c in cells if any(_inside(c, s) for s in stretches))


def _inside(cell: Cell, stretch: Stretch) -> bool:
    low, high = stretch
    above = low is None or (cell.low is not None and cell.low >= low)
    return above and (high is None or (cell.high is not None and cell.high <= high))


def _cell_id(low: Point | None, high: Point | None) -> str:
    start = "" if low is None else f"{'>' if low[1] else ''}{plain_number(low[0])}"
    end = "" if high is None else f"{plain_number(high[0])}{'=' if high[1] else ''}"
    return f"{start}..{end}"


def _weights(question: str, cells: tuple[str, ...]) -> dict[str, int]:
    raw = {cell: point("cell", question, cell) for cell in cells}
    scale = pow(sum(raw.values()) % PRIME, -1, PRIME)
    return {cell: value * scale % PRIME for cell, value in raw.items()}


def _values(graph: Graph, weights: Mapping[str, Mapping[str, int]]) -> tuple[int, ...]:
    values = [0] * len(graph.nodes)
    for index in range(len(graph.nodes) - 1, -1, -1):
        node = graph.nodes[index]
        if node.is_outcome:
            values[index] = point("outcome", node.name)
        else:
            values[index] = sum(weights[node.name][o] * values[t] for o, t in node.edges) % PRIME
    return tuple(values)
