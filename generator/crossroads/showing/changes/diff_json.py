"""A change as JSON (interface: `diff`): whole numbers exact, shares as fractions."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import Any

from crossroads.reasoning.changes.decision_change import DecisionChange, Turned
from crossroads.reasoning.changes.library_change import LibraryChange, Listed
from crossroads.reasoning.changes.structure import Part
from crossroads.showing.changes.told import headline


def diff_json(change: LibraryChange) -> str:
    """Write everything that differs."""
    return json.dumps(diff_record(change), ensure_ascii=False, indent=1)


def diff_record(change: LibraryChange) -> dict[str, Any]:
    """Give everything that differs as data."""
    return {
        "version": 1,
        "headline": headline(change),
        "impact": str(change.impact),
        "compared": change.compared,
        "decisions": {d.id: _decision(d) for d in change.decisions},
        "checklists": {c.id: _listed(c) for c in change.checklists},
        "evidence": {e.id: _listed(e) for e in change.evidence},
        "broken": {"old": list(change.broken[0]), "new": list(change.broken[1])},
    }


def _decision(change: DecisionChange) -> dict[str, Any]:
    found = change.comparison
    record: dict[str, Any] = {
        "status": change.status,
        "impact": str(change.impact),
        "hash": list(change.hashes),
        "fingerprint": change.fingerprint,
        "structure": [_part(p) for p in change.parts],
        "scenarios": _turned(change.scenarios),
        "claims": _turned(change.claims),
    }
    if found is None or not found.analysed:
        return {**record, "analysed": found is None and None}
    share = Fraction(found.changed, found.answer_space) if found.answer_space else Fraction(0)
    return {
        **record,
        "analysed": True,
        "answer_space": found.answer_space,
        "changed": found.changed,
        "changed_share": f"{share.numerator}/{share.denominator}",
        "new_cases": found.new_cases,
        "gone_cases": found.gone_cases,
        "new_to": [{"to": name, "count": n} for name, n in found.arrived.items()],
        "gone_from": [{"from": name, "count": n} for name, n in found.left.items()],
        "advised": change.advised,
        "from_to": [
            {"from": old, "to": new, "count": n, "example": dict(found.examples[(old, new)])}
            for (old, new), n in found.moved.items()
        ],
        "cases": [
            {"when": {q: list(o) for q, o in c.when.items()}, "from": c.old, "to": c.new, "count": c.count}
            for c in found.cases
        ],
        "rest": found.rest,
    }


def _part(part: Part) -> dict[str, Any]:
    return {
        "kind": part.kind,
        "id": part.id,
        "old": part.old,
        "new": part.new,
        "file": part.place.file,
        "line": part.place.line,
        "side": "old" if part.gone else "new",
    }


def _turned(turned: Turned) -> dict[str, list[str]]:
    return {"now_failing": list(turned.now_failing), "now_passing": list(turned.now_passing)}


def _listed(listed: Listed) -> dict[str, Any]:
    return {"status": listed.status, "structure": [_part(p) for p in listed.parts]}
