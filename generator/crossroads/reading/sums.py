"""Worked sums as files: their shape, what makes them ill formed, and their values."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from crossroads.model.place import Placed
from crossroads.model.sums import Input, Result, Sum
from crossroads.reading.formula import FormulaFault, read_formula
from crossroads.reading.records import Reader, Record
from crossroads.reading.shapes import Day, Field, Id, ListOf, MapOf, MarkdownText, Number, Shape, Text

T, MD = Text(), MarkdownText()

INPUT = Shape(
    "input",
    "A number that goes into a sum.",
    (
        Field("label", T, "What it is, in the reader's words.", required=True),
        Field("values", ListOf(Number(), bare=True), "Its value; one input may have several.", required=True),
        Field("unit", T, "What it is counted in."),
        Field("note", T, "Where it comes from, if from no source: an assumption, a choice."),
        Field("seen", Day(), "When the source said so."),
        Field("evidence", ListOf(Id("evidence")), "Entries of the register that it is taken from."),
    ),
)

RESULT = Shape(
    "result",
    "A number that comes out of a sum.",
    (
        Field("label", T, "What it is, in the reader's words.", required=True),
        Field("is", T, "Its formula: names from above, numbers, + - * / and brackets.", required=True),
        Field("unit", T, "What it is counted in."),
        Field("to", Number(), "It is shown to a multiple of this; 1 by default."),
        Field("otherwise", T, "What is shown where it is not a positive number."),
    ),
)

SUM = Shape(
    "sum",
    "A worked sum, computed when the site is built; the file's name is its id.",
    (
        Field("title", T, "The question that it answers.", required=True),
        Field("about", MD, "What is compared, and what is left out.", required=True),
        Field("inputs", MapOf(INPUT, Id()), "The numbers that go in.", required=True),
        Field(
            "results",
            MapOf(RESULT, Id()),
            "The numbers that come out; each may use those above.",
            required=True,
        ),
        Field("says", MD, "What to learn from it."),
    ),
)


def judge_sum(record: Record, reader: Reader) -> None:
    """Find formulas that cannot be read, names taken twice, inputs without origin or with too many values."""
    inputs, results = record.get("inputs", ()), record.get("results", ())
    known: dict[str, Placed] = {}
    for key, _ in (*inputs, *results):
        if key in known:
            reader.say("duplicate-id", key.place, f"“{key}” is taken by an input.", "Choose another id.")
        known.setdefault(str(key), key)
    _judge_inputs(inputs, reader)
    names = [str(key) for key, _ in inputs]
    for key, result in results:
        formula = result.get("is")
        if formula is not None:
            _formula(formula, names, reader)
        names.append(str(key))
        if result.get("to") is not None and result.get("to") <= 0:
            reader.say("bad-value", result.at("to"), "“to” must be above zero.", "Write 1, 10 or 0.01.")


def _judge_inputs(inputs: Any, reader: Reader) -> None:
    several = [(key, record) for key, record in inputs if len(record.get("values", ())) > 1]
    for key, _ in several[1:]:
        message = f"“{several[0][0]}” has several values already."
        reader.say("bad-value", key.place, message, "Let one input vary, and write a second sum for the other.")
    for key, record in inputs:
        if record.get("values") == () and record.at("values").line not in {d.place.line for d in reader.found}:
            reader.say("bad-value", record.at("values"), f"“{key}” has no value.", "Write a number.")
        if not {"note", "evidence"} & set(record.keys):
            message = f"Nothing says where “{key}” comes from."
            reader.say("missing-key", key.place, message, "Add “evidence: […]”, or “note:” with its origin.")
        if record.get("evidence") and "seen" not in record:
            message = f"“{key}” comes from a source, without the day."
            reader.say("missing-key", key.place, message, "Add “seen:”, since prices and figures age.")


def _formula(formula: Placed, names: list[str], reader: Reader) -> None:
    try:
        read_formula(formula, names)
    except FormulaFault as fault:
        reader.say("bad-formula", formula.place, fault.message, fault.hint)


def build_sum(sum_id: str, record: Record) -> Sum:
    """Build a sum from a record in which no fault was found."""
    names: list[str] = [str(key) for key, _ in record.get("inputs")]
    results = []
    for key, one in record.get("results"):
        words, program = read_formula(one.get("is"), names)
        names.append(str(key))
        results.append(_result(key, one, words, program))
    return Sum(
        id=sum_id,
        title=record.get("title"),
        about=record.get("about"),
        inputs=tuple(Input(id=key, place=one.place, **one.values) for key, one in record.get("inputs")),
        results=tuple(results),
        says=record.get("says"),
        place=record.place,
    )


def _result(key: Placed, record: Record, words: tuple[str, ...], program: tuple[str, ...]) -> Result:
    return Result(
        id=key,
        label=record.get("label"),
        formula=record.get("is"),
        words=words,
        program=program,
        unit=record.get("unit"),
        to=record.get("to", Decimal(1)),
        otherwise=record.get("otherwise"),
        place=record.place,
    )
