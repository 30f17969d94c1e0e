"""The reports hold whatever the YAML says: no markup, mention, link or command gets out, and the length is bounded."""

from __future__ import annotations

import copy
import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from playwright.sync_api import Browser

from crossroads.reading.library import read_library
from crossroads.reasoning.changes.library_change import LibraryChange, changes
from crossroads.showing.changes.diff_html import diff_html
from crossroads.showing.changes.diff_json import diff_json
from crossroads.showing.changes.diff_markdown import MARKER, diff_markdown
from crossroads.showing.changes.diff_text import diff_text
from crossroads.showing.changes.marks import comment_text
from specimens import Spec, document

sys.path.insert(0, str(Path(__file__).parent.parent / "safety"))

from corpus import PLAIN

HOSTILE = [
    *PLAIN,
    "@someone @org/team and #12 and GH-7 and owner/repo#3",
    "https://evil.example/ www.evil.example mailto:a@b.example",
    "::error file=x::y\n::set-output name=a::b\n##[error]x",
    "| a | b |\n| - | - |",
    "0123456789abcdef0123456789abcdef01234567",
    ":rocket: <!-- crossroads-review --> </details> ```",
    '```mermaid\nflowchart TD\nclick n0 href "javascript:zqx()"\n```',
    "> quoted\n1. one\n- two\n\tcode",
]
ALLOWED = re.compile(r"<summary>[^<>]*</summary>|</?details>|</?sub>|" + re.escape(MARKER))


def library_change(old: dict[str, Any], new: dict[str, Any]) -> LibraryChange:
    sides = [read_library({"d.yml": json.dumps(doc).encode()}) for doc in (old, new)]
    return changes(sides[0].library, sides[1].library)


SPEC: Spec = {"q0": {"a": "q1", "b": "end0"}, "q1": {"a": "end0", "b": "end1"}}
OTHER: Spec = {"q0": {"a": "q1", "b": "end1"}, "q1": {"a": "end0", "b": "end1", "c": "end0"}}


def dressed(spec: Spec, text: str) -> dict[str, Any]:
    """Write a decision that says one text wherever it can."""
    doc = copy.deepcopy(document(spec))
    doc |= {"title": text, "summary": text, "owner": text}
    for question in doc["questions"].values():
        question |= {"ask": text, "hint": text}
        for number, option in enumerate(question["options"].values()):
            option["label"] = f"{number} {text}"
    for outcome in doc["outcomes"].values():
        outcome |= {"title": text, "next-steps": [text], "warnings": [{"text": text}]}
    doc["scenarios"] = [{"name": text, "given": {"q0": "b"}, "expect": "end0"}]
    return doc


def hostile_change(text: str) -> LibraryChange:
    new = dressed(OTHER, text + " again")
    new["scenarios"][0]["name"] = text
    return library_change(dressed(SPEC, text), new)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_nothing_breaks_out_of_the_comment(text: str) -> None:
    found = hostile_change(text)
    if found.nothing or any(d.status == "unreadable" for d in found.decisions):
        pytest.skip("refused while reading")  # a hidden character, for one, is a fault of the file
    report = diff_markdown(found)
    tokens = MarkdownIt("commonmark").enable("table").parse(report)
    every = [t for token in tokens for t in (token, *(token.children or []))]
    assert not [
        t
        for t in every
        if t.type in ("link_open", "image", "code_block", "hr", "heading_open") and t.markup not in ("###", "####")
    ]
    for token in every:
        if token.type in ("html_block", "html_inline"):
            assert not ALLOWED.sub("", token.content).strip(), token.content
        if token.type == "fence":
            assert token.info == "mermaid"
            assert "javascript" not in token.content or "click" not in token.content.split("[", 1)[0]
        if token.type == "text":
            assert not re.search(r"@\w|#\d|GH-\d|://|www\.|:\w+:|\b[0-9a-f]{40}\b", token.content), token.content
    assert report.startswith(MARKER)
    assert not [line for line in report.splitlines() if line.lstrip().startswith(("::", "##["))]
    rows = [line for line in report.splitlines() if line.startswith("| ")]
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} <= {6}


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_no_line_of_the_terminal_is_a_command(text: str) -> None:
    found = hostile_change(text)
    assert not [line for line in diff_text(found).splitlines() if line.lstrip().startswith(("::", "##["))]
    json.loads(diff_json(found))


