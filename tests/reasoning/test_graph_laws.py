"""Laws of the graph, the counts and the hash, against listing every complete set of answers."""

from __future__ import annotations

import copy
from collections import Counter
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from crossroads.reasoning.counts import (
    answer_space,
    behaviour_hash,
    outcome_counts,
    possible_sets,
    remaining,
    route_counts,
    steps,
)
from crossroads.reasoning.lower import lower
from crossroads.reasoning.walk import walk
from specimens import Spec, complete, document, oracle, reached, read, specs


@given(specs())
def test_every_complete_set_of_answers_walks_to_its_outcome(spec: Spec) -> None:
    graph = lower(read(document(spec))).graph
    for answers in complete(spec):
        done = walk(graph, answers)
        assert (done.outcome, done.ask_next) == (oracle(spec, answers), None)


@given(specs())
def test_counts_equal_listing(spec: Spec) -> None:
    decision = read(document(spec))
    graph = lower(decision).graph
    listed = Counter(oracle(spec, answers) for answers in complete(spec))
    assert outcome_counts(graph, decision) == dict(listed)
    assert answer_space(graph, decision) == sum(listed.values())


def routes(spec: Spec, step: str) -> list[int]:
    """List the lengths of all routes from a step."""
    if step not in spec:
        return [0]
    return [1 + length for target in spec[step].values() for length in routes(spec, target)]


@given(specs())
def test_routes_and_steps_equal_listing(spec: Spec) -> None:
    graph = lower(read(document(spec))).graph
    lengths = routes(spec, next(iter(spec)))
    asked = steps(graph)
    assert route_counts(graph)[0] == len(lengths)
    assert (asked.fewest, asked.most) == (min(lengths), max(lengths))
    assert remaining(graph)[0].most == max(lengths)
    every = list(complete(spec))
    assert asked.expected == Fraction(sum(len(walk(graph, a).trace) for a in every), len(every))


@given(specs())
def test_nodes_stand_before_what_they_lead_to_and_are_shared(spec: Spec) -> None:
    graph = lower(read(document(spec))).graph
    assert all(index < target for index, node in enumerate(graph.nodes) for _, target in node.edges)
    assert len(set(graph.nodes)) == len(graph.nodes)
    assert len(set(graph.anchors)) == len(graph.anchors)
    assert set(graph.questions) == set(reached(spec))


@given(specs(), st.data())
def test_unknown_answers_leave_exactly_what_completions_can_reach(spec: Spec, data: st.DataObject) -> None:
    graph = lower(read(document(spec))).graph
    asked = reached(spec)
    answers = {q: data.draw(st.sampled_from([*spec[q], "unknown"])) for q in asked}
    fixed = {q: a for q, a in answers.items() if a != "unknown"}
    expected = {oracle(spec, c) for c in complete(spec) if fixed.items() <= c.items()}
    done = walk(graph, answers)
    assert set(done.possible) == expected
    assert done.ask_next is None


@given(specs(), st.data())
def test_possible_sets_are_what_completions_reach(spec: Spec, data: st.DataObject) -> None:
    graph = lower(read(document(spec))).graph
    assert possible_sets(graph)[0] == {oracle(spec, c) for c in complete(spec)}
    some = {q: data.draw(st.sampled_from(list(spec[q]))) for q in reached(spec) if data.draw(st.booleans())}
    expected = {oracle(spec, c) for c in complete(spec) if some.items() <= c.items()}
    assert set(walk(graph, some).possible) == expected


@given(specs(), st.data())
def test_nothing_is_left_to_ask_only_where_no_answer_changes_what_is_possible(spec: Spec, data: st.DataObject) -> None:
    graph = lower(read(document(spec))).graph
    asked = reached(spec)
    answers = {q: data.draw(st.sampled_from(["unknown", None, *spec[q]])) for q in asked}
    given_answers = {q: a for q, a in answers.items() if a is not None}
    done = walk(graph, given_answers)
    if done.ask_next is not None or not any(a.answer == "unknown" for a in done.trace):
        return
    free = [q for q in asked if answers[q] is None]
    known = {q: a for q, a in given_answers.items() if a != "unknown"}
    for more in complete(spec, free):
        fixed = known | more
        left = {oracle(spec, c) for c in complete(spec) if fixed.items() <= c.items()}
        assert left == set(done.possible)


