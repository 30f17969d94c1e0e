"""What comes out of a printer: a checklist on one sheet of either size, and whole decisions."""

from __future__ import annotations

from io import BytesIO
from typing import Literal

import pytest
from playwright.sync_api import Browser
from pypdf import PageObject, PdfReader

from served_site import Site

pytestmark = pytest.mark.browser
PAPER = ("A4", "Letter")


def _printed(browser: Browser, address: str, paper: str, scheme: Literal["light", "dark"] = "light") -> PdfReader:
    context = browser.new_context(color_scheme=scheme)
    page = context.new_page()
    page.goto(address)
    made = page.pdf(format=paper, print_background=False)
    context.close()
    return PdfReader(BytesIO(made))


def _flat(text: str) -> str:
    return "".join(text.split())


def _texts(browser: Browser, address: str, selector: str) -> list[str]:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    texts = page.locator(selector).all_text_contents()
    context.close()
    assert texts
    return texts


def _checklists(site: Site) -> list[str]:
    return [address for address in site.pages() if address.startswith("checklists/") and address != "checklists/"]


@pytest.mark.parametrize("paper", PAPER)
def test_a_checklist_fills_one_sheet_and_loses_nothing(site: Site, browser: Browser, paper: str) -> None:
    """C6, C13, C15: on either paper."""
    for address in _checklists(site):
        printed = _printed(browser, site.at(address), paper)
        assert len(printed.pages) == 1, address
        text = _flat(printed.pages[0].extract_text())
        for part in _texts(browser, site.at(address), ".cr-do, h1, h2[id^=cr--section], .cr-item-why, .cr-imprint dd"):
            assert _flat(part) in text, part
        for done in _texts(browser, site.at(address), ".cr-done"):
            assert _flat(done.split(":", 1)[1]) in text, done
        for gone in ("Help and feedback", "Skip to content", "Made with"):
            assert _flat(gone) not in text


def _sizes(page: PageObject) -> dict[float, str]:
    """Collect the printed text by its size in points."""
    found: dict[float, str] = {}

    def visit(text: str, user: list[float], matrix: list[float], font: object, size: float) -> None:
        if text.strip():
            points = round(size * abs(matrix[3]) * abs(user[3]), 1)
            found[points] = found.get(points, "") + text

    page.extract_text(visitor_text=visit)
    return found


def test_the_print_can_be_read_at_arm_s_length(site: Site, browser: Browser) -> None:
    """C7: sizes as printed."""
    for address in _checklists(site):
        page = _printed(browser, site.at(address), "A4").pages[0]
        sizes = _sizes(page)
        assert min(sizes) >= 7.9  # the imprint
        body = _flat("".join(text for size, text in sizes.items() if size >= 10.9))
        heads = _flat("".join(text for size, text in sizes.items() if size >= 11.9))
        for part in _texts(browser, site.at(address), ".cr-do, .cr-pause"):
            assert _flat(part) in body, part
        for part in _texts(browser, site.at(address), "h1, h2[id^=cr--section]"):
            assert _flat(part) in heads, part


def test_boxes_are_empty_squares_before_their_text(site: Site, browser: Browser) -> None:
    """C9, C10: measured on the laid out sheet."""
    for address in _checklists(site):
        context = browser.new_context()
        page = context.new_page()
        page.goto(site.at(address))
        page.emulate_media(media="print")
        for item in page.locator(".cr-item").all():
            box = item.locator("input").bounding_box()
            words = item.locator(".cr-item-text").bounding_box()
            assert box is not None
            assert words is not None
            millimetres = box["width"] / 96 * 25.4
            assert 4 <= millimetres <= 6
            assert box["height"] == pytest.approx(box["width"])
            assert box["x"] + box["width"] < words["x"]
            style = item.locator("input").evaluate(
                "e => [getComputedStyle(e).borderTopColor, getComputedStyle(e).borderTopStyle]"
            )
            assert style == ["rgb(0, 0, 0)", "solid"]
        context.close()


@pytest.mark.parametrize("paper", PAPER)
def test_the_dark_scheme_prints_like_the_light_one(site: Site, browser: Browser, paper: str) -> None:
    """C16: byte for byte."""
    for address in (*_checklists(site), "decisions/need-at-all/"):
        light = _printed(browser, site.at(address), paper)
        dark = _printed(browser, site.at(address), paper, "dark")
        contents = [[page.get_contents().get_data() for page in pdf.pages] for pdf in (light, dark)]  # type: ignore[union-attr]
        assert contents[0] == contents[1], address


def test_a_decision_prints_whole_with_its_folds_open(site: Site, browser: Browser) -> None:
    """C15: help, answers and outcomes."""
    address = site.at("decisions/need-at-all/")
    printed = _printed(browser, address, "A4")
    pages = [_flat(page.extract_text()) for page in printed.pages]
    assert all(pages), "an empty page"
    text = "".join(pages)
    for part in _texts(browser, address, ".cr-outline .cr-help li, .cr-outline .cr-label, .cr-outcomes .cr-title"):
        assert _flat(part) in text, part
