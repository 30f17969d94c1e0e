"""The theme's parts on every kind of page: contrast, focus, motion, forced colours, names, the sticky header."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page
from walk_states import walk_states, walked_decisions

from served_site import Site

pytestmark = pytest.mark.browser

KINDS = (
    "",
    "decisions/",
    "decisions/need-at-all/",
    "checklists/retrieval/",
    "evidence/",
    "learn/methods/",
    "about/authors/",
    "about/diagnostics/",
    "about/results/",
    "404.html",
)
Scheme = Literal["light", "dark"]
schemes = pytest.mark.parametrize("scheme", ["light", "dark"])


@pytest.fixture
def opened(browser: Browser) -> Iterator[Any]:
    """Open pages with wishes: a colour scheme, a width, less motion, forced colours."""
    contexts = []

    def new(width: int = 1280, height: int = 800, **wishes: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, **wishes)
        contexts.append(context)
        return context.new_page()

    yield new
    for context in contexts:
        context.close()


def luminance(colour: str) -> float:
    """Give the relative luminance of WCAG 2.2 of an rgb() colour."""
    whole = 1 if colour.startswith("color(") else 255
    channels = [float(part) / whole for part in re.findall(r"(?<![a-z])[\d.]+", colour)[:3]]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, two: str) -> float:
    """Give the contrast ratio of two colours."""
    low, high = sorted((luminance(one), luminance(two)))
    return (high + 0.05) / (low + 0.05)


# The opaque colour behind an element.
BEHIND = """const behind = (e) => {
  for (let at = e; at; at = at.parentElement) {
    const colour = getComputedStyle(at).backgroundColor;
    const alpha = colour.match(/(?:\\/|rgba.*,) *([\\d.]+)\\)$/);
    if (!alpha || parseFloat(alpha[1]) === 1) return colour;
  }
  return 'rgb(255, 255, 255)';
};"""

CONTROLS = f"""() => {{ {BEHIND}
  const shown = (e) => e.checkVisibility({{ visibilityProperty: true, opacityProperty: true }}) && e.offsetWidth > 2;
  const all = [...document.querySelectorAll('.md-button, .cr-button, button, .md-search__form, main input')];
  const native = (e) => e.matches('[type=radio], [type=checkbox]') && getComputedStyle(e).appearance !== 'none';
  return all.filter((e) => shown(e) && !native(e)).map((e) => {{
    const style = getComputedStyle(e);
    const drawn = parseFloat(style.borderTopWidth) && style.borderTopStyle !== 'none';
    const clear = style.borderTopColor.match(/rgba.*,|\\//); // an edge that lets through what is behind it is none
    const edge = drawn && !clear ? style.borderTopColor : null;
    return [e.outerHTML.slice(0, 90), edge, behind(e), behind(e.parentElement), style.color];
  }});
}}"""


def hardly_seen(page: Page) -> tuple[int, list[str]]:
    """Count the controls on show, and tell those that nothing sets off.

    A field, and what is dressed as a button, is told by its edge or its ground, at 3 to 1. Any other button is told by
    these or by its words, as a link is, at 4.5 to 1.
    """
    controls = page.evaluate(CONTROLS)
    hard = []
    for html, edge, ground, around, words in controls:
        shape = max(contrast(colour, around) for colour in (edge, ground) if colour)
        like_a_link = not re.search(r"<input|md-search__form|(cr|md)-button\b", html)
        if shape < 3 and not (like_a_link and contrast(words, around) >= 4.5):
            hard.append(f"{html}: edge {edge}, ground {ground} on {around}, {shape:.2f}; words {words}")
    return len(controls), hard


@schemes
def test_controls_stand_out_from_what_is_behind_them(site: Site, opened: Any, scheme: Scheme) -> None:
    """B9, B20: a field shows by its edge or its ground at 3 to 1, a button by these or, like a link, by its words."""
    page = opened(color_scheme=scheme, reduced_motion="reduce")
    found: dict[str, list[str]] = {}
    seen = 0
    for address in KINDS:
        page.goto(site.at(address))
        page.evaluate("for (const fold of document.querySelectorAll('main details')) fold.open = true")
        count, found[address] = hardly_seen(page)
        seen += count
    for address in walked_decisions(site, ("need-at-all",)):
        for state in walk_states(page, site.at(address)):
            count, found[f"{address} {state}"] = hardly_seen(page)
            seen += count
    assert {place: hard for place, hard in found.items() if hard} == {}
    assert seen > 60


GROUNDS = f"""() => {{ {BEHIND}
  const all = 'body, main, article, pre, .cr-drawing, .cr-drawing-scroll,.cr-flow,.cr-flow :is(.cr-panel, .cr-choice)';
  return [...document.querySelectorAll(all)].map((e) => [e.getAttribute('class') ?? '', behind(e)]);
}}"""


def test_the_dark_scheme_has_no_white_canvas(site: Site, opened: Any) -> None:
    """B20: neither the page nor the drawing's ground is light, nor a question's, an error's or a result's."""
    page = opened(color_scheme="dark", reduced_motion="reduce")

    def look(place: str) -> str:
        grounds = page.evaluate(GROUNDS)
        assert [g for g in grounds if luminance(g[1]) > 0.1] == [], place
        return " ".join(name for name, _ in grounds)

    for address in KINDS:
        page.goto(site.at(address))
        look(address)
    seen = ""
    for address in walked_decisions(site, ("need-at-all",)):
        for state in walk_states(page, site.at(address)):
            seen += look(f"{address} {state}") + " "
    assert {"cr-flow", "cr-choice", "cr-result", "cr-form"} <= set(seen.split())


STAND = """() => ({
  scheme: document.body.getAttribute("data-md-color-scheme"),
  of_the_browser: getComputedStyle(document.documentElement).colorScheme,
  ground: getComputedStyle(document.body).backgroundColor,
  bar: [...document.querySelectorAll("meta[name=theme-color]")].filter((m) => matchMedia(m.media).matches)[0].content,
  stored: Object.keys(localStorage).filter((key) => key.endsWith("__palette")).length,
})"""
LABEL = "label[for^=__palette]:not([hidden])"


@schemes
def test_colours_follow_the_system_until_somebody_chooses(site: Site, opened: Any, scheme: Scheme) -> None:
    """B20: nothing is stored before; afterwards the choice holds on every page, whatever the system wishes."""
    page = opened(color_scheme=scheme)
    other = {"light": "dark", "dark": "light"}[scheme]
    names = {"light": "default", "dark": "slate"}
    for address in ("", "learn/methods/"):
        page.goto(site.at(address))
        now = page.evaluate(STAND)
        assert (now["scheme"], now["of_the_browser"], now["stored"]) == (names[scheme], scheme, 0)
    page.locator(LABEL).click()
    for address in ("learn/methods/", "", "decisions/need-at-all/"):
        now = page.evaluate(STAND)
        assert (now["scheme"], now["of_the_browser"], now["stored"]) == (names[other], other, 1), address
        assert now["bar"] == now["ground"]
        page.goto(site.at(address))
    page.locator(".md-option:checked").focus()
    page.keyboard.press("Enter")
    assert page.evaluate(STAND)["scheme"] == names[scheme]
    page.keyboard.press("ArrowRight")
    assert page.evaluate(STAND)["scheme"] == names[other]


def test_colours_are_there_where_nothing_can_be_stored(site: Site, opened: Any) -> None:
    page = opened(color_scheme="dark")
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new Error('blocked'); }})")
    page.goto(site.at())
    assert page.evaluate("document.body.getAttribute('data-md-color-scheme')") == "slate"
    page.locator(LABEL).click()
    assert page.evaluate("document.body.getAttribute('data-md-color-scheme')") == "default"


def test_no_page_is_styled_twice_while_it_loads(site: Site, opened: Any) -> None:
    """F6: once the page is read nothing changes the classes of its root, nor the colour schemes it wears."""
    page = opened()
    page.add_init_script("""document.addEventListener('DOMContentLoaded', () => {
      window.changed = [];
      const note = (list) => list.forEach((change) => changed.push(change.target.outerHTML.slice(0, 80)));
      new MutationObserver(note).observe(document.documentElement, {attributeFilter: ['class']});
      new MutationObserver(note).observe(document.body, {attributes: true});
      new MutationObserver(note).observe(document.head, {childList: true});
    }, {capture: true})""")
    for address in KINDS:
        page.goto(site.at(address), wait_until="networkidle")
        assert page.locator("html.js").count() == 1
        assert page.evaluate("changed") == [], address
        assert page.locator("meta[name=color-scheme]").count() == 0


MOTION = """() => [...document.querySelectorAll('*')].flatMap((e) => ['', '::before', '::after'].flatMap((part) => {
  const style = getComputedStyle(e, part || null);
  const most = (times) => Math.max(...times.split(',').map((t) => parseFloat(t)));
  const name = `${e.tagName}.${e.getAttribute('class')}${part}`;
  const found = [];
  if (style.transitionProperty !== 'none' && most(style.transitionDuration) > LIMIT)
    found.push(`${name} moves for ${style.transitionDuration}`);
  const loops = style.animationIterationCount !== '1';
  if (style.animationName !== 'none' && (most(style.animationDuration) > LIMIT || loops))
    found.push(`${name} is animated for ${style.animationDuration}, ${style.animationIterationCount} times`);
  if (LIMIT === 0 && style.scrollBehavior === 'smooth') found.push(`${name} scrolls smoothly`);
  return found;
}))"""


@pytest.mark.parametrize(("wish", "limit"), [("reduce", 0), ("no-preference", 0.3)])
def test_motion_is_short_or_none(site: Site, opened: Any, wish: str, limit: float) -> None:
    """B18: none for who asks for less; for others at most 300 ms, and nothing loops."""
    page = opened(reduced_motion=wish)
    for address in ("", "decisions/need-at-all/", "checklists/retrieval/"):
        page.goto(site.at(address))
        page.locator(".md-search__input").click()
        assert sorted(set(page.evaluate(MOTION.replace("LIMIT", str(limit))))) == [], address


@pytest.mark.parametrize(("wish", "limit"), [("reduce", 0), ("no-preference", 0.3)])
def test_motion_of_a_walk_is_short_or_none(site: Site, opened: Any, wish: str, limit: float) -> None:
    """B18: nor does anything move for long at a question, at its error, or at a result, nor run on."""
    page = opened(reduced_motion=wish)
    running = "document.getAnimations().filter((a) => a.effect.getComputedTiming().endTime > LIMIT * 1000).length"
    for address in walked_decisions(site, ("need-at-all",)):
        for state in walk_states(page, site.at(address)):
            assert sorted(set(page.evaluate(MOTION.replace("LIMIT", str(limit))))) == [], f"{address} {state}"
            assert page.evaluate(running.replace("LIMIT", str(limit))) == 0, f"{address} {state}"


def test_forced_colours_keep_edges_and_places(site: Site, opened: Any) -> None:
    """B19: buttons, fields and the header keep an edge; the section one is in keeps its mark."""
    page = opened(forced_colors="active")
    for address in KINDS:
        page.goto(site.at(address))
        for html, edge, _, around, _ in page.evaluate(CONTROLS):
            if "md-search__icon" in html or "md-clipboard" in html or "cr-link" in html:
                continue  # a sign and a link need no edge
            assert edge and contrast(edge, around) >= 3, f"{address}: {html} has no edge"
        line = page.evaluate("getComputedStyle(document.querySelector('.md-header')).borderBottomStyle")
        assert line == "solid"
        current = page.locator(".x-sections a[aria-current]")
        if current.count():
            assert "underline" in current.evaluate("e => getComputedStyle(e).textDecorationLine")


def test_landmarks_have_names_of_their_own(site: Site, page: Page) -> None:
    """B27: one banner, one main part, one foot; every navigation, region and dialog is named, and no two alike."""
    named = """(role) => [...document.querySelectorAll(role)].map((e) => e.getAttribute('aria-label')
      ?? document.getElementById(e.getAttribute('aria-labelledby'))?.textContent ?? '')"""
    for address in KINDS:
        page.goto(site.at(address))
        assert [page.locator(f"body {tag}").count() for tag in ("header.md-header", "main", "footer")] == [1, 1, 1]
        for role in ("nav", "[role=region], section[aria-label], section[aria-labelledby]", "[role=dialog]"):
            names = page.evaluate(named, role)
            assert "" not in names, (address, role)
            assert sorted(set(names)) == sorted(names), (address, role, names)
        progress = page.evaluate(named, "[role=progressbar]")
        assert "" not in progress


@pytest.mark.parametrize("address", KINDS)
def test_the_skip_link_comes_first_and_leads_to_the_content(site: Site, page: Page, address: str) -> None:
    """B27: the first Tab stop is the skip link; it shows, and Enter leads past the header."""
    page.goto(site.at(address))
    page.keyboard.press("Tab")
    skip = page.locator(".md-skip:focus")
    assert skip.count() == 1
    page.wait_for_function("getComputedStyle(document.activeElement).opacity > 0.99", timeout=3000)
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("!document.querySelector('.md-header').contains(document.activeElement)")


def test_links_in_text_are_told_by_more_than_colour(site: Site, page: Page) -> None:
    """B10: a link among words is underlined."""
    plain = """() => [...document.querySelectorAll('.md-typeset :is(p, li, dd, td) a[href]')].filter((a) => {
      const around = a.parentElement.textContent.replace(a.textContent, '').trim();
      const style = getComputedStyle(a);
      const framed = parseFloat(style.borderBottomWidth) > 0 || a.matches('.md-button, .cr-button, nav a');
      return around && !framed && !style.textDecorationLine.includes('underline') && a.checkVisibility();
    }).map((a) => a.outerHTML.slice(0, 120))"""
    for address in [*site.pages(), "404.html"]:
        page.goto(site.at(address))
        assert page.evaluate(plain) == [], address
