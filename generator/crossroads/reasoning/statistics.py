"""Everything that is counted about one decision."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from crossroads.model.decision import Decision
from crossroads.reasoning.counts import Steps, answer_space, behaviour_hash, outcome_counts, route_counts, steps
from crossroads.reasoning.influence import influence
from crossroads.reasoning.lower import Lowered


@dataclass(frozen=True)
class Statistics:
    """Exact figures; `influence` is None where walking the options together takes too many states."""

    hash: str
    questions: int
    outcomes: int
    nodes: int
    answer_space: int
    routes: int
    steps: Steps
    counts: dict[str, int]
    influence: dict[str, Fraction | None]
    orders: dict[str, str]  # for each table that asks in the shortest order: exact, or heuristic

    def share(self, outcome: str) -> Fraction:
        """Give the share of all complete answers that end at an outcome."""
        return Fraction(self.counts.get(outcome, 0), self.answer_space)


def statistics(decision: Decision, lowered: Lowered) -> Statistics:
    """Count a decision."""
    graph = lowered.graph
    orders = {
        name: "exact" if compiled.exact else "heuristic"
        for name, compiled in lowered.tables.items()
        if compiled.table.order == "shortest"
    }
    return Statistics(
        hash=behaviour_hash(graph, decision),
        questions=len(graph.questions),
        outcomes=len(graph.outcomes),
        nodes=len(graph.nodes),
        answer_space=answer_space(graph, decision),
        routes=route_counts(graph)[0],
        steps=steps(graph),
        counts=outcome_counts(graph, decision),
        influence=influence(graph, decision),
        orders=orders,
    )
