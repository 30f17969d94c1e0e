"""State what a drawing is made from, without a word about decisions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

KINDS: Final = ("question", "table", "part", "outcome")
TONES: Final = ("do", "prepare", "stop", "elsewhere")
_SAFE: Final = re.compile(r"[a-z0-9-]+")


@dataclass(frozen=True)
class Box:
    """Hold one node: what it is, what it says and where it leads when pressed."""

    key: str
    kind: str
    tone: str
    word: str
    label: str
    name: str
    href: str
    holds: tuple[str, ...] = ()
    """The boxes that this one stands for in an overview."""


@dataclass(frozen=True)
class Arrow:
    """Hold one answer that leads from a box to another."""

    tail: str
    head: str
    option: str
    label: str


@dataclass(frozen=True)
class Picture:
    """Hold all boxes and arrows, in the order of the author."""

    prefix: str
    title: str
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    away: tuple[Box, ...] = ()
    """Boxes of other drawings that arrows lead to."""
    jump: str = ""
    """What a jump says after the label of the box that it leads to."""
    states: tuple[str, ...] = ()
    """Words that may later stand in place of a box's own word; each box keeps room for them."""

    def __post_init__(self) -> None:
        """Refuse what no caller may send; an author's fault never gets here."""
        keys = [box.key for box in (*self.boxes, *self.away)]
        if not self.boxes or len(set(keys)) != len(keys):
            raise ValueError("a picture needs boxes, each with a key of its own")
        for name in (self.prefix, *keys):
            if not _SAFE.fullmatch(name):
                raise ValueError(f"not a safe name: {name!r}")
        for box in (*self.boxes, *self.away):
            _refuse_unknown_look(box)
        for arrow in self.arrows:
            if arrow.tail not in keys[: len(self.boxes)] or arrow.head not in keys:
                raise ValueError(f"an arrow without a box: {arrow!r}")

    def box(self, key: str) -> Box:
        """Give the box of this key, in this drawing or another."""
        return next(box for box in (*self.boxes, *self.away) if box.key == key)


def _refuse_unknown_look(box: Box) -> None:
    known = box.tone in TONES if box.kind == "outcome" else box.kind in KINDS and not box.tone
    if not known:
        raise ValueError(f"no such look: {box.kind!r}, {box.tone!r}")
    if not box.href.startswith("#") and not re.match(r"https?://|[\w./-]+(#|$)", box.href):
        raise ValueError(f"not a safe link: {box.href!r}")
