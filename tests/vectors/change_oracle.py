"""Make `change.json` by plain listing: what is left to ask, and what another answer would change.

Run as a program it writes the file anew. What it holds to (sections 6 and A24 of what is promised):

- What is left is counted over every way to answer on, one real option a question, until nothing is asked: the fewest
  and the most questions.
- For each answer that the walk used and each other option of its question: every outcome of some complete set of
  answers that agrees with the used ones otherwise. It keeps the result where that is what was possible before.
- The nearest other outcomes: over every route, how many used answers it changes, then how many it has found out anew
  (not used, or not sure); the least pair for each outcome that was not possible, in rising order, then by node.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import oracle
from oracle import Answers, Nodes

FILE = Path(__file__).parent / "change.json"
Route = tuple[tuple[str, str], ...]


def left(nodes: Nodes, answers: Answers, authored: list[str] | None) -> tuple[int, int]:
    """Count the fewest and most questions that can follow."""
    question = oracle.expect(nodes, answers, authored)["ask_next"]
    if question is None:
        return 0, 0
    after = [left(nodes, answers | {question: o}, authored) for o in oracle.options_of(nodes)[question]]
    return 1 + min(a for a, _ in after), 1 + max(b for _, b in after)


def routes(nodes: Nodes, at: int = 0) -> Iterator[tuple[Route, int]]:
    """List every route from a node, with the node where it ends."""
    if not nodes[at].get("edges"):
        yield (), at
    for option, target in nodes[at].get("edges", []):
        for route, end in routes(nodes, target):
            yield ((nodes[at]["name"], option), *route), end


def cost(route: Route, used: Answers) -> tuple[int, int]:
    """Count the answers that a route changes, and those it finds out anew."""
    fresh = [q for q, _ in route if used.get(q, "unknown") == "unknown"]
    return sum(q not in fresh and used[q] != o for q, o in route), len(fresh)


def expect(nodes: Nodes, answers: Answers, authored: list[str] | None) -> dict[str, Any]:
    """Work out what must be said about changes."""
    done = oracle.expect(nodes, answers, authored)
    used = {t["question"]: t["answer"] for t in done["trace"]}
    alternatives = []
    for question, answer in used.items():
        for option in oracle.options_of(nodes)[question]:
            if answer not in ("unknown", option):
                found = oracle.reachable(nodes, used | {question: option})
                names = list(dict.fromkeys(n["name"] for n in nodes if n["name"] in found))
                alternatives.append([question, option, names, names == done["possible"]])
    nearest: dict[int, tuple[int, int]] = {}
    for route, end in routes(nodes):
        if nodes[end]["name"] not in done["possible"]:
            nearest[end] = min(cost(route, used), nearest.get(end, (99, 99)))
    ordered = sorted((least, end) for end, least in nearest.items())
    return {
        "left": list(left(nodes, answers, authored)),
        "alternatives": alternatives,
        "nearest": [[nodes[end]["name"], *least] for least, end in ordered],
    }


def vectors() -> list[dict[str, Any]]:
    """Make all vectors, always the same: every third of the walk's, and all of those with an order of their own."""
    made = []
    for number, vector in enumerate(oracle.vectors()):
        graph, answers = vector["graph"], vector["answers"]
        if number % 3 == 0 or "authored" in graph:
            found = expect(graph["nodes"], answers, graph.get("authored"))
            made.append({"graph": graph, "answers": answers, "expect": found})
    return made


def text() -> str:
    """Give the file's text: one vector a line."""
    return "[\n" + ",\n".join(json.dumps(v, separators=(",", ":")) for v in vectors()) + "\n]\n"


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
