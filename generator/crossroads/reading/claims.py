"""Judge what a claim names, and that it has exactly one form."""

from __future__ import annotations

from collections.abc import Iterable

from crossroads.model.decision import CLAIM_FORMS
from crossroads.model.place import Placed
from crossroads.reading.names import judge_answers
from crossroads.reading.nearest import meant
from crossroads.reading.records import Reader, Record

Options = dict[str, set[str] | None]


def judge_claims(decision: Record, options: Options, outcomes: set[str], reader: Reader) -> None:
    """Find claims of no form or of two, and names in them that nothing stands behind."""
    for claim in decision.get("claims", ()):
        forms = [name for name in CLAIM_FORMS if name in claim]
        if len(forms) != 1:
            message = f"A claim has one of {', '.join(CLAIM_FORMS)}; this one has {' and '.join(forms) or 'none'}."
            reader.say("bad-value", claim.place, message, "Make it one claim for each.")
        for part in ("when", "unless"):
            for question, answers in claim.get(part, ()):
                judge_answers(question, answers, options, reader)
        for form in forms:
            value = claim.get(form)
            if isinstance(value, Record):
                _judge_monotone(value, options, reader)
                value = value.get("outcomes", ())
            if "outcomes" in decision.values:
                _judge_outcomes(value or (), outcomes, reader)


def _judge_outcomes(named: Iterable[Placed], outcomes: set[str], reader: Reader) -> None:
    for outcome in named:
        if outcome not in outcomes:
            hint = meant(outcome, outcomes, "outcomes")
            reader.say("unknown-outcome", outcome.place, f"The decision has no outcome “{outcome}”.", hint)


def _judge_monotone(record: Record, options: Options, reader: Reader) -> None:
    question: Placed | None = record.get("question")
    order: tuple[Placed, ...] = record.get("order", ())
    if question is None:
        return
    judge_answers(question, order, options, reader)
    missing = sorted((options.get(question) or set()) - {str(o) for o in order})
    if missing and "order" in record.values:
        message = f"“order” leaves out {', '.join(missing)}."
        reader.say("bad-value", record.at("order"), message, "Name every option of the question, least first.")
