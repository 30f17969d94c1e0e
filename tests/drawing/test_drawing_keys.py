"""The drawing by keys and by buttons: along its edges, with one Tab stop, and no drag anywhere."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from served_site import Site
from walking import begin, look, submit

pytestmark = pytest.mark.browser
Looking = Callable[..., Page]
HERE = "() => document.activeElement.dataset?.node ?? null"
PLACES = """() => Object.fromEntries([...document.querySelectorAll('.cr-d-pill')].map((pill) => {
  const { tail, head } = pill.dataset;
  const shown = pill.querySelector('.cr-d-jump') ?? document.querySelector(`.cr-d-box[data-node="${head}"]`);
  return [`${tail} ${head}`, shown.getBoundingClientRect().left];
}))"""
SAID = "() => document.activeElement.closest('.cr-drawing-scroll').where.textContent"
STOPS = """() => [...document.querySelectorAll('crossroads-drawing *')].filter((e) =>
  e.tabIndex >= 0 && !e.closest('.cr-tools, .cr-keys') && e.matches('a, button, input, [tabindex]')).map((e) =>
  e.closest('.cr-drawing-scroll').contains(e) && e.dataset.node)"""


def edges(site: Site, name: str) -> dict[str, list[str]]:
    """Give the steps that each step leads to, from the published data."""
    nodes = json.loads((site.folder / "decisions" / f"{name}.json").read_text())["nodes"]
    anchor = [node["anchor"] for node in nodes]
    return {node["anchor"]: [anchor[head] for _, head in node.get("edges", [])] for node in nodes}


def enter(page: Page) -> None:
    """Put the focus on the drawing's Tab stop."""
    page.locator('[data-node][tabindex="0"]').last.focus()


def press(page: Page, *keys: str) -> Any:
    """Press keys; give the box that has the focus then."""
    for key in keys:
        page.keyboard.press(key)
    return page.evaluate(HERE)


@pytest.mark.parametrize("name", ["fit", "hard"])
def test_b5_one_tab_stop_whatever_the_number_of_boxes(looking: Looking, large_site: Site, name: str) -> None:
    page = looking(large_site.at(f"decisions/{name}/"))
    assert page.evaluate(STOPS) == ["q0"]
    enter(page)
    press(page, "ArrowDown")
    assert len(page.evaluate(STOPS)) == 1
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.cr-keys') !== null")


def test_b5_tab_comes_from_the_buttons_and_goes_back_to_them(looking: Looking, large_site: Site) -> None:
    page = looking(large_site.at("decisions/fit/"))
    page.locator(".cr-tools button").last.focus()
    assert press(page, "Tab") == "q0"
    press(page, "Shift+Tab")
    assert page.evaluate("document.activeElement.dataset.act") == "png"


@pytest.mark.parametrize("name", ["fit", "hard", "many"])
def test_b5_home_leads_to_the_start_and_esc_out_of_the_drawing_from_every_box(
    looking: Looking, large_site: Site, name: str
) -> None:
    """B5: the start of the decision, or the first part for a box of the overview."""
    page = looking(large_site.at(f"decisions/{name}/"))
    found = page.evaluate("""() => {
      const press = (key) => document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
      const boxes = [...document.querySelectorAll(".cr-drawing [data-node]")];
      const wrong = boxes.flatMap((box) => {
        const region = box.closest(".cr-drawing-scroll");
        box.focus();
        press("Home");
        const home = document.activeElement.dataset.node;
        box.focus();
        press("Escape");
        const left = document.activeElement;
        const out = left !== document.body && region.compareDocumentPosition(left) === Node.DOCUMENT_POSITION_FOLLOWING;
        const near = left.closest(".cr-drawing-section") && !left.closest(".cr-drawing-scroll");
        const start = box.matches(".cr-d-part") ? "part--1" : "q0";
        const said = `${box.dataset.node}: Home ${home}, Esc ${left.outerHTML.slice(0, 60)}`;
        return home === start && out && near ? [] : [said];
      });
      return [boxes.length, wrong];
    }""")
    assert found[0] >= len(edges(large_site, name))
    assert found[1] == []


