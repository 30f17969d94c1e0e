"""The drawing in its page, for every eye: sizes, shapes, words, contrast, and where a walk stands."""

from __future__ import annotations

import re
import string
from collections.abc import Callable

import pytest
from playwright.sync_api import Page
from test_drawing_browser import COLOURS, OTHER_FACE, OUTSIDE, SPACING, contrast

from served_site import Site
from walking import finish, walk

pytestmark = pytest.mark.browser
Looking = Callable[..., Page]
OURS = ("need-at-all", "choose-method", "retrieval-readiness", "combine")
ICONS_OUTSIDE = """() => [...document.querySelectorAll('.cr-drawing a')].flatMap((jump) => {
  const shape = jump.querySelector('.cr-d-shape').getBoundingClientRect();
  return [...jump.querySelectorAll('.cr-d-icon')].map((part) => part.getBoundingClientRect()).filter((box) =>
    box.left < shape.left || box.right > shape.right || box.top < shape.top || box.bottom > shape.bottom);
}).length"""


@pytest.mark.parametrize("name", OURS)
def test_b3_no_id_and_no_code_in_any_name(looking: Looking, site: Site, name: str) -> None:
    page = looking(site.at(f"decisions/{name}/"))
    names = page.evaluate("""() => [...document.querySelectorAll('.cr-drawing-section [aria-label]')]
      .map((e) => e.ariaLabel).concat([...document.querySelectorAll('.cr-drawing title')].map((t) => t.textContent))""")
    ids = page.evaluate("[...document.querySelectorAll('[data-node], [data-option]')].map((e) => e.dataset.node)")
    plain = set(page.locator(".cr-outline, .cr-outcomes").all_inner_texts()[0].lower().split())
    coded = {key for key in ids if key and "-" in key} - plain
    assert len(names) > 6
    assert not [
        text for text in names if re.search(r"->|\.yml|\.json|--", text) or coded & set(re.split(r"[\s:.]+", text))
    ]


@pytest.mark.parametrize("name", OURS)
def test_b4_boxes_are_links_named_by_what_is_seen(looking: Looking, site: Site, name: str) -> None:
    page = looking(site.at(f"decisions/{name}/"))
    wrong = page.evaluate("""() => [...document.querySelectorAll('.cr-drawing a')].filter((a) => {
      const seen = [...a.querySelectorAll('text')].map((t) => t.textContent).join(' ');
      const plain = (text) => text.replace(/[:\\s]/g, '');
      const named = plain(a.ariaLabel).startsWith(plain(seen));
      return a.getAttribute('role') !== 'link' || !named || a.closest('[role=img]');
    }).map((a) => a.ariaLabel)""")
    assert wrong == []
    drawing = page.locator(".cr-drawing")
    assert drawing.get_attribute("role") == "graphics-document document"
    title = page.locator(f"#{drawing.get_attribute('aria-labelledby')}")
    assert title.text_content() == page.locator("h1").inner_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("options", [(), ("facts", "documents", "slower")])
def test_b9_b20_colours_contrast_also_where_the_walk_has_ruled_out(
    looking: Looking, site: Site, scheme: str, options: tuple[str, ...]
) -> None:
    """B9: 4.5 for text, 3 for lines, on the canvas that is really behind them; B20: dark is dark."""
    page = looking(site.at("decisions/choose-method/"), color_scheme=scheme)
    if options:
        walk(page, *options)
        assert page.locator(".cr-d-box[data-out]").count() > 5
    canvas = page.locator(".cr-drawing-scroll").evaluate("e => getComputedStyle(e).backgroundColor")
    page.evaluate("colour => { document.body.style.backgroundColor = colour }", canvas)
    pairs = page.evaluate(COLOURS)
    assert len(pairs) > 200
    assert [p for p in pairs if contrast(p[2], p[3]) < (4.5 if p[0] == "text" else 3)] == []
    if scheme == "dark":
        assert contrast(canvas, "rgb(255, 255, 255)") > 10


