"""Say what the template writes for an answer, and for the small box that says where to go on."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from crossroads.showing.drawing.picture import Arrow, Box, Picture
from crossroads.showing.drawing.routing import Point
from crossroads.showing.drawing.shapes import HEAD, arrow_head, line, number, outline, rounded
from crossroads.showing.drawing.sizing import JUMP_DROP, JUMP_EDGE, JUMP_ICON, SMALL, SMALL_PITCH, Sized, SizedPill
from crossroads.showing.drawing.wrapping import tidy

_RISE: Final = 0.35
"""Half the height of small letters, in em: from the middle of a line down to its foot."""


@dataclass(frozen=True)
class Line:
    """Hold one line of text, where it starts, and whether it runs from right to left."""

    text: str
    x: str
    y: str
    rtl: bool = False


@dataclass(frozen=True)
class JumpView:
    """Hold what the template writes for the small box below an answer that says where to go on."""

    key: str
    href: str
    name: str
    look: str
    at: str
    outline: str
    icon_at: str
    lines: tuple[Line, ...]
    drop: str
    tip: str


@dataclass(frozen=True)
class PillView:
    """Hold what the template writes for an answer."""

    tail: str
    head: str
    option: str
    at: str
    outline: str
    lines: tuple[Line, ...]
    paths: tuple[str, ...]
    tip: str
    jump: JumpView | None


def pill_view(
    picture: Picture, arrow: Arrow, pill: SizedPill, corner: Point, lines: tuple[Sequence[Point], Sequence[Point]]
) -> PillView:
    """Place an answer and its two pieces of line, or its one piece and what hangs below."""
    tag, (first, second) = pill.tag, lines
    left = (pill.width - tag.width) / 2
    return PillView(
        tail=arrow.tail,
        head=arrow.head,
        option=arrow.option,
        at=at(*corner),
        outline=rounded(left, 0, tag.width, tag.height, min(13.0, tag.height / 2)),
        lines=text_lines(tag.lines, (pill.width / 2,) * 2, middle_of(tag, SMALL_PITCH), SMALL_PITCH),
        paths=(line(first), line(second, HEAD - 1)) if second else (line(first),),
        tip=arrow_head(second) if second else "",
        jump=_jump(picture, picture.box(arrow.head), pill, pill.jump) if pill.jump else None,
    )


def _jump(picture: Picture, goal: Box, pill: SizedPill, sized: Sized) -> JumpView:
    middle, top = pill.width / 2, pill.tag.height + JUMP_DROP
    sides = JUMP_EDGE, sized.width - JUMP_EDGE - JUMP_ICON
    label = tidy(goal.label)
    return JumpView(
        key=goal.key,
        href=goal.href,
        name=f"{label}{' ' if label.endswith(('?', '.', '!')) else '. '}{tidy(picture.jump)}".strip(),
        look=goal.tone or goal.kind,
        at=at((pill.width - sized.width) / 2, top),
        outline=outline(goal.tone or goal.kind, sized.width, sized.height, small=True),
        icon_at=at(sized.width - JUMP_ICON - 6, (sized.height - 14) / 2),
        lines=text_lines(sized.lines, sides, middle_of(sized, SMALL_PITCH), SMALL_PITCH),
        drop=f"M{number(middle)} {number(pill.tag.height)}V{number(top - HEAD + 2)}",
        tip=arrow_head(((middle, top - 0.5),)),
    )


def text_lines(texts: Sequence[str], sides: tuple[float, float], first: float, pitch: float) -> tuple[Line, ...]:
    """Place the lines of one text between its two sides; the direction of the whole text holds for each line."""
    rtl = _runs_from_right(" ".join(texts))
    x = number(sides[1] if rtl else sides[0])
    return tuple(Line(text, x, number(first + index * pitch), rtl) for index, text in enumerate(texts))


def middle_of(sized: Sized, pitch: float) -> float:
    """Give the foot of the first line of a text that stands in the middle of its box."""
    return (sized.height - pitch * (len(sized.lines) - 1)) / 2 + SMALL * _RISE


def foot(middle: float, size: float) -> float:
    """Give the foot of a line from its middle."""
    return middle + size * _RISE


def _runs_from_right(text: str) -> bool:
    """Tell the direction of a text by its first letter that has one, as the bidirectional algorithm does."""
    kinds = (unicodedata.bidirectional(char) for char in text)
    return next((kind for kind in kinds if kind in ("L", "R", "AL")), "L") != "L"


def at(x: float, y: float) -> str:
    """Give a transform that moves to a place."""
    return f"translate({number(x)} {number(y)})"
