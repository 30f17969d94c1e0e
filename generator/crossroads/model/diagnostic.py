"""What can be said about a file: one value per finding, drawn elsewhere."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from crossroads.model.codes import CODES
from crossroads.model.place import Place


class Severity(StrEnum):
    """How much a diagnostic weighs; `error` stops a build."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One thing that is wrong: where, what, and what to do about it."""

    code: str
    severity: Severity
    place: Place
    message: str
    hint: str

    @property
    def fingerprint(self) -> str:
        """Identify the finding across edits that only move it to another line."""
        parts = "\x1f".join((self.code, self.place.file, self.message))
        return hashlib.sha256(parts.encode("utf-8", "replace")).hexdigest()[:16]

    @property
    def is_fault(self) -> bool:
        """Tell whether the file is not well formed, so that nothing is computed from it."""
        return CODES[self.code].fault


def diagnostic(code: str, place: Place, message: str, hint: str, severity: str = "") -> Diagnostic:
    """Make a diagnostic with the severity that its code has, or another one its rule allows."""
    return Diagnostic(code, Severity(severity or CODES[code].severity), place, message, hint)


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Sort by place, then code; drop exact repeats."""
    unique = dict.fromkeys(diagnostics)
    return tuple(sorted(unique, key=lambda d: (d.place, d.code, d.message)))
