"""Exact counts over a graph, each a single pass, without listing the answer space."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from fractions import Fraction
from math import prod
from typing import Protocol

from crossroads.model.decision import Band, Decision, Question
from crossroads.model.place import Placed
from crossroads.reasoning.graph import Graph

PRIME = 2**255 - 19


@dataclass(frozen=True)
class Steps:
    """Questions that a walk asks: fewest, most, and expected where every option is equally likely."""

    fewest: int
    most: int
    expected: Fraction


@dataclass(frozen=True)
class Remaining:
    """Questions still to come at a node, the node's own included."""

    fewest: int
    most: int


def answer_space(graph: Graph, decision: Decision) -> int:
    """Give the number of complete sets of answers to the questions that can be asked."""
    return prod(len(decision.question(q).options) for q in graph.questions)


def outcome_counts(graph: Graph, decision: Decision) -> dict[str, int]:
    """Give, for each outcome, how many complete sets of answers end there; the counts sum to the space."""
    weights = [0] * len(graph.nodes)
    weights[0] = answer_space(graph, decision)
    counts = dict.fromkeys(graph.outcomes, 0)
    for index, node in enumerate(graph.nodes):
        if node.is_outcome:
            counts[node.name] += weights[index]
        for _, target in node.edges:
            weights[target] += weights[index] // len(node.edges)  # exact: no question stands twice on a route
    return counts


def route_counts(graph: Graph) -> tuple[int, ...]:
    """Give, for each node, the number of routes from it to an outcome, as sequences of options."""
    counts = [0] * len(graph.nodes)
    for index in range(len(graph.nodes) - 1, -1, -1):
        node = graph.nodes[index]
        counts[index] = 1 if node.is_outcome else sum(counts[t] for _, t in node.edges)
    return tuple(counts)


def remaining(graph: Graph) -> tuple[Remaining, ...]:
    """Give, for each node, the fewest and most questions still to be asked."""
    found = [Remaining(0, 0)] * len(graph.nodes)
    for index in range(len(graph.nodes) - 1, -1, -1):
        after = [found[t] for _, t in graph.nodes[index].edges]
        if after:
            found[index] = Remaining(1 + min(a.fewest for a in after), 1 + max(a.most for a in after))
    return tuple(found)


def steps(graph: Graph) -> Steps:
    """Give the fewest, most and expected number of questions of a walk."""
    expected = [Fraction(0)] * len(graph.nodes)
    for index in range(len(graph.nodes) - 1, -1, -1):
        edges = graph.nodes[index].edges
        if edges:
            expected[index] = 1 + sum((expected[t] for _, t in edges), Fraction(0)) / len(edges)
    first = remaining(graph)[0]
    return Steps(first.fewest, first.most, expected[0])


def possible_sets(graph: Graph) -> tuple[frozenset[str], ...]:
    """Give, for each node, the outcomes that can still be reached from it."""
    sets: list[frozenset[str]] = [frozenset()] * len(graph.nodes)
    for index in range(len(graph.nodes) - 1, -1, -1):
        node = graph.nodes[index]
        own = frozenset({node.name}) if node.is_outcome else frozenset()
        sets[index] = own.union(*(sets[t] for _, t in node.edges))
    return tuple(sets)


def point(*parts: str) -> int:
    """Hash the parts to a point of the field (format, section 4)."""
    return int.from_bytes(hashlib.sha256("\x1f".join(parts).encode()).digest(), "big") % PRIME


class Named(Protocol):
    """A thing with an id, and the ids that it had before."""

    @property
    def id(self) -> str:
        """Give the present id."""

    @property
    def was(self) -> tuple[Placed, ...]:
        """List the earlier ids, the oldest first."""


def oldest(thing: Named) -> str:
    """Give the id that a thing has had from the start."""
    return str(thing.was[0] if thing.was else thing.id)


def _weights(question: Question) -> dict[str, int]:
    """Give each option its share of one: hashed from ids, or from the cut-offs of a numeric question."""
    name = oldest(question)
    if question.unit is not None:
        return _band_weights(name, question)
    raw = {str(o.id): point("option", name, oldest(o)) for o in question.options}
    scale = pow(sum(raw.values()) % PRIME, -1, PRIME)
    return {option: value * scale % PRIME for option, value in raw.items()}


def _band_weights(name: str, question: Question) -> dict[str, int]:
    """Give each band its share; the outermost ends, written or not, are the ends of the line."""
    bands = {str(o.id): o.band or Band(None, None) for o in question.options}
    lowest = min(bands, key=lambda o: (bands[o].low is not None, bands[o].low or 0))
    highest = max(bands, key=lambda o: (bands[o].high is None, bands[o].high or 0))
    weights = {}
    for option, band in bands.items():
        low = 0 if option == lowest else _cut(name, band.low, 0)
        high = 1 if option == highest else _cut(name, band.high, 1)
        weights[option] = (high - low) % PRIME
    return weights


def _cut(question: str, cut: object, end: int) -> int:
    if cut is None:
        return end
    return point("cut", question, plain_number(cut))


def plain_number(number: object) -> str:
    """Write a cut-off as a plain decimal without trailing zeros."""
    plain = f"{number:f}"
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    return "0" if plain in ("-0", "+0") else plain


def node_values(graph: Graph, decision: Decision) -> tuple[int, ...]:
    """Give, for each node, its outcome function's polynomial at the hashed points, modulo 2^255 - 19."""
    weights = {q: _weights(decision.question(q)) for q in graph.questions}
    values = [0] * len(graph.nodes)
    for index in range(len(graph.nodes) - 1, -1, -1):
        node = graph.nodes[index]
        if node.is_outcome:
            values[index] = point("outcome", oldest(decision.outcome(node.name)))
        else:
            share = weights[node.name]
            values[index] = sum(share[o] * values[t] for o, t in node.edges) % PRIME
    return tuple(values)


def behaviour_hash(graph: Graph, decision: Decision) -> str:
    """Give the 64-digit identity of the outcome function (format, section 4; after Schwartz and Zippel)."""
    return f"{node_values(graph, decision)[0]:064x}"


def short_hash(full: str) -> str:
    """Give the first 12 digits, as they are shown and stored in links."""
    return full[:12]
