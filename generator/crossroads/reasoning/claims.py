"""Check claims over all complete answers, and say a counterexample where one fails."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from crossroads.model.decision import Claim, Condition, Decision
from crossroads.reasoning.graph import Graph
from crossroads.reasoning.together import MAX_STATES, NotAnalysed, Purse, State, Together, Walker

Box = dict[str, frozenset[str]]  # the options that are left to some questions; all others are free


@dataclass(frozen=True)
class ClaimResult:
    """How a claim came out: it holds, it fails with a counterexample, or it was not analysed."""

    claim: Claim
    passed: bool | None
    answers: tuple[tuple[str, str], ...] = ()  # of the counterexample, in the order of the walk
    unasked: tuple[tuple[str, str], ...] = ()  # answers of its condition that the walk never asks for
    ends: tuple[str, ...] = ()  # where it ends; for a monotone claim with each of the two answers
    pair: tuple[str, str] | None = None  # of a monotone claim: the earlier and the later answer


def check_claims(graph: Graph, decision: Decision, states: int = MAX_STATES) -> tuple[ClaimResult, ...]:
    """Check every claim of a decision, looking at so many states together at most."""
    purse = Purse(states)
    return tuple(_check(graph, decision, claim, purse) for claim in decision.claims)


def _check(graph: Graph, decision: Decision, claim: Claim, purse: Purse) -> ClaimResult:
    options = {str(q.id): tuple(str(o.id) for o in q.options) for q in decision.questions}
    try:
        if claim.form == "monotone":
            return _monotone(graph, claim, options, purse)
        return _plain(graph, claim, options, purse)
    except NotAnalysed:
        return ClaimResult(claim, None)


def boxes(condition: Condition, options: Mapping[str, tuple[str, ...]]) -> Iterator[Box]:
    """Give sets of answers that together are exactly those where a condition holds."""
    when = {str(q): frozenset(str(o) for o in allowed) for q, allowed in condition.when}
    if not condition.unless:
        yield from _full(when)
        return
    for question, struck in condition.unless:
        left = frozenset(options[question]) - {str(o) for o in struck}
        yield from _full({**when, str(question): left & when.get(str(question), left)})


def opposite(condition: Condition, options: Mapping[str, tuple[str, ...]]) -> Iterator[Box]:
    """Give sets of answers that together are exactly those where a condition does not hold."""
    for question, allowed in condition.when:
        yield from _full({str(question): frozenset(options[question]) - {str(o) for o in allowed}})
    if condition.unless:
        yield from _full({str(q): frozenset(str(o) for o in allowed) for q, allowed in condition.unless})


def _full(box: Box) -> Iterator[Box]:
    if all(box.values()):
        yield box


def _plain(graph: Graph, claim: Claim, options: Mapping[str, tuple[str, ...]], purse: Purse) -> ClaimResult:
    named = {str(o) for o in claim.outcomes}
    against = opposite(claim.condition, options) if claim.form == "only" else boxes(claim.condition, options)
    for box in against:
        together = Together((Walker(graph, {}),), options, box, purse)
        found = together.find(lambda ends: (ends[0] in named) is not (claim.form == "always"))
        if found is not None:
            end = together.ends(_after(together, found)) or ("",)
            return _failed(claim, box, found, end)
    return ClaimResult(claim, True)


def _after(together: Together, answers: Mapping[str, str]) -> State:
    state = together.start()
    for question, option in answers.items():
        state = together.answer(state, question, option)
    return state


def _failed(claim: Claim, box: Box, answers: Mapping[str, str], ends: tuple[str, ...]) -> ClaimResult:
    unasked = tuple((q, min(left)) for q, left in box.items() if q not in answers)
    return ClaimResult(claim, False, tuple(answers.items()), unasked, ends)


def _monotone(graph: Graph, claim: Claim, options: Mapping[str, tuple[str, ...]], purse: Purse) -> ClaimResult:
    question = str(claim.question)
    rank = {str(o): number for number, o in enumerate(claim.outcomes)}
    for box in boxes(claim.condition, options):
        others = {q: left for q, left in box.items() if q != question}
        allowed = box.get(question)
        order = [str(o) for o in claim.order if allowed is None or o in allowed]
        for less, more in combinations(order, 2):
            walkers = (Walker(graph, {question: less}), Walker(graph, {question: more}))
            together = Together(walkers, options, others, purse)
            found = together.find(lambda e: e[0] in rank and e[1] in rank and rank[e[1]] < rank[e[0]])
            if found is not None:
                ends = together.ends(_after(together, found)) or ("", "")
                failed = _failed(claim, others, found, ends)
                return ClaimResult(claim, False, failed.answers, failed.unasked, ends, (less, more))
    return ClaimResult(claim, True)
