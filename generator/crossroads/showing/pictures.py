"""The picture that a graph makes: what each box and arrow says."""

from __future__ import annotations

from crossroads.model.decision import Decision
from crossroads.reasoning.graph import Graph
from crossroads.showing.drawing import Arrow, Box, Picture
from crossroads.showing.words import WORDS


def picture(decision: Decision, graph: Graph) -> Picture:
    """Make the picture of a decision; its boxes are keyed by the anchors of the page."""
    boxes = tuple(_box(decision, graph, index) for index in range(len(graph.nodes)))
    arrows = tuple(
        Arrow(
            tail=graph.anchors[index],
            head=graph.anchors[target],
            option=option,
            label=str(decision.question(node.name).option(option).label),
        )
        for index, node in enumerate(graph.nodes)
        for option, target in node.edges
    )
    return Picture(prefix=decision.id, title=str(decision.title), boxes=boxes, arrows=arrows)


def _box(decision: Decision, graph: Graph, index: int) -> Box:
    node, anchor = graph.nodes[index], graph.anchors[index]
    if node.is_outcome:
        outcome = decision.outcome(node.name)
        title, kind = str(outcome.title), str(outcome.kind)
        return Box(anchor, "outcome", kind, WORDS[f"kind-{kind}"], title, title, f"#{anchor}")
    question = decision.question(node.name)
    word = WORDS["start"] if index == 0 else WORDS["question"]
    return Box(anchor, "question", "", word, str(question.drawn), str(question.ask), f"#{anchor}")
