"""A table as a decision diagram: a reduced, shared graph of its questions whose leaves are what follows.

Reduction makes the diagram canonical for its order of questions (R. E. Bryant, 1986, for two values; options make
several here): its root asks the first question on which the function depends, so a question is in the diagram of a
restricted function exactly when it can still matter. Children always have smaller numbers than their parents.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

MAX_NODES = 20_000
EXACT = 8  # questions up to which the shortest order is exact


class DiagramTooLarge(Exception):
    """A table unfolds into more nodes than are handled."""


@dataclass(frozen=True)
class Variable:
    """A question of a diagram with its options."""

    name: str
    options: tuple[str, ...]


@dataclass(frozen=True)
class Fork:
    """A node that asks a question (by its place in the order); one child an option."""

    variable: int
    children: tuple[int, ...]


@dataclass
class Diagram:
    """Nodes of one or more functions over the same questions in the same order."""

    variables: tuple[Variable, ...]
    nodes: list[Fork | Hashable] = field(default_factory=list)
    root: int = -1
    _known: dict[Fork | Hashable, int] = field(default_factory=dict)
    _restricted: dict[tuple[int, int], dict[int, int]] = field(default_factory=dict)
    _expected: dict[int, Fraction] = field(default_factory=dict)
    _best: dict[int, tuple[Fraction, int]] = field(default_factory=dict)

    def leaf(self, value: Hashable) -> int:
        """Give the node of a value."""
        return self._add(("leaf", value))

    def fork(self, variable: int, children: tuple[int, ...]) -> int:
        """Give the node that asks; where all children are the same there is nothing to ask."""
        return children[0] if len(set(children)) == 1 else self._add(Fork(variable, children))

    def _add(self, node: Fork | Hashable) -> int:
        if node not in self._known:
            if len(self.nodes) >= MAX_NODES:
                raise DiagramTooLarge
            self._known[node] = len(self.nodes)
            self.nodes.append(node)
        return self._known[node]

    def asks(self, node: int) -> Fork | None:
        """Give the fork at a node; None at a leaf."""
        found = self.nodes[node]
        return found if isinstance(found, Fork) else None

    def value(self, node: int) -> Hashable:
        """Give the value of a leaf."""
        found = self.nodes[node]
        assert isinstance(found, tuple)  # noqa: S101 - for the type checker
        value: Hashable = found[1]
        return value

    def below(self, node: int) -> list[int]:
        """List the nodes that can be reached from a node, itself included, smaller numbers first."""
        seen = {node}
        waiting = [node]
        while waiting:
            fork = self.asks(waiting.pop())
            for child in fork.children if fork else ():
                if child not in seen:
                    seen.add(child)
                    waiting.append(child)
        return sorted(seen)

    def leaves(self, node: int) -> list[Hashable]:
        """List the values that can be reached from a node."""
        return [self.value(n) for n in self.below(node) if self.asks(n) is None]

    def restrict(self, node: int, variable: int, option: int) -> int:
        """Give the function where a question has an answer."""
        done = self._restricted.setdefault((variable, option), {})
        for index in self.below(node):
            if index in done:
                continue
            fork = self.asks(index)
            if fork is None:
                done[index] = index
            elif fork.variable == variable:
                done[index] = fork.children[option]
            else:
                done[index] = self.fork(fork.variable, tuple(done[c] for c in fork.children))
        return done[node]

    def given(self, node: int, answers: Mapping[str, str]) -> int:
        """Give the function where some answers are known."""
        for number, variable in enumerate(self.variables):
            if variable.name in answers:
                node = self.restrict(node, number, variable.options.index(answers[variable.name]))
        return node

    def path_to(self, node: int, wanted: Callable[[Hashable], bool]) -> dict[str, str] | None:
        """Give answers that lead from a node to a leaf whose value is wanted; None where none do."""
        reaches: dict[int, dict[str, str]] = {}
        for index in self.below(node):
            fork = self.asks(index)
            if fork is None:
                if wanted(self.value(index)):
                    reaches[index] = {}
                continue
            variable = self.variables[fork.variable]
            hit = next((i for i, child in enumerate(fork.children) if child in reaches), None)
            if hit is not None:
                reaches[index] = {variable.name: variable.options[hit], **reaches[fork.children[hit]]}
        return reaches.get(node)

    def mapped(self, change: Callable[[Hashable], Hashable]) -> Diagram:
        """Give the diagram whose leaves are changed, reduced again."""
        made = Diagram(self.variables)
        places: list[int] = []
        for node in self.nodes:
            if isinstance(node, Fork):
                places.append(made.fork(node.variable, tuple(places[c] for c in node.children)))
            else:
                places.append(made.leaf(change(self.value(len(places)))))
        made.root = places[self.root]
        return made

    def expected(self, node: int) -> Fraction:
        """Give the expected number of questions in the given order, all options equally likely."""
        for index in self.below(node):
            if index not in self._expected:
                fork = self.asks(index)
                self._expected[index] = (
                    Fraction(0) if fork is None else 1 + _mean([self._expected[c] for c in fork.children])
                )
        return self._expected[node]

    def support(self, node: int) -> list[int]:
        """List the questions on which a function depends, in order."""
        return sorted({fork.variable for n in self.below(node) if (fork := self.asks(n))})

    def best(self, node: int) -> tuple[Fraction, int]:
        """Give the least expected number of questions, and which to ask first: exact up to eight questions.

        Beyond, the first question is the one after which the given order is expected to ask least (a rollout, after
        Tesauro and Galperin, 1997), which is never worse than the given order itself. Ties keep the order.
        """
        if node not in self._best:
            support = self.support(node)
            if not support:
                self._best[node] = (Fraction(0), -1)
            else:
                exact = len(support) <= EXACT
                costs = [(1 + _mean([self._cost(c, exact) for c in self.children(node, v)]), v) for v in support]
                self._best[node] = min(costs)
        return self._best[node]

    def _cost(self, node: int, exact: bool) -> Fraction:
        return self.best(node)[0] if exact else self.expected(node)

    def children(self, node: int, variable: int) -> list[int]:
        """List the functions that follow each answer to a question."""
        return [self.restrict(node, variable, option) for option in range(len(self.variables[variable].options))]


def _mean(values: list[Fraction]) -> Fraction:
    return sum(values, Fraction(0)) / len(values)
