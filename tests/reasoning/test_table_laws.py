"""Laws of decision tables, against evaluating every rule for every complete set of answers."""

from __future__ import annotations

import itertools
import json
from fractions import Fraction
from functools import cache
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from crossroads.model.decision import Decision
from crossroads.model.diagnostic import Diagnostic
from crossroads.reading.library import read_library
from crossroads.reasoning.counts import behaviour_hash, outcome_counts, steps
from crossroads.reasoning.graph import Graph
from crossroads.reasoning.lower import NotLowered, lower
from crossroads.reasoning.walk import walk
from specimens import outcome

Answers = tuple[tuple[str, str], ...]
Case = dict[str, Any]  # questions: {q: options}, rules: [{when, unless, next}], hit


@st.composite
def cases(draw: st.DrawFn, most: int = 3, closed: bool = True) -> Case:
    """Draw a table over a few questions; `closed` ones end with a rule that catches the rest."""
    names = [f"q{i}" for i in range(draw(st.integers(1, most)))]
    questions = {q: [f"{q}-{o}" for o in range(draw(st.integers(2, 3)))] for q in names}

    def condition() -> dict[str, list[str]]:
        chosen = draw(st.lists(st.sampled_from(names), unique=True, max_size=2))
        return {q: draw(st.lists(st.sampled_from(questions[q]), min_size=1, max_size=2, unique=True)) for q in chosen}

    rules = []
    for _ in range(draw(st.integers(1, 5))):
        when, unless = condition(), draw(st.sampled_from([{}, {}, None]))
        unless = condition() if unless is None else {}
        if when or unless:
            rules.append({"when": when, "unless": unless, "next": draw(st.sampled_from(["x", "y", "z"]))})
    if closed or not rules:
        rules.append({"when": {}, "unless": {}, "next": draw(st.sampled_from(["x", "y", "z"]))})
    return {
        "questions": questions,
        "rules": rules,
        "hit": "first",
        "order": draw(st.sampled_from(["given", "shortest"])),
    }


def document(case: Case) -> dict[str, Any]:
    """Write a case as an author would."""
    questions = {
        q: {"ask": f"{q}?", "rationale": "r", "options": {o: {"label": o} for o in options}}
        for q, options in case["questions"].items()
    }
    rules = [
        {
            "next": r["next"],
            **({"when": r["when"]} if r["when"] else {}),
            **({"unless": r["unless"]} if r["unless"] else {}),
        }
        for r in case["rules"]
    ]
    table = {"asks": list(case["questions"]), "hit": case["hit"], "order": case["order"], "rules": rules}
    return {
        "title": "T",
        "summary": "S",
        "owner": "me",
        "reviewed": "2026-11-22",
        "review-by": "2027-05-22",
        "start": "t",
        "questions": questions,
        "tables": {"t": table},
        "outcomes": {name: outcome(title=name) for name in "xyz"},
    }


def read(case: Case) -> Decision:
    reading = read_library({"d.yml": json.dumps(document(case)).encode()})
    assert reading.diagnostics == ()
    return reading.library.decision("d")


def holding(case: Case, answers: dict[str, str]) -> list[int]:
    """List the rules that hold, by the book."""
    found = []
    for index, rule in enumerate(case["rules"]):
        when = all(answers[q] in options for q, options in rule["when"].items())
        unless = bool(rule["unless"]) and all(answers[q] in options for q, options in rule["unless"].items())
        if when and not unless:
            found.append(index)
    return found


def every(case: Case, known: dict[str, str] | None = None) -> list[dict[str, str]]:
    known = known or {}
    names = list(case["questions"])
    choices = [[known[q]] if q in known else case["questions"][q] for q in names]
    return [dict(zip(names, choice, strict=True)) for choice in itertools.product(*choices)]


def follows(case: Case, answers: dict[str, str]) -> str:
    return str(case["rules"][holding(case, answers)[0]]["next"])


def matters(case: Case, known: dict[str, str], question: str) -> bool:
    """Tell whether two completions that differ only in a question lead to different steps."""
    groups: dict[Answers, set[str]] = {}
    for answers in every(case, known):
        rest = tuple((q, o) for q, o in answers.items() if q != question)
        groups.setdefault(rest, set()).add(follows(case, answers))
    return any(len(ends) > 1 for ends in groups.values())


def graph_of(case: Case) -> Graph:
    return lower(read(case)).graph


@given(cases())
def test_every_complete_set_of_answers_ends_where_its_first_rule_says(case: Case) -> None:
    decision = read(case)
    graph = lower(decision).graph
    for answers in every(case):
        assert walk(graph, answers).outcome == follows(case, answers)
    total = len(every({**case, "questions": {q: case["questions"][q] for q in graph.questions}}))
    assert sum(outcome_counts(graph, decision).values()) == total


