"""How much each question decides."""

from __future__ import annotations

from fractions import Fraction

from crossroads.model.decision import Decision
from crossroads.reasoning.counts import node_values
from crossroads.reasoning.graph import Graph
from crossroads.reasoning.together import NotAnalysed, Purse, State, Together, Walker

MOST_STATES = 10_000  # of one decision, so that a hostile one is told within a second


def influence(graph: Graph, decision: Decision) -> dict[str, Fraction | None]:
    """Give, for each question, the share of complete answers at which another answer to it alone changes the outcome.

    That is, over the nodes that ask it, the share of answers that come there, times the share of the rest at which
    its options do not all end in one place; for that the options' graphs are walked together. None where it takes too
    many states.
    """
    working = _Influence(graph, decision)
    return {name: working.of(name) for name in graph.questions}


class _Influence:
    """Keeps what was worked out about walking together, by the number of options."""

    def __init__(self, graph: Graph, decision: Decision) -> None:
        self.graph = graph
        self.options = {str(q.id): tuple(str(o.id) for o in q.options) for q in decision.questions}
        self.values = node_values(graph, decision)
        self.reach = self._reach()
        self.together: dict[int, Together] = {}
        self.purse = Purse(MOST_STATES)

    def _reach(self) -> list[Fraction]:
        """Give the share of complete answers that come to each node."""
        reach = [Fraction(0)] * len(self.graph.nodes)
        reach[0] = Fraction(1)
        for index, node in enumerate(self.graph.nodes):
            for _, target in node.edges:
                reach[target] += reach[index] / len(node.edges)
        return reach

    def of(self, name: str) -> Fraction | None:
        """Give the influence of one question."""
        total = Fraction(0)
        for index, node in enumerate(self.graph.nodes):
            if node.name == name and node.edges:
                try:
                    total += self.reach[index] * self._differing(tuple(t for _, t in node.edges))
                except NotAnalysed:
                    return None
        return total

    def _differing(self, places: tuple[int, ...]) -> Fraction:
        count = len(places)
        if count not in self.together:
            walkers = (Walker(self.graph, {}),) * count
            self.together[count] = Together(walkers, self.options, purse=self.purse)
        return self.together[count].fold((places, 0), _apart, _mean, self._same)

    def _same(self, state: State) -> bool:
        """Tell that all walks stand at nodes of one function, so that they end in one place."""
        return not state[1] and len({self.values[place] for place in state[0]}) == 1


def _apart(state: State, ends: tuple[str, ...]) -> Fraction:
    return Fraction(len(set(ends)) > 1)


def _mean(question: str, parts: list[Fraction]) -> Fraction:
    return sum(parts, Fraction(0)) / len(parts)
