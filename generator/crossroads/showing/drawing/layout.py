"""Ask Graphviz for the order and the places, and choose the layout that is easiest to follow."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from typing import Final

from crossroads.showing.drawing.dot import write_dot
from crossroads.showing.drawing.engine import Engine, EngineFailed
from crossroads.showing.drawing.mesh import Mesh, make_mesh
from crossroads.showing.drawing.picture import Picture
from crossroads.showing.drawing.places import Places
from crossroads.showing.drawing.routing import Point, Routes, route
from crossroads.showing.drawing.rows import APART, POLICIES, put_in_rows
from crossroads.showing.drawing.sizing import COLUMN, Sized, SizedPill, size_boxes, size_pills

MANY: Final = 200
"""Above this number of boxes and pills only one width is tried."""
AGAIN: Final = 6
"""How many of the best layouts are tried again without the order of the answers."""
REACHES: Final = (4, 3, 2)
"""Over how many rows a line may lead before a jump is tried in its place."""
ROUNDS: Final = 3
DOWN: Final = 3
"""What a px of height costs, in px of line: tall drawings have to be scrolled."""
LANE: Final = 60
"""What it costs that a line passes a row, beside its length."""
SPARE: Final = 10
"""What a page has beside its column, in px, without scrolling."""
SIDEWAYS: Final = 800
"""What it costs that a drawing must be scrolled sideways at all, beside 25 for each px."""
JUMP: Final = 1000
"""What a jump costs a reader, in px of line."""


@dataclass(frozen=True)
class Layout:
    """Hold where all things are, in px: corners of boxes, then pills; two polylines for each arrow."""

    width: float
    height: float
    corners: tuple[Point, ...]
    lines: tuple[tuple[tuple[Point, ...], tuple[Point, ...]], ...]
    cost: float
    crossings: int
    boxes: tuple[Sized, ...]
    pills: tuple[SizedPill, ...]


def lay_out(picture: Picture, engine: Engine) -> Layout:
    """Try what is worth trying and give the layout that costs a reader least; the first of equals.

    Everything is tried with the answers in their order; where that comes out well, also without.
    """
    boxes = size_boxes(picture)
    plans = [
        _Plan(boxes, pills, jumps, mesh)
        for jumps in _jumps(picture, boxes)
        for pills in (size_pills(picture, jumps),)
        for mesh in _meshes(picture, boxes, pills, jumps)
    ]
    tried = [_layout(plan, _places(plan.mesh, engine, True)) for plan in plans]
    best = sorted(range(len(plans)), key=lambda number: tried[number].cost)[:AGAIN]
    tried += [_layout(plans[number], _places(plans[number].mesh, engine, False)) for number in best]
    return min(tried, key=lambda layout: layout.cost)


@dataclass(frozen=True)
class _Plan:
    """Hold what is laid out in one try."""

    boxes: tuple[Sized, ...]
    pills: tuple[SizedPill, ...]
    jumps: Set[int]
    mesh: Mesh


def _jumps(picture: Picture, boxes: Sequence[Sized]) -> Iterator[Set[int]]:
    """Give sets of arrows to write as jumps: none but those that lead out, then also lines over many rows."""
    keys = {box.key for box in picture.boxes}
    out = frozenset(number for number, arrow in enumerate(picture.arrows) if arrow.head not in keys)
    sets = [out]
    if len(picture.boxes) + len(picture.arrows) <= MANY:
        sets += [_long_lines(picture, boxes, out, limit) for limit in REACHES]
    yield from dict.fromkeys(sets)


def _long_lines(picture: Picture, boxes: Sequence[Sized], out: frozenset[int], limit: int) -> frozenset[int]:
    """Add the lines over so many rows to a box that another line reaches from nearer by."""
    number = {box.key: index for index, box in enumerate(picture.boxes)}
    widths = [sized.width for sized in boxes]
    jumps = out
    for _ in range(ROUNDS):
        pills = [sized.width for sized in size_pills(picture, jumps)]
        rows = put_in_rows(picture, widths, pills, COLUMN, jumps)
        drawn = [(index, arrow) for index, arrow in enumerate(picture.arrows) if index not in jumps]
        nearest: dict[str, int] = {}
        for _, arrow in drawn:
            nearest[arrow.head] = max(rows[number[arrow.tail]], nearest.get(arrow.head, 0))
        more = {
            index
            for index, arrow in drawn
            if rows[number[arrow.tail]] < nearest[arrow.head]
            and rows[number[arrow.head]] - rows[number[arrow.tail]] >= limit
        }
        if not more:
            break
        jumps |= more
    return jumps


def _meshes(picture: Picture, boxes: Sequence[Sized], pills: Sequence[Sized], jumps: Set[int]) -> Iterator[Mesh]:
    widths = [sized.width for sized in boxes], [sized.width for sized in pills]
    rows = dict.fromkeys(
        tuple(put_in_rows(picture, *widths, room, jumps, policy))
        for room in _rooms(boxes, pills)
        for policy in POLICIES
    )
    return (make_mesh(picture, (*boxes, *pills), each, jumps) for each in rows)


def _rooms(boxes: Sequence[Sized], pills: Sequence[Sized]) -> tuple[float, ...]:
    """Give the widths to try: about a page's; for very many boxes the one that makes a square."""
    if len(boxes) + len(pills) <= MANY:
        return 0.85 * COLUMN, COLUMN, 1.2 * COLUMN
    area = sum((sized.width + APART) * (sized.height + 90) for sized in boxes)
    return (float(round((2 * area) ** 0.5)),)


