"""Diagnostics as people and programs read them."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Protocol

from crossroads.model.diagnostic import Diagnostic

_SHOWN_LINE = 160


class Lines(Protocol):
    """Where the text of a file can be looked at, line by line."""

    def line(self, number: int) -> str:
        """Give a line, counted from 1; empty beyond the end."""


def safe(text: str) -> str:
    """Make a text harmless on a terminal: what cannot be seen is written out."""
    return "".join(c if c.isprintable() else f"<U+{ord(c):04X}>" for c in text)


def width(text: str) -> int:
    """Count the columns that a text takes on a terminal."""
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in text)
    marks = sum(unicodedata.combining(c) > 0 for c in text)
    return len(text) + wide - marks


def as_text(diagnostics: Iterable[Diagnostic], sources: Mapping[str, Lines]) -> str:
    """Write each diagnostic with its source line and a mark under the word, then the counts."""
    shown = list(diagnostics)
    parts = [_one(d, sources.get(d.place.file)) for d in shown]
    return "\n".join([*parts, totals(shown)])


def totals(diagnostics: Iterable[Diagnostic]) -> str:
    """Say how many of each severity there are."""
    counts = Counter(str(d.severity) for d in diagnostics)
    words = [f"{counts[s]} {s}{'s' * (counts[s] != 1)}" for s in ("error", "warning", "note") if counts[s]]
    return ", ".join(words) + "." if words else "No faults found."


def headline(diagnostic: Diagnostic) -> str:
    """Say a diagnostic in one line that editors can jump from."""
    d = diagnostic
    return safe(f"{d.place}: {d.severity}: {d.message} [{d.code}]")


def _one(diagnostic: Diagnostic, source: Lines | None) -> str:
    excerpt = _excerpt(diagnostic, source) if source else []
    return "\n".join([headline(diagnostic), *excerpt, f"  hint: {safe(diagnostic.hint)}", ""])


def _excerpt(diagnostic: Diagnostic, source: Lines) -> list[str]:
    place = diagnostic.place
    line = source.line(place.line)
    if not line.strip():
        return []
    start = place.column - 1
    end = place.end_column - 1 if place.end_line == place.line else len(line.rstrip())
    cut = max(0, start - _SHOWN_LINE // 2)
    before, marked = safe(line[cut:start]), safe(line[start : max(end, start + 1)])
    after = safe(line[max(end, start + 1) : cut + _SHOWN_LINE])
    number = str(place.line)
    lead = "…" if cut else ""
    text = f"{lead}{before}{marked}{after}"
    mark = " " * width(lead + before) + "^" * max(1, width(marked[:_SHOWN_LINE]))
    return [f"  {number} | {text[: _SHOWN_LINE + 40]}", f"  {' ' * len(number)} | {mark}"]


def as_json(diagnostics: Iterable[Diagnostic]) -> str:
    """Write diagnostics as JSON (interface: `check`)."""
    shown = list(diagnostics)
    counts = Counter(str(d.severity) for d in shown)
    data = {
        "version": 1,
        "diagnostics": [_record(d) for d in shown],
        "counts": {s: counts[s] for s in ("error", "warning", "note")},
    }
    return json.dumps(data, ensure_ascii=False, indent=1)


def _record(d: Diagnostic) -> dict[str, object]:
    return {
        "code": d.code,
        "severity": str(d.severity),
        "message": d.message,
        "hint": d.hint,
        "file": d.place.file,
        "line": d.place.line,
        "column": d.place.column,
        "end_line": d.place.end_line,
        "end_column": d.place.end_column,
        "fingerprint": d.fingerprint,
    }