def test_b10_route_and_place_are_told_by_words_and_shape(looking: Looking, site: Site) -> None:
    page = looking(site.at("decisions/choose-method/"))
    start = page.locator(".cr-d-box").first
    before = start.get_attribute("aria-label")
    walk(page, "facts", "documents")
    word = "e => e.querySelector('.cr-d-word').textContent"
    assert page.locator(".cr-d-box[aria-current=step]").evaluate(word) == "You are here"
    assert start.evaluate(word) == "Answered"
    assert (start.get_attribute("aria-label") or "").startswith("Answered: What is wrong with the failures?")
    out = page.locator(".cr-d-box[data-out]").first
    assert (out.get_attribute("aria-label") or "").endswith("(Ruled out)")
    dash = "e => getComputedStyle(e.querySelector('.cr-d-shape')).strokeDasharray"
    assert out.evaluate(dash) != "none"
    wide = "e => parseFloat(getComputedStyle(e).strokeWidth)"
    taken, other = page.locator(".cr-d-edge.is-taken").first, page.locator(".cr-d-edge:not(.is-taken)").first
    assert taken.evaluate(wide) >= 2 * other.evaluate(wide)
    page.locator("crossroads-walk [data-act=back]").click()
    page.locator("crossroads-walk [data-act=back]").click()
    page.locator("crossroads-walk [data-act=back]").click()
    page.locator(".is-taken").first.wait_for(state="detached")
    page.locator("[data-out]:not(crossroads-drawing)").first.wait_for(state="detached")
    assert start.get_attribute("aria-label") == before


def test_what_is_ruled_out_is_what_no_answer_leads_to_any_more(looking: Looking, site: Site) -> None:
    """Held against a search of its own over the page's data."""
    page = looking(site.at("decisions/choose-method/"))
    walk(page, "facts", "documents")
    wrong = page.evaluate("""() => {
      const { nodes } = document.querySelector('crossroads-walk').data;
      const at = nodes.findIndex((n) => n.anchor === document.querySelector('[aria-current=step]').dataset.node);
      const open = [at];
      for (let i = 0; i < open.length; i++) for (const [, head] of nodes[open[i]].edges ?? []) open.push(head);
      const fine = new Set(open.map((i) => nodes[i].anchor));
      return nodes.map((n) => document.querySelector(`.cr-d-box[data-node="${n.anchor}"]`)).filter((box) =>
        box.hasAttribute('data-out') !== (!fine.has(box.dataset.node) && !box.matches('.is-taken'))).length;
    }""")
    assert wrong == 0


@pytest.mark.parametrize("width", [320, 768, 1280, 1920])
@pytest.mark.parametrize("name", ["hard", "many"])
def test_b11_b12_b14_text_and_boxes_have_their_size_at_every_width(
    looking: Looking, large_site: Site, width: int, name: str
) -> None:
    """B11: at least 12 px; B12: own region, nothing wider than it, the page does not scroll sideways; B14: 24 px."""
    page = looking(large_site.at(f"decisions/{name}/"), width=width, height=640)
    found = page.evaluate("""() => ({
      page: document.documentElement.scrollWidth - innerWidth,
      text: Math.min(...[...document.querySelectorAll('.cr-drawing text')].map((t) =>
        parseFloat(getComputedStyle(t).fontSize) * t.getScreenCTM().a)),
      wider: [...document.querySelectorAll('.cr-drawing-scroll')].filter((region) =>
        [...region.querySelectorAll('.cr-d-shape, .cr-d-tag')].some((s) =>
          s.getBoundingClientRect().width > region.clientWidth)).length,
      low: Math.min(...[...document.querySelectorAll('.cr-drawing a, .cr-tools button')].map((a) =>
        a.getBoundingClientRect().height)),
      regions: [...document.querySelectorAll('.cr-drawing-scroll')].map((region) => {
        region.focus();
        return document.activeElement === region && region.getAttribute('role') === 'region'
          && document.getElementById(region.getAttribute('aria-labelledby')).textContent.length > 3;
      }),
    })""")
    assert found["page"] <= 0
    assert found["text"] >= 12
    assert found["wider"] == 0
    assert found["low"] >= 24
    assert found["regions"]
    assert all(found["regions"])


@pytest.mark.parametrize("css", ["", SPACING, OTHER_FACE + SPACING], ids=["plain", "spaced", "face and spaced"])
def test_b13_labels_stay_in_their_boxes_also_while_walking(looking: Looking, large_site: Site, css: str) -> None:
    for name in ("hard", "some"):
        page = looking(large_site.at(f"decisions/{name}/"))
        page.evaluate(
            """(css) => {
              const sheet = new CSSStyleSheet();
              sheet.replaceSync(css);
              document.adoptedStyleSheets = [sheet];
            }""",
            css,
        )
        walk(page, "a0", "a0")
        assert page.evaluate(OUTSIDE) == []
        assert page.evaluate(ICONS_OUTSIDE) == 0


def test_b18_nothing_moves_by_itself(looking: Looking, site: Site) -> None:
    page = looking(site.at("decisions/need-at-all/"), reduced_motion="reduce")
    walk(page, "enough")
    page.get_by_role("button", name="Larger").click()
    assert page.evaluate("document.getAnimations().length") == 0


