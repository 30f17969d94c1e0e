"""The command `crossroads pdf`: printable checklists and decisions that are walked with a pen."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from crossroads.adapters.hand import printing_hand
from crossroads.adapters.pages import write_files
from crossroads.adapters.trouble import Trouble, WrongUse
from crossroads.adapters.workshop import Inspection
from crossroads.reading.nearest import meant
from crossroads.showing.artifact import Addresses, checklist_uri, decision_uri
from crossroads.showing.paper import A4, LETTER, Ink, PaperError, PaperMissing, Print, Sheet, Typesetter, print_sheet
from crossroads.showing.paper_files import Desk, papers
from crossroads.showing.report import as_text

PAPERS = {"a4": A4, "letter": LETTER}


def print_files(given: Namespace, inspection: Inspection) -> int:
    """Write the sheets below a folder; 1 where errors stand in the way."""
    if inspection.has_errors:
        sys.stderr.write(as_text(inspection.diagnostics, inspection.reading.sources) + "\n")
        return 1
    try:
        hand = _hand(given.paper)
        files = [f for uri, sheet, source in _sheets(given, inspection) for f in papers(uri, sheet, hand, source)]
        written, kept = write_files(files, Path(given.out))
    except PaperError as error:
        raise Trouble(str(error)) from error
    except OSError as error:
        raise Trouble(f"Cannot write below “{given.out}”: {error.strerror or error}.") from error
    sys.stderr.write(f"{written} written, {kept} unchanged below {given.out}.\n")
    return 0


def _hand(paper: str) -> Print:
    """Give the kept hand for both papers at once, or one that sets for a single paper."""
    hand = printing_hand()
    if hand is None:
        raise PaperMissing("PDF needs the extra “paper”: pip install 'crossroads[paper]'.")
    if paper == "both":
        return hand
    typesetter = Typesetter()
    return lambda sheet: print_sheet(sheet, typesetter, PAPERS[paper])


def _sheets(given: Namespace, inspection: Inspection) -> Iterator[tuple[str, Sheet, str]]:
    """Give the sheets asked for, all where none is named, each with its page and its source."""
    library, graphs = inspection.reading.library, inspection.judgement.graphs
    desk = Desk(library, graphs, Addresses(), given.site_url)
    checklists = {c.id: c for c in library.checklists}
    decisions = {d.id: d for d in library.decisions if d.id in graphs}
    for name in given.ids:
        if name not in checklists and name not in decisions:
            known = [*decisions, *checklists]
            hint = meant(name, known, "decisions and checklists")
            raise WrongUse(f"There is no decision or checklist “{name}”. {hint}")
    wanted = set(given.ids) or {*checklists, *decisions}
    for checklist in (c for c in library.checklists if c.id in wanted):
        yield checklist_uri(checklist.id), desk.checklist(Ink(), checklist), f"checklists/{checklist.id}.yml"
    for decision in (d for name, d in decisions.items() if name in wanted):
        yield decision_uri(decision.id), desk.decision(Ink(), decision), f"{decision.id}.yml"
