"""Checks of the scenarios: those that come out wrong, stop short, or leave options untried."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from crossroads.model.decision import Decision
from crossroads.model.diagnostic import Diagnostic, diagnostic
from crossroads.reasoning.claims import ClaimResult, check_claims
from crossroads.reasoning.scenarios import Run, coverage, run_scenarios
from crossroads.reasoning.subject import Subject


def scenarios(subject: Subject) -> Iterator[Diagnostic]:
    """Run the scenarios and report those that fail or stop short, and options that none takes."""
    runs = run_scenarios(subject.graph, subject.decision)
    for run in runs:
        if not run.passed:
            yield _fails(run) if run.missing is None else _incomplete(run)
    for question, option in coverage(subject.graph, runs).untested:
        place = subject.decision.question(question).option(option).id.place
        message = f"No scenario answers “{question}” with “{option}”."
        yield diagnostic("option-never-tested", place, message, "Add a scenario that takes it.")


def _fails(run: Run) -> Diagnostic:
    ended = " or ".join(f"“{o}”" for o in run.walk.possible)
    message = f"Scenario “{run.scenario.name}” ends at {ended}, and expects {run.scenario.expect}."
    hint = "Correct the rule that leads there, or the expectation."
    return diagnostic("scenario-fails", run.scenario.expect.outcomes[0].place, message, hint)


def _incomplete(run: Run) -> Diagnostic:
    message = f"Scenario “{run.scenario.name}” gives no usable answer to “{run.missing}”, which its walk asks."
    hint = f"Add “{run.missing}” to “given”; “unknown” is an answer too."
    return diagnostic("scenario-incomplete", run.scenario.name.place, message, hint)


def claims(subject: Subject) -> Iterator[Diagnostic]:
    """Check the claims over all complete answers."""
    for result in check_claims(subject.graph, subject.decision, subject.threshold("claim-states")):
        place = result.claim.says.place
        if result.passed is None:
            message = f"Not analysed: “{result.claim.says}” takes too many states to check."
            yield diagnostic("claim-not-analysed", place, message, "Narrow it with “when”, or split the decision.")
        elif not result.passed:
            message = f"“{result.claim.says}” does not hold: {counterexample(subject.decision, result)}"
            yield diagnostic("claim-fails", place, message, "Correct the rule that leads there, or the claim.")


def counterexample(decision: Decision, result: ClaimResult) -> str:
    """Say a counterexample in words."""
    answers = _words(decision, result.answers) or "at the very start"
    unasked = _words(decision, result.unasked)
    beside = f" ({unasked}, which this walk never asks)" if unasked else ""
    if result.pair is None:
        return f"{answers}{beside} ends at “{decision.outcome(result.ends[0]).title}”."
    question = decision.question(str(result.claim.question))
    less, more = (f"“{question.option(o).label}”" for o in result.pair)
    first, second = (f"“{decision.outcome(o).title}”" for o in result.ends)
    return f"with {answers}{beside}, {less} ends at {first}, and {more} at {second}."


def _words(decision: Decision, answers: tuple[tuple[str, str], ...]) -> str:
    shown = ((decision.question(q), o) for q, o in answers)
    return ", ".join(f"{q.drawn} “{q.option(o).label}”" for q, o in shown)


SCENARIO_CHECKS: tuple[Callable[[Subject], Iterator[Diagnostic]], ...] = (scenarios, claims)
