"""Walk a graph with answers; `unknown` explores every option at once. Twin of `assets/walk.js`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from crossroads.model.decision import UNKNOWN, Decision
from crossroads.reasoning.graph import Graph


@dataclass(frozen=True)
class Answer:
    """One answer of a trace, with the node that asked it."""

    question: str
    answer: str
    node: int


@dataclass(frozen=True)
class Walk:
    """How far some answers lead: the trace, what is possible, and what to ask next."""

    trace: tuple[Answer, ...]
    possible: tuple[str, ...]
    ask_next: str | None
    node: int | None  # where the walk stands, while it stands in one place

    @property
    def outcome(self) -> str | None:
        """Give the outcome once only one is possible and nothing is left to ask."""
        return self.possible[0] if len(self.possible) == 1 and self.ask_next is None else None


@dataclass(frozen=True)
class _Front:
    """Where the branches of a walk stand: the answers used, ends reached, and nodes still unanswered."""

    used: tuple[Answer, ...]
    ends: frozenset[str]
    heads: tuple[int, ...]


def walk(graph: Graph, answers: Mapping[str, str]) -> Walk:
    """Walk as far as the answers lead. Answers that the walk does not ask for are ignored."""
    front = _front(graph, answers)
    at_head = _possible_below(graph, answers, front.heads)
    reached = front.ends.union(*at_head.values())
    possible = tuple(o for o in graph.outcomes if o in reached)
    unsure = any(a.answer == UNKNOWN for a in front.used)
    asking = [h for h in front.heads if not unsure or _matters(h, at_head, front.ends)]
    if unsure and len(possible) == 1:
        asking = []
    ask_next = graph.nodes[min(asking)].name if asking else None
    return Walk(front.used, possible, ask_next, _single(graph, front))


def _front(graph: Graph, answers: Mapping[str, str]) -> _Front:
    """Follow the answers from the start; unknown ones into every branch. One pass in node order."""
    open_nodes = [False] * len(graph.nodes)
    open_nodes[0] = True
    used: list[Answer] = []
    ends: set[str] = set()
    heads: list[int] = []
    for index, node in enumerate(graph.nodes):
        if not open_nodes[index]:
            continue
        answer = answers.get(node.name)
        if node.is_outcome:
            ends.add(node.name)
        elif answer is None or (answer != UNKNOWN and node.follow(answer) is None):
            heads.append(index)
        else:
            used.append(Answer(node.name, answer, index))
            for option, target in node.edges:
                if answer in (UNKNOWN, option):
                    open_nodes[target] = True
    first: dict[str, Answer] = {}
    for answer_used in used:
        first.setdefault(answer_used.question, answer_used)
    return _Front(tuple(first.values()), frozenset(ends), tuple(heads))


def _possible_below(graph: Graph, answers: Mapping[str, str], heads: tuple[int, ...]) -> dict[int, frozenset[str]]:
    """Give the outcomes below each unanswered node, the answers at hand kept."""
    sets: list[frozenset[str]] = [frozenset()] * len(graph.nodes)
    for index in range(len(graph.nodes) - 1, min(heads, default=len(graph.nodes)) - 1, -1):
        node = graph.nodes[index]
        if node.is_outcome:
            sets[index] = frozenset({node.name})
            continue
        target = node.follow(answers.get(node.name, UNKNOWN))
        sets[index] = sets[target] if target is not None else frozenset().union(*(sets[t] for _, t in node.edges))
    return {head: sets[head] for head in heads}


def _matters(head: int, at_head: dict[int, frozenset[str]], ends: frozenset[str]) -> bool:
    """Tell whether answering there, or below, can change the set of possible outcomes."""
    return len(at_head[head]) > 1 and not at_head[head] <= ends


def _single(graph: Graph, front: _Front) -> int | None:
    if len(front.heads) + len(front.ends) != 1:
        return None
    if front.heads:
        return front.heads[0]
    (end,) = front.ends
    return next(i for i, n in enumerate(graph.nodes) if n.is_outcome and n.name == end)


def option_for(decision: Decision, question_id: str, text: str) -> str | None:
    """Read an answer as people give it: an option's id, `unknown`, or a number of a numeric question."""
    question = decision.questions_by_id.get(question_id)
    if question is None:
        return None
    if text == UNKNOWN or any(o.id == text for o in question.options):
        return text
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    if question.unit is None or not number.is_finite():
        return None
    if (question.minimum is not None and number < question.minimum) or (
        question.maximum is not None and number > question.maximum
    ):
        return None
    return next((str(o.id) for o in question.options if o.band and o.band.holds(number)), None)
