"""Answers that travel: to the decision that settles a question and back, to what is walked next, to checklists."""

from __future__ import annotations

import json
import urllib.parse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from walk_model import DECISIONS
from walk_page import WalkPage

from served_site import build, served
from specimens import document, outcome

pytestmark = pytest.mark.browser
CONFIG = """
site_name: Fixture
site_url: !ENV SITE_URL
repo_url: https://github.com/some/rules
docs_dir: {folder}/docs
theme: {{name: material, font: false, features: [navigation.instant, navigation.tracking]}}
plugins:
  - crossroads: {{decisions: {folder}/decisions}}
markdown_extensions: [attr_list, md_in_html]
"""
CHECKLIST = {
    "title": "Before you ship",
    "objective": "Ship well.",
    "owner": "me",
    "reviewed": "2026-11-22",
    "review-by": "2027-05-22",
    "trial": "none",
    "completion": "Ship.",
    "sections": [
        {
            "title": "First",
            "pause": "Stop before you ship.",
            "items": [
                {"id": "always", "do": "Tell the team.", "done": "The team was told."},
                {"id": "if-one", "do": "Back it up.", "done": "A copy opens.", "when": {"first.shared": ["o0"]}},
                {"id": "if-two", "do": "Count rows.", "done": "Counts agree.", "when": {"first.q1": ["o1"]}},
            ],
        }
    ],
}


def library() -> dict[str, Any]:
    """Give three decisions: `first` leads on to `second` with an answer shared, and is helped out by `helper`."""
    first = document({"shared": {"o0": "q1", "o1": "end1"}, "q1": {"o0": "end0", "o1": "end1"}})
    first["title"] = "First"
    question = first["questions"]["q1"]
    question["settled-by"] = "helper"
    question["options"]["o0"]["outcomes"] = ["fine"]
    question["options"]["o1"]["outcomes"] = ["poor", "bad"]
    warned = [
        {"text": "Warned for certain.", "when": {"shared": ["o0"]}},
        {"text": "Warned perhaps.", "when": {"q1": ["o0"]}},
        {"text": "Never warned.", "when": {"shared": ["o1"]}},
    ]
    first["outcomes"]["end0"] = outcome(
        title="end0", then=["second"], checklists=["ship"], warnings=warned, evidence=["old", "weak"]
    )
    first["outcomes"]["end1"] = outcome(title="end1", checklists=["ship"], warnings=warned[:2])
    helper = document({"shared": {"o0": "h1", "o1": "bad"}, "h1": {"o0": "fine", "o1": "poor"}})
    helper["title"] = "Helper"
    ends = {"shared": {"o0": "s2", "o1": "stay"}, "s2": {"a": "go", "b": "stay"}}
    # As `helper`, but for its words and the order of its options.
    again = document({"shared": {"o1": "bad", "o0": "h1"}, "h1": {"o1": "poor", "o0": "fine"}})
    again["title"] = "Again"
    for question in again["questions"].values():
        question["ask"] = "Anew: " + question["ask"]
        for option in question["options"].values():
            option["label"] = "Anew: " + option["label"]
    second = document({"s1": {"o0": "shared", "o1": "stay"}, **ends})
    second["title"] = "Second"
    entry = {"seen": "2026-01-01", "finding": "f", "url": "https://x.example/"}
    register = {
        "old": {"title": "Old", "grade": "A", "published": "2001-02", **entry},
        "weak": {"title": "Weak", "grade": "C", "published": "2020", **entry},
    }
    return {
        "first.yml": first,
        "helper.yml": helper,
        "again.yml": again,
        "second.yml": second,
        "evidence.yml": register,
        "checklists/ship.yml": CHECKLIST,
    }


