"""What the eye gets: the colours of drawing and walk, read from a picture of the page and not from its styles."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Page
from test_drawing_browser import contrast

from served_site import Site
from walking import begin, submit, walk

pytestmark = pytest.mark.browser
Looking = Callable[..., Page]
Colour = tuple[int, int, int]
ALSO_DARK = ["light", "dark"] if os.environ.get("CROSSROADS_AUDIT") else ["light"]

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

# A place of each line, far from all others, and the left edge of each box, with what the walk has made of it.
STROKES = """() => {
  const found = {};
  const along = (edge) => [...edge.querySelectorAll('.cr-d-line')].flatMap((line) =>
    Array.from({ length: 40 }, (_, n) =>
      line.getPointAtLength(line.getTotalLength() * (n + 0.5) / 40).matrixTransform(line.getScreenCTM())));
  const blocks = [...document.querySelectorAll('.cr-d-tag, .cr-d-shape, .cr-d-tip')];
  const near = ({ x, y }, { left, top, right, bottom }) =>
    x > left - 6 && x < right + 6 && y > top - 6 && y < bottom + 6;
  const clear = (at) => !blocks.some((block) => near(at, block.getBoundingClientRect()));
  const edges = [...document.querySelectorAll('.cr-d-edge')].map((edge) => [edge, along(edge)]);
  const add = (key, e, box) => {
    const state = e.matches('.is-taken') ? 'taken' : e.matches('[data-out]') ? 'out' : e.ariaCurrent ? 'here' : 'plain';
    found[key] = [state, [box.left, box.top, box.right, box.bottom].map(Math.round)];
  };
  for (const [edge, points] of edges) {
    const others = edges.flatMap(([other, theirs]) => other === edge ? [] : theirs);
    const free = (at) => Math.min(...others.map((point) => Math.hypot(point.x - at.x, point.y - at.y)));
    const at = points.filter(clear).toSorted((a, b) => free(b) - free(a))[0];
    add('line ' + Object.values(edge.dataset).slice(0, 3), edge, new DOMRect(at.x - 5, at.y - 5, 10, 10));
  }
  for (const box of document.querySelectorAll('.cr-d-box')) {
    const shape = box.querySelector('.cr-d-shape').getBoundingClientRect();
    add('box ' + box.dataset.node, box, new DOMRect(shape.left - 8, shape.top + shape.height / 2 - 8, 16, 16));
  }
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


def _weak(page: Page, least: int, lines: int = 1, edges: int = 0) -> list[Any]:
    """Look at all that stands in the window; name what contrasts too little."""
    picture, places = _seen(page), page.evaluate(PLACES)
    kinds = Counter(kind for kind, _, _ in places)
    assert kinds["text"] >= least and kinds["line"] >= lines and kinds["edge"] >= edges, kinds
    measured = [(kind, name, strongest(picture, tuple(box))) for kind, name, box in places]
    return [m for m in measured if m[2] < (4.5 if m[0] == "text" else 3)]


def _weak_drawing(page: Page) -> list[Any]:
    """Look at the drawing of `need-at-all`, of which all stands in the window."""
    page.locator(".cr-drawing").evaluate("e => e.scrollIntoView()")
    return _weak(page, 20, lines=11, edges=6)


def _weak_while_walking(page: Page) -> Iterator[list[Any]]:
    """Look at the drawing before a walk, while some of it is ruled out, and at a result."""
    yield _weak_drawing(page)
    begin(page)
    page.locator("crossroads-walk .cr-choice").first.click()
    submit(page)
    yield _weak_drawing(page)
    while page.locator("crossroads-walk form [type=submit]").count():
        page.locator("crossroads-walk .cr-choice").first.click()
        submit(page)
    assert page.locator(".cr-d-box[aria-current=step]:is(.cr-d-do, .cr-d-prepare, .cr-d-stop, .cr-d-elsewhere)").count()
    yield _weak_drawing(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_b9_the_pixels_of_the_drawing_contrast(looking: Looking, site: Site, scheme: str) -> None:
    """B9: text 4.5, lines, arrow heads, icons and edges 3, before a walk, while some is ruled out, and at a result."""
    page = looking(site.at("decisions/need-at-all/"), height=1600, color_scheme=scheme, **FINELY)
    for number, weak in enumerate(_weak_while_walking(page)):
        assert weak == [], number


def test_b9_the_pixels_of_the_drawing_contrast_in_print(looking: Looking, site: Site) -> None:
    page = looking(site.at("decisions/need-at-all/"), height=1600, **FINELY)
    page.emulate_media(media="print")
    assert _weak_drawing(page) == []


@pytest.mark.parametrize("scheme", ALSO_DARK)
def test_b19_the_pixels_of_the_drawing_contrast_in_forced_colours(looking: Looking, site: Site, scheme: str) -> None:
    """B19: as much as in our own colours, in the same states, labels of answers included."""
    page = looking(
        site.at("decisions/need-at-all/"), height=1600, color_scheme=scheme, forced_colors="active", **FINELY
    )
    for number, weak in enumerate(_weak_while_walking(page)):
        assert weak == [], number


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


def test_pale_lines_and_edges_are_found(looking: Looking, site: Site) -> None:
    page = looking(site.at("decisions/need-at-all/"), height=1600, bypass_csp=True, **FINELY)
    page.add_style_tag(content=".cr-drawing :is(.cr-d-edge, .cr-d-shape) { stroke: #ccc !important }")
    weak = _weak_drawing(page)
    assert {kind for kind, _, _ in weak} == {"line", "edge"}
    assert all(1 < measured < 3 for _, _, measured in weak)


def _ink(page: Page) -> dict[str, tuple[str, int]]:
    """Give the state of each line and box, and how many pixels of it are not its ground, all colour taken away."""
    page.locator(".cr-drawing").evaluate("e => e.scrollIntoView()")
    picture = _seen(page).convert("L")
    found = {}
    for key, (state, sides) in page.evaluate(STROKES).items():
        greys = Counter(picture.crop(tuple(side * FINE for side in sides)).tobytes())
        ground = greys.most_common(1)[0][0]
        differs = [n for grey, n in greys.items() if contrast(_rgb((grey,) * 3), _rgb((ground,) * 3)) >= 1.5]
        found[key] = (state, sum(differs))
    return found


@pytest.mark.parametrize("scheme", ALSO_DARK)
def test_b10_what_is_taken_is_told_in_greys(looking: Looking, site: Site, scheme: str) -> None:
    """B10: lines and boxes of the route have half as much ink again as before the walk, all others no more."""
    page = looking(site.at("decisions/need-at-all/"), height=1600, color_scheme=scheme, **FINELY)
    before = _ink(page)
    walk(page, "enough", "below-target")
    after = _ink(page)
    grown = {key: (state, ink / before[key][1]) for key, (state, ink) in after.items()}
    kinds = Counter((key.split()[0], state) for key, (state, _) in grown.items())
    assert kinds["line", "taken"] == kinds["box", "taken"] == 2
    assert kinds["box", "here"] == 1
    assert min(kinds["line", "plain"], kinds["box", "plain"], kinds["line", "out"]) >= 2
    marked = {key: each for key, each in grown.items() if each[0] in ("taken", "here")}
    assert [(key, each) for key, each in marked.items() if each[1] < 1.5] == []
    assert [(key, each) for key, each in grown.items() if key not in marked and each[1] > 1.1] == []
