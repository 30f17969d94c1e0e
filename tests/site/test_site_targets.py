"""What is pressed is large enough: on every kind of page, and in every state of a walk."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page
from test_site_theme import KINDS
from walk_states import LAID_OUT, walk_states, walked_decisions

from served_site import Site

pytestmark = pytest.mark.browser

LEAST = 24
THUMB = 44

# What answers to a press. A label and its box are one target, and a whole row is one where it holds an answer. A link
# within a sentence, among words that are not its own, is as high as its line: WCAG excepts it.
TARGETS = """() => {
  const shown = (e) => e.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const words = (e) => e.textContent.trim().length;
  const sentence = (e) => e.closest("p, li, dt, dd, td, th, h1, h2, h3") ?? e.parentElement;
  const within = (e) => getComputedStyle(e).display === "inline" && words(sentence(e)) > words(e);
  const hidden = (e) => e.closest(".cr-hidden, .md-skip, [aria-hidden=true], .md-search__output");
  const all = [...document.querySelectorAll(
    "a[href], button, summary, input, select, textarea, label[for], [role=button], [role=link]")];
  const found = [];
  for (const e of all.filter((e) => shown(e) && !hidden(e) && !(e.matches("a") && within(e)))) {
    const parts = [e.closest(".cr-choice") ?? e, ...(e.labels ?? []), ...(e.control ? [e.control] : [])].filter(shown);
    const boxes = parts.map((part) => part.getBoundingClientRect()).filter(({ width, height }) => width * height > 1);
    if (!boxes.length) continue;
    const least = (side) => Math.min(...boxes.map((box) => box[side]));
    const most = (side) => Math.max(...boxes.map((box) => box[side]));
    found.push([e.outerHTML.slice(0, 110), most("right") - least("left"), most("bottom") - least("top")]);
  }
  return found;
}"""
OPEN = "for (const fold of document.querySelectorAll('main details')) fold.open = true"
ROWS = """() => [...document.querySelectorAll("crossroads-walk :is(.cr-button, .cr-choice)")]
  .filter((e) => e.checkVisibility({ visibilityProperty: true }))
  .map((e) => [e.outerHTML.slice(0, 110), e.getBoundingClientRect().height])"""


def small(page: Page) -> tuple[int, list[str]]:
    """Count the targets on show, and tell those that are less than 24 px wide or high."""
    targets = page.evaluate(TARGETS)
    return len(targets), [f"{html}: {w:.1f} x {h:.1f}" for html, w, h in targets if min(w, h) < LEAST - 0.01]


@pytest.mark.parametrize("width", [320, 1280])
def test_every_target_can_be_hit(site: Site, browser: Browser, width: int) -> None:
    """B14: at least 24 px wide and high, on a page of each kind with its folds open, telephone and desk."""
    page = browser.new_context(viewport={"width": width, "height": 800}, reduced_motion="reduce").new_page()
    found: dict[str, list[str]] = {}
    for address in KINDS:
        page.goto(site.at(address))
        page.evaluate(LAID_OUT)
        page.evaluate(OPEN)
        count, found[address] = small(page)
        assert count > 10, address
    page.context.close()
    assert {address: targets for address, targets in found.items() if targets} == {}


@pytest.mark.parametrize("width", [320, 1280])
def test_what_a_walk_asks_to_press_is_large(site: Site, browser: Browser, width: int) -> None:
    """B14: buttons and answers are at least 44 px high in every state of a walk, all else at least 24 px."""
    page = browser.new_context(viewport={"width": width, "height": 800}, reduced_motion="reduce").new_page()
    found: dict[str, list[str]] = {}
    for address in walked_decisions(site, ("need-at-all", "combine")):
        for state in walk_states(page, site.at(address)):
            rows = page.evaluate(ROWS)
            assert rows, state
            low = [f"{html}: {high:.1f} high" for html, high in rows if high < THUMB - 0.01]
            found[f"{address} {state}"] = [*low, *small(page)[1]]
    page.context.close()
    assert {place: targets for place, targets in found.items() if targets} == {}
