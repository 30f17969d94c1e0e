"""Compare two outcome functions point by point, by walking both graphs together and never listing the points."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from crossroads.reasoning.changes.cases import Case, cases
from crossroads.reasoning.changes.space import NOWHERE, Space
from crossroads.reasoning.graph import Graph
from crossroads.reasoning.together import MAX_STATES, Ends, NotAnalysed, Purse, State, Together, Walker

K = TypeVar("K")
Pair = tuple[str, str]  # where the old version ends, and where the new one does


@dataclass(frozen=True)
class Comparison:
    """How two versions differ, in points of their common space; all counts are exact."""

    analysed: bool
    answer_space: int = 0  # points where both versions are defined
    arrived: Mapping[str, int] = field(default_factory=dict)  # points where only the new version is defined, by outcome
    left: Mapping[str, int] = field(default_factory=dict)  # points where only the old one is
    kept: Mapping[str, int] = field(default_factory=dict)  # outcome -> points that end there in both
    moved: Mapping[Pair, int] = field(default_factory=dict)  # the largest first
    examples: Mapping[Pair, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    cases: tuple[Case, ...] = ()  # the largest first
    rest: int = 0  # points that moved and stand in none of the cases
    same_route: bool = True

    @property
    def new_cases(self) -> int:
        """Count the points where only the new version is defined."""
        return sum(self.arrived.values())

    @property
    def gone_cases(self) -> int:
        """Count the points where only the old version is defined."""
        return sum(self.left.values())

    @property
    def changed(self) -> int:
        """Count the points that end elsewhere."""
        return sum(self.moved.values())


def compare(space: Space, states: int = MAX_STATES) -> Comparison:
    """Compare the two versions of a space; not analysed where that takes more states."""
    walking = _Both(space, Purse(states))
    try:
        ends = walking.ends()
        found = cases(walking.together(), walking.moved, space.size, walking.same)
    except NotAnalysed:
        return Comparison(False)
    moved = {p: n for p, n in ends.items() if NOWHERE not in p and p[0] != p[1]}
    ranked = _ranked(moved)
    return Comparison(
        analysed=True,
        answer_space=sum(n for p, n in ends.items() if NOWHERE not in p),
        arrived=_ranked({new: n for (old, new), n in ends.items() if old == NOWHERE != new}),
        left=_ranked({old: n for (old, new), n in ends.items() if new == NOWHERE != old}),
        kept={old: n for (old, new), n in ends.items() if old == new != NOWHERE},
        moved=ranked,
        examples={pair: walking.example(pair, found.every) for pair in ranked},
        cases=found.shown,
        rest=sum(moved.values()) - sum(c.count for c in found.shown),
        same_route=same_route(*space.graphs),
    )


def _ranked(counts: Mapping[K, int]) -> dict[K, int]:
    """Put the largest first."""
    return dict(sorted(counts.items(), key=lambda item: (-item[1], str(item[0]))))


class _Both:
    """Both versions, walked together."""

    def __init__(self, space: Space, purse: Purse) -> None:
        self.space = space
        self.purse = purse
        self.below: dict[int, dict[str, int]] = {}

    def together(self) -> Together:
        walkers = tuple(Walker(graph, {}) for graph in self.space.graphs)
        return Together(walkers, self.space.options, purse=self.purse)

    def same(self, state: State) -> bool:
        """Tell that both walks stand at nodes of one function, whatever is answered from there."""
        (old, new), known = state
        return not known and self.space.values[0][old] == self.space.values[1][new]

    def moved(self, ends: Ends) -> bool:
        """Tell that both versions are defined and end in different places."""
        return NOWHERE not in ends and len(set(ends)) == 2

    def ends(self) -> Counter[Pair]:
        """Count the points for each way to end."""
        size = self.space.size

        def leaf(state: State, ends: Ends) -> Counter[Pair]:
            if ends:
                return Counter({(ends[0], ends[1]): size})
            return Counter({(name, name): count for name, count in self._shares(state[0][0]).items()})

        def mix(question: str, parts: list[Counter[Pair]]) -> Counter[Pair]:
            total: Counter[Pair] = Counter()
            for part in parts:
                total.update(part)
            return Counter({pair: count // len(parts) for pair, count in total.items()})  # whole: the size is a product

        together = self.together()
        return together.fold(together.start(), leaf, mix, self.same)

    def _shares(self, start: int) -> dict[str, int]:
        """Count where all points end below a node of the old version."""
        graph, waiting = self.space.graphs[0], [start]
        while waiting:
            index = waiting[-1]
            node = graph.nodes[index]
            missing = [t for _, t in node.edges if t not in self.below]
            if missing:
                waiting.extend(missing)
                continue
            waiting.pop()
            if node.is_outcome:
                self.below[index] = {node.name: self.space.size}
                continue
            total: Counter[str] = Counter()
            for _, target in node.edges:
                total.update(self.below[target])
            self.below[index] = {name: count // len(node.edges) for name, count in total.items()}
        return self.below[start]

    def example(self, pair: Pair, every: tuple[Case, ...]) -> tuple[tuple[str, str], ...]:
        """Give answers, in the order of walking, with which the versions end as the pair says."""
        known = next((c.when for c in every if (c.old, c.new) == pair), None)
        if known is None:
            found = self.together().find(lambda ends: ends == pair) or {}
            return tuple(found.items())
        together = self.together()
        state, answers = together.start(), []
        while together.ends(state) is None:
            question = together.question(state)
            option = known[question][0] if question in known else self.space.options[question][0]
            answers.append((question, option))
            state = together.answer(state, question, option)
        return tuple(answers)


def same_route(old: Graph, new: Graph) -> bool:
    """Tell whether both graphs ask the same questions in the same order, whatever is answered."""
    seen = {(0, 0)}
    waiting = [(0, 0)]
    while waiting:
        one, two = (graph.nodes[i] for graph, i in zip((old, new), waiting.pop(), strict=True))
        if one.is_outcome and two.is_outcome:
            continue
        if one.name != two.name or one.is_outcome or two.is_outcome:
            return False
        there = dict(two.edges)
        for option, target in one.edges:
            after = (target, there[option])
            if after not in seen:
                seen.add(after)
                waiting.append(after)
    return True
