"""The focus in the drawing: its ring, measured in pictures with it and without it, and the way past the drawing."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Page
from test_drawing_browser import contrast

from served_site import Site
from walking import look, walk

pytestmark = pytest.mark.browser
Looking = Callable[..., Page]
FINE = 3  # pixels of the picture to one of the page, so that an edge between two pixels costs little
AROUND = 16  # how far a ring may stand off its box
THICK = 2  # what B15 asks, in pixels of the page
PLAIN = ".cr-d-box:not(.is-taken, .is-possible, [aria-current], [data-out])"
STATES: dict[str, tuple[tuple[str, ...], str]] = {
    "plain": ((), PLAIN),
    "present": (("facts", "documents"), ".cr-d-box[aria-current=step]"),
    "taken": (("facts", "documents"), ".cr-d-box.is-taken"),
    "ruled out": (("facts", "documents"), ".cr-d-box[data-out]"),
    "possible": (("unknown",), ".cr-d-box.is-possible"),
    "elsewhere": ((), ".cr-d-jump"),
}
WISHES: dict[str, dict[str, str]] = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "forced": {"forced_colors": "active"},
}
if os.environ.get("CROSSROADS_AUDIT"):
    WISHES["forced dark"] = {"forced_colors": "active", "color_scheme": "dark"}
FOCUS = """(box) => {
  box.focus();
  box.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
  return box.matches(':focus-visible');
}"""
BEFORE = """() => {
  const section = document.querySelector('.cr-drawing-section');
  const ahead = (e) => e.compareDocumentPosition(section) === Node.DOCUMENT_POSITION_FOLLOWING;
  const stops = [...document.querySelectorAll('a[href], button, input, summary, [tabindex]')].filter((e) =>
    e.tabIndex >= 0 && !e.disabled && e.checkVisibility({ visibilityProperty: true }) && ahead(e));
  stops.at(-1).focus();
}"""
KIND = """() => {
  const at = document.activeElement;
  if (!at.closest('.cr-drawing-section')) return null;
  const kinds = { box: '.cr-drawing-scroll *', tool: '.cr-tools button', keys: '.cr-keys > summary',
    file: '.cr-files a', skip: '.cr-drawing-section > a' };
  return Object.keys(kinds).find((kind) => at.matches(kinds[kind])) ?? at.outerHTML.slice(0, 90);
}"""
STANDS = """() => {
  const [at, section] = [document.activeElement, document.querySelector('.cr-drawing-section')];
  const { left, top, right, bottom } = at.getBoundingClientRect();
  const middle = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
  const goal = at.matches('a[href^="#"]') && document.getElementById(at.hash.slice(1));
  const after = (e) => !!e && section.compareDocumentPosition(e) === Node.DOCUMENT_POSITION_FOLLOWING;
  return {
    text: at.textContent.trim(),
    within: section.contains(at),
    after: after(at),
    leads: after(goal),
    seen: at.contains(middle) && left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight,
    least: Math.min(right - left, bottom - top),
  };
}"""
OUTERMOST = """(side) => {
  const far = (box) => (side.startsWith('-') ? -1 : 1) * box.getBoundingClientRect()[side.replace('-', '')];
  [...document.querySelectorAll('.cr-d-box')].sort((a, b) => far(a) - far(b))[0].classList.add('outermost');
}"""
SIDES = """(box) => {
  const { left, top, width, height } = box.querySelector('.cr-d-shape').getBoundingClientRect();
  return { x: left, y: top, width, height };
}"""


def pictured(page: Page, sides: dict[str, float]) -> Image.Image:
    """Take a picture of a box and of what is next to it."""
    look(page)
    clip: Any = {
        "x": sides["x"] - AROUND,
        "y": sides["y"] - AROUND,
        "width": sides["width"] + 2 * AROUND,
        "height": sides["height"] + 2 * AROUND,
    }
    return Image.open(BytesIO(page.screenshot(scale="device", clip=clip))).convert("RGB")


def changed(one: Image.Image, two: Image.Image) -> float:
    """Give the area that differs between two pictures with a contrast of 3 and more, in pixels of the page."""
    assert one.size == two.size
    rows = [zip(*[iter(picture.tobytes())] * 3, strict=True) for picture in (one, two)]
    pairs = Counter(pair for pair in zip(*rows, strict=True) if pair[0] != pair[1])
    return sum(n for (a, b), n in pairs.items() if contrast(f"rgb{a}", f"rgb{b}") >= 3) / FINE**2


def ring(page: Page, selector: str) -> tuple[float, float]:
    """Give the area that the focus changes at the first such box, and the length of that box's outline."""
    box = page.locator(selector).first
    page.keyboard.press("Shift")  # a ring is for those who use keys
    assert box.evaluate(FOCUS), "the box does not show that it has the focus"
    sides = box.evaluate(SIDES)
    there = pictured(page, sides)
    page.evaluate("document.activeElement.blur()")
    without = pictured(page, sides)
    assert box.evaluate(SIDES) == sides, "the page moved between the two pictures"
    return changed(there, without), 2 * (sides["width"] + sides["height"])


