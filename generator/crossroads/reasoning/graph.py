"""Lower a decision to one graph of asked questions and outcomes.

A question asked in two contexts is two nodes, equal sub-graphs are shared, and no question is asked twice
on a route: an answer at hand is used. So the graph is a decision diagram, and counts are single passes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from crossroads.model.decision import Decision, Question

MAX_NODES = 20_000


class TooLarge(Exception):
    """The decision unfolds into more nodes than are handled."""


@dataclass(frozen=True)
class Node:
    """An asked question with its edges (option id, index of the node that follows), or an outcome."""

    name: str  # id of the question or outcome
    edges: tuple[tuple[str, int], ...] = ()

    @property
    def is_outcome(self) -> bool:
        """Tell whether the walk ends here."""
        return not self.edges

    def follow(self, option: str) -> int | None:
        """Give the node that an option leads to; None where the option is not offered."""
        return next((target for name, target in self.edges if name == option), None)


@dataclass(frozen=True)
class Graph:
    """Nodes so ordered that every edge leads to a later one; the walk starts at node 0."""

    nodes: tuple[Node, ...]
    repeats: tuple[tuple[str, str], ...] = field(default=(), compare=False)  # (asked again, reached from)

    @cached_property
    def anchors(self) -> tuple[str, ...]:
        """Give each node the address it has on a page: `size`, and `size-2` for a further context."""
        taken = {node.name for node in self.nodes}
        seen: set[str] = set()
        given = []
        for node in self.nodes:
            anchor, number = node.name, 1
            while anchor in seen or (number > 1 and anchor in taken):
                number += 1
                anchor = f"{node.name}-{number}"
            seen.add(anchor)
            given.append(anchor)
        return tuple(given)

    @cached_property
    def questions(self) -> tuple[str, ...]:
        """List the questions that can be asked, each once, in the order of the nodes."""
        return tuple(dict.fromkeys(n.name for n in self.nodes if not n.is_outcome))

    @cached_property
    def outcomes(self) -> tuple[str, ...]:
        """List the outcomes that can be reached, in the order of the nodes."""
        return tuple(dict.fromkeys(n.name for n in self.nodes if n.is_outcome))


def lower(decision: Decision) -> Graph:
    """Lower a decision; TooLarge past 20,000 nodes. Nothing recurses."""
    return _Lowering(decision).run()


Context = frozenset[tuple[str, str]]
Key = tuple[str, Context]


class _Lowering:
    """Unfolds steps with the answers that still matter below them, and shares what comes out equal."""

    def __init__(self, decision: Decision) -> None:
        self.questions = decision.questions_by_id
        self.start = str(decision.start)
        self.below = self._questions_below()
        self.made: dict[Key, int] = {}
        self.unique: dict[tuple[str, tuple[tuple[str, int], ...]], int] = {}
        self.nodes: list[Node] = []
        self.repeats: dict[tuple[str, str], None] = {}

    def run(self) -> Graph:
        """Make every node below the start, children first, then turn the order round."""
        first = (self.start, frozenset[tuple[str, str]]())
        waiting: list[Key] = [first]
        while waiting:
            key = waiting[-1]
            missing = [k for k in self._children(key) if k not in self.made]
            if key in self.made or not missing:
                waiting.pop()
                if key not in self.made:
                    self._make(key)
            else:
                waiting.extend(reversed(missing))
        return _ordered(self.nodes, self.made[first], tuple(self.repeats))

    def _questions_below(self) -> dict[str, frozenset[str]]:
        """Map each question to the questions that can be reached from it, itself included."""
        below: dict[str, frozenset[str]] = {}
        waiting = list(self.questions)
        while waiting:
            key = waiting[-1]
            steps = [str(o.next) for o in self.questions[key].options if o.next in self.questions]
            missing = [s for s in steps if s not in below]
            if missing and key not in below:
                waiting.extend(missing)
            else:
                waiting.pop()
                below[key] = frozenset({key}.union(*(below[s] for s in steps)))
        return below

    def _enter(self, step: str, known: Context) -> Key:
        """Forget the answers that cannot matter below a step."""
        below = self.below.get(step, frozenset())
        return step, frozenset((q, o) for q, o in known if q in below)

    def _skip_known(self, step: str, known: Context) -> Key:
        """Pass over questions whose answer is at hand."""
        answers = dict(known)
        while step in answers:
            step = str(self.questions[step].option(answers[step]).next)
        return self._enter(step, known)

    def _child(self, question: Question, option_id: str, step: str, known: Context) -> Key:
        with_answer = known | {(str(question.id), option_id)}
        key = self._enter(step, with_answer)
        landed = self._skip_known(step, with_answer)
        if landed[0] != key[0]:
            self.repeats.setdefault((step, str(question.id)))
        return landed

    def _children(self, key: Key) -> list[Key]:
        step, known = key
        question = self.questions.get(step)
        if question is None:
            return []
        return [self._child(question, str(o.id), str(o.next), known) for o in question.options]

    def _make(self, key: Key) -> None:
        if len(self.made) >= 5 * MAX_NODES:
            raise TooLarge
        question = self.questions.get(key[0])
        names = [str(o.id) for o in question.options] if question else []
        edges = tuple(zip(names, (self.made[k] for k in self._children(key)), strict=True))
        shared = (key[0], edges)
        if shared not in self.unique:
            if len(self.nodes) >= MAX_NODES:
                raise TooLarge
            self.unique[shared] = len(self.nodes)
            self.nodes.append(Node(key[0], edges))
        self.made[key] = self.unique[shared]


def _ordered(nodes: list[Node], start: int, repeats: tuple[tuple[str, str], ...]) -> Graph:
    """Number nodes so that a walk meets rising numbers, in authored order as far as that allows."""
    order = list(_topological(nodes, start))
    place = {old: new for new, old in enumerate(order)}
    renumbered = (Node(nodes[o].name, tuple((name, place[t]) for name, t in nodes[o].edges)) for o in order)
    return Graph(tuple(renumbered), repeats)


def _topological(nodes: list[Node], start: int) -> Iterator[int]:
    """Give reachable nodes, parents before children, siblings in order: a reversed post-order."""
    finished: list[int] = []
    seen = {start}
    waiting = [(start, iter([t for _, t in reversed(nodes[start].edges)]))]
    while waiting:
        index, targets = waiting[-1]
        target = next(targets, None)
        if target is None:
            finished.append(index)
            waiting.pop()
        elif target not in seen:
            seen.add(target)
            waiting.append((target, iter([t for _, t in reversed(nodes[target].edges)])))
    return reversed(finished)
