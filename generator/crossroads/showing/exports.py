"""One decision for other tools: the formats, by the word that asks for each."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from crossroads.model.decision import Decision
from crossroads.reasoning.graph import Graph
from crossroads.showing.drawing import Picture, standalone
from crossroads.showing.export_document import document_json
from crossroads.showing.export_drawings import decision_dot, decision_mermaid
from crossroads.showing.export_outline import decision_markdown
from crossroads.showing.export_table import table_csv
from crossroads.showing.pictures import picture

Draw = Callable[[Picture], str]

_WRITERS: Mapping[str, Callable[[Graph, Decision, Draw], str]] = {
    "json": lambda _, decision, __: document_json(decision),
    "dot": lambda graph, decision, _: decision_dot(graph, decision),
    "svg": lambda graph, decision, draw: standalone(draw(picture(decision, graph))),
    "mermaid": lambda graph, decision, _: decision_mermaid(graph, decision),
    "markdown": lambda graph, decision, _: decision_markdown(graph, decision),
    "csv": lambda graph, decision, _: table_csv(graph, decision),
}


def export(graph: Graph, decision: Decision, to: str, draw: Draw) -> bytes:
    """Write a decision as one of json, dot, svg, mermaid, markdown, csv; `draw` makes the SVG. UTF-8, no BOM.

    TooManyRows for a table past 10,000 rows; DrawingError comes from `draw`.
    """
    return _WRITERS[to](graph, decision, draw).encode("utf-8")
