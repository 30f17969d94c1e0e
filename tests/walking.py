"""A walk through a page, for tests of any kind: what follows a step a piece at a time is there when a call returns."""

from __future__ import annotations

from playwright.sync_api import Page


def finish(page: Page) -> None:
    """Have all of the step on show at once."""
    page.evaluate("document.querySelector('crossroads-walk')?.finish?.()")


def look(page: Page) -> None:
    """Wait for what the page does by itself before it is seen: the frame after an act, and the one after that."""
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())))")


def begin(page: Page) -> None:
    """Press Start."""
    page.locator("crossroads-walk [data-act=begin]").first.click()
    finish(page)


def submit(page: Page) -> None:
    """Press Continue."""
    page.locator("crossroads-walk form [type=submit]").click()
    finish(page)


def walk(page: Page, *options: str) -> None:
    """Answer the first questions."""
    begin(page)
    for option in options:
        page.locator(f'crossroads-walk input[value="{option}"]').check(force=True)
        submit(page)
