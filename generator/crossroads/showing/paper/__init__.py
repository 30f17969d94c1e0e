"""Print checklists and decisions as PDF: texts go to Typst as data, the look is ours.

printed = print_sheet(checklist_sheet(Ink(), library, checklist, version, address), Typesetter())
"""

from __future__ import annotations

from crossroads.showing.paper.checklist_sheet import checklist_sheet
from crossroads.showing.paper.decision_sheet import decision_sheet
from crossroads.showing.paper.ink import Ink
from crossroads.showing.paper.printing import Print, print_sheet, printer
from crossroads.showing.paper.sheet import A4, BOTH, LETTER, Paper, Printed, Sheet
from crossroads.showing.paper.typesetter import PaperError, PaperMissing, Typesetter, installed

__all__ = [
    "A4",
    "BOTH",
    "LETTER",
    "Ink",
    "Paper",
    "PaperError",
    "PaperMissing",
    "Print",
    "Printed",
    "Sheet",
    "Typesetter",
    "checklist_sheet",
    "decision_sheet",
    "installed",
    "print_sheet",
    "printer",
]