@given(st.text(max_size=60))
def test_a_text_of_a_comment_is_one_line_that_reads_as_written(text: str) -> None:
    shown = comment_text(text)
    assert "\n" not in shown
    inline = MarkdownIt("commonmark").parseInline(shown)[0].children or []
    assert {t.type for t in inline} <= {"text", "text_special", "entity"}


def many(count: int) -> LibraryChange:
    """Make a change of many decisions, each with many texts."""
    text = "Long words that nobody will read to the end of the line, ever, " * 6
    sides = []
    for spec, mark in ((SPEC, "one"), (OTHER, "two")):
        sides.append({f"d{n}.yml": json.dumps(dressed(spec, f"{mark} {n} {text}")).encode() for n in range(count)})
    return changes(*(read_library(files).library for files in sides))


def test_the_comment_is_bounded_and_counts_what_it_leaves_out() -> None:
    report = diff_markdown(many(150))
    assert len(report.encode()) < 65_536
    shown = report.count("#### ")
    assert f"{150 - shown} parts are left out" in report


def test_the_worst_stands_first() -> None:
    sides = []
    for spec, certainty in ((SPEC, "high"), (OTHER, "low")):
        calm = document(SPEC)
        calm["outcomes"]["end0"]["certainty"] = certainty
        files = {"a.yml": calm, "z.yml": document(spec)}
        sides.append(read_library({n: json.dumps(d).encode() for n, d in files.items()}).library)
    assert [d.id for d in changes(*sides).decisions] == ["z", "a"]


def hand(picture: Any) -> str:
    from crossroads.adapters.hand import drawing_hand

    return drawing_hand()(picture)


@pytest.mark.browser
def test_the_html_report_stands_by_itself_and_runs_nothing(browser: Browser, tmp_path: Path) -> None:
    texts = HOSTILE[:: max(1, len(HOSTILE) // 12)]
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: asked.append("dialog"))
    page.add_init_script("window.ran = false; window.zqx = () => { window.ran = true; }")
    for number, text in enumerate(texts):
        path = tmp_path / f"{number}.html"
        path.write_text(diff_html(hostile_change(text), hand), "utf-8")
        asked.clear()
        page.goto(path.as_uri())
        assert page.evaluate("window.ran") is False
        assert asked == [path.as_uri()]
        assert page.locator("h1").count() == 1
        assert page.locator("script, iframe, img, object, form, [onload], [onerror]").count() == 0
    page.close()


@pytest.mark.browser
def test_the_html_report_marks_what_differs_by_shape_and_word(browser: Browser, tmp_path: Path) -> None:
    old, new = document(SPEC), document(OTHER)
    path = tmp_path / "report.html"
    path.write_text(diff_html(library_change(old, new), hand), "utf-8")
    page = browser.new_page(viewport={"width": 320, "height": 700})
    page.goto(path.as_uri())
    part = page.locator(".sides").first
    assert part.locator("figcaption").all_inner_texts() == ["Before", "After"]
    words = part.locator("figure").nth(1).locator(".is-changed .cr-d-word").all_text_contents()
    assert words
    assert all(w.endswith(("· changed", "· new")) for w in words)
    dash = part.locator(".is-changed .cr-d-ring").first.evaluate("e => getComputedStyle(e).strokeDasharray")
    assert dash != "none"
    painted = "all => all.map((e) => { const s = getComputedStyle(e); return s.fill })"
    paints = part.locator(".cr-d-shape, .cr-d-label").evaluate_all(painted)
    assert len(paints) > 2
    assert "none" not in paints
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
    assert len(ids) == len(set(ids))
    page.close()
