"""How scenarios came out, as text and as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from crossroads.model.decision import Decision
from crossroads.reasoning.checks_scenarios import counterexample
from crossroads.reasoning.claims import ClaimResult
from crossroads.reasoning.scenarios import Coverage, Run
from crossroads.showing.report import safe


@dataclass(frozen=True)
class Result:
    """How one decision came out."""

    decision: Decision
    runs: tuple[Run, ...]
    covered: Coverage
    claims: tuple[ClaimResult, ...]

    @property
    def failed(self) -> bool:
        """Tell whether a scenario or a claim failed."""
        return any(not r.passed for r in self.runs) or any(c.passed is False for c in self.claims)


Results = Mapping[str, Result]


def scenarios_text(results: Results) -> str:
    """Write a line for each scenario that fails, and a summary for each decision."""
    lines = []
    for name, result in results.items():
        runs, covered = result.runs, result.covered
        passed = sum(r.passed for r in runs)
        taken, every = covered.options
        routes, all_routes = covered.routes
        lines.append(
            f"{name}: {passed} of {len(runs)} scenarios pass; they take {taken} of {every} options"
            f" and {routes:,} of {all_routes:,} routes."
        )
        lines += [f"  {_failure(r)}" for r in runs if not r.passed]
        lines += [f"  {_claim(result.decision, c)}" for c in result.claims]
        lines += [f"  no scenario answers “{question}” with “{option}”" for question, option in covered.untested]
    return "\n".join(safe(line) for line in lines) or "There are no decisions to test."


def _failure(run: Run) -> str:
    trace = ", ".join(f"{a.question}={a.answer}" for a in run.walk.trace)
    if run.missing is not None:
        return f"✗ {run.scenario.name}: gives no usable answer to “{run.missing}” (after {trace or 'the start'})"
    ends = " or ".join(run.walk.possible)
    return f"✗ {run.scenario.name}: ends at {ends}, expects {run.scenario.expect} ({trace})"


def _claim(decision: Decision, result: ClaimResult) -> str:
    if result.passed is None:
        return f"? not analysed: {result.claim.says}"
    if result.passed:
        return f"✓ {result.claim.says}"
    return f"✗ {result.claim.says} Not so: {counterexample(decision, result)}"


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
            for name, result in results.items()
            for run in result.runs
        ],
        "claims": [
            {
                "decision": name,
                "says": str(claim.claim.says),
                "passed": claim.passed,
                "counterexample": counterexample(result.decision, claim) if claim.passed is False else None,
            }
            for name, result in results.items()
            for claim in result.claims
        ],
        "coverage": {
            name: {"options": list(result.covered.options), "routes": list(result.covered.routes)}
            for name, result in results.items()
        },
    }
    return json.dumps(data, ensure_ascii=False, indent=1)
