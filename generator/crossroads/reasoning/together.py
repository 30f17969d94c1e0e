"""Walk several graphs together: the same answers to all of them, and where each then ends. Exact, never a listing.

A state is where each walk stands, with the answers that a walk further on can still need. Past the limit of states
nothing is said rather than guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from crossroads.reasoning.graph import Graph

T = TypeVar("T")
MAX_STATES = 200_000


class NotAnalysed(Exception):
    """Walking together takes more states than are handled."""


class Purse:
    """States that may still be looked at; jobs that belong together pay from one."""

    def __init__(self, states: int = MAX_STATES) -> None:
        self.left = states

    def pay(self) -> None:
        """Pay for one state; NotAnalysed where nothing is left."""
        self.left -= 1
        if self.left < 0:
            raise NotAnalysed


@dataclass(frozen=True)
class Walker:
    """A graph with answers that are fixed in it alone."""

    graph: Graph
    fixed: Mapping[str, str]


State = tuple[tuple[int, ...], int]  # where each walk stands, and the answers still needed as a set of bits
Ends = tuple[str, ...]
Leaf = Callable[[State, Ends], T]
Mix = Callable[[str, list[T]], T]
Same = Callable[[State], bool]
Bits = Mapping[str, Mapping[str, int]]  # question -> option -> its bit


class _Track:
    """One walker's graph, ready for walking: edges as bits of answers, and which answers matter below each node."""

    def __init__(self, walker: Walker, bits: Bits) -> None:
        self.nodes = walker.graph.nodes
        self.fixed = sum(bits[q][o] for q, o in walker.fixed.items())
        self.edges = [tuple((bits[n.name][o], target) for o, target in n.edges) for n in self.nodes]
        self.asks = [sum(bit for bit, _ in edges) for edges in self.edges]
        self.below = [0] * len(self.nodes)
        for index in range(len(self.nodes) - 1, -1, -1):
            if self.edges[index]:
                self.below[index] = sum(bits[self.nodes[index].name].values())
                for _, target in self.edges[index]:
                    self.below[index] |= self.below[target]

    def follow(self, place: int, known: int) -> int:
        """Go as far as the answers lead."""
        known |= self.fixed
        while self.asks[place] & known:
            for bit, target in self.edges[place]:
                if known & bit:
                    place = target
                    break
        return place


class Together:
    """Walks of several graphs in step; `allowed` narrows the options of some questions for all of them."""

    def __init__(
        self,
        walkers: tuple[Walker, ...],
        options: Mapping[str, tuple[str, ...]],
        allowed: Mapping[str, frozenset[str]] | None = None,
        purse: Purse | None = None,
    ) -> None:
        self.purse = purse or Purse()
        pairs = [(q, o) for q, names in options.items() for o in names]
        self.bits: dict[str, dict[str, int]] = {q: {} for q in options}
        for number, (question, option) in enumerate(pairs):
            self.bits[question][option] = 1 << number
        self.options = options
        self.allowed = allowed or {}
        made = {key: _Track(walker, self.bits) for key, walker in {id(w): w for w in walkers}.items()}
        self.tracks = [made[id(w)] for w in walkers]
        self.done: dict[State, Any] = {}

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
        return min((place, node.name) for place, node in standing)[1]

    def choices(self, question: str) -> tuple[str, ...]:
        """Give the options that a question may be answered with."""
        allowed = self.allowed.get(question)
        return tuple(o for o in self.options[question] if allowed is None or o in allowed)

    def answer(self, state: State, question: str, option: str) -> State:
        """Give the state after an answer."""
        return self._settle(state[0], state[1] | self.bits[question][option])

    def _settle(self, places: tuple[int, ...], known: int) -> State:
        """Let every walk go as far as the answers lead it, and forget answers that none can need."""
        needed = 0
        moved = []
        for track, place in zip(self.tracks, places, strict=True):
            place = track.follow(place, known)
            needed |= track.below[place]
            moved.append(place)
        return tuple(moved), known & needed

    def fold(self, first: State, leaf: Leaf[T], mix: Mix[T], same: Same = lambda state: False) -> T:
        """Work something out from the ends upwards: `leaf` of a state and where all walks end, `mix` of a question
        and what its options give.

        A state that is the `same` is a leaf too, with no ends. What was worked out is kept for further calls, which
        must come with the same functions. NotAnalysed once the purse is empty.
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
                self.purse.pay()
                waiting.extend(missing)
                continue
            waiting.pop()
            parts = [self.done[s] for s in after]
            self.done[state] = mix(self.question(state), parts) if after else leaf(state, self.ends(state) or ())
        found: T = self.done[first]
        return found

    def _after(self, state: State, same: Same) -> list[State]:
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
                    self.purse.pay()
        return None


def _trail(came: Mapping[State, tuple[State, str, str] | None], state: State) -> dict[str, str]:
    answers: list[tuple[str, str]] = []
    step = came[state]
    while step is not None:
        state, question, option = step
        answers.append((question, option))
        step = came[state]
    return dict(reversed(answers))
