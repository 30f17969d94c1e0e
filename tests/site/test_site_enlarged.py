"""B13: with letters of twice the size, and with the spacing that WCAG asks for, nothing is cut and nothing overlaps."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from test_site_theme import KINDS

from served_site import Site
from walking import finish, look

pytestmark = pytest.mark.browser

TWICE = "html { font-size: 250% !important }"  # the theme's letters are measured against 125 %
SPACED = (
    "* { letter-spacing: .12em !important; word-spacing: .16em !important; line-height: 1.5 !important }"
    "p { margin-block-end: 2em !important }"
)
WISHES = {"twice": TWICE, "spaced": SPACED}

# Text that another text lies on, and boxes whose words do not fit and cannot be scrolled to.
FAULTS = """() => {
  const shown = (e) => e.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const hidden = (e) => e.closest('.cr-hidden, caption, svg, [aria-hidden=true], .md-search, .md-skip');
  const lines = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const e = node.parentElement;
    if (!node.data.trim() || !shown(e) || hidden(e)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) if (box.width > 1) lines.push({ node, box });
  }
  lines.sort((a, b) => a.box.top - b.box.top);
  const faults = [];
  lines.forEach((one, at) => {
    for (const other of lines.slice(at + 1)) {
      const high = Math.min(one.box.bottom, other.box.bottom) - other.box.top;
      if (high <= 0) break;
      const wide = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
      const tall = Math.min(one.box.height, other.box.height);
      const apart = one.node !== other.node && wide > 2 && high > 0.35 * tall;
      if (apart) faults.push(`${one.node.data.trim().slice(0, 40)} | ${other.node.data.trim().slice(0, 40)}`);
    }
  });
  for (const { node, box } of lines) {
    for (let at = node.parentElement; at; at = at.parentElement) {
      const { overflowX, overflowY } = getComputedStyle(at);
      if ([overflowX, overflowY].some((way) => ['auto', 'scroll'].includes(way))) break;
      const edge = at.getBoundingClientRect();
      const aside = overflowX !== 'visible' && (box.left < edge.left - 1 || box.right > edge.right + 1);
      const below = overflowY !== 'visible' && (box.top < edge.top - 1 || box.bottom > edge.bottom + 1);
      if (at !== document.body && (aside || below)) faults.push(`cut: ${node.data.trim().slice(0, 40)}`);
    }
  }
  for (const e of document.querySelectorAll('button, .cr-button, .md-button, summary, .cr-kind, .cr-grade'))
    if (shown(e) && !hidden(e) && e.scrollWidth > e.clientWidth + 1)
      faults.push(`too wide: ${e.outerHTML.slice(0, 90)}`);
  return [lines.length, faults];
}"""


WIDE = """() => document.documentElement.scrollWidth <= innerWidth ? [] :
  [...document.querySelectorAll('main *')].filter((e) => e.getBoundingClientRect().right > innerWidth + 1
    && !e.closest('.cr-table, .cr-drawing-scroll, pre, .md-typeset__scrollwrap'))
    .map((e) => e.outerHTML.slice(0, 99))"""
ADOPT = """(css) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [sheet];
}"""


def _enlarge(page: Page, css: str) -> None:
    page.evaluate(ADOPT, css + "* { content-visibility: visible !important }")  # what is out of sight is looked at too


def _look(page: Page) -> None:
    look(page)  # the walk scrolls to what it has given the focus, a frame later
    page.evaluate("scrollTo(0, 0)")  # else the header lies on what has gone under it, as it should
    count, faults = page.evaluate(FAULTS)
    assert count > 5
    assert faults == [], page.url
    assert page.evaluate(WIDE) == [], page.url


# Letters of twice the size at 1280 px are what WCAG asks for; 320 px is four times the zoom already.
LOOKS = [(wish, width) for wish in WISHES for width in (320, 1280) if (wish, width) != ("twice", 320)]


@pytest.mark.parametrize(("wish", "width"), LOOKS)
def test_no_text_is_cut_or_lies_on_another(site: Site, browser: Browser, wish: str, width: int) -> None:
    """B13: on a page of each kind, its folds open."""
    page = browser.new_context(viewport={"width": width, "height": 800}, reduced_motion="reduce").new_page()
    for address in KINDS:
        page.goto(site.at(address))
        _enlarge(page, WISHES[wish])
        page.evaluate("for (const fold of document.querySelectorAll('main details')) fold.open = true")
        _look(page)
    page.context.close()


@pytest.mark.parametrize(("wish", "width"), LOOKS)
def test_no_text_of_a_walk_is_cut_or_lies_on_another(site: Site, page: Page, wish: str, width: int) -> None:
    """B13: at a question, at its error, and at the outcome."""
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(site.at("decisions/need-at-all/"))
    _enlarge(page, WISHES[wish])
    page.locator("[data-act=begin]").click()
    _look(page)
    page.get_by_role("button", name="Continue").click()
    page.locator(".cr-error").wait_for()
    _look(page)
    choices: Any = page.locator("crossroads-walk .cr-choice:visible")
    while choices.count():
        choices.first.click()
        page.get_by_role("button", name="Continue").click()
    finish(page)
    page.evaluate("for (const fold of document.querySelectorAll('.cr-result details')) fold.open = true")
    _look(page)


def test_the_faults_are_found(page: Page) -> None:
    """B13: text on text, text cut off, and a button too small for its words."""
    page.set_content(
        "<p>above</p><p style='margin-top:-2em'>on top of it</p>"
        "<p style='width:3em;overflow:hidden;white-space:nowrap'>cut off at its end</p>"
        "<button style='width:2em;white-space:nowrap'>much too long for it</button><p>a</p><p>b</p><p>c</p>"
    )
    _, faults = page.evaluate(FAULTS)
    assert sum("on top of it" in f for f in faults) == 1
    assert sum(f.startswith("cut:") for f in faults) == 1
    assert sum(f.startswith("too wide:") for f in faults) == 1
