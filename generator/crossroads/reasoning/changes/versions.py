"""The behaviour versions of a decision through time: when its rules changed, and what each change did."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from crossroads.reasoning.changes.decision_change import DecisionChange, change_of
from crossroads.reasoning.changes.space import Version


@dataclass(frozen=True)
class State:
    """A decision as one commit left it; `load` reads it, which is only done where it is needed."""

    on: str  # the day, as 2026-11-22
    commit: str  # empty for what is not committed yet
    subject: str
    hash: str
    load: Callable[[], Version]


@dataclass(frozen=True)
class RuleVersion:
    """Rules that held from a day on; `change` is what they changed, None for the first."""

    on: str
    commit: str
    subject: str
    hash: str
    version: Version  # with its latest texts
    change: DecisionChange | None


@dataclass(frozen=True)
class History:
    """What is known of the past: for each decision its behaviour versions, the oldest first."""

    versions: Mapping[str, tuple[RuleVersion, ...]] = field(default_factory=dict)
    missing: str = ""  # why there is nothing before today; empty where there is

    def of(self, decision_id: str) -> tuple[RuleVersion, ...]:
        """Give the versions of a decision, by its present id."""
        return self.versions.get(decision_id, ())


def rule_versions(states: Iterable[State]) -> tuple[RuleVersion, ...]:
    """Put together what behaves alike, and compare each behaviour with the one before."""
    runs: list[list[State]] = []
    for state in states:
        if runs and runs[-1][-1].hash == state.hash:
            runs[-1].append(state)
        else:
            runs.append([state])
    found: list[RuleVersion] = []
    for run in runs:
        first, version = run[0], run[-1].load()
        before = found[-1].version if found else None
        change = change_of(version.decision.id, before, version) if before else None
        found.append(RuleVersion(first.on, first.commit, first.subject, first.hash, version, change))
    return tuple(found)
