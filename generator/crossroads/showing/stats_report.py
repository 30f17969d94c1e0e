"""Figures about decisions, as text and as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from crossroads.model.decision import Decision
from crossroads.reasoning.counts import short_hash
from crossroads.reasoning.statistics import Statistics
from crossroads.showing.report import safe

Figures = Mapping[str, tuple[Decision, Statistics]]


def percent(share: Fraction) -> str:
    """Say a share: whole per cents, and no zero that is not one."""
    if share == 0:
        return "0 %"
    if share < Fraction(1, 100):
        return "under 1 %"
    if Fraction(99, 100) < share < 1:
        return "over 99 %"
    return f"{round(share * 100)} %"


def stats_json(figures: Figures) -> str:
    """Write figures as JSON (interface: `stats`); whole numbers and fractions are exact."""
    data = {"version": 1, "decisions": {name: _record(s) for name, (_, s) in figures.items()}}
    return json.dumps(data, ensure_ascii=False, indent=1)


def _record(s: Statistics) -> dict[str, Any]:
    return {
        "hash": s.hash,
        "questions": s.questions,
        "outcomes": s.outcomes,
        "nodes": s.nodes,
        "answer_space": s.answer_space,
        "routes": s.routes,
        "steps": {"fewest": s.steps.fewest, "most": s.steps.most, "expected": _fraction(s.steps.expected)},
        "shares": {name: {"count": count, "share": _fraction(s.share(name))} for name, count in s.counts.items()},
        "influence": {q: None if share is None else _fraction(share) for q, share in s.influence.items()},
        "orders": s.orders,
    }


def _fraction(value: Fraction) -> str:
    return f"{value.numerator}/{value.denominator}"


def stats_text(figures: Figures) -> str:
    """Write figures for people."""
    return "\n\n".join(_one(name, d, s) for name, (d, s) in figures.items()) or "There are no decisions to count."


def _weight(share: Fraction | None) -> Fraction:
    """Put what is not analysed before everything else."""
    return Fraction(2) if share is None else share


def _one(name: str, decision: Decision, s: Statistics) -> str:
    walk = f"{s.steps.fewest} to {s.steps.most}" if s.steps.fewest != s.steps.most else f"{s.steps.most}"
    lines = [
        f"{name} ({short_hash(s.hash)})",
        f"  {s.questions} questions, {s.outcomes} outcomes, {s.nodes} nodes, {s.routes:,} routes",
        f"  {s.answer_space:,} answer combinations",
        f"  a walk asks {walk} questions, {float(s.steps.expected):.2f} to be expected",
        *(f"  table {table}: shortest order, {how}" for table, how in s.orders.items()),
        "  outcomes, by their share of all answer combinations:",
    ]
    for outcome in sorted(s.counts, key=lambda o: (-s.counts[o], o)):
        lines.append(f"    {percent(s.share(outcome)):>10}  {decision.outcome(outcome).title} ({outcome})")
    lines.append("  questions, by how often another answer alone changes the outcome:")
    for question, share in sorted(s.influence.items(), key=lambda pair: (-_weight(pair[1]), pair[0])):
        shown = "not analysed" if share is None else percent(share)
        lines.append(f"    {shown:>12}  {decision.question(question).drawn} ({question})")
    return "\n".join(safe(line) for line in lines)
