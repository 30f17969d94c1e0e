"""The points that moved, as few readable conditions: disjoint, exact, the largest first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from crossroads.reasoning.together import Ends, Same, State, Together

MOST_SHOWN = 20
MOST_KEPT = 200  # below one state; what is left out is still counted

When = Mapping[str, tuple[str, ...]]
_Rest = frozenset[tuple[str, tuple[str, ...]]]


@dataclass(frozen=True)
class Case:
    """Where some questions have one of some answers, whatever else is answered, the outcome moved."""

    when: When  # question -> cells; every question that it does not name is free
    old: str
    new: str
    count: int


@dataclass(frozen=True)
class Cases:
    """All cases that were kept, and those that are shown."""

    every: tuple[Case, ...]

    @cached_property
    def shown(self) -> tuple[Case, ...]:
        """Give the largest cases."""
        return self.every[:MOST_SHOWN]


@dataclass(frozen=True)
class _Box:
    rest: _Rest
    old: str
    new: str
    count: int


def cases(together: Together, moved: Callable[[Ends], bool], size: int, same: Same) -> Cases:
    """Collect the cases from the ends upwards: options that lead to the same condition are one condition."""
    options = together.options

    def leaf(state: State, ends: Ends) -> tuple[_Box, ...]:
        return (_Box(frozenset(), ends[0], ends[1], size),) if ends and moved(ends) else ()

    def mix(question: str, parts: list[tuple[_Box, ...]]) -> tuple[_Box, ...]:
        return _kept(_gathered(question, options[question], parts))

    boxes = _merged(together.fold(together.start(), leaf, mix, same), options)
    order = {name: number for number, name in enumerate(options)}
    made = [Case(_sorted(dict(b.rest), order, options), b.old, b.new, b.count) for b in boxes]
    return Cases(tuple(sorted(made, key=lambda c: (-c.count, len(c.when), str(sorted(c.when.items()))))))


def _sorted(when: dict[str, tuple[str, ...]], order: Mapping[str, int], options: Mapping[str, tuple[str, ...]]) -> When:
    return {q: tuple(o for o in options[q] if o in when[q]) for q in sorted(when, key=order.__getitem__)}


def _gathered(question: str, options: tuple[str, ...], parts: list[tuple[_Box, ...]]) -> list[_Box]:
    """Bring together what several options of a question lead to."""
    found: dict[tuple[_Rest, str, str], list[tuple[str, int]]] = {}
    for option, boxes in zip(options, parts, strict=True):
        for box in boxes:
            found.setdefault((box.rest, box.old, box.new), []).append((option, box.count))
    made = []
    for (rest, old, new), hits in found.items():
        count = sum(n for _, n in hits) // len(options)
        chosen = tuple(o for o, _ in hits)
        narrowed = rest if len(chosen) == len(options) else rest | {(question, chosen)}
        made.append(_Box(narrowed, old, new, count))
    return made


def _kept(boxes: list[_Box]) -> tuple[_Box, ...]:
    if len(boxes) <= MOST_KEPT:
        return tuple(boxes)
    return tuple(sorted(boxes, key=lambda b: (-b.count, len(b.rest), sorted(b.rest)))[:MOST_KEPT])


def _merged(boxes: tuple[_Box, ...], options: Mapping[str, tuple[str, ...]]) -> list[_Box]:
    """Join boxes that differ in the answers to one question alone, until none do."""
    left = list(boxes)
    joined = True
    while joined:
        joined = False
        for question in options:
            groups: dict[tuple[_Rest, str, str], list[_Box]] = {}
            for box in left:
                without = frozenset(p for p in box.rest if p[0] != question)
                groups.setdefault((without, box.old, box.new), []).append(box)
            joined = joined or any(len(g) > 1 for g in groups.values())
            left = [_joined(question, options[question], key, group) for key, group in groups.items()]
    return left


def _joined(question: str, options: tuple[str, ...], key: tuple[_Rest, str, str], group: list[_Box]) -> _Box:
    if len(group) == 1:
        return group[0]
    without, old, new = key
    named = {o for box in group for q, chosen in box.rest if q == question for o in chosen}
    chosen = tuple(o for o in options if o in named)
    rest = without if len(chosen) == len(options) else without | {(question, chosen)}
    return _Box(rest, old, new, sum(box.count for box in group))
