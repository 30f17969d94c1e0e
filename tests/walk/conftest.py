"""What the tests of the walk share: a browser that allows fast walking, and pages whose errors fail the test."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from walk_model import AUDIT, IDS, Way, model, sample
from walk_page import WalkPage

from find_browser import found

sys.path.insert(0, str(Path(__file__).parent.parent / "vectors"))  # where the oracles stand

LAUNCH_ARGUMENTS = (
    "--no-sandbox",
    "--headless",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-ipc-flooding-protection",  # hundreds of steps in a second, which nobody walks by hand
)

Open = Callable[..., WalkPage]


@pytest.fixture(scope="session")
def walk_browser(browser: Browser) -> Iterator[Browser]:
    """Start a Chromium that keeps pages in its back-forward cache, as people's do."""
    started = browser.browser_type.launch(
        executable_path=found(), args=list(LAUNCH_ARGUMENTS), ignore_default_args=["--disable-back-forward-cache"]
    )
    yield started
    started.close()


@pytest.fixture
def new_page(walk_browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open pages in clean profiles; an error in one of them fails the test."""
    errors: list[str] = []
    contexts = []

    def opened(**options: Any) -> Page:
        context = walk_browser.new_context(**{"bypass_csp": True, **options})  # waiting for a condition evaluates text
        context.set_default_timeout(5000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda line: errors.append(line.text) if line.type == "error" else None)
        page.errors = errors  # type: ignore[attr-defined]
        return page

    yield opened
    for context in contexts:
        context.close()
    assert errors == []


@pytest.fixture
def walking(new_page: Callable[..., Page], site: Any) -> Open:
    """Open a decision of the built site: `walking("need-at-all", "#~...", width=320)`."""

    def opened(decision: str, fragment: str = "", width: int = 1280, height: int = 900, **options: Any) -> WalkPage:
        page = new_page(viewport={"width": width, "height": height}, **options)
        walked = WalkPage(page, site.at(f"decisions/{decision}/"))
        walked.load(fragment)
        return walked

    return opened


Journal = dict[str, list[tuple[Way, list[dict[str, Any]]]]]


@pytest.fixture(scope="session")
def journal(walk_browser: Browser, site: Any) -> Journal:
    """Walk every way once, or in the ordinary run some to every outcome, and keep what was shown at each step."""
    kept: Journal = {}
    for name in IDS:
        page = walk_browser.new_page()
        walked = WalkPage(page, site.at(f"decisions/{name}/"))
        walked.load()
        ways = model(name).ways() if AUDIT else sample(model(name).ways(), 24)
        acts = [[("begin", None), *(("answer", o) for _, o in w.answers), ("reset", None)] for w in ways]
        seen = iter(walked.drive(*(a for each in acts for a in each)))
        kept[name] = [(w, [next(seen) for _ in each][:-1]) for w, each in zip(ways, acts, strict=True)]
        page.close()
    return kept
