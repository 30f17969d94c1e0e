"""Commands for decision records: one written, one held against today's rules."""

from __future__ import annotations

import sys
from argparse import Namespace
from datetime import date
from pathlib import Path

from crossroads.adapters.trouble import Trouble, WrongUse
from crossroads.model.decision import Decision
from crossroads.model.library import Library
from crossroads.reading.source import MAX_BYTES
from crossroads.reasoning.counts import behaviour_hash, short_hash
from crossroads.reasoning.graph import Graph


def record_walk(
    given: Namespace, library: Library, decision: Decision, graph: Graph, answers: dict[str, str], on: date
) -> str:
    """Write the record of a finished walk."""
    from crossroads.showing.records.written import record, recorded

    try:
        day = date.fromisoformat(given.date) if given.date else on
    except ValueError as error:
        raise WrongUse(f"--date takes a date such as 2026-11-22, not “{given.date}”.") from error
    of = recorded(library, decision, graph, answers, given.site_url)
    if of.done.ask_next is not None:
        question = decision.question(of.done.ask_next)
        options = ", ".join([*(str(o.id) for o in question.options), "unknown"])
        raise WrongUse(f"The walk is not at its end. Add --answer {question.id}=… ({options}): {question.ask}")
    return record(of, given.style, day)


def verify_record(given: Namespace, library: Library, graphs: dict[str, Graph]) -> int:
    """Print how a record stands; 0 where it is the same, 1 where it drifted or was edited."""
    from crossroads.showing.records.verified import NoRecord, read_seal, verify
    from crossroads.showing.report import safe

    try:
        seal = read_seal(_text(given.file))
    except NoRecord as error:
        raise WrongUse(f"{given.file}: {error}") from error
    found = next((d for d in library.decisions if seal.decision in (d.id, *d.was) and d.id in graphs), None)
    if found is None:
        if seal.decision in library.broken:
            raise Trouble(f"“{seal.decision}” has faults; see “crossroads check”.")
        sys.stdout.write(f"drifted\nThere is no decision “{seal.decision}” any more.\n")
        return 1
    verdict = verify(seal, found, graphs[found.id], short_hash(behaviour_hash(graphs[found.id], found)))
    sys.stdout.write("".join(safe(line) + "\n" for line in (verdict.status, *verdict.lines)))
    return int(verdict.status != "same")


def _text(name: str) -> str:
    try:
        data = sys.stdin.buffer.read(MAX_BYTES + 1) if name == "-" else _bytes(Path(name))
        return data.decode("utf-8")
    except OSError as error:
        raise Trouble(f"“{name}” cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise WrongUse(f"“{name}” is not text in UTF-8.") from error


def _bytes(path: Path) -> bytes:
    with path.open("rb") as stream:
        return stream.read(MAX_BYTES + 1)
