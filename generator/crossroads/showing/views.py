"""What templates get: the model beside what was worked out from it, with every address resolved."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from crossroads.model.decision import Decision, Option, Outcome, Question, Warning
from crossroads.model.library import Checklist, Evidence, Library
from crossroads.model.place import Placed
from crossroads.reasoning.checks_joins import cited
from crossroads.reasoning.counts import Steps, steps
from crossroads.reasoning.graph import Graph
from crossroads.reasoning.lower import Lowered
from crossroads.showing.artifact import Addresses, checklist_uri, decision_uri
from crossroads.showing.audit import Audit, audit
from crossroads.showing.data import graph_data
from crossroads.showing.disputes import UNTOLD, Dispute
from crossroads.showing.drawing_view import DrawingView, Group, groups
from crossroads.showing.joins import Joins, Onward, Origin, ToChecklist, conditions
from crossroads.showing.letters import letters
from crossroads.showing.paper.checklist_sheet import sources
from crossroads.showing.paper.qr import code
from crossroads.showing.table_views import TableView, condition_data, step_text, table_view
from crossroads.showing.templates import inline_json


@dataclass(frozen=True)
class Link:
    """A text that leads somewhere."""

    text: str
    href: str


@dataclass(frozen=True)
class Citation:
    """An entry of the register as a page cites it."""

    entry: Evidence
    href: str

    @property
    def dated(self) -> str:
        """Give the year, month or day of publication where one is known, else the day it was last seen."""
        found = re.match(r"\d{4}(-\d{2}){0,2}", str(self.entry.published or ""))
        return found.group() if found else self.entry.seen.isoformat()


@dataclass(frozen=True)
class OptionView:
    """An option with the step it leads to."""

    option: Option
    target: Link
    ends: bool
    citations: tuple[Citation, ...]


@dataclass(frozen=True)
class QuestionView:
    """An asked question: its anchor, and the nodes that ask it; a table's question leads nowhere by itself."""

    question: Question
    anchor: str
    nodes: str
    options: tuple[OptionView, ...]
    settle: Onward | None
    citations: tuple[Citation, ...]


@dataclass(frozen=True)
class StepView:
    """One step of the outline: a question, or a table with its questions."""

    question: QuestionView | None = None
    table: TableView | None = None
    asks: tuple[QuestionView, ...] = ()

    @property
    def key(self) -> str:
        """Give the key of the box that draws this step."""
        return self.question.anchor if self.question else str(self.table.table.id) if self.table else ""


@dataclass(frozen=True)
class WarningView:
    """A warning with its condition in words, and as data for the walk."""

    warning: Warning
    condition: str
    data: Markup
    citations: tuple[Citation, ...]


@dataclass(frozen=True)
class OutcomeView:
    """An outcome with everything it leads to."""

    outcome: Outcome
    node: int
    warnings: tuple[WarningView, ...]
    checklists: tuple[ToChecklist, ...]
    then: tuple[Onward, ...]
    citations: tuple[Citation, ...]


@dataclass(frozen=True)
class DecisionView:
    """One decision's page."""

    decision: Decision
    steps: Steps
    outline: tuple[Group[StepView], ...]
    first: str
    outcomes: tuple[OutcomeView, ...]
    citations: tuple[Citation, ...]
    audit: Audit
    data: Markup
    drawing: DrawingView
    versions: str  # where the data of earlier versions lie
    dispute: Dispute
    files: tuple[Link, ...]
    overdue: bool
    updates: str
    interests: str

    @property
    def lists(self) -> tuple[ToChecklist, ...]:
        """Give each checklist that an outcome leads to, once."""
        return tuple({link.part: link for outcome in self.outcomes for link in outcome.checklists}.values())

    @property
    def numbers(self) -> defaultdict[str, str]:
        """Give the number of each step on paper and the letter of each outcome, by its place on the page."""
        keys = [step.key for group in self.outline for step in group.steps]
        found = {f"#{key}": str(number) for number, key in enumerate(keys, 1)}
        found |= {f"#{o.outcome.id}": letters(number) for number, o in enumerate(self.outcomes)}
        return defaultdict(str, found)


