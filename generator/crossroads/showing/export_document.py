"""A decision as a document of the format: the shapes of the format say what to write, so nothing is left out."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from crossroads.model.decision import Claim, Decision, Expectation, Question
from crossroads.reading.format import DECISION
from crossroads.reading.shapes import Kind, ListOf, MapOf, Shape
from crossroads.showing.export_marks import json_marks

OMIT = object()  # where a key is not written


def document(decision: Decision) -> dict[str, Any]:
    """Give the document that reads back as this decision, keys in the order of the format."""
    written = _shape(DECISION, decision)
    for table, wrote in zip(decision.tables, written.get("tables", {}).values(), strict=True):
        for rule, entry in zip(table.rules[:-1], wrote["rules"][:-1], strict=True):
            if rule.otherwise:
                entry["when"] = {}  # a rule that always holds and is not the last is told from “otherwise” by this
    return written


def document_json(decision: Decision) -> str:
    """Write the document as JSON, which is YAML; each step stands on lines of its own, as `allow` needs it."""
    return json_marks(json.dumps(document(decision), ensure_ascii=False, indent=1)) + "\n"


def _shape(shape: Shape, thing: object) -> dict[str, Any]:
    values = {field.name: _value(shape.name, field.name, thing) for field in shape.fields}
    return {
        field.name: _kind(field.kind, values[field.name])
        for field in shape.fields
        if values[field.name] is not OMIT and (field.required or values[field.name] not in (None, ()))
    }


def _value(shape: str, key: str, thing: object) -> Any:
    taken = _ODD.get(f"{shape}.{key}") or _ODD.get(key)
    return taken(thing) if taken else getattr(thing, key.replace("-", "_"))


def _kind(kind: Kind, value: Any) -> Any:
    if isinstance(kind, Shape):
        return _shape(kind, value)
    if isinstance(kind, ListOf):
        return [_kind(kind.of, one) for one in value]
    if isinstance(kind, MapOf):
        shaped = isinstance(kind.of, Shape)
        pairs = ((one.id, one) for one in value) if shaped else value
        return {str(key): _kind(kind.of, one) for key, one in pairs}
    if isinstance(value, Expectation):
        return _expectation(value)
    return _scalar(value)


def _scalar(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return _number(value)
    return value if isinstance(value, bool) else str(value)


def _number(value: Decimal) -> int | float | str:
    """Give a number where JSON can hold it exactly, else its digits as text; the format reads both."""
    if value == value.to_integral_value() and abs(value) < 10**15:
        return int(value)
    near = float(value)
    return near if "e" not in repr(near) and Decimal(repr(near)) == value else f"{value:f}"


def _expectation(expect: Expectation) -> Any:
    if expect.form == "is":
        return str(expect.outcomes[0])
    several = [str(o) for o in expect.outcomes]
    return {expect.form: several[0] if expect.form == "not" else several}


def _unsure(question: Question) -> Any:
    if question.unsure is not None:
        return question.unsure
    return None if question.unsure_offered else False


def _claim(form: str) -> Callable[[Claim], Any]:
    """Give the reader of one form: the outcomes, or the whole claim for what is inside `monotone`."""
    if form == "monotone":
        return lambda claim: claim if claim.form == form else OMIT
    return lambda claim: claim.outcomes if claim.form == form else OMIT


_ODD: Mapping[str, Callable[[Any], Any]] = {  # where the model holds a key in another way than the format
    "when": lambda thing: thing.condition.when,
    "unless": lambda thing: thing.condition.unless,
    "option.from": lambda option: option.band and option.band.low,
    "option.below": lambda option: option.band and option.band.high,
    "question.min": lambda question: question.minimum,
    "question.max": lambda question: question.maximum,
    "question.unsure": _unsure,
    "table.hit": lambda table: OMIT if table.hit == "first" else table.hit,
    "table.order": lambda table: OMIT if table.order == "given" else table.order,
    **{f"claim.{form}": _claim(form) for form in ("never", "always", "only", "monotone")},
}
