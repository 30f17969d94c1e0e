"""What the eye gets: the colours of drawing and walk, read from a picture of the page and not from its styles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Page
from test_drawing_browser import contrast

from served_site import Site
from walking import begin, submit

pytestmark = pytest.mark.browser
Looking = Callable[..., Page]
Colour = tuple[int, int, int]

# Where text, lines and edges stand in the window; a line is looked for in the middle of its own box.
PLACES = """() => {
  const found = [];
  const add = (kind, e, box) => {
    const inside = box.left >= 0 && box.top >= 0 && box.right <= innerWidth && box.bottom <= innerHeight;
    const name = e.textContent.trim().slice(0, 30) || e.getAttribute('class');
    const sides = [box.left, box.top, box.right, box.bottom].map(Math.round);
    if (inside && box.width && box.height) found.push([kind, name, sides]);
  };
  const each = (kind, selector) => document.querySelectorAll(selector).forEach((e) => {
    if (e.checkVisibility({ visibilityProperty: true })) add(kind, e, e.getBoundingClientRect());
  });
  each('text', '.cr-drawing text');
  each('text', 'crossroads-walk :is(h2, h3, dt, .cr-choice-label, .cr-choice-note, .cr-progress, .cr-button, summary)');
  each('line', '.cr-drawing :is(.cr-d-icon, .cr-d-tip)');
  for (const line of document.querySelectorAll('.cr-drawing .cr-d-line')) {
    const at = line.getPointAtLength(line.getTotalLength() / 2).matrixTransform(line.getScreenCTM());
    add('line', line.parentNode, new DOMRect(at.x - 5, at.y - 5, 10, 10));
  }
  for (const shape of document.querySelectorAll('.cr-d-box > .cr-d-shape')) {
    const box = shape.getBoundingClientRect();
    add('edge', shape.parentNode, new DOMRect(box.left - 4, box.top + box.height / 2 - 8, 8, 16));
  }
  each('line', 'crossroads-walk .cr-radio');
  return found;
}"""


def strongest(picture: Image.Image, box: tuple[int, int, int, int]) -> float:
    """Give the greatest contrast of a colour in a box with the colour that fills most of it."""
    left, top, right, bottom = (side * FINE for side in box)
    part = picture.crop((left, top, max(right, left + 1), max(bottom, top + 1)))
    colours: Counter[Colour] = Counter(zip(*[iter(part.tobytes())] * 3, strict=True))  # type: ignore[arg-type]
    ground = colours.most_common(1)[0][0]
    return max(contrast(_rgb(ground), _rgb(colour)) for colour in colours)


FINE = 3  # pixels of the picture to one of the page: thin lines are measured where they are whole

FINELY = {"device_scale_factor": FINE}


def _rgb(colour: Colour) -> str:
    return f"rgb{colour}"


def _seen(page: Page) -> Image.Image:
    return Image.open(BytesIO(page.screenshot(scale="device"))).convert("RGB")


def _weak(page: Page, least: int) -> list[Any]:
    """Look at all that stands in the window; name what contrasts too little."""
    picture, places = _seen(page), page.evaluate(PLACES)
    kinds = Counter(kind for kind, _, _ in places)
    assert kinds["text"] >= least, kinds
    measured = [(kind, name, round(strongest(picture, tuple(box)), 2)) for kind, name, box in places]
    return [m for m in measured if m[2] < (4.5 if m[0] == "text" else 3)]


@pytest.mark.parametrize("wishes", [{}, {"color_scheme": "dark"}, {"media": "print"}], ids=["light", "dark", "print"])
def test_b9_the_pixels_of_the_drawing_contrast(looking: Looking, site: Site, wishes: dict[str, str]) -> None:
    """B9: text 4.5, lines, arrow heads, icons and edges 3, before a walk and while some of it is ruled out."""
    media, scheme = wishes.get("media"), wishes.get("color_scheme", "light")
    page = looking(site.at("decisions/need-at-all/"), height=1600, color_scheme=scheme, **FINELY)
    if media:
        page.emulate_media(media="print")
    page.locator(".cr-drawing").evaluate("e => e.scrollIntoView()")
    assert _weak(page, 20) == []
    if media:
        return
    begin(page)
    page.locator("crossroads-walk .cr-choice").first.click()
    submit(page)
    page.locator(".cr-drawing").evaluate("e => e.scrollIntoView()")
    assert _weak(page, 20) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_b9_the_pixels_of_the_walk_contrast(looking: Looking, site: Site, scheme: str) -> None:
    page = looking(
        site.at("decisions/need-at-all/"), height=1400, color_scheme=scheme, reduced_motion="reduce", **FINELY
    )
    begin(page)
    page.locator("crossroads-walk .cr-choice").first.wait_for()
    assert _weak(page, 8) == []
    submit(page)
    page.locator("crossroads-walk .cr-error").wait_for()
    assert _weak(page, 8) == []


def test_pale_letters_are_found(looking: Looking) -> None:
    drawing_page = looking("about:blank", **FINELY)
    drawing_page.set_content("<body style='margin:0;font:20px sans-serif;color:#999'>Pale letters on white")
    assert 2 < strongest(_seen(drawing_page), (0, 0, 200, 30)) < 3
    drawing_page.evaluate("document.body.style.color = '#000'")
    assert strongest(_seen(drawing_page), (0, 0, 200, 30)) > 15
