"""What templates get: the model beside what was worked out from it, with every address resolved."""

from __future__ import annotations

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
from crossroads.showing.artifact import Addresses
from crossroads.showing.data import graph_data
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


@dataclass(frozen=True)
class OptionView:
    """An option with the step it leads to."""

    option: Option
    target: Link
    ends: bool
    citations: tuple[Citation, ...]


@dataclass(frozen=True)
class QuestionView:
    """An asked question: its anchor, and which context it is where it is asked in several."""

    question: Question
    anchor: str
    node: int
    number: int
    options: tuple[OptionView, ...]
    citations: tuple[Citation, ...]


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
    checklists: tuple[Link, ...]
    then: tuple[Link, ...]
    citations: tuple[Citation, ...]


@dataclass(frozen=True)
class DecisionView:
    """One decision's page."""

    decision: Decision
    steps: Steps
    questions: tuple[QuestionView, ...]
    outcomes: tuple[OutcomeView, ...]
    citations: tuple[Citation, ...]
    data: Markup
    svg: Markup
    files: tuple[Link, ...]
    overdue: bool


class Viewer:
    """Makes the views of one library for one form of addresses."""

    def __init__(self, library: Library, graphs: dict[str, Graph], addresses: Addresses, today: date) -> None:
        self.library = library
        self.graphs = graphs
        self.addresses = addresses
        self.today = today
        self.register = library.evidence_by_id()
        self.decisions = {d.id: d for d in library.decisions}
        self.checklists = {c.id: c for c in library.checklists}

    def cite(self, page: str, names: Iterable[Placed]) -> tuple[Citation, ...]:
        """Give each cited entry once, in order; unknown names are diagnosed elsewhere."""
        entries = (self.register.get(name) for name in dict.fromkeys(str(n) for n in names))
        return tuple(
            Citation(entry, self.addresses.link(page, "evidence.md", str(entry.id))) for entry in entries if entry
        )

    def decision(self, decision: Decision, svg: str) -> DecisionView:
        """Make the view of a decision's page."""
        page, graph = decision_uri(decision.id), self.graphs[decision.id]
        questions = tuple(
            self._question(page, decision, graph, index, number)
            for number, index in enumerate((i for i, n in enumerate(graph.nodes) if not n.is_outcome), 1)
        )
        nodes = {n.name: i for i, n in enumerate(graph.nodes) if n.is_outcome}
        outcomes = tuple(self._outcome(page, decision, o, nodes[o.id]) for o in decision.outcomes if o.id in nodes)
        stem = page.removesuffix(".md")
        files = tuple(Link(kind.upper(), self.addresses.link(page, f"{stem}.{kind}")) for kind in ("json", "svg"))
        return DecisionView(
            decision=decision,
            steps=steps(graph),
            questions=questions,
            outcomes=outcomes,
            citations=self.cite(page, cited(decision)),
            data=inline_json(graph_data(decision, graph)),
            svg=Markup(svg),  # noqa: S704 - our own template, which escapes
            files=files,
            overdue=decision.review_by < self.today,
        )

    def _question(self, page: str, decision: Decision, graph: Graph, index: int, number: int) -> QuestionView:
        node = graph.nodes[index]
        question = decision.question(node.name)
        options = []
        for name, target in node.edges:
            option = question.option(name)
            ends = graph.nodes[target].is_outcome
            step = graph.nodes[target].name
            text = decision.outcome(step).title if ends else decision.question(step).ask
            link = Link(str(text), f"#{graph.anchors[target]}")
            options.append(OptionView(option, link, ends, self.cite(page, option.evidence)))
        cited = self.cite(page, question.evidence)
        return QuestionView(question, graph.anchors[index], index, number, tuple(options), cited)

    def _outcome(self, page: str, decision: Decision, outcome: Outcome, node: int) -> OutcomeView:
        return OutcomeView(
            outcome=outcome,
            node=node,
            warnings=tuple(self._warning(page, decision, w) for w in outcome.warnings),
            checklists=tuple(
                Link(str(self.checklists[c].title), self.addresses.link(page, checklist_uri(c)))
                for c in outcome.checklists
                if c in self.checklists
            ),
            then=tuple(
                Link(str(self.decisions[d].title), self.addresses.link(page, decision_uri(d)))
                for d in outcome.then
                if d in self.decisions
            ),
            citations=self.cite(page, outcome.evidence),
        )

    def _warning(self, page: str, decision: Decision, warning: Warning) -> WarningView:
        condition = warning.condition
        parts = [
            f"{decision.question(q).ask} {' / '.join(str(decision.question(q).option(o).label) for o in options)}"
            for q, options in condition.when
        ]
        data = {
            name: {str(q): [str(o) for o in options] for q, options in pairs}
            for name, pairs in (("when", condition.when), ("unless", condition.unless))
            if pairs
        }
        return WarningView(warning, "; ".join(parts), inline_json(data), self.cite(page, warning.evidence))


def decision_uri(decision_id: str) -> str:
    """Give the page of a decision."""
    return f"decisions/{decision_id}.md"


def checklist_uri(checklist_id: str) -> str:
    """Give the page of a checklist."""
    return f"checklists/{checklist_id}.md"


@dataclass(frozen=True)
class ChecklistView:
    """One checklist's page."""

    checklist: Checklist
    version: str
    address: str
    citations: tuple[Citation, ...]
    used_by: tuple[Link, ...]
    overdue: bool


def checklist_view(viewer: Viewer, checklist: Checklist, site_url: str) -> ChecklistView:
    """Make the view of a checklist's page; `address` is where it can be found again from paper."""
    page = checklist_uri(checklist.id)
    digest = viewer.library.digests.get(f"checklists/{checklist.id}", "")
    users = tuple(
        Link(str(d.title), viewer.addresses.link(page, decision_uri(d.id)))
        for d in viewer.library.decisions
        if any(checklist.id in o.checklists for o in d.outcomes)
    )
    return ChecklistView(
        checklist=checklist,
        version=digest[:8],
        address=site_url.rstrip("/") + "/" + viewer.addresses.address(page) if site_url else "",
        citations=viewer.cite(page, [e for item in checklist.items for e in item.evidence]),
        used_by=users,
        overdue=checklist.review_by < viewer.today,
    )
