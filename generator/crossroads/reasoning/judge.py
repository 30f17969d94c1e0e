"""Judge a library: lower every decision, run every check, let `allow` silence what is meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from crossroads.model.decision import Decision, Outcome, Question
from crossroads.model.diagnostic import Diagnostic, diagnostic, in_order
from crossroads.model.library import Library
from crossroads.model.place import Placed
from crossroads.reasoning.checks_joins import JOIN_CHECKS
from crossroads.reasoning.checks_library import LIBRARY_CHECKS
from crossroads.reasoning.checks_scenarios import SCENARIO_CHECKS
from crossroads.reasoning.checks_sources import SOURCE_CHECKS
from crossroads.reasoning.checks_steps import STEP_CHECKS
from crossroads.reasoning.checks_texts import TEXT_CHECKS
from crossroads.reasoning.graph import Graph
from crossroads.reasoning.lower import Lowered, NotLowered, TooLarge, lower
from crossroads.reasoning.subject import Subject
from crossroads.reasoning.sums import SUM_CHECKS

DECISION_CHECKS = (*STEP_CHECKS, *TEXT_CHECKS, *SCENARIO_CHECKS, *JOIN_CHECKS)
NEVER_SILENCED = frozenset({"scenario-fails", "claim-fails", "unused-allow"})


@dataclass(frozen=True)
class Judgement:
    """The graphs of all decisions that can be computed, and everything there is to say about the library."""

    lowered: dict[str, Lowered]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def graphs(self) -> dict[str, Graph]:
        """Map each decision that can be computed to its graph."""
        return {name: lowered.graph for name, lowered in self.lowered.items()}


def judge(library: Library, today: date, expired: str = "note") -> Judgement:
    """Run every check. `expired` is the severity of overdue reviews and evidence."""
    lowered: dict[str, Lowered] = {}
    most = library.settings.threshold("graph-nodes")
    found: list[Diagnostic] = []
    for decision in library.decisions:
        try:
            lowered[decision.id] = lower(decision, most)
        except TooLarge:
            found.append(_too_large(decision, most))
            continue
        except NotLowered as error:
            found.extend(error.found)
            continue
        subject = Subject(library, decision, lowered[decision.id], today)
        raised = [*subject.lowered.noticed, *(d for check in DECISION_CHECKS for d in check(subject))]
        found.extend(_allowed(decision, raised))
    found.extend(d for check in (*LIBRARY_CHECKS, *SOURCE_CHECKS, *SUM_CHECKS) for d in check(library, today))
    return Judgement(lowered, in_order(_with_severity(found, expired)))


def _too_large(decision: Decision, most: int) -> Diagnostic:
    message = f"The decision unfolds into more than {most:,} steps."
    hint = "Split it into decisions joined by “then” or “settled-by”."
    return diagnostic("too-large", decision.place, message, hint)


def _with_severity(found: Iterable[Diagnostic], expired: str) -> Iterator[Diagnostic]:
    for one in found:
        late = one.code.startswith("expired-")
        yield diagnostic(one.code, one.place, one.message, one.hint, expired) if late else one


Step = Question | Outcome


def _allowed(decision: Decision, raised: list[Diagnostic]) -> list[Diagnostic]:
    """Drop what is allowed on the decision or on the step it stands in; report what allows nothing."""
    used: set[tuple[str, int]] = set()
    steps: list[Step] = sorted((*decision.questions, *decision.outcomes), key=lambda s: s.place)

    def keeps(one: Diagnostic) -> bool:
        around = [s for s in steps if s.place.line <= one.place.line]
        lists = [decision.allow, around[-1].allow if around else ()]
        hits = [code for allow in lists for code, _ in allow if code == one.code]
        used.update((str(code), code.place.line) for code in hits)
        return not hits or one.code in NEVER_SILENCED

    kept = [one for one in raised if keeps(one)]
    every = [code for allow in (decision.allow, *(s.allow for s in steps)) for code, _ in allow]
    return kept + [_unused(code) for code in every if (str(code), code.place.line) not in used]


def _unused(code: Placed) -> Diagnostic:
    return diagnostic("unused-allow", code.place, f"“{code}” is allowed here, and nothing raises it.", "Delete it.")
