"""Sizes of a drawing by keys: what has the focus stays where it is."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from served_site import Site

pytestmark = pytest.mark.browser

PLACE = """(() => {
  const { top, left, width } = document.activeElement.getBoundingClientRect();
  return [top, left, width];
})()"""


@pytest.mark.parametrize("number", [1, 12, 20])
def test_b17_the_box_in_focus_stays_while_sizes_change(looking: Callable[..., Page], site: Site, number: int) -> None:
    """B17, A8: a tall drawing shrinks and grows around the box that one looks at."""
    page = looking(site.at("decisions/choose-method/"), height=800)
    box = page.locator(".cr-d-box").nth(number)
    box.scroll_into_view_if_needed()
    box.focus()
    page.wait_for_timeout(100)
    top, _, width = page.evaluate(PLACE)
    for key, scale in (("-", 0.8), ("-", 0.64), ("0", 1), ("+", 1.25)):
        page.keyboard.press(key)
        now = page.evaluate(PLACE)
        assert now[2] == pytest.approx(width * scale, rel=0.02)
        assert abs(now[0] - top) <= 2, key
        assert 0 <= now[1] <= 1280