@pytest.fixture(scope="module")
def fixture_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Build and serve the fixture, with instant navigation."""
    folder: Path = tmp_path_factory.mktemp("joined")
    (folder / "docs").mkdir()
    (folder / "docs" / "index.md").write_text("# Fixture\n")
    for name, doc in library().items():
        path = folder / "decisions" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(doc), "utf-8")
    config = folder / "mkdocs.yml"
    config.write_text(CONFIG.format(folder=folder))
    with served(folder / "site") as url:
        build(folder / "site", url, config)
        yield url


def opened(page: Any, url: str, decision: str) -> WalkPage:
    page.route("https://api.github.com/**", lambda route: route.fulfill(json={}))  # the theme asks for the stars
    walk = WalkPage(page, f"{url}decisions/{decision}/")
    walk.load()
    return walk


def arrive(walk: WalkPage, decision: str) -> None:
    walk.page.wait_for_function("d => document.querySelector('crossroads-walk')?.data?.decision === d", arg=decision)
    walk.page.wait_for_selector("crossroads-walk .cr-flow")


def test_a_question_is_worked_out_elsewhere_and_comes_back_answered(new_page: Any, fixture_site: str) -> None:
    sent: list[str] = []
    page = new_page()
    page.on("request", lambda request: sent.append(request.url))
    walk = opened(page, fixture_site, "first")
    walk.start()
    walk.answer("o0")
    walk.walk.get_by_role("link", name="Helper").click()
    arrive(walk, "helper")
    assert walk.look()["heading"] == "h1?"  # the answer that both ask for came along
    assert [a[0] for a in walk.look()["answers"]] == ["shared?"]
    assert "came along" in walk.look()["notice"]
    assert "working this out for “q1?” in First" in walk.look()["text"]
    walk.page.reload()
    assert walk.look()["heading"] == "h1?"
    walk.answer("o0")
    walk.walk.get_by_role("link", name="Go on there with “o0”").click()
    arrive(walk, "first")
    assert walk.look()["heading"] == "end0"
    assert walk.look()["answers"] == [["shared?", "o0"], ["q1?", "o0"]]
    assert not any("o0" in url or "~" in url for url in sent)


def test_an_errand_can_be_left_without_an_answer(new_page: Any, fixture_site: str) -> None:
    walk = opened(new_page(), fixture_site, "first")
    walk.start()
    walk.answer("o0")
    walk.walk.get_by_role("link", name="Helper").click()
    arrive(walk, "helper")
    walk.walk.get_by_role("link", name="Go back without an answer").click()
    arrive(walk, "first")
    assert walk.look()["heading"] == "q1?"
    assert walk.look()["checked"] == []


def test_an_errand_whose_outcomes_agree_is_done_though_not_sure(new_page: Any, fixture_site: str) -> None:
    walk = opened(new_page(), fixture_site, "helper")
    digits = walk.digits()
    walk.load(f"#~{digits}&shared=o1~first/q1~0123456789ab&shared=o0")
    link = walk.walk.get_by_role("link", name="Go on there with “o1”")
    assert link.get_attribute("href").endswith("#~0123456789ab&shared=o0&q1:o1")
    walk.load(f"#~{digits}&shared=o0&h1=unknown~first/q1~0123456789ab&shared=o0")
    assert walk.walk.get_by_role("link", name="Go back without an answer").is_visible()
    walk.load(f"#~{digits}&shared=o0~first/q1~javascript:alert(1)")
    assert walk.look()["notice"]
    assert "working this out" not in walk.look()["text"]


def test_answers_go_on_to_the_decision_walked_next(new_page: Any, fixture_site: str) -> None:
    walk = opened(new_page(), fixture_site, "first")
    walk.start()
    walk.answer("o0", "o0")
    link = walk.walk.locator(".cr-onward a", has_text="Second")
    assert "takes 1 answer along" in walk.walk.locator(".cr-onward").inner_text()
    link.click()
    arrive(walk, "second")
    assert walk.look()["heading"] == "s1?"
    walk.page.reload()
    walk.answer("o0")
    assert walk.look()["heading"] == "s2?"  # the question that came answered is not asked again
    assert walk.look()["answers"] == [["s1?", "o0"], ["shared?", "o0"]]
    walk.page.get_by_role("link", name="Change: shared?").click()
    assert walk.look()["checked"] == ["o0"]


def test_warnings_and_checklists_are_cut_to_the_answers(new_page: Any, fixture_site: str) -> None:
    walk = opened(new_page(), fixture_site, "first")
    digits = walk.digits()
    walk.load(f"#~{digits}&shared=o0&q1=o0")
    text = walk.look()["text"]
    assert "Warned for certain." in text
    assert "Warned perhaps." in text
    assert "Never warned." not in text
    assert "2 of 3 items apply" in text
    kept = [text.strip() for text in walk.walk.locator(".cr-cut li").all_text_contents()]
    assert kept == ["Tell the team. The team was told.", "Back it up. A copy opens."]
    link = walk.walk.locator("[data-list]")
    assert link.get_attribute("href").endswith(f"checklists/ship/#~first.{digits}&shared=o0&q1=o0")
    walk.load(f"#~{digits}&shared=o1")
    assert "1 of 3 items applies" in walk.look()["text"]
    walk.load(f"#~{digits}&shared=unknown&q1=o1")
    seen = walk.look()
    assert (seen["heading"], "makes no difference" in seen["text"]) == ("end1", True)
    assert walk.walk.locator(".cr-warning.is-unsure").count() == 1
    assert "3 of 3 items apply to your answers, 1 of them perhaps" in seen["text"]
    assert walk.walk.locator(".cr-cut .is-unsure").all_text_contents() == ["(may apply) Back it up. A copy opens."]
    assert walk.walk.locator(".cr-cut").is_visible() is False


def test_a16_new_words_and_another_order_break_no_link(new_page: Any, fixture_site: str) -> None:
    """A link of one decision opens the same outcome in another that differs in words and order alone."""
    before = opened(new_page(), fixture_site, "helper")
    after = opened(new_page(), fixture_site, "again")
    for answers, end in {"&shared=o0&h1=o0": "fine", "&shared=o0&h1=o1": "poor", "&shared=o1": "bad"}.items():
        for walk in (before, after):
            walk.load(f"#~{before.digits()}{answers}")
            seen = walk.look()
            assert (seen["heading"], seen["notice"]) == (end, None)
        assert all(answer.startswith("Anew: ") for pair in seen["answers"] for answer in pair)
    assert before.digits() == after.digits()


def test_a26_the_oldest_and_weakest_evidence_of_the_route(new_page: Any, fixture_site: str) -> None:
    walk = opened(new_page(), fixture_site, "first")
    walk.load(f"#~{walk.digits()}&shared=o0&q1=o0")
    lines = walk.walk.locator(".cr-route-evidence p").all_inner_texts()
    assert lines[0].endswith("practitioners’ or price pages: Weak")
    assert lines[1].endswith("from 2001-02: Old")


def test_a_dispute_fills_in_an_issue_of_the_repository(new_page: Any, fixture_site: str) -> None:
    walk = opened(new_page(), fixture_site, "first")
    walk.load(f"#~{walk.digits()}&shared=o0&q1=o0")
    address = walk.walk.locator("[data-act=dispute]").get_attribute("href")
    target, query = address.split("?")
    assert target == "https://github.com/some/rules/issues/new"
    fields = urllib.parse.parse_qs(query)
    assert fields["title"] == ["Disputed: first"]
    assert "given: {shared: o0, q1: o0}" in fields["body"][0]
    assert "localhost" not in address


def test_the_settling_page_alone_is_an_ordinary_walk(walking: Any) -> None:
    assert "settled-by: retrieval-readiness" in (DECISIONS / "choose-method.yml").read_text("utf-8")
    walk = walking("retrieval-readiness")
    walk.start()
    assert "working this out" not in walk.look()["text"]
