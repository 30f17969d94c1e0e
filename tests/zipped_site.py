"""Serve a folder as a host of static pages does: zipped, with an hour in the cache."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

ZIPPED = {".html", ".css", ".js", ".json", ".svg", ".xml", ".txt"}


@cache
def _body(path: Path, changed: float) -> bytes:
    return gzip.compress(path.read_bytes(), 9)


class _Host(SimpleHTTPRequestHandler):
    """Answers with zipped files that a browser may keep; pages are asked for again."""

    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """Send one file."""
        path = Path(str(self.directory), unquote(urlsplit(self.path).path).lstrip("/"))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_response(404)
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        tag = f'"{path.stat().st_mtime_ns:x}"'
        same = self.headers.get("If-None-Match") == tag
        body = b"" if same else self._content(path)
        self.send_response(304 if same else 200)
        self.send_header("Content-Type", self.guess_type(path) + ("; charset=utf-8" if path.suffix in ZIPPED else ""))
        self.send_header("Cache-Control", "no-cache" if path.suffix == ".html" else "max-age=3600")
        self.send_header("ETag", tag)
        if path.suffix in ZIPPED and not same:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _content(self, path: Path) -> bytes:
        return _body(path, path.stat().st_mtime) if path.suffix in ZIPPED else path.read_bytes()


@contextmanager
def zipped(folder: Path) -> Iterator[str]:
    """Serve a folder on this machine; gives the address, with its slash."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Host, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://localhost:{server.server_address[1]}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
