"""The drawing for those who wish larger letters, wider spacing or another face, and for those who wish no motion."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page
from test_drawing_browser import OTHER_FACE, OUTSIDE, SPACING

from served_site import Site
from walking import begin, look, submit, walk

pytestmark = pytest.mark.browser
Looking = Callable[..., Page]
ICONS_OUTSIDE = """() => [...document.querySelectorAll('.cr-drawing a')].flatMap((jump) => {
  const shape = jump.querySelector('.cr-d-shape').getBoundingClientRect();
  return [...jump.querySelectorAll('.cr-d-icon')].map((part) => part.getBoundingClientRect()).filter((box) =>
    box.left < shape.left || box.right > shape.right || box.top < shape.top || box.bottom > shape.bottom);
}).length"""
STYLE = """(css) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [sheet];
}"""
# Words around the drawing that are wider or higher than what holds them.
CUT = """() => [...document.querySelectorAll(
  '.cr-tools button, .cr-keys summary, .cr-drawing-section > p, crossroads-walk :is(h2, label, button)')]
  .filter((e) => e.checkVisibility() && getComputedStyle(e).display !== 'inline'
    && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1))
  .map((e) => [e.textContent.trim().slice(0, 40), e.scrollWidth - e.clientWidth, e.scrollHeight - e.clientHeight])"""
# What moves longer than so many milliseconds, or without end; and what would scroll smoothly.
MOVING = """(longest) => [
  ...document.getAnimations().filter((each) => {
    const { endTime, iterations } = each.effect.getComputedTiming();
    return endTime > longest || iterations === Infinity;
  }).map((each) => each.effect.target.outerHTML.slice(0, 80)),
  ...(longest ? [] : [...document.querySelectorAll('html, .cr-drawing-scroll')].filter((e) =>
    getComputedStyle(e).scrollBehavior !== 'auto').map((e) => e.tagName)),
]"""


@pytest.mark.parametrize("css", ["", SPACING, OTHER_FACE + SPACING], ids=["plain", "spaced", "face and spaced"])
def test_b13_labels_stay_in_their_boxes_also_while_walking(looking: Looking, large_site: Site, css: str) -> None:
    for name in ("hard", "some"):
        page = looking(large_site.at(f"decisions/{name}/"))
        page.evaluate(STYLE, css)
        walk(page, "a0", "a0")
        assert page.evaluate(OUTSIDE) == []
        assert page.evaluate(ICONS_OUTSIDE) == 0


@pytest.mark.parametrize("width", [640, 1280])
@pytest.mark.parametrize("name", ["choose-method", "monitor"])
def test_b13_labels_of_our_own_stay_in_their_boxes_at_twice_the_size(
    looking: Looking, site: Site, name: str, width: int
) -> None:
    """B13: with twice the letters and wide spacing, and with a drawing that its buttons have made twice as large."""
    page = looking(site.at(f"decisions/{name}/"), width=width)
    page.evaluate(STYLE, "html { font-size: 200% !important }" + OTHER_FACE + SPACING)
    begin(page)
    page.locator("crossroads-walk input").first.check(force=True)
    submit(page)
    assert page.locator(".cr-d-box").count() > 10
    assert page.evaluate(OUTSIDE) == []
    assert page.evaluate(ICONS_OUTSIDE) == 0
    assert page.evaluate(CUT) == []
    size = "document.querySelector('.cr-d-label').getBoundingClientRect().height"
    before = page.evaluate(size)
    for _ in range(4):
        page.get_by_role("button", name="Larger").click()
    assert page.evaluate(size) >= 2 * before
    assert page.evaluate(OUTSIDE) == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


@pytest.mark.parametrize("reduced", ["reduce", "no-preference"])
def test_b18_nothing_moves_by_itself(looking: Looking, site: Site, reduced: str) -> None:
    """B18: nothing at all where that is wished, else no longer than 0.3 s and never again and again."""
    page = looking(site.at("decisions/need-at-all/"), reduced_motion=reduced)
    longest = 0 if reduced == "reduce" else 300
    begin(page)
    assert page.evaluate(MOVING, longest) == []
    while page.locator("crossroads-walk form [type=submit]").count():
        page.locator("crossroads-walk input").first.check(force=True)
        assert page.evaluate(MOVING, longest) == []
        submit(page)
        assert page.evaluate(MOVING, longest) == []
    page.get_by_role("button", name="Larger").click()
    page.locator('.cr-drawing [tabindex="0"]').hover()
    assert page.evaluate(MOVING, longest) == []
    page.get_by_role("button", name="To the right").click()
    assert page.evaluate(MOVING, longest) == []
    assert page.locator(".cr-d-box").count() > 5


def test_what_moves_for_long_is_found(looking: Looking, site: Site) -> None:
    page = looking(site.at("decisions/need-at-all/"))
    page.evaluate(STYLE, ".cr-drawing { rotate: 1deg; transition: rotate 1s }")
    look(page)  # a change is a transition only from what has been styled
    page.evaluate("document.querySelector('.cr-drawing').style.rotate = '0deg'")
    assert len(page.evaluate(MOVING, 300)) == 1
    page.evaluate(STYLE, "html { scroll-behavior: smooth }")
    assert page.evaluate(MOVING, 0)[-1] == "HTML"