@pytest.mark.parametrize("wishes", WISHES)
@pytest.mark.parametrize("state", STATES)
def test_b15_b19_the_focus_of_a_box_is_seen(looking: Looking, site: Site, state: str, wishes: str) -> None:
    """B15, B19: two pixels all round change with a contrast of 3, also where the walk has marked the box already."""
    options, selector = STATES[state]
    page = looking(site.at("decisions/choose-method/"), device_scale_factor=FINE, **WISHES[wishes])
    if options:
        walk(page, *options)
    area, length = ring(page, selector)
    assert area >= THICK * length


@pytest.mark.parametrize("side", ["left", "top", "-right", "-bottom"])
def test_b15_the_focus_is_whole_at_every_side_of_the_drawing(looking: Looking, large_site: Site, side: str) -> None:
    """B15: what scrolls in its own region may cut off what stands out at its sides."""
    page = looking(large_site.at("decisions/fit/"), device_scale_factor=FINE)
    page.evaluate(OUTERMOST, side)
    area, length = ring(page, ".outermost")
    assert area >= THICK * length


@pytest.mark.parametrize("wishes", WISHES)
def test_b15_the_focus_of_the_part_that_holds_the_present_step_is_seen(
    looking: Looking, large_site: Site, wishes: str
) -> None:
    page = looking(large_site.at("decisions/some/"), device_scale_factor=FINE, **WISHES[wishes])
    walk(page, "a0")
    area, length = ring(page, ".cr-d-part.is-here")
    assert area >= THICK * length


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("name", ["fit", "many"])
def test_b27_the_drawing_can_be_skipped(looking: Looking, large_site: Site, name: str, width: int) -> None:
    """The first stop in the drawing's section is a link that leads behind it, and is seen while it has the focus."""
    page = looking(large_site.at(f"decisions/{name}/"), width=width)
    page.keyboard.press("Shift")
    page.evaluate(BEFORE)
    page.keyboard.press("Tab")
    look(page)
    skip = page.evaluate(STANDS)
    assert skip["within"] and skip["leads"] and skip["text"], skip
    assert skip["seen"], skip
    page.keyboard.press("Enter")
    look(page)
    page.keyboard.press("Tab")
    beyond = page.evaluate(STANDS)
    assert beyond["after"] and not beyond["within"], beyond


@pytest.mark.parametrize("name", ["fit", "many"])
def test_b5_tab_passes_each_drawing_by_its_buttons_one_box_and_the_keys(
    looking: Looking, large_site: Site, name: str
) -> None:
    """B5: counted by pressing Tab, from the stop before the section to the first one behind it."""
    page = looking(large_site.at(f"decisions/{name}/"))
    drawings = page.locator(".cr-drawing").count()
    page.evaluate(BEFORE)
    kinds: list[str] = []
    for _ in range(20 * drawings):
        page.keyboard.press("Tab")
        kind = page.evaluate(KIND)
        if kind is None:
            break
        kinds.append(kind)
    one = [*["tool"] * 8, "box", "keys"]
    assert [kind for kind in kinds if kind not in ("file", "skip")] == one * drawings
    assert kinds.count("skip") <= 1
    assert kinds.count("file") == page.locator(".cr-files a").count()


def test_b14_the_link_past_the_drawing_is_large_enough_to_be_met(looking: Looking, large_site: Site) -> None:
    page = looking(large_site.at("decisions/fit/"))
    page.keyboard.press("Shift")
    page.evaluate(BEFORE)
    page.keyboard.press("Tab")
    look(page)
    skip = page.evaluate(STANDS)
    assert skip["leads"] and skip["least"] >= 24, skip


def test_a_ring_that_is_taken_away_or_pale_is_found(looking: Looking, site: Site) -> None:
    page = looking(site.at("decisions/need-at-all/"), device_scale_factor=FINE, bypass_csp=True)
    page.add_style_tag(content=f"{'.cr-drawing' * 3} a:focus-visible {{ outline-color: #ddd !important }}")
    area, length = ring(page, PLAIN)
    assert area < length / 10
