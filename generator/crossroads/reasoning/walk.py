"""Walk a graph with answers; `unknown` explores every option at once. Twin of `assets/walk.js`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from functools import reduce

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
    """How far some answers lead: the trace, what is possible, what to ask next, and what would narrow it most."""

    trace: tuple[Answer, ...]
    possible: tuple[str, ...]
    ask_next: str | None
    narrows: str | None  # the question, not sure or still open, whose answer would leave the fewest outcomes on average
    node: int | None  # where the walk stands, while it stands in one place

    @property
    def outcome(self) -> str | None:
        """Give the outcome once only one is possible and nothing is left to ask."""
        return self.possible[0] if len(self.possible) == 1 and self.ask_next is None else None


@dataclass(frozen=True)
class _Front:
    """Where the branches of a walk stand: the answers used, ends reached, and nodes still unanswered."""

    used: tuple[Answer, ...]
    ends: frozenset[int]
    heads: tuple[int, ...]

    @property
    def unsure(self) -> tuple[str, ...]:
        """List the questions that the walk met and nobody is sure of."""
        return tuple(a.question for a in self.used if a.answer == UNKNOWN)


@dataclass(frozen=True)
class Survey:
    """What some answers leave: the walk's front, the outcomes possible below each node, and what to ask still."""

    used: tuple[Answer, ...]
    ends: frozenset[int]
    heads: tuple[int, ...]
    possible: tuple[int, ...]  # by node, as bits in the order of outcomes
    certain: int  # outcomes reached whatever else is answered; nothing while every answer is known
    asking: tuple[str, ...]  # open questions that can matter, in authored order

    @property
    def unsure(self) -> bool:
        """Tell whether the walk met a question that nobody is sure of."""
        return any(a.answer == UNKNOWN for a in self.used)

    def matters(self, head: int) -> bool:
        """Tell whether some outcome below an open question is not certain."""
        return bool(self.possible[head] & ~self.certain)


def walk(graph: Graph, answers: Mapping[str, str]) -> Walk:
    """Walk as far as the answers lead. Answers that the walk does not ask for are ignored.

    Once an answer is unknown, an open question is asked while some outcome below it is not certain. Certain is what
    is reached whatever else is answered; so nothing is left to ask only where no answer can change what is possible.
    """
    seen = survey(graph, answers)
    unsure = tuple(a.question for a in seen.used if a.answer == UNKNOWN)
    narrows = _narrowing(graph, answers, (*unsure, *seen.asking)) if unsure else None
    return Walk(seen.used, named(graph, seen.possible[0]), next(iter(seen.asking), None), narrows, _single(seen))


def survey(graph: Graph, answers: Mapping[str, str]) -> Survey:
    """Look at everything that some answers leave open."""
    front = _front(graph, answers)
    possible = possible_below(graph, answers)
    certain = 0
    if front.unsure:
        least = _below(graph, answers, int.__and__)
        certain = reduce(int.__or__, (least[i] for i in (*front.ends, *front.heads)))
    matter = (h for h in front.heads if possible[h] & ~certain)
    asking = sorted({graph.nodes[h].name for h in matter}, key=graph.rank)
    return Survey(front.used, front.ends, front.heads, tuple(possible), certain, tuple(asking))


def in_order(graph: Graph, answers: Mapping[str, str]) -> dict[str, str]:
    """Give the answers that a walk uses, in the order in which it asks for them."""
    used: dict[str, str] = {}
    while asking := survey(graph, used).asking:
        answer = answers.get(asking[0])
        if answer is None or (answer != UNKNOWN and answer not in graph.options[asking[0]]):
            break
        used[asking[0]] = answer
    return used


def _front(graph: Graph, answers: Mapping[str, str]) -> _Front:
    """Follow the answers from the start; unknown ones into every branch. One pass in node order."""
    open_nodes = [False] * len(graph.nodes)
    open_nodes[0] = True
    used: dict[str, Answer] = {}
    ends: set[int] = set()
    heads: list[int] = []
    for index, node in enumerate(graph.nodes):
        if not open_nodes[index]:
            continue
        answer = answers.get(node.name)
        if node.is_outcome:
            ends.add(index)
        elif answer is None or (answer != UNKNOWN and node.follow(answer) is None):
            heads.append(index)
        else:
            used.setdefault(node.name, Answer(node.name, answer, index))
            for option, target in node.edges:
                if answer in (UNKNOWN, option):
                    open_nodes[target] = True
    return _Front(tuple(used.values()), frozenset(ends), tuple(heads))


def possible_below(graph: Graph, answers: Mapping[str, str]) -> list[int]:
    """Give for each node the outcomes that the answers leave possible below it, as bits in the order of outcomes."""
    return _below(graph, answers, int.__or__)


def _below(graph: Graph, answers: Mapping[str, str], at_open: Callable[[int, int], int]) -> list[int]:
    """Collect outcomes upwards, as bits: along a known answer, of every option of an unknown one, else `at_open`."""
    bit = {name: 1 << number for number, name in enumerate(graph.outcomes)}
    sets = [0] * len(graph.nodes)
    for index in range(len(graph.nodes) - 1, -1, -1):
        node = graph.nodes[index]
        if node.is_outcome:
            sets[index] = bit[node.name]
            continue
        answer = answers.get(node.name)
        target = node.follow(answer) if answer is not None else None
        join = int.__or__ if answer == UNKNOWN else at_open
        sets[index] = sets[target] if target is not None else reduce(join, (sets[t] for _, t in node.edges))
    return sets


def _narrowing(graph: Graph, answers: Mapping[str, str], questions: Iterable[str]) -> str | None:
    """Find the question whose answer leaves the fewest outcomes on average, options equally likely.

    Ties go to the one authored first. None where no answer to one question alone is expected to leave fewer.
    """
    best, found = Fraction(possible_below(graph, answers)[0].bit_count()), None
    for question in sorted(questions, key=graph.rank):
        left = [possible_below(graph, {**answers, question: o})[0].bit_count() for o in graph.options[question]]
        expected = Fraction(sum(left), len(left))
        if expected < best:
            best, found = expected, question
    return found


def named(graph: Graph, bits: int) -> tuple[str, ...]:
    """Name the outcomes that stand as bits."""
    return tuple(name for number, name in enumerate(graph.outcomes) if bits >> number & 1)


def _single(seen: Survey) -> int | None:
    places = (*seen.heads, *seen.ends)
    return places[0] if len(places) == 1 else None


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
