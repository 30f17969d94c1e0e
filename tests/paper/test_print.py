"""Pages printed by a real Chromium: one page on both papers, black on white, whatever the screen shows."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from paper_print import SIZES, printed, squares, words
from paper_reader import MM
from playwright.sync_api import Browser

from crossroads.adapters.workshop import Inspection
from crossroads.showing.pages import assets
from served_site import Site

pytestmark = pytest.mark.browser
AUDIT = bool(os.environ.get("CROSSROADS_AUDIT"))
OWN = Path(__file__).parent.parent.parent / "decisions"
# The long run prints every list and every decision; the ordinary one the fullest list, one with a reason for two pages,
# and a decision without and with tables.
LISTS = sorted(p.stem for p in (OWN / "checklists").glob("*.yml")) if AUDIT else ["organisation-steps", "retrieval"]
DECISIONS = (
    sorted(p.stem for p in OWN.glob("*.yml") if "\nquestions:" in p.read_text("utf-8")) if AUDIT else ["need-at-all"]
)


@pytest.fixture(params=LISTS)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.mark.parametrize("paper", SIZES)
def test_c6_c13_one_page_with_everything(browser: Browser, site: Site, own: Inspection, name: str, paper: str) -> None:
    sheet = printed(browser, site, f"checklists/{name}/", paper)
    checklist = own.reading.library.checklist(name)
    assert sheet.size == pytest.approx(SIZES[paper], abs=0.4)
    assert len(sheet.pages) == 1 or f"With {len(checklist.items)} items this list may take a second page." in sheet.text
    assert len(sheet.pages) <= 2
    text = words(sheet.text)
    for item in checklist.items:
        assert words(item.do) in text or item.do.split()[-1] in sheet.text
        assert words(item.why or "").replace("*", "") in text
    wanted = [checklist.id, str(checklist.reviewed), str(checklist.review_by), checklist.owner, "Source"]
    wanted += ["Adaptedfrom"] if checklist.adapted_from else []
    assert [w for w in wanted if words(w) not in text] == []
    assert "Not yet trialled" in sheet.text


def test_c13_the_text_is_the_same_on_both_papers(browser: Browser, site: Site, name: str) -> None:
    sets = [set(printed(browser, site, f"checklists/{name}/", p).text.split()) for p in SIZES]
    assert sets[0] == sets[1]


@pytest.mark.parametrize("paper", SIZES)
def test_c7_type(browser: Browser, site: Site, name: str, paper: str) -> None:
    sheet = printed(browser, site, f"checklists/{name}/", paper)
    assert all(
        "Sans" in c["fontname"] or "Arial" in c["fontname"] or "Helvetica" in c["fontname"] for c in sheet.chars()
    )
    sizes = [round(c["size"], 1) for c in sheet.chars()]
    assert min(sizes) >= 8
    assert sizes.count(11.0) > len(sizes) / 2
    assert [w.text for w in sheet.lines(0) if len(w.text) > 90 and max(w.sizes) > 9] == []


def test_c8_c9_boxes_and_ink_without_backgrounds(browser: Browser, site: Site, own: Inspection, name: str) -> None:
    sheet = printed(browser, site, f"checklists/{name}/", act="document.querySelector('.cr-box').click()")
    assert {tuple(c["non_stroking_color"]) for c in sheet.chars()} <= {(0.0,), (0.0, 0.0, 0.0)}
    acts = [i.do.split()[0] for i in own.reading.library.checklist(name).items]
    marks = squares(sheet, 0)
    assert len(marks) == len(acts)
    assert [side for side, _ in marks if not 4 <= side <= 6] == []
    inside = [ticked for _, ticked in marks]
    assert inside == [True, *[False] * (len(acts) - 1)]


@pytest.mark.parametrize(
    "address", [*(f"checklists/{n}/" for n in (LISTS if AUDIT else LISTS[:1])), *(f"decisions/{n}/" for n in DECISIONS)]
)
@pytest.mark.parametrize("backgrounds", [False, True])
def test_c16_a_dark_screen_prints_as_a_light_one(browser: Browser, site: Site, address: str, backgrounds: bool) -> None:
    light = printed(browser, site, address, "A4", "light", backgrounds)
    dark = printed(browser, site, address, "A4", "dark", backgrounds)
    assert len(light.pages) == len(dark.pages)
    for page in range(len(light.pages)):
        assert light.picture(page, 60).tobytes() == dark.picture(page, 60).tobytes()


@pytest.mark.parametrize("paper", SIZES)
def test_c14_the_code_of_the_page(browser: Browser, site: Site, name: str, paper: str) -> None:
    sheet = printed(browser, site, f"checklists/{name}/", paper)
    (code,) = sheet.codes(0, 150)
    assert code.text == site.at(f"checklists/{name}/")
    assert words(code.text) in words(sheet.text)
    (large,) = sheet.codes(0, 300)
    assert abs(large.position.top_right.x - large.position.top_left.x) / 300 * 25.4 >= 20


def test_c15_what_is_folded_prints_and_what_is_pressed_does_not(browser: Browser, site: Site, own: Inspection) -> None:
    page = printed(browser, site, "decisions/need-at-all/")
    text = words(page.text)
    decision = own.reading.library.decision("need-at-all")
    for question in decision.questions:
        assert words(question.help or "")[:30].replace("*", "").replace("-", "") in text.replace("-", "")
    for word in ("Copy as task list", "Clear ticks and notes", "Print it (PDF)", "Skip to content"):
        assert words(word) not in text + words(printed(browser, site, "checklists/pilot/").text)


@pytest.mark.parametrize("decision", DECISIONS)
@pytest.mark.parametrize("paper", SIZES)
def test_c12_each_page_of_a_decision_says_where_it_is_from(
    browser: Browser, site: Site, decision: str, paper: str
) -> None:
    sheet = printed(browser, site, f"decisions/{decision}/", paper)
    for number, text in enumerate(sheet.texts, 1):
        assert words(site.at(f"decisions/{decision}/")) in words(text)
        assert "Version" in text
        assert f"{number} / {len(sheet.pages)}" in text
    assert len(sheet.codes(0, 150)) == 1


@pytest.mark.parametrize("decision", DECISIONS)
@pytest.mark.parametrize("paper", SIZES)
def test_c7_c11_type_of_a_decision(browser: Browser, site: Site, decision: str, paper: str) -> None:
    """Type of a readable size, no empty page, and no heading left alone at a page's end."""
    sheet = printed(browser, site, f"decisions/{decision}/", paper)
    assert all(len(t) > 100 for t in sheet.texts)
    for number in range(len(sheet.pages)):
        own = [c for c in sheet.chars(number) if c["bottom"] < sheet.pages[number]["height"] - 20 * MM]
        assert all("Sans" in c["fontname"] for c in own)
        last = [w for w in sheet.lines(number) if w.bottom < sheet.pages[number]["height"] - 22 * MM][-1]
        assert max(last.sizes) < 12.5, last.text
    assert [
        w.text for p in range(len(sheet.pages)) for w in sheet.lines(p) if len(w.text) > 90 and max(w.sizes) > 9
    ] == []


def test_c17_c18_a_note_prints_and_so_does_what_does_not_apply(browser: Browser, site: Site) -> None:
    act = """() => { const row = document.querySelector('.cr-item'); row.querySelector('.cr-na').click();
      const note = row.querySelector('.cr-note-text'); note.value = 'No users yet';
      note.dispatchEvent(new Event('input', {bubbles: true})); }"""
    sheet = printed(browser, site, "checklists/pilot/", act=f"({act})()")
    assert "No users yet" in sheet.text
    assert len(sheet.pages) == 1
    blank = printed(browser, site, "checklists/pilot/")
    assert "Note, or why it does not apply" not in blank.text
    for word in ("Name", "Role", "Date", "Decision", "Not applicable"):
        assert word in blank.text


def test_c13_no_size_of_paper_is_assumed() -> None:
    """C13: the rules of pages name margins and no size."""
    styles = "".join(a.content.decode("utf-8") for a in assets() if a.uri.endswith(".css"))
    rules = re.findall(r"@page[^{]*\{((?:[^{}]|\{[^{}]*\})*)\}", styles)
    assert rules
    assert not any(re.search(r"(^|[;{\s])size\s*:", rule) for rule in rules)
