"""What a decision's YAML says about changed and unknown answers, by unfolding its routes; uses the vectors' oracle."""

from __future__ import annotations

from functools import cache
from graphlib import TopologicalSorter
from typing import Any

import change_oracle
import oracle
from walk_model import Model, model

Answers = dict[str, str]


@cache
def nodes(name: str) -> oracle.Nodes:
    """Give a decision's graph, nodes before those they lead to, as its YAML has it."""
    known = model(name)
    leads = {q: {known.next(q, o): None for o in known.questions[q]["options"]} for q in known.questions}
    order = list(TopologicalSorter({q: list(t) for q, t in leads.items()}).static_order())[::-1]
    order = [known.start, *(n for n in order if n != known.start)]
    place = {n: i for i, n in enumerate(order)}
    return [
        {"name": n, "edges": [[o, place[known.next(n, o)]] for o in known.questions[n]["options"]]}
        if n in known.questions
        else {"name": n}
        for n in order
    ]


def possible(name: str, answers: Answers) -> set[str]:
    """List the outcomes that some answers leave possible."""
    return oracle.leaves(nodes(name), answers, 0)


def alternatives(known: Model, given: Answers) -> list[tuple[str, str, set[str]]]:
    """List what each single other answer leaves possible."""
    return [
        (question, option, possible(known.id, {**given, question: option}))
        for question, answer in given.items()
        for option in known.questions[question]["options"]
        if answer not in ("unknown", option)
    ]


def nearest(known: Model, given: Answers) -> dict[str, tuple[int, int]]:
    """Give the least cost of every outcome that is not possible."""
    found: dict[str, tuple[int, int]] = {}
    reached = possible(known.id, given)
    for route, end in change_oracle.routes(nodes(known.id)):
        outcome = nodes(known.id)[end]["name"]
        if outcome not in reached:
            found[outcome] = min(change_oracle.cost(route, given), found.get(outcome, (99, 99)))
    return found


def label(known: Model, question: str, answer: str) -> str:
    """Give the words of an answer."""
    options: Any = known.questions[question]["options"]
    return "I don’t know" if answer == "unknown" else str(options[answer]["label"])
