"""Names inside one decision: steps, questions and options that are named somewhere and must exist."""

from __future__ import annotations

from collections.abc import Iterable

from crossroads.model.place import Placed
from crossroads.reading.nearest import meant
from crossroads.reading.records import Reader


def judge_next(step: Placed | None, steps: set[str], what: str, reader: Reader) -> None:
    """Find a step that is named and not there."""
    if step is not None and step not in steps:
        hint = meant(step, steps, "steps")
        reader.say("dangling-next", step.place, f"{what} leads to “{step}”, and no step has that id.", hint)


def unknown_option(option: Placed, options: Iterable[str], reader: Reader) -> None:
    """Report an option that its question does not offer."""
    hint = meant(option, options, "options")
    reader.say("unknown-option", option.place, f"The question has no option “{option}”.", hint)


def judge_answers(
    question: Placed, answers: Iterable[Placed], options: dict[str, set[str] | None], reader: Reader
) -> None:
    """Find a question that is named and not there, or options that it does not offer."""
    if question not in options:
        hint = meant(question, options, "questions")
        reader.say("unknown-question", question.place, f"The decision has no question “{question}”.", hint)
        return
    known = options[question]
    for answer in answers if known is not None else ():
        if answer not in (known or ()):
            unknown_option(answer, known or (), reader)
