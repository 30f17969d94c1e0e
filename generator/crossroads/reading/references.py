"""Judge what the parts of one decision say about each other, on records that may be incomplete."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from crossroads.model.decision import UNKNOWN
from crossroads.model.place import Placed
from crossroads.reading.bands import judge_bands
from crossroads.reading.cycles import judge_cycles
from crossroads.reading.nearest import meant
from crossroads.reading.records import DECIMAL, Reader, Record

Pairs = tuple[tuple[Placed, Record], ...]


def judge_references(decision: Record, reader: Reader) -> None:
    """Find every id that is taken twice or names nothing, and every option that leads nowhere."""
    questions: Pairs = decision.get("questions", ())
    outcomes: Pairs = decision.get("outcomes", ())
    judge_taken((*questions, *outcomes), "step", reader)
    steps = {str(k) for k, _ in (*questions, *outcomes)}
    whole = {"questions", "outcomes"} <= set(decision.values)
    if whole:
        _judge_next(decision.get("start"), steps, "“start”", reader)
    for key, question in questions:
        _judge_question(key, question, steps if whole else None, reader)
    if whole:
        judge_cycles(questions, reader)
    options = {str(key): _options_of(question) for key, question in questions}
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


def _judge_next(step: Placed | None, steps: set[str], what: str, reader: Reader) -> None:
    if step is not None and step not in steps:
        hint = meant(step, steps, "steps")
        reader.say("dangling-next", step.place, f"{what} leads to “{step}”, and no step has that id.", hint)


def _judge_question(key: Placed, question: Record, steps: set[str] | None, reader: Reader) -> None:
    options: Pairs | None = question.get("options")
    if options is None:
        return
    if len(options) < 2:
        message = f"Question “{key}” offers {len(options)} option{'s' * (len(options) != 1)}."
        hint = "Offer at least two, or leave the question out."
        reader.say("too-few-options", question.at("options"), message, hint)
    judge_taken(options, "option", reader)
    for option_key, option in options:
        _judge_option(option_key, option, question, steps, reader)
    judge_bands(key, question, options, reader)
    _judge_unsure(question, {str(k) for k, _ in options}, reader)


def _judge_option(key: Placed, option: Record, question: Record, steps: set[str] | None, reader: Reader) -> None:
    if option.keys and "next" not in option:
        hint = "Add “next:” with the id of a question or an outcome."
        reader.say("missing-next", key.place, f"Option “{key}” leads nowhere.", hint)
    if steps is not None:
        _judge_next(option.get("next"), steps, f"Option “{key}”", reader)
    if "outcomes" in option and "settled-by" not in question:
        message = "“outcomes” says which outcomes of another decision mean this answer, and none is named."
        reader.say("missing-key", option.at("outcomes"), message, "Add “settled-by:” to the question, or delete it.")


def _judge_unsure(question: Record, options: set[str], reader: Reader) -> None:
    unsure: Placed | None = question.get("unsure")
    if unsure == "false" and "unsure-because" not in question:
        message = "“I don't know” is not offered here, and nothing says why."
        reader.say("missing-key", question.at("unsure"), message, "Add “unsure-because:” with the reason.")
    elif unsure is not None and unsure != "false" and unsure not in options:
        _unknown_option(unsure, options, reader)


def _unknown_option(option: Placed, options: Iterable[str], reader: Reader) -> None:
    hint = meant(option, options, "options")
    reader.say("unknown-option", option.place, f"The question has no option “{option}”.", hint)


def _judge_conditions(outcomes: Pairs, options: dict[str, set[str] | None], reader: Reader) -> None:
    for _, outcome in outcomes:
        for warning in outcome.get("warnings", ()):
            for key in ("when", "unless"):
                for question, answers in warning.get(key, ()):
                    _judge_answers(question, answers, options, reader)


def _judge_answers(
    question: Placed, answers: Iterable[Placed], options: dict[str, set[str] | None], reader: Reader
) -> None:
    if question not in options:
        hint = meant(question, options, "questions")
        reader.say("unknown-question", question.place, f"The decision has no question “{question}”.", hint)
        return
    known = options[question]
    for answer in answers if known is not None else ():
        if answer not in (known or ()):
            _unknown_option(answer, known or (), reader)


def _judge_scenarios(decision: Record, options: dict[str, set[str] | None], outcomes: set[str], reader: Reader) -> None:
    numeric = {str(k) for k, q in decision.get("questions", ()) if "unit" in q}
    for scenario in decision.get("scenarios", ()):
        for question, answer in scenario.get("given", ()):
            number = question in numeric and DECIMAL.fullmatch(answer)
            answers = () if answer == UNKNOWN or number else (answer,)
            _judge_answers(question, answers, options, reader)
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
