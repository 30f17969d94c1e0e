"""Asking one question at a time: what is shown, read out, focused and announced."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

import pytest
from walk_model import IDS, model, sample

from walking import look

pytestmark = pytest.mark.browser
both = pytest.mark.parametrize("decision", IDS)


@both
def test_a02_exactly_one_question_is_exposed(walking: Any, decision: str) -> None:
    known = model(decision)
    way = max(known.ways(), key=lambda w: len(w.answers))
    walk = walking(decision)
    walk.start()
    for question, option in way.answers:
        assert walk.walk.get_by_role("radio").count() == len(known.offered(question))
        groups = [g for g in walk.page.locator("fieldset").all() if g.is_visible()]
        assert len(groups) == 1
        walk.answer(option)
    assert walk.walk.get_by_role("radio").count() == 0


@both
def test_a03_questions_are_fieldsets_with_native_radios(walking: Any, decision: str) -> None:
    known = model(decision)
    asks = [known.text(q) for q in known.questions]
    assert len(set(asks)) == len(asks)
    way = max(known.ways(), key=lambda w: len(w.answers))
    walk = walking(decision)
    walk.start()
    for question, option in way.answers:
        group = walk.page.get_by_role("group", name=known.text(question), exact=True)
        assert group.get_by_role("heading", name=known.text(question), exact=True).count() == 1
        for offered in known.questions[question]["options"].values():
            radio = group.get_by_role("radio", name=offered["label"], exact=True)
            assert radio.count() == 1
            assert radio.evaluate("r => r.type === 'radio' && r.labels.length === 1")
        walk.answer(option)


@both
def test_a04_nothing_is_chosen_on_a_fresh_visit(journal: Any, decision: str) -> None:
    assert all(seen["checked"] == [] for _, steps in journal[decision] for seen in steps)


def test_a05_choosing_changes_neither_step_nor_address(walking: Any) -> None:
    walk = walking("choose-method")
    walk.start()
    before = walk.look()
    radios = walk.walk.get_by_role("radio")
    radios.first.focus()
    chosen = []
    for _ in range(radios.count()):
        walk.page.keyboard.press("ArrowDown")
        now = walk.look()
        chosen += now["checked"]
        assert (now["hash"], now["heading"], now["title"]) == (before["hash"], before["heading"], before["title"])
    assert len(set(chosen)) == radios.count()
    walk.choose("form")
    assert walk.look()["hash"] == before["hash"]
    walk.page.keyboard.press("Enter")
    assert walk.look()["hash"] == before["hash"] + "&failure=form"


def presses(index: int, count: int) -> list[str]:
    """Give the fewest keys from the step's heading to a chosen option, and on."""
    if index == 0:
        return ["Tab", "Space", "Enter"]
    down, up = ["ArrowDown"] * index, ["ArrowUp"] * (count - index)
    return ["Tab", *min(down, up, key=len), "Enter"]


@both
def test_a06_the_longest_way_needs_few_keys_and_clicks(walking: Any, decision: str) -> None:
    known = model(decision)
    most = max(len(w.answers) for w in known.ways())

    def keys_of(way: Any) -> list[str]:
        pressed = ["Enter"]
        for question, option in way.answers:
            offered = known.offered(question)
            pressed += presses(offered.index(option), len(offered))
        return pressed

    longest = [w for w in known.ways() if len(w.answers) == most]
    for way in sorted(longest, key=lambda w: len(keys_of(w)))[:1]:
        walk = walking(decision)
        keys = keys_of(way)
        walk.page.locator("[data-act=begin]").focus()
        for key in keys:
            walk.page.keyboard.press(key)
        assert walk.look()["heading"] == known.text(way.outcome)
        assert len(keys) <= 3 * most + 2
        walk.load()
        walk.start()
        walk.answer(*(o for _, o in way.answers))  # two clicks a question, and the one on Start
        assert walk.look()["heading"] == known.text(way.outcome)


