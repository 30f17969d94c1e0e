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
