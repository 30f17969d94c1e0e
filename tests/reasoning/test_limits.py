"""Sizes: what is large is counted exactly, what is hostile ends in a diagnostic, and nothing recurses."""

from __future__ import annotations

import json
import random
from datetime import date
from fractions import Fraction
from typing import Any

from crossroads.reading.library import read_library
from crossroads.reasoning.claims import check_claims
from crossroads.reasoning.counts import answer_space, outcome_counts, steps
from crossroads.reasoning.judge import judge
from crossroads.reasoning.lower import lower
from crossroads.reasoning.statistics import statistics
from crossroads.reasoning.walk import walk
from specimens import Spec, document, outcome, read

TODAY = date(2026, 11, 22)


def chain(length: int) -> Spec:
    """Make a decision that asks its questions one after the other."""
    spec: Spec = {}
    for index in range(length):
        after = f"q{index + 1}" if index + 1 < length else "end1"
        spec[f"q{index}"] = {"a": after, "b": "end0"}
    return spec


def test_a_deep_decision_breaks_nothing() -> None:
    decision = read(document(chain(2000)))
    lowered = lower(decision)
    found = statistics(decision, lowered)
    assert found.routes == 2001
    assert found.answer_space == 2**2000
    assert found.counts == {"end1": 1, "end0": 2**2000 - 1}
    answers = {f"q{i}": "a" for i in range(2000)}
    assert walk(lowered.graph, answers).outcome == "end1"


def lattice(width: int) -> Spec:
    """Make a decision whose questions join again and again: 2^width routes over few nodes."""
    spec: Spec = {}
    for index in range(width):
        after = f"q{index + 1}" if index + 1 < width else "end"
        spec[f"q{index}"] = {"a": f"p{index}", "b": after, "c": "stop"}
        spec[f"p{index}"] = {"a": after, "b": after}
    return spec


def test_more_than_ten_to_the_eighteen_combinations_are_counted_exactly() -> None:
    decision = read(document(lattice(30)))
    graph = lower(decision).graph
    space = 2**30 * 3**30
    assert answer_space(graph, decision) == space > 10**18
    assert outcome_counts(graph, decision)["end"] == space // 3**30 * 2**30
    assert statistics(decision, lower(decision)).influence["p0"] == 0
    assert steps(graph).fewest == 1


def table_document(rules: list[dict[str, Any]], questions: int, options: int) -> dict[str, Any]:
    names = [f"q{i}" for i in range(questions)]
    asked = {
        q: {"ask": f"{q}?", "rationale": "r", "options": {f"o{o}": {"label": f"o{o}"} for o in range(options)}}
        for q in names
    }
    base = document({"x": {"a": "end0", "b": "end1"}})
    table = {"asks": names, "rules": rules}
    ends = {name: outcome(title=name) for name in sorted({r["next"] for r in rules})}
    return {**base, "start": "t", "questions": asked, "tables": {"t": table}, "outcomes": ends}


def codes(doc: dict[str, Any]) -> set[str]:
    reading = read_library({"d.yml": json.dumps(doc).encode()})
    assert reading.diagnostics == ()
    return {d.code for d in judge(reading.library, TODAY).diagnostics}


def test_a_table_of_729_rules_over_six_questions() -> None:
    rules = []
    for number in range(729):
        digits = [(number // 3**i) % 3 for i in range(6)]
        rules.append({"when": {f"q{i}": f"o{d}" for i, d in enumerate(digits)}, "next": f"end{sum(digits) % 4}"})
    decision = read(table_document(rules, 6, 3))
    counts = outcome_counts(lower(decision).graph, decision)
    assert sum(counts.values()) == 729
    assert lower(decision).noticed == ()


def test_a_table_that_unfolds_too_far_is_told_and_not_unfolded() -> None:
    chance = random.Random(5)  # noqa: S311
    rules: list[dict[str, Any]] = []
    for number in range(400):
        chosen = chance.sample(range(30), 3)
        rules.append({"when": {f"q{i}": f"o{chance.randrange(2)}" for i in chosen}, "next": f"end{number % 7}"})
    rules.append({"next": "end0"})
    assert "too-large" in codes(table_document(rules, 30, 2))


def tangled(count: int) -> dict[str, Any]:
    """Write two tables that look at the same questions in pairs of their own; the first answer chooses the table.

    Each is small by itself. Compared with each other they take every combination of the answers.
    """
    names = [f"q{i}" for i in range(count)]
    options = {"a": {"label": "a"}, "b": {"label": "b"}}
    asked: dict[str, Any] = {q: {"ask": f"{q}?", "rationale": "r", "options": options} for q in names}
    first = {"a": {"label": "a", "next": "near"}, "b": {"label": "b", "next": "far"}}
    asked["first"] = {"ask": "first?", "rationale": "r", "options": first}
    near = list(zip(names[::2], names[1::2], strict=True))
    far = list(zip(names[: count // 2], names[count // 2 :], strict=True))

    def table(pairs: list[tuple[str, str]]) -> dict[str, Any]:
        rules: list[dict[str, Any]] = [{"when": {p: "a", q: "a"}, "next": "end0"} for p, q in pairs]
        return {"asks": [name for pair in pairs for name in pair], "rules": [*rules, {"next": "end1"}]}

    order = {"question": "first", "order": ["a", "b"], "outcomes": ["end0", "end0"]}
    claim = {"says": "It never matters.", "monotone": order}
    base = document({"x": {"a": "end0", "b": "end1"}})
    tables = {"near": table(near), "far": table(far)}
    return {**base, "start": "first", "questions": asked, "tables": tables, "claims": [claim]}


def test_a_claim_that_takes_too_many_states_is_not_analysed_and_never_called_fine() -> None:
    doc = tangled(40)
    decision = read(doc)
    assert [r.passed for r in check_claims(lower(decision).graph, decision)] == [None]
    assert "claim-not-analysed" in codes(doc)


def test_an_influence_that_takes_too_many_states_is_not_analysed() -> None:
    decision = read({**tangled(40), "claims": []})
    assert statistics(decision, lower(decision)).influence["first"] is None


def test_expected_steps_are_exact_fractions() -> None:
    assert steps(lower(read(document(chain(3)))).graph).expected == Fraction(7, 4)
