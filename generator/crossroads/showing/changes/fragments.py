"""The changed part of a decision as a small drawing: the steps whose answers lead elsewhere, before and after."""

from __future__ import annotations

from dataclasses import dataclass

from crossroads.reasoning.changes.decision_change import DecisionChange
from crossroads.reasoning.changes.space import Version
from crossroads.showing.drawing import Arrow, Box, Picture
from crossroads.showing.export_drawings import mermaid_box
from crossroads.showing.export_marks import mermaid_text
from crossroads.showing.pictures import picture

MOST_ARROWS = 40


@dataclass(frozen=True)
class Fragment:
    """Some boxes and arrows of a picture, and which of them the other version does not have."""

    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    own_boxes: frozenset[str]
    own_arrows: frozenset[Arrow]

    @property
    def marked(self) -> frozenset[str]:
        """Name the steps that differ: those of one version alone, and those an answer of which leads elsewhere."""
        return self.own_boxes | {a.tail for a in self.own_arrows}


def fragments(change: DecisionChange, most: int | None = MOST_ARROWS) -> tuple[Fragment, Fragment] | None:
    """Give the changed part of both versions; None where no line of the drawing differs, or more than `most` do."""
    if change.old is None or change.new is None:
        return None
    pictures = _picture(change.old), _picture(change.new)
    lines = [{(a.tail, a.head, a.option) for a in p.arrows} for p in pictures]
    tails = {tail for tail, _, _ in lines[0] ^ lines[1]}
    made = [_fragment(p, tails, lines[1 - side], pictures[1 - side]) for side, p in enumerate(pictures)]
    if not tails or (most is not None and any(len(f.arrows) > most for f in made)):
        return None
    return made[0], made[1]


def _picture(version: Version) -> Picture:
    return picture(version.decision, version.graph)


def _fragment(drawn: Picture, tails: set[str], theirs: set[tuple[str, str, str]], other: Picture) -> Fragment:
    arrows = tuple(a for a in drawn.arrows if a.tail in tails)
    shown = {a.tail for a in arrows} | {a.head for a in arrows}
    there = {box.key for box in other.boxes}
    own = frozenset(a for a in arrows if (a.tail, a.head, a.option) not in theirs)
    boxes = tuple(b for b in drawn.boxes if b.key in shown)
    return Fragment(boxes, arrows, frozenset(b.key for b in boxes if b.key not in there), own)


def fragment_mermaid(fragment: Fragment) -> str:
    """Write a fragment for Mermaid: lines of this version alone are thick, its steps have a thick dashed border."""
    names = {box.key: f"n{number}" for number, box in enumerate(fragment.boxes)}
    lines = ["flowchart TD"]
    lines += [f"  {names[box.key]}{mermaid_box(box, mermaid_text)}" for box in fragment.boxes]
    for arrow in fragment.arrows:
        line = "==>" if arrow in fragment.own_arrows else "-->"
        lines.append(f"  {names[arrow.tail]} {line}|{mermaid_text(arrow.label)}| {names[arrow.head]}")
    marked = [names[box.key] for box in fragment.boxes if box.key in fragment.own_boxes]
    if marked:
        lines += ["  classDef changed stroke-width:4px,stroke-dasharray:6 4", f"  class {','.join(marked)} changed"]
    return "\n".join(lines)
