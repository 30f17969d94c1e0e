"""Checks of what readers see: labels, lengths, equal detail, evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from crossroads.model.decision import Outcome, Question
from crossroads.model.diagnostic import Diagnostic, diagnostic
from crossroads.model.place import Placed
from crossroads.reasoning.readability import reading_grade
from crossroads.reasoning.subject import Subject

_BARE = {"yes", "no", "y", "n", "true", "false"}


def bare(subject: Subject) -> Iterator[Diagnostic]:
    """Find options that say only yes or no."""
    for question in subject.decision.questions:
        for option in question.options:
            if option.label.strip(" .!").lower() in _BARE and option.description is None:
                message = f"“{option.label}” says nothing about what counts as it."
                hint = "Add “description:”, or a label that says it."
                yield diagnostic("bare-yes-no", option.label.place, message, hint)


def same_label(subject: Subject) -> Iterator[Diagnostic]:
    """Find options of one question that readers cannot tell apart."""
    for question in subject.decision.questions:
        seen: dict[str, Placed] = {}
        for option in question.options:
            first = seen.setdefault(option.label.strip().lower(), option.label)
            if first is not option.label:
                message = f"“{option.label}” is already a label of this question, on line {first.place.line}."
                yield diagnostic("duplicate-option", option.label.place, message, "Say what tells them apart.")


def lengths(subject: Subject) -> Iterator[Diagnostic]:
    """Find texts that are longer than people read."""
    decision = subject.decision
    texts: list[tuple[str, Placed | None]] = [("title", decision.title)]
    for question in decision.questions:
        texts.append(("ask", question.ask))
        for option in question.options:
            texts += [("label", option.label), ("description", option.description)]
    texts += [("title", outcome.title) for outcome in decision.outcomes]
    for kind, text in texts:
        limit = subject.threshold(f"{kind}-characters")
        if text is not None and len(text) > limit:
            message = f"“{kind}” has {len(text)} characters; people take in {limit}."
            yield diagnostic("text-too-long", text.place, message, "Shorten it; put the rest into help or rationale.")


def cites_nothing(subject: Subject) -> Iterator[Diagnostic]:
    """Find questions and outcomes that rest on no evidence."""
    things: tuple[tuple[str, Question | Outcome], ...] = (
        *(("Question", q) for q in subject.decision.questions),
        *(("Outcome", o) for o in subject.decision.outcomes),
    )
    for kind, thing in things:
        if not thing.evidence:
            message = f"{kind} “{thing.id}” cites no evidence."
            hint = "Add “evidence: […]”, or “allow: {missing-evidence: why}”."
            yield diagnostic("missing-evidence", thing.id.place, message, hint)


def hard(subject: Subject) -> Iterator[Diagnostic]:
    """Find questions that are hard to read; in other languages than English nothing is said."""
    settings = subject.library.settings
    if settings.lang.split("-")[0].lower() != "en":
        return
    limit, terms = subject.threshold("reading-grade"), [str(term) for term, _ in settings.terms]
    for question in subject.decision.questions:
        grade = reading_grade(question.ask, terms)
        if grade is not None and grade > limit + 0.5:
            message = f"“{question.ask}” reads at grade {grade:.0f}; the limit is {limit}."
            hint = "Use shorter words and sentences, or explain a term in “terms” of library.yml."
            yield diagnostic("hard-to-read", question.ask.place, message, hint)


def _detail(outcome: Outcome) -> int:
    return sum(len(t) for t in (*outcome.benefits, *outcome.drawbacks))


def unequal(subject: Subject) -> Iterator[Diagnostic]:
    """Find outcomes that are argued at greater length than others."""
    outcomes = subject.decision.outcomes
    for name in ("benefits", "drawbacks"):
        sizes = {o.id: len(getattr(o, name)) for o in outcomes}
        least, most = min(sizes, key=lambda k: sizes[k]), max(sizes, key=lambda k: sizes[k])
        if sizes[most] - sizes[least] > 1:
            message = f"“{least}” lists {sizes[least]} {name}, “{most}” {sizes[most]}."
            hint = "Let the numbers differ by one at most, so that readers can compare."
            yield diagnostic("unequal-detail", least.place, message, hint)
    shortest, longest = min(outcomes, key=_detail), max(outcomes, key=_detail)
    if _detail(longest) * 100 > _detail(shortest) * subject.threshold("detail-percent"):
        message = (
            f"“{shortest.id}” has {_detail(shortest)} characters of benefits and drawbacks, "
            f"“{longest.id}” {_detail(longest)}."
        )
        hint = "Bring them to within half as much again, so that length does not argue."
        yield diagnostic("unequal-detail", shortest.id.place, message, hint)


TEXT_CHECKS: tuple[Callable[[Subject], Iterator[Diagnostic]], ...] = (
    bare,
    same_label,
    lengths,
    cites_nothing,
    hard,
    unequal,
)
