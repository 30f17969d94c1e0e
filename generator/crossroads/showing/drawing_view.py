"""What the template of a drawing gets: one drawing, or the overview and the parts of a large one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

from markupsafe import Markup

from crossroads.showing.branches import drawn_in, split
from crossroads.showing.drawing import Picture, bare


@dataclass(frozen=True)
class Drawn:
    """One drawing with the anchor and the title of its place."""

    anchor: str
    title: str
    svg: Markup


@dataclass(frozen=True)
class DrawingView:
    """All drawings of a decision, and in which part each step is drawn."""

    drawings: tuple[Drawn, ...]
    overview: Drawn | None = None
    part_of: Mapping[str, int] = field(default_factory=dict)

    @property
    def jumps(self) -> bool:
        """Tell whether any drawing names a step that is drawn at another place."""
        return any('class="cr-d-jump' in drawn.svg for drawn in self.drawings)


class Keyed(Protocol):
    """A step of the outline that knows its box."""

    @property
    def key(self) -> str:
        """Give the key of the box."""


Step = TypeVar("Step", bound=Keyed)


@dataclass(frozen=True)
class Group(Generic[Step]):
    """Steps of the outline under one title; without a title where the drawing is one."""

    title: str
    steps: tuple[Step, ...]


def groups(steps: Sequence[Step], view: DrawingView) -> tuple[Group[Step], ...]:
    """Put the steps of an outline under the titles of the parts that draw them."""
    if view.overview is None:
        return (Group("", tuple(steps)),)
    parts = enumerate(view.drawings, 1)
    found = (Group(drawn.title, tuple(s for s in steps if view.part_of[s.key] == number)) for number, drawn in parts)
    return tuple(group for group in found if group.steps)


def drawing_view(picture: Picture, draw: Callable[[Picture], str]) -> DrawingView:
    """Draw a picture, in parts where it is large."""
    parts = split(picture)
    if parts is None:
        return DrawingView((_drawn(picture, draw),))
    drawings = tuple(_drawn(part, draw) for part in parts.parts)
    return DrawingView(drawings, _drawn(parts.overview, draw), drawn_in(parts.parts))


def _drawn(picture: Picture, draw: Callable[[Picture], str]) -> Drawn:
    svg = Markup(bare(draw(picture)))  # noqa: S704 - our own template, which escapes
    return Drawn(picture.prefix, picture.title, svg)
