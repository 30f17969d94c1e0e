"""Ask Graphviz for the order and the places, and choose the layout that is easiest to follow."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from crossroads.showing.drawing.dot import write_dot
from crossroads.showing.drawing.engine import Engine, EngineFailed
from crossroads.showing.drawing.mesh import Mesh, make_mesh
from crossroads.showing.drawing.picture import Picture
from crossroads.showing.drawing.places import Places
from crossroads.showing.drawing.routing import Point, Routes, route
from crossroads.showing.drawing.rows import APART, put_in_rows
from crossroads.showing.drawing.sizing import Sized

COLUMN: Final = 1100
"""The width in px that a page has for a drawing on a desk."""
SOME: Final = 70
MANY: Final = 200
"""Above these numbers of boxes and pills fewer layouts are tried."""


@dataclass(frozen=True)
class Plan:
    """Hold one way to lay a picture out."""

    room: float
    across: bool = False
    """From left to right; else from top to bottom."""
    near: bool = False
    """Put ends right below their questions."""


@dataclass(frozen=True)
class Layout:
    """Hold where all things are, in px: corners of boxes, then pills; two polylines for each arrow."""

    across: bool
    width: float
    height: float
    corners: tuple[Point, ...]
    lines: tuple[tuple[tuple[Point, ...], tuple[Point, ...]], ...]
    cost: float


def lay_out(picture: Picture, boxes: Sequence[Sized], pills: Sequence[Sized], engine: Engine) -> Layout:
    """Try the plans worth trying and give the layout that costs a reader least; the first of equals."""
    sizes = (*boxes, *pills)
    meshes: dict[tuple[Mesh, bool], Plan] = {}
    for plan in _plans(boxes, pills):
        meshes.setdefault((_mesh(picture, boxes, pills, plan), plan.across), plan)
    tried = (
        _layout(across, _places(mesh, engine, ordered), mesh, len(sizes))
        for mesh, across in meshes
        for ordered in (True, False)
    )
    return min(tried, key=lambda layout: layout.cost)


def _plans(boxes: Sequence[Sized], pills: Sequence[Sized]) -> Iterator[Plan]:
    count = len(boxes) + len(pills)
    if count > MANY:
        area = sum((sized.width + APART) * (sized.height + 90) for sized in boxes)
        yield Plan(float(round((2 * area) ** 0.5)), near=True)
        return
    for share in (0.85, 1.0, 1.2):
        yield Plan(share * COLUMN, near=True)
        if count <= SOME:
            yield Plan(share * COLUMN, near=False)


def _mesh(picture: Picture, boxes: Sequence[Sized], pills: Sequence[Sized], plan: Plan) -> Mesh:
    sizes = (*boxes, *pills)
    breadths = [sized.height if plan.across else sized.width for sized in sizes]
    rows = put_in_rows(picture, breadths[: len(boxes)], breadths[len(boxes) :], plan.room, plan.near)
    return make_mesh(picture, sizes, rows, plan.across)


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


def _layout(
    across: bool, places: Sequence[float], mesh: Mesh, shown: int
) -> Layout:
    routes = route(mesh, places)
    corners = [
        (place - node.breadth / 2, routes.starts[node.rank])
        for place, node in zip(places[:shown], mesh.nodes[:shown], strict=True)
    ]
    breadth = max(place + node.breadth / 2 for place, node in zip(places, mesh.nodes, strict=True))
    width, height = (routes.length, breadth) if across else (breadth, routes.length)
    turn = _turned if across else _kept
    lines = tuple((tuple(map(turn, first)), tuple(map(turn, second))) for first, second in routes.lines)
    cost = _cost(mesh, places, width, height, routes)
    return Layout(across, width, height, tuple(map(turn, corners)), lines, cost)


def _kept(point: Point) -> Point:
    return point


def _turned(point: Point) -> Point:
    return point[1], point[0]


def _cost(mesh: Mesh, places: Sequence[float], width: float, height: float, routes: Routes) -> float:
    """Weigh, in px of line that must be followed; sideways scrolling is worst."""
    length = sum(_length(line) for pair in routes.lines for line in pair)
    beyond = max(0.0, width - COLUMN)
    return length + height + 150 * routes.crossings + 25 * beyond + 25 * _bends(routes) + 200 * _out_of_order(mesh, places)


def _out_of_order(mesh: Mesh, places: Sequence[float]) -> int:
    """Count the pairs of answers of one box that stand the other way round than written."""
    return sum(
        one[0] == two[0] and places[one[1]] > places[two[1]]
        for one, two in zip(mesh.ways, mesh.ways[1:], strict=False)
    )


def _length(line: Sequence[Point]) -> float:
    return sum(abs(a[0] - b[0]) + abs(a[1] - b[1]) for a, b in zip(line, line[1:], strict=False))


def _bends(routes: Routes) -> int:
    return sum(len(line) - 2 for pair in routes.lines for line in pair)