class Viewer:
    """Makes the views of one library for one form of addresses."""

    def __init__(
        self,
        library: Library,
        lowered: dict[str, Lowered],
        addresses: Addresses,
        today: date,
        dispute: Dispute = UNTOLD,
    ) -> None:
        self.library = library
        self.lowered = lowered
        self.addresses = addresses
        self.today = today
        self.dispute = dispute
        self.joins = Joins(library, lowered, addresses)
        self.register = library.evidence_by_id()
        self.decisions = {d.id: d for d in library.decisions}
        self.checklists = {c.id: c for c in library.checklists}

    def cite(self, page: str, names: Iterable[Placed]) -> tuple[Citation, ...]:
        """Give each cited entry once, in order; unknown names are diagnosed elsewhere."""
        entries = (self.register.get(name) for name in dict.fromkeys(str(n) for n in names))
        return tuple(
            Citation(entry, self.addresses.link(page, "evidence.md", str(entry.id))) for entry in entries if entry
        )

    def decision(self, decision: Decision, drawing: DrawingView) -> DecisionView:
        """Make the view of a decision's page."""
        page, graph = decision_uri(decision.id), self.lowered[decision.id].graph
        outline = self._outline(page, decision, graph)
        nodes = {n.name: i for i, n in enumerate(graph.nodes) if n.is_outcome}
        outcomes = tuple(self._outcome(page, decision, o, nodes[o.id]) for o in decision.outcomes if o.id in nodes)
        stem = page.removesuffix(".md")
        files = tuple(
            Link("YAML" if kind == "yml" else kind.upper(), self.addresses.link(page, f"{stem}.{kind}"))
            for kind in ("yml", "json", "dot", "svg")
        )
        return DecisionView(
            decision=decision,
            steps=steps(graph),
            outline=groups(outline, drawing),
            first=outline[0].question.anchor if outline[0].question else str(decision.start),
            outcomes=outcomes,
            citations=self.cite(page, cited(decision)),
            audit=audit(decision, self.lowered[decision.id], self.library.settings),
            drawing=drawing,
            data=inline_json({**graph_data(decision, graph), **self.joins.settles(decision)}),
            versions=self.addresses.link(page, f"{stem}/versions/-").removesuffix("-"),
            dispute=self.dispute.seen_from(self.addresses.address(page)),
            files=files,
            overdue=decision.review_by < self.today,
            updates=str(self.library.settings.updates),
            interests=str(self.library.settings.interests),
        )

    def _outline(self, page: str, decision: Decision, graph: Graph) -> tuple[StepView, ...]:
        """List the steps in the order of a walk; a table stands where its first question is asked."""
        steps: list[StepView] = []
        done: set[str] = set()
        for index, node in enumerate(graph.nodes):
            if node.table and node.table not in done:
                done.add(node.table)
                inside = [i for i, n in enumerate(graph.nodes) if n.table == node.table]
                names = dict.fromkeys(graph.nodes[i].name for i in inside)
                order = [str(q) for q in decision.tables_by_id[node.table].asks if str(q) in names]
                asks = (tuple(i for i in inside if graph.nodes[i].name == name) for name in order)
                views = tuple(self._question(page, decision, graph, places) for places in asks)
                steps.append(StepView(table=table_view(decision, graph, decision.tables_by_id[node.table]), asks=views))
            elif not node.is_outcome and not node.table:
                steps.append(StepView(question=self._question(page, decision, graph, (index,))))
        return tuple(steps)

    def _question(self, page: str, decision: Decision, graph: Graph, places: tuple[int, ...]) -> QuestionView:
        node = graph.nodes[places[0]]
        question = decision.question(node.name)
        options = []
        for name, target in node.edges:
            option = question.option(name)
            following = graph.nodes[target]
            step = following.table or following.name
            href = f"#{step}" if following.table else f"#{graph.anchors[target]}"
            link = Link("" if node.table else step_text(decision, step), "" if node.table else href)
            options.append(OptionView(option, link, following.is_outcome, self.cite(page, option.evidence)))
        other = self.decisions.get(question.settled_by or "")
        settle = self.joins.onward(decision, other) if other else None
        nodes = " ".join(map(str, places))
        cited = self.cite(page, question.evidence)
        return QuestionView(question, graph.anchors[places[0]], nodes, tuple(options), settle, cited)

    def _outcome(self, page: str, decision: Decision, outcome: Outcome, node: int) -> OutcomeView:
        return OutcomeView(
            outcome=outcome,
            node=node,
            warnings=tuple(self._warning(page, decision, w) for w in outcome.warnings),
            checklists=tuple(
                self.joins.checklist(decision, self.checklists[c]) for c in outcome.checklists if c in self.checklists
            ),
            then=tuple(self.joins.onward(decision, self.decisions[d]) for d in outcome.then if d in self.decisions),
            citations=self.cite(page, outcome.evidence),
        )

    def _warning(self, page: str, decision: Decision, warning: Warning) -> WarningView:
        condition = warning.condition
        parts = [
            f"{decision.question(q).ask} {' / '.join(str(decision.question(q).option(o).label) for o in options)}"
            for q, options in condition.when
        ]
        data = condition_data(condition)
        return WarningView(warning, "; ".join(parts), inline_json(data), self.cite(page, warning.evidence))


@dataclass(frozen=True)
class ChecklistView:
    """One checklist's page."""

    checklist: Checklist
    version: str
    address: str
    qr: Markup | None
    sources: tuple[str, ...]
    citations: tuple[Citation, ...]
    used_by: tuple[Origin, ...]
    conditions: dict[str, Markup]  # by item, of those that do not always apply
    overdue: bool


def checklist_view(viewer: Viewer, checklist: Checklist, site_url: str) -> ChecklistView:
    """Make the view of a checklist's page; `address` is where it can be found again from paper."""
    page = checklist_uri(checklist.id)
    digest = viewer.library.digests.get(f"checklists/{checklist.id}", "")
    address = site_url.rstrip("/") + "/" + viewer.addresses.address(page) if site_url else ""
    drawn = code(address)
    return ChecklistView(
        checklist=checklist,
        version=digest[:8],
        address=address,
        qr=Markup(drawn.svg) if drawn else None,  # noqa: S704 - made of numbers alone
        sources=tuple(sources(viewer.library, checklist)),
        citations=viewer.cite(page, [e for item in checklist.items for e in item.evidence]),
        used_by=viewer.joins.origins(checklist),
        conditions=conditions(checklist.items),
        overdue=checklist.review_by < viewer.today,
    )
