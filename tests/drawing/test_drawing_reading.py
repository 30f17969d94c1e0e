"""The drawing in its page, for every eye: sizes, shapes, words, contrast, and where a walk stands."""

from __future__ import annotations

import re
import string
from collections.abc import Callable

import pytest
from playwright.sync_api import Page
from test_drawing_browser import COLOURS, contrast

from served_site import Site
from walking import finish, walk

pytestmark = pytest.mark.browser
Looking = Callable[..., Page]
KINDS_OF_BOX = {"cr-d-do", "cr-d-prepare", "cr-d-stop", "cr-d-elsewhere"}
OURS = ("need-at-all", "choose-method", "retrieval-readiness", "combine")


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


def test_b10_kinds_of_outcome_differ_by_word_and_icon(looking: Looking, large_site: Site) -> None:
    page = looking(large_site.at("decisions/fit/"))
    looks = page.evaluate("""() => [...document.querySelectorAll('.cr-d-box')].map((box) => [
      box.getAttribute('class').split(' ')[1], box.querySelector('.cr-d-word').textContent,
      box.querySelector('.cr-d-icon').getAttribute('d')])""")
    ends = {tuple(look) for look in looks if look[0] in KINDS_OF_BOX}
    assert {kind for kind, _, _ in ends} == KINDS_OF_BOX
    assert len(ends) == len({word for _, word, _ in ends}) == len({icon for _, _, icon in ends}) == len(KINDS_OF_BOX)
    asked = {(word, icon) for kind, word, icon in looks if kind not in KINDS_OF_BOX}
    assert asked and not {icon for _, icon in asked} & {icon for _, _, icon in ends}


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


@pytest.mark.parametrize(("width", "height"), [(320, 256), (320, 640), (768, 640), (1280, 640), (1920, 640)])
@pytest.mark.parametrize("name", ["hard", "many"])
def test_b11_b12_b14_text_and_boxes_have_their_size_at_every_width(
    looking: Looking, large_site: Site, width: int, height: int, name: str
) -> None:
    """B11: at least 12 px; B12: own region, nothing wider than it, the page does not scroll sideways; B14: 24 px."""
    page = looking(large_site.at(f"decisions/{name}/"), width=width, height=height)
    found = page.evaluate("""() => ({
      page: document.documentElement.scrollWidth - innerWidth,
      text: Math.min(...[...document.querySelectorAll('.cr-drawing text')].map((t) =>
        parseFloat(getComputedStyle(t).fontSize) * t.getScreenCTM().a)),
      wider: [...document.querySelectorAll('.cr-drawing-scroll')].filter((region) =>
        [...region.querySelectorAll('.cr-d-shape, .cr-d-tag')].some((s) =>
          s.getBoundingClientRect().width > region.clientWidth)).length,
      low: Math.min(...[...document.querySelectorAll('.cr-drawing .cr-d-shape, .cr-tools button, .cr-keys > summary')]
        .map((a) => a.getBoundingClientRect()).map((box) => Math.min(box.width, box.height))),
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


def test_b19_forced_colours_keep_all_apart(looking: Looking, site: Site) -> None:
    page = looking(site.at("decisions/choose-method/"), forced_colors="active")
    walk(page, "facts", "documents")
    pairs = page.evaluate(COLOURS)
    assert [p for p in pairs if contrast(p[2], p[3]) < (4.5 if p[0] == "text" else 3)] == []
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
