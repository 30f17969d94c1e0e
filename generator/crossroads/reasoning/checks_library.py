"""Checks beyond one decision: checklists, dates, citations in checklists."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date

from crossroads.model.decision import Decision
from crossroads.model.diagnostic import Diagnostic, diagnostic
from crossroads.model.library import Checklist, Library, Section
from crossroads.model.place import Placed
from crossroads.reasoning.checks_joins import unknown_names

_VAGUE = re.compile(r"^(check|ensure|verify|consider|review)\b.{0,12}$|\bas (required|needed|appropriate)\b", re.I)


def sections(library: Library, today: date) -> Iterator[Diagnostic]:
    """Find sections with too many items, or with critical items behind others."""
    limit = library.settings.threshold("section-items")
    for section in (s for c in library.checklists for s in c.sections):
        if len(section.items) > limit:
            message = f"Section “{section.title}” has {len(section.items)} items; one pause holds {limit}."
            yield diagnostic("too-many-items", section.title.place, message, "Split it at a second pause.")
        yield from _order(section)


def _order(section: Section) -> Iterator[Diagnostic]:
    ordinary = False
    for item in section.items:
        if item.critical and ordinary:
            message = f"Critical item “{item.id}” stands behind items that are not critical."
            yield diagnostic("critical-later", item.id.place, message, "Move it to the top of its section.")
        ordinary = ordinary or not item.critical


def items(library: Library, today: date) -> Iterator[Diagnostic]:
    """Find items that are too long, or do not say what to do."""
    limit = library.settings.threshold("item-words")
    for item in (i for c in library.checklists for i in c.items):
        for text in (item.do, item.done):
            if len(text.split()) > limit:
                message = f"{len(text.split())} words; a checklist is read with {limit} at most."
                yield diagnostic("text-too-long", text.place, message, "Shorten it; put the reason into “why”.")
            if _VAGUE.search(text):
                message = f"“{text[:60]}” does not say what to do, or when it is done."
                yield diagnostic("vague-item", text.place, message, "Name the act, and the state that can be seen.")


def conditions(library: Library, today: date) -> Iterator[Diagnostic]:
    """Find conditions of items that name no decision, question or option."""
    questions = {f"{d.id}.{q.id}": q for d in library.decisions for q in d.questions}
    for item in (i for c in library.checklists for i in c.items):
        for name, options in item.condition.when:
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
    sections,
    items,
    conditions,
    evidence,
    overdue,
)
