"""Write a mesh as DOT: sizes and links, and not one word of an author."""

from __future__ import annotations

from typing import Final

import graphviz

from crossroads.showing.drawing.mesh import Link, Mesh, Node
from crossroads.showing.drawing.rows import APART

_STRAIGHT: Final = "9"
_LEANING: Final = "2"


def write_dot(mesh: Mesh, ordered: bool) -> str:
    """Give the DOT text; nodes are named n0, n1 and so on; ordered keeps the author's order of answers."""
    graph = graphviz.Digraph(
        graph_attr={"nodesep": _inches(APART), "ranksep": "0.2", "splines": "false", "nslimit": "0.1"}
        | ({"ordering": "out"} if ordered else {}),
        node_attr={"shape": "box", "fixedsize": "true", "label": ""},
        edge_attr={"arrowhead": "none"},
    )
    for index, node in enumerate(mesh.nodes):
        graph.node(f"n{index}", width=_inches(node.breadth), height=_inches(node.depth))
    for link in mesh.links:
        graph.edge(f"n{link.tail}", f"n{link.head}", weight=_weight(mesh.nodes, link))
    return str(graph.source)


def _weight(nodes: tuple[Node, ...], link: Link) -> str:
    """Lanes want to be straight most of all."""
    lanes = nodes[link.tail].is_lane and nodes[link.head].is_lane
    return _STRAIGHT if lanes else _LEANING


def _inches(pixels: float) -> str:
    return f"{pixels / 72:.5f}"
