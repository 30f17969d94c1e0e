"""The picture that a graph makes: what each box and arrow says."""

from __future__ import annotations

from collections.abc import Iterator

from crossroads.model.decision import Decision
from crossroads.reasoning.graph import Graph, Node
from crossroads.showing.drawing import Arrow, Box, Picture
from crossroads.showing.table_views import table_title
from crossroads.showing.words import WORDS, count

RULES = "rules"
LONGEST = 60


def picture(decision: Decision, graph: Graph) -> Picture:
    """Make the picture of a decision; boxes are keyed by the anchors of the page, a table is one box."""
    boxes: dict[str, Box] = {}
    for index in range(len(graph.nodes)):
        boxes.setdefault(box_key(graph, index), _box(decision, graph, index))
    arrows = [a for index in range(len(graph.nodes)) for a in _arrows(decision, graph, index)]
    unique = {(a.tail, a.head, a.option): a for a in arrows}
    return Picture(
        decision.id,
        str(decision.title),
        tuple(boxes.values()),
        tuple(unique.values()),
        jump=WORDS["drawing-jump"],
        states=tuple(WORDS[f"drawing-{state}"] for state in ("here", "answered", "possible", "unsure")),
    )


def box_key(graph: Graph, index: int) -> str:
    """Give the box that a node is drawn in: its own, or its table's."""
    return graph.nodes[index].table or graph.anchors[index]


def _arrows(decision: Decision, graph: Graph, index: int) -> Iterator[Arrow]:
    node, tail = graph.nodes[index], box_key(graph, index)
    for option, target in node.edges:
        head = box_key(graph, target)
        if not node.table:
            yield Arrow(tail, head, option, str(decision.question(node.name).option(option).label))
        elif head != tail:
            yield Arrow(tail, head, RULES, _rules_label(decision, node.table, graph.nodes[target]))


def _rules_label(decision: Decision, table: str, target: Node) -> str:
    """Say what leads from a table to a step: the condition of its one rule, or how many there are."""
    step = target.table or target.name
    rules = [r for r in decision.tables_by_id[table].rules if r.next == step]
    if len(rules) == 1 and rules[0].condition.when and not rules[0].condition.unless:
        pairs = rules[0].condition.when
        words = [WORDS["or"].join(str(decision.question(q).option(o).label) for o in options) for q, options in pairs]
        text = " + ".join(words)
        if len(text) <= LONGEST:
            return text
    return WORDS["otherwise"] if len(rules) == 1 else count(len(rules), "rule", "rules")


def _box(decision: Decision, graph: Graph, index: int) -> Box:
    node, key = graph.nodes[index], box_key(graph, index)
    if node.is_outcome:
        outcome = decision.outcome(node.name)
        title, kind = str(outcome.title), str(outcome.kind)
        return Box(key, "outcome", kind, WORDS[f"kind-{kind}"], title, title, f"#{key}")
    word = WORDS["start"] if index == 0 else WORDS["table" if node.table else "question"]
    if node.table:
        title = table_title(decision.tables_by_id[node.table])
        return Box(key, "table", "", word, title, title, f"#{key}")
    question = decision.question(node.name)
    return Box(key, "question", "", word, str(question.drawn), str(question.ask), f"#{key}")
