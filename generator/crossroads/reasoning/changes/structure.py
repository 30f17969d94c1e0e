"""What an edit touched in the files: parts added, removed, renamed and changed, each with its place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from crossroads.model.decision import (
    Claim,
    Decision,
    Option,
    Outcome,
    Question,
    Rule,
    Scenario,
    Table,
)
from crossroads.model.place import Place, Placed
from crossroads.reasoning.changes.texts import text_of
from crossroads.reasoning.counts import oldest

RULE, ADVICE, WORDING, NAME, CASE = "rule", "advice", "wording", "name", "case"


@dataclass(frozen=True)
class Part:
    """One part that differs: `kind` says what and how, `weight` what it bears on."""

    kind: str  # "question-added", "option-renamed", "cut-off-moved", "outcome-certainty"
    id: str  # "size", "size.large", "combine#3"
    old: str | None
    new: str | None
    place: Place  # in the new version where the part is there, else in the old one
    weight: str
    gone: bool = False  # the place is in the old version


Matched = tuple[Any, Any]
Fields = dict[str, tuple[str, str]]  # attribute -> word, weight

_QUESTION: Fields = {
    "ask": ("ask", WORDING),
    "short": ("short", WORDING),
    "hint": ("hint", WORDING),
    "help": ("help", WORDING),
    "rationale": ("rationale", WORDING),
    "evidence": ("evidence", WORDING),
    "covers": ("covers", WORDING),
    "unit": ("unit", WORDING),
    "minimum": ("min", RULE),
    "maximum": ("max", RULE),
    "unsure": ("unsure", WORDING),
    "unsure_offered": ("unsure", WORDING),
    "unsure_because": ("unsure-because", WORDING),
    "settled_by": ("settled-by", WORDING),
    "allow": ("allow", WORDING),
}
_OPTION: Fields = {
    "label": ("label", WORDING),
    "description": ("description", WORDING),
    "rationale": ("rationale", WORDING),
    "evidence": ("evidence", WORDING),
    "covers": ("covers", WORDING),
    "outcomes": ("outcomes", WORDING),
}
_TABLE: Fields = {
    "title": ("title", WORDING),
    "rationale": ("rationale", WORDING),
    "evidence": ("evidence", WORDING),
    "covers": ("covers", WORDING),
    "allow": ("allow", WORDING),
    "asks": ("asks", RULE),
    "hit": ("hit", RULE),
    "order": ("order", RULE),
}
_OUTCOME: Fields = {
    "title": ("title", WORDING),
    "kind": ("kind", ADVICE),
    "summary": ("summary", WORDING),
    "rationale": ("rationale", WORDING),
    "benefits": ("benefits", WORDING),
    "drawbacks": ("drawbacks", WORDING),
    "next_steps": ("next-steps", ADVICE),
    "revisit_when": ("revisit-when", WORDING),
    "warnings": ("warnings", ADVICE),
    "certainty": ("certainty", ADVICE),
    "strength": ("strength", ADVICE),
    "evidence": ("evidence", WORDING),
    "covers": ("covers", WORDING),
    "checklists": ("checklists", ADVICE),
    "then": ("then", ADVICE),
    "allow": ("allow", WORDING),
}
_HEAD: Fields = {
    "title": ("title", WORDING),
    "summary": ("summary", WORDING),
    "audience": ("audience", WORDING),
    "have_at_hand": ("have-at-hand", WORDING),
    "owner": ("owner", WORDING),
    "reviewed": ("reviewed", WORDING),
    "review_by": ("review-by", WORDING),
    "evidence": ("evidence", WORDING),
    "covers": ("covers", WORDING),
    "allow": ("allow", WORDING),
    "retired": ("retired", ADVICE),
}


def parts(old: Decision, new: Decision) -> tuple[Part, ...]:
    """List every part of a decision that differs, in the order of the file's kinds."""
    steps = _canonical_steps(old), _canonical_steps(new)
    return (
        *_head(old, new, steps),
        *_questions(old, new, steps),
        *_tables(old, new, steps),
        *each("outcome", old.outcomes, new.outcomes, oldest, _OUTCOME),
        *_order("outcome", old.outcomes, new.outcomes, new.place),
        *each("scenario", old.scenarios, new.scenarios, lambda s: str(s.name), _SCENARIO, CASE),
        *each("claim", old.claims, new.claims, lambda c: str(c.says), _CLAIM, CASE),
    )


_SCENARIO: Fields = {
    "given": ("given", CASE),
    "expect": ("expect", CASE),
    "evidence": ("evidence", CASE),
    "note": ("note", CASE),
}
_CLAIM: Fields = {
    "form": ("form", CASE),
    "outcomes": ("outcomes", CASE),
    "condition": ("when", CASE),
    "question": ("question", CASE),
    "order": ("order", CASE),
}
Steps = dict[str, str]  # id of a step -> its oldest id


def _canonical_steps(decision: Decision) -> Steps:
    named: list[Question | Outcome] = [*decision.questions, *decision.outcomes]
    return {str(s.id): oldest(s) for s in named}


def _head(old: Decision, new: Decision, steps: tuple[Steps, Steps]) -> Iterator[Part]:
    yield from fields_of("decision", "", old, new, _HEAD)
    if old.id != new.id:
        yield Part("decision-renamed", new.id, old.id, new.id, new.place, NAME)
    if steps[0].get(old.start, old.start) != steps[1].get(new.start, new.start):
        yield Part("decision-start", "", str(old.start), str(new.start), new.start.place, RULE)


