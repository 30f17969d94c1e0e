"""Every word that reports of changes use, and how counts are said in them."""

from __future__ import annotations

from fractions import Fraction
from types import MappingProxyType

from crossroads.reasoning.changes.structure import Part
from crossroads.showing.stats_report import percent

IMPACTS = MappingProxyType(
    {
        "outcome": "other outcome",
        "route": "other questions",
        "advice": "other advice",
        "wording": "wording",
        "none": "nothing",
    }
)
STATUSES = MappingProxyType({"added": "new", "removed": "taken away", "unreadable": "cannot be read"})
_HOW = MappingProxyType(
    {
        "added": "new {what}",
        "removed": "{what} taken away",
        "renamed": "{what} renamed",
        "order": "{what}s in another order",
        "next": "{what} leads elsewhere",
        "start": "{what} starts elsewhere",
        "changed": "{what} changed",
        "moved": "{what} in another section",
        "critical": "{what} is critical, or no longer",
    }
)


def part_words(part: Part) -> str:
    """Say what happened to a part: “new question”, “cut-off moved”, “outcome: certainty”."""
    if part.kind == "cut-off-moved":
        return "cut-off moved"
    what, _, how = part.kind.partition("-")
    return _HOW[how].format(what=what) if how in _HOW else f"{what}: {how.replace('-', ' ')}"


def number(count: int) -> str:
    """Write a whole number; one of more than fifteen digits shortened, as nobody reads them."""
    if count < 10**15:
        return f"{count:,}"
    digits = str(count)
    return f"{digits[0]}.{digits[1]} × 10^{len(digits) - 1}"


def of(count: int, every: int) -> str:
    """Say a count out of all, with its share."""
    share = f" ({percent(Fraction(count, every))})" if every else ""
    return f"{number(count)} of {number(every)}{share}"


def some(count: int, one: str, many: str) -> str:
    """Say how many."""
    return f"{number(count)} {one if count == 1 else many}"
