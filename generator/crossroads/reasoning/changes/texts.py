"""Any value of a decision as one plain text, for telling what it was and what it is."""

from __future__ import annotations

from datetime import date
from typing import Any

from crossroads.model.decision import Band, Condition, Expectation, Retirement, Warning
from crossroads.model.place import Placed


def text_of(value: Any) -> str | None:
    """Write any value of a decision as one plain text; None where there is none."""
    if value is None or value == ():
        return None
    if isinstance(value, (str, Expectation)):
        return str(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Warning):
        condition = text_of(value.condition)
        return f"{value.text} ({condition})" if condition else str(value.text)
    if isinstance(value, Condition):
        return _condition_text(value)
    if isinstance(value, Band):
        return _band_text(value)
    if isinstance(value, Retirement):
        return f"{value.on.isoformat()}: {value.because}"
    if isinstance(value, tuple):
        return "; ".join(text_of(v) or "" for v in value)
    return str(value)


def _condition_text(condition: Condition) -> str | None:
    def said(pairs: tuple[tuple[Placed, tuple[Placed, ...]], ...]) -> str:
        return ", ".join(f"{question} is {' or '.join(options)}" for question, options in pairs)

    parts = [said(condition.when), f"unless {said(condition.unless)}" if condition.unless else ""]
    return " ".join(p for p in parts if p) or None


def _band_text(band: Band) -> str:
    low = f"from {band.low:f}" if band.low is not None else ""
    high = f"below {band.high:f}" if band.high is not None else ""
    return " ".join(p for p in (low, high) if p) or "all"
