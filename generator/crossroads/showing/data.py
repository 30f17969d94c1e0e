"""A decision as data: the graph that the page's walk reads, and the whole for other programs."""

from __future__ import annotations

from typing import Any

from crossroads.model.decision import Decision
from crossroads.reasoning.counts import behaviour_hash, remaining
from crossroads.reasoning.graph import Graph


def graph_data(decision: Decision, graph: Graph) -> dict[str, Any]:
    """Give the graph: nodes with name, anchor, questions left (fewest, most) and edges [option, node]."""
    left = remaining(graph)
    nodes = [
        {
            "name": node.name,
            "anchor": graph.anchors[index],
            **({"left": [left[index].fewest, left[index].most]} if node.edges else {}),
            **({"edges": [list(e) for e in node.edges]} if node.edges else {}),
            **({"table": node.table} if node.table else {}),
        }
        for index, node in enumerate(graph.nodes)
    ]
    return {
        "version": 1,
        "decision": decision.id,
        "hash": behaviour_hash(graph, decision),
        "nodes": nodes,
        **_authored(graph),
        **_old_ids(decision),
    }


def _authored(graph: Graph) -> dict[str, Any]:
    """Give the authored order of the questions where it is not the order of the nodes."""
    authored = [q for q in graph.authored if q in graph.questions]
    return {"authored": authored} if authored != list(graph.questions) else {}


def _old_ids(decision: Decision) -> dict[str, Any]:
    """Map earlier ids to present ones, so that old links go on working."""
    questions = {str(w): str(q.id) for q in decision.questions for w in q.was}
    options = {
        str(q.id): {str(w): str(o.id) for o in q.options for w in o.was}
        for q in decision.questions
        if any(o.was for o in q.options)
    }
    outcomes = {str(w): str(o.id) for o in decision.outcomes for w in o.was}
    old = {"questions": questions, "options": options, "outcomes": outcomes}
    return {"was": old} if any(old.values()) else {}


def decision_data(decision: Decision, graph: Graph) -> dict[str, Any]:
    """Give the graph and the texts, for programs that read `/decisions/<id>.json`."""
    questions = {
        str(q.id): {
            "ask": str(q.ask),
            "rationale": str(q.rationale),
            **({"hint": str(q.hint)} if q.hint else {}),
            **({"help": str(q.help)} if q.help else {}),
            **({"unit": str(q.unit)} if q.unit else {}),
            "evidence": [str(e) for e in q.evidence],
            "options": {str(o.id): _option(o) for o in q.options},
        }
        for q in decision.questions
    }
    outcomes = {str(o.id): _outcome(o) for o in decision.outcomes}
    texts = {"title": str(decision.title), "summary": str(decision.summary)}
    return {**graph_data(decision, graph), **texts, "questions": questions, "outcomes": outcomes}


def _option(option: Any) -> dict[str, Any]:
    band = option.band
    ends = {} if band is None else {"from": band.low, "below": band.high}
    texts = {"description": option.description, "rationale": option.rationale, **ends}
    return {"label": str(option.label), **{k: str(v) for k, v in texts.items() if v is not None}}


def _outcome(outcome: Any) -> dict[str, Any]:
    plain = ("title", "kind", "summary", "rationale", "certainty", "strength")
    lists = ("benefits", "drawbacks", "next_steps", "revisit_when", "evidence", "checklists", "then")
    return {
        **{name: str(getattr(outcome, name)) for name in plain},
        **{name.replace("_", "-"): [str(t) for t in getattr(outcome, name)] for name in lists},
        "warnings": [str(w.text) for w in outcome.warnings],
    }
