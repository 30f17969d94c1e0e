"""Make `walk.json` by plain listing: every branch and every completion is walked, and nothing of the product is used.

Run as a program it writes the file anew. What it holds to (section 6 of the format):

- A *branch* is one choice of an option for every question answered `unknown`. It stops at an outcome, or at the first
  question without a usable answer: its *head*.
- The trace is every question that some branch met with an answer, in the order of the nodes that asked it first.
- Possible is every outcome of some complete set of answers that agrees with the known ones.
- Without an unknown in the trace the head is asked next. With one, an outcome is *certain* if some branch reaches it
  whatever else is answered: an open question is certain of what all its options are, one answered `unknown` of what
  any of its options is. A head is asked while some outcome below it is not certain; the first in authored order.
- What narrows most is, of the questions met with `unknown` and those still to ask, the one whose answer leaves the
  fewest possible outcomes on average, if that is fewer than now; the first in authored order.
"""

from __future__ import annotations

import itertools
import json
import random
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "walk.json"
Nodes = list[dict[str, Any]]
Answers = dict[str, str]


def options_of(nodes: Nodes) -> dict[str, list[str]]:
    """Map each question to its options."""
    return {n["name"]: [o for o, _ in n["edges"]] for n in nodes if n.get("edges")}


def end(nodes: Nodes, answers: Answers) -> tuple[list[int], int]:
    """Follow complete or partial answers: the nodes that were answered, and the node where it stops."""
    at, met = 0, []
    while nodes[at].get("edges"):
        targets = dict(map(tuple, nodes[at]["edges"]))
        answer = answers.get(nodes[at]["name"])
        if answer not in targets:
            break
        met.append(at)
        at = targets[answer]
    return met, at


def choices(names: list[str], options: dict[str, list[str]]) -> Iterator[Answers]:
    """List every way to answer some questions."""
    for picked in itertools.product(*(options[n] for n in names)):
        yield dict(zip(names, picked, strict=True))


def certain(nodes: Nodes, answers: Answers, at: int = 0) -> set[str]:
    """Tell which outcomes a walk from a node reaches whatever else is answered, by unfolding every route."""
    if not nodes[at].get("edges"):
        return {nodes[at]["name"]}
    answer = answers.get(nodes[at]["name"])
    parts = {o: certain(nodes, answers, t) for o, t in nodes[at]["edges"]}
    if answer in parts:
        return parts[answer]
    return set.union(*parts.values()) if answer == "unknown" else set.intersection(*parts.values())


def reachable(nodes: Nodes, answers: Answers) -> frozenset[str]:
    """List the outcomes of every complete set of answers that agrees with the known ones."""
    options = options_of(nodes)
    known = {q: a for q, a in answers.items() if a in options.get(q, ())}
    free = [q for q in options if q not in known]
    return frozenset(nodes[end(nodes, known | c)[1]]["name"] for c in choices(free, options))


def narrowing(nodes: Nodes, answers: Answers, questions: list[str]) -> str | None:
    """Find the question, first in the order given, whose answer leaves the fewest outcomes on average."""
    options = options_of(nodes)

    def left(question: str) -> Fraction:
        counts = [len(reachable(nodes, answers | {question: o})) for o in options[question]]
        return Fraction(sum(counts), len(counts))

    best = min(questions, key=left, default=None)
    return best if best is not None and left(best) < len(reachable(nodes, answers)) else None


def expect(nodes: Nodes, answers: Answers, authored: list[str] | None = None) -> dict[str, Any]:
    """Work out what a walk must say."""
    options = options_of(nodes)
    order = authored or list(options)
    known = {q: a for q, a in answers.items() if a in options.get(q, ())}
    unsure = [q for q in options if answers.get(q) == "unknown"]
    branches = [end(nodes, known | u) for u in choices(unsure, options)]
    met = sorted({i for nodes_met, _ in branches for i in nodes_met})
    heads = sorted({at for _, at in branches if nodes[at].get("edges")})
    trace = list(dict.fromkeys(nodes[i]["name"] for i in met))
    possible = reachable(nodes, answers)
    used = known | dict.fromkeys(unsure, "unknown")
    asking = {nodes[h]["name"] for h in heads}
    doubted = [q for q in unsure if q in trace]
    if doubted:
        sure = certain(nodes, used)
        asking = {nodes[h]["name"] for h in heads if not leaves(nodes, used, h) <= sure}
    to_ask = sorted(asking, key=order.index)
    candidates = sorted({*doubted, *to_ask}, key=order.index) if doubted else []
    ask_next = to_ask[0] if to_ask else None
    ordered = list(dict.fromkeys(n["name"] for n in nodes if n["name"] in possible))
    return {
        "trace": [{"question": q, "answer": answers[q]} for q in trace],
        "possible": ordered,
        "outcome": ordered[0] if len(ordered) == 1 and ask_next is None else None,
        "ask_next": ask_next,
        "narrows": narrowing(nodes, answers, candidates),
    }


def leaves(nodes: Nodes, answers: Answers, at: int) -> set[str]:
    """List what can be reached from a node, by unfolding every route."""
    edges = dict(map(tuple, nodes[at].get("edges", [])))
    if not edges:
        return {nodes[at]["name"]}
    answer = answers.get(nodes[at]["name"])
    targets = [edges[answer]] if answer in edges else list(edges.values())
    return set().union(*(leaves(nodes, answers, t) for t in targets))


