"""What tests in a browser share: one built and served site, one Chromium, a fresh page each."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, Page, sync_playwright

from find_browser import found
from served_site import Site, build, served

pytest_plugins = ["criteria_met"]

LAUNCH_ARGUMENTS = (
    "--no-sandbox",
    "--headless",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


# Laws are about what holds, not about how fast a busy machine shows it.
settings.register_profile("house", deadline=None)
settings.load_profile("house")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Build our site once and serve it."""
    folder = tmp_path_factory.mktemp("site")
    with served(folder) as url:
        build(folder, url)
        yield Site(url, folder)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start the Chromium that CROSSROADS_CHROMIUM names, else the one of the system."""
    path = found()
    if path is None:
        pytest.fail("No Chromium: install the package chromium, or name one in CROSSROADS_CHROMIUM.")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=list(LAUNCH_ARGUMENTS))
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Open a page in a clean profile: nothing stored, no history."""
    # Waiting for a condition evaluates text in the page, which its policy forbids; tests of the policy open their own.
    context = browser.new_context(bypass_csp=True)
    yield context.new_page()
    context.close()
