"""Every kind of page is free of what axe can find, in both colour schemes, wide and narrow."""

from __future__ import annotations

from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

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


def _opened(browser: Browser, scheme: Scheme, width: int) -> Page:
    context = browser.new_context(
        color_scheme=scheme, reduced_motion="reduce", viewport={"width": width, "height": 800}
    )
    return context.new_page()


def _violations(page: Page) -> list[str]:
    found: dict[str, Any] = Axe().run(page, options={"runOnly": RULES, "resultTypes": ["violations"]}).response
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
