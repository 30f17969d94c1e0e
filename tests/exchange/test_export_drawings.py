"""DOT and Mermaid: what an author writes stays a label."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest
from exchange_specimens import HOSTILE, OURS, graph_of, hostile_document, ours, read
from hypothesis import given
from hypothesis import strategies as st

from crossroads.showing.drawing import EmbeddedEngine
from crossroads.showing.export_drawings import decision_dot, decision_mermaid
from crossroads.showing.export_marks import dot_text, mermaid_text, one_line
from crossroads.showing.exports import export
from crossroads.showing.pictures import picture

needs_dot = pytest.mark.skipif(shutil.which("dot") is None, reason="no Graphviz on this machine")


def check_layout(layout: str, nodes: int, edges: int) -> None:
    data = json.loads(layout)
    assert len(data["objects"]) == nodes
    assert len(data["edges"]) == edges
    assert all(
        set(o) <= {"_gvid", "name", "label", "shape", "style", "peripheries", "fontname", "pos", "width", "height"}
        for o in data["objects"]
    )


@pytest.fixture(scope="module")
def engine() -> EmbeddedEngine:
    return EmbeddedEngine()


@pytest.mark.parametrize("text", HOSTILE)
def test_the_engine_reads_dot_with_hostile_labels(engine: EmbeddedEngine, text: str) -> None:
    decision = read(hostile_document(text))
    check_layout(engine.layout(decision_dot(graph_of(decision), decision)), nodes=4, edges=4)


@pytest.mark.parametrize("path", OURS, ids=lambda p: p.stem)
def test_the_engine_reads_our_decisions(engine: EmbeddedEngine, path: Path) -> None:
    decision = ours(path)
    graph = graph_of(decision)
    drawn = picture(decision, graph)
    check_layout(engine.layout(decision_dot(graph, decision)), len(drawn.boxes), len(drawn.arrows))


@needs_dot
@pytest.mark.parametrize("text", HOSTILE)
def test_graphviz_shows_the_very_words(text: str) -> None:
    decision = read(hostile_document(text))
    dot = decision_dot(graph_of(decision), decision)
    svg = subprocess.run(["dot", "-Tsvg"], input=dot.encode(), capture_output=True, check=True).stdout
    root = ElementTree.fromstring(svg)  # noqa: S314 - our own output
    for group in root.iter("{http://www.w3.org/2000/svg}g"):
        name = group.find("{http://www.w3.org/2000/svg}title")
        if name is not None and name.text in ("q0", "q1"):
            shown = [t.text or "" for t in group.iter("{http://www.w3.org/2000/svg}text")]
            assert " ".join(" ".join(shown).split()) == one_line(text)
    assert not list(root.iter("{http://www.w3.org/2000/svg}a"))


@given(st.text())
def test_a_dot_string_ends_where_it_ends(text: str) -> None:
    written = dot_text(text)
    assert re.fullmatch(r'"(?:[^"\\\n]|\\.)*"', written, re.DOTALL)


@given(st.text())
def test_a_mermaid_label_holds_no_mark_that_means_something(text: str) -> None:
    written = mermaid_text(text)
    assert re.fullmatch(r'"(?:[^"\n#;:%{}<>`\[\]()|\\*_~&$^=@/+]|#\d+;)*"', written)
    assert "--" not in written
    back = re.sub(r"#(\d+);", lambda match: chr(int(match[1])), written[1:-1])
    assert back == one_line(text).replace("\ufb02", "fl")


@pytest.mark.parametrize("text", HOSTILE)
def test_a_flowchart_has_one_line_for_each_box_and_arrow(text: str) -> None:
    decision = read(hostile_document(text))
    lines = decision_mermaid(graph_of(decision), decision).splitlines()
    assert lines[0] == "flowchart TD"
    label = r'"[^"]*"'
    box = rf"  n\d(?:\[{label}\]|\(\[{label}\]\)|\{{\{{{label}\}}\}}|\[/{label}/\]|\[\[{label}\]\])"
    assert [bool(re.fullmatch(box, line)) for line in lines[1:5]] == [True] * 4
    assert [bool(re.fullmatch(rf"  n\d -->\|{label}\| n\d", line)) for line in lines[5:]] == [True] * 4


def test_the_svg_is_the_drawing_of_the_site() -> None:
    decision = read(hostile_document("<&"))
    graph = graph_of(decision)
    asked = []

    def draw(drawn: object) -> str:
        asked.append(drawn)
        return "<svg><g/></svg>"

    content = export(graph, decision, "svg", draw)
    assert asked == [picture(decision, graph)]
    assert content.startswith(b'<?xml version="1.0" encoding="UTF-8"?>\n<svg>')
