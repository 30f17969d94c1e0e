"""Lead every arrow along straight tracks between the ranks."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from crossroads.showing.drawing.channel import Net, crossings, order, tracks
from crossroads.showing.drawing.mesh import Link, Mesh

Point = tuple[float, float]
"""A place across the ranks, then one along the way."""

TRACK: Final = 11
"""Room between two tracks, in px."""
LEAVE: Final = 15
"""Room between a rank and the first track after it."""
DOCK: Final = 70
"""How far from its middle, in px, a single line may reach a box, if it can then be straight."""
CORNER: Final = 20
"""How far from its side, in px, a line must stay to end on a straight edge, whatever the shape."""
REACH: Final = (13, 21)
"""Room between the last track and a rank of pills, and one of boxes, where arrow heads need more."""


@dataclass(frozen=True)
class Routes:
    """Hold where ranks start along the way, the two polylines of each arrow, and how often they cross."""

    starts: tuple[float, ...]
    length: float
    lines: tuple[tuple[tuple[Point, ...], tuple[Point, ...]], ...]
    crossings: int


@dataclass
class _Gap:
    nets: dict[int, Net]
    track: dict[int, int]
    crossings: int


class _Pins:
    """Know where a link leaves and reaches across: in the middle, but for a single line to a box beside it."""

    def __init__(self, mesh: Mesh, places: Sequence[float]) -> None:
        self.places = places
        into: dict[int, list[int]] = {}
        for link in mesh.links:
            into.setdefault(link.head, []).append(link.tail)
        self.docks = {
            head: places[tails[0]]
            for head, tails in into.items()
            if len(tails) == 1
            and not mesh.nodes[head].rank % 2
            and not mesh.nodes[head].is_lane
            and abs(places[tails[0]] - places[head]) < min(DOCK, mesh.nodes[head].breadth / 2 - CORNER)
        }

    def end(self, node: int) -> float:
        return self.docks.get(node, self.places[node])


def route(mesh: Mesh, places: Sequence[float]) -> Routes:
    """Lead all arrows; places hold where each node is across the ranks."""
    last = max(node.rank for node in mesh.nodes)
    depths = [max((node.depth for node in mesh.nodes if node.rank == rank), default=0.0) for rank in range(last + 1)]
    pins = _Pins(mesh, places)
    gaps = [_gap(mesh, pins, rank) for rank in range(last)]
    starts = [0.0]
    for rank, gap in enumerate(gaps):
        lanes = max(gap.track.values(), default=0)
        starts.append(starts[-1] + depths[rank] + LEAVE + TRACK * lanes + REACH[rank % 2])
    bends = [
        {net: starts[rank] + depths[rank] + LEAVE + TRACK * track for net, track in gap.track.items()}
        for rank, gap in enumerate(gaps)
    ]
    lines = tuple(
        (_line(mesh, pins, starts, bends, way[:2]), _line(mesh, pins, starts, bends, way[1:])) for way in mesh.ways
    )
    return Routes(tuple(starts), starts[-1] + depths[-1], lines, sum(gap.crossings for gap in gaps))


def _gap(mesh: Mesh, pins: _Pins, rank: int) -> _Gap:
    """Bundle the links after a rank: those of one box after a rank of boxes, else those to one box."""
    bundles: dict[int, list[Link]] = {}
    for link in mesh.links:
        if mesh.nodes[link.tail].rank == rank:
            bundles.setdefault(_hub(mesh, link), []).append(link)
    keys = sorted(bundles)
    nets = [
        Net.of((pins.places[link.tail] for link in bundles[key]), (pins.end(link.head) for link in bundles[key]))
        for key in keys
    ]
    in_order = order(nets)
    track = {keys[index]: lane for index, lane in tracks(nets, in_order).items()}
    return _Gap(dict(zip(keys, nets, strict=True)), track, crossings(nets, in_order))


def _hub(mesh: Mesh, link: Link) -> int:
    return link.head if mesh.nodes[link.tail].rank % 2 else link.tail


def _line(
    mesh: Mesh, pins: _Pins, starts: Sequence[float], bends: Sequence[dict[int, float]], way: Sequence[int]
) -> tuple[Point, ...]:
    if len(way) == 1:  # it jumps
        return ()
    first, last = mesh.nodes[way[0]], mesh.nodes[way[-1]]
    points = [(pins.places[way[0]], starts[first.rank] + first.depth)]
    for tail, head in itertools.pairwise(way):
        bend = bends[mesh.nodes[tail].rank].get(_hub(mesh, Link(tail, head)))
        if bend is not None and pins.places[tail] != pins.end(head):
            points += [(pins.places[tail], bend), (pins.end(head), bend)]
    points.append((pins.end(way[-1]), starts[last.rank]))
    return tuple(points)
