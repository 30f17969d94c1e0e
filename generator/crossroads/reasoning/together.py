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


State = tuple[tuple[int, ...], int]  # where each walk stands, and the answers still needed as a set of bits
Ends = tuple[str, ...]
Bits = Mapping[str, Mapping[str, int]]  # question -> option -> its bit


class _Track:
    """One walker's graph, ready for walking: edges as bits of answers, and which answers matter below each node."""

    def __init__(self, walker: Walker, bits: Bits) -> None:
        self.nodes = walker.graph.nodes
        self.fixed = sum(bits[q][o] for q, o in walker.fixed.items())
        self.edges = [tuple((bits[n.name][o], target) for o, target in n.edges) for n in self.nodes]
        self.below = [0] * len(self.nodes)
        for index in range(len(self.nodes) - 1, -1, -1):
            if self.edges[index]:
                self.below[index] = sum(bits[self.nodes[index].name].values())
                for _, target in self.edges[index]:
                    self.below[index] |= self.below[target]

    def follow(self, place: int, known: int) -> int:
        """Go as far as the answers lead."""
        known |= self.fixed
        while True:
            for bit, target in self.edges[place]:
                if known & bit:
                    place = target
                    break
            else:
                return place


class Together:
    """Walks of several graphs in step; `allowed` narrows the options of some questions for all of them."""

    def __init__(
        self,
        walkers: tuple[Walker, ...],
        options: Mapping[str, tuple[str, ...]],
        allowed: Mapping[str, frozenset[str]] | None = None,
    ) -> None:
        pairs = [(q, o) for q, names in options.items() for o in names]
        self.bits: dict[str, dict[str, int]] = {q: {} for q in options}
        for number, (question, option) in enumerate(pairs):
            self.bits[question][option] = 1 << number
        self.options = options
        self.allowed = allowed or {}
        made = {key: _Track(walker, self.bits) for key, walker in {id(w): w for w in walkers}.items()}
        self.tracks = [made[id(w)] for w in walkers]
        self.done: dict[State, dict[Ends, Fraction]] = {}

    def start(self) -> State:
        """Give the state before any answer."""
        return self._settle((0,) * len(self.tracks), 0)

    def ends(self, state: State) -> Ends | None:
        """Give where all walks have ended; None while one goes on."""
        nodes = [track.nodes[place] for track, place in zip(self.tracks, state[0], strict=True)]
        return tuple(n.name for n in nodes) if all(n.is_outcome for n in nodes) else None

    def question(self, state: State) -> str:
        """Give the question to answer next: that of the walk that is least far."""
        standing = [(p, t.nodes[p]) for t, p in zip(self.tracks, state[0], strict=True) if t.edges[p]]
        return min(standing, key=lambda pair: pair[0])[1].name

    def choices(self, question: str) -> tuple[str, ...]:
        """Give the options that a question may be answered with."""
        allowed = self.allowed.get(question)
        return tuple(o for o in self.options[question] if allowed is None or o in allowed)

    def answer(self, state: State, question: str, option: str) -> State:
        """Give the state after an answer."""
        return self._settle(state[0], state[1] | self.bits[question][option])

    def _settle(self, places: tuple[int, ...], known: int) -> State:
        """Let every walk go as far as the answers lead it, and forget answers that none can need."""
        moved = tuple(track.follow(place, known) for track, place in zip(self.tracks, places, strict=True))
        needed = 0
        for track, place in zip(self.tracks, moved, strict=True):
            needed |= track.below[place]
        return moved, known & needed

    def shares(self, first: State, same: Callable[[State], bool] = lambda state: False) -> dict[Ends, Fraction]:
        """Give the share of complete answers for each way to end; states that are the `same` count under ().

        What was worked out is kept for further calls with the same `same`. NotAnalysed past 200,000 states.
        """
        waiting = [first]
        while waiting:
            state = waiting[-1]
            if state in self.done:
                waiting.pop()
                continue
            after = self._after(state, same)
            missing = [s for s in after if s not in self.done]
            if missing:
                waiting.extend(missing)
                if len(self.done) + len(waiting) > MAX_STATES:
                    raise NotAnalysed
                continue
            waiting.pop()
            parts = [self.done[s] for s in after]
            self.done[state] = _mixed(parts) if parts else {self.ends(state) or (): Fraction(1)}
        return self.done[first]

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
