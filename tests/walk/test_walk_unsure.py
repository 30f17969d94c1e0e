"""“I don’t know”: offered or excused, never a dead end, and exact about what is still possible."""

from __future__ import annotations

import itertools
import re
from typing import Any

import change_oracle
import oracle
import pytest
from walk_change import nodes, possible
from walk_model import IDS, Model, model

pytestmark = pytest.mark.browser
both = pytest.mark.parametrize("decision", IDS)


def address(digits: str, given: dict[str, str]) -> str:
    return "&".join([f"#~{digits}", *(f"{q}={o}" for q, o in given.items())])


@both
def test_a22_every_question_offers_it_or_is_excused(walking: Any, decision: str) -> None:
    known = model(decision)
    walk = walking(decision)
    first: dict[str, dict[str, str]] = {}
    for way in known.ways():
        for number, (question, _) in enumerate(way.answers):
            first.setdefault(question, dict(way.answers[:number]))
    for question, before in first.items():
        walk.drive(("go", address(walk.digits(), before)))
        offered = walk.page.locator('crossroads-walk input[value="unknown"]').count()
        assert offered == (0 if "unsure" in known.questions[question] else 1), question


def unsure_walk(known: Model, pick: int) -> dict[str, str]:
    """Answer not sure wherever it is offered, else with one of the options, until nothing is asked."""
    given: dict[str, str] = {}
    while (ask := oracle_next(known, given)) is not None:
        offered = list(known.questions[ask]["options"])
        given[ask] = offered[pick % len(offered)] if "unsure" in known.questions[ask] else "unknown"
    return given


def oracle_next(known: Model, given: dict[str, str]) -> str | None:
    """Ask by the format's section 6, from the YAML alone."""
    listed = nodes(known.id)
    heads = {at for at in reached(listed, given) if listed[at].get("edges")}
    if "unknown" in given.values():
        sure = oracle.certain(listed, given)
        heads = {h for h in heads if not oracle.leaves(listed, given, h) <= sure}
    order = list(known.questions)
    return min((str(listed[h]["name"]) for h in heads), key=order.index, default=None)


def reached(listed: oracle.Nodes, given: dict[str, str]) -> set[int]:
    """List where the branches stand."""
    waiting, found = [0], set()
    while waiting:
        at = waiting.pop()
        edges = dict(map(tuple, listed[at].get("edges", [])))
        answer = given.get(listed[at]["name"])
        if answer == "unknown":
            waiting += edges.values()
        elif answer in edges:
            waiting.append(edges[answer])
        else:
            found.add(at)
    return found


@both
def test_a22_e09_it_never_ends_in_nothing_and_the_set_is_exact(walking: Any, decision: str) -> None:
    known = model(decision)
    walk = walking(decision)
    for pick in range(3):
        given = unsure_walk(known, pick)
        seen = walk.drive(("begin", None), *(("answer", o) for o in given.values()))
        assert seen[-1]["hash"] == address(walk.digits(), given)
        assert len(seen[-1]["current"]) == 1
        expected = possible(decision, given)
        titles = {known.text(o) for o in expected}
        if len(expected) == 1:
            assert seen[-1]["heading"] in titles
            assert ("makes no difference" in seen[-1]["text"]) == ("unknown" in given.values())
        else:
            assert seen[-1]["heading"].startswith(f"{len(expected)} outcomes")
            links = walk.page.locator(".cr-result-body > ul a")
            assert set(links.all_inner_texts()) == titles
            for link in links.all():
                assert walk.page.locator(str(link.get_attribute("href"))).count() == 1
        walk.page.reload()
        assert walk.look()["text"] == seen[-1]["text"]
        walk.drive(("reset", None))


def test_b21_an_open_result_stands_where_its_ways_parted_last(walking: Any) -> None:
    """The drawing shows the question as the place, and says of each outcome that is left that it is possible."""
    known = model("need-at-all")
    walk = walking("need-at-all")
    given = {"test-set": "enough", "best-prompt": "below-target", "simpler-way": "unknown", "improve": "own-facts"}
    walk.drive(("go", address(walk.digits(), given)))
    place = walk.page.locator(".cr-drawing [aria-current=step]")
    assert place.evaluate_all("boxes => boxes.map((box) => box.dataset.node)") == ["simpler-way"]
    assert place.locator(".cr-d-word").inner_html() == "You are here"
    left = possible(known.id, given)
    assert 1 < len(left) < len(known.outcomes)
    for outcome in known.outcomes:
        box = walk.page.locator(f'.cr-d-box[data-node="{outcome}"]')
        name = str(box.get_attribute("aria-label"))
        ring = box.locator(".cr-d-ring").evaluate("r => { const s = getComputedStyle(r); return s.stroke !== 'none' }")
        assert name.startswith("Still possible: ") == ring == (outcome in left), name
        assert name.endswith("(Ruled out)") == (outcome not in left), name
    walk.drive(("reset", None))
    assert walk.page.locator(".cr-drawing .is-possible, .cr-drawing [aria-current]").count() == 0


def test_a24_e09_every_mixture_of_known_and_unknown(walking: Any) -> None:
    known = model("need-at-all")
    listed = nodes("need-at-all")
    walk = walking("need-at-all")
    names = list(known.questions)
    cases = []
    for picked in itertools.product(*([None, "unknown", *known.questions[q]["options"]] for q in names)):
        given: dict[str, str] = {}
        chosen = dict(zip(names, picked, strict=True))
        while (ask := oracle_next(known, given)) is not None and chosen[ask] is not None:
            given[ask] = chosen[ask]
        if given not in cases and "unknown" in given.values():
            cases.append(given)
    found = walk.drive(*(("go", address(walk.digits(), g)) for g in cases))
    for given, seen in zip(cases, found, strict=True):
        ask = oracle_next(known, given)
        numbers = [int(n) for n in re.findall(r"\d+", seen["progress"])]
        if ask is None:
            assert numbers == [len(given)]
            best = oracle.expect(listed, given, names)["narrows"]
            assert (known.text(best) if best else "most useful") in seen["text"] or len(possible(known.id, given)) == 1
            continue
        least, most = change_oracle.left(listed, given, names)
        assert seen["heading"] == known.text(ask)
        here = len(given) + 1
        assert numbers == ([here, here + most - 1] if least == most else [here, least - 1, most - 1])


def test_the_most_useful_fact_is_a_link_to_its_question(walking: Any) -> None:
    known = model("need-at-all")
    walk = walking("need-at-all")
    given = {"test-set": "enough", "best-prompt": "below-target", "simpler-way": "unknown", "improve": "own-facts"}
    walk.drive(("go", address(walk.digits(), given)))
    link = walk.page.locator("crossroads-walk [data-act=change]", has_text=known.text("simpler-way")).first
    link.click()
    assert walk.look()["heading"] == known.text("simpler-way")
    assert walk.look()["checked"] == ["unknown"]
    walk.answer("falls-short")
    assert walk.look()["heading"] == known.text("go-on")
