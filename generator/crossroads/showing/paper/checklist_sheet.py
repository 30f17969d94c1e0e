"""The sheet of a checklist: what its template gets."""

from __future__ import annotations

import math
from datetime import date
from typing import Any

from crossroads.model.library import Checklist, Item, Library
from crossroads.showing.paper.ink import Ink
from crossroads.showing.paper.qr import code
from crossroads.showing.paper.sheet import Data, Sheet
from crossroads.showing.words import WORDS


def checklist_sheet(ink: Ink, library: Library, checklist: Checklist, version: str, address: str) -> Sheet:
    """Make the sheet; `address` is the page it can be found again at, empty where nobody knows it."""
    numbers = iter(range(1, len(checklist.items) + 1))
    data = {
        **running(ink, checklist.title, checklist.objective, checklist, version, address, library.settings.lang),
        "facts": _columns(ink, facts(library, checklist, version)),
        "sections": [
            {
                "title": ink.text(section.title),
                "pause": ink.text(section.pause),
                "items": [_item(ink, item, next(numbers)) for item in section.items],
            }
            for section in checklist.sections
        ],
        "completion": ink.text(checklist.completion),
        "sign": [WORDS[f"sign-{part}"] for part in ("name", "role", "date", "decision")],
        "ratio": _ratio(checklist),
        "two-pages": "",
    }
    too_long = WORDS["paper-two-pages"].format(count=len(checklist.items))
    return Sheet("checklist.typ", data, one_page=True, too_long=too_long)


LINE = 77  # letters in the two columns together, at 11 points


def _ratio(checklist: Checklist) -> float:
    """Share the width between what to do and what counts as done, so that the fewest lines are needed."""

    def lines(ratio: float) -> int:
        left = LINE * ratio / (1 + ratio)
        return sum(
            max(math.ceil((len(i.do) + 3 + 10 * i.critical) / left), math.ceil(len(i.done) / (LINE - left)))
            for i in checklist.items
        )

    return min((r / 20 for r in range(16, 33)), key=lambda r: (lines(r), abs(r - 1.1)))


def running(ink: Ink, title: str, about: str, owned: Any, version: str, address: str, lang: str) -> Data:
    """Give what stands on every page, and what a reader program is told about the document."""
    language, _, region = lang.partition("-")
    drawn = code(address)
    reviewed: date = owned.reviewed
    return {
        "title": ink.text(title),
        "about": ink.text(about),
        "owner": ink.text(owned.owner),
        "date": [reviewed.year, reviewed.month, reviewed.day],
        "lang": language.lower() if language.isascii() and 2 <= len(language) <= 3 else "en",
        "region": region if len(region) == 2 and region.isalpha() else "",
        "version": version,
        "address": ink.text(address, whole=True),
        "qr": {"svg": drawn.svg, "size": drawn.side, "quiet": drawn.quiet, "alt": f"{WORDS['paper-qr']} {address}"}
        if drawn
        else None,
        "words": {name.removeprefix("paper-"): WORDS[name] for name in _WORDS},
    }


_WORDS = (
    "version",
    "paper-page",
    "of",
    "critical",
    "reason",
    "pause",
    "completion",
    "paper-na",
    "paper-na-reason",
    "paper-used-for",
)


def _item(ink: Ink, item: Item, number: int) -> Data:
    return {
        "number": str(number),
        "do": ink.text(item.do),
        "done": ink.text(item.done),
        "critical": item.critical,
        "why": ink.prose(item.why),
    }


def _columns(ink: Ink, rows: list[tuple[str, str]]) -> list[list[dict[str, str]]]:
    """Set the facts in two columns: who answers for the sheet, and where it comes from."""
    told = [(word, {"name": f"{WORDS[word]}:", "text": ink.text(text)}) for word, text in rows]
    return [[f for w, f in told if w not in _ORIGIN], [f for w, f in told if w in _ORIGIN]]


_ORIGIN = ("source", "adapted", "trials")


def facts(library: Library, checklist: Checklist, version: str) -> list[tuple[str, str]]:
    """List what a sheet says about itself: word and text, in order."""
    tried = "; ".join(f"{t.by}, {t.on}" + (f": {t.changed}" if t.changed else "") for t in checklist.trials)
    rows = [
        ("sheet", f"{checklist.id} {version}".strip()),
        ("owner", str(checklist.owner)),
        ("reviewed", f"{checklist.reviewed}; {WORDS['next-review'].lower()}: {checklist.review_by}"),
        ("source", "; ".join(sources(library, checklist))),
        ("adapted", str(checklist.adapted_from or "")),
        ("trials", tried or WORDS["none-yet"]),
    ]
    return [(word, text) for word, text in rows if text]


def sources(library: Library, checklist: Checklist) -> list[str]:
    """Name the documents whose statements a checklist encodes; without any the library itself is the source."""
    covered = {str(c) for c in (*checklist.covers, *(c for i in checklist.items for c in i.covers))}
    rows = [
        str(document.title)
        for document in library.documents
        if any(str(s.id) in covered or f"{document.id}/{s.id}" in covered for s in document.statements)
    ]
    return rows or [str(library.settings.title)]
