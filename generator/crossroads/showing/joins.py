"""What joins a decision's page to others: where to go on, with which answers, and whom an outcome answers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from crossroads.model.decision import Decision
from crossroads.model.library import Checklist, Item, Library, Section
from crossroads.reasoning.counts import behaviour_hash, short_hash
from crossroads.reasoning.lower import Lowered
from crossroads.showing.artifact import Addresses, checklist_uri, decision_uri
from crossroads.showing.table_views import condition_data
from crossroads.showing.templates import inline_json


@dataclass(frozen=True)
class Onward:
    """A link to another decision; `carry` is its version and the questions that both ask."""

    text: str
    href: str
    carry: str


@dataclass(frozen=True)
class ToChecklist:
    """A link to a checklist, whose items stand in a part of the page: a result takes from there those that apply."""

    text: str
    href: str
    checklist: Checklist
    sections: tuple[tuple[Section, tuple[Item, ...]], ...]  # without what no answer of this decision lets apply
    conditions: dict[str, Markup]  # by item, of those that do not always apply

    @property
    def part(self) -> str:
        """Name the part of the page that holds the items."""
        return f"list-{self.checklist.id}"

    @property
    def cut(self) -> int:
        """Give the number of all items where answers decide which of them apply, else nought."""
        return len(self.checklist.items) if any(not i.condition.always for i in self.checklist.items) else 0


@dataclass(frozen=True)
class Origin:
    """A decision that leads to a checklist: its version, and the answers that the items hang on, by every id ever."""

    id: str
    text: str
    href: str
    version: str  # the digits that its links carry; none where nothing hangs on its answers
    asks: Markup


@dataclass(frozen=True)
class Joins:
    """Makes the links between the decisions and checklists of one library."""

    library: Library
    lowered: dict[str, Lowered]
    addresses: Addresses

    def onward(self, decision: Decision, other: Decision) -> Onward:
        """Link from one decision to another."""
        href = self.addresses.link(decision_uri(decision.id), decision_uri(other.id))
        if other.id not in self.lowered:
            return Onward(str(other.title), href, "")
        graph, mine = self.lowered[other.id].graph, self.lowered[decision.id].graph
        shared = [q for q in mine.questions if q in graph.questions]
        return Onward(str(other.title), href, " ".join([short_hash(behaviour_hash(graph, other)), *shared]))

    def checklist(self, decision: Decision, checklist: Checklist) -> ToChecklist:
        """Link from a decision to a checklist."""
        href = self.addresses.link(decision_uri(decision.id), checklist_uri(checklist.id))
        sections = ((s, tuple(i for i in s.items if _may_apply(decision, i))) for s in checklist.sections)
        shown = tuple((s, items) for s, items in sections if items)
        return ToChecklist(str(checklist.title), href, checklist, shown, conditions(checklist.items))

    def origins(self, checklist: Checklist) -> tuple[Origin, ...]:
        """Name the decisions that lead to a checklist."""
        users = (d for d in self.library.decisions if any(checklist.id in o.checklists for o in d.outcomes))
        return tuple(self._origin(checklist, decision) for decision in users)

    def _origin(self, checklist: Checklist, decision: Decision) -> Origin:
        href = self.addresses.link(checklist_uri(checklist.id), decision_uri(decision.id))
        cut = decision.id in self.lowered and any(not i.condition.always for i in checklist.items)
        version = short_hash(behaviour_hash(self.lowered[decision.id].graph, decision)) if cut else ""
        named = {str(q) for i in checklist.items for q in i.condition.questions}
        asks = {
            str(name): [str(q.id), {str(was): str(o.id) for o in q.options for was in (o.id, *o.was)}]
            for q in decision.questions
            if f"{decision.id}.{q.id}" in named
            for name in (q.id, *q.was)
        }
        return Origin(decision.id, str(decision.title), href, version, inline_json(asks))

    def settles(self, decision: Decision) -> dict[str, Any]:
        """Give the questions of other decisions that this one's outcomes answer, and with which option."""
        found: dict[str, Any] = {}
        for other in self.library.decisions:
            for question in other.questions if other.id in self.lowered else ():
                if question.settled_by == decision.id:
                    found[f"{other.id}/{question.id}"] = {
                        "href": self.addresses.link(decision_uri(decision.id), decision_uri(other.id)),
                        "title": str(other.title),
                        "ask": str(question.ask),
                        "options": {str(n): [str(o.id), str(o.label)] for o in question.options for n in o.outcomes},
                    }
        return {"settles": found} if found else {}


def conditions(items: Iterable[Item]) -> dict[str, Markup]:
    """Give the conditions of the items that do not always apply, as data."""
    return {str(i.id): inline_json(condition_data(i.condition)) for i in items if not i.condition.always}


def _may_apply(decision: Decision, item: Item) -> bool:
    """Tell whether a walk of this decision can let an item apply: what it never asks is false."""
    return all(str(question).startswith(f"{decision.id}.") for question, _ in item.condition.when)