def _places(mesh: Mesh, engine: Engine, ordered: bool) -> list[float]:
    places = Places(mesh, _ranks(mesh, engine.layout(write_dot(mesh, ordered))))
    places.settle()
    return places.at


def _ranks(mesh: Mesh, told: str) -> list[list[int]]:
    """Give the nodes of each rank in the order in which Graphviz placed them."""
    graph = json.loads(told)
    nodes, edges = graph.get("objects", []), graph.get("edges", [])
    if (len(nodes), len(edges)) != (len(mesh.nodes), len(mesh.links)):
        wanted = f"{len(mesh.nodes)} nodes and {len(mesh.links)} edges"
        sentence = f"Graphviz laid out {len(nodes)} nodes and {len(edges)} edges of {wanted}."
        raise EngineFailed(sentence, "Split the decision into smaller ones that lead to each other.")
    at = {int(node["name"][1:]): float(node["pos"].split(",")[0]) for node in nodes}
    ranks: list[list[int]] = [[] for _ in range(1 + max(node.rank for node in mesh.nodes))]
    for index in sorted(at, key=lambda index: (at[index], index)):
        ranks[mesh.nodes[index].rank].append(index)
    return ranks


def _layout(plan: _Plan, places: Sequence[float]) -> Layout:
    mesh, shown = plan.mesh, len(plan.boxes) + len(plan.pills)
    routes = route(mesh, places)
    corners = tuple(
        (place - node.breadth / 2, routes.starts[node.rank])
        for place, node in zip(places[:shown], mesh.nodes[:shown], strict=True)
    )
    width = max(place + node.breadth / 2 for place, node in zip(places, mesh.nodes, strict=True))
    cost = _cost(mesh, places, width, routes) + JUMP * len(plan.jumps)
    return Layout(width, routes.length, corners, routes.lines, cost, routes.crossings, plan.boxes, plan.pills)


def _cost(mesh: Mesh, places: Sequence[float], width: float, routes: Routes) -> float:
    """Weigh, in px of line that must be followed; sideways scrolling is worst."""
    length = sum(_length(line) for pair in routes.lines for line in pair)
    beyond = max(0.0, width - COLUMN)
    lanes = sum(node.is_lane for node in mesh.nodes)
    sideways = SIDEWAYS * (beyond > SPARE) + 25 * beyond
    untidy = 400 * routes.crossings + 25 * _bends(routes) + 200 * _out_of_order(mesh, places) + LANE * lanes
    return length + DOWN * routes.length + sideways + untidy


def _out_of_order(mesh: Mesh, places: Sequence[float]) -> int:
    """Count the pairs of answers of one box that stand the other way round than written."""
    return sum(
        one[0] == two[0] and places[one[1]] > places[two[1]] for one, two in zip(mesh.ways, mesh.ways[1:], strict=False)
    )


def _length(line: Sequence[Point]) -> float:
    return sum(abs(a[0] - b[0]) + abs(a[1] - b[1]) for a, b in itertools.pairwise(line))


def _bends(routes: Routes) -> int:
    return sum(len(line) - 2 for pair in routes.lines for line in pair if line)
