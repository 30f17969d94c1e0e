"""Fixtures of the drawing tests; the browser is everybody's."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from crossroads.showing.drawing import EmbeddedEngine


@pytest.fixture(scope="session")
def engine() -> EmbeddedEngine:
    """Give the default engine, compiled once."""
    return EmbeddedEngine()


@pytest.fixture
def drawing_page(browser: Browser) -> Iterator[Page]:
    """Give an empty page as wide as a desk's."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()
