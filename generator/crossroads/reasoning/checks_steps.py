"""Checks of the graph: what cannot be reached, what changes nothing, what is too long or one-sided."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator

from crossroads.model.diagnostic import Diagnostic, diagnostic
from crossroads.reasoning.counts import answer_space, node_values, outcome_counts, steps
from crossroads.reasoning.subject import Subject

Check = Callable[[Subject], Iterator[Diagnostic]]


def unreachable(subject: Subject) -> Iterator[Diagnostic]:
    """Find questions and outcomes that no route leads to."""
    reached = {node.name for node in subject.graph.nodes}
    for question in subject.decision.questions:
        if question.id not in reached:
            message = f"No route leads to question “{question.id}”."
            hint = "Let an option lead to it, or delete it."
            yield diagnostic("unreachable-step", question.id.place, message, hint)
    for table in subject.decision.tables:
        if not subject.lowered.reached(str(table.id)):
            message = f"No route leads to table “{table.id}”."
            yield diagnostic("unreachable-step", table.id.place, message, "Let an option lead to it, or delete it.")
    for outcome in subject.decision.outcomes:
        if outcome.id not in reached:
            message = f"No route leads to outcome “{outcome.id}”."
            hint = "Let an option lead to it, or delete it."
            yield diagnostic("unreachable-step", outcome.id.place, message, hint)


def asked_twice(subject: Subject) -> Iterator[Diagnostic]:
    """Find questions that a route reaches with their answer at hand."""
    for question, reached_from in subject.graph.repeats:
        place = subject.decision.question(question).id.place
        message = f"A route through “{reached_from}” comes to “{question}” again, with its answer known."
        yield diagnostic("question-asked-twice", place, message, "Lead straight to the step that follows from it.")


def idle(subject: Subject) -> Iterator[Diagnostic]:
    """Find questions that no outcome depends on."""
    values = node_values(subject.graph, subject.decision)
    decides = {n.name for n in subject.graph.nodes if len({values[t] for _, t in n.edges}) > 1}
    for name in subject.graph.questions:
        if name not in decides:
            message = f"No outcome depends on the answer to “{name}”."
            place = subject.decision.question(name).id.place
            yield diagnostic("idle-question", place, message, "Leave it out, or let an answer lead elsewhere.")


def too_long(subject: Subject) -> Iterator[Diagnostic]:
    """Find decisions that ask too many questions."""
    most = steps(subject.graph).most
    limit = subject.threshold("route-warning")
    if most > limit:
        severity = "error" if most > subject.threshold("route-error") else "warning"
        place = subject.decision.places.get("questions", subject.decision.place)
        message = f"The longest route asks {most} questions; people answer up to {limit} willingly."
        hint = "Split the decision, or ask first what settles most."
        yield diagnostic("route-too-long", place, message, hint, severity)


def dominant(subject: Subject) -> Iterator[Diagnostic]:
    """Find outcomes, alone or under one title, that take almost all answers."""
    space = answer_space(subject.graph, subject.decision)
    shares: dict[str, int] = defaultdict(int)
    for name, count in outcome_counts(subject.graph, subject.decision).items():
        shares[str(subject.decision.outcome(name).title)] += count
    for outcome in subject.decision.outcomes:
        count = shares.pop(str(outcome.title), 0)
        if len(subject.graph.outcomes) > 1 and count * 100 > space * subject.threshold("dominant-percent"):
            message = f"“{outcome.title}” takes {count:,} of {space:,} answer combinations."
            hint = "Say so on the page, or ask what tells the rest apart."
            yield diagnostic("dominant-outcome", outcome.id.place, message, hint)


def never_asked(subject: Subject) -> Iterator[Diagnostic]:
    """Find warnings that hang on a question which no route to their outcome asks."""
    above = _questions_above(subject)
    for outcome in subject.decision.outcomes:
        for warning in outcome.warnings:
            for question in warning.condition.questions:
                if outcome.id in above and question not in above[outcome.id]:
                    message = f"No route to “{outcome.id}” asks “{question}”, so this warning never shows."
                    yield diagnostic(
                        "condition-never-asked", question.place, message, "Hang it on a question that is asked."
                    )


def _questions_above(subject: Subject) -> dict[str, set[str]]:
    above: list[set[str]] = [set() for _ in subject.graph.nodes]
    found: dict[str, set[str]] = defaultdict(set)
    for index, node in enumerate(subject.graph.nodes):
        if node.is_outcome:
            found[node.name] |= above[index]
        for _, target in node.edges:
            above[target] |= above[index] | {node.name}
    return found


STEP_CHECKS: tuple[Check, ...] = (unreachable, asked_twice, idle, too_long, dominant, never_asked)
