"""What an edit does to one decision: its impact, with counts, cases, parts, scenarios and claims."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from enum import StrEnum

from crossroads.model.decision import Decision
from crossroads.reasoning.changes.compare import Comparison, compare
from crossroads.reasoning.changes.space import Space, Version
from crossroads.reasoning.changes.structure import ADVICE, CASE, NAME, Part, parts
from crossroads.reasoning.claims import check_claims
from crossroads.reasoning.counts import behaviour_hash, oldest
from crossroads.reasoning.scenarios import run_scenarios


class Impact(StrEnum):
    """How deep a change goes, the deepest first."""

    OUTCOME = "outcome"
    ROUTE = "route"
    ADVICE = "advice"
    WORDING = "wording"
    NONE = "none"


DEPTH = {impact: number for number, impact in enumerate(Impact)}


@dataclass(frozen=True)
class Turned:
    """Names of scenarios or claims that came out otherwise than before."""

    now_failing: tuple[str, ...] = ()
    now_passing: tuple[str, ...] = ()


@dataclass(frozen=True)
class DecisionChange:
    """One decision in two versions; a side that is not there or cannot be computed is None."""

    id: str
    status: str  # added, removed, changed, same, unreadable
    impact: Impact
    old: Version | None = None
    new: Version | None = None
    hashes: tuple[str | None, str | None] = (None, None)
    space: Space | None = None
    comparison: Comparison | None = None
    parts: tuple[Part, ...] = ()
    scenarios: Turned = Turned()
    claims: Turned = Turned()

    @property
    def decision(self) -> Decision | None:
        """Give the newest version that there is."""
        version = self.new or self.old
        return version.decision if version else None

    @property
    def advised(self) -> int:
        """Count the points that keep their outcome and meet advice that changed."""
        if self.comparison is None or self.new is None:
            return 0
        ids = {str(o.id): oldest(o) for o in self.new.decision.outcomes}
        touched = {ids.get(p.id, p.id) for p in self.parts if p.weight == ADVICE and p.kind.startswith("outcome-")}
        return sum(self.comparison.kept.get(name, 0) for name in touched)

    @property
    def fingerprint(self) -> str:
        """Identify the change: the same after a rebase, another one as soon as the change differs."""
        told = [[p.kind, p.id, p.old, p.new] for p in self.parts]
        text = json.dumps([self.id, self.status, self.hashes, told], ensure_ascii=False)
        return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:12]


def change_of(name: str, old: Version | None, new: Version | None) -> DecisionChange:
    """Work out what happened to a decision."""
    hashes = (_hash(old), _hash(new))
    if old is None or new is None:
        status = "removed" if new is None else "added"
        return DecisionChange(name, status, Impact.OUTCOME, old, new, hashes)
    touched = parts(old.decision, new.decision)
    space = Space(old, new)
    comparison = compare(space)
    impact = _impact(comparison, touched)
    status = "same" if not touched and impact is Impact.NONE else "changed"
    scenarios, claims = _turned_scenarios(old, new), _turned_claims(old, new)
    return DecisionChange(
        name, status, impact, old, new, hashes, space, comparison, touched, scenarios=scenarios, claims=claims
    )


def _hash(version: Version | None) -> str | None:
    return behaviour_hash(version.graph, version.decision) if version else None


def _impact(comparison: Comparison, touched: tuple[Part, ...]) -> Impact:
    if not comparison.analysed or comparison.changed or comparison.new_cases or comparison.gone_cases:
        return Impact.OUTCOME
    if not comparison.same_route:
        return Impact.ROUTE
    if any(p.weight == ADVICE for p in touched):
        return Impact.ADVICE
    return Impact.WORDING if any(p.weight not in (NAME, CASE) for p in touched) else Impact.NONE


def _turned_scenarios(old: Version, new: Version) -> Turned:
    before, after = ({str(r.scenario.name): r.passed for r in run_scenarios(v.graph, v.decision)} for v in (old, new))
    return _turned(before, after)


def _turned_claims(old: Version, new: Version) -> Turned:
    before, after = (
        {str(c.claim.says): c.passed is not False for c in check_claims(v.graph, v.decision)} for v in (old, new)
    )
    return _turned(before, after)


def _turned(before: dict[str, bool], after: dict[str, bool]) -> Turned:
    failing = tuple(name for name, passed in after.items() if not passed and before.get(name, True))
    passing = tuple(name for name, passed in after.items() if passed and before.get(name) is False)
    return Turned(failing, passing)
