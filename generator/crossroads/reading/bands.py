"""Numeric questions: the bands of their options cover the line once."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

from crossroads.model.place import Placed
from crossroads.reading.records import Reader, Record

Ends = tuple[Decimal | None, Decimal | None, Placed]


def judge_bands(key: Placed, question: Record, options: tuple[tuple[Placed, Record], ...], reader: Reader) -> None:
    """Find options without a band, bands without a unit, and stretches covered never or twice."""
    if "unit" not in question:
        _without_unit(question, options, reader)
        return
    bands: list[Ends] = []
    for option_key, option in options:
        if not option.keys:
            return
        if "from" not in option and "below" not in option:
            message = f"Option “{option_key}” of a numeric question has neither “from” nor “below”."
            reader.say("missing-key", option_key.place, message, "Say which numbers it stands for.")
            return
        if any(k in option and k not in option.values for k in ("from", "below")):
            return
        bands.append((option.get("from"), option.get("below"), option_key))
    _judge_line(key, question, bands, reader)


def _without_unit(question: Record, options: tuple[tuple[Placed, Record], ...], reader: Reader) -> None:
    for _, option in options:
        for end in ("from", "below"):
            if end in option:
                hint = "Add “unit:” to the question, or delete it here."
                reader.say("missing-key", option.at(end), f"“{end}” is for numeric questions only.", hint)
    for end in ("min", "max"):
        if end in question:
            hint = "Add “unit:” to the question, or delete it here."
            reader.say("missing-key", question.at(end), f"“{end}” is for numeric questions only.", hint)


def _judge_line(key: Placed, question: Record, bands: list[Ends], reader: Reader) -> None:
    unit = question.get("unit", "")
    for low, high, option in bands:
        if low is not None and high is not None and low >= high:
            message = f"The band of “{option}” is empty: from {low} to below {high}."
            reader.say("bad-value", option.place, message, "“from” must be less than “below”.")
            return
    bands = sorted(bands, key=lambda b: (b[0] is not None, b[0] or Decimal(0)))
    lowest, highest = question.get("min"), question.get("max")
    if bands and bands[0][0] is not None and (lowest is None or bands[0][0] > lowest):
        _gap(key, f"less than {bands[0][0]} {unit}", reader)
    for (_, high, first), (low, _, second) in pairwise(bands):
        if high is None or low is None or high > low:
            message = f"{high if low is None else low} {unit} would be both “{first}” and “{second}”."
            reader.say("overlap", key.place, message, "Let one band end (“below”) where the next begins (“from”).")
        elif high < low:
            _gap(key, f"{high} {unit}", reader)
    last = bands[-1][1] if bands else None
    if last is not None and (highest is None or last <= highest):
        _gap(key, f"{last} {unit}", reader)


def _gap(key: Placed, example: str, reader: Reader) -> None:
    message = f"No option of “{key}” covers {example}."
    reader.say("gap", key.place, message, "Let the bands meet, leave the ends open, or set “min” and “max”.")
