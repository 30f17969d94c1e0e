"""Give the outlines, icons and lines of a drawing as SVG paths."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Final

from crossroads.showing.drawing.routing import Point
from crossroads.showing.drawing.sizing import POINT

RADIUS: Final = 10
ASKING: Final = ("question", "table", "part")
BEND: Final = 9
HEAD: Final = 9
HALO: Final = 5
"""How far the ring of the present step stands off its box."""

ICONS: Final = {
    "question": "M5.6 6.6a3.4 3.4 0 1 1 5.2 2.9c-1.1.7-1.8 1.2-1.8 2.5M9 15v.1",
    "table": "M2.5 3.5h13v11h-13zM2.5 7.5h13M7 7.5v7M2.5 11h13",
    "part": "M2.5 6h9.5v8.5h-9.5zM6 6v-3.5h9.5v8.5h-3.5",
    "do": "M2.8 9.6l4.2 4.2 8.2-9.2",
    "prepare": "M9 1.8a7.2 7.2 0 1 0 0 14.4a7.2 7.2 0 1 0 0-14.4zM9 5v4.4l2.8 1.8",
    "stop": "M6 1.8h6l4.2 4.2v6l-4.2 4.2h-6l-4.2-4.2v-6zM5.6 9h6.8",
    "elsewhere": "M2.5 9h12M10 4.3l4.7 4.7-4.7 4.7",
}
"""Strokes on a field of 18 px."""
JUMP_ICON_PATH: Final = "M2 2v6.5h8.5M7.2 5.2l3.3 3.3-3.3 3.3"
"""An arrow round a corner, on a field of 14 px: it goes on at another place."""


def number(value: float) -> str:
    """Give a coordinate with at most one decimal, the same on every machine."""
    tenths = round(value * 10)
    whole, rest = divmod(abs(tenths), 10)
    sign = "-" if tenths < 0 else ""
    return f"{sign}{whole}.{rest}" if rest else f"{sign}{whole}"


def outline(look: str, width: float, height: float, small: bool = False) -> str:
    """Give the outline of a box: round, cut at the corners, or pointing on."""
    if look == "stop":
        return _cut(width, height, min(POINT - 2, round(height / 4)))
    if look == "elsewhere":
        return _pointing(width, height)
    if small:
        return rounded(0, 0, width, height, 4 if look in ASKING else min(RADIUS, height / 2))
    return rounded(0, 0, width, height, RADIUS if look in ASKING else RADIUS + 4)


def rounded(left: float, top: float, width: float, height: float, radius: float) -> str:
    """Give a rectangle with round corners."""
    x, y, r = number(left + radius), number(top), number(radius)
    across, down = number(width - 2 * radius), number(height - 2 * radius)
    turn = f"a{r} {r} 0 0 1"
    right = f"M{x} {y}h{across}{turn} {r} {r}v{down}{turn}-{r} {r}"
    return f"{right}h-{across}{turn}-{r}-{r}v-{down}{turn} {r}-{r}z"


def _cut(width: float, height: float, c: int) -> str:
    across, down = number(width - 2 * c), number(height - 2 * c)
    return f"M{c} 0h{across}l{c} {c}v{down}l-{c} {c}h-{across}l-{c}-{c}v-{down}z"


def _pointing(width: float, height: float) -> str:
    flat, half = number(width - POINT - 4), number(height / 2)
    shoulder, low = number(width - POINT + 6), number(height - 4)
    right = f"M4 0h{flat}q4 0 6 4L{number(width)} {half}L{shoulder} {low}q-2 4-6 4"
    return f"{right}h-{flat}q-4 0-4-4V4q0-4 4-4z"


def line(points: Sequence[Point], short: float = 0) -> str:
    """Give a polyline with round bends; short leaves room for an arrow head at its end."""
    corners = _bends(points)
    corners[-1] = _towards(corners[-1], corners[-2], short)
    told = f"M{_pair(corners[0])}"
    for before, here, after in zip(corners, corners[1:], corners[2:], strict=False):
        radius = min(BEND, _far(before, here) / 2, _far(here, after) / 2)
        told += f"L{_pair(_towards(here, before, radius))}Q{_pair(here)} {_pair(_towards(here, after, radius))}"
    return f"{told}L{_pair(corners[-1])}"


def arrow_head(points: Sequence[Point]) -> str:
    """Give the triangle at the end of a line, which always comes from above."""
    x, y = points[-1]
    half = HEAD / 2 - 0.5
    return f"M{number(x - half)} {number(y - HEAD)}h{number(2 * half)}L{number(x)} {number(y)}z"


def _bends(points: Sequence[Point]) -> list[Point]:
    """Leave out what lies on a straight piece."""
    kept = list(points[:1])
    for here, after in itertools.pairwise(points):
        if not (kept[-1][0] == here[0] == after[0] or kept[-1][1] == here[1] == after[1]):
            kept.append(here)
    return [*kept, points[-1]]


def _towards(start: Point, goal: Point, distance: float) -> Point:
    """Give the place so far from the start, along an upright or level piece."""
    way = _far(start, goal) or 1.0
    share = distance / way
    return start[0] + (goal[0] - start[0]) * share, start[1] + (goal[1] - start[1]) * share


def _far(one: Point, two: Point) -> float:
    return abs(one[0] - two[0]) + abs(one[1] - two[1])


def _pair(point: Point) -> str:
    return f"{number(point[0])} {number(point[1])}"
