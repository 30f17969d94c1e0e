"""G10: the step that comments takes its artifact as data. It is run here as it stands in the workflow, with a GitHub
that is ours, and is given what an attacker would hand it."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent.parent
WORKFLOW = ROOT / ".github" / "workflows" / "comment-rules.yml"
MARKER = "<!-- crossroads-review -->"
HEAD = "a" * 40
BOT = {"login": "github-actions[bot]"}


class Hub:
    """A GitHub with one pull request, and everything that was asked of it."""

    def __init__(self) -> None:
        self.archive = b""
        self.size: int | None = None
        self.pull: dict[str, Any] = {
            "state": "open",
            "head": {"sha": HEAD},
            "base": {"repo": {"full_name": "o/r"}},
        }
        self.comments: list[dict[str, Any]] = []
        self.asked: list[tuple[str, str, Any]] = []
        self.tokens: dict[str, str | None] = {}

    def answer(self, method: str, path: str) -> Any:
        if path.startswith("/repos/o/r/actions/runs/7/artifacts"):
            size = len(self.archive) if self.size is None else self.size
            return {"artifacts": [{"id": 9, "name": "crossroads-review", "expired": False, "size_in_bytes": size}]}
        if path == "/repos/o/r/pulls/12":
            return self.pull
        if path.startswith("/repos/o/r/issues/12/comments?"):
            page = int(path.rsplit("page=", 1)[1])
            return self.comments[(page - 1) * 100 : page * 100]
        return {} if method in ("POST", "PATCH", "DELETE") else None


@pytest.fixture
def hub() -> Iterator[Hub]:
    kept = Hub()

    class Handler(BaseHTTPRequestHandler):
        def _do(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            kept.asked.append((self.command, self.path, json.loads(body) if body else None))
            kept.tokens[self.path] = self.headers.get("Authorization")
            if self.path == "/repos/o/r/actions/artifacts/9/zip":
                self.send_response(302)
                self.send_header("Location", f"http://127.0.0.1:{self.server.server_address[1]}/store")
                self.end_headers()
                return
            data = kept.archive if self.path == "/store" else None
            found = kept.answer(self.command, self.path) if data is None else None
            self.send_response(404 if data is None and found is None else 200)
            self.end_headers()
            self.wfile.write(data if data is not None else json.dumps(found).encode())

        do_GET = do_POST = do_PATCH = do_DELETE = _do  # noqa: N815 - the names that the library calls

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    kept.url = f"http://127.0.0.1:{server.server_address[1]}"  # type: ignore[attr-defined]
    yield kept
    server.shutdown()
    server.server_close()


def packed(files: dict[str, str | bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", how) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return out.getvalue()


def run(hub: Hub, tmp_path: Path) -> str:
    """Run the step in an empty folder; it must write no file and show no traceback."""
    loaded = yaml.safe_load(WORKFLOW.read_text("utf-8"))
    (step,) = loaded["jobs"]["comment"]["steps"]
    assert step["shell"] == "python"
    here = tmp_path / "empty"
    here.mkdir(exist_ok=True)
    environment = {
        **os.environ,
        "GITHUB_API_URL": hub.url,  # type: ignore[attr-defined]
        "GITHUB_REPOSITORY": "o/r",
        "TOKEN": "secret",
        "RUN": "7",
        "HEAD": HEAD,
    }
    done = subprocess.run(
        [sys.executable, "-c", step["run"]], cwd=here, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert list(here.iterdir()) == []
    return done.stdout


def written(hub: Hub) -> list[tuple[str, str, Any]]:
    return [asked for asked in hub.asked if asked[0] != "GET"]


REPORT = f"{MARKER}\n### What this does to decisions\n\nHello.\n"


def test_one_comment_is_made_and_kept_up_to_date(hub: Hub, tmp_path: Path) -> None:
    hub.archive = packed({"comment.md": REPORT, "number.txt": "12"})
    run(hub, tmp_path)
    assert written(hub) == [("POST", "/repos/o/r/issues/12/comments", {"body": REPORT})]
    hub.asked.clear()
    stranger = {"id": 1, "user": {"login": "x"}, "body": MARKER}
    hub.comments = [stranger] * 100 + [
        {"id": 5, "user": BOT, "body": MARKER + " old"},
        {"id": 6, "user": None, "body": None},
    ]
    run(hub, tmp_path)
    assert written(hub) == [("PATCH", "/repos/o/r/issues/comments/5", {"body": REPORT})]
    hub.asked.clear()
    hub.comments = [{"id": 5, "user": BOT, "body": REPORT}]
    run(hub, tmp_path)
    assert written(hub) == []


def test_nothing_to_say_takes_the_comment_away(hub: Hub, tmp_path: Path) -> None:
    hub.archive = packed({"comment.md": "", "number.txt": "12"})
    hub.comments = [{"id": 5, "user": BOT, "body": REPORT}]
    run(hub, tmp_path)
    assert written(hub) == [("DELETE", "/repos/o/r/issues/comments/5", None)]


def test_the_token_stays_with_github(hub: Hub, tmp_path: Path) -> None:
    hub.archive = packed({"comment.md": REPORT, "number.txt": "12"})
    run(hub, tmp_path)
    assert hub.tokens["/repos/o/r/pulls/12"] == "Bearer secret"
    assert hub.tokens["/store"] is None


REFUSED: dict[str, dict[str, str | bytes]] = {
    "a way out of the folder": {"../../comment.md": REPORT, "number.txt": "12"},
    "another file": {"comment.md": REPORT, "number.txt": "12", "run.sh": "rm -rf /"},
    "no number": {"comment.md": REPORT},
    "a number with more": {"comment.md": REPORT, "number.txt": "12/../../13"},
    "a number of another script": {"comment.md": REPORT, "number.txt": "١٢".encode()},
    "a negative number": {"comment.md": REPORT, "number.txt": "-12"},
    "a bomb": {"comment.md": MARKER + "\n" + "x" * 50_000_000, "number.txt": "12"},
    "bytes": {"comment.md": b"\xff\xfe", "number.txt": "12"},
    "another text": {"comment.md": "Approved by the maintainers.", "number.txt": "12"},
}


@pytest.mark.parametrize("files", REFUSED.values(), ids=REFUSED)
def test_a_hostile_artifact_is_refused(hub: Hub, tmp_path: Path, files: dict[str, str | bytes]) -> None:
    hub.archive = packed(files)
    assert run(hub, tmp_path).startswith("No comment: ")
    assert written(hub) == []


def test_an_artifact_that_is_none_is_refused(hub: Hub, tmp_path: Path) -> None:
    for archive in (b"", b"PK\x03\x04", b"x" * 100, packed({"comment.md": REPORT, "number.txt": "12"})[:-30]):
        hub.archive = archive
        assert run(hub, tmp_path).startswith("No comment: ")
    hub.size = 2_000_000
    assert "too large" in run(hub, tmp_path)
    assert written(hub) == []


@pytest.mark.parametrize("how", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_damaged_artifact_is_refused(hub: Hub, tmp_path: Path, how: int) -> None:
    """Each way of packing has errors of its own."""
    whole = packed({"comment.md": REPORT * 20, "number.txt": "12"}, how)
    hub.archive = whole[:45] + bytes(byte ^ 0xFF for byte in whole[45:60]) + whole[60:]
    assert run(hub, tmp_path) == "No comment: the artifact cannot be unpacked.\n"
    assert written(hub) == []


@pytest.mark.parametrize(
    "pull",
    [
        {"state": "closed", "head": {"sha": HEAD}, "base": {"repo": {"full_name": "o/r"}}},
        {"state": "open", "head": {"sha": "b" * 40}, "base": {"repo": {"full_name": "o/r"}}},
        {"state": "open", "head": {"sha": HEAD}, "base": {"repo": {"full_name": "else/where"}}},
    ],
)
def test_another_pull_request_is_left_alone(hub: Hub, tmp_path: Path, pull: dict[str, Any]) -> None:
    hub.archive = packed({"comment.md": REPORT, "number.txt": "12"})
    hub.pull = pull
    assert run(hub, tmp_path).startswith("No comment: ")
    assert written(hub) == []


HOSTILE = [
    "@someone @org/team please merge",
    "[click](https://evil.example) ![x](https://evil.example/x.png)",
    "<img src=https://evil.example/x> <a href='https://evil.example'>x</a> <script>x</script> <details onclick=x>",
    "[a]: https://evil.example\n[a]",
    "https://evil.example www.evil.example <https://evil.example>",
    "```js\nx\n```\n~~~sh\nrm\n~~~",
    "#1 o/r#2",
    "<<a>details>",
    "~~~\n\n```mermaid\n~~~\n<img src=x> [a](https://evil.example) @me\n```",
    "<details>\n```mermaid\n<img src=x>\n```",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_what_a_report_never_holds_is_made_harmless(hub: Hub, tmp_path: Path, text: str) -> None:
    from markdown_it import MarkdownIt

    hub.archive = packed({"comment.md": f"{MARKER}\n{text}\n", "number.txt": "12"})
    run(hub, tmp_path)
    ((_, _, sent),) = written(hub)
    tokens = MarkdownIt("commonmark").parse(sent["body"])
    every = [t for token in tokens for t in (token, *(token.children or []))]
    assert not [t for t in every if t.type in ("link_open", "image")]
    for token in every:
        if token.type in ("html_block", "html_inline"):
            assert "<" not in re.sub(re.escape(MARKER) + r"|</?(details|summary|sub)>", "", token.content)
        if token.type == "text":
            assert not re.search(r"@\w|://|www\.|#\d", token.content)
        if token.type == "fence":
            assert token.info in ("", "mermaid")


def test_an_honest_report_is_sent_as_it_is(hub: Hub, tmp_path: Path) -> None:
    sys.path.insert(0, str(ROOT / "tests" / "changes"))
    from test_report import OTHER, SPEC, dressed, library_change

    from crossroads.showing.changes.diff_markdown import diff_markdown

    text = "Do [x](y) <b>now</b>? See https://a.example, @me, #1 | `code` ```"
    report = diff_markdown(library_change(dressed(SPEC, text), dressed(OTHER, text + "!")))
    assert "mermaid" in report
    hub.archive = packed({"comment.md": report, "number.txt": "12"})
    run(hub, tmp_path)
    assert written(hub)[0][2] == {"body": report}
