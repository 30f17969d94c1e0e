"""Everything one folder of decisions holds: decisions, checklists, evidence and the library itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from crossroads.model.decision import Condition, Decision
from crossroads.model.place import Markdown, Place, Placed
from crossroads.model.sums import Sum


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """One entry of the register: a study, a guide, a case."""

    id: Placed
    title: Placed
    seen: date
    grade: Placed
    finding: Markdown
    authors: Placed | None = None
    publisher: Placed | None = None
    url: Placed | None = None
    doi: Placed | None = None
    published: Placed | None = None
    limits: Markdown | None = None
    expires: date | None = None
    place: Place

    @property
    def link(self) -> str:
        """Give the address of the source: its url, or its doi resolved."""
        return self.url or (f"https://doi.org/{self.doi}" if self.doi else "")


@dataclass(frozen=True, kw_only=True)
class Item:
    """One line of a checklist: what to do, and the state that counts as done."""

    id: Placed
    do: Placed
    done: Placed
    critical: bool = False
    why: Markdown | None = None
    evidence: tuple[Placed, ...] = ()
    covers: tuple[Placed, ...] = ()
    condition: Condition = field(default_factory=Condition)
    was: tuple[Placed, ...] = ()
    place: Place


@dataclass(frozen=True, kw_only=True)
class Section:
    """Items under one pause: the moment at which to stop and read."""

    title: Placed
    pause: Placed
    items: tuple[Item, ...]
    place: Place


@dataclass(frozen=True, kw_only=True)
class Trial:
    """Who tried a checklist, when, and what was changed after it."""

    by: Placed
    on: date
    changed: Placed | None = None


@dataclass(frozen=True, kw_only=True)
class Checklist:
    """A printable list for one objective; `trials` is empty where nobody has tried it yet."""

    id: str
    title: Placed
    objective: Placed
    owner: Placed
    reviewed: date
    review_by: date
    trials: tuple[Trial, ...]
    sections: tuple[Section, ...]
    completion: Placed
    adapted_from: Placed | None = None
    covers: tuple[Placed, ...] = ()
    was: tuple[Placed, ...] = ()
    place: Place

    @property
    def items(self) -> tuple[Item, ...]:
        """List the items of all sections in order."""
        return tuple(item for section in self.sections for item in section.items)


STANCES = ("agree", "qualify", "disagree")


@dataclass(frozen=True, kw_only=True)
class Statement:
    """One thing that a source document says, in our words, and what we make of it."""

    id: Placed
    says: Placed
    section: Placed | None = None
    kind: Placed | None = None
    quote: Placed | None = None
    in_scope: bool = True
    scope_because: Placed | None = None
    stance: Placed | None = None
    because: Markdown | None = None
    evidence: tuple[Placed, ...] = ()
    place: Place


@dataclass(frozen=True, kw_only=True)
class Document:
    """A source document whose statements the decisions encode."""

    id: str
    title: Placed
    seen: date
    statements: tuple[Statement, ...]
    author: Placed | None = None
    url: Placed | None = None
    published: Placed | None = None
    note: Markdown | None = None
    place: Place


@dataclass(frozen=True, kw_only=True)
class Page:
    """A page of prose that covers statements of sources, or shows sums."""

    path: str  # below the folder of pages
    title: str
    covers: tuple[Placed, ...] = ()
    sums: tuple[Placed, ...] = ()  # ids of sums, or `sum.result` and `sum.result@value`


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What `library.yml` says about the library as a whole."""

    format: int = 1
    lang: str = "en"
    title: str = "Decisions"
    contact: str = ""
    updates: str = ""
    interests: str = ""
    terms: tuple[tuple[Placed, Placed], ...] = ()
    thresholds: tuple[tuple[str, int], ...] = ()

    def threshold(self, name: str) -> int:
        """Give the number that a check uses; KeyError for a name it does not know."""
        return {**THRESHOLDS, **dict(self.thresholds)}[name]


THRESHOLDS = {
    "route-warning": 9,  # questions on the longest route
    "route-error": 12,
    "section-items": 9,  # items under one pause
    "item-words": 20,  # words of an item: what to do and what counts as done
    "ask-characters": 140,
    "label-characters": 60,
    "title-characters": 90,
    "description-characters": 220,
    "reading-grade": 9,  # years of school that a question may ask for; English texts only
    "dominant-percent": 90,  # of the answer space, for one outcome
    "detail-percent": 150,  # longest against shortest list of benefits and drawbacks
    "graph-nodes": 20_000,  # steps of one decision once it is unfolded
    "claim-states": 40_000,  # looked at for all claims of one decision: well under a second
}


@dataclass(frozen=True, kw_only=True)
class Library:
    """A whole folder, as far as it is well formed; `broken` names the ids whose files have faults."""

    settings: Settings = Settings()
    decisions: tuple[Decision, ...] = ()
    checklists: tuple[Checklist, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    documents: tuple[Document, ...] = ()
    sums: tuple[Sum, ...] = ()
    pages: tuple[Page, ...] = ()
    broken: frozenset[str] = frozenset()
    digests: dict[str, str] = field(default_factory=dict, compare=False, hash=False)

    def decision(self, decision_id: str) -> Decision:
        """Find a decision by its id; KeyError if there is none."""
        return {d.id: d for d in self.decisions}[decision_id]

    def checklist(self, checklist_id: str) -> Checklist:
        """Find a checklist by its id; KeyError if there is none."""
        return {c.id: c for c in self.checklists}[checklist_id]

    def evidence_by_id(self) -> dict[str, Evidence]:
        """Map ids to entries of the register."""
        return {str(e.id): e for e in self.evidence}
