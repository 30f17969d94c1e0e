"""A decision as its author means it: well formed by construction, every text with its place."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

from crossroads.model.place import Markdown, Place, Placed

UNKNOWN = "unknown"
KINDS = ("do", "prepare", "stop", "elsewhere")
CERTAINTIES = ("high", "moderate", "low", "very-low")
STRENGTHS = ("strong", "conditional")


@dataclass(frozen=True)
class Condition:
    """Answers that must all hold (`when`) and answers that must not all hold (`unless`)."""

    when: tuple[tuple[Placed, tuple[Placed, ...]], ...] = ()
    unless: tuple[tuple[Placed, tuple[Placed, ...]], ...] = ()

    @property
    def always(self) -> bool:
        """Tell whether nothing is asked of the answers."""
        return not self.when and not self.unless

    @property
    def questions(self) -> tuple[Placed, ...]:
        """List every question that is named."""
        return tuple(question for question, _ in (*self.when, *self.unless))


@dataclass(frozen=True)
class Band:
    """A stretch of a number line: `low` belongs to it, `high` does not; None has no end."""

    low: Decimal | None
    high: Decimal | None

    def holds(self, number: Decimal) -> bool:
        """Tell whether a number lies in the band."""
        return (self.low is None or number >= self.low) and (self.high is None or number < self.high)


@dataclass(frozen=True, kw_only=True)
class Option:
    """One answer that an author offers."""

    id: Placed
    label: Placed
    description: Placed | None = None
    rationale: Markdown | None = None
    evidence: tuple[Placed, ...] = ()
    covers: tuple[Placed, ...] = ()
    next: Placed | None = None
    band: Band | None = None
    outcomes: tuple[Placed, ...] = ()
    was: tuple[Placed, ...] = ()
    place: Place


@dataclass(frozen=True, kw_only=True)
class Question:
    """A question with the options in the order they are shown."""

    id: Placed
    ask: Placed
    rationale: Markdown
    options: tuple[Option, ...]
    short: Placed | None = None
    hint: Placed | None = None
    help: Markdown | None = None
    evidence: tuple[Placed, ...] = ()
    covers: tuple[Placed, ...] = ()
    unit: Placed | None = None
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    unsure: Placed | None = None
    unsure_offered: bool = True
    unsure_because: Placed | None = None
    settled_by: Placed | None = None
    was: tuple[Placed, ...] = ()
    allow: tuple[tuple[Placed, Placed], ...] = ()
    place: Place

    def option(self, option_id: str) -> Option:
        """Find an option by its id; KeyError if there is none."""
        return {str(o.id): o for o in self.options}[option_id]

    @property
    def drawn(self) -> str:
        """Say the question as briefly as the drawing wants it."""
        return self.short or self.ask


@dataclass(frozen=True, kw_only=True)
class Warning:
    """A caution that an outcome shows, always or under a condition."""

    text: Placed
    evidence: tuple[Placed, ...] = ()
    condition: Condition = field(default_factory=Condition)
    place: Place


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """The advice at the end of a walk."""

    id: Placed
    title: Placed
    kind: Placed
    summary: Markdown
    rationale: Markdown
    benefits: tuple[Placed, ...]
    drawbacks: tuple[Placed, ...]
    next_steps: tuple[Placed, ...]
    revisit_when: tuple[Placed, ...]
    certainty: Placed
    strength: Placed
    warnings: tuple[Warning, ...] = ()
    evidence: tuple[Placed, ...] = ()
    covers: tuple[Placed, ...] = ()
    checklists: tuple[Placed, ...] = ()
    then: tuple[Placed, ...] = ()
    was: tuple[Placed, ...] = ()
    allow: tuple[tuple[Placed, Placed], ...] = ()
    place: Place


HITS = ("first", "unique")
ORDERS = ("given", "shortest")


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One row of a table: where its condition holds, `next` follows."""

    next: Placed
    condition: Condition = field(default_factory=Condition)
    rationale: Markdown | None = None
    evidence: tuple[Placed, ...] = ()
    covers: tuple[Placed, ...] = ()
    place: Place

    @property
    def otherwise(self) -> bool:
        """Tell whether the rule holds wherever no other does."""
        return self.condition.always


