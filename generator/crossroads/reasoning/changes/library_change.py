"""What an edit does to a whole library: its decisions, checklists and evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from crossroads.model.decision import Decision
from crossroads.model.library import Checklist, Item, Library
from crossroads.reasoning.changes.decision_change import DEPTH, DecisionChange, Impact, change_of
from crossroads.reasoning.changes.space import Version
from crossroads.reasoning.changes.structure import ADVICE, NAME, WORDING, Fields, Part, each, fields_of, matched
from crossroads.reasoning.counts import oldest
from crossroads.reasoning.lower import NotLowered, TooLarge, lower

_EVIDENCE: Fields = {
    word: (word, WORDING)
    for word in ("title", "grade", "finding", "limits", "seen", "expires", "published", "authors", "publisher", "link")
}
_CHECKLIST: Fields = {
    word: (word.replace("_", "-"), WORDING)
    for word in ("title", "objective", "owner", "reviewed", "review_by", "completion", "adapted_from", "covers")
}
_ITEM: Fields = {
    "do": ("do", WORDING),
    "done": ("done", WORDING),
    "why": ("why", WORDING),
    "evidence": ("evidence", WORDING),
    "covers": ("covers", WORDING),
    "critical": ("critical", ADVICE),
    "condition": ("when", ADVICE),
}


@dataclass(frozen=True)
class Listed:
    """A checklist or an entry of evidence that differs."""

    id: str
    title: str
    status: str  # added, removed, changed
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True)
class LibraryChange:
    """Everything that differs; `broken` names, for each side, the files that cannot be computed."""

    decisions: tuple[DecisionChange, ...]  # the worst first
    checklists: tuple[Listed, ...]
    evidence: tuple[Listed, ...]
    broken: tuple[tuple[str, ...], tuple[str, ...]]
    compared: int  # decisions looked at

    @property
    def impact(self) -> Impact:
        """Give the deepest impact on any decision; checklists and evidence count as wording."""
        listed = Impact.WORDING if self.checklists or self.evidence else Impact.NONE
        found = [d.impact for d in self.decisions if d.status != "unreadable"]
        return min((*found, listed), key=DEPTH.__getitem__)

    @property
    def nothing(self) -> bool:
        """Tell that nothing changed at all."""
        return not (self.decisions or self.checklists or self.evidence)

    @property
    def failing(self) -> bool:
        """Tell whether a scenario or a claim fails that did not fail before."""
        return any(d.scenarios.now_failing or d.claims.now_failing for d in self.decisions)


def changes(old: Library, new: Library, alike: int = 0) -> LibraryChange:
    """Compare two libraries; `alike` counts decisions that were left out because their files are equal."""
    before, after = ({oldest(d): d for d in library.decisions} for library in (old, new))
    names = sorted({*before, *after, *_unread(old, before), *_unread(new, after)})
    found = [_change(name, (old, before.get(name)), (new, after.get(name))) for name in names]
    made = [d for d in found if d is not None and d.status != "same"]
    return LibraryChange(
        decisions=tuple(sorted(made, key=_worst_first)),
        checklists=tuple(_listed(old.checklists, new.checklists, oldest, _checklist)),
        evidence=tuple(_listed(old.evidence, new.evidence, lambda e: str(e.id), _entry)),
        broken=(tuple(sorted(old.broken)), tuple(sorted(new.broken))),
        compared=len(names) + alike,
    )


def _worst_first(change: DecisionChange) -> tuple[int, int, str]:
    moved = change.comparison.changed if change.comparison else 0
    return DEPTH[change.impact], -moved, change.id


def _unread(library: Library, read: dict[str, Decision]) -> list[str]:
    """Name the decisions whose files have faults."""
    return [name for name in library.broken if "/" not in name and name not in (*read, "library", "evidence")]


def _change(
    name: str, old: tuple[Library, Decision | None], new: tuple[Library, Decision | None]
) -> DecisionChange | None:
    """Compare one decision; None where its file did not change."""
    if old[1] and new[1] and old[1].id == new[1].id and old[0].digests[name] == new[0].digests[name]:
        return None
    sides = [_version(library, decision, name) for library, decision in (old, new)]
    if "unreadable" in sides:
        kept = [side if isinstance(side, Version) else None for side in sides]
        return DecisionChange(name, "unreadable", Impact.OUTCOME, kept[0], kept[1])
    one, two = (side if isinstance(side, Version) else None for side in sides)
    return change_of(two.decision.id if two else name, one, two)


def _version(library: Library, decision: Decision | None, name: str) -> Version | str | None:
    if decision is None:
        return "unreadable" if name in library.broken else None
    try:
        return Version(decision, lower(decision, library.settings.threshold("graph-nodes")).graph)
    except (NotLowered, TooLarge):
        return "unreadable"


Judge = Callable[[Any, Any], Iterable[Part]]


def _listed(old: Iterable[Any], new: Iterable[Any], key: Callable[[Any], str], judge: Judge) -> Iterable[Listed]:
    old, new = tuple(old), tuple(new)
    before, after = {key(t) for t in old}, {key(t) for t in new}
    for thing in new:
        if key(thing) not in before:
            yield Listed(str(thing.id), str(thing.title), "added")
    for thing in old:
        if key(thing) not in after:
            yield Listed(str(thing.id), str(thing.title), "removed")
    for one, two in matched(old, new, key):
        found = tuple(judge(one, two))
        if found:
            yield Listed(str(two.id), str(two.title), "changed", found)


def _entry(old: Any, new: Any) -> Iterable[Part]:
    return fields_of("evidence", str(new.id), old, new, _EVIDENCE)


def _checklist(old: Checklist, new: Checklist) -> Iterable[Part]:
    """Compare two checklists: their head, their items, and where the items stand."""
    yield from fields_of("checklist", "", old, new, _CHECKLIST)
    if old.id != new.id:
        yield Part("checklist-renamed", new.id, old.id, new.id, new.place, NAME)
    yield from each("item", old.items, new.items, oldest, _ITEM, ADVICE)
    spots = [{oldest(i): str(s.title) for s in c.sections for i in s.items} for c in (old, new)]
    yield from (_moved(item, *spots) for item in new.items if _stands_elsewhere(item, *spots))
    one, two = ([oldest(i) for i in c.items] for c in (old, new))
    if [i for i in one if i in two] != [i for i in two if i in one]:
        yield Part("item-order", "", ", ".join(one), ", ".join(two), new.place, WORDING)


def _stands_elsewhere(item: Item, old: dict[str, str], new: dict[str, str]) -> bool:
    name = oldest(item)
    return name in old and old[name] != new[name]


def _moved(item: Item, old: dict[str, str], new: dict[str, str]) -> Part:
    name = oldest(item)
    return Part("item-moved", str(item.id), old[name], new[name], item.place, WORDING)
