"""Every kind of page is free of what axe can find, in both colour schemes, wide and narrow."""

from __future__ import annotations

from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from walk_states import LONG, STATES, walk_states, walked_decisions

from served_site import Site

pytestmark = pytest.mark.browser

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PAGES = (
    "",
    "decisions/",
    "decisions/need-at-all/",
    "decisions/choose-method/",
    "checklists/",
    "checklists/retrieval/",
    "evidence/",
    "about/",
    "about/authors/",
    "404.html",
)
Scheme = Literal["light", "dark"]


def _opened(browser: Browser, scheme: Scheme, width: int, height: int = 800) -> Page:
    context = browser.new_context(
        color_scheme=scheme, reduced_motion="reduce", viewport={"width": width, "height": height}
    )
    return context.new_page()


def _violations(page: Page, part: list[list[str]] | None = None) -> list[str]:
    """Give what axe finds on a page, or in a part of it."""
    options = {"runOnly": RULES, "resultTypes": ["violations"]}
    page.evaluate("scrollTo(0, 0)")  # else the header lies on what has gone under it, as it should
    found: dict[str, Any] = Axe().run(page, context=part, options=options).response
    return [
        f"{rule['id']}: {node['html'][:160]} {node['failureSummary'][:300]}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_has_a_fault_that_axe_finds(site: Site, browser: Browser, scheme: Scheme, width: int) -> None:
    """B24: in both schemes, wide and narrow, folded and unfolded, theme included."""
    page = _opened(browser, scheme, width)
    found = {}
    for address in PAGES:
        page.goto(site.at(address))
        expected = "slate" if scheme == "dark" else "default"
        assert page.locator("body").get_attribute("data-md-color-scheme") == expected
        found[address] = _violations(page)
        page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
        found[address] += _violations(page)
    page.context.close()
    assert {address: violations for address, violations in found.items() if violations} == {}


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_open_search_with_results_has_no_fault(site: Site, browser: Browser, scheme: Scheme, width: int) -> None:
    """B24: the search with its results is a state of every page."""
    page = _opened(browser, scheme, width)
    page.goto(site.at("evidence/"))
    if width < 960:
        page.locator("label.md-header__button[for=__search]").click()
    page.locator(".md-search__input").click()
    page.locator(".md-search__input").press_sequentially("retrieval")
    page.locator(".md-search-result__item").first.wait_for()
    page.wait_for_timeout(400)  # the theme fades the panel in
    found = _violations(page)
    page.context.close()
    assert found == []


# In an ordinary run the whole page is looked at where a walk has changed it most, and its own parts elsewhere.
WALK = [["crossroads-walk"], [".cr-drawing"]]
WHOLE = STATES if LONG else ("unsure", "result")


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_state_of_a_walk_has_a_fault_that_axe_finds(
    site: Site, browser: Browser, scheme: Scheme, width: int
) -> None:
    """B24: the start, a question, its error, a result that is open, one that is not, and the start again."""
    page = _opened(browser, scheme, width)
    found, seen = {}, set()
    one = "combine" if (scheme, width) in (("light", 320), ("dark", 1280)) else "pilot"
    for address in walked_decisions(site, (one,)):
        for state in walk_states(page, site.at(address)):
            seen.add(state)
            if violations := _violations(page, None if state in WHOLE else WALK):
                found[f"{address} {state}"] = violations
    page.context.close()
    assert found == {}
    assert seen == set(STATES)


@pytest.mark.parametrize("width", [320, 768, 1280, 1920])
def test_no_page_scrolls_sideways(site: Site, browser: Browser, width: int) -> None:
    """B12: on every page."""
    page = _opened(browser, "light", width)
    wide = {}
    for address in [*site.pages(), "404.html"]:
        page.goto(site.at(address))
        reach = page.evaluate("document.documentElement.scrollWidth")
        if reach > width:
            wide[address] = reach
    page.context.close()
    assert wide == {}


# What reaches beyond the window and is in nothing that scrolls by itself.
BEYOND = """() => {
  const scrolls = (e) => ['auto', 'scroll'].includes(getComputedStyle(e).overflowX);
  const within = (e) => e && (scrolls(e) || within(e.parentElement));
  const shown = (e) => e.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !e.closest('svg');
  const beyond = ({ left, right }) => left < -1 || right > innerWidth + 1;
  const all = [...document.querySelectorAll('main *, header *, footer *')].filter(shown);
  const found = all.filter((e) => beyond(e.getBoundingClientRect()) && !within(e.parentElement));
  return [document.documentElement.scrollWidth, all.length, found.map((e) => e.outerHTML.slice(0, 99))];
}"""


def test_no_state_of_a_walk_scrolls_sideways_at_four_times_the_zoom(site: Site, browser: Browser) -> None:
    """B12: 1280 by 1024 at 400 % are 320 by 256; at the start, a question, its error and a result."""
    page = _opened(browser, "light", 320, 256)
    for address in walked_decisions(site, ("choose-method", "combine", "need-at-all")):
        for state in walk_states(page, site.at(address)):
            reach, seen, beyond = page.evaluate(BEYOND)
            assert seen > 50
            assert (reach, beyond) == (320, []), f"{address} {state}"
    page.context.close()


def test_a_printable_key_does_nothing_while_nothing_is_focused(site: Site, page: Page) -> None:
    """B8: on pages with a walk, a drawing, ticks, and none of these."""
    for place in ("", "decisions/", "decisions/need-at-all/", "checklists/retrieval/"):
        page.goto(site.at(place))
        address = page.url
        for key in [chr(code) for code in range(33, 127)]:
            page.keyboard.press(key)
        page.wait_for_timeout(300)
        assert page.url == address
        assert page.evaluate("document.activeElement === document.body")
        assert not page.locator("#__search").is_checked()
        assert page.locator("main input:checked").count() == 0


def test_the_start_of_a_walk_is_in_sight_on_a_small_telephone(site: Site, page: Page) -> None:
    """A25: without scrolling, and large enough for a thumb."""
    page.set_viewport_size({"width": 360, "height": 740})
    for address in ("decisions/need-at-all/", "decisions/choose-method/"):
        page.goto(site.at(address))
        box = page.locator(".cr-start .cr-button").bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= 740
        assert box["height"] >= 44


def test_the_help_link_stands_at_the_same_place_on_every_page(site: Site, page: Page) -> None:
    """B28: it is the first link of the foot."""
    order = set()
    for address in [*site.pages(), "404.html"]:
        page.goto(site.at(address))
        links = page.locator("footer a").all_inner_texts()
        order.add(links.index("Help and feedback"))
    assert order == {0}
