"""B25: what assistive technology is told along a whole walk, kept as a transcript in `spoken_walk.txt`.

The roles and names are Playwright's reading of the page by the rules of ARIA, which knows nothing of our code. Where
the transcript changes on purpose, read it aloud, then write it anew with CROSSROADS_TRANSCRIPT=1.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from served_site import Site
from walking import finish

pytestmark = pytest.mark.browser
KEPT = Path(__file__).parent / "spoken_walk.txt"
FOCUS = r"""() => {
  const { tagName, textContent } = document.activeElement;
  return tagName === 'BODY' ? 'nowhere' : `${tagName.toLowerCase()} “${textContent.trim().replace(/\s+/g, ' ')}”`;
}"""


def told(page: Page, what: str) -> Iterator[str]:
    """Say what happened, the title of the page, where the focus went, what was announced, and what stands there."""
    finish(page)
    yield f"## {what}"
    yield f"title: {page.title()}"
    yield f"focus: {page.evaluate(FOCUS)}"
    announced = page.locator("crossroads-walk [role=status]").all_inner_texts()
    yield from (f"status: {' '.join(text.split())}" for text in announced if text.strip())
    walk = page.locator("crossroads-walk").aria_snapshot()
    yield re.sub(r"\n\s*- /url: .*", "", walk)  # addresses are not spoken
    yield ""


def spoken(page: Page) -> Iterator[str]:
    """Walk by keys alone: without an answer first, then the first answer of each question."""
    yield from told(page, "The page is open")
    page.locator("[data-act=begin]").focus()
    page.keyboard.press("Enter")
    yield from told(page, "Start")
    page.locator("crossroads-walk input").first.focus()
    page.keyboard.press("Enter")
    page.locator("crossroads-walk .cr-error").wait_for()
    yield from told(page, "Continue without an answer")
    while page.locator("crossroads-walk input:visible").count():
        page.locator("crossroads-walk input").first.focus()
        page.keyboard.press("Space")
        label = page.locator("crossroads-walk .cr-choice:has(:checked) label").inner_text()
        page.keyboard.press("Enter")
        yield from told(page, f"Answer “{label}”")


def test_a_whole_walk_is_told_as_it_was(looking: Callable[..., Page], large_site: Site) -> None:
    """B25: each question, its answers, how far it is, what is wrong, and the outcome."""
    page = looking(large_site.at("decisions/fit/"))
    transcript = "\n".join(spoken(page))
    if os.environ.get("CROSSROADS_TRANSCRIPT") == "1":
        KEPT.write_text(transcript, "utf-8")
    assert transcript == KEPT.read_text("utf-8")


def test_the_transcript_names_what_a_listener_needs() -> None:
    """B25: the position, the question as a group, its radio buttons, the error, the answers given, the outcome."""
    start, first, error, *_, last = KEPT.read_text("utf-8").split("## ")[1:]
    assert 'link "Start"' in start
    assert "status: Question 1" in first
    assert re.search(r"focus: h2 “How large[^”]*\?”", first)
    assert re.search(r'- group "How large[^"]*\?"', first)
    assert len(re.findall(r"- radio ", first)) >= 2
    assert 'link "Choose one of the answers"' in error
    assert error.splitlines()[1].startswith("title: Error")
    assert "title: " in last
    assert re.search(r'heading "[^"]+" \[level=2\]', last)
    assert re.search(r'link "Change: How large', last)
