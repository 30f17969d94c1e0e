"""Fixtures of the drawing tests."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from crossroads.showing.drawing import EmbeddedEngine


@pytest.fixture(scope="session")
def engine() -> EmbeddedEngine:
    """Give the default engine, compiled once."""
    return EmbeddedEngine()


@pytest.fixture(scope="session")
def drawing_browser() -> Iterator[Browser]:
    """Give the Chromium of this machine, or the one that Playwright installed."""
    path = os.environ.get("CROSSROADS_CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def drawing_page(drawing_browser: Browser) -> Iterator[Page]:
    """Give an empty page."""
    page = drawing_browser.new_page(viewport={"width": 1280, "height": 900})
    yield page
    page.close()
