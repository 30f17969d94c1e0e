"""Lower a decision to one graph of asked questions and outcomes.

A question asked in two contexts is two nodes, equal sub-graphs are shared, and no question is asked twice
on a route: an answer at hand is used. So the graph is a decision diagram, and counts are single passes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property


@dataclass(frozen=True)
class Node:
    """An asked question with its edges (option id, index of the node that follows), or an outcome."""

    name: str  # id of the question or outcome
    edges: tuple[tuple[str, int], ...] = ()
    table: str = ""  # the table that asks it, where one does

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
    authored: tuple[str, ...] = field(default=(), compare=False)  # the questions as the file orders them

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

    @cached_property
    def options(self) -> dict[str, tuple[str, ...]]:
        """Map each question that can be asked to its options, as it offers them where it is asked first."""
        found: dict[str, tuple[str, ...]] = {}
        for node in self.nodes:
            if not node.is_outcome:
                found.setdefault(node.name, tuple(option for option, _ in node.edges))
        return found

    @cached_property
    def _ranks(self) -> dict[str, int]:
        return {name: number for number, name in enumerate(dict.fromkeys((*self.authored, *self.questions)))}

    def rank(self, question: str) -> int:
        """Give a question's place in authored order; without one, in the order of the nodes."""
        return self._ranks[question]
