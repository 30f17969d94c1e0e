"""Every planted fault is found where it was planted, and every fault found is real, against plain listing."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossroads.model.diagnostic import Diagnostic
from crossroads.reading.library import read_library
from crossroads.reasoning.judge import judge
from specimens import Spec, complete, document, oracle, outcome, reached, specs

TODAY = date(2026, 11, 22)
Document = dict[str, Any]
Plant = Callable[[Document, st.DataObject], str]  # changes a document and gives the text under the mark


def found(doc: Document) -> tuple[str, list[Diagnostic]]:
    text = json.dumps(doc, indent=1)
    reading = read_library({"d.yml": text.encode()})
    return text, [*reading.diagnostics, *judge(reading.library, TODAY).diagnostics]


def marked(text: str, one: Diagnostic) -> str:
    line = text.split("\n")[one.place.line - 1]
    return line[one.place.column - 1 : one.place.end_column - 1].strip('"')


def one_option(doc: Document, data: st.DataObject) -> tuple[str, str]:
    question = data.draw(st.sampled_from(sorted(doc["questions"])))
    return question, data.draw(st.sampled_from(sorted(doc["questions"][question]["options"])))


def dangling(doc: Document, data: st.DataObject) -> str:
    question, option = one_option(doc, data)
    doc["questions"][question]["options"][option]["next"] = "nowhere"
    return "nowhere"


def circle(doc: Document, data: st.DataObject) -> str:
    """Lead an option of a question that the start reaches back to the start."""
    question = data.draw(st.sampled_from(sorted(reached(spec_of(doc)))))
    option = data.draw(st.sampled_from(sorted(doc["questions"][question]["options"])))
    doc["questions"][question]["options"][option]["next"] = doc["start"]
    return str(doc["start"])


def same_label(doc: Document, data: st.DataObject) -> str:
    question, option = one_option(doc, data)
    options = doc["questions"][question]["options"]
    other = next(o for o in options if o != option)
    options[option]["label"] = options[other]["label"]
    return str(options[other]["label"])


def lonely(doc: Document, data: st.DataObject) -> str:
    doc["outcomes"]["lonely"] = outcome(title="Lonely")
    return "lonely"


def misspelt(doc: Document, data: st.DataObject) -> str:
    question, _ = one_option(doc, data)
    doc["questions"][question]["hnit"] = "A hint."
    return "hnit"


def wrong_scenario(doc: Document, data: st.DataObject) -> str:
    spec = spec_of(doc)
    answers = {q: data.draw(st.sampled_from(sorted(spec[q]))) for q in reached(spec)}
    wrong = sorted(set(doc["outcomes"]) - {oracle(spec, answers)})
    doc["outcomes"].setdefault("elsewhere", outcome(title="Elsewhere"))
    expected = data.draw(st.sampled_from([*wrong, "elsewhere"]))
    doc["scenarios"] = [{"name": "Planted", "given": answers, "expect": expected}]
    return expected


def false_claim(doc: Document, data: st.DataObject) -> str:
    spec = spec_of(doc)
    answers = {q: data.draw(st.sampled_from(sorted(spec[q]))) for q in reached(spec)}
    reach = oracle(spec, answers)
    when = {q: a for q, a in answers.items() if data.draw(st.booleans())}
    doc["claims"] = [{"says": "Planted.", **({"when": when} if when else {}), "never": [reach]}]
    return "Planted."


def spec_of(doc: Document) -> Spec:
    return {q: {o: b["next"] for o, b in body["options"].items()} for q, body in doc["questions"].items()}


PLANTS: dict[str, Plant] = {
    "dangling-next": dangling,
    "cycle": circle,
    "duplicate-option": same_label,
    "unreachable-step": lonely,
    "unknown-key": misspelt,
    "scenario-fails": wrong_scenario,
    "claim-fails": false_claim,
}


@pytest.mark.parametrize("code", PLANTS)
@given(specs(), st.data())
def test_a_planted_fault_is_found_at_its_place(code: str, spec: Spec, data: st.DataObject) -> None:
    doc = document(spec)
    mark = PLANTS[code](doc, data)
    text, raised = found(doc)
    assert mark in [marked(text, one) for one in raised if one.code == code]


def idle(spec: Spec, question: str) -> bool:
    """Tell by listing whether no answer to a question ever changes the outcome."""
    every = list(complete(spec))
    return all(oracle(spec, a) == oracle(spec, {**a, question: o}) for a in every for o in spec[question])


def dominant(spec: Spec) -> bool:
    listed = Counter(oracle(spec, a) for a in complete(spec))
    return len(listed) > 1 and max(listed.values()) * 10 > 9 * sum(listed.values())


@given(specs())
def test_what_is_found_is_real_and_nothing_real_is_missed(spec: Spec) -> None:
    text, raised = found(document(spec))
    by_code: dict[str, set[str]] = {}
    for one in raised:
        by_code.setdefault(one.code, set()).add(marked(text, one))
    asked = reached(spec)
    ends_named = {n for options in spec.values() for n in options.values() if n not in spec}
    ends_reached = {n for q in asked for n in spec[q].values() if n not in spec}
    assert by_code.get("unreachable-step", set()) == (set(spec) - set(asked)) | (ends_named - ends_reached)
    assert by_code.get("idle-question", set()) == {q for q in asked if idle(spec, q)}
    assert ("dominant-outcome" in by_code) is dominant(spec)
    assert not {"gap", "overlap", "cycle", "dangling-next", "claim-fails", "scenario-fails"} & set(by_code)


@given(specs(), st.data())
def test_options_never_tested_are_those_that_no_scenario_takes(spec: Spec, data: st.DataObject) -> None:
    asked = reached(spec)
    doc = document(spec)
    taken: set[tuple[str, str]] = set()
    doc["scenarios"] = []
    for number in range(data.draw(st.integers(1, 3))):
        answers = {q: data.draw(st.sampled_from(sorted(spec[q]))) for q in asked}
        doc["scenarios"].append({"name": f"S{number}", "given": answers, "expect": oracle(spec, answers)})
        step = next(iter(spec))
        while step in spec:
            taken.add((step, answers[step]))
            step = spec[step][answers[step]]
    _, raised = found(doc)
    never = [one for one in raised if one.code == "option-never-tested"]
    assert len(never) == sum((q, o) not in taken for q in asked for o in spec[q])
