"""D2: markdownlint, with the rules that MADR keeps, finds nothing in any record."""

from __future__ import annotations

import itertools
import json
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from audit_tools import program

from crossroads.adapters.workshop import inspect
from crossroads.model.decision import UNKNOWN
from crossroads.reasoning.graph import Graph
from crossroads.showing.records.texts import STYLES
from crossroads.showing.records.written import record, recorded
from served_site import ROOT

DAY = date(2026, 11, 22)
# MADR's own: lines are as long as their sentence, and the chosen option is the title as well.
RULES = {"default": True, "MD013": False, "MD024": False}


def routes(graph: Graph, at: int = 0) -> Iterator[tuple[dict[str, str], str]]:
    """List routes with their outcomes."""
    node = graph.nodes[at]
    if node.is_outcome:
        yield {}, node.name
    for option, target in node.edges:
        for rest, end in itertools.islice(routes(graph, target), 40):
            yield {node.name: option, **rest}, end


def records(folder: Path, style: str) -> int:
    """Write a record for every outcome of every decision, and one of each that is open."""
    found = inspect(ROOT / "decisions", DAY)
    library, count = found.reading.library, 0
    for name, graph in found.judgement.graphs.items():
        ends = {end: answers for answers, end in itertools.islice(routes(graph), 4000)}
        unsure = {node.name: UNKNOWN for node in graph.nodes if not node.is_outcome}
        for end, answers in {**ends, "open": unsure}.items():
            text = record(recorded(library, library.decision(name), graph, answers, "https://x.example/"), style, DAY)
            (folder / f"{name}-{end}.md").write_text(text, "utf-8")
            count += 1
    return count


def linted(tools: Path, folder: Path) -> tuple[int, str]:
    """Run markdownlint over a folder."""
    (folder / ".markdownlint-cli2.jsonc").write_text(json.dumps({"config": RULES}), "utf-8")
    command = [program("node"), str(tools / "node_modules/markdownlint-cli2/markdownlint-cli2-bin.mjs"), "*.md"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("style", STYLES)
def test_d02_markdownlint_finds_nothing(tools: Path, tmp_path: Path, style: str) -> None:
    assert records(tmp_path, style) > 40
    status, told = linted(tools, tmp_path)
    assert status == 0, told


def test_markdownlint_was_awake(tools: Path, tmp_path: Path) -> None:
    """It does tell a fault that was put in."""
    (tmp_path / "a.md").write_text("# A\n* b\n", "utf-8")
    status, told = linted(tools, tmp_path)
    assert status == 1
    assert "MD022" in told
