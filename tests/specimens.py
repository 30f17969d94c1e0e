"""Small decisions for laws: a plain dict is the specimen, its own walk the oracle, and JSON text what is read."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st

from crossroads.model.decision import Decision
from crossroads.reading.library import read_library

Spec = dict[str, dict[str, str]]  # question -> option -> next; the first question is the start


@st.composite
def specs(draw: st.DrawFn, questions: int = 5, outcomes: int = 4) -> Spec:
    """Draw a decision whose questions lead only to later ones or to outcomes, so that it has no circle."""
    count = draw(st.integers(1, questions))
    ends = [f"end{i}" for i in range(draw(st.integers(1, outcomes)))]
    spec: Spec = {}
    for index in range(count):
        steps = [f"q{i}" for i in range(index + 1, count)] + ends
        options = draw(st.integers(2, 3))
        spec[f"q{index}"] = {f"o{o}": draw(st.sampled_from(steps)) for o in range(options)}
    return spec


def ends(spec: Spec) -> list[str]:
    """List the outcomes that a spec names, in order of first mention."""
    return list(dict.fromkeys(n for options in spec.values() for n in options.values() if n not in spec))


def oracle(spec: Spec, answers: dict[str, str]) -> str:
    """Walk a spec with complete answers, by the book."""
    step = next(iter(spec))
    while step in spec:
        step = spec[step][answers[step]]
    return step


def complete(spec: Spec, asked: list[str] | None = None) -> Iterator[dict[str, str]]:
    """List every complete set of answers to the questions asked."""
    names = asked if asked is not None else reached(spec)
    for choice in itertools.product(*(spec[q] for q in names)):
        yield dict(zip(names, choice, strict=True))


def reached(spec: Spec) -> list[str]:
    """List the questions that can be asked at all."""
    found: list[str] = []
    waiting = [next(iter(spec))]
    while waiting:
        step = waiting.pop()
        if step in spec and step not in found:
            found.append(step)
            waiting.extend(spec[step].values())
    return found


def outcome(**changes: Any) -> dict[str, Any]:
    """Give the least that an outcome must have."""
    plain = {"title": "T", "kind": "do", "summary": "S", "rationale": "R", "certainty": "high", "strength": "strong"}
    lists = {name: ["x"] for name in ("benefits", "drawbacks", "next-steps", "revisit-when")}
    return {**plain, **lists, **changes}


def document(spec: Spec, **more: Any) -> dict[str, Any]:
    """Give a spec as the document an author would write."""
    questions = {
        q: {"ask": f"{q}?", "rationale": "r", "options": {o: {"label": o, "next": n} for o, n in options.items()}}
        for q, options in spec.items()
    }
    head = {"title": "T", "summary": "S", "owner": "me", "reviewed": "2026-11-22", "review-by": "2027-05-22"}
    return {
        **head,
        "start": next(iter(spec)),
        "questions": questions,
        "outcomes": {name: outcome(title=name) for name in ends(spec)},
        **more,
    }


def read(doc: dict[str, Any]) -> Decision:
    """Read a document as the file `d.yml`; it must have no fault."""
    reading = read_library({"d.yml": json.dumps(doc).encode()})
    assert reading.diagnostics == ()
    return reading.library.decision("d")
