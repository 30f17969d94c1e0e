"""A walk as text and as JSON."""

from __future__ import annotations

import json

from crossroads.model.decision import UNKNOWN, Decision, Question
from crossroads.reasoning.counts import behaviour_hash, short_hash
from crossroads.reasoning.graph import Graph
from crossroads.reasoning.walk import Walk
from crossroads.showing.report import safe


def walk_json(decision: Decision, graph: Graph, walk: Walk) -> str:
    """Write a walk as JSON (interface: `walk`)."""
    return json.dumps(walk_record(decision, graph, walk), ensure_ascii=False)


def walk_record(decision: Decision, graph: Graph, walk: Walk) -> dict[str, object]:
    """Give a walk as data."""
    return {
        "version": 1,
        "decision": decision.id,
        "hash": short_hash(behaviour_hash(graph, decision)),
        "trace": [{"question": a.question, "answer": a.answer} for a in walk.trace],
        "outcome": walk.outcome,
        "possible": list(walk.possible),
        "ask_next": walk.ask_next,
        "narrows": walk.narrows,
    }


def walk_text(decision: Decision, walk: Walk) -> str:
    """Write the answers given and the advice, or what is still possible."""
    lines = [_answered(decision, a.question, a.answer) for a in walk.trace]
    if walk.outcome is not None:
        lines += ["", *_advice(decision, walk.outcome)]
    else:
        lines += ["", "Still possible:", *(f"  - {decision.outcome(o).title}" for o in walk.possible)]
    if walk.ask_next is not None:
        lines += ["", f"Next question: {decision.question(walk.ask_next).ask} ({walk.ask_next})"]
    if walk.narrows is not None:
        lines += ["", f"Most useful to find out: {decision.question(walk.narrows).ask} ({walk.narrows})"]
    return "\n".join(safe(line) for line in lines).strip("\n")


def _answered(decision: Decision, question: str, answer: str) -> str:
    asked = decision.question(question)
    return f"{asked.ask} — {'I don’t know' if answer == UNKNOWN else asked.option(answer).label}"


def _advice(decision: Decision, outcome_id: str) -> list[str]:
    outcome = decision.outcome(outcome_id)
    return [
        f"{str(outcome.kind).upper()}: {outcome.title}",
        "",
        str(outcome.summary),
        "",
        "Next steps:",
        *(f"  {number}. {text}" for number, text in enumerate(outcome.next_steps, 1)),
    ]


def option_keys(question: Question) -> list[str]:
    """Give what to type for each option: letters where a number is itself an answer, else numbers."""
    count = len(question.options)
    if question.unit is None:
        return [str(number) for number in range(1, count + 1)]
    return [chr(ord("a") + i) if i < 26 else f"z{i}" for i in range(count)]


def keys_text(question: Question) -> str:
    """Say what can be typed."""
    keys = option_keys(question)
    number = "" if question.unit is None else f", or the number of {question.unit}"
    return safe(f"Type {keys[0]} to {keys[-1]}{number}.")


def question_text(question: Question) -> str:
    """Write a question with its numbered options, as the terminal asks it."""
    lines = ["", str(question.ask)]
    if question.hint:
        lines.append(f"  {question.hint}")
    for key, option in zip(option_keys(question), question.options, strict=True):
        about = f" — {option.description}" if option.description else ""
        lines.append(f"  {key}. {option.label}{about}")
    if question.unsure_offered:
        lines.append("  ?. I don’t know")
    return "\n".join(safe(line) for line in lines)
