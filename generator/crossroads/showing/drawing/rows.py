"""Put the boxes in rows that are no wider than a page, each below all that lead to it."""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import Final

from crossroads.showing.drawing.picture import Picture

APART: Final = 22
"""Room between two neighbours of a row, in px; a passing line needs no more than that."""


POLICIES: Final = ("near", "even", "far")
"""Ends first, then what followed last; ends first, then the longest way to go; the longest way to go first."""


class _Graph:
    """Hold who leads to whom, by number."""

    def __init__(self, picture: Picture, jumps: Set[int]) -> None:
        number = {box.key: index for index, box in enumerate(picture.boxes)}
        count = len(picture.boxes)
        self.heads: list[list[int]] = [[] for _ in range(count)]
        self.tails: list[set[int]] = [set() for _ in range(count)]
        self.pills: list[list[int]] = [[] for _ in range(count)]
        for index, arrow in enumerate(picture.arrows):
            tail = number[arrow.tail]
            self.pills[tail].append(index)
            if index not in jumps:
                head = number[arrow.head]
                self.heads[tail].append(head)
                self.tails[head].add(tail)
        self.steps = _steps_to_come(self.heads, self.tails)


def put_in_rows(
    picture: Picture,
    boxes: Sequence[float],
    pills: Sequence[float],
    room: float,
    jumps: Set[int] = frozenset(),
    policy: str = "near",
) -> list[int]:
    """Give the row of each box; widths are in px. The policy says which boxes go first where not all have room."""
    graph = _Graph(picture, jumps)
    row_of: dict[int, int] = {}
    waiting = list(range(len(boxes)))
    row = 0
    while waiting:
        ready = [index for index in waiting if all(tail in row_of for tail in graph.tails[index])]
        _sort(graph, ready, row_of, policy)
        chosen = _fill(graph, ready, boxes, pills, room - APART * _passing(graph, row_of, ready))
        row_of.update(dict.fromkeys(chosen, row))
        waiting = [index for index in waiting if index not in row_of]
        row += 1
    return [row_of[index] for index in range(len(boxes))]


def _sort(graph: _Graph, ready: list[int], row_of: dict[int, int], policy: str) -> None:
    """Put first what should stand close to its question."""

    def rank(index: int) -> tuple[int, ...]:
        since = max((row_of[tail] for tail in graph.tails[index]), default=-1)
        end, longest = 1 if graph.steps[index] else 0, -graph.steps[index]
        order = {"near": (end, -since, longest), "even": (end, longest, -since), "far": (longest, -since)}
        return (*order[policy], index)

    ready.sort(key=rank)


def _fill(
    graph: _Graph, ready: Sequence[int], boxes: Sequence[float], pills: Sequence[float], room: float
) -> list[int]:
    chosen: list[int] = []
    boxes_used = pills_used = 0.0
    for index in ready:
        wide = boxes_used + boxes[index] + APART
        wide_below = pills_used + sum(pills[pill] + APART for pill in graph.pills[index])
        if chosen and max(wide, wide_below if graph.pills[index] else 0) > room:
            continue
        chosen.append(index)
        boxes_used, pills_used = wide, wide_below
    return chosen


def _passing(graph: _Graph, row_of: dict[int, int], ready: Sequence[int]) -> int:
    """Count the boxes that lines already lead to and that cannot stand in this row."""
    aimed = {head for tail in row_of for head in graph.heads[tail] if head not in row_of}
    return len(aimed - set(ready))


def _steps_to_come(heads: Sequence[Sequence[int]], tails: Sequence[set[int]]) -> list[int]:
    """Give the longest way on from each box; a circle would have no end, so it is refused."""
    open_heads = [len(each) for each in heads]
    steps = [0] * len(heads)
    done = [index for index, count in enumerate(open_heads) if not count]
    for index in done:
        for tail in tails[index]:
            steps[tail] = max(steps[tail], steps[index] + 1)
            open_heads[tail] -= heads[tail].count(index)
            if not open_heads[tail]:
                done.append(tail)
    if len(done) < len(heads):
        raise ValueError("a picture whose arrows lead in a circle has no rows")
    return steps