def _questions(old: Decision, new: Decision, steps: tuple[Steps, Steps]) -> Iterator[Part]:
    yield from each("question", old.questions, new.questions, oldest, _QUESTION)
    yield from _order("question", old.questions, new.questions, new.place)
    for one, two in matched(old.questions, new.questions, oldest):
        name = str(two.id)
        yield from each("option", one.options, two.options, oldest, _OPTION, prefix=f"{name}.")
        yield from _order("option", one.options, two.options, two.place, name)
        for first, second in matched(one.options, two.options, oldest):
            yield from _option_rule(f"{name}.{second.id}", first, second, steps)


def _option_rule(name: str, old: Option, new: Option, steps: tuple[Steps, Steps]) -> Iterator[Part]:
    before, after = steps[0].get(old.next or "", old.next), steps[1].get(new.next or "", new.next)
    if before != after:
        place = new.next.place if new.next else new.place
        yield Part("option-next", name, text_of(old.next), text_of(new.next), place, RULE)
    if old.band != new.band:
        yield Part("cut-off-moved", name, text_of(old.band), text_of(new.band), new.place, RULE)


def _tables(old: Decision, new: Decision, steps: tuple[Steps, Steps]) -> Iterator[Part]:
    yield from each("table", old.tables, new.tables, lambda t: str(t.id), _TABLE, RULE)
    for one, two in matched(old.tables, new.tables, lambda t: str(t.id)):
        yield from _rules(one, two)


def _rules(old: Table, new: Table) -> Iterator[Part]:
    """Compare rules as a list: they have no ids, and their order decides."""
    before, after = ([_rule_text(r) for r in t.rules] for t in (old, new))
    for op, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if op == "equal":
            yield from (p for i, j in zip(range(a, b), range(c, d), strict=True) for p in _rule_words(new, old, i, j))
            continue
        for number in range(max(b - a, d - c)):
            first = old.rules[a + number] if a + number < b else None
            second = new.rules[c + number] if c + number < d else None
            yield _rule(new, first, second, (c if second else a) + number + 1)


def _rule_words(new: Table, old: Table, before: int, after: int) -> Iterator[Part]:
    fields: Fields = {k: (k, WORDING) for k in ("rationale", "evidence", "covers")}
    yield from fields_of("rule", f"{new.id}#{after + 1}", old.rules[before], new.rules[after], fields)


def _rule(table: Table, old: Rule | None, new: Rule | None, number: int) -> Part:
    kind = "rule-changed" if old and new else "rule-added" if new else "rule-removed"
    stands = new or old
    place = stands.place if stands else table.place
    texts = (_rule_text(old) if old else None, _rule_text(new) if new else None)
    return Part(kind, f"{table.id}#{number}", *texts, place, RULE, gone=new is None)


def _rule_text(rule: Rule) -> str:
    return f"{text_of(rule.condition) or 'otherwise'} → {rule.next}"


Key = Callable[[Any], str]


def matched(old: Iterable[Any], new: Iterable[Any], key: Key) -> Iterator[Matched]:
    before = {key(thing): thing for thing in old}
    return ((before[key(thing)], thing) for thing in new if key(thing) in before)


def each(
    what: str, old: Iterable[Any], new: Iterable[Any], key: Key, fields: Fields, weight: str = RULE, prefix: str = ""
) -> Iterator[Part]:
    """Compare things with ids: those that came, went, were renamed, or differ in a field."""
    old, new = tuple(old), tuple(new)
    before, after = {key(t) for t in old}, {key(t) for t in new}
    for thing in new:
        if key(thing) not in before:
            yield Part(f"{what}-added", prefix + _id(thing), None, _title(thing), thing.place, weight)
    for thing in old:
        if key(thing) not in after:
            yield Part(f"{what}-removed", prefix + _id(thing), _title(thing), None, thing.place, weight, gone=True)
    for one, two in matched(old, new, key):
        if _id(one) != _id(two):
            yield Part(f"{what}-renamed", prefix + _id(two), _id(one), _id(two), two.place, NAME)
        yield from fields_of(what, prefix + _id(two), one, two, fields)


def fields_of(what: str, name: str, old: Any, new: Any, fields: Fields) -> Iterator[Part]:
    for attribute, (word, weight) in fields.items():
        one, two = getattr(old, attribute), getattr(new, attribute)
        if one != two and text_of(one) != text_of(two):
            place = two.place if isinstance(two, Placed) else new.place
            yield Part(f"{what}-{word}", name, text_of(one), text_of(two), place, weight)


def _order(what: str, old: Iterable[Any], new: Iterable[Any], place: Place, name: str = "") -> Iterator[Part]:
    """Tell whether things that stand in both versions stand in another order."""
    before, after = [oldest(t) for t in old], [oldest(t) for t in new]
    one, two = [t for t in before if t in after], [t for t in after if t in before]
    if one != two:
        yield Part(f"{what}-order", name, ", ".join(one), ", ".join(two), place, WORDING)


def _id(thing: Any) -> str:
    if isinstance(thing, Scenario):
        return str(thing.name)
    return str(thing.says if isinstance(thing, Claim) else thing.id)


def _title(thing: Any) -> str:
    """Say a thing in its author's words."""
    words = ("ask", "label", "title", "name", "says", "do")
    return next((str(getattr(thing, w)) for w in words if getattr(thing, w, None)), _id(thing))