def behaviour(spec: Spec) -> str:
    decision = read(document(spec))
    return behaviour_hash(lower(decision).graph, decision)


@given(specs())
def test_the_hash_does_not_see_texts_or_order(spec: Spec) -> None:
    doc = document(spec)
    turned = copy.deepcopy(doc)
    turned["title"] = "Other"
    turned["questions"] = dict(reversed(turned["questions"].items()))
    for question in turned["questions"].values():
        question["ask"] = "Otherwise?"
        question["options"] = dict(reversed(question["options"].items()))
    one, two = read(doc), read(turned)
    assert behaviour_hash(lower(one).graph, one) == behaviour_hash(lower(two).graph, two)


@given(specs())
def test_the_hash_does_not_see_a_question_that_changes_nothing(spec: Spec) -> None:
    start = next(iter(spec))
    longer = {"idle": {"a": start, "b": start}, **spec}
    assert behaviour(longer) == behaviour(spec)


@given(specs(), st.data())
def test_the_hash_sees_an_edge_exactly_when_the_function_changes(spec: Spec, data: st.DataObject) -> None:
    question = data.draw(st.sampled_from(reached(spec)))
    option = data.draw(st.sampled_from(list(spec[question])))
    changed = copy.deepcopy(spec)
    changed[question][option] = "elsewhere"
    asked = sorted(set(reached(spec)) | set(reached(changed)))
    same = all(oracle(spec, c) == oracle(changed, c) for c in complete(spec, asked))
    assert (behaviour(spec) == behaviour(changed)) is same


def test_the_hash_follows_old_ids() -> None:
    spec: Spec = {"q0": {"a": "x", "b": "y"}}
    renamed = document({"fresh": {"a": "x", "b": "z"}})
    renamed["questions"]["fresh"]["was"] = ["q0"]
    renamed["outcomes"]["z"]["was"] = ["y"]
    decision = read(renamed)
    assert behaviour_hash(lower(decision).graph, decision) == behaviour(spec)


def band_document(cuts: list[str], nexts: list[str]) -> dict[str, object]:
    """Write a numeric question cut at some numbers."""
    doc = document({"q0": {f"o{i}": n for i, n in enumerate(nexts)}})
    question = doc["questions"]["q0"]
    question["unit"] = "pages"
    for index, option in enumerate(question["options"].values()):
        if index > 0:
            option["from"] = cuts[index - 1]
        if index < len(cuts):
            option["below"] = cuts[index]
    return doc


def test_the_hash_of_bands_sees_cut_offs_and_not_their_writing_or_splitting() -> None:
    def of(cuts: list[str], nexts: list[str]) -> str:
        decision = read(band_document(cuts, nexts))
        return behaviour_hash(lower(decision).graph, decision)

    assert of(["50"], ["x", "y"]) == of(["50.0"], ["x", "y"])
    assert of(["50"], ["x", "y"]) == of(["20", "50"], ["x", "x", "y"])
    assert of(["50"], ["x", "y"]) != of(["51"], ["x", "y"])


def test_the_hash_is_the_polynomial_of_the_format() -> None:
    """Section 4 of the format, worked out step by step for one question."""
    import hashlib

    prime = 2**255 - 19

    def point(*parts: str) -> int:
        return int(hashlib.sha256("\u001f".join(parts).encode()).hexdigest(), 16) % prime

    a, b = point("option", "q0", "a"), point("option", "q0", "b")
    value = (a * point("outcome", "x") + b * point("outcome", "y")) * pow(a + b, prime - 2, prime) % prime
    assert behaviour({"q0": {"a": "x", "b": "y"}}) == f"{value:064x}"


def test_the_hash_does_not_see_where_a_bounded_line_ends_or_an_idle_numeric_question() -> None:
    def of(ends: bool, nexts: list[str]) -> str:
        doc = band_document(["50"], nexts)
        question = doc["questions"]["q0"]  # type: ignore[index]
        if ends:
            question |= {"min": "0", "max": "100"}
            first, last = question["options"].values()
            first["from"] = "0"
            last["below"] = "101"
        decision = read(doc)
        return behaviour_hash(lower(decision).graph, decision)

    assert of(True, ["x", "y"]) == of(False, ["x", "y"])
    assert of(True, ["x", "x"]) == of(False, ["x", "x"])
    assert of(True, ["x", "y"]) != of(True, ["y", "x"])
