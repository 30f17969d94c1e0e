"""What a decision's rules do, for readers: each outcome's share, which questions decide, what is never tried."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from crossroads.model.decision import Decision
from crossroads.model.library import Settings
from crossroads.reasoning.claims import check_claims
from crossroads.reasoning.lower import Lowered
from crossroads.reasoning.scenarios import coverage, run_scenarios
from crossroads.reasoning.statistics import statistics
from crossroads.showing.stats_report import percent
from crossroads.showing.words import WORDS


@dataclass(frozen=True)
class Share:
    """A line of the audit: what it is about, and how much of all answers."""

    text: str
    href: str
    share: str


@dataclass(frozen=True)
class Audit:
    """Everything that is counted, in words."""

    space: str
    outcomes: tuple[Share, ...]
    questions: tuple[Share, ...]
    scenarios: tuple[int, int]
    options: tuple[int, int]
    routes: tuple[int, int]
    untested: tuple[str, ...]
    claims: tuple[str, ...]  # the sentences that were checked and hold
    dominant: tuple[str, ...]


def audit(decision: Decision, lowered: Lowered, settings: Settings) -> Audit:
    """Count a decision for its page."""
    graph = lowered.graph
    dominant_percent, states = settings.threshold("dominant-percent"), settings.threshold("claim-states")
    found = statistics(decision, lowered)
    runs = run_scenarios(graph, decision)
    covered = coverage(graph, runs)
    ranked = sorted(found.counts, key=lambda o: (-found.counts[o], o))
    titles: dict[str, Fraction] = {}
    for outcome in ranked:
        title = str(decision.outcome(outcome).title)
        titles[title] = titles.get(title, Fraction(0)) + found.share(outcome)
    heavy = tuple(t for t, share in titles.items() if share * 100 > dominant_percent and len(titles) > 1)
    deciding = sorted(found.influence.items(), key=lambda pair: (-(pair[1] or Fraction(0)), pair[0]))
    return Audit(
        space=f"{found.answer_space:,}",
        outcomes=tuple(Share(str(decision.outcome(o).title), f"#{o}", percent(found.share(o))) for o in ranked),
        questions=tuple(
            Share(decision.question(q).drawn, f"#{q}", WORDS["not-analysed"] if share is None else percent(share))
            for q, share in deciding
        ),
        scenarios=(sum(r.passed for r in runs), len(runs)),
        options=covered.options,
        routes=covered.routes,
        untested=tuple(
            f"{decision.question(q).drawn} {decision.question(q).option(o).label}" for q, o in covered.untested
        ),
        claims=tuple(str(c.claim.says) for c in check_claims(graph, decision, states) if c.passed),
        dominant=heavy,
    )
