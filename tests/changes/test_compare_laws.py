"""Laws of comparing two versions, against listing every point of the common space."""

from __future__ import annotations

import copy
import itertools
from collections import Counter
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from crossroads.model.decision import Decision
from crossroads.reasoning.changes.compare import Comparison, compare
from crossroads.reasoning.changes.space import Space, Version
from crossroads.reasoning.lower import lower
from specimens import Spec, document, reached, read, specs


def version(doc: dict[str, Any]) -> Version:
    decision: Decision = read(doc)
    return Version(decision, lower(decision).graph)


def compared(old: dict[str, Any], new: dict[str, Any]) -> Comparison:
    return compare(Space(version(old), version(new)))


@st.composite
def edits(draw: st.DrawFn) -> tuple[Spec, Spec]:
    """Draw a decision and an edit of it: edges moved, options added and taken away, questions added and dropped."""
    old = draw(specs(questions=4))
    new = copy.deepcopy(old)
    for _ in range(draw(st.integers(1, 3))):
        question = draw(st.sampled_from(sorted(new)))
        options = new[question]
        kind = draw(st.sampled_from(["move", "add", "take", "put before"]))
        later = [q for q in new if q > question] + ["end0", "end9"]
        if kind == "move":
            options[draw(st.sampled_from(sorted(options)))] = draw(st.sampled_from(later))
        elif kind == "add":
            options[f"n{len(options)}"] = draw(st.sampled_from(later))
        elif kind == "take" and len(options) > 2:
            del options[draw(st.sampled_from(sorted(options)))]
        elif kind == "put before" and "fresh" not in new:
            start = next(iter(new))
            new = {"fresh": {"a": start, "b": draw(st.sampled_from([start, "end1"]))}, **new}
    return old, new


def end(spec: Spec, answers: dict[str, str]) -> str | None:
    """Walk by the book; None where an answer is needed that is not offered."""
    step: str | None = next(iter(spec))
    while step in spec:
        step = spec[step].get(answers[step])
    return step


def points(old: Spec, new: Spec) -> list[dict[str, str]]:
    asked = [(spec, q) for spec in (old, new) for q in reached(spec)]
    options: dict[str, dict[str, None]] = {}
    for spec, question in asked:
        options.setdefault(question, {}).update(dict.fromkeys(spec[question]))
    return [dict(zip(options, chosen, strict=True)) for chosen in itertools.product(*options.values())]


@given(edits())
def test_counts_and_cases_equal_listing(pair: tuple[Spec, Spec]) -> None:
    old, new = pair
    found = compared(document(old), document(new))
    every = points(old, new)
    listed = Counter((end(old, p), end(new, p)) for p in every)
    both = {k: n for k, n in listed.items() if None not in k}
    assert found.answer_space == sum(both.values())
    assert found.new_cases == sum(n for (a, b), n in listed.items() if a is None and b is not None)
    assert found.gone_cases == sum(n for (a, b), n in listed.items() if a is not None and b is None)
    assert dict(found.arrived) == {b: n for (a, b), n in listed.items() if a is None and b is not None}
    assert dict(found.left) == {a: n for (a, b), n in listed.items() if b is None and a is not None}
    assert dict(found.moved) == {k: n for k, n in both.items() if k[0] != k[1]}
    assert dict(found.kept) == {a: n for (a, b), n in both.items() if a == b}
    met: Counter[int] = Counter()
    for number, case in enumerate(found.cases):
        held = [p for p in every if all(p[q] in chosen for q, chosen in case.when.items())]
        assert len(held) == case.count
        assert {(end(old, p), end(new, p)) for p in held} == {(case.old, case.new)}
        met.update(every.index(p) for p in held)
        assert number == 0 or found.cases[number - 1].count >= case.count
    assert set(met.values()) <= {1}
    assert sum(c.count for c in found.cases) + found.rest == found.changed
    assert len(found.cases) <= 20


@given(edits())
def test_examples_end_as_they_say(pair: tuple[Spec, Spec]) -> None:
    old, new = pair
    found = compared(document(old), document(new))
    for ends, example in found.examples.items():
        answers = dict(example)
        assert (end(old, answers), end(new, answers)) == ends
    assert set(found.examples) == set(found.moved)


