"""A decision as a drawing that other tools lay out: DOT for Graphviz, a flowchart for Mermaid."""

from __future__ import annotations

import textwrap
from collections.abc import Callable

from crossroads.model.decision import Decision
from crossroads.reasoning.graph import Graph
from crossroads.showing.drawing import Box
from crossroads.showing.export_marks import dot_text, mermaid_text, one_line
from crossroads.showing.pictures import picture

_WIDTH = 28  # characters in a line of a box
_DOT_SHAPES = {"do": "box", "prepare": "note", "stop": "octagon", "elsewhere": "cds"}
_MERMAID_SHAPES = {
    "question": "[%s]",
    "table": "[(%s)]",
    "do": "([%s])",
    "prepare": "[/%s/]",
    "stop": "{{%s}}",
    "elsewhere": "[[%s]]",
}


def decision_dot(graph: Graph, decision: Decision) -> str:
    """Write plain DOT: nodes are named as the anchors of the page, every label is a quoted string."""
    drawn = picture(decision, graph)
    lines = [
        f"digraph {dot_text(decision.id)} {{",
        f"  graph [label={_label(drawn.title)}, labelloc=t];",
        '  node [shape=box, style=rounded, fontname="sans-serif"];',
        '  edge [fontname="sans-serif"];',
    ]
    lines += [f"  {dot_text(box.key)} [{_dot_look(box)}];" for box in drawn.boxes]
    lines += [f"  {dot_text(a.tail)} -> {dot_text(a.head)} [label={_label(a.label)}];" for a in drawn.arrows]
    return "\n".join([*lines, "}"]) + "\n"


def _label(text: str, word: str = "") -> str:
    lines = textwrap.wrap(one_line(text), _WIDTH, break_long_words=False, break_on_hyphens=False)
    return dot_text("\n".join([f"{word}:", *lines] if word else lines))


def _dot_look(box: Box) -> str:
    if not box.tone:
        return f"label={_label(box.label)}{', peripheries=2' if box.kind == 'table' else ''}"
    return f'label={_label(box.label, box.word)}, shape={_DOT_SHAPES[box.tone]}, style="bold"'


def decision_mermaid(graph: Graph, decision: Decision) -> str:
    """Write a Mermaid flowchart: nodes are n0, n1 and so on, as ids like `end` mean something there."""
    drawn = picture(decision, graph)
    names = {box.key: f"n{number}" for number, box in enumerate(drawn.boxes)}
    lines = ["flowchart TD"]
    lines += [f"  {names[box.key]}{mermaid_box(box, mermaid_text)}" for box in drawn.boxes]
    lines += [f"  {names[a.tail]} -->|{mermaid_text(a.label)}| {names[a.head]}" for a in drawn.arrows]
    return "\n".join(lines) + "\n"


def mermaid_box(box: Box, quoted: Callable[[str], str]) -> str:
    """Write a box in the shape of its kind."""
    text = f"{box.word}: {box.label}" if box.tone else box.label
    return _MERMAID_SHAPES[box.tone or box.kind] % quoted(text)
