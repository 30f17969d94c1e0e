"""Checks of the scenarios: those that come out wrong, stop short, or leave options untried."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from crossroads.model.diagnostic import Diagnostic, diagnostic
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


SCENARIO_CHECKS: tuple[Callable[[Subject], Iterator[Diagnostic]], ...] = (scenarios,)