@pytest.mark.parametrize("width", [1280, 320])
def test_a07_continue_without_a_choice_says_what_to_do(walking: Any, width: int) -> None:
    walk = walking("choose-method", width=width, height=700)
    walk.start()
    title = walk.page.title()
    walk.press_continue()
    assert walk.page.title() == f"Error: {title}"
    assert "There is a problem" in walk.focus()["text"]
    assert walk.focus()["inView"]
    fieldset = walk.page.locator("fieldset")
    described = fieldset.get_attribute("aria-describedby").split()
    texts = [walk.page.locator(f"#{name}").inner_text() for name in described]
    assert "Choose one of the answers" in texts
    walk.press_continue()
    assert walk.page.title() == f"Error: {title}"
    assert walk.page.locator(".cr-error").count() == 1
    walk.page.locator(".cr-error a").click()
    assert walk.walk.get_by_role("radio").first.evaluate("r => r === document.activeElement")
    walk.page.keyboard.press("Space")
    assert walk.page.locator(".cr-error").count() == 0
    assert not walk.page.locator(".cr-field-error").is_visible()
    assert walk.page.title() == title
    walk.press_continue()
    assert walk.look()["progress"].startswith("Question 2")


@pytest.mark.parametrize(("width", "height"), [(1280, 900), (320, 640)])
def test_a08_focus_is_on_the_new_heading_in_view(walking: Any, width: int, height: int) -> None:
    walk = walking("need-at-all", width=width, height=height)
    known = model("need-at-all")

    def focused(text: str) -> None:
        walk.page.wait_for_function("t => document.activeElement.innerText === t", arg=text)
        look(walk.page)
        at = walk.focus()
        assert (at["text"], at["inView"], at["covered"]) == (text, True, False)

    walk.start()
    focused(known.text("test-set"))
    walk.answer("enough")
    focused(known.text("best-prompt"))
    walk.page.get_by_role("button", name="Back", exact=True).click()
    focused(known.text("test-set"))
    walk.press_continue()
    walk.answer("below-target", "falls-short")
    walk.page.mouse.wheel(0, 3000)
    walk.page.get_by_role("link", name="Change: " + known.text("best-prompt")).click()
    focused(known.text("best-prompt"))
    walk.answer("not-tried")
    focused(known.text("define"))
    walk.page.get_by_role("button", name="Start again").click()
    focused("Walk through it")
    walk.load(f"#~{walk.digits()}&test-set=enough&best-prompt=below-target")
    focused(known.text("simpler-way"))
    walk.load(f"#~{walk.digits()}&test-set=too-few")
    focused(known.text("define"))


@both
def test_a09_headings_fit_a_small_window(walking: Any, decision: str) -> None:
    known = model(decision)
    walk = walking(decision, width=320, height=256)
    way = max(known.ways(), key=lambda w: len(w.answers))
    walk.start()
    for question, option in way.answers:
        walk.page.wait_for_function("t => document.activeElement.innerText === t", arg=known.text(question))
        at = walk.focus()
        assert (at["inView"], at["covered"]) == (True, False), question
        assert walk.page.evaluate("document.documentElement.scrollWidth") <= 320
        walk.answer(option)
    assert walk.page.evaluate("document.documentElement.scrollWidth") <= 320


WATCH = """() => {
  window.said = [];
  const watch = new MutationObserver((records) => {
    for (const node of new Set(records.map((r) => r.target.closest?.("[role=status], [aria-live]"))))
      if (node) window.said.push(node.innerText);
  });
  watch.observe(document.querySelector("crossroads-walk"), { subtree: true, childList: true, characterData: true });
  const shouting = "crossroads-walk :is([role=alert], [aria-live=assertive])";
  window.loud = () => document.querySelectorAll(shouting).length;
}"""


def test_a10_one_polite_message_an_action(walking: Any) -> None:
    walk = walking("choose-method")
    walk.start()
    walk.page.evaluate(WATCH)
    way = max(model("choose-method").ways(), key=lambda w: len(w.answers))
    for _, option in way.answers:
        walk.page.evaluate("said.length = 0")
        walk.choose(option)
        assert walk.page.evaluate("said") == []
        walk.press_continue()
        said = walk.page.evaluate("said")
        assert len(said) == 1
        assert said[0].strip()
        assert said[0] != walk.focus()["text"]
        assert walk.page.evaluate("loud()") == 0


