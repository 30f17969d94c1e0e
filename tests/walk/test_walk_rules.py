"""What the checks demand of every decision so that it can be walked well, and what its page says before the walk."""

from __future__ import annotations

import datetime
import json
import re
from functools import cache
from typing import Any

import pytest
import yaml
from walk_model import DECISIONS

from crossroads.adapters.workshop import Inspection, inspect
from crossroads.model.codes import CODES
from crossroads.reading.examples import documented
from crossroads.reasoning.counts import remaining

NAMES = sorted(
    p.stem for p in DECISIONS.glob("*.yml") if "outcomes" in yaml.load(p.read_text("utf-8"), yaml.BaseLoader)
)
each = pytest.mark.parametrize("decision", NAMES)


@cache
def inspected() -> Inspection:
    return inspect(DECISIONS, datetime.date(2026, 11, 22))


@pytest.mark.parametrize(
    "code", ["bare-yes-no", "route-too-long", "hard-to-read", "unequal-detail", "missing-evidence"]
)
def test_a23_a29_a30_e02_a_check_watches_and_finds_nothing_here(code: str) -> None:
    """Each check has an example that it finds (`tests/reading/test_examples.py` runs them); this library has none."""
    assert code in CODES
    assert code in documented()
    assert [d for d in inspected().diagnostics if d.code == code] == []


@each
def test_a29_no_route_is_longer_than_twelve_questions(decision: str) -> None:
    assert remaining(inspected().judgement.graphs[decision])[0].most <= 12


@each
def test_a30_hints_are_one_sentence_without_a_link(decision: str) -> None:
    for question in inspected().reading.library.decision(decision).questions:
        assert question.hint is None or not re.search(r"[.!?] [A-Z]|https?:|\]\(", question.hint)


@each
def test_e01_problem_options_and_consequences_are_all_stated(decision: str) -> None:
    subject = inspected().reading.library.decision(decision)
    assert subject.summary
    assert len(subject.outcomes) >= 2
    for outcome in subject.outcomes:
        assert all((outcome.summary, outcome.rationale, outcome.benefits, outcome.drawbacks, outcome.next_steps))


@each
def test_e08_cut_offs_have_a_reason_and_a_source(decision: str) -> None:
    for question in inspected().reading.library.decision(decision).questions:
        for option in question.options if question.unit else ():
            assert option.label and option.band
            assert option.rationale
            assert option.evidence or question.evidence


@pytest.mark.browser
@each
def test_a25_the_start_says_what_awaits(walking: Any, decision: str) -> None:
    subject = inspected().reading.library.decision(decision)
    graph = inspected().judgement.graphs[decision]
    walk = walking(decision, width=360, height=740)
    start = walk.page.locator(".cr-start")
    text = " ".join(start.inner_text().split())
    left = remaining(graph)[0]
    numbers = f"{left.fewest} to {left.most} questions" if left.fewest < left.most else f"{left.most} question"
    assert numbers in text
    assert re.search(r"about \d+ minutes?", text)
    assert subject.reviewed.isoformat() in text
    assert all(" ".join(t.split()) in text for t in (*subject.have_at_hand, subject.audience or ""))
    assert " ".join(subject.summary.split()) in " ".join(walk.page.locator(".cr-lead").first.inner_text().split())
    box = walk.page.locator("[data-act=begin]").bounding_box()
    assert box["y"] + box["height"] <= 740


@pytest.mark.browser
@each
def test_a32_every_question_is_found_by_search_and_on_the_page(site: Any, walking: Any, decision: str) -> None:
    index = json.loads((site.folder / "search" / "index.json").read_text("utf-8"))
    found = " ".join(f"{d['title']} {d['text']}" for d in index["docs"] if f"decisions/{decision}/" in d["location"])
    plain = " ".join(re.sub(r"&#?\w+;|<[^>]*>", " ", found).split())
    walk = walking(decision)
    for question in inspected().reading.library.decision(decision).questions:
        asked = " ".join(re.sub(r"[&<>'\"’“”]", " ", question.ask).split())
        assert asked in " ".join(re.sub(r"[<>'\"’“”]", " ", plain).split())
        # The search of a browser goes on from what it found last; questions stand in the order of the walk.
        assert walk.page.evaluate("t => (getSelection().removeAllRanges(), window.find(t))", str(question.ask))


@pytest.mark.browser
@each
def test_e03_outcomes_cite_dated_evidence_and_the_page_says_who_pays(walking: Any, decision: str) -> None:
    walk = walking(decision)
    for outcome in inspected().reading.library.decision(decision).outcomes:
        if outcome.evidence and outcome.id in inspected().judgement.graphs[decision].outcomes:
            cites = walk.page.locator(f"#{outcome.id} > .cr-cites").inner_text()
            assert len(re.findall(r"\(\d{4}(-\d{2})*\)", cites)) == len(set(outcome.evidence))
        if outcome.id in inspected().judgement.graphs[decision].outcomes:
            assert walk.page.locator(f"#{outcome.id} .cr-sureness b").count() == 2
    settings = inspected().reading.library.settings
    page = " ".join(walk.page.locator(".cr-decision").inner_text().split())
    assert " ".join(settings.interests.split()) in page
    assert " ".join(settings.updates.split()) in page
