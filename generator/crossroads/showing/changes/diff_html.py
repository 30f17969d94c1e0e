"""A change as one HTML file that needs nothing else: before and after side by side, drawn and in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from markupsafe import Markup

from crossroads.reasoning.changes.decision_change import DecisionChange
from crossroads.reasoning.changes.library_change import LibraryChange
from crossroads.reasoning.changes.space import Version
from crossroads.showing.changes.fragments import Fragment, fragments
from crossroads.showing.changes.marked_drawing import marked_drawing
from crossroads.showing.changes.marks import narrowed
from crossroads.showing.changes.told import ToldDecision, headline, listed_line, tell, tell_part
from crossroads.showing.drawing import Picture
from crossroads.showing.drawing.palette import style_sheet
from crossroads.showing.pictures import picture
from crossroads.showing.templates import environment

ASSETS = Path(__file__).parent.parent.parent / "assets"
Hand = Callable[[Picture], str]


@dataclass(frozen=True)
class Side:
    """One version as it is drawn: the changed part, where there is one, and the whole."""

    word: str
    part: Markup | None
    whole: Markup


@dataclass(frozen=True)
class Shown:
    """One decision of the report."""

    told: ToldDecision
    sides: tuple[Side, ...]


def diff_html(change: LibraryChange, draw: Hand) -> str:
    """Write the report as one file."""
    styles = style_sheet() + (ASSETS / "changes.css").read_text("utf-8")
    made = environment().get_template("changes.html.jinja")
    return made.render(
        headline=headline(change) or "Nothing changed.",
        shown=[Shown(tell(d), _sides(d, draw)) for d in change.decisions],
        lists=[("Checklists", change.checklists), ("Evidence", change.evidence)],
        style=Markup(styles),  # noqa: S704 - our own style sheets
        narrowed=narrowed,
        listed_line=listed_line,
        tell_part=tell_part,
    )


def _sides(change: DecisionChange, draw: Hand) -> tuple[Side, ...]:
    """Draw both versions where the drawings differ, one where only one is there, none where they are alike."""
    both = fragments(change, most=None)
    if change.old and change.new:
        if both is None:
            return ()
        sides = zip(("Before", "After"), (change.old, change.new), both, ("gone", "new"), strict=True)
        return tuple(_side(change.id, title, v, f, own, draw) for title, v, f, own in sides)
    version = change.new or change.old
    if version is None:
        return ()
    title = "Now" if change.new else "Before"
    return (_side(change.id, title, version, Fragment((), (), frozenset(), frozenset()), "", draw),)


def _side(name: str, title: str, version: Version, fragment: Fragment, own: str, draw: Hand) -> Side:
    words = {key: own if key in fragment.own_boxes else "changed" for key in fragment.marked}
    whole = picture(version.decision, version.graph)
    shown = [replace(whole, boxes=fragment.boxes, arrows=fragment.arrows), whole]
    drawn = [
        Markup(marked_drawing(draw(p), words, fragment.own_arrows, f"cr-{title.lower()}-{kind}-{name}"))  # noqa: S704
        for kind, p in zip(("part", "whole"), shown, strict=True)
        if p.boxes
    ]
    return Side(title, drawn[0] if len(drawn) > 1 else None, drawn[-1])
