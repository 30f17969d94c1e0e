"""The main job as one use case: read, judge, make."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from crossroads.adapters.files import PAGES, Folder, read_folder
from crossroads.model.diagnostic import Diagnostic, Severity, in_order
from crossroads.reading.library import Reading, read_library
from crossroads.reasoning.judge import Judgement, judge
from crossroads.showing.signs import coverage


@dataclass(frozen=True)
class Inspection:
    """A folder as it was read and judged."""

    place: Path  # where the decisions lie
    folder: Folder
    reading: Reading
    judgement: Judgement
    diagnostics: tuple[Diagnostic, ...]

    @property
    def has_errors(self) -> bool:
        """Tell whether a site must not be built from it."""
        return any(d.severity is Severity.ERROR for d in self.diagnostics)


def today(given: str | None = None) -> date:
    """Give the day to judge by: the given one, else SOURCE_DATE_EPOCH, else the clock. ValueError if not a date."""
    if given:
        return date.fromisoformat(given)
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch) if epoch.isdigit() else time.time(), UTC).date()


def inspect(
    folder: Path, on: date, expired: str = "note", shown: str | None = None, content: Path | None = None
) -> Inspection:
    """Read and judge a folder, and the prose pages in `content` if there are any.

    NoFolder where there is no folder of decisions; every other fault is a diagnostic.
    """
    read = read_folder(folder, shown)
    there = content is not None and content.is_dir()
    pages = read_folder(content, suffixes=PAGES) if content is not None and there else Folder("content", {}, ())
    reading = read_library(read.files, read.root, pages.files, pages.root)
    judgement = judge(reading.library, on, expired)
    paper = _missing_glyphs(reading, judgement) if _has_odd_signs(reading) else []
    found = in_order((*read.found, *pages.found, *reading.diagnostics, *judgement.diagnostics, *paper))
    return Inspection(folder, read, reading, judgement, found)


def _has_odd_signs(reading: Reading) -> bool:
    """Tell whether some file holds a sign that the font of printed sheets lacks; most libraries hold none."""
    signs = set().union(*(source.text for source in reading.sources.values()))
    return not coverage().issuperset(ord(sign) for sign in signs if sign not in "\t\r\n")


def _missing_glyphs(reading: Reading, judgement: Judgement) -> list[Diagnostic]:
    """Find texts that cannot be printed as they are, where sheets are printed at all."""
    from crossroads.showing.artifact import Addresses
    from crossroads.showing.paper import installed
    from crossroads.showing.paper_files import Desk

    return Desk(reading.library, judgement.graphs, Addresses()).missing_glyphs() if installed() else []
