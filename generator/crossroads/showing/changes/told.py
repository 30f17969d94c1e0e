"""A change as it is told: every id turned into its author's words, before any format is chosen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from crossroads.model.place import Place
from crossroads.reasoning.changes.cases import When
from crossroads.reasoning.changes.decision_change import DecisionChange, Impact
from crossroads.reasoning.changes.library_change import LibraryChange, Listed
from crossroads.reasoning.changes.space import Cell
from crossroads.reasoning.changes.structure import ADVICE, CASE, NAME, RULE, WORDING, Part
from crossroads.reasoning.counts import oldest, short_hash
from crossroads.showing.changes.phrases import IMPACTS, STATUSES, number, of, part_words, some

_WEIGHTS = (RULE, ADVICE, CASE, NAME, WORDING)  # what a reviewer looks at first
Where = tuple[tuple[str, tuple[str, ...]], ...]  # pairs of a question and its answers


@dataclass(frozen=True)
class ToldMove:
    """Cases that move from one piece of advice to another: what they share, and how each goes on."""

    old: str
    new: str
    count: str
    shared: Where
    cases: tuple[tuple[Where, str], ...]  # the rest of the condition, and how many answers
    example: str


@dataclass(frozen=True)
class ToldPart:
    """One part that was edited."""

    what: str
    where: str
    old: str
    new: str
    place: Place
    gone: bool


@dataclass(frozen=True)
class ToldDecision:
    """One decision that changed."""

    id: str
    title: str
    impact: str  # "other outcome", or "new"
    owner: str
    sentence: str  # what it does, in one sentence
    moved: str  # "67,392 of 5,529,600 (1 %)", or nothing
    hashes: tuple[str, str]
    fingerprint: str
    moves: tuple[ToldMove, ...]
    arrived: tuple[tuple[str, str], ...]  # where new cases end, and how many
    left: tuple[tuple[str, str], ...]  # where cases that are gone ended
    rest: str  # what the cases leave out
    parts: tuple[ToldPart, ...]
    failing: tuple[str, ...]
    passing: tuple[str, ...]


def tell(change: DecisionChange) -> ToldDecision:
    """Tell what happened to one decision."""
    decision = change.decision
    names = _Names(change)
    found = change.comparison
    return ToldDecision(
        id=change.id,
        title=str(decision.title) if decision else change.id,
        impact=STATUSES.get(change.status) or IMPACTS[change.impact],
        owner=str(decision.owner) if decision else "",
        sentence=sentence(change),
        moved="; ".join(_counts(change)),
        hashes=(_short(change.hashes[0]), _short(change.hashes[1])),
        fingerprint=change.fingerprint,
        moves=tuple(_moves(change, names)),
        arrived=tuple((names.outcome(o), number(n)) for o, n in found.arrived.items()) if found else (),
        left=tuple((names.outcome(o), number(n)) for o, n in found.left.items()) if found else (),
        rest=number(found.rest) if found and found.rest else "",
        parts=tuple(tell_part(p) for p in sorted(change.parts, key=lambda p: _WEIGHTS.index(p.weight))),
        failing=(*change.scenarios.now_failing, *change.claims.now_failing),
        passing=(*change.scenarios.now_passing, *change.claims.now_passing),
    )


def _counts(change: DecisionChange) -> Iterator[str]:
    found = change.comparison
    if found and found.changed:
        yield of(found.changed, found.answer_space)
    if found and found.new_cases:
        yield some(found.new_cases, "new case", "new cases")
    if found and found.gone_cases:
        yield some(found.gone_cases, "case gone", "cases gone")


def _short(full: str | None) -> str:
    return short_hash(full) if full else ""


def _moves(change: DecisionChange, names: _Names) -> Iterator[ToldMove]:
    """Tell the cases by where they come from and go to; what all cases of one move share is said once."""
    found = change.comparison
    if found is None:
        return
    for (old, new), count in found.moved.items():
        cases = [c for c in found.cases if (c.old, c.new) == (old, new)]
        shared = {q: o for q, o in cases[0].when.items() if all(c.when.get(q) == o for c in cases)} if cases else {}
        rest = [({q: o for q, o in c.when.items() if q not in shared}, number(c.count)) for c in cases]
        example = "; ".join(f"{names.question(q)} {names.cell(q, c)}" for q, c in found.examples[(old, new)])
        yield ToldMove(
            old=names.outcome(old),
            new=names.outcome(new),
            count=of(count, found.answer_space),
            shared=tuple(names.condition(shared)),
            cases=tuple((tuple(names.condition(when)), n) for when, n in rest),
            example=example,
        )


def tell_part(part: Part) -> ToldPart:
    """Tell one edited part."""
    return ToldPart(part_words(part), part.id, part.old or "", part.new or "", part.place, part.gone)


def sentence(change: DecisionChange) -> str:
    """Say in one sentence what an edit does to one decision."""
    found = change.comparison
    if change.status == "added":
        graph = change.new.graph if change.new else None
        asked, ends = (len(graph.questions), len(graph.outcomes)) if graph else (0, 0)
        return f"This decision is new: {some(asked, 'question', 'questions')}, {some(ends, 'outcome', 'outcomes')}."
    if change.status == "removed":
        return "This decision is gone."
    if change.status == "unreadable":
        side = "The earlier version" if change.new else "The new version"
        return f"{side} cannot be read or computed, so nothing is compared; see “crossroads check”."
    if found is None or not found.analysed:
        return "Not analysed: comparing the two versions takes too many states."
    if change.impact is Impact.OUTCOME:
        return _moved(change)
    if change.impact is Impact.ROUTE:
        return "Every answer ends where it did; other questions are asked on the way."
    if change.impact is Impact.ADVICE:
        met = of(change.advised, found.answer_space)
        return f"Every answer ends where it did; the advice there differs for {met} answer combinations."
    if change.impact is Impact.WORDING:
        return (
            f"Wording only: every answer ends where it did, by the same questions (rules {_short(change.hashes[1])})."
        )
    return "Only names, scenarios or claims differ: every answer ends where it did."


def _moved(change: DecisionChange) -> str:
    found = change.comparison
    assert found is not None  # noqa: S101 - the caller looked
    said = []
    if found.changed:
        verb = "ends" if found.changed == 1 else "end"
        said.append(f"{of(found.changed, found.answer_space)} answer combinations now {verb} elsewhere")
    if found.new_cases:
        said.append(some(found.new_cases, "case is new", "cases are new"))
    if found.gone_cases:
        said.append(some(found.gone_cases, "case is gone", "cases are gone"))
    return "; ".join(said) + "."


def headline(change: LibraryChange) -> str:
    """Say in one sentence what an edit does; nothing where nothing changed."""
    if change.nothing:
        return ""
    if len(change.decisions) == 1:
        told = tell(change.decisions[0])
        return f"“{told.title}”: {told.sentence}"
    if not change.decisions:
        return f"No decision changed; {_listed(change)}."
    count = len(change.decisions)
    words = {
        Impact.OUTCOME: "some answers now end elsewhere",
        Impact.ROUTE: "other questions are asked, and every answer ends where it did",
        Impact.ADVICE: "every answer ends where it did, and some of the advice differs",
        Impact.WORDING: "wording only: every answer ends where it did",
        Impact.NONE: "only names, scenarios or claims",
    }
    parts = []
    for status, phrase in (("added", "new"), ("removed", "gone"), ("unreadable", "cannot be read")):
        hits = sum(d.status == status for d in change.decisions)
        parts += [f"{number(hits)} {phrase}"] if hits else []
    for impact, phrase in words.items():
        hits = sum(d.status == "changed" and d.impact is impact for d in change.decisions)
        parts += [f"in {number(hits)}, {phrase}"] if hits else []
    return f"{some(count, 'decision differs', 'decisions differ')} of {number(change.compared)}: {'; '.join(parts)}."


def _listed(change: LibraryChange) -> str:
    words = []
    if change.checklists:
        words.append(some(len(change.checklists), "checklist differs", "checklists differ"))
    if change.evidence:
        words.append(some(len(change.evidence), "entry of evidence differs", "entries of evidence differ"))
    return " and ".join(words)


def listed_line(listed: Listed) -> str:
    """Say how a checklist or an entry of evidence differs."""
    status = {"added": "new", "removed": "taken away"}.get(listed.status, "changed")
    return f"{listed.title}: {status}"


def where_words(where: Where) -> str:
    """Say a condition in one line."""
    said = (f"{q}{'' if q.endswith('?') else ':'} {' or '.join(cells)}" for q, cells in where)
    return "; ".join(said)


class _Names:
    """The authors' words for ids of the common space."""

    def __init__(self, change: DecisionChange) -> None:
        self.space = change.space
        versions = [v.decision for v in (change.new, change.old) if v]
        self.questions = {oldest(q): q for d in reversed(versions) for q in d.questions}
        self.outcomes = {oldest(o): o for d in reversed(versions) for o in d.outcomes}

    def condition(self, when: When) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Say a condition: each question with the answers that it takes; long lists as what they leave out."""
        for question, cells in when.items():
            every = self.space.options[question] if self.space else cells
            left = [c for c in every if c not in cells]
            if len(left) == 1 and len(cells) > 2:
                yield self.question(question), (f"anything but {self.cell(question, left[0])}",)
            else:
                yield self.question(question), tuple(self.cell(question, c) for c in cells)

    def question(self, name: str) -> str:
        return str(self.questions[name].drawn)

    def outcome(self, name: str) -> str:
        return str(self.outcomes[name].title)

    def cell(self, question: str, name: str) -> str:
        asked = self.questions[question]
        if self.space and question in self.space.numeric:
            cell = next(c for c in self.space.cells[question] if c.id == name)
            return f"{_stretch(cell)} {asked.unit}"
        for side in (1, 0):
            option = self.space.option(side, question, Cell(name)) if self.space else None
            if option:
                return str(option.label)
        return name


def _stretch(cell: Cell) -> str:
    low = None if cell.low is None else f"{cell.low[0]:f}"
    high = None if cell.high is None else f"{cell.high[0]:f}"
    start = "" if low is None else f"{'more than' if cell.low and cell.low[1] else 'from'} {low}"
    end = "" if high is None else f"{'up to' if cell.high and cell.high[1] else 'below'} {high}"
    return " ".join(p for p in (start, end) if p) or "any"
