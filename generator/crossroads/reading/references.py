"""Judge what the parts of one decision say about each other, on records that may be incomplete."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from crossroads.model.decision import UNKNOWN
from crossroads.model.place import Placed
from crossroads.reading.bands import judge_bands
from crossroads.reading.claims import judge_claims
from crossroads.reading.cycles import judge_cycles
from crossroads.reading.names import judge_answers, judge_next, unknown_option
from crossroads.reading.nearest import meant
from crossroads.reading.records import DECIMAL, Reader, Record
from crossroads.reading.tables import asked_by_tables_alone, judge_tables

Pairs = tuple[tuple[Placed, Record], ...]


def judge_references(decision: Record, reader: Reader) -> None:
    """Find every id that is taken twice or names nothing, and every option that leads nowhere."""
    questions: Pairs = decision.get("questions", ())
    outcomes: Pairs = decision.get("outcomes", ())
    tables: Pairs = decision.get("tables", ())
    judge_taken((*questions, *tables, *outcomes), "step", reader)
    steps = {str(k) for k, _ in (*questions, *tables, *outcomes)}
    whole = {"questions", "outcomes"} <= set(decision.values) and ("tables" in decision.values or not tables)
    whole = whole and ("tables" not in decision or "tables" in decision.values)
    if whole:
        judge_next(decision.get("start"), steps, "“start”", reader)
    by_tables = asked_by_tables_alone(decision)
    for key, question in questions:
        _judge_question(key, question, steps if whole else None, key in by_tables, reader)
    options = {str(key): _options_of(question) for key, question in questions}
    if "questions" in decision.values:
        judge_tables(tables, options, steps if whole else None, reader)
        judge_claims(decision, options, {str(k) for k, _ in outcomes}, reader)
    if whole:
        judge_cycles(questions, tables, reader)
    if "questions" in decision.values:
        _judge_conditions(outcomes, options, reader)
        _judge_scenarios(decision, options, {str(k) for k, _ in outcomes}, reader)


def _options_of(question: Record) -> set[str] | None:
    """List the ids of a question's options; None where they could not be read."""
    options = question.get("options")
    return None if options is None else {str(k) for k, _ in options}


def judge_taken(pairs: Iterable[tuple[Placed, Record]], what: str, reader: Reader) -> None:
    """Find ids that stand for two things, and old ids that are claimed twice or still live."""
    live: dict[str, Placed] = {}
    for key, _ in pairs:
        if key in live:
            message = f"The id “{key}” is already taken on line {live[key].place.line}."
            reader.say("duplicate-id", key.place, message, "Rename one of the two; every step has an id of its own.")
        live.setdefault(key, key)
    old: dict[str, Placed] = {}
    for _, record in pairs:
        for was in record.get("was", ()):
            if was in live:
                message = f"“{was}” is the id of a {what} that is still there (line {live[was].place.line})."
                reader.say("was-taken", was.place, message, "Delete it here, or rename that one.")
            elif was in old:
                message = f"“{was}” is already claimed as an old id on line {old[was].place.line}."
                reader.say("was-taken", was.place, message, "An old id belongs to one successor; delete it here.")
            old.setdefault(was, was)


def _judge_question(key: Placed, question: Record, steps: set[str] | None, by_tables: bool, reader: Reader) -> None:
    options: Pairs | None = question.get("options")
    if options is None:
        return
    if len(options) < 2:
        message = f"Question “{key}” offers {len(options)} option{'s' * (len(options) != 1)}."
        hint = "Offer at least two, or leave the question out."
        reader.say("too-few-options", question.at("options"), message, hint)
    judge_taken(options, "option", reader)
    for option_key, option in options:
        _judge_option(option_key, option, question, steps, by_tables, reader)
    judge_bands(key, question, options, reader)
    _judge_unsure(question, {str(k) for k, _ in options}, reader)


def _judge_option(
    key: Placed, option: Record, question: Record, steps: set[str] | None, by_tables: bool, reader: Reader
) -> None:
    if option.keys and "next" not in option and not by_tables:
        hint = "Add “next:” with the id of a question or an outcome."
        reader.say("missing-next", key.place, f"Option “{key}” leads nowhere.", hint)
    if steps is not None:
        judge_next(option.get("next"), steps, f"Option “{key}”", reader)
    if "outcomes" in option and "settled-by" not in question:
        message = "“outcomes” says which outcomes of another decision mean this answer, and none is named."
        reader.say("missing-key", option.at("outcomes"), message, "Add “settled-by:” to the question, or delete it.")


def _judge_unsure(question: Record, options: set[str], reader: Reader) -> None:
    unsure: Placed | None = question.get("unsure")
    if unsure == "false" and "unsure-because" not in question:
        message = "“I don't know” is not offered here, and nothing says why."
        reader.say("missing-key", question.at("unsure"), message, "Add “unsure-because:” with the reason.")
    elif unsure is not None and unsure != "false" and unsure not in options:
        unknown_option(unsure, options, reader)


def _judge_conditions(outcomes: Pairs, options: dict[str, set[str] | None], reader: Reader) -> None:
    for _, outcome in outcomes:
        for warning in outcome.get("warnings", ()):
            for key in ("when", "unless"):
                for question, answers in warning.get(key, ()):
                    judge_answers(question, answers, options, reader)


def _judge_scenarios(decision: Record, options: dict[str, set[str] | None], outcomes: set[str], reader: Reader) -> None:
    numeric = {str(k) for k, q in decision.get("questions", ()) if "unit" in q}
    for scenario in decision.get("scenarios", ()):
        for question, answer in scenario.get("given", ()):
            number = question in numeric and DECIMAL.fullmatch(answer)
            answers = () if answer == UNKNOWN or number else (answer,)
            judge_answers(question, answers, options, reader)
        if "outcomes" in decision.values:
            for outcome in _expected(scenario, reader):
                if outcome not in outcomes:
                    hint = meant(outcome, outcomes, "outcomes")
                    message = f"The decision has no outcome “{outcome}”."
                    reader.say("unknown-outcome", outcome.place, message, hint)


def _expected(scenario: Record, reader: Reader) -> Iterator[Placed]:
    expect: Any = scenario.get("expect")
    if isinstance(expect, Placed):
        yield expect
    elif isinstance(expect, Record):
        if len(expect.keys) != 1:
            message = "“expect” takes one outcome, or one of “any-of”, “not” and “possible”."
            reader.say("bad-value", scenario.at("expect"), message, "Keep one form.")
        for value in expect.values.values():
            yield from [value] if isinstance(value, Placed) else value
