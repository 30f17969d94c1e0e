"""What is left to ask and what would change the result: Python and the browser say what the oracle listed."""

from __future__ import annotations

import json
from typing import Any

import change_oracle
import pytest
from playwright.sync_api import Browser

from crossroads.reasoning.graph import Graph, Node
from crossroads.reasoning.remaining import questions_left
from crossroads.reasoning.sensitivity import sensitivity
from crossroads.reasoning.walk import walk
from vector_script import script

VECTORS = json.loads(change_oracle.FILE.read_text(encoding="utf-8"))
RUN = """vectors => {
  const { walk, questionsLeft, sensitivity } = window.reasoning;
  return vectors.map(({ graph, answers }) => ({
    left: questionsLeft(graph, answers), ...sensitivity(graph, walk(graph, answers)),
  }));
}"""


def graph_of(vector: dict[str, Any]) -> Graph:
    nodes = [Node(n["name"], tuple((o, t) for o, t in n.get("edges", ()))) for n in vector["graph"]["nodes"]]
    return Graph(tuple(nodes), authored=tuple(vector["graph"].get("authored", ())))


def in_python(vector: dict[str, Any]) -> dict[str, Any]:
    graph = graph_of(vector)
    left = questions_left(graph, vector["answers"])
    found = sensitivity(graph, walk(graph, vector["answers"]))
    assert left is not None
    return {
        "left": [left.fewest, left.most],
        "alternatives": [
            {"question": a.question, "option": a.option, "possible": list(a.possible), "keeps": a.keeps}
            for a in found.alternatives
        ],
        "nearest": [
            {
                "outcome": n.outcome,
                "changes": [list(p) for p in n.changes],
                "asked": [list(p) for p in n.asked],
                "route": [list(p) for p in n.route],
            }
            for n in found.nearest
        ],
    }


def counted(found: dict[str, Any]) -> dict[str, Any]:
    """Give what the oracle decides; which of several equally near routes is named, it leaves open."""
    return {
        "left": found["left"],
        "alternatives": [[a["question"], a["option"], a["possible"], a["keeps"]] for a in found["alternatives"]],
        "nearest": [[n["outcome"], len(n["changes"]), len(n["asked"])] for n in found["nearest"]],
    }


def test_the_file_is_what_the_oracle_makes() -> None:
    assert change_oracle.FILE.read_text(encoding="utf-8") == change_oracle.text()


def test_the_vectors_reach_every_kind_of_change() -> None:
    expected = [v["expect"] for v in VECTORS]
    assert any(0 < e["left"][0] < e["left"][1] for e in expected)
    assert any(a[3] for e in expected for a in e["alternatives"])
    assert any(len(a[2]) > 1 for e in expected for a in e["alternatives"])
    assert {n[1] for e in expected for n in e["nearest"]} >= {0, 1, 2}
    assert any(n[2] for e in expected for n in e["nearest"])


def test_a24_e05_e06_e07_python_agrees_with_listing() -> None:
    assert [counted(in_python(v)) for v in VECTORS] == [v["expect"] for v in VECTORS]


def test_e06_every_route_named_leads_to_its_outcome() -> None:
    for vector in VECTORS:
        for near in in_python(vector)["nearest"]:
            assert walk(graph_of(vector), dict(near["route"])).outcome == near["outcome"]


@pytest.mark.browser
def test_a24_e05_e06_e07_the_browser_agrees_with_python(browser: Browser) -> None:
    page = browser.new_page()
    page.add_script_tag(content=script())
    found = page.evaluate(RUN, VECTORS)
    page.close()
    assert found == [in_python(v) for v in VECTORS]