@given(cases())
def test_a_question_is_asked_exactly_when_it_can_still_matter(case: Case) -> None:
    case = {**case, "order": "given"}
    graph = graph_of(case)
    for answers in every(case):
        asked = [a.question for a in walk(graph, answers).trace]
        known: dict[str, str] = {}
        expected: list[str] = []
        for question in case["questions"]:
            if matters(case, known, question):
                expected.append(question)
                known[question] = answers[question]
        assert asked == expected


@given(cases())
def test_the_shortest_order_is_minimal_and_never_worse(case: Case) -> None:
    @cache
    def least(known: Answers) -> Fraction:
        open_questions = [q for q in case["questions"] if q not in dict(known) and matters(case, dict(known), q)]
        costs = []
        for question in open_questions:
            options = case["questions"][question]
            after = [least(tuple(sorted((*known, (question, o))))) for o in options]
            costs.append(1 + sum(after, Fraction(0)) / len(options))
        return min(costs, default=Fraction(0))

    shortest = steps(graph_of({**case, "order": "shortest"})).expected
    given_order = steps(graph_of({**case, "order": "given"})).expected
    assert shortest == least(())
    assert shortest <= given_order


@given(cases())
def test_the_order_of_asking_does_not_change_the_behaviour(case: Case) -> None:
    one, two = read({**case, "order": "given"}), read({**case, "order": "shortest"})
    assert behaviour_hash(lower(one).graph, one) == behaviour_hash(lower(two).graph, two)


def told(case: Case) -> list[Diagnostic]:
    try:
        return list(lower(read(case)).noticed)
    except NotLowered as error:
        return error.found


@given(cases(closed=False))
def test_a_gap_is_told_exactly_when_there_is_one(case: Case) -> None:
    gaps = [a for a in every(case) if not holding(case, a)]
    found = [d for d in told(case) if d.code == "gap"]
    assert bool(gaps) == bool(found)
    if found:
        named = {q: o for q in case["questions"] for o in case["questions"][q] if f"{q}? “{o}”" in found[0].message}
        assert any(named.items() <= gap.items() for gap in gaps)
        assert all(not holding(case, a) for a in every(case, named))


@given(cases())
def test_an_overlap_is_told_exactly_when_there_is_one(case: Case) -> None:
    named = [i for i, r in enumerate(case["rules"]) if r["when"] or r["unless"]]
    overlaps = [a for a in every(case) if len([i for i in holding(case, a) if i in named]) > 1]
    found = [d for d in told({**case, "hit": "unique"}) if d.code == "overlap"]
    assert bool(overlaps) == bool(found)


@given(cases())
def test_a_rule_is_shadowed_exactly_when_it_is_never_the_first(case: Case) -> None:
    first = {holding(case, a)[0] for a in every(case)}
    shadowed = {int(d.message.split()[1]) - 1 for d in told(case) if d.code == "shadowed-rule"}
    assert shadowed == set(range(len(case["rules"]))) - first


@given(cases(most=2), st.data())
def test_a_table_reached_from_questions_uses_their_answers(case: Case, data: st.DataObject) -> None:
    """Questions asked before the table are not asked again, and its rules are judged for those answers alone."""
    doc = document(case)
    first = next(iter(case["questions"]))
    for option in doc["questions"][first]["options"].values():
        option["next"] = data.draw(st.sampled_from(["t", "x"]))
    doc["start"] = first
    reading = read_library({"d.yml": json.dumps(doc).encode()})
    assert reading.diagnostics == ()
    graph = lower(reading.library.decision("d")).graph
    for answers in every(case):
        done = walk(graph, answers)
        straight = doc["questions"][first]["options"][answers[first]]["next"] == "x"
        assert done.outcome == ("x" if straight else follows(case, answers))
        assert [a.question for a in done.trace].count(first) == 1


@settings(max_examples=15)
@given(st.data())
def test_beyond_eight_questions_the_order_is_never_worse_than_the_given_one(data: st.DataObject) -> None:
    names = [f"q{i}" for i in range(10)]
    questions = {q: [f"{q}-0", f"{q}-1"] for q in names}
    rules = []
    for _ in range(data.draw(st.integers(4, 9))):
        chosen = data.draw(st.lists(st.sampled_from(names), unique=True, min_size=2, max_size=3))
        when = {q: [data.draw(st.sampled_from(questions[q]))] for q in chosen}
        rules.append({"when": when, "unless": {}, "next": data.draw(st.sampled_from(["x", "y", "z"]))})
    rules.append({"when": {}, "unless": {}, "next": "x"})
    case = {"questions": questions, "rules": rules, "hit": "first", "order": "shortest"}
    lowered = lower(read(case))
    assert not lowered.tables["t"].exact
    assert steps(lowered.graph).expected <= steps(graph_of({**case, "order": "given"})).expected
