"""Turn boxes, pills and the lanes of long lines into nodes whose links all join neighbouring ranks.

Boxes stand in even ranks, the pills of their answers in the odd rank that follows. All lines that pass a
rank on the way to one box share one lane there, so the lines of a much used outcome run together.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence, Set
from dataclasses import dataclass

from crossroads.showing.drawing.picture import Picture
from crossroads.showing.drawing.sizing import Sized


@dataclass(frozen=True)
class Node:
    """Hold a place in a rank: its size across the ranks and along the way, in px."""

    rank: int
    breadth: float
    depth: float
    is_lane: bool = False


@dataclass(frozen=True, order=True)
class Link:
    """Hold a piece of line between the numbers of two nodes, the second one rank further."""

    tail: int
    head: int


@dataclass(frozen=True)
class Mesh:
    """Hold nodes (boxes, pills, lanes), links, and the nodes that each arrow runs through."""

    nodes: tuple[Node, ...]
    links: tuple[Link, ...]
    ways: tuple[tuple[int, ...], ...]


def make_mesh(picture: Picture, sizes: Sequence[Sized], rows: Sequence[int], jumps: Set[int] = frozenset()) -> Mesh:
    """Build the mesh; sizes hold boxes, then pills; an arrow that jumps ends at its pill."""
    number = {box.key: index for index, box in enumerate(picture.boxes)}
    row_of_pill = [rows[number[arrow.tail]] for arrow in picture.arrows]
    ranks = [2 * row for row in rows] + [2 * row + 1 for row in row_of_pill]
    nodes = [Node(rank, sized.width, sized.height) for rank, sized in zip(ranks, sizes, strict=True)]
    lanes: dict[tuple[int, int], int] = {}
    ways: list[tuple[int, ...]] = []
    for index, arrow in enumerate(picture.arrows):
        pill = len(rows) + index
        if index in jumps:
            ways.append((number[arrow.tail], pill))
            continue
        head = number[arrow.head]
        way = [number[arrow.tail], pill]
        for rank in range(nodes[pill].rank + 1, nodes[head].rank):
            if (head, rank) not in lanes:
                lanes[head, rank] = len(nodes)
                nodes.append(Node(rank, 2, 2, is_lane=True))
            way.append(lanes[head, rank])
        ways.append((*way, head))
    links = dict.fromkeys(Link(*pair) for way in ways for pair in itertools.pairwise(way))
    return Mesh(tuple(nodes), tuple(links), tuple(ways))
