"""The drawing in a real browser: labels stay in, colours contrast, states show."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

import pytest
from drawing_pictures import labelled, large, small
from playwright.sync_api import Page

from crossroads.showing.drawing import EmbeddedEngine, Picture, draw, standalone
from crossroads.showing.drawing.palette import style_sheet

pytestmark = pytest.mark.browser

SPACING = "*{letter-spacing:.12em!important;word-spacing:.16em!important;line-height:1.5!important}"
OTHER_FACE = "*{font-family:'DejaVu Sans',Verdana,sans-serif!important}"
LABELS = (
    "Yes",
    "Must answers show sources, respect permissions, be deletable, or follow change every month?",
    "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen",
    "WWWWWW MMMMM WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW",
    "https://example.org/a/very/long/address/that/has/no/space?and=more&of=it",
    "i l i l i l i l i l i l i l i l i l i l",
    "どのくらいの文書がありますか、そして毎週変わりますか？",
    "我们应该使用检索增强生成，还是微调模型？",
    "한국어로 된 긴 질문은 어디에서 줄을 바꿉니까?",
    "هل تتغير المعلومات كل أسبوع أم أنها ثابتة طوال السنة؟",
    "האם המידע משתנה בכל שבוע או שהוא קבוע?",
    "Где находится недостающая информация и кто за неё отвечает?",
    "Πού βρίσκονται οι πληροφορίες που λείπουν;",
    "क्या जानकारी हर सप्ताह बदलती है?",
    "ข้อมูลเปลี่ยนแปลงทุกสัปดาห์หรือไม่",
    "👩‍👩‍👧‍👦🏳️‍🌈👍🏽 emoji 🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀",
    "e\u0301" * 60,
    "ALL CAPITALS ARE WIDER THAN ANY OTHER LETTERS",
    "1234567890 1234567890 1234567890",
    "",
    "@@@@@@@@@@@@@@@@@@@@@@@@@@@",
)

OUTSIDE = """() => [...document.querySelectorAll('.cr-d-box, .cr-d-pill, .cr-d-jump')].flatMap(group => {
  const shape = group.querySelector('.cr-d-shape, .cr-d-tag').getBoundingClientRect();
  return [...group.querySelectorAll(':scope > text')].filter(text => text.textContent).flatMap(text => {
    const box = text.getBoundingClientRect();
    const aside = Math.max(shape.left - box.left, box.right - shape.right);
    const out = Math.max(aside, shape.top - box.top, box.bottom - shape.bottom);
    return out > 0 ? [`${group.getAttribute('class')}: ${text.textContent} by ${out.toFixed(1)}`] : [];
  });
})"""

COLOURS = """() => {
  const seen = (element, what) => getComputedStyle(element)[what];
  const page = seen(document.body, 'backgroundColor');
  const pairs = [];
  for (const group of document.querySelectorAll('.cr-d-box, .cr-d-pill, .cr-d-jump')) {
    const shape = group.querySelector('.cr-d-shape, .cr-d-tag');
    for (const text of group.querySelectorAll(':scope > text'))
      pairs.push(['text', group.getAttribute('class'), seen(text, 'fill'), seen(shape, 'fill')]);
    for (const icon of group.querySelectorAll(':scope > .cr-d-icon'))
      pairs.push(['line', group.getAttribute('class') + ' icon', seen(icon, 'stroke'), seen(shape, 'fill')]);
    if (group.matches('a'))
      pairs.push(['line', group.getAttribute('class') + ' border', seen(shape, 'stroke'), page]);
  }
  for (const edge of document.querySelectorAll('.cr-d-edge')) {
    pairs.push(['line', edge.getAttribute('class'), seen(edge.querySelector('.cr-d-line'), 'stroke'), page]);
    for (const tip of edge.querySelectorAll('.cr-d-tip'))
      pairs.push(['line', edge.getAttribute('class') + ' tip', seen(tip, 'fill'), page]);
  }
  pairs.push(['line', 'start', seen(document.querySelector('.cr-d-entry'), 'stroke'), page]);
  return pairs;
}"""

TAKE = """keys => {
  for (const [tail, head] of keys) {
    const parts = document.querySelectorAll(`[data-tail="${tail}"][data-head="${head}"]`);
    for (const part of parts) part.classList.add('is-taken');
    document.querySelector(`[data-node="${tail}"]`).classList.add('is-taken');
    document.querySelector(`[data-node="${head}"]`).setAttribute('aria-current', 'step');
  }
}"""


def show(page: Page, *svgs: str, scheme: str = "default", css: str = "", way: str = "ltr") -> None:
    """Set a page as the theme would."""
    back = "#ffffff" if scheme == "default" else "hsl(232, 15%, 14%)"
    dark = "@media screen{[data-md-color-scheme=slate]{color-scheme:dark}}"
    sheet = f"body{{margin:0;background:{back}}} .region{{overflow:auto}} {dark} {style_sheet()} {css}"
    region = '<div class="region" tabindex="0" role="region" aria-label="Drawing {}">{}</div>'
    regions = "".join(region.format(number, svg) for number, svg in enumerate(svgs))
    page.set_content(
        f'<!doctype html><html lang="en" dir="{way}"><meta charset="utf-8"><title>T</title><style>{sheet}</style>'
        f'<body data-md-color-scheme="{scheme}">{regions}</body></html>'
    )


def picture_of(labels: tuple[str, ...]) -> Iterator[Picture]:
    """Give a picture for each label."""
    for number, label in enumerate(labels):
        yield labelled(f"p{number}", label)


@pytest.mark.parametrize(
    "css", ["", SPACING, OTHER_FACE, SPACING + OTHER_FACE], ids=["plain", "spaced", "face", "both"]
)
def test_no_label_leaves_its_box(engine: EmbeddedEngine, drawing_page: Page, css: str) -> None:
    """B13, H7: in any script, spaced out, in another face."""
    show(drawing_page, *(draw(picture, engine) for picture in (*picture_of(LABELS), large(25))), css=css)
    assert drawing_page.evaluate(OUTSIDE) == []


def test_no_label_leaves_its_box_on_a_page_from_right_to_left(engine: EmbeddedEngine, drawing_page: Page) -> None:
    """B13, H7: on a page that runs the other way too."""
    show(drawing_page, *(draw(picture, engine) for picture in picture_of(LABELS)), css=SPACING, way="rtl")
    assert drawing_page.evaluate(OUTSIDE) == []


@pytest.mark.parametrize("scheme", ["default", "slate"])
@pytest.mark.parametrize("taken", [False, True])
def test_colours_contrast(engine: EmbeddedEngine, drawing_page: Page, scheme: str, taken: bool) -> None:
    show(drawing_page, draw(small(), engine), scheme=scheme)
    if taken:
        drawing_page.evaluate(TAKE, [["tests", "prompt"], ["prompt", "keep"]])
    pairs = drawing_page.evaluate(COLOURS)
    weak = [pair for pair in pairs if contrast(pair[2], pair[3]) < (4.5 if pair[0] == "text" else 3)]
    assert len(pairs) > 40
    assert weak == []


def test_print_is_light_in_the_dark_scheme(engine: EmbeddedEngine, drawing_page: Page) -> None:
    show(drawing_page, draw(small(), engine))
    drawing_page.emulate_media(media="print")
    light = drawing_page.evaluate(COLOURS)
    show(drawing_page, draw(small(), engine), scheme="slate")
    dark = drawing_page.evaluate(COLOURS)
    assert [pair[2] for pair in dark] == [pair[2] for pair in light]


def test_defaults_without_style_are_the_light_scheme(engine: EmbeddedEngine, drawing_page: Page) -> None:
    show(drawing_page, draw(small(), engine))
    styled = drawing_page.evaluate(COLOURS)
    drawing_page.evaluate("document.querySelector('style').textContent = 'body { background: #ffffff }'")
    assert drawing_page.evaluate(COLOURS) == styled


def test_forced_colours_keep_boxes_lines_and_states(engine: EmbeddedEngine, drawing_page: Page) -> None:
    drawing_page.emulate_media(forced_colors="active")
    show(drawing_page, draw(small(), engine))
    drawing_page.evaluate(TAKE, [["tests", "prompt"]])
    pairs = drawing_page.evaluate(COLOURS)
    assert [pair for pair in pairs if contrast(pair[2], pair[3]) < (4.5 if pair[0] == "text" else 3)] == []


def test_taken_and_current_differ_without_colour(engine: EmbeddedEngine, drawing_page: Page) -> None:
    show(drawing_page, draw(small(), engine))
    drawing_page.evaluate(TAKE, [["tests", "prompt"]])
    wide = "selector => parseFloat(getComputedStyle(document.querySelector(selector)).strokeWidth)"
    assert drawing_page.evaluate(wide, ".cr-d-edge.is-taken") >= 2 * drawing_page.evaluate(
        wide, ".cr-d-edge:not(.is-taken)"
    )
    ring = "selector => getComputedStyle(document.querySelector(selector)).stroke"
    assert drawing_page.evaluate(ring, "[aria-current=step] .cr-d-ring") != "none"
    assert drawing_page.evaluate(ring, ".is-taken:not([aria-current]) .cr-d-ring") == "none"


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_natural_size_in_a_region_of_its_own(engine: EmbeddedEngine, drawing_page: Page, width: int) -> None:
    drawing_page.set_viewport_size({"width": width, "height": 640})
    show(drawing_page, draw(large(25), engine))
    found = drawing_page.evaluate("""() => ({
      page: document.documentElement.scrollWidth - innerWidth,
      scale: document.querySelector('svg').getScreenCTM().a,
      size: Math.min(...[...document.querySelectorAll('svg text')].map(t => parseFloat(getComputedStyle(t).fontSize))),
      widest: Math.max(...[...document.querySelectorAll('.cr-d-shape')].map(s => s.getBoundingClientRect().width)),
      smallest: Math.min(...[...document.querySelectorAll('.cr-d-box')].map(s => s.getBoundingClientRect().height)),
    })""")
    assert found["page"] <= 0
    assert found["scale"] == 1
    assert found["size"] >= 13
    assert found["widest"] <= 300
    assert found["smallest"] >= 44


def test_no_id_twice_and_links_by_name(engine: EmbeddedEngine, drawing_page: Page) -> None:
    show(drawing_page, draw(small(), engine), draw(large(12), engine))
    ids = drawing_page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
    assert sorted(set(ids)) == sorted(ids)
    drawing = drawing_page.locator(".cr-drawing").first
    assert drawing.get_by_role("link", name="Start: Is success written down").count() == 1
    assert drawing.get_by_role("link").count() == len(small().boxes)
    snapshot = re.sub(r"- /url: .*", "", drawing_page.locator("body").aria_snapshot())
    assert not re.search(r"\bq\d|->|data-", snapshot)


def test_file_opens_by_itself(
    engine: EmbeddedEngine, drawing_page: Page, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("file") / "drawing.svg"
    path.write_text(standalone(draw(small(), engine)), encoding="utf-8")
    drawing_page.goto(path.as_uri())
    assert drawing_page.evaluate("document.documentElement.getAttribute('class')") == "cr-drawing"
    fill = drawing_page.evaluate("getComputedStyle(document.querySelector('.cr-d-canvas')).fill")
    assert fill == "rgb(255, 255, 255)"


def contrast(one: str, two: str) -> float:
    """Give the contrast ratio of WCAG 2.2."""
    (low, high) = sorted((luminance(one), luminance(two)))
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    """Give the relative luminance of an rgb() colour."""
    channels = [float(part) / 255 for part in re.findall(r"[\d.]+", colour)[:3]]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_contrast_is_measured_right() -> None:
    assert contrast("rgb(0, 0, 0)", "rgb(255, 255, 255)") == pytest.approx(21)
    assert all(contrast(a, a) == 1 for a, _ in pairwise(["rgb(1, 2, 3)", "rgb(9, 9, 9)"]))
