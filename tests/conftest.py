"""What tests in a browser share: one built and served site, one Chromium, a fresh page each."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parent.parent
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


@dataclass(frozen=True)
class Site:
    """A built site and where it is served; `url` ends with a slash."""

    url: str
    folder: Path

    def at(self, address: str = "") -> str:
        """Give the full address of a page below the root, such as `decisions/need-at-all/`."""
        return self.url + address

    def pages(self) -> list[str]:
        """Name the address of every page, the error page excepted."""
        found = (p.relative_to(self.folder).parent.as_posix() for p in self.folder.rglob("index.html"))
        return sorted("" if p == "." else f"{p}/" for p in found)


class _Quiet(SimpleHTTPRequestHandler):
    """Serves files without a log, and the site's own error page for what is not there."""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Send the site's error page where it has one."""
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on this machine; the folder may be filled later. Gives the address, with its slash."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://localhost:{server.server_address[1]}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def build(folder: Path, url: str, config: Path = ROOT / "mkdocs.yml") -> None:
    """Build a site with MkDocs for the address it will be served at; a warning of MkDocs fails the build."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", str(config), "-d", str(folder)]
    environment = os.environ | {"SITE_URL": url, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, cwd=ROOT, check=False)
    assert done.returncode == 0, f"mkdocs build failed:\n{done.stdout}\n{done.stderr}"


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
    path = os.environ.get("CROSSROADS_CHROMIUM") or shutil.which("chromium")
    if path is None:
        pytest.fail("No Chromium: install the package chromium, or name one in CROSSROADS_CHROMIUM.")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=list(LAUNCH_ARGUMENTS))
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Open a page in a clean profile: nothing stored, no history."""
    context = browser.new_context()
    yield context.new_page()
    context.close()
