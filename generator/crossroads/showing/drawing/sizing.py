"""Size the boxes and the pills so that no label can leave them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from functools import cache
from typing import Final

from crossroads.showing.drawing.picture import Box, Picture
from crossroads.showing.drawing.rows import APART
from crossroads.showing.drawing.widths import width_of
from crossroads.showing.drawing.wrapping import tidy, wrap

COLUMN: Final = 1060
"""The width in px that a page has for a drawing on a desk."""
LABEL: Final = 15
LABEL_PITCH: Final = 20
SMALL: Final = 13
SMALL_PITCH: Final = 17

EDGE: Final = 16
"""Padding at the side where lines start; the far side needs less, as every line holds its own slack."""
FAR_EDGE: Final = 6
TOP: Final = 32
"""From the top of a box to the top of its label: the row of the small word and the icon."""
BOTTOM: Final = 13
ICON: Final = 18
POINT: Final = 14
"""How far the tip of an `elsewhere` box, or a cut corner, reaches into it."""

QUESTION_ROOM: Final = 204
OUTCOME_ROOM: Final = 172
PILL_ROOM: Final = 140
LEAST_ROOM: Final = 96
PILL_EDGE: Final = 10
JUMP_EDGE: Final = 12
JUMP_ICON: Final = 16
JUMP_DROP: Final = 11
"""From an answer to the small box below it that says where to go on."""


@dataclass(frozen=True)
class Sized:
    """Hold the lines of a label and the size, in px, of what stands around them."""

    lines: tuple[str, ...]
    width: int
    height: int


@dataclass(frozen=True)
class SizedPill(Sized):
    """Hold a pill; one that jumps counts the small box below it into its size."""

    tag: Sized
    jump: Sized | None = None


def size_boxes(picture: Picture) -> tuple[Sized, ...]:
    """Size every box; all questions are equally wide, and so are all outcomes."""
    lines = [wrap(box.label, LABEL, _room(box)) for box in picture.boxes]
    pairs = list(zip(picture.boxes, lines, strict=True))
    widths = {
        kind: _width((pair for pair in pairs if _is_outcome(pair[0]) is kind), picture.states) for kind in (False, True)
    }
    return tuple(Sized(own, widths[_is_outcome(box)], TOP + LABEL_PITCH * len(own) + BOTTOM) for box, own in pairs)


def size_pills(picture: Picture, jumps: Set[int] = frozenset()) -> tuple[SizedPill, ...]:
    """Size every pill around its answer, and the small box below where the arrow of this number jumps."""
    labels = {box.key: box.label for box in (*picture.boxes, *picture.away)} if jumps else {}
    answers: dict[str, list[str]] = {}
    for arrow in picture.arrows:
        answers.setdefault(arrow.tail, []).append(arrow.label)
    rooms = {tail: _pill_room(tuple(each)) for tail, each in answers.items()}
    return tuple(
        _pill(arrow.label, labels[arrow.head] if number in jumps else None, rooms[arrow.tail])
        for number, arrow in enumerate(picture.arrows)
    )


@cache
def _pill_room(answers: tuple[str, ...]) -> float:
    """Give the room for each line of a question's answers: less where so many would not fit beside each other."""
    if sum(_pill(answer, None, PILL_ROOM).width + APART for answer in answers) <= COLUMN + APART:
        return PILL_ROOM
    word = max(width_of(word, SMALL) for answer in answers for word in tidy(answer).split() or [""])
    return min(PILL_ROOM, max(COLUMN / len(answers) - APART - 2 * PILL_EDGE, word))


@cache
def _pill(label: str, goal: str | None, room: float) -> SizedPill:
    tag = _tag(label, 2 * PILL_EDGE, 44, 9, room)
    if goal is None:
        return SizedPill(tag.lines, tag.width, tag.height, tag)
    jump = _tag(goal, 2 * JUMP_EDGE + JUMP_ICON, 72, 14, PILL_ROOM)
    return SizedPill(tag.lines, max(tag.width, jump.width), tag.height + JUMP_DROP + jump.height, tag, jump)


def _tag(label: str, edges: int, least: int, above: int, room: float) -> Sized:
    lines = wrap(label, SMALL, room)
    widest = max(width_of(line, SMALL) for line in lines)
    return Sized(lines, max(round(widest) + edges, least), SMALL_PITCH * len(lines) + above)


def _is_outcome(box: Box) -> bool:
    return box.kind == "outcome"


def _room(box: Box) -> int:
    return OUTCOME_ROOM if _is_outcome(box) else QUESTION_ROOM


def _width(group: Iterable[tuple[Box, tuple[str, ...]]], states: Sequence[str]) -> int:
    room: float = LEAST_ROOM
    for box, lines in group:
        word = max(width_of(tidy(text), SMALL) for text in (box.word, *states)) + ICON
        room = max(room, word, *(width_of(line, LABEL) for line in lines))
    return min(300, EDGE + round(room) + FAR_EDGE + POINT)
