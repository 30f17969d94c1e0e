"""The outline in Markdown: links that arrive, and texts that stay texts."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from exchange_specimens import HOSTILE, OURS, full_document, graph_of, hostile_document, ours, read
from markdown_it import MarkdownIt

from crossroads.showing.export_marks import markdown_block, markdown_text, one_line
from crossroads.showing.export_outline import decision_markdown


def rendered(text: str) -> str:
    return str(MarkdownIt("gfm-like", {"linkify": False}).render(text))


@pytest.mark.parametrize("path", OURS, ids=lambda p: p.stem)
def test_every_option_leads_to_a_heading(path: Path) -> None:
    decision = ours(path)
    graph = graph_of(decision)
    page = rendered(decision_markdown(graph, decision))
    assert re.findall(r'<a id="([^"]*)"></a>', page) == sorted(graph.anchors, key=_where(page))
    targets = re.findall(r'href="#([^"]*)"', page)
    assert len(targets) == sum(len(n.edges) for n in graph.nodes)
    assert set(targets) <= set(graph.anchors)
    assert page.count("<h3>") == len(graph.nodes)


def _where(page: str) -> Callable[[str], int]:
    return lambda anchor: page.index(f'<a id="{anchor}">')


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_stays_a_text(text: str) -> None:
    page = rendered(markdown_text(text))
    inner = re.fullmatch(r"<p>([^<]*)</p>\n", page)
    assert inner is not None, page
    assert html.unescape(inner[1]) == one_line(text)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_change_nothing_of_the_outline(text: str) -> None:
    decision, plain = read(hostile_document(text)), read(hostile_document("plain"))
    pages = [rendered(decision_markdown(graph_of(d), d)) for d in (decision, plain)]
    assert re.findall("<[^>]*>", pages[0]) == re.findall("<[^>]*>", pages[1])


@pytest.mark.parametrize(
    "text",
    ["# a", "a\n===", "a\n---", "> a", "```\na\n```", "~~~\na", "a | b\n--|--\nc | d", "[x]: javascript:y", "a\n***"],
)
def test_blocks_outside_the_subset_are_disarmed(text: str) -> None:
    assert re.findall(r"<(?!/?p>|br>)", rendered(markdown_block(text))) == []


def test_the_subset_is_kept() -> None:
    text = "A *b* **c** `d` [e](https://f.example)\n\n- g\n- h\n\n1. i\n2. j"
    assert markdown_block(text) == text


def test_a_withdrawn_decision_with_every_key_says_so() -> None:
    decision = read(full_document())
    assert "This decision was withdrawn: Gone" in decision_markdown(graph_of(decision), decision)
