"""Checks between sources and what encodes them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from crossroads.model.diagnostic import Diagnostic, diagnostic
from crossroads.model.library import Library
from crossroads.reasoning.checks_joins import unknown_names
from crossroads.reasoning.coverage import covers, resolve, where_covered


def known(library: Library, today: date) -> Iterator[Diagnostic]:
    """Find mentions of statements that no source has, or that two sources have."""
    if any(name.startswith("sources/") for name in library.broken):
        return
    for cover in covers(library):
        meanings = resolve(library, cover.statement)
        if not meanings:
            message = f"No source has a statement “{cover.statement}”."
            hint = "Look up its number in sources/, and write it as it stands there."
            yield diagnostic("unknown-statement", cover.statement.place, message, hint)
        elif len(meanings) > 1:
            both = " and ".join(document.id for document, _ in meanings)
            message = f"“{cover.statement}” stands in {both}."
            hint = f"Write {meanings[0][0].id}/{cover.statement}, or the other."
            yield diagnostic("unknown-statement", cover.statement.place, message, hint)


def uncovered(library: Library, today: date) -> Iterator[Diagnostic]:
    """Find statements in scope that nothing encodes."""
    if library.broken:
        return
    there = where_covered(library)
    for document in library.documents:
        for statement in document.statements:
            if statement.in_scope and (document.id, str(statement.id)) not in there:
                message = f"Nothing covers statement {statement.id}: {statement.says}"
                hint = "Name it in “covers” where it is encoded, or set “scope: out” with the reason."
                yield diagnostic("uncovered-statement", statement.id.place, message, hint)


def evidence(library: Library, today: date) -> Iterator[Diagnostic]:
    """Find citations in sources that the register does not hold."""
    if "evidence" in library.broken:
        return
    names = [e for d in library.documents for s in d.statements for e in s.evidence]
    hint = "Add it to evidence.yml, or cite what is there."
    yield from unknown_names(names, library.evidence_by_id(), "unknown-evidence", "evidence", hint)


SOURCE_CHECKS: tuple[Callable[[Library, date], Iterator[Diagnostic]], ...] = (known, uncovered, evidence)
