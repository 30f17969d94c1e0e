"""The page of a source document: every statement, what we make of it, and where it is encoded."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from crossroads.model.library import Document, Statement
from crossroads.reasoning.coverage import Spot, where_covered
from crossroads.showing.artifact import checklist_uri, decision_uri
from crossroads.showing.views import Citation, Link, Viewer


@dataclass(frozen=True)
class StatementView:
    """A statement with its citations and the places that encode it."""

    statement: Statement
    stance: str  # "agree", "qualify", "disagree", or empty where none is taken
    spots: tuple[Link, ...]
    citations: tuple[Citation, ...]


@dataclass(frozen=True)
class Group:
    """Statements under one heading of the document."""

    title: str
    statements: tuple[StatementView, ...]


@dataclass(frozen=True)
class DocumentView:
    """One source's page."""

    document: Document
    groups: tuple[Group, ...]
    covered: int
    outside: int
    stances: dict[str, int]


def source_uri(document_id: str) -> str:
    """Give the page of a source document."""
    return f"sources/{document_id}.md"


def document_view(viewer: Viewer, document: Document) -> DocumentView:
    """Make the view of a source's page."""
    there = where_covered(viewer.library)
    page = source_uri(document.id)
    groups: dict[str, list[StatementView]] = {}
    for statement in document.statements:
        spots = there.get((document.id, str(statement.id)), ())
        links = tuple(_link(viewer, page, spot) for spot in spots)
        view = StatementView(statement, str(statement.stance or ""), links, viewer.cite(page, statement.evidence))
        groups.setdefault(str(statement.section or document.title), []).append(view)
    stances = Counter(str(s.stance) for s in document.statements if s.stance)
    return DocumentView(
        document=document,
        groups=tuple(Group(title, tuple(views)) for title, views in groups.items()),
        covered=sum(key[0] == document.id for key in there),
        outside=sum(not s.in_scope for s in document.statements),
        stances={name: stances[name] for name in ("agree", "qualify", "disagree")},
    )


def _link(viewer: Viewer, page: str, spot: Spot) -> Link:
    if spot.kind == "page":
        return Link(spot.text, viewer.addresses.link(page, spot.holder))
    if spot.kind in ("checklist", "item"):
        anchor = spot.id if spot.kind == "item" else ""
        return Link(spot.text, viewer.addresses.link(page, checklist_uri(spot.holder), anchor))
    anchor = spot.id if spot.kind != "decision" else ""
    return Link(spot.text, viewer.addresses.link(page, decision_uri(spot.holder), anchor))
