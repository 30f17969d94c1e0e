"""Buttons under the pointer and in focus: their letters stay, and nothing lies on them."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page
from test_site_theme import contrast

from served_site import Site

pytestmark = pytest.mark.browser

BUTTONS = "main :is(a, button):is(.cr-button, .md-button):not(.cr-hidden)"
COLOURS = "e => [getComputedStyle(e).color, getComputedStyle(e).backgroundColor]"
# Nine points of a button, and what a press on each would hit instead.
COVERED = """() => [...document.querySelectorAll(".cr-tools :is(button, a)")].flatMap((button) => {
  const { left, top, width, height } = button.getBoundingClientRect();
  if (!width) return [];
  return [0.1, 0.5, 0.9].flatMap((x) => [0.2, 0.5, 0.8].map((y) => [x, y])).flatMap(([x, y]) => {
    const hit = document.elementFromPoint(left + x * width, top + y * height);
    return button.contains(hit) ? [] : [`${button.textContent} at ${x}, ${y}: ${hit?.outerHTML.slice(0, 60)}`];
  });
})"""


def faint(page: Page) -> list[str]:
    """Point at every button, then give it the focus; name those whose letters are hard to read then."""
    found = []
    for button in page.locator(BUTTONS).all():
        if not button.is_visible():
            continue
        for act in (button.hover, button.focus):
            act()
            letters, ground = button.evaluate(COLOURS)
            if "rgba(0, 0, 0, 0)" not in ground and contrast(letters, ground) < 4.5:
                found.append(f"{act.__name__}: {button.inner_text()} {letters} on {ground}")
        page.mouse.move(1, 1)
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_letters_of_buttons_stay_under_the_pointer_and_in_focus(site: Site, browser: Browser, scheme: str) -> None:
    """B9: a theme has colours for links under the pointer, which once were those of the button itself."""
    page = browser.new_page(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    for address in ("", "decisions/need-at-all/", "checklists/retrieval/"):
        page.goto(site.at(address))
        assert page.locator(BUTTONS).count() >= 2
        assert faint(page) == [], address
    page.close()


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_nothing_lies_on_a_button(site: Site, browser: Browser, width: int) -> None:
    """B14: every part of a button answers to a press, before and after sizes have changed."""
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(site.at("decisions/need-at-all/"))
    tools = page.locator(".cr-tools").first
    tools.scroll_into_view_if_needed()
    assert tools.locator("button").count() == 8
    assert page.evaluate(COVERED) == []
    tools.get_by_role("button", name="Larger").click()
    assert page.evaluate(COVERED) == []
    page.close()