def test_b19_forced_colours_keep_all_apart(looking: Looking, site: Site) -> None:
    page = looking(site.at("decisions/choose-method/"), forced_colors="active")
    walk(page, "facts", "documents")
    pairs = page.evaluate(COLOURS)
    assert [p for p in pairs if contrast(p[2], p[3]) < 3 and "cr-d-pill" not in p[1]] == []
    stroke = (
        "e => { const s = getComputedStyle(e.querySelector('.cr-d-shape')); return [s.strokeWidth, s.strokeDasharray] }"
    )
    looks = [
        page.locator(selector).first.evaluate(stroke)
        for selector in ("[aria-current=step]", ".cr-d-box.is-taken", ".cr-d-box[data-out]", ".cr-d-do:not([data-out])")
    ]
    assert looks[0] == looks[1] != looks[2] != looks[3]


def test_b21_one_box_is_the_present_step_and_telling_it_moves_nothing(looking: Looking, large_site: Site) -> None:
    """Steps, focus and place are the same as on a page without a drawing."""
    for name in ("fit", "many"):
        pages = [looking(large_site.at(f"decisions/{name}/")) for _ in range(2)]
        pages[1].evaluate("document.querySelector('.cr-drawing-section').style.visibility = 'hidden'")
        pages[1].evaluate("document.querySelector('crossroads-drawing').disconnectedCallback()")
        for number in range(4):
            for page in pages:
                page.evaluate("document.querySelector('crossroads-walk :is(input, [data-act=begin])').click()")
                if number:
                    page.evaluate("document.querySelector('crossroads-walk [type=submit]').click()")
                finish(page)
            assert pages[0].locator("[aria-current=step]").count() == 1
            assert pages[0].locator(".cr-d-edge.is-taken").count() == number
            assert pages[0].locator('[aria-current="step"]').get_attribute("tabindex") == "0"
            tops = [page.evaluate("[scrollY, document.activeElement.textContent]") for page in pages]
            assert tops[0] == tops[1]


def test_b23_no_id_twice_where_many_drawings_stand(looking: Looking, large_site: Site) -> None:
    page = looking(large_site.at("decisions/many/"))
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map((e) => e.id)")
    assert page.locator(".cr-drawing").count() > 5
    assert len(set(ids)) == len(ids)


def test_right_to_left_text_keeps_to_itself(looking: Looking, large_site: Site) -> None:
    """A label from right to left is set so as a whole, and nothing around it turns."""
    page = looking(large_site.at("decisions/hard/"))
    turned = page.evaluate("""() => [...document.querySelectorAll('.cr-drawing text[direction=rtl]')].map((t) =>
      [t.textContent, getComputedStyle(t).unicodeBidi])""")
    assert turned
    assert all(re.search("[\u05d0-\u05ea]", text) and bidi == "isolate" for text, bidi in turned)
    around = "[...document.querySelectorAll('.cr-drawing text:not([direction])')].map((t) => t.textContent)"
    assert not [text for text in page.evaluate(around) if re.search("[\u05d0-\u05ea]", text)]


def test_b8_no_key_acts_while_nothing_has_the_focus(looking: Looking, site: Site) -> None:
    page = looking(site.at("decisions/need-at-all/"))
    state = "[location.href, scrollY, document.activeElement.tagName, document.querySelectorAll('*').length]"
    before = page.evaluate(state)
    for key in string.digits + string.ascii_letters + string.punctuation:
        page.keyboard.press(key)
    assert page.evaluate(state) == before


def test_b16_nothing_in_focus_lies_under_the_header(looking: Looking, large_site: Site) -> None:
    """There and back over a whole page; a box in the drawing is looked at as well."""
    page = looking(large_site.at("decisions/fit/"), height=600)
    covered = """() => {
      const { top, bottom, height } = document.activeElement.getBoundingClientRect();
      const header = document.querySelector('.md-header');
      const above = header.contains(document.activeElement) || document.activeElement.matches('.md-skip');
      const under = above ? 0 : header.getBoundingClientRect().bottom;
      const seen = height > innerHeight - under || (top >= under - 1 && bottom <= innerHeight + 1);
      return [document.activeElement === document.body, seen, document.activeElement.outerHTML.slice(0, 90)];
    }"""
    for key in ("Tab", "Shift+Tab"):
        page.evaluate("document.activeElement.blur()")
        hidden, stops = [], 0
        for _ in range(400):
            page.keyboard.press(key)
            done, seen, what = page.evaluate(covered)
            if done and stops:
                break
            stops += 1
            hidden += [] if seen else [what]
        assert stops > 40
        assert hidden == []
