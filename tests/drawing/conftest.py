"""Fixtures of the drawing tests; the browser is everybody's."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from large_decisions import write_site
from playwright.sync_api import Browser, Page

from crossroads.showing.drawing import EmbeddedEngine
from served_site import Site, build, served


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


@pytest.fixture(scope="session")
def large_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Build and serve a site of decisions that are large or hard to draw."""
    folder = tmp_path_factory.mktemp("large")
    config = write_site(folder)
    with served(folder / "site") as url:
        build(folder / "site", url, config)
        yield Site(url, folder / "site")


@pytest.fixture
def looking(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open pages in clean profiles: `looking(site.at("decisions/x/"), width=320)`; an error in one fails the test."""
    errors: list[str] = []
    contexts = []

    def opened(url: str, width: int = 1280, height: int = 900, **options: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        context.set_default_timeout(8000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda line: errors.append(line.text) if line.type == "error" else None)
        page.goto(url)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert errors == []