@both
def test_a11_each_step_has_its_own_title(journal: Any, decision: str) -> None:
    known = model(decision)
    titles: dict[str, str] = {}
    for way, steps in journal[decision]:
        for step, seen in zip(known.steps_of(way), steps, strict=True):
            assert titles.setdefault(step, seen["title"]) == seen["title"]
            assert known.text(step) in seen["title"]
            assert known.data["title"] in seen["title"]
    assert len(set(titles.values())) == len(known.questions) + len(known.outcomes)


@both
def test_a20_the_answers_list_has_a_change_link_each(walking: Any, decision: str) -> None:
    known = model(decision)
    walk = walking(decision)
    digits = walk.digits()
    for way in sample(known.ways(), 16):
        walk.drive(("go", way.fragment(digits)))
        expected = [[known.text(q), known.questions[q]["options"][o]["label"]] for q, o in way.answers]
        assert walk.look()["answers"] == expected
        links = walk.page.locator("crossroads-walk .cr-change")
        names = [f"Change: {known.text(q)}" for q, _ in way.answers]
        for name in names:
            assert walk.page.get_by_role("link", name=name, exact=True).count() == 1
        assert links.count() == len(names) == len(set(names))


@both
def test_a24_progress_is_the_exact_range(journal: Any, decision: str) -> None:
    known = model(decision)
    for way, steps in journal[decision]:
        for number, (step, seen) in enumerate(zip(known.steps_of(way), steps, strict=True), 1):
            said = [int(n) for n in re.findall(r"\d+", seen["progress"])]
            least, most = known.left(step)
            if step in known.outcomes:
                assert said == [len(way.answers)]
            elif least == most:
                assert said == [number, number + most - 1]
            else:
                assert said == [number, least - 1, most - 1]


@both
def test_a26_the_result_gives_kind_reasons_and_the_whole_outcome(walking: Any, decision: str) -> None:
    known = model(decision)
    walk = walking(decision)
    digits = walk.digits()
    for way in sample(known.ways(), 24):
        walk.drive(("go", way.fragment(digits)))
        outcome = known.outcomes[way.outcome]
        text = " ".join((walk.look()["text"] or "").split())
        assert outcome["kind"].capitalize() in text
        for part in (*outcome["next-steps"], *outcome["benefits"], *outcome["drawbacks"], *outcome["revisit-when"]):
            assert " ".join(part.split()) in text
        given = dict(way.answers)
        for warning in outcome.get("warnings", []):
            when = warning.get("when", {})
            holds = all(given.get(q) in ([o] if isinstance(o, str) else o) for q, o in when.items())
            assert (" ".join(warning["text"].split()) in text) == holds
        # Every answer is given with its reason, word for word but for marks of emphasis.
        for question, option in way.answers:
            rationale = known.questions[question]["options"][option].get("rationale", "")
            assert " ".join(rationale.replace("*", "").split()) in text
        ids = walk.page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
        assert len(ids) == len(set(ids))
        levels = walk.page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(h => +h.tagName[1])")
        assert all(b - a <= 1 for a, b in pairwise(levels))


@both
def test_b14_answers_and_buttons_are_large_targets(walking: Any, decision: str) -> None:
    for width in (1280, 320):
        walk = walking(decision, width=width)
        assert walk.page.locator("[data-act=begin]").bounding_box()["height"] >= 44
        walk.start()
        for target in walk.page.locator(".cr-choice, .cr-flow .cr-button").all():
            assert target.bounding_box()["height"] >= 44
        row = walk.page.locator(".cr-choice").last
        row.scroll_into_view_if_needed()
        box = row.bounding_box()
        walk.page.mouse.click(box["x"] + box["width"] - 6, box["y"] + box["height"] - 6)
        assert row.locator("input").is_checked()
