"""The text of one file, checked before any parser sees it."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import islice

from crossroads.model.diagnostic import Diagnostic, diagnostic
from crossroads.model.place import Place

MAX_BYTES = 1_000_000
MAX_TOLD = 100  # of one kind in one file
HIDDEN = re.compile("[\u00ad\u061c\u200b\u200e\u200f\u2060\u202a-\u202e\u2066-\u2069\ufeff\u0085\u2028\u2029]")
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufffe\uffff]")
_BREAK = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True)
class Source:
    """A file's path as people know it, and its text without byte order mark."""

    path: str
    text: str
    _starts: list[int] = field(default_factory=list, compare=False, repr=False)

    def __post_init__(self) -> None:
        self._starts.extend([0, *(m.end() for m in _BREAK.finditer(self.text))])

    def line(self, number: int) -> str:
        """Give a line of the text, counted from 1, without its break; empty beyond the end."""
        if not 1 <= number <= len(self._starts):
            return ""
        end = self._starts[number] if number < len(self._starts) else len(self.text)
        return self.text[self._starts[number - 1] : end].rstrip("\r\n")

    def place(self, start: int, end: int | None = None) -> Place:
        """Turn offsets in the text into a place."""
        stop = start + 1 if end is None else end
        line, column = self._position(start)
        end_line, end_column = self._position(stop)
        return Place(self.path, line, column, end_line, end_column)

    def _position(self, offset: int) -> tuple[int, int]:
        row = bisect_right(self._starts, offset)
        return row, offset - self._starts[row - 1] + 1


def read_source(path: str, raw: bytes) -> tuple[Source | None, list[Diagnostic]]:
    """Decode a file and refuse what no parser should see; without a source nothing more can be said."""
    whole = Place(path)
    if len(raw) > MAX_BYTES:
        message = f"The file has {len(raw):,} bytes; at most {MAX_BYTES:,} are read."
        return None, [diagnostic("over-limit", whole, message, "Split it into several files.")]
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return None, [_not_utf8(path, raw, error)]
    source = Source(path, text.removeprefix("\ufeff"))
    refused = [_hidden(source, m) for m in islice(HIDDEN.finditer(source.text), MAX_TOLD)]
    controls = [_control(source, m) for m in islice(CONTROL.finditer(source.text), MAX_TOLD)]
    return (None if controls else source), refused + controls


def _not_utf8(path: str, raw: bytes, error: UnicodeDecodeError) -> Diagnostic:
    before = raw[: error.start].decode("utf-8", "replace")
    place = Source(path, before + "?").place(len(before))
    message = f"Byte 0x{raw[error.start]:02x} is not UTF-8 text."
    return diagnostic("yaml-syntax", place, message, "Save the file as UTF-8.")


def name_of(character: str) -> str:
    """Name a character as Unicode does: `U+202E RIGHT-TO-LEFT OVERRIDE`."""
    return f"U+{ord(character):04X} {unicodedata.name(character, 'CONTROL CHARACTER')}"


def _hidden(source: Source, match: re.Match[str]) -> Diagnostic:
    message = f"An invisible character stands here: {name_of(match.group())}."
    hint = "Delete it; it changes what readers see without showing itself."
    return diagnostic("hidden-character", source.place(match.start()), message, hint)


def _control(source: Source, match: re.Match[str]) -> Diagnostic:
    message = f"A control character stands here: {name_of(match.group())}."
    return diagnostic("yaml-syntax", source.place(match.start()), message, "Delete it.")
