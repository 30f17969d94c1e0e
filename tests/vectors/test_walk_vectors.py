"""One file of vectors, two languages: Python's walk and the browser's must say the same, and the oracle made it."""

from __future__ import annotations

import json
from typing import Any

import oracle
import pytest
from playwright.sync_api import Browser

from crossroads.reasoning.graph import Graph, Node
from crossroads.reasoning.walk import walk
from vector_script import script

VECTORS = json.loads(oracle.FILE.read_text(encoding="utf-8"))
RUN = """vectors => {
  const { walk } = window.reasoning;
  return vectors.map(({ graph, answers }) => {
    const { used, possible, outcome, ask_next, narrows } = walk(graph, answers);
    const trace = [...used].map(([question, answer]) => ({ question, answer }));
    return { trace, possible, outcome, ask_next, narrows };
  });
}"""


def in_python(vector: dict[str, Any]) -> dict[str, Any]:
    nodes = [Node(n["name"], tuple((o, t) for o, t in n.get("edges", ()))) for n in vector["graph"]["nodes"]]
    walked = walk(graph_of(vector, nodes), vector["answers"])
    return {
        "trace": [{"question": a.question, "answer": a.answer} for a in walked.trace],
        "possible": list(walked.possible),
        "outcome": walked.outcome,
        "ask_next": walked.ask_next,
        "narrows": walked.narrows,
    }


def graph_of(vector: dict[str, Any], nodes: list[Node]) -> Graph:
    return Graph(tuple(nodes), authored=tuple(vector["graph"].get("authored", ())))


def differing(found: list[dict[str, Any]], *keys: str) -> list[str]:
    return [
        f"{vector}\n  found {result}"
        for vector, result in zip(VECTORS, found, strict=True)
        if any(result[key] != vector["expect"][key] for key in keys)
    ]


def test_the_file_is_what_the_oracle_makes() -> None:
    assert oracle.FILE.read_text(encoding="utf-8") == oracle.text()


def test_the_vectors_reach_every_kind_of_answer() -> None:
    expected = [v["expect"] for v in VECTORS]
    assert any(e["outcome"] for e in expected)
    assert any(e["ask_next"] is None and e["outcome"] is None for e in expected)
    assert any(t["answer"] == "unknown" for e in expected if e["outcome"] for t in e["trace"])
    assert any(e["narrows"] not in (None, e["ask_next"]) for e in expected)
    assert any("authored" in v["graph"] for v in VECTORS)
    assert any(len(v["answers"]) > len(v["expect"]["trace"]) for v in VECTORS)


def test_python_walks_the_vectors() -> None:
    found = [in_python(v) for v in VECTORS]
    assert differing(found, "possible", "outcome", "ask_next", "narrows") == []


def test_python_traces_in_the_order_of_asking() -> None:
    found = [in_python(v) for v in VECTORS]
    assert differing(found, "trace") == []


@pytest.mark.browser
def test_the_browser_walks_the_vectors(browser: Browser) -> None:
    page = browser.new_page()
    page.add_script_tag(content=script())
    found = page.evaluate(RUN, VECTORS)
    page.close()
    assert differing(found, "trace", "possible", "outcome", "ask_next", "narrows") == []