@pytest.mark.parametrize("name", ["fit", "hard", "many"])
def test_b5_every_step_is_reached_by_keys_and_home_leads_back(looking: Looking, large_site: Site, name: str) -> None:
    """Down once, then right: that is how the answers of a question are gone through, as they stand side by side."""
    page = looking(large_site.at(f"decisions/{name}/"))
    leads = edges(large_site, name)
    enter(page)
    page.keyboard.press("Home")
    assert page.evaluate(HERE) == "q0"
    found = page.evaluate(
        """(leads) => {
          const pressed = (key) => new KeyboardEvent("keydown", { key, bubbles: true });
          const press = (key) => document.activeElement.dispatchEvent(pressed(key));
          const at = () => document.activeElement.dataset.node;
          const found = {};
          const wrong = [];
          const box = (key) => document.querySelector(`[data-node="${key}"]`);
          for (const key of Object.keys(leads)) {
            if (!leads[key].length) continue;
            box(key).focus();
            press("ArrowDown");
            const seen = [at()];
            for (let n = 0; n < leads[key].length; n++) { press("ArrowRight"); seen.push(at()); }
            found[key] = [...new Set(seen)];
            for (let n = 0; n < leads[key].length; n++) press("ArrowLeft");
            if (at() !== seen[0]) wrong.push(key + " left");
            press("ArrowUp");
            if (at() !== key) wrong.push(key + " up " + at());
            press("Home");
            if (at() !== "q0") wrong.push(key + " home " + at());
          }
          return { found, wrong };
        }""",
        leads,
    )
    assert found["wrong"] == []
    assert {key: set(heads) for key, heads in found["found"].items()} == {k: set(h) for k, h in leads.items() if h}
    place = page.evaluate(PLACES)
    mixed = {k: h for k, h in found["found"].items() if h != sorted(h, key=lambda head, k=k: place[f"{k} {head}"])}
    assert mixed == {}
    assert {"q0"}.union(*found["found"].values()) == set(leads)


def test_b6_up_leads_back_the_way_one_came_and_the_other_questions_are_offered(
    looking: Looking, large_site: Site
) -> None:
    page = looking(large_site.at("decisions/hard/"))
    enter(page)
    assert press(page, "ArrowDown", "ArrowDown", "ArrowDown") == "q3"
    assert press(page, "ArrowDown", "ArrowLeft", "ArrowRight") == "often"
    said = page.evaluate(SAID)
    assert "15 questions lead here" in said
    assert all(f"({number})" in said for number in range(14) if number not in (1, 2))
    assert press(page, "ArrowUp") == "q3"
    assert press(page, "ArrowDown", "ArrowRight") == "often"
    assert press(page, "Shift+ArrowUp") == "q4"
    assert press(page, "ArrowDown", "ArrowRight", "ArrowUp") == "q4"


def test_b7_the_keys_are_listed_beside_the_drawing_and_each_works(looking: Looking, large_site: Site) -> None:
    page = looking(large_site.at("decisions/fit/"))
    listed = page.locator(".cr-keys").first
    listed.locator("summary").click()
    assert listed.locator("kbd").all_inner_texts() == (
        ["↓", "↑", "←", "→", "Shift", "↑", "Home", "Enter", "+", "−", "0", "Esc"]
    )
    enter(page)
    first = press(page, "ArrowDown")
    second = press(page, "ArrowRight")
    assert len({"q0", first, second}) == 3
    assert press(page, "ArrowLeft") == first
    assert press(page, "ArrowUp") == "q0"
    assert press(page, "ArrowDown", "Home") == "q0"
    wide = "document.querySelector('.cr-drawing').getBoundingClientRect().width"
    natural = page.evaluate(wide)
    press(page, "+")
    assert page.evaluate(wide) > natural
    press(page, "-", "-")
    assert page.evaluate(wide) < natural
    press(page, "0")
    assert page.evaluate(wide) == natural
    press(page, "Escape")
    assert page.evaluate("document.activeElement.matches('.cr-keys > summary')")
    enter(page)
    press(page, "ArrowDown", "Enter")
    assert page.evaluate("location.hash") == f"#{first}"


def test_b7_without_a_script_nothing_is_offered_that_does_not_work(looking: Looking, large_site: Site) -> None:
    page = looking(large_site.at("decisions/fit/"), java_script_enabled=False)
    assert page.locator("crossroads-drawing :is(button, kbd)").count() == 0
    assert page.get_by_role("region", name="The whole decision as a drawing").get_attribute("tabindex") == "0"


def test_b15_the_box_in_focus_has_a_ring_that_is_seen(looking: Looking, large_site: Site) -> None:
    ring = "getComputedStyle(document.activeElement)"
    for forced in ("none", "active"):
        page = looking(large_site.at("decisions/fit/"), forced_colors=forced)
        enter(page)
        press(page, "ArrowDown")
        assert page.evaluate(f"parseFloat({ring}.outlineWidth)") >= 2
        assert page.evaluate(f"{ring}.outlineStyle") == "solid"
        assert page.evaluate(f"{ring}.outlineColor") != "rgb(255, 255, 255)"


