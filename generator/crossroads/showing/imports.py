"""A decision table in CSV as a decision in YAML: its texts say what belongs in their place.

The decision starts with one table, `hit: first`; it answers as the CSV does, so the export of a decision comes back
with the same behaviour hash. Old ids (`was`) and all texts stay behind: a table does not hold them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from crossroads.model.decision import Band
from crossroads.reading.ids import is_id
from crossroads.showing.export_table import plain
from crossroads.showing.import_sheet import BadTable, Cell, Column, Sheet, SheetRow, read_sheet
from crossroads.showing.starter import half_a_year_on

__all__ = ["BadTable", "import_table"]

_HEAD = """\
# A decision made from a table. Write the texts, then check it with: crossroads check
title: What is decided, as a question?
summary: For whom it is, and what they leave with.
owner: who-signs-off          # who must agree to a change of these rules
reviewed: {today}
review-by: {later}          # past this day the page says that it is overdue
start: {table}
"""
_NEVER_TESTED = "allow: {option-never-tested: No scenario is written yet.}   # write scenarios instead\n"
_UNBACKED = "    allow: {missing-evidence: Nothing is cited yet.}   # cite entries of evidence.yml instead\n"
_OUTCOME = """\
  {id}:
    title: {title}            # the advice, as an instruction
    kind: do                  # do, prepare, stop or elsewhere
    summary: What to do, in two sentences.
    rationale: Why it fits whoever arrives here.
    benefits: [What speaks for it]
    drawbacks: [What speaks against it]
    next-steps: [The first thing to do]
    revisit-when: [What would change the advice]
    certainty: low            # of the evidence: high, moderate, low, very-low
    strength: conditional     # of the advice: strong, conditional
