"""Walk several graphs together: the same answers to all of them, and where each then ends. Exact, never a listing.

A state is where each walk stands, with the answers that a walk further on can still need. Past the limit of states
nothing is said rather than guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from crossroads.reasoning.graph import Graph

MAX_STATES = 200_000


class NotAnalysed(Exception):
    """Walking together takes more states than are handled."""


@dataclass(frozen=True)
class Walker:
    """A graph with answers that are fixed in it alone."""

    graph: Graph
    fixed: Mapping[str, str]


State = tuple[tuple[int, ...], frozenset[tuple[str, str]]]
Ends = tuple[str, ...]


def questions_below(graph: Graph) -> tuple[frozenset[str], ...]:
    """Give, for each node, the questions that it and the nodes after it ask."""
    below: list[frozenset[str]] = [frozenset()] * len(graph.nodes)
    for index in range(len(graph.nodes) - 1, -1, -1):
        node = graph.nodes[index]
        if node.edges:
            below[index] = frozenset({node.name}).union(*(below[t] for _, t in node.edges))
    return tuple(below)


class Together:
    """Walks of several graphs in step; `allowed` narrows the options of some questions for all of them."""

    def __init__(
        self,
        walkers: tuple[Walker, ...],
        options: Mapping[str, tuple[str, ...]],
        allowed: Mapping[str, frozenset[str]] | None = None,
    ) -> None:
        self.walkers = walkers
        self.options = options
        self.allowed = allowed or {}
        self.below = [questions_below(w.graph) for w in walkers]

    def start(self) -> State:
        """Give the state before any answer."""
        return self._settle(tuple(0 for _ in self.walkers), frozenset())

    def ends(self, state: State) -> Ends | None:
        """Give where all walks have ended; None while one goes on."""
        nodes = [w.graph.nodes[i] for w, i in zip(self.walkers, state[0], strict=True)]
        return tuple(n.name for n in nodes) if all(n.is_outcome for n in nodes) else None

    def question(self, state: State) -> str:
        """Give the question to answer next: that of the walk that is least far."""
        standing = [
            (index, w.graph.nodes[index].name)
            for w, index in zip(self.walkers, state[0], strict=True)
            if not w.graph.nodes[index].is_outcome
        ]
        return min(standing)[1]

    def choices(self, question: str) -> tuple[str, ...]:
        """Give the options that a question may be answered with."""
        allowed = self.allowed.get(question)
        return tuple(o for o in self.options[question] if allowed is None or o in allowed)

    def answer(self, state: State, question: str, option: str) -> State:
        """Give the state after an answer."""
        return self._settle(state[0], state[1] | {(question, option)})

    def _settle(self, places: tuple[int, ...], known: frozenset[tuple[str, str]]) -> State:
        """Let every walk go as far as the answers lead it, and forget answers that none can need."""
        answers = dict(known)
        moved = tuple(self._follow(i, place, answers) for i, place in enumerate(places))
        needed = frozenset().union(*(self.below[i][place] for i, place in enumerate(moved)))
        return moved, frozenset(pair for pair in known if pair[0] in needed)

    def _follow(self, walker: int, place: int, answers: Mapping[str, str]) -> int:
        graph, fixed = self.walkers[walker].graph, self.walkers[walker].fixed
        while True:
            node = graph.nodes[place]
            option = fixed.get(node.name) or answers.get(node.name)
            target = None if option is None or node.is_outcome else node.follow(option)
            if target is None:
                return place
            place = target

    def shares(self, same: Callable[[State], bool] = lambda state: False) -> dict[Ends, Fraction]:
        """Give the share of complete answers for each way to end; states that are the `same` count under ().

        NotAnalysed past 200,000 states.
        """
        first = self.start()
        done: dict[State, dict[Ends, Fraction]] = {}
        waiting = [first]
        while waiting:
            state = waiting[-1]
            if state in done:
                waiting.pop()
                continue
            after = self._after(state, same)
            missing = [s for s in after if s not in done]
            if missing:
                waiting.extend(missing)
                if len(done) + len(waiting) > MAX_STATES:
                    raise NotAnalysed
                continue
            waiting.pop()
            done[state] = _mixed([done[s] for s in after]) if after else {self.ends(state) or (): Fraction(1)}
        return done[first]

    def _after(self, state: State, same: Callable[[State], bool]) -> list[State]:
        if same(state) or self.ends(state) is not None:
            return []
        question = self.question(state)
        return [self.answer(state, question, option) for option in self.choices(question)]

    def find(self, wanted: Callable[[Ends], bool]) -> dict[str, str] | None:
        """Give answers with which the walks end as wanted; None where no answers do. NotAnalysed past the limit."""
        first = self.start()
        came: dict[State, tuple[State, str, str] | None] = {first: None}
        waiting = [first]
        while waiting:
            state = waiting.pop()
            ends = self.ends(state)
            if ends is not None:
                if wanted(ends):
                    return _trail(came, state)
                continue
            question = self.question(state)
            for option in reversed(self.choices(question)):
                following = self.answer(state, question, option)
                if following not in came:
                    came[following] = (state, question, option)
                    waiting.append(following)
            if len(came) > MAX_STATES:
                raise NotAnalysed
        return None


def _mixed(parts: list[dict[Ends, Fraction]]) -> dict[Ends, Fraction]:
    mixed: dict[Ends, Fraction] = {}
    for part in parts:
        for ends, share in part.items():
            mixed[ends] = mixed.get(ends, Fraction(0)) + share / len(parts)
    return mixed


def _trail(came: Mapping[State, tuple[State, str, str] | None], state: State) -> dict[str, str]:
    answers: list[tuple[str, str]] = []
    step = came[state]
    while step is not None:
        state, question, option = step
        answers.append((question, option))
        step = came[state]
    return dict(reversed(answers))