def test_b17_sizes_and_places_by_buttons_alone(looking: Looking, large_site: Site) -> None:
    page = looking(large_site.at("decisions/hard/"), width=320, height=640)
    region = "document.querySelector('.cr-drawing-scroll')"
    width = f"{region}.querySelector('svg').getBoundingClientRect().width"
    natural = page.evaluate(width)
    page.get_by_role("button", name="Larger").click()
    assert page.evaluate(width) == pytest.approx(natural * 1.25)
    page.get_by_role("button", name="Smaller").click()
    assert page.evaluate(width) == pytest.approx(natural)
    before = page.evaluate(f"{region}.scrollLeft")
    page.get_by_role("button", name="To the right").click()
    page.wait_for_function(f"{region}.scrollLeft > {before}")
    page.get_by_role("button", name="To the left").click()
    page.wait_for_function(f"{region}.scrollLeft <= {before}")
    page.get_by_role("button", name="Fit").click()
    inside = f"{region}.scrollWidth <= {region}.clientWidth && {region}.scrollHeight <= innerHeight"
    assert page.evaluate(inside)
    page.get_by_role("button", name="Natural size").click()
    assert page.evaluate(width) == pytest.approx(natural)


def swipe(page: Page, across: float) -> None:
    """Draw a finger up over the drawing; the page must follow it."""
    page.locator(".cr-drawing-scroll").evaluate("e => scrollBy(0, e.getBoundingClientRect().top - 150)")
    look(page)
    start, before = 500, page.evaluate("scrollY")
    assert page.evaluate(f"document.elementFromPoint({across}, {start}).closest('.cr-drawing-scroll') !== null")
    finger = page.context.new_cdp_session(page)
    for step in range(12):
        kind = ["touchStart", *["touchMove"] * 10, "touchEnd"][step]
        points = [] if kind == "touchEnd" else [{"x": across, "y": start - 25 * step}]
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
        look(page)
    page.wait_for_function(f"scrollY >= {before} + 100")


def test_b17_wheel_and_swipe_over_the_drawing_scroll_the_page(looking: Looking, large_site: Site) -> None:
    page = looking(large_site.at("decisions/fit/"), has_touch=True)
    page.locator(".cr-drawing").scroll_into_view_if_needed()
    box = page.locator(".cr-drawing-scroll").bounding_box()
    assert box
    page.mouse.move(box["x"] + 200, max(box["y"], 0) + 150)
    before = page.evaluate("scrollY")
    page.mouse.wheel(0, 200)
    page.wait_for_function(f"scrollY > {before}")
    swipe(page, box["x"] + 200)
    region = page.locator(".cr-drawing-scroll")
    assert region.evaluate("e => getComputedStyle(e).touchAction") == "auto"
    assert region.evaluate("e => e.scrollHeight <= e.clientHeight")


def test_a_jump_leads_to_the_box_that_it_names(looking: Looking, site: Site) -> None:
    page = looking(site.at("decisions/choose-method/"))
    jump = page.locator(".cr-d-jump").first
    goal = jump.get_attribute("data-to")
    jump.click()
    assert page.evaluate(HERE) == goal
    assert page.url.endswith("/choose-method/")


def test_removed_the_element_leaves_nothing_behind(looking: Looking, large_site: Site) -> None:
    page = looking(large_site.at("decisions/fit/"))
    counts = page.evaluate(
        """() => {
          const element = document.querySelector('crossroads-drawing');
          const place = element.parentNode.insertBefore(document.createElement('div'), element);
          element.remove();
          const bare = element.querySelectorAll('.cr-tools, .cr-keys, .cr-where').length;
          place.replaceWith(element);
          return [bare, element.querySelectorAll('.cr-tools').length];
        }"""
    )
    assert counts == [0, 1]


def test_pictures_are_saved_as_they_are_seen(looking: Looking, site: Site, tmp_path: Path) -> None:
    """B29: the drawing as SVG and PNG, the walked route included."""
    page = looking(site.at("decisions/need-at-all/"), accept_downloads=True)
    begin(page)
    page.locator("crossroads-walk input").last.check(force=True)
    submit(page)
    for kind, start in (("svg", b"<svg"), ("png", b"\x89PNG\r\n")):
        with page.expect_download() as waiting:
            page.locator(f'[data-act="{kind}"]').click()
        assert waiting.value.suggested_filename == f"need-at-all.{kind}"
        saved = tmp_path / kind
        waiting.value.save_as(saved)
        assert saved.read_bytes().startswith(start)
    assert "You are here" in (tmp_path / "svg").read_text("utf-8")
    width = int.from_bytes((tmp_path / "png").read_bytes()[16:20], "big")
    drawn = page.evaluate("document.querySelector('.cr-drawing').viewBox.baseVal.width")
    assert width == pytest.approx(2 * drawn, abs=2)
