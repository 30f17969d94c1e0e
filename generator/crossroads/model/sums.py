"""Worked sums: inputs with their sources, and results whose formulas anybody can follow."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from crossroads.model.place import Markdown, Place, Placed


@dataclass(frozen=True, kw_only=True)
class Input:
    """A number that goes in: where it comes from, and when it was seen. Several values make columns."""

    id: Placed
    label: Placed
    values: tuple[Decimal, ...]
    unit: Placed | None = None
    note: Placed | None = None
    seen: date | None = None
    evidence: tuple[Placed, ...] = ()
    place: Place


@dataclass(frozen=True, kw_only=True)
class Result:
    """A number that comes out: its formula as written, in words, and in the order of computing."""

    id: Placed
    label: Placed
    formula: Placed
    words: tuple[str, ...]  # numbers, ids, operators and brackets as they stand
    program: tuple[str, ...]  # the same in postfix order, without brackets
    unit: Placed | None = None
    to: Decimal = Decimal(1)  # results are shown to a multiple of this
    otherwise: Placed | None = None  # shown where the result is not a positive number
    place: Place


@dataclass(frozen=True, kw_only=True)
class Sum:
    """One worked sum; at most one input varies."""

    id: str
    title: Placed
    about: Markdown
    inputs: tuple[Input, ...]
    results: tuple[Result, ...]
    says: Markdown | None = None
    place: Place

    @property
    def varies(self) -> Input | None:
        """Give the input with several values, if there is one."""
        return next((i for i in self.inputs if len(i.values) > 1), None)

    @property
    def columns(self) -> int:
        """Count the columns of results."""
        return len(self.varies.values) if self.varies else 1
