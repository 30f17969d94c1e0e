"""Read a decision table in CSV: what its header and cells say, every fault with its line.

    size (pages),harm,outcome,note
    <10|>=500,yes,stop,why
    ,,go,

`outcome` is required, `note` becomes the rationale of a rule; every other column is a question, a question mark after
its id is dropped. A cell holds option ids joined by `|`; an empty one (or DMN's `-`) is any answer. Bands may overlap:
all their ends together cut the line. Commas, semicolons or tabs separate; the text is UTF-8.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from crossroads.model.decision import UNKNOWN, Band
from crossroads.reading.ids import id_fault
from crossroads.reading.source import CONTROL, HIDDEN, name_of

OUTCOME, NOTE = "outcome", "note"
MAX_BYTES = 10_000_000
MAX_ROWS = 10_000
_NUMBER = r"[+-]?\d{1,30}(?:\.\d{1,9})?"
_BAND = re.compile(rf"(?:<\s*({_NUMBER})|>=\s*({_NUMBER})|\[\s*({_NUMBER})\s*(?:,|\.\.)\s*({_NUMBER})\s*\))")
_HEADER = re.compile(r"([^()]*?)\s*\??\s*(?:\((.*)\))?", re.DOTALL)
_ENDS = re.compile(rf"(.*?)\s*;\s*(?:from\s+({_NUMBER})|(?:({_NUMBER})\s+)?to\s+({_NUMBER}))", re.DOTALL)

Atom = str | Band
Cell = tuple[Atom, ...]  # empty: any answer


class BadTable(Exception):
    """The table cannot be read; the sentence names the line."""

    def __init__(self, line: int, sentence: str) -> None:
        super().__init__(f"Line {line}: {sentence}")


@dataclass(frozen=True)
class Column:
    """A question as the header names it; a unit makes it numeric."""

    id: str
    unit: str | None = None
    low: Decimal | None = None
    high: Decimal | None = None


@dataclass(frozen=True)
class SheetRow:
    """One rule: a cell for each column, where it leads, and why."""

    line: int
    cells: tuple[Cell, ...]
    outcome: str
    note: str


@dataclass(frozen=True)
class Sheet:
    """A table as it was written."""

    line: int  # of the header
    columns: tuple[Column, ...]
    rows: tuple[SheetRow, ...]


Line = tuple[int, list[str]]


def read_sheet(raw: bytes) -> Sheet:
    """Read the bytes of a CSV file; BadTable at the first fault."""
    lines = _lines(_decoded(raw))
    if not lines:
        raise BadTable(1, "The file is empty; its first line names the questions and “outcome”.")
    (at, names), *rest = lines
    places = _places(at, names)
    columns = {i: _column(at, name) for i, name in enumerate(names) if i not in places.values()}
    _judge_columns(at, list(columns.values()))
    if not rest:
        raise BadTable(at, "There are no rows below the header.")
    if len(rest) > MAX_ROWS:
        raise BadTable(rest[MAX_ROWS][0], f"A table has at most {MAX_ROWS:,} rows.")
    rows = tuple(_row(line, names, cells, columns, places) for line, cells in rest)
    for row in rows[:-1]:
        if not any(row.cells):
            raise BadTable(row.line, "This row holds for every answer, so no row after it is used; move it to the end.")
    return Sheet(at, tuple(columns.values()), rows)


def _decoded(raw: bytes) -> str:
    if len(raw) > MAX_BYTES:
        raise BadTable(1, f"The file has {len(raw):,} bytes; at most {MAX_BYTES:,} are read.")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        message = f"Byte 0x{raw[error.start]:02x} is not UTF-8 text; save the table as “CSV UTF-8”."
        raise BadTable(line, message) from error
    odd = HIDDEN.search(text) or CONTROL.search(text)
    if odd:
        line = text.count("\n", 0, odd.start()) + 1
        raise BadTable(line, f"An invisible character stands here: {name_of(odd.group())}; delete it.")
    return text


def _lines(text: str) -> list[Line]:
    """Split into rows with the lines they start on, without rows that are empty all over."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    separators = (s for s in ",;\t" if OUTCOME in [c.strip().strip('"') for c in first.split(s)])
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=next(separators, ","), strict=True)
    lines: list[Line] = []
    start = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                lines.append((start, [cell.strip() for cell in cells]))
            start = reader.line_num + 1
    except csv.Error as error:
        raise BadTable(start, f"This is not CSV: {error}; look at the quotation marks.") from error
    return lines