@given(specs())
def test_a_version_differs_nowhere_from_itself(spec: Spec) -> None:
    found = compared(document(spec), document(spec))
    assert (found.changed, found.new_cases, found.gone_cases, found.cases, found.same_route) == (0, 0, 0, (), True)


@given(edits())
def test_swapping_sides_mirrors(pair: tuple[Spec, Spec]) -> None:
    one, two = compared(*map(document, pair)), compared(*map(document, reversed(pair)))
    assert {(b, a): n for (a, b), n in one.moved.items()} == dict(two.moved)
    assert (one.new_cases, one.gone_cases) == (two.gone_cases, two.new_cases)
    assert (one.answer_space, dict(one.kept), one.same_route) == (two.answer_space, dict(two.kept), two.same_route)
    assert [c.count for c in one.cases] == [c.count for c in two.cases]


@given(edits())
def test_routes_are_the_same_exactly_where_the_same_is_asked(pair: tuple[Spec, Spec]) -> None:
    old, new = pair

    def asked(spec: Spec, answers: dict[str, str]) -> list[str]:
        step: str | None = next(iter(spec))
        found = []
        while step in spec:
            found.append(str(step))
            step = spec[step].get(answers[step])
        return found

    every = points(old, new)
    same = all(asked(old, p) == asked(new, p) for p in every)
    assert compared(document(old), document(new)).same_route is same


def bands(cuts: list[str], nexts: list[str], line: tuple[str, str] | None = None) -> dict[str, Any]:
    doc = document({"q0": {f"o{i}": n for i, n in enumerate(nexts)}})
    question = doc["questions"]["q0"]
    question["unit"] = "pages"
    for index, option in enumerate(question["options"].values()):
        if index > 0:
            option["from"] = cuts[index - 1]
        if index < len(cuts):
            option["below"] = cuts[index]
    if line:
        question |= {"min": line[0], "max": line[1]}
    return doc


def test_a_moved_cut_off_changes_the_cell_between() -> None:
    found = compared(bands(["50"], ["x", "y"]), bands(["80"], ["x", "y"]))
    assert (found.answer_space, dict(found.moved)) == (3, {("y", "x"): 1})
    assert found.cases[0].when == {"q0": ("50..80",)}


def test_a_longer_line_brings_new_cases() -> None:
    found = compared(bands(["50"], ["x", "y"], ("0", "100")), bands(["50"], ["x", "y"], ("0", "200")))
    assert (found.changed, found.new_cases, found.gone_cases) == (0, 1, 0)


@given(st.lists(st.integers(1, 30), min_size=1, max_size=4, unique=True), st.data())
def test_bands_are_compared_as_numbers_are(cuts: list[int], data: st.DataObject) -> None:
    def drawn() -> tuple[list[str], list[str]]:
        ordered = sorted(data.draw(st.lists(st.sampled_from(cuts), min_size=1, unique=True)))
        nexts = [data.draw(st.sampled_from(["x", "y", "z"])) for _ in range(len(ordered) + 1)]
        return [str(c) for c in ordered], nexts

    (one_cuts, one_nexts), (two_cuts, two_nexts) = drawn(), drawn()
    found = compared(bands(one_cuts, one_nexts), bands(two_cuts, two_nexts))
    every = sorted({int(c) for c in (*one_cuts, *two_cuts)})
    samples = [every[0] - 1, *every]  # one number of each cell

    def at(cut_offs: list[str], nexts: list[str], number: int) -> str:
        return nexts[sum(Decimal(number) >= Decimal(c) for c in cut_offs)]

    listed = Counter((at(one_cuts, one_nexts, n), at(two_cuts, two_nexts, n)) for n in samples)
    assert dict(found.moved) == {k: n for k, n in listed.items() if k[0] != k[1]}
    assert found.answer_space == len(samples)


def test_what_takes_too_many_states_is_not_analysed() -> None:
    spec: Spec = {f"q{i}": {"a": f"q{i + 1}" if i < 8 else "x", "b": "y"} for i in range(9)}
    other = {**spec, "q8": {"a": "y", "b": "x"}}
    assert not compare(Space(version(document(spec)), version(document(other))), states=3).analysed
