"""What comes out of a printer: a checklist on one sheet of either size, and whole decisions."""

from __future__ import annotations

import os
from io import BytesIO
from typing import Literal

import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader

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
def test_the_dark_scheme_prints_like_the_light_one(site: Site, browser: Browser, paper: str) -> None:
    """C16: byte for byte, every list in the long run and one in the ordinary one."""
    for address in (*_checklists(site)[: None if os.environ.get("CROSSROADS_AUDIT") else 1], "decisions/need-at-all/"):
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
