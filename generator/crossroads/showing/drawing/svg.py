"""Turn a picture and its layout into SVG text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from typing import Final

import jinja2

from crossroads.showing.drawing.layout import Layout
from crossroads.showing.drawing.palette import light, style_sheet
from crossroads.showing.drawing.picture import Arrow, Box, Picture
from crossroads.showing.drawing.routing import Point
from crossroads.showing.drawing.shapes import HALO, HEAD, ICONS, arrow_head, line, number, outline, rounded
from crossroads.showing.drawing.sizing import (
    EDGE,
    ICON,
    LABEL,
    LABEL_PITCH,
    POINT,
    SMALL,
    SMALL_PITCH,
    TOP,
    Sized,
)
from crossroads.showing.drawing.wrapping import tidy

MARGIN: Final = 12
ENTRY: Final = 26
"""Room before the first box for the mark where a walk starts."""
_RISE: Final = 0.35
"""Half the height of small letters, in em: from the middle of a line down to its foot."""


@dataclass(frozen=True)
class Line:
    """Hold one line of text and where it stands."""

    text: str
    x: str
    y: str


@dataclass(frozen=True)
class PillView:
    """Hold what the template writes for an answer."""

    tail: str
    head: str
    option: str
    at: str
    outline: str
    lines: tuple[Line, ...]
    paths: tuple[str, str]
    tip: str


@dataclass(frozen=True)
class BoxView:
    """Hold what the template writes for a box."""

    key: str
    href: str
    name: str
    look: str
    at: str
    outline: str
    ring: str
    icon: str
    icon_at: str
    word: Line
    lines: tuple[Line, ...]
    pills: tuple[PillView, ...]


def write_svg(picture: Picture, boxes: Sequence[Sized], pills: Sequence[Sized], layout: Layout) -> str:
    """Give the SVG text, without prolog, ready to stand in HTML."""
    left, top = MARGIN, MARGIN + ENTRY
    width, height = layout.width + left + MARGIN, layout.height + top + MARGIN
    corners = _moved(layout.corners, left, top)
    lines = [(_moved(first, left, top), _moved(second, left, top)) for first, second in layout.lines]
    pill_views = [_pill(*each) for each in zip(picture.arrows, pills, corners[len(boxes) :], lines, strict=True)]
    answers: dict[str, list[PillView]] = {box.key: [] for box in picture.boxes}
    for view in pill_views:
        answers[view.tail].append(view)
    box_views = [_box(*each, answers) for each in zip(picture.boxes, boxes, corners[: len(boxes)], strict=True)]
    return _template().render(
        prefix=picture.prefix,
        title=tidy(picture.title),
        width=number(width),
        height=number(height),
        boxes=box_views,
        pills=pill_views,
        entry=_entry(picture, boxes, corners),
        colour=light(),
        label_size=LABEL,
        small_size=SMALL,
    )


def standalone(svg: str, page: str | None = None) -> str:
    """Give the drawing as a file of its own, with its style; page is where its links then lead."""
    head, rest = svg.split(">", 1)
    canvas = f'<rect class="cr-d-canvas" width="100%" height="100%" fill="{light()["canvas"]}"/>'
    linked = rest if page is None else rest.replace(' xlink:href="#', f' xlink:href="{escape(page)}#')
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{head}>\n<style>\n{style_sheet()}</style>{canvas}{linked}'


@cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("crossroads"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template("drawing.svg.jinja")


def _box(box: Box, sized: Sized, corner: Point, answers: Mapping[str, Sequence[PillView]]) -> BoxView:
    look = box.tone or box.kind
    icon_x = sized.width - EDGE - ICON - (POINT - 6 if look == "elsewhere" else 0)
    first = TOP + LABEL_PITCH / 2 + LABEL * _RISE
    return BoxView(
        key=box.key,
        href=box.href,
        name=_name(box),
        look=look,
        at=_at(*corner),
        outline=outline(look, sized.width, sized.height),
        ring=rounded(-HALO, -HALO, sized.width + 2 * HALO, sized.height + 2 * HALO, 14),
        icon=ICONS[look],
        icon_at=_at(icon_x, 9),
        word=Line(tidy(box.word), number(EDGE), number(9 + ICON / 2 + SMALL * _RISE)),
        lines=_lines(sized.lines, EDGE, first, LABEL_PITCH),
        pills=tuple(answers[box.key]),
    )


def _pill(arrow: Arrow, sized: Sized, corner: Point, lines: tuple[Sequence[Point], Sequence[Point]]) -> PillView:
    middle = sized.width / 2
    first = (sized.height - SMALL_PITCH * (len(sized.lines) - 1)) / 2 + SMALL * _RISE
    return PillView(
        tail=arrow.tail,
        head=arrow.head,
        option=arrow.option,
        at=_at(*corner),
        outline=rounded(0, 0, sized.width, sized.height, min(13.0, sized.height / 2)),
        lines=_lines(sized.lines, middle, first, SMALL_PITCH),
        paths=(line(lines[0]), line(lines[1], HEAD - 1)),
        tip=arrow_head(lines[1]),
    )


def _name(box: Box) -> str:
    """Start with what is seen, as speech control needs it; then say all, unless that was all."""
    label, full = tidy(box.label), tidy(box.name)
    seen = f"{tidy(box.word)}: {label}"
    if full == label:
        return seen
    return f"{seen} {full}" if label.endswith(("?", ".", "!")) else f"{seen}. {full}"


def _lines(texts: Sequence[str], x: float, first: float, pitch: float) -> tuple[Line, ...]:
    return tuple(Line(text, number(x), number(first + index * pitch)) for index, text in enumerate(texts))


def _entry(picture: Picture, boxes: Sequence[Sized], corners: Sequence[Point]) -> dict[str, str]:
    """Mark the first box that no arrow leads to, or simply the first."""
    heads = {arrow.head for arrow in picture.arrows}
    start = next((index for index, box in enumerate(picture.boxes) if box.key not in heads), 0)
    (x, y), sized = corners[start], boxes[start]
    middle, mark = number(x + sized.width / 2), number(y - ENTRY + 2)
    return {"x": middle, "y": mark, "path": f"M{middle} {mark}V{number(y)}"}


def _moved(points: Sequence[Point], left: float, top: float) -> tuple[Point, ...]:
    return tuple((x + left, y + top) for x, y in points)


def _at(x: float, y: float) -> str:
    return f"translate({number(x)} {number(y)})"
