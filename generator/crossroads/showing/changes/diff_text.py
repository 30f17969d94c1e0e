"""A change for the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from crossroads.reasoning.changes.library_change import LibraryChange
from crossroads.showing.changes.marks import narrowed
from crossroads.showing.changes.told import (
    ToldDecision,
    ToldMove,
    ToldPart,
    headline,
    listed_line,
    tell,
    tell_part,
    where_words,
)
from crossroads.showing.report import safe


def diff_text(change: LibraryChange) -> str:
    """Write the headline, and below it every decision with its cases, parts and scenarios."""
    if change.nothing:
        return "Nothing changed."
    lines = [headline(change)]
    for one in change.decisions:
        lines += ["", *_decision(tell(one))]
    for title, listed in (("Checklists", change.checklists), ("Evidence", change.evidence)):
        lines += ["", f"{title}:"] if listed else []
        for entry in listed:
            lines.append(f"  – {listed_line(entry)}")
            lines += [f"    {line}" for p in entry.parts for line in _part(tell_part(p))]
    return "\n".join(safe(line) for line in lines)


def _decision(told: ToldDecision) -> Iterator[str]:
    yield f"“{told.title}” ({told.id}): {told.impact}"
    yield f"  {told.sentence}"
    yield from (f"  ✗ now fails: {name}" for name in told.failing)
    yield from (f"  ✓ now passes: {name}" for name in told.passing)
    for move in told.moves:
        yield from (f"  {line}" for line in _move(move))
    for word, ends in (("new cases end at", told.arrived), ("cases are gone from", told.left)):
        yield from (f"  {word} “{title}”: {count}" for title, count in ends)
    if told.rest:
        yield f"  and {told.rest} more in smaller cases"
    for part in told.parts:
        yield from (f"  {line}" for line in _part(part))


def _move(move: ToldMove) -> Iterator[str]:
    yield f"“{move.old}” → “{move.new}”: {move.count}"
    if move.shared:
        yield f"  where {where_words(move.shared)}"
    for where, count in move.cases:
        if where:
            yield f"    {count}: {where_words(where)}"


def _part(part: ToldPart) -> Iterator[str]:
    where = f" {part.where}" if part.where else ""
    version = " (earlier version)" if part.gone else ""
    yield f"{part.place.file}:{part.place.line}{version}: {part.what}{where}"
    old, new = narrowed(" ".join(part.old.split()), " ".join(part.new.split()))
    yield from (f"  {mark} {text}" for mark, text in (("-", old), ("+", new)) if text)
