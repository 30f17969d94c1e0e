"""Where the focus is, it shows, and nothing lies on it: on every kind of page, and in a walk."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page
from test_site_theme import BEHIND, KINDS, Scheme, contrast, opened, schemes
from walk_states import UNFOLD, to_result, walked_decisions

from served_site import Site
from walking import begin, look, submit

pytestmark = pytest.mark.browser
__all__ = ["opened"]  # a fixture

FOCUSED = f"""() => {{ {BEHIND}
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const label = e.matches('.md-option') ? document.querySelector(`label[for="${{e.id}}"] ~ label, label[for]`) : e;
  const style = getComputedStyle(e.matches('.md-option') ? e.nextElementSibling : e);
  const box = (e.closest('.cr-choice') ?? e).getBoundingClientRect();
  const header = document.querySelector('.md-header');
  window.stuck ??= [...document.querySelectorAll('*')].filter(
    (part) => ['sticky', 'fixed'].includes(getComputedStyle(part).position));
  const bars = stuck.filter((part) => part.checkVisibility({{ visibilityProperty: true, opacityProperty: true }})
    && !part.contains(e) && !e.contains(part) && !(header.contains(part) && header.contains(e)))
    .map((part) => [part, part.getBoundingClientRect()]);
  const tall = box.height > innerHeight - header.offsetHeight - 10;
  const over = bars.filter(([, bar]) => Math.min(box.bottom, bar.bottom) - Math.max(box.top, bar.top) > 0.5
    && Math.min(box.right, bar.right) - Math.max(box.left, bar.left) > 0.5);
  return {{
    html: e.outerHTML.slice(0, 120),
    key: [...document.querySelectorAll('*')].indexOf(e),
    style: style.outlineStyle,
    width: parseFloat(style.outlineWidth),
    colour: style.outlineColor,
    behind: behind(e.parentElement),
    ground: behind(e),
    hidden: tall || e.matches('.md-skip') ? [] : over.map(([part]) => part.outerHTML.slice(0, 60)),
    head: header.contains(e),
    foot: !!e.closest('footer'),
    outside: !e.matches('.md-skip, .md-option') && (box.bottom < 0 || box.top > innerHeight),
  }};
}}"""


def sweep(page: Page, key: str, most: int = 600) -> list[dict[str, Any]]:
    """Press a key until the focus has been everywhere."""
    found: list[dict[str, Any]] = []
    for _ in range(most):
        page.keyboard.press(key)
        now = page.evaluate(FOCUSED)
        if now is None or (found and now["key"] in (found[0]["key"], found[-1]["key"])):
            break
        found.append(now)
    return found


@schemes
@pytest.mark.parametrize("forced", ["none", "active"])
def test_focus_shows(site: Site, opened: Any, scheme: Scheme, forced: str) -> None:
    """B15: a line of at least 2 px that contrasts 3 to 1 with what is around it, in forced colours too."""
    page = opened(color_scheme=scheme, forced_colors=forced, reduced_motion="reduce")
    for address in ("", "decisions/need-at-all/", "checklists/retrieval/", "404.html"):
        page.goto(site.at(address))
        found = sweep(page, "Tab", 90)
        assert len(found) > 8
        for stop in found:
            assert stop["style"] != "none", stop
            assert stop["width"] >= 2, stop
            if forced == "none":
                assert contrast(stop["colour"], stop["behind"]) >= 3, stop


LOW = pytest.mark.parametrize("height", [300, 620])


def covered(page: Page) -> list[Any]:
    """Go through a page with Tab and back again; tell what is out of sight, or under what stays in place."""
    page.evaluate("document.activeElement.blur(); scrollTo(0, 0); window.stuck = null")
    forward = sweep(page, "Tab")
    page.locator("footer a").last.focus()
    backward = sweep(page, "Shift+Tab")
    assert len(forward) > 8
    assert len(backward) > 8
    assert any(stop["foot"] for stop in forward), f"{page.url}: the foot was not reached, {forward[-1]['html']}"
    assert any(stop["head"] for stop in backward), f"{page.url}: the head was not reached, {backward[-1]['html']}"
    assert page.evaluate("stuck.length") > 0
    return [(stop["html"], stop["hidden"]) for stop in forward + backward if stop["hidden"] or stop["outside"]]


@LOW
@pytest.mark.parametrize("address", KINDS)
def test_nothing_focused_hides_under_what_stays_in_place(site: Site, opened: Any, address: str, height: int) -> None:
    """B16: neither under the header nor under any other part that stays while the page scrolls, in low windows too."""
    page = opened(height=height, reduced_motion="reduce")
    page.goto(site.at(address))
    assert covered(page) == []


@LOW
def test_nothing_focused_in_a_walk_hides_under_what_stays_in_place(site: Site, opened: Any, height: int) -> None:
    """B16: at a question, at its error, and at a result whose folds are open."""
    page = opened(height=height, reduced_motion="reduce")
    found: dict[str, list[Any]] = {}
    for address in walked_decisions(site, ("need-at-all",)):
        page.goto(site.at(address))
        for state in _stations(page):
            look(page)
            found[f"{address} {state}"] = covered(page)
    assert {place: stops for place, stops in found.items() if stops} == {}


def _stations(page: Page) -> Iterator[str]:
    # Sections out of sight stay as they are here: what the browser leaves out must not move what is focused.
    begin(page)
    yield "question"
    submit(page)
    yield "error"
    to_result(page)
    page.evaluate(UNFOLD)
    yield "result"
