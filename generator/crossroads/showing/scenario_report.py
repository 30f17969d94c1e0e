"""How scenarios came out, as text and as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping

from crossroads.model.decision import Decision
from crossroads.reasoning.scenarios import Coverage, Run
from crossroads.showing.report import safe

Results = Mapping[str, tuple[Decision, tuple[Run, ...], Coverage]]


def scenarios_text(results: Results) -> str:
    """Write a line for each scenario that fails, and a summary for each decision."""
    lines = []
    for name, (_, runs, covered) in results.items():
        passed = sum(r.passed for r in runs)
        taken, every = covered.options
        routes, all_routes = covered.routes
        lines.append(
            f"{name}: {passed} of {len(runs)} scenarios pass; they take {taken} of {every} options"
            f" and {routes:,} of {all_routes:,} routes."
        )
        lines += [f"  {_failure(r)}" for r in runs if not r.passed]
        lines += [f"  no scenario answers “{question}” with “{option}”" for question, option in covered.untested]
    return "\n".join(safe(line) for line in lines) or "There are no decisions to test."


def _failure(run: Run) -> str:
    trace = ", ".join(f"{a.question}={a.answer}" for a in run.walk.trace)
    if run.missing is not None:
        return f"✗ {run.scenario.name}: gives no usable answer to “{run.missing}” (after {trace or 'the start'})"
    ends = " or ".join(run.walk.possible)
    return f"✗ {run.scenario.name}: ends at {ends}, expects {run.scenario.expect} ({trace})"


def scenarios_json(results: Results) -> str:
    """Write the results as JSON (interface: `test`)."""
    data = {
        "version": 1,
        "scenarios": [
            {
                "decision": name,
                "name": str(run.scenario.name),
                "passed": run.passed,
                "expected": str(run.scenario.expect),
                "reached": list(run.walk.possible) if run.missing is None else None,
                "trace": [{"question": a.question, "answer": a.answer} for a in run.walk.trace],
            }
            for name, (_, runs, _) in results.items()
            for run in runs
        ],
        "claims": [],
        "coverage": {
            name: {"options": list(covered.options), "routes": list(covered.routes)}
            for name, (_, _, covered) in results.items()
        },
    }
    return json.dumps(data, ensure_ascii=False, indent=1)
