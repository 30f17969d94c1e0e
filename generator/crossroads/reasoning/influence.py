"""How much each question decides."""

from __future__ import annotations

from fractions import Fraction

from crossroads.model.decision import Decision
from crossroads.reasoning.graph import Graph
from crossroads.reasoning.together import NotAnalysed, State, Together, Walker


def influence(graph: Graph, decision: Decision) -> dict[str, Fraction | None]:
    """Give, for each question, the share of complete answers at which another answer to it alone changes the outcome.

    The graphs of its options are walked together; None where that takes too many states.
    """
    options = {str(q.id): tuple(str(o.id) for o in q.options) for q in decision.questions}
    return {name: _of(name, graph, options) for name in graph.questions}


def _of(name: str, graph: Graph, options: dict[str, tuple[str, ...]]) -> Fraction | None:
    together = Together(tuple(Walker(graph, {name: o}) for o in options[name]), options)
    below = together.below[0]

    def same(state: State) -> bool:
        """Where all walks stand in one place and the question lies behind them, they end in one place."""
        return len(set(state[0])) == 1 and name not in below[state[0][0]]

    try:
        shares = together.shares(same)
    except NotAnalysed:
        return None
    return sum((share for ends, share in shares.items() if len(set(ends)) > 1), Fraction(0))
