"""What changed in the rules and what it meant: a page, and the data of every behaviour version."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from crossroads.model.decision import Decision
from crossroads.reasoning.changes.structure import RULE
from crossroads.reasoning.changes.versions import RuleVersion
from crossroads.reasoning.counts import short_hash
from crossroads.showing.changes.told import ToldMove, tell, tell_part
from crossroads.showing.data import graph_data
from crossroads.showing.words import WORDS

CHANGES = "changes.md"
MOST_MOVES = 8
MOST_EDITED = 20


@dataclass(frozen=True)
class VersionView:
    """One behaviour version as it is told."""

    on: date
    hash: str
    sentence: str
    moves: tuple[ToldMove, ...]
    edited: tuple[str, ...]
    commit: str
    subject: str
    data: str  # the address of its data


@dataclass(frozen=True)
class PastView:
    """One decision's versions, the newest first."""

    id: str
    title: str
    href: str
    versions: tuple[VersionView, ...]


def past_view(decision: Decision, href: str, versions: Iterable[RuleVersion], folder: str) -> PastView:
    """Make the view of a decision's past; `folder` is the address of its versions' data."""
    views = [_view(v, f"{folder}{short_hash(v.hash)}.json") for v in versions]
    return PastView(decision.id, str(decision.title), href, tuple(reversed(views)))


def _view(found: RuleVersion, data: str) -> VersionView:
    told = tell(found.change) if found.change else None
    touched = [tell_part(p) for p in found.change.parts if p.weight == RULE] if found.change else []
    edited = [f"{part.what} {part.where}" for part in touched]
    return VersionView(
        on=date.fromisoformat(found.on),
        hash=short_hash(found.hash),
        sentence=told.sentence if told else WORDS["rules-first"],
        moves=told.moves[:MOST_MOVES] if told else (),
        edited=tuple(dict.fromkeys(edited))[:MOST_EDITED],
        commit=found.commit[:10],
        subject=found.subject,
        data=data,
    )


def version_data(found: RuleVersion) -> dict[str, Any]:
    """Give a behaviour version as data: its graph, and the words that are needed to tell a walk through it."""
    decision = found.version.decision
    return {
        **graph_data(decision, found.version.graph),
        "date": found.on,
        "questions": {
            str(q.id): {"ask": str(q.ask), "options": {str(o.id): str(o.label) for o in q.options}}
            for q in decision.questions
        },
        "outcomes": {str(o.id): str(o.title) for o in decision.outcomes},
    }
