"""Write the record of one walk. Twin of `assets/walk-record.js`: the same walk gives the same bytes from its page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from crossroads.model.decision import UNKNOWN, Decision, Outcome
from crossroads.model.library import Library
from crossroads.reading.markdown import render_markdown
from crossroads.reasoning.counts import behaviour_hash, short_hash
from crossroads.reasoning.graph import Graph
from crossroads.reasoning.walk import Walk, in_order, walk
from crossroads.showing.artifact import Addresses
from crossroads.showing.records.texts import RECORDS, checksum, plain, press, sealed
from crossroads.showing.words import WORDS

VERSION = 1


@dataclass(frozen=True)
class Recorded:
    """A finished walk with everything that its record says."""

    library: Library
    decision: Decision
    graph: Graph
    steps: tuple[tuple[str, str], ...]  # in the order asked
    done: Walk
    site_url: str  # with its slash, or empty

    @property
    def outcome(self) -> Outcome | None:
        """Give the one outcome, if there is one."""
        return self.decision.outcome(self.done.outcome) if self.done.outcome else None

    @property
    def state(self) -> str:
        """Write the walk as its address holds it."""
        version = short_hash(behaviour_hash(self.graph, self.decision))
        return "&".join([version, *(f"{q}={a}" for q, a in self.steps)])

    def address(self, uri: str, anchor: str = "") -> str:
        """Give the address of a page."""
        return self.site_url + Addresses().address(uri) + (f"#{anchor}" if anchor else "")


def recorded(
    library: Library, decision: Decision, graph: Graph, answers: Mapping[str, str], site_url: str = ""
) -> Recorded:
    """Walk with some answers."""
    steps = in_order(graph, answers)
    base = site_url.rstrip("/") + "/" if site_url else ""
    return Recorded(library, decision, graph, tuple(steps.items()), walk(graph, steps), base)


def record(of: Recorded, style: str, on: date) -> str:
    """Write a record in one of the styles; its last line is what `verify` reads."""
    body = re.sub(r"\n{3,}", "\n\n", press(RECORDS[style], _data(of, on)))
    seal = (f"crossroads {VERSION} {style}", f"{of.decision.id}#~{of.state}", ",".join(of.done.possible))
    return f"{body}\n<!-- {'; '.join(seal)}; {checksum(sealed(body))} -->\n"


def _data(of: Recorded, on: date) -> dict[str, Any]:
    decision, outcome = of.decision, of.outcome
    reachable = (o for o in decision.outcomes if o.id in of.graph.outcomes)
    return {
        "date": on.isoformat(),
        "decision": str(decision.title),
        "summary": str(decision.summary),
        "outcome": str(outcome.title) if outcome else "",
        "answers": [_answer(decision, q, a) for q, a in of.steps if a != UNKNOWN],
        "assumed": [str(decision.question(q).ask) for q, a in of.steps if a == UNKNOWN],
        "possible": [] if outcome else [str(decision.outcome(o).title) for o in of.done.possible],
        "options": [_option(o) for o in reachable],
        "evidence": _evidence(of),
        "url": of.address(f"decisions/{decision.id}.md", f"~{of.state}"),
        "version": of.state[:12],
        **_advice(of, outcome),
    }


def _option(outcome: Outcome) -> dict[str, Any]:
    weighed = {"benefits": _texts(outcome.benefits), "drawbacks": _texts(outcome.drawbacks)}
    return {"kind": WORDS[f"kind-{outcome.kind}"], "text": str(outcome.title), **weighed}


def _answer(decision: Decision, question_id: str, option_id: str) -> dict[str, str]:
    question = decision.question(question_id)
    option = question.option(option_id)
    why = plain(render_markdown(option.rationale)) if option.rationale else ""
    return {"text": str(question.ask), "label": str(option.label), "why": why}


def _advice(of: Recorded, outcome: Outcome | None) -> dict[str, Any]:
    if outcome is None:
        lists: dict[str, Any] = {name: [] for name in ("benefits", "drawbacks", "next", "revisit", "checklists")}
        return {**lists, **dict.fromkeys(("kind", "advice", "because", "certainty", "strength"), "")}
    known = {c.id: c for c in of.library.checklists}
    return {
        "kind": WORDS[f"kind-{outcome.kind}"],
        "advice": plain(render_markdown(outcome.summary)),
        "because": plain(render_markdown(outcome.rationale)),
        "certainty": WORDS[f"certainty-{outcome.certainty}"],
        "strength": WORDS[f"strength-{outcome.strength}-word"],
        "benefits": _texts(outcome.benefits),
        "drawbacks": _texts(outcome.drawbacks),
        "next": _texts(outcome.next_steps),
        "revisit": _texts(outcome.revisit_when),
        "checklists": [
            {"text": str(known[c].title), "url": of.address(f"checklists/{c}.md")}
            for c in outcome.checklists
            if c in known
        ],
    }


def _texts(texts: Iterable[str]) -> list[str]:
    return [str(text) for text in texts]


def _evidence(of: Recorded) -> list[dict[str, str]]:
    """List what the route rests on: its questions, its answers, its outcomes; each once."""
    names: list[str] = []
    for question_id, answer in of.steps:
        question = of.decision.question(question_id)
        names += question.evidence
        names += () if answer == UNKNOWN else question.option(answer).evidence
    for outcome in of.done.possible:
        names += of.decision.outcome(outcome).evidence
    register = of.library.evidence_by_id()
    entries = [register[name] for name in dict.fromkeys(str(n) for n in names) if name in register]
    return [{"grade": str(e.grade), "text": str(e.title), "url": of.address("evidence.md", str(e.id))} for e in entries]
