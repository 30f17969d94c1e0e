"""Run scenarios, and see which options and routes they take."""

from __future__ import annotations

from dataclasses import dataclass

from crossroads.model.decision import UNKNOWN, Decision, Scenario
from crossroads.reasoning.counts import route_counts
from crossroads.reasoning.graph import Graph
from crossroads.reasoning.walk import Walk, option_for, walk


@dataclass(frozen=True)
class Run:
    """One scenario as it came out; `missing` is the question it leaves open."""

    scenario: Scenario
    walk: Walk
    passed: bool
    missing: str | None


@dataclass(frozen=True)
class Coverage:
    """How much of a decision its scenarios take, as (taken, all)."""

    options: tuple[int, int]
    routes: tuple[int, int]
    untested: tuple[tuple[str, str], ...]  # (question, option)


def run_scenario(graph: Graph, decision: Decision, scenario: Scenario) -> Run:
    """Walk one scenario and compare with what it expects."""
    answers = {str(q): option_for(decision, q, a) or "" for q, a in scenario.given}
    done = walk(graph, answers)
    expected = {str(o) for o in scenario.expect.outcomes}
    form = scenario.expect.form
    if form == "possible":
        return Run(scenario, done, set(done.possible) == expected and done.ask_next is None, done.ask_next)
    if done.ask_next is not None:
        return Run(scenario, done, False, done.ask_next)
    if form == "not":
        return Run(scenario, done, not expected & set(done.possible), None)
    return Run(scenario, done, set(done.possible) <= expected, None)


def run_scenarios(graph: Graph, decision: Decision) -> tuple[Run, ...]:
    """Run every scenario of a decision."""
    return tuple(run_scenario(graph, decision, s) for s in decision.scenarios)


def coverage(graph: Graph, runs: tuple[Run, ...]) -> Coverage:
    """Count the options and the routes that scenarios with known answers take."""
    every = [(n.name, option) for n in graph.nodes for option, _ in n.edges]
    all_options = tuple(dict.fromkeys(every))
    taken = {(a.question, a.answer) for run in runs for a in run.walk.trace if a.answer != UNKNOWN}
    routes = {tuple((a.node, a.answer) for a in r.walk.trace) for r in runs if r.walk.outcome is not None}
    known = {r for r in routes if all(answer != UNKNOWN for _, answer in r)}
    untested = tuple(pair for pair in all_options if pair not in taken)
    options = (len(all_options) - len(untested), len(all_options))
    return Coverage(options, (len(known), route_counts(graph)[0]), untested)
