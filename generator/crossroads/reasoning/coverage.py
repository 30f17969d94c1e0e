"""Which statements of the sources are encoded, and where."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from crossroads.model.library import Document, Library, Statement
from crossroads.model.place import Placed


@dataclass(frozen=True)
class Spot:
    """A place that covers statements: what it is, what holds it, and its own id."""

    kind: str  # "decision", "question", "option", "outcome", "checklist", "item", "page"
    holder: str  # id of the decision or checklist, path of the page
    id: str
    text: str


@dataclass(frozen=True)
class Cover:
    """One mention of a statement in a `covers`."""

    statement: Placed
    spot: Spot


def covers(library: Library) -> Iterator[Cover]:
    """List every mention of a statement, in the order of the library."""
    for spot, names in _spots(library):
        for name in names:
            yield Cover(name, spot)


def _spots(library: Library) -> Iterator[tuple[Spot, tuple[Placed, ...]]]:
    for d in library.decisions:
        yield Spot("decision", d.id, d.id, str(d.title)), d.covers
        for q in d.questions:
            yield Spot("question", d.id, str(q.id), str(q.ask)), q.covers
            for o in q.options:
                yield Spot("option", d.id, str(q.id), f"{q.ask} {o.label}"), o.covers
        for outcome in d.outcomes:
            yield Spot("outcome", d.id, str(outcome.id), str(outcome.title)), outcome.covers
    for c in library.checklists:
        yield Spot("checklist", c.id, c.id, str(c.title)), c.covers
        for item in c.items:
            yield Spot("item", c.id, str(item.id), str(item.do)), item.covers
    for page in library.pages:
        yield Spot("page", page.path, page.path, page.title), page.covers


def resolve(library: Library, name: str) -> list[tuple[Document, Statement]]:
    """Find the statements that a name can mean: `<source>/<id>`, or an id alone."""
    source, slash, rest = name.partition("/")
    wanted = rest if slash else name
    return [
        (document, statement)
        for document in library.documents
        if not slash or document.id == source
        for statement in document.statements
        if statement.id == wanted
    ]


def where_covered(library: Library) -> dict[tuple[str, str], tuple[Spot, ...]]:
    """Map (source, statement) to the places that cover it; statements that nothing covers are absent."""
    index: dict[str, list[tuple[str, str]]] = {}
    for document in library.documents:
        for statement in document.statements:
            for name in (str(statement.id), f"{document.id}/{statement.id}"):
                index.setdefault(name, []).append((document.id, str(statement.id)))
    found: dict[tuple[str, str], list[Spot]] = {}
    for cover in covers(library):
        keys = index.get(str(cover.statement), [])
        if len(keys) == 1 and cover.spot not in found.setdefault(keys[0], []):
            found[keys[0]].append(cover.spot)
    return {key: tuple(spots) for key, spots in found.items()}
