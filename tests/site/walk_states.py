"""The states that a walk goes through, for tests that look at each of them."""

from __future__ import annotations

import os
from collections.abc import Iterator

from playwright.sync_api import Page

from served_site import Site
from walking import begin, finish, look, submit

LONG = os.environ.get("CROSSROADS_AUDIT") == "1"
STATES = ("start", "question", "error", "unsure", "result", "restart")
MOST = 15  # no route has more questions
UNKNOWN = "unknown"

# What the browser leaves out while it is far from the window is laid out too, so that it can be measured.
LAID_OUT = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("* { content-visibility: visible !important }");
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}"""
UNFOLD = "for (const fold of document.querySelectorAll('crossroads-walk details')) fold.open = true"


def walked_decisions(site: Site, ordinarily: tuple[str, ...]) -> list[str]:
    """Name the addresses of decisions to walk: these ordinarily, every one of the site in the long run."""
    found = [
        p.parent for p in sorted(site.folder.glob("decisions/*/index.html")) if "<crossroads-walk" in p.read_text()
    ]
    assert {folder.name for folder in found} >= set(ordinarily)
    return [f"decisions/{folder.name}/" for folder in found if LONG or folder.name in ordinarily]


def to_result(page: Page, unsure: bool = False) -> int:
    """Answer each question by its first option, or by being unsure where that is offered; give how many there were."""
    for number in range(MOST):
        if page.locator("crossroads-walk .cr-result").count():
            return number
        choices = page.locator("crossroads-walk .cr-choice input")
        unknown = page.locator(f'crossroads-walk .cr-choice input[value="{UNKNOWN}"]')
        (unknown if unsure and unknown.count() else choices.first).check(force=True)
        submit(page)
    raise AssertionError(f"no result after {MOST} answers at {page.url}")


def start_again(page: Page) -> None:
    """Press Start again."""
    page.locator("crossroads-walk [data-act=reset]").click()
    page.locator("crossroads-walk .cr-start").wait_for()


def walk_states(page: Page, address: str) -> Iterator[str]:
    """Lead a page from state to state, and name each while the page is in it; results have their folds open."""
    page.goto("about:blank")  # an address that differs in its hash alone would not be loaded anew
    page.goto(address)
    page.evaluate(LAID_OUT)
    yield "start"
    begin(page)
    look(page)
    yield "question"
    submit(page)
    page.locator("crossroads-walk .cr-error").wait_for()
    yield "error"
    to_result(page, unsure=True)
    yield from _unfolded(page, "unsure")
    start_again(page)
    begin(page)
    to_result(page)
    yield from _unfolded(page, "result")
    start_again(page)
    look(page)
    yield "restart"


def _unfolded(page: Page, name: str) -> Iterator[str]:
    finish(page)
    page.evaluate(UNFOLD)
    look(page)
    yield name
