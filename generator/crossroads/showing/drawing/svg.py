"""Turn a picture and its layout into SVG text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from typing import Final

import jinja2

from crossroads.showing.drawing.layout import Layout
from crossroads.showing.drawing.palette import light, style_sheet
from crossroads.showing.drawing.picture import Box, Picture
from crossroads.showing.drawing.pieces import Line, PillView, at, foot, pill_view, text_lines
from crossroads.showing.drawing.routing import Point
from crossroads.showing.drawing.shapes import HALO, ICONS, JUMP_ICON_PATH, number, outline, rounded
from crossroads.showing.drawing.sizing import (
    EDGE,
    ICON,
    LABEL,
    LABEL_PITCH,
    POINT,
    SMALL,
    TOP,
    Sized,
)
from crossroads.showing.drawing.wrapping import tidy

MARGIN: Final = 12
ENTRY: Final = 26
"""Room before the first box for the mark where a walk starts."""
# No text of an author can look like this: in texts and in attributes, quotation marks are escaped.
_PAINT = re.compile(r' (?:fill|stroke)="[^"]*"')


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
    holds: str


def write_svg(picture: Picture, layout: Layout) -> str:
    """Give the SVG text, without prolog, ready to stand in HTML."""
    left, top = MARGIN, MARGIN + ENTRY
    width, height = layout.width + left + MARGIN, layout.height + top + MARGIN
    boxes = layout.boxes
    corners = _moved(layout.corners, left, top)
    lines = [(_moved(first, left, top), _moved(second, left, top)) for first, second in layout.lines]
    parts = zip(picture.arrows, layout.pills, corners[len(boxes) :], lines, strict=True)
    pill_views = [pill_view(picture, *each) for each in parts]
    answers = _answers(picture, pill_views, corners)
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
        jump_icon=JUMP_ICON_PATH,
        small_size=SMALL,
    )


def _answers(picture: Picture, pills: Sequence[PillView], corners: Sequence[Point]) -> dict[str, list[PillView]]:
    """Give the answers of each box by where they lead, from the left: keys go through them as people see them."""
    places = {box.key: corner for box, corner in zip(picture.boxes, corners, strict=False)}
    own = corners[len(picture.boxes) :]
    ends = [places[pill.head] if pill.jump is None else at for pill, at in zip(pills, own, strict=True)]
    answers: dict[str, list[PillView]] = {box.key: [] for box in picture.boxes}
    for pill, _ in sorted(zip(pills, ends, strict=True), key=lambda each: each[1]):
        answers[pill.tail].append(pill)
    return answers


def standalone(svg: str, page: str | None = None) -> str:
    """Give the drawing as a file of its own, with its style; page is where its links then lead."""
    head, rest = svg.split(">", 1)
    canvas = f'<rect class="cr-d-canvas" width="100%" height="100%" fill="{light()["canvas"]}"/>'
    linked = rest if page is None else rest.replace(' xlink:href="#', f' xlink:href="{escape(page)}#')
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{head}>\n<style>\n{style_sheet()}</style>{canvas}{linked}'


def bare(svg: str) -> str:
    """Give the drawing for a page that has the style: without the colours that stand there as well."""
    return _PAINT.sub("", svg)


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
    sides = EDGE, sized.width - EDGE
    first = foot(TOP + LABEL_PITCH / 2, LABEL)
    return BoxView(
        key=box.key,
        href=box.href,
        name=_name(box),
        look=look,
        at=at(*corner),
        outline=outline(look, sized.width, sized.height),
        ring=rounded(-HALO, -HALO, sized.width + 2 * HALO, sized.height + 2 * HALO, 14),
        icon=ICONS[look],
        icon_at=at(icon_x, 9),
        word=Line(tidy(box.word), number(EDGE), number(foot(9 + ICON / 2, SMALL))),
        lines=text_lines(sized.lines, sides, first, LABEL_PITCH),
        pills=tuple(answers[box.key]),
        holds=" ".join(box.holds),
    )


def _name(box: Box) -> str:
    """Start with what is seen, as speech control needs it; then say all, unless that was all."""
    label, full = tidy(box.label), tidy(box.name)
    seen = f"{tidy(box.word)}: {label}"
    if full == label:
        return seen
    return f"{seen} {full}" if label.endswith(("?", ".", "!")) else f"{seen}. {full}"


def _entry(picture: Picture, boxes: Sequence[Sized], corners: Sequence[Point]) -> dict[str, str]:
    """Mark the first box that no arrow leads to, or simply the first."""
    heads = {arrow.head for arrow in picture.arrows}
    start = next((index for index, box in enumerate(picture.boxes) if box.key not in heads), 0)
    (x, y), sized = corners[start], boxes[start]
    middle, mark = number(x + sized.width / 2), number(y - ENTRY + 2)
    return {"x": middle, "y": mark, "path": f"M{middle} {mark}V{number(y)}"}


def _moved(points: Sequence[Point], left: float, top: float) -> tuple[Point, ...]:
    return tuple((x + left, y + top) for x, y in points)
