"""Compute worked sums exactly, and find those that have no result."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

from crossroads.model.diagnostic import Diagnostic, diagnostic
from crossroads.model.library import Library
from crossroads.model.sums import Result, Sum
from crossroads.reasoning.checks_joins import unknown_names

_OPERATORS: Mapping[str, Callable[[Fraction, Fraction], Fraction]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
}


def compute(worked: Sum) -> dict[str, tuple[Fraction | None, ...]]:
    """Give every input and result by id, one value a column; None where a division by zero leaves none."""
    columns = [_column(worked, index) for index in range(worked.columns)]
    return {name: tuple(column[name] for column in columns) for name in columns[0]}


def _column(worked: Sum, index: int) -> dict[str, Fraction | None]:
    known: dict[str, Fraction | None] = {
        str(i.id): Fraction(i.values[index] if len(i.values) > 1 else i.values[0]) for i in worked.inputs
    }
    for result in worked.results:
        known[str(result.id)] = _run(result.program, known)
    return known


def _run(program: tuple[str, ...], known: Mapping[str, Fraction | None]) -> Fraction | None:
    stack: list[Fraction] = []
    for word in program:
        if word in _OPERATORS:
            right, left = stack.pop(), stack.pop()
            if word == "/" and right == 0:
                return None
            stack.append(_OPERATORS[word](left, right))
            continue
        value = Fraction(word) if word[0].isdigit() else known[word]
        if value is None:
            return None
        stack.append(value)
    return stack[0]


def rounded(value: Fraction, to: Decimal) -> Decimal:
    """Round to the nearest multiple of `to`, halves away from zero, with as many decimals as `to` has."""
    step = Fraction(to)
    steps = abs(value) / step + Fraction(1, 2)
    whole = steps.numerator // steps.denominator
    nearest = step * whole * (-1 if value < 0 else 1)
    places = max(0, -int(to.normalize().as_tuple().exponent))
    scaled = nearest * 10**places
    return Decimal(scaled.numerator // scaled.denominator).scaleb(-places)


def shown(result: Result, value: Fraction | None) -> str:
    """Say a result as readers see it; its `otherwise` where it is not a positive number."""
    if result.otherwise is not None and (value is None or value <= 0):
        return str(result.otherwise)
    return "" if value is None else f"{rounded(value, result.to):,f}"


def without_result(library: Library, today: date) -> Iterator[Diagnostic]:
    """Find results that are divided by zero and say nothing instead."""
    for worked in library.sums:
        values = compute(worked)
        for result in worked.results:
            if result.otherwise is None and None in values[str(result.id)]:
                message = f"“{result.id}” divides by zero."
                hint = "Change an input, or add “otherwise:” with what readers see in its place."
                yield diagnostic("no-result", result.formula.place, message, hint)


def evidence(library: Library, today: date) -> Iterator[Diagnostic]:
    """Find citations of inputs that the register does not hold."""
    if "evidence" not in library.broken:
        names = [e for worked in library.sums for i in worked.inputs for e in i.evidence]
        hint = "Add it to evidence.yml, or cite what is there."
        yield from unknown_names(names, library.evidence_by_id(), "unknown-evidence", "evidence", hint)


def embedded(library: Library, today: date) -> Iterator[Diagnostic]:
    """Find pages that show a sum or a result of one that does not exist."""
    if any(name.startswith("sums/") for name in library.broken):
        return
    known = {s.id for s in library.sums} | {f"{s.id}.{r.id}" for s in library.sums for r in s.results}
    for name in (n for page in library.pages for n in page.sums):
        if name.partition("@")[0] not in known or not _column_of(library, name):
            message = f"There is no sum, or no result of one, called “{name}”."
            hint = "Write the file's name in sums/, and for a single number sum.result, or sum.result@value."
            yield diagnostic("unknown-sum", name.place, message, hint)


def _column_of(library: Library, name: str) -> bool:
    """Tell whether the column that a name asks for is there; a result that varies needs one."""
    path, at, value = name.partition("@")
    worked = next(s for s in library.sums if s.id == path.partition(".")[0])
    if "." not in path:
        return not at
    return column(worked, value) is not None


def column(worked: Sum, value: str) -> int | None:
    """Find the column in which the varied input has this value; the only one where nothing varies."""
    if worked.varies is None:
        return None if value else 0
    return next((i for i, v in enumerate(worked.varies.values) if f"{v:f}" == value), None)


SUM_CHECKS: tuple[Callable[[Library, date], Iterator[Diagnostic]], ...] = (without_result, evidence, embedded)