# ---- Graphs -----------------------------------------------------------------------------------------------------


def ask(name: str, **edges: int) -> dict[str, Any]:
    """Write a question node: `ask("size", small=1, large=2)`."""
    return {"name": name, "edges": [[o.replace("_", "-"), t] for o, t in edges.items()]}


def ends(*names: str) -> Nodes:
    """Write outcome nodes."""
    return [{"name": n} for n in names]


ONE = [ask("a", yes=1, no=2), *ends("left", "right")]
CHAIN = [ask("a", go=1, stop=3), ask("b", go=2, stop=3), *ends("far", "near")]
SHARED = [ask("a", x=1, y=2, z=3), ask("b", yes=3, no=4), ask("c", yes=3, no=5), *ends("one", "two", "three")]
TWICE = [  # b is asked in two contexts and means something else in each
    ask("a", x=1, y=2),
    ask("b", yes=3, no=4),
    ask("b", yes=4, no=5),
    *ends("one", "two", "three"),
]
IDLE = [ask("a", x=1, y=1), ask("b", yes=2, no=3), *ends("one", "two")]
SAME_END = [ask("a", x=1, y=2), ask("b", yes=3, no=4), ask("c", yes=3, no=4), *ends("one", "two")]
NEED = [
    ask("test-set", too_few=8, enough=1),
    ask("best-prompt", meets_target=2, below_target=3, not_tried=8),
    *ends("prompt"),
    ask("simpler-way", passes=4, falls_short=5),
    *ends("simpler"),
    ask("improve", own_facts=6, own_task=6, speed_or_cost=6, general_ability=7),
    *ends("go-on", "stronger-model", "define"),
]
HAND = (ONE, CHAIN, SHARED, TWICE, IDLE, SAME_END, NEED)


def grown(rng: random.Random) -> Nodes:
    """Grow a random graph: no question twice on a route, equal parts shared, edges lead to later nodes."""
    names = [f"q{i}" for i in range(rng.randint(2, 4))]
    options = {n: [f"o{i}" for i in range(rng.randint(2, 3))] for n in names}
    outcomes = [f"end{i}" for i in range(rng.randint(2, 4))]
    unique: dict[Any, int] = {}
    made: list[Any] = []

    def share(node: Any) -> int:
        if node not in unique:
            unique[node] = len(made)
            made.append(node)
        return unique[node]

    def build(left: list[str], depth: int) -> int:
        if not left or (depth and rng.random() < 0.35):
            return share((rng.choice(outcomes),))
        name = rng.choice(left)
        rest = [n for n in left if n != name]
        return share((name, tuple((o, build(rest, depth + 1)) for o in options[name])))

    build(names, 0)
    order = list(reversed(range(len(made))))  # parents were made after their children
    place = {old: new for new, old in enumerate(order)}
    nodes: Nodes = []
    for old in order:
        name, *edges = made[old]
        nodes.append({"name": name, **({"edges": [[o, place[t]] for o, t in edges[0]]} if edges else {})})
    return nodes


def some_answers(nodes: Nodes, rng: random.Random, stray: float) -> Answers:
    """Answer some questions: known, unknown, now and then with something that is not offered."""
    answers = {}
    for name, options in options_of(nodes).items():
        kind = rng.random()
        if kind < 0.45:
            answers[name] = rng.choice(options)
        elif kind < 0.65:
            answers[name] = "unknown"
        elif kind < 0.65 + stray:
            answers[name] = "not-offered"
    if rng.random() < stray:
        answers["no-such-question"] = "yes"
    return answers


def by_hand() -> Iterator[tuple[Nodes, Answers]]:
    """List every set of answers to the small graphs, unknown included, and a few odd ones."""
    for nodes in HAND[:-1]:
        options = options_of(nodes)
        for picked in itertools.product(*([None, "unknown", *o] for o in options.values())):
            yield nodes, {q: a for q, a in zip(options, picked, strict=True) if a is not None}
        for odd in ("", "not-offered", "constructor", "__proto__"):
            yield nodes, dict.fromkeys([*options, "toString"], odd)
    for picked in itertools.product(
        (None, "enough"), (None, "unknown", "below-target"), (None, "unknown"), (None, "own-task")
    ):
        names = list(options_of(NEED))
        yield NEED, {q: a for q, a in zip(names, picked, strict=True) if a is not None}


def vectors() -> list[dict[str, Any]]:
    """Make all vectors, always the same."""
    rng = random.Random(20261122)  # noqa: S311 - reproducible on purpose
    cases = list(by_hand())
    for _ in range(60):
        nodes = grown(rng)
        cases += [(nodes, some_answers(nodes, rng, 0.1)) for _ in range(4)]
    made = []
    for nodes, answers in cases:
        authored = list(options_of(nodes))
        rng.shuffle(authored)
        for order in (None, authored):
            if order is None or expect(nodes, answers, order) != expect(nodes, answers):
                graph = {"nodes": nodes, **({"authored": order} if order else {})}
                made.append({"graph": graph, "answers": answers, "expect": expect(nodes, answers, order)})
    return made


def text() -> str:
    """Give the file's text: one vector a line."""
    return "[\n" + ",\n".join(json.dumps(v, separators=(",", ":")) for v in vectors()) + "\n]\n"


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
