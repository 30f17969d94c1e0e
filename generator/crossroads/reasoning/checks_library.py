"""Checks beyond one decision: what checklists name, and dates."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from crossroads.model.decision import Decision
from crossroads.model.diagnostic import Diagnostic, diagnostic
from crossroads.model.library import Checklist, Library
from crossroads.model.place import Placed
from crossroads.reasoning.checks_checklists import CHECKLIST_CHECKS
from crossroads.reasoning.checks_joins import unknown_names


def conditions(library: Library, today: date) -> Iterator[Diagnostic]:
    """Find conditions of items that name no decision, question or option."""
    questions = {f"{d.id}.{q.id}": q for d in library.decisions for q in d.questions}
    for item in (i for c in library.checklists for i in c.items):
        for name, options in (*item.condition.when, *item.condition.unless):
            if name.split(".")[0] in library.broken:
                continue
            if name not in questions:
                message = f"There is no question “{name}”."
                hint = "Write decision.question, with the ids of both."
                yield diagnostic("unknown-question", name.place, message, hint)
            else:
                known = [o.id for o in questions[name].options]
                hint = f"The options are: {', '.join(known)}."
                yield from unknown_names(options, known, "unknown-option", "option", hint)


def _citations(checklist: Checklist) -> Iterator[Placed]:
    for item in checklist.items:
        yield from item.evidence


def evidence(library: Library, today: date) -> Iterator[Diagnostic]:
    """Find citations in checklists that the register does not hold."""
    if "evidence" not in library.broken:
        known = library.evidence_by_id()
        hint = "Add it to evidence.yml, or cite what is there."
        for checklist in library.checklists:
            yield from unknown_names(_citations(checklist), known, "unknown-evidence", "evidence", hint)


def overdue(library: Library, today: date) -> Iterator[Diagnostic]:
    """Find reviews and evidence past their date."""
    everything: tuple[Decision | Checklist, ...] = (*library.decisions, *library.checklists)
    for reviewed in everything:
        if reviewed.review_by < today:
            message = f"The review was due on {reviewed.review_by}."
            hint = "Look it through, then move “reviewed” and “review-by”."
            yield diagnostic("expired-review", reviewed.place, message, hint)
    for entry in library.evidence:
        if entry.expires and entry.expires < today:
            message = f"“{entry.id}” was to be looked at again by {entry.expires}."
            yield diagnostic(
                "expired-evidence", entry.id.place, message, "Look at the source; move “seen” and “expires”."
            )


LIBRARY_CHECKS: tuple[Callable[[Library, date], Iterator[Diagnostic]], ...] = (
    *CHECKLIST_CHECKS,
    conditions,
    evidence,
    overdue,
)
