"""A decision table on its page: walked question by question, its rule marked, one step of the drawing."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
import yaml
from walk_model import DECISIONS

pytestmark = pytest.mark.browser
DATA = yaml.load((DECISIONS / "combine.yml").read_text("utf-8"), yaml.BaseLoader)
((NAME, TABLE),) = DATA["tables"].items()


def listed(options: str | list[str]) -> list[str]:
    return [options] if isinstance(options, str) else options


def first_rule(answers: dict[str, str]) -> int:
    """Find the first rule that holds, by the YAML alone."""
    for number, rule in enumerate(TABLE["rules"]):
        when = all(answers[q] in listed(options) for q, options in rule.get("when", {}).items())
        unless = "unless" in rule and all(answers[q] in listed(o) for q, o in rule["unless"].items())
        if when and not unless:
            return number
    raise AssertionError(answers)


def cases() -> list[dict[str, str]]:
    """List one complete set of answers for each rule, and some more."""
    names = list(TABLE["asks"])
    every = [
        dict(zip(names, choice, strict=True))
        for choice in itertools.product(*(DATA["questions"][q]["options"] for q in names))
    ]
    chosen = {first_rule(answers): answers for answers in every}
    return [*chosen.values(), *every[::17]]


def asked_one_by_one(walk: Any, answers: dict[str, str]) -> None:
    """Answer by hand whatever is asked, until nothing is."""
    walk.load()
    walk.start()
    asks = {given["ask"]: q for q, given in DATA["questions"].items()}
    while walk.page.locator("crossroads-walk fieldset").count():
        walk.answer(answers[asks[walk.page.locator("crossroads-walk legend").inner_text()]])


def test_every_rule_is_reached_and_marked(walking: Any) -> None:
    walk = walking("combine")
    for number, answers in enumerate(cases()):
        if number < 2:
            asked_one_by_one(walk, answers)
        else:
            walk.drive(("go", "&".join([f"#~{walk.digits()}", *(f"{q}={o}" for q, o in answers.items())])))
        rule = TABLE["rules"][first_rule(answers)]
        title = DATA["outcomes"][rule["next"]]["title"]
        assert walk.page.locator("crossroads-walk .cr-result h2").inner_text() == title
        fired = walk.page.locator("tr.is-fired th")
        numbers = [int(text.split()[0]) - 1 for text in fired.all_text_contents()]
        assert first_rule(answers) in numbers
        assert {TABLE["rules"][n]["next"] for n in numbers} == {rule["next"]}
        assert walk.page.locator(".cr-fired:visible").count() == len(numbers)
        assert walk.page.locator(f'.cr-drawing .cr-d-box.is-taken[data-node="{NAME}"]').count() == 1
        assert walk.page.locator(f'.cr-d-edge.is-taken[data-tail="{NAME}"]').count() == 1
        assert walk.page.locator('.cr-drawing [aria-current="step"]').count() == 1


def test_the_table_is_a_table_and_its_rules_lead_on_without_script(walking: Any) -> None:
    walk = walking("combine", java_script_enabled=False)
    table = walk.page.get_by_role("table", name=TABLE.get("title", "What follows from these together"))
    assert table.get_by_role("columnheader").count() == len(TABLE["asks"]) + 2
    assert table.get_by_role("rowheader").count() == len(TABLE["rules"])
    leads = [a.get_attribute("href") for a in table.get_by_role("link").all()]
    assert leads == [f"#{rule['next']}" for rule in TABLE["rules"]]
    assert walk.page.locator(".cr-fired:visible").count() == 0
    for anchor in leads:
        assert walk.page.locator(str(anchor)).count() == 1


def test_a_question_that_another_decision_settles_leads_there(walking: Any) -> None:
    walk = walking("choose-method")
    link = walk.page.locator("#retrieval-ready .cr-settle a")
    assert link.get_attribute("href") == "../retrieval-readiness/"


def reached(data: dict[str, Any], answers: dict[str, str]) -> set[str]:
    """List the outcomes of all ways to complete some answers, by the YAML alone; its rules all lead to outcomes."""
    ((_, table),) = data["tables"].items()
    open_questions = [q for q in table["asks"] if q not in answers]
    found = set()
    for rest in itertools.product(*(data["questions"][q]["options"] for q in open_questions)):
        whole = {**answers, **dict(zip(open_questions, rest, strict=True))}
        for rule in table["rules"]:
            when = all(whole[q] in listed(o) for q, o in rule.get("when", {}).items())
            if when and not ("unless" in rule and all(whole[q] in listed(o) for q, o in rule["unless"].items())):
                found.add(rule["next"])
                break
    return found


@pytest.mark.parametrize("name", ["tuning-feasibility", "retrieval-readiness"])
def test_b21_what_a_table_can_no_longer_lead_to_is_marked_in_its_drawing(walking: Any, name: str) -> None:
    """B21, B10: while its questions are asked, a table is one box, and its outcomes fade one by one."""
    data = yaml.load((DECISIONS / f"{name}.yml").read_text("utf-8"), yaml.BaseLoader)
    asks = {" ".join(given["ask"].split()): q for q, given in data["questions"].items()}
    walk = walking(name)
    faded = 0
    for turn in range(3):
        walk.load()
        walk.start()
        answers: dict[str, str] = {}
        while walk.page.locator("crossroads-walk fieldset").count():
            question = asks[" ".join(walk.page.locator("crossroads-walk legend").inner_text().split())]
            options = list(data["questions"][question]["options"])
            answers[question] = options[(turn + len(answers)) % len(options)]
            walk.answer(answers[question])
            out = walk.page.evaluate("[...document.querySelectorAll('.cr-d-box[data-out]')].map(b => b.dataset.node)")
            assert set(out) == set(data["outcomes"]) - reached(data, answers), answers
            faded += len(out)
    assert faded > 10


def test_b10_what_nobody_knew_is_no_answer_in_the_drawing(walking: Any) -> None:
    """B10: “I don’t know” has a word and a look of its own, and no line is drawn as taken."""
    walk = walking("choose-method")
    walk.start()
    walk.answer("unknown")
    box = walk.page.locator('.cr-d-box[data-node="failure"]')
    assert box.locator(".cr-d-word").text_content() == "Not known"
    assert box.get_attribute("aria-label").startswith("Not known: ")
    assert walk.page.locator(".cr-drawing .is-taken").count() == 0
    assert walk.page.locator(".cr-drawing .is-unsure").count() == 1
    dashes = "getComputedStyle(document.querySelector('.is-unsure .cr-d-shape')).strokeDasharray"
    assert walk.page.evaluate(dashes) != "none"
    assert walk.page.locator(".cr-d-pill[data-out]").count() == 0
