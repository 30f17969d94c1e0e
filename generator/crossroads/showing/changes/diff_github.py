"""A change as annotations at the lines of a pull request."""

from __future__ import annotations

from collections.abc import Iterator

from crossroads.reasoning.changes.decision_change import DecisionChange
from crossroads.reasoning.changes.library_change import LibraryChange
from crossroads.reasoning.changes.structure import ADVICE, RULE
from crossroads.showing.changes.told import sentence, tell_part
from crossroads.showing.sarif import annotation

MOST = 10  # GitHub shows no more of one level in one step


def diff_github(change: LibraryChange) -> str:
    """Write a workflow command for each edited line that bears on rules or advice, the worst decisions first."""
    return "\n".join([line for d in change.decisions for line in _lines(d)][:MOST])


def _lines(change: DecisionChange) -> Iterator[str]:
    for part in change.parts:
        if part.weight in (RULE, ADVICE) and not part.gone:
            told = tell_part(part)
            before = f" It was: {told.old}." if told.old else ""
            text = f"{told.what} {told.where}.{before} {sentence(change)}"
            yield annotation("notice", part.place, f"Rules: {change.id}", text)