"""


@dataclass(frozen=True)
class Answer:
    """An option to be: its id, its label, and its band where it has one."""

    id: str
    label: str
    band: Band | None = None


def import_table(raw: bytes, today: date) -> str:
    """Give the YAML of a decision for the bytes of a CSV file; BadTable at the first fault."""
    sheet = read_sheet(raw)
    answers = [_answers(sheet, column, [row.cells[i] for row in sheet.rows]) for i, column in enumerate(sheet.columns)]
    outcomes = list(dict.fromkeys(row.outcome for row in sheet.rows))
    table = _free({*outcomes, *(c.id for c in sheet.columns)})
    parts = [
        _HEAD.format(today=today.isoformat(), later=half_a_year_on(today).isoformat(), table=table),
        _NEVER_TESTED if sheet.columns else "",
        "\nquestions:" + ("\n" if sheet.columns else " {}\n"),
        *(_question(column, options) for column, options in zip(sheet.columns, answers, strict=True)),
        f"\ntables:\n  {table}:\n    asks: [{', '.join(map(_name, (c.id for c in sheet.columns)))}]\n",
        "    hit: first                # the first rule that holds decides\n    rules:\n",
        *(_rule(sheet.columns, answers, row) for row in sheet.rows),
        "\noutcomes:\n",
        *(_OUTCOME.format(id=_name(o), title=_text(_words(o))) + _UNBACKED for o in outcomes),
    ]
    return "".join(parts)


def _free(taken: set[str]) -> str:
    names = ("table" if n == 1 else f"table-{n}" for n in range(1, len(taken) + 2))
    return next(name for name in names if name not in taken)


def _text(text: str) -> str:
    """Quote a text: JSON's quotes are YAML's."""
    return json.dumps(text, ensure_ascii=False)


def _name(name: str) -> str:
    """Write an id; one that YAML reads as something else is quoted."""
    return _text(name) if name in ("null", "true", "false") else name


def _words(name: str) -> str:
    return name.replace("-", " ").capitalize()


def _answers(sheet: Sheet, column: Column, cells: Sequence[Cell]) -> list[Answer]:
    """Give the options of a question: those that its cells name, and what they leave over where a cell is empty."""
    if column.unit is not None:
        found = [_band_answer(n, band) for n, band in enumerate(_cut(column, cells), 1)]
    else:
        names = list(dict.fromkeys(str(atom) for cell in cells for atom in cell))
        rest = ["other" if names[0] != "other" else "other-2"] if len(names) == 1 and not all(cells) else []
        found = [Answer(name, _words(name)) for name in [*names, *rest]]
    if len(found) < 2:
        message = f"The column “{column.id}” says the same in every row, so it decides nothing; delete it."
        raise BadTable(sheet.line, message)
    return found


def _cut(column: Column, cells: Sequence[Cell]) -> list[Band]:
    """Cut the line at every end of a band; stretches beyond the ends of the line are left out."""
    bands = [atom for cell in cells for atom in cell if isinstance(atom, Band)]
    ends: list[Decimal | None] = [*sorted({e for b in bands for e in (b.low, b.high) if e is not None})]
    every = [Band(low, high) for low, high in pairwise([None, *ends, None])]
    return [b for b in every if not (_ends_before(b, column.low) or _begins_after(b, column.high))]


def _ends_before(band: Band, low: Decimal | None) -> bool:
    return low is not None and band.high is not None and band.high <= low


def _begins_after(band: Band, high: Decimal | None) -> bool:
    return high is not None and band.low is not None and band.low > high


def _band_answer(number: int, band: Band) -> Answer:
    low = "" if band.low is None else plain(band.low)
    high = "" if band.high is None else plain(band.high)
    label = f"{low} or more" if not high else f"{low} to below {high}" if low else f"Below {high}"
    parts = [f"from-{low}"] if low else []
    parts += [f"below-{high}"] if high else []
    name = re.sub(r"-+", "-", "-".join(parts).replace("--", "-minus-").replace(".", "-")).lower()
    return Answer(name if is_id(name) else f"band-{number}", label, band)


def _question(column: Column, answers: Sequence[Answer]) -> str:
    ask = f"{_words(column.id)}: what is asked, in words that anyone can answer?"
    lines = [f"  {_name(column.id)}:", f"    ask: {_text(ask)}"]
    lines += [f"    unit: {_text(column.unit)}"] if column.unit is not None else []
    ends = {"min": column.low, "max": column.high}
    lines += [f"    {key}: {plain(end)}" for key, end in ends.items() if end is not None]
    lines += ["    rationale: Why it is asked, and what hangs on it.", _UNBACKED.rstrip("\n"), "    options:"]
    lines += [f"      {_name(a.id)}: {{{', '.join(_option(a))}}}" for a in answers]
    return "\n".join(lines) + "\n"


def _option(answer: Answer) -> Iterator[str]:
    yield f"label: {_text(answer.label)}"
    yield "description: What counts as this answer."
    if answer.band is not None and answer.band.low is not None:
        yield f"from: {plain(answer.band.low)}"
    if answer.band is not None and answer.band.high is not None:
        yield f"below: {plain(answer.band.high)}"


def _rule(columns: Sequence[Column], answers: Sequence[Sequence[Answer]], row: SheetRow) -> str:
    when = []
    for column, offered, cell in zip(columns, answers, row.cells, strict=True):
        held = _held(offered, cell)
        if not held:
            raise BadTable(row.line, f"No number of “{column.id}” lies in the bands of this row.")
        if len(held) < len(offered):
            names = [_name(h) for h in held]
            when.append(f"{_name(column.id)}: {names[0] if len(names) == 1 else '[' + ', '.join(names) + ']'}")
    parts = [f"when: {{{', '.join(when)}}}"] if when else []
    parts.append(f"next: {_name(row.outcome)}")
    parts += [f"rationale: {_text(_harmless(row.note))}"] if row.note else []
    return f"      - {{{', '.join(parts)}}}\n"


def _held(offered: Sequence[Answer], cell: Cell) -> list[str]:
    """List the answers in a cell; the ends of bands are cut-offs, so none is in it by half."""
    if not cell:
        return [a.id for a in offered]
    bands = [atom for atom in cell if isinstance(atom, Band)]
    if not bands:
        return [str(atom) for atom in cell]  # ids, each offered because a cell names it
    return [a.id for a in offered if a.band is not None and any(_inside(a.band, b) for b in bands)]


def _inside(small: Band, large: Band) -> bool:
    low = large.low is None or (small.low is not None and small.low >= large.low)
    return low and (large.high is None or (small.high is not None and small.high <= large.high))


def _harmless(text: str) -> str:
    """Keep a note from being HTML or a link in the Markdown of a rationale."""
    return re.sub(r"[\\<\[]", r"\\\g<0>", text)
