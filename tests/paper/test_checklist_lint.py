"""The lint of checklists: C1 to C4 on texts that must be refused and texts that must pass."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from paper_specimens import sheet, sheet_findings

ROOT = Path(__file__).parent.parent.parent
TODAY = date(2026, 11, 22)


def codes(**changes: object) -> list[str]:
    return [d.code for d in sheet_findings(sheet(**changes))]


def test_a_plain_sheet_has_no_finding() -> None:
    assert codes() == []


def test_c1_nine_items_pass_and_ten_stop_the_build() -> None:
    assert codes(items=9) == []
    found = sheet_findings(sheet(items=10))
    assert [(d.code, d.severity) for d in found] == [("too-many-items", "error")]


@pytest.mark.parametrize(
    "text", ["Check", "Ensure it", "Double-check", "Review all", "Restart as required", "Tidy up if needed"]
)
def test_c2_acts_that_name_nothing_are_refused(text: str) -> None:
    found = sheet_findings(sheet(do=text))
    assert [(d.code, d.severity) for d in found] == [("vague-item", "error")]


@pytest.mark.parametrize(
    "text", ["Checked", "Done.", "OK", "All is verified", "It has been done", "As appropriate", "Set"]
)
def test_c2_states_that_nobody_can_see_are_refused(text: str) -> None:
    assert codes(done=text) == ["vague-item"]


@pytest.mark.parametrize("text", ["Check the pressure of each tyre", "Confirm the address with the caller"])
def test_c2_an_act_with_its_object_passes(text: str) -> None:
    assert codes(do=text, done="The gauge reads 2.4") == []


def test_c2_an_item_has_twenty_words_at_most() -> None:
    assert codes(do="one " * 12, done="two " * 8) == []
    found = sheet_findings(sheet(do="one " * 12, done="two " * 9))
    assert [(d.code, d.severity) for d in found] == [("long-item", "error")]


def test_c2_an_item_without_a_state_is_refused() -> None:
    assert codes(done=None) == ["missing-key"]


def test_c3_a_critical_item_behind_another_is_refused() -> None:
    assert codes(items=3, critical=(1, 2)) == []
    assert codes(items=3, critical=(1, 3)) == ["critical-later"]


@pytest.mark.parametrize(
    ("text", "code"), [(None, "missing-key"), ("Done!", "vague-completion"), ("Ready?", "vague-completion")]
)
def test_c3_the_last_line_states_what_is_reached(text: str | None, code: str) -> None:
    assert codes(completion=text) == [code]


def test_c4_the_title_names_the_objective() -> None:
    assert codes(title="Checklist") == ["unclear-title"]
    assert codes(objective=None) == ["missing-key"]


def test_c4_each_section_names_its_moment() -> None:
    assert codes(pause="Release") == ["unclear-pause"]
    assert codes(pause=None) == ["missing-key"]


@pytest.mark.parametrize("key", ["owner", "reviewed", "review_by"])
def test_c5_who_answers_for_a_sheet_and_when_is_required(key: str) -> None:
    assert codes(**{key: None}) == ["missing-key"]


def test_c26_a_sheet_says_whether_it_was_tried() -> None:
    assert codes(trial=None) == ["missing-key"]
    assert codes(trial=[{"by": "Ops", "on": "2026-10-01", "changed": "Two items went."}]) == []


def test_words_are_not_judged_in_other_languages() -> None:
    assert codes(lang="de", title="Freigabe", do="Check", pause="Freigabe") == []
