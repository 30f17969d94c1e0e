"""Checks of what a decision says about others: follow-ups, settling decisions, checklists, evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from crossroads.model.decision import Decision, Question
from crossroads.model.diagnostic import Diagnostic, diagnostic
from crossroads.model.place import Placed
from crossroads.reasoning.subject import Subject


def unknown_names(
    names: Iterable[Placed], known: Iterable[str], code: str, what: str, hint: str
) -> Iterator[Diagnostic]:
    """Report each name that is not known."""
    there = set(known)
    for name in names:
        if name not in there:
            yield diagnostic(code, name.place, f"There is no {what} “{name}”.", hint)


def _decisions(subject: Subject) -> set[str]:
    return {d.id for d in subject.library.decisions} | set(subject.library.broken)


def decisions(subject: Subject) -> Iterator[Diagnostic]:
    """Find follow-ups and settling decisions that do not exist."""
    decision = subject.decision
    names = [name for outcome in decision.outcomes for name in outcome.then]
    names += [q.settled_by for q in decision.questions if q.settled_by]
    if decision.retired and decision.retired.instead:
        names.append(decision.retired.instead)
    known = _decisions(subject)
    hint = f"The decisions are: {', '.join(sorted(k for k in known if '/' not in k))}."
    yield from unknown_names(names, known, "unknown-decision", "decision", hint)


def checklists(subject: Subject) -> Iterator[Diagnostic]:
    """Find checklists that do not exist."""
    known = {c.id for c in subject.library.checklists}
    known |= {b.removeprefix("checklists/") for b in subject.library.broken}
    names = [name for outcome in subject.decision.outcomes for name in outcome.checklists]
    hint = "Write it below checklists/, or name one that is there."
    yield from unknown_names(names, known, "unknown-checklist", "checklist", hint)


def cited(decision: Decision) -> Iterator[Placed]:
    """List every citation of evidence in a decision."""
    yield from decision.evidence
    for question in decision.questions:
        yield from question.evidence
        for option in question.options:
            yield from option.evidence
    for outcome in decision.outcomes:
        yield from outcome.evidence
        for warning in outcome.warnings:
            yield from warning.evidence
    for scenario in decision.scenarios:
        yield from scenario.evidence


def evidence(subject: Subject) -> Iterator[Diagnostic]:
    """Find citations of evidence that the register does not hold."""
    if "evidence" in subject.library.broken:
        return
    known = subject.library.evidence_by_id()
    hint = "Add it to evidence.yml, or cite what is there."
    yield from unknown_names(cited(subject.decision), known, "unknown-evidence", "evidence", hint)


def settled(subject: Subject) -> Iterator[Diagnostic]:
    """Find questions whose options do not take up each outcome of the settling decision exactly once."""
    others = {d.id: d for d in subject.library.decisions}
    for question in subject.decision.questions:
        other = others.get(question.settled_by or "")
        if other is not None:
            yield from _settles(question, other)
            if _leads_back(other, subject.decision.id, others):
                place = (question.settled_by or question.id).place
                message = f"“{other.id}” is itself settled by this decision: a circle."
                yield diagnostic("settled-by-mismatch", place, message, "Let one of the two stand alone.")


def _settles(question: Question, other: Decision) -> Iterator[Diagnostic]:
    stands = Counter(str(o) for option in question.options for o in option.outcomes)
    place = (question.settled_by or question.id).place
    for outcome in other.outcomes:
        count = stands.pop(str(outcome.id), 0)
        if count != 1:
            where = "in no option" if count == 0 else f"in {count} options"
            message = f"Outcome “{outcome.id}” of “{other.id}” stands {where} of “{question.id}”."
            yield diagnostic("settled-by-mismatch", place, message, "Let it stand in exactly one option's “outcomes”.")
    for name in (o for option in question.options for o in option.outcomes if str(o) in stands):
        message = f"“{other.id}” has no outcome “{name}”."
        yield diagnostic("settled-by-mismatch", name.place, message, "Name an outcome that it has.")


def _leads_back(start: Decision, target: str, others: dict[str, Decision]) -> bool:
    waiting, seen = [start.id], set[str]()
    while waiting:
        name = waiting.pop()
        if name == target:
            return True
        if name in seen or name not in others:
            continue
        seen.add(name)
        waiting.extend(str(q.settled_by) for q in others[name].questions if q.settled_by)
    return False


def differing(subject: Subject) -> Iterator[Diagnostic]:
    """Find questions that a joined decision shares under the same id, but asks differently."""
    joined = {str(t) for o in subject.decision.outcomes for t in o.then}
    joined |= {str(q.settled_by) for q in subject.decision.questions if q.settled_by}
    for other in subject.library.decisions:
        if other.id in joined and other.id != subject.decision.id:
            for question in subject.decision.questions:
                twin = other.questions_by_id.get(str(question.id))
                if twin is not None:
                    yield from _compare(question, twin, other.id)


def _compare(question: Question, twin: Question, other: str) -> Iterator[Diagnostic]:
    if {o.id for o in question.options} != {o.id for o in twin.options}:
        message = f"“{question.id}” has other options in “{other}”, where its answer is carried to."
        hint = "Give both the same options, or rename one question."
        yield diagnostic("question-differs", question.id.place, message, hint)
    elif question.ask != twin.ask:
        message = f"“{question.id}” is worded differently in “{other}”, where its answer is carried to."
        yield diagnostic("question-differs", question.id.place, message, "Ask it in the same words.", "warning")


JOIN_CHECKS: tuple[Callable[[Subject], Iterator[Diagnostic]], ...] = (
    decisions,
    checklists,
    evidence,
    settled,
    differing,
)