def _places(at: int, names: Sequence[str]) -> dict[str, int]:
    """Find the columns that are no questions."""
    if OUTCOME not in names:
        raise BadTable(at, "The header has no column “outcome”.")
    for name in names:
        if names.count(name) > 1:
            raise BadTable(at, f"There are two columns “{name[:60]}”.")
    return {name: names.index(name) for name in (OUTCOME, NOTE) if name in names}


def _column(at: int, name: str) -> Column:
    if not name:
        raise BadTable(at, "A column has no name; name its question, or delete it.")
    found = _HEADER.fullmatch(name)
    shown, unit = (found[1], found[2]) if found else (name, None)
    fault = id_fault(shown)
    if fault:
        raise BadTable(at, " ".join(fault))
    if unit is None:
        return Column(shown)
    ends = _ENDS.fullmatch(unit)
    low, high = (ends[2] or ends[3], ends[4]) if ends else (None, None)
    words = " ".join((ends[1] if ends else unit).split())
    if not words:
        raise BadTable(at, f"The brackets after “{shown}” are empty; name what the number counts.")
    return Column(shown, words, Decimal(low) if low else None, Decimal(high) if high else None)


def _judge_columns(at: int, columns: Sequence[Column]) -> None:
    seen: set[str] = set()
    for column in columns:
        if column.id in seen:
            raise BadTable(at, f"There are two columns “{column.id}”.")
        seen.add(column.id)
        if column.low is not None and column.high is not None and column.low >= column.high:
            raise BadTable(at, f"The numbers of “{column.id}” end before they begin.")


def _row(
    line: int, names: Sequence[str], cells: Sequence[str], columns: dict[int, Column], places: dict[str, int]
) -> SheetRow:
    if len(cells) != len(names):
        raise BadTable(line, f"This row has {len(cells)} cells, and the header has {len(names)}.")
    outcome = cells[places[OUTCOME]]
    if not outcome:
        raise BadTable(line, "This row names no outcome.")
    fault = id_fault(outcome)
    if fault:
        raise BadTable(line, " ".join(fault))
    if outcome in {column.id for column in columns.values()}:
        raise BadTable(line, f"“{outcome}” is the id of a question and of an outcome; rename one of the two.")
    read = tuple(_cell(line, column, cells[index]) for index, column in columns.items())
    return SheetRow(line, read, outcome, cells[places[NOTE]] if NOTE in places else "")


def _cell(line: int, column: Column, text: str) -> Cell:
    if text in ("", "-"):
        return ()
    read = _option if column.unit is None else _band
    return tuple(dict.fromkeys(read(line, column, part.strip()) for part in text.split("|")))


def _option(line: int, column: Column, text: str) -> Atom:
    if _BAND.fullmatch(text):
        offer = f"“{column.id} (unit)”"
        raise BadTable(line, f"“{text}” is a band of numbers; name their unit in the header: {offer}.")
    fault = id_fault(text, (UNKNOWN,))
    if fault:
        raise BadTable(line, f"In “{column.id}”: {' '.join(fault)}")
    return text


def _band(line: int, column: Column, text: str) -> Atom:
    found = _BAND.fullmatch(text)
    if not found:
        hint = "Write <10, >=10 or [10,20): a band starts at a number and ends below one."
        raise BadTable(line, f"“{text[:60]}” is no band of numbers. {hint}")
    low, high = found[2] or found[3], found[1] or found[4]
    band = Band(Decimal(low) if low else None, Decimal(high) if high else None)
    if band.low is not None and band.high is not None and band.low >= band.high:
        raise BadTable(line, f"The band “{text}” is empty.")
    return band
