"""Laws of claims, influence and sensitivity, against listing every complete set of answers."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from crossroads.reasoning.claims import ClaimResult, check_claims
from crossroads.reasoning.influence import influence
from crossroads.reasoning.lower import lower
from crossroads.reasoning.sensitivity import sensitivity
from crossroads.reasoning.walk import walk
from specimens import Spec, complete, document, ends, oracle, reached, read, specs


@st.composite
def conditions(draw: st.DrawFn, spec: Spec) -> dict[str, dict[str, list[str]]]:
    """Draw `when` and `unless` on any questions, asked or not."""
    found = {}
    for part in ("when", "unless"):
        names = draw(st.lists(st.sampled_from(list(spec)), unique=True, max_size=2))
        pairs = {q: draw(st.lists(st.sampled_from(list(spec[q])), min_size=1, max_size=2, unique=True)) for q in names}
        if pairs:
            found[part] = pairs
    return found


def holds(condition: dict[str, dict[str, list[str]]], answers: dict[str, str]) -> bool:
    when = all(answers[q] in options for q, options in condition.get("when", {}).items())
    unless = condition.get("unless", {})
    return when and not (bool(unless) and all(answers[q] in options for q, options in unless.items()))


def result_of(spec: Spec, claim: dict[str, Any]) -> ClaimResult:
    decision = read(document(spec, claims=[{"says": "It holds.", **claim}]))
    return check_claims(lower(decision).graph, decision)[0]


def completion_of(spec: Spec, result: ClaimResult) -> dict[str, str]:
    """Complete a counterexample: what it does not name is free, so anything will do."""
    free = {q: next(iter(options)) for q, options in spec.items()}
    return {**free, **dict(result.unasked), **dict(result.answers)}


@given(specs(questions=4), st.data())
def test_never_always_and_only_hold_exactly_when_listing_says_so(spec: Spec, data: st.DataObject) -> None:
    condition = data.draw(conditions(spec))
    named = data.draw(st.lists(st.sampled_from(ends(spec)), unique=True, min_size=1))
    every = list(complete(spec, list(spec)))
    inside = {oracle(spec, a) for a in every if holds(condition, a)}
    outside = {oracle(spec, a) for a in every if not holds(condition, a)}
    truth = {
        "never": not inside & set(named),
        "always": inside <= set(named),
        "only": not outside & set(named),
    }
    for form, expected in truth.items():
        result = result_of(spec, {**condition, form: named})
        assert result.passed is expected, form
        if not expected:
            assert result.ends == (oracle(spec, completion_of(spec, result)),)
            assert (result.ends[0] in named) is (form != "always")


@given(specs(questions=4), st.data())
def test_counterexamples_meet_their_condition(spec: Spec, data: st.DataObject) -> None:
    condition = {k: v for k, v in data.draw(conditions(spec)).items() if k == "when"}
    result = result_of(spec, {**condition, "never": ends(spec)})
    if result.passed is False:
        assert holds(condition, completion_of(spec, result))
        asked = {a.question for a in walk(lower(read(document(spec))).graph, completion_of(spec, result)).trace}
        assert {q for q, _ in result.unasked} == set(condition.get("when", {})) - asked


@given(specs(questions=4), st.data())
def test_monotone_holds_exactly_when_listing_says_so(spec: Spec, data: st.DataObject) -> None:
    question = data.draw(st.sampled_from(list(spec)))
    order = data.draw(st.permutations(list(spec[question])))
    listed = data.draw(st.permutations(ends(spec)))[: data.draw(st.integers(1, 3))]
    condition = data.draw(conditions(spec))
    condition = {k: {q: o for q, o in v.items() if q != question} for k, v in condition.items()}
    condition = {k: v for k, v in condition.items() if v}
    rank = {name: number for number, name in enumerate(listed)}
    broken = False
    for answers in complete(spec, list(spec)):
        for less in range(len(order)):
            for more in range(less + 1, len(order)):
                one, two = {**answers, question: order[less]}, {**answers, question: order[more]}
                first, second = oracle(spec, one), oracle(spec, two)
                compared = first in rank and second in rank and holds(condition, one) and holds(condition, two)
                broken = broken or (compared and rank[second] < rank[first])
    claim = {"monotone": {"question": question, "order": order, "outcomes": listed}, **condition}
    result = result_of(spec, claim)
    assert result.passed is not broken
    if broken:
        assert result.pair is not None
        whole = completion_of(spec, result)
        assert result.ends == tuple(oracle(spec, {**whole, question: o}) for o in result.pair)


@given(specs())
def test_influence_equals_listing(spec: Spec) -> None:
    decision = read(document(spec))
    asked = reached(spec)
    every = list(complete(spec))
    for question, share in influence(lower(decision).graph, decision).items():
        changed = [a for a in every if len({oracle(spec, {**a, question: o}) for o in spec[question]}) > 1]
        assert share == Fraction(len(changed), len(every))
        assert question in asked


@given(specs(), st.data())
def test_sensitivity_equals_listing(spec: Spec, data: st.DataObject) -> None:
    graph = lower(read(document(spec))).graph
    answers = data.draw(st.sampled_from(list(complete(spec))))
    done = walk(graph, answers)
    given_answers = {a.question: a.answer for a in done.trace}
    every = list(complete(spec))
    found = sensitivity(graph, done)
    for alternative in found.alternatives:
        kept = {**given_answers, alternative.question: alternative.option}
        possible = {oracle(spec, c) for c in every if kept.items() <= c.items()}
        assert set(alternative.possible) == possible
        assert alternative.keeps is (possible == {done.outcome})
    assert len(found.alternatives) == sum(len(spec[q]) - 1 for q in given_answers)


@given(specs(), st.data())
def test_the_nearest_outcomes_need_the_fewest_changes(spec: Spec, data: st.DataObject) -> None:
    graph = lower(read(document(spec))).graph
    done = walk(graph, data.draw(st.sampled_from(list(complete(spec)))))
    given_answers = {a.question: a.answer for a in done.trace}
    fewest: dict[str, int] = {}
    for other in complete(spec):
        route = {a.question: a.answer for a in walk(graph, other).trace}
        changed = sum(route[q] != given_answers[q] for q in route if q in given_answers)
        end = oracle(spec, other)
        fewest[end] = min(changed, fewest.get(end, 99))
    found = sensitivity(graph, done)
    assert {n.outcome: len(n.changes) for n in found.nearest} == {
        end: count for end, count in fewest.items() if end != done.outcome
    }
    assert [len(n.changes) for n in found.nearest] == sorted(len(n.changes) for n in found.nearest)
    for near in found.nearest:
        assert walk(graph, {**given_answers, **dict(near.changes), **dict(near.asked)}).outcome == near.outcome