@dataclass(frozen=True, kw_only=True)
class Table:
    """A decision table: it asks what can still matter, and its rules say what follows."""

    id: Placed
    asks: tuple[Placed, ...]
    rules: tuple[Rule, ...]
    title: Placed | None = None
    hit: str = "first"
    order: str = "given"
    rationale: Markdown | None = None
    evidence: tuple[Placed, ...] = ()
    covers: tuple[Placed, ...] = ()
    allow: tuple[tuple[Placed, Placed], ...] = ()
    place: Place

    @property
    def mentioned(self) -> frozenset[str]:
        """List the questions that the rules look at."""
        return frozenset(str(q) for rule in self.rules for q in rule.condition.questions)

    @property
    def unique(self) -> bool:
        """Tell whether at most one rule may hold."""
        return self.hit == "unique"


CLAIM_FORMS = ("never", "always", "only", "monotone")


@dataclass(frozen=True, kw_only=True)
class Claim:
    """A sentence that the site may say about a decision, checked over all complete answers."""

    says: Placed
    form: str
    outcomes: tuple[Placed, ...]
    condition: Condition = field(default_factory=Condition)
    question: Placed | None = None  # of a monotone claim
    order: tuple[Placed, ...] = ()  # all its options, from the least to the most
    place: Place


@dataclass(frozen=True, kw_only=True)
class Expectation:
    """What a scenario expects: outcomes of which one is reached, is not reached, or are all possible."""

    form: str  # "is", "any-of", "not" or "possible"
    outcomes: tuple[Placed, ...]

    def __str__(self) -> str:
        names = ", ".join(self.outcomes)
        return names if self.form == "is" else f"{self.form} {names}"


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """A case with an expected outcome; `given` maps question to option id, number or `unknown`."""

    name: Placed
    given: tuple[tuple[Placed, Placed], ...]
    expect: Expectation
    evidence: tuple[Placed, ...] = ()
    note: Placed | None = None
    place: Place


@dataclass(frozen=True, kw_only=True)
class Retirement:
    """Why and when a decision was withdrawn, and what to walk instead."""

    on: date
    because: Placed
    instead: Placed | None = None


@dataclass(frozen=True, kw_only=True)
class Decision:
    """A well-formed decision: it exists only if reading found no fault in it."""

    id: str
    title: Placed
    summary: Placed
    owner: Placed
    reviewed: date
    review_by: date
    start: Placed
    questions: tuple[Question, ...]
    outcomes: tuple[Outcome, ...]
    tables: tuple[Table, ...] = ()
    scenarios: tuple[Scenario, ...] = ()
    claims: tuple[Claim, ...] = ()
    audience: Placed | None = None
    have_at_hand: tuple[Placed, ...] = ()
    evidence: tuple[Placed, ...] = ()
    covers: tuple[Placed, ...] = ()
    was: tuple[Placed, ...] = ()
    retired: Retirement | None = None
    allow: tuple[tuple[Placed, Placed], ...] = ()
    place: Place
    places: dict[str, Place] = field(default_factory=dict, compare=False, hash=False)

    def question(self, question_id: str) -> Question:
        """Find a question by its id; KeyError if there is none."""
        return self.questions_by_id[question_id]

    def outcome(self, outcome_id: str) -> Outcome:
        """Find an outcome by its id; KeyError if there is none."""
        return self.outcomes_by_id[outcome_id]

    @cached_property
    def outcomes_by_id(self) -> dict[str, Outcome]:
        """Map ids to outcomes, in authored order."""
        return {str(o.id): o for o in self.outcomes}

    @cached_property
    def tables_by_id(self) -> dict[str, Table]:
        """Map ids to tables, in authored order."""
        return {str(t.id): t for t in self.tables}

    @cached_property
    def questions_by_id(self) -> dict[str, Question]:
        """Map ids to questions, in authored order."""
        return {str(q.id): q for q in self.questions}
