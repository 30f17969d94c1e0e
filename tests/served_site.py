"""A site that tests build and serve on this machine."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

ROOT = Path(__file__).parent.parent


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


def build(folder: Path, url: str, config: Path = ROOT / "mkdocs.yml") -> str:
    """Build a site with MkDocs for the address it will be served at; give what MkDocs said."""
    command = [sys.executable, "-m", "mkdocs", "build", "-f", str(config), "-d", str(folder)]
    environment = os.environ | {"SITE_URL": url, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, cwd=ROOT, check=False)
    assert done.returncode == 0, f"mkdocs build failed:\n{done.stdout}\n{done.stderr}"
    return done.stdout + done.stderr
