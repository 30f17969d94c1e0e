"""Make every artifact of a site from a judged library: pages, data, drawings, assets."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import minify
from rcssmin import cssmin

from crossroads.model.decision import Decision
from crossroads.model.library import Library
from crossroads.reasoning.changes.versions import History
from crossroads.reasoning.counts import short_hash, steps
from crossroads.reasoning.graph import Graph
from crossroads.reasoning.lower import Lowered
from crossroads.showing.artifact import Addresses, Artifact, checklist_uri, decision_uri
from crossroads.showing.data import decision_data
from crossroads.showing.disputes import dispute
from crossroads.showing.drawing import Picture, standalone
from crossroads.showing.drawing_view import drawing_view
from crossroads.showing.export_drawings import decision_dot
from crossroads.showing.glossary import PROSE, STEP, link_terms, terms
from crossroads.showing.glossary import URI as GLOSSARY
from crossroads.showing.history import CHANGES, past_view, version_data
from crossroads.showing.paper import Ink, Print
from crossroads.showing.paper_files import Desk, paper_links, papers
from crossroads.showing.pictures import picture
from crossroads.showing.reference import diagnostic_entries, format_tables, limits
from crossroads.showing.schema import FILES, file_schema
from crossroads.showing.sources import document_view, source_uri
from crossroads.showing.templates import render
from crossroads.showing.views import Viewer, checklist_view
from crossroads.showing.words import WORDS, count, span

ASSETS = Path(__file__).parent.parent / "assets"
_WALKED = ("base", "words", "decision", "walk", "drawing", "tools", "print", "paper")
# Each kind of page asks for its own style, joined from the parts that it needs.
STYLES = {
    "decision": _WALKED,
    "checklist": ("base", "checklist", "print", "sheet"),
    "page": ("base", "words", "register", "sum"),
}
ANSWERS = "answers.js"
PARTS = ("graph", "versions", "record", "result", "parts")
WALK = ("mounted.js", ANSWERS, *(f"walk-{part}.js" for part in PARTS), "walk.js", "drawing.js")
LIST = (ANSWERS, "checklist-cut.js", "checklist.js")
SCRIPT = "assets/crossroads/crossroads.js"  # of decisions; each kind of page asks for its own
TICKS = "assets/crossroads/checklist.js"
NO_HISTORY = History(missing="none")


@dataclass(frozen=True)
class Card:
    """One entry of an index page."""

    title: str
    href: str
    text: str
    facts: tuple[str, ...]


@dataclass(frozen=True)
class Press:
    """What pages are made with: the library, its graphs, the drawing hand, and the form of addresses."""

    library: Library
    lowered: dict[str, Lowered]
    draw: Callable[[Picture], str]
    addresses: Addresses
    today: date
    site_url: str = ""
    reference: bool = False
    history: History = NO_HISTORY
    paper: Print | None = None
    files: Mapping[str, bytes] = field(default_factory=dict)
    """The sources as they were read, by path below the folder of decisions."""
    repository: str = ""
    feedback: str = ""

    def artifacts(self) -> Iterator[Artifact]:
        """Make everything, in a fixed order."""
        told = dispute(self.repository, self.feedback, self.library.settings.contact)
        viewer = Viewer(self.library, self.lowered, self.addresses, self.today, told)
        yield from assets()
        yield self._index()
        for decision in self.library.decisions:
            if decision.id in self.lowered:
                yield from self._decision(viewer, decision)
        yield from self._checklists(viewer)
        yield self._register()
        yield from self._sources(viewer)
        yield from self._past()
        yield from self._glossary()
        yield from self._schemas()
        if self.reference:
            yield from self._reference()

    def _past(self) -> Iterator[Artifact]:
        """Make the page of changes, and the data of every behaviour version beside its decision."""
        shown = [d for d in self.library.decisions if self.history.of(d.id)]
        views = []
        for decision in shown:
            uri, versions = decision_uri(decision.id), self.history.of(decision.id)
            folder = f"{uri.removesuffix('.md')}/versions/"
            for hash_, found in {short_hash(v.hash): v for v in versions}.items():
                yield Artifact(f"{folder}{hash_}.json", _json(version_data(found)), f"{decision.id}.yml")
            link = self.addresses.link(CHANGES, f"{folder}x").removesuffix("x")
            views.append(past_view(decision, self.addresses.link(CHANGES, uri), versions, link))
        html = render("history.html.jinja", decisions=views, missing=self.history.missing)
        yield self._page(CHANGES, WORDS["changes"], WORDS["changes-lead"], html, "library.yml")

    @property
    def _desk(self) -> Desk:
        graphs = {name: lowered.graph for name, lowered in self.lowered.items()}
        return Desk(self.library, graphs, self.addresses, self.site_url)

    def _schemas(self) -> Iterator[Artifact]:
        for name in FILES:
            yield Artifact(f"schema/{name}.json", _json(file_schema(name)))

    def _glossary(self) -> Iterator[Artifact]:
        words, title = terms(self.library), WORDS["glossary"]
        if words:
            html = render("glossary.html.jinja", terms=words)
            yield self._page(GLOSSARY, title, WORDS["glossary-lead"], html, "library.yml")

    def _linked(self, uri: str, html: str) -> str:
        """Link the words of the glossary in the running text of a decision's page."""
        return link_terms(html, terms(self.library), self.addresses.link(uri, GLOSSARY), PROSE, STEP)

    def _sources(self, viewer: Viewer) -> Iterator[Artifact]:
        if not self.library.documents:
            return
        uri, title = "sources/index.md", WORDS["sources"]
        views = [document_view(viewer, d) for d in self.library.documents]
        cards = [
            Card(
                str(view.document.title),
                self.addresses.link(uri, source_uri(view.document.id)),
                WORDS["source-lead"],
                (
                    count(len(view.document.statements), "statement", "statements"),
                    f"{view.covered} {WORDS['statements-covered']}",
                ),
            )
            for view in views
        ]
        yield self._page(uri, title, title, render("index.html.jinja", title=title, cards=cards), "library.yml")
        for view in views:
            html = render("source.html.jinja", view=view)
            name = view.document.id
            yield self._page(source_uri(name), str(view.document.title), title, html, f"sources/{name}.yml")

    def _decision(self, viewer: Viewer, decision: Decision) -> Iterator[Artifact]:
        uri, source = decision_uri(decision.id), f"{decision.id}.yml"
        graph = self.lowered[decision.id].graph
        drawn = picture(decision, graph)
        sheets = papers(uri, self._desk.decision(Ink(), decision), self.paper, source) if self.paper else ()
        links = paper_links(uri, sheets, self.addresses)
        view, imprint = viewer.decision(decision, drawing_view(drawn, self.draw)), self._desk.imprint(decision)
        since = self._since(uri, decision)
        script = self.addresses.link(uri, SCRIPT)
        html = render("decision.html.jinja", view=view, papers=links, imprint=imprint, since=since, script=script)
        yield from sheets
        yield self._page(uri, str(decision.title), str(decision.summary), self._linked(uri, html), source, "decision")
        stem = uri.removesuffix(".md")
        yield Artifact(f"{stem}.json", _json(decision_data(decision, graph)), source)
        alone = standalone(self.draw(drawn), self.addresses.link(f"{stem}.svg", uri))
        yield Artifact(f"{stem}.svg", alone.encode(), source)
        yield Artifact(f"{stem}.dot", decision_dot(graph, decision).encode(), source)
        yield Artifact(f"{stem}.yml", self.files.get(source) or self.files.get(f"{decision.id}.yaml", b""), source)

    def _since(self, uri: str, decision: Decision) -> tuple[date, str] | None:
        """Give the day since which these rules hold, and the address that tells what changed."""
        versions = self.history.of(decision.id)
        if not versions:
            return None
        return date.fromisoformat(versions[-1].on), self.addresses.link(uri, CHANGES, decision.id)

    def _index(self) -> Artifact:
        uri = "decisions/index.md"
        shown = [d for d in self.library.decisions if d.id in self.lowered]
        cards = [
            Card(
                str(d.title),
                self.addresses.link(uri, decision_uri(d.id)),
                str(d.summary),
                (_questions(self.lowered[d.id].graph), count(len(d.outcomes), "outcome", "outcomes")),
            )
            for d in sorted(shown, key=lambda d: d.retired is not None)
        ]
        html = render("index.html.jinja", title=WORDS["decisions"], cards=cards)
        return self._page(uri, WORDS["decisions"], self.library.settings.title, html, "library.yml")

    def _checklists(self, viewer: Viewer) -> Iterator[Artifact]:
        uri = "checklists/index.md"
        cards = [
            Card(
                str(c.title),
                self.addresses.link(uri, checklist_uri(c.id)),
                str(c.objective),
                (count(len(c.items), "item", "items"),),
            )
            for c in self.library.checklists
        ]
        html = render("index.html.jinja", title=WORDS["checklists"], cards=cards)
        yield self._page(uri, WORDS["checklists"], WORDS["checklists"], html, "library.yml")
        for checklist in self.library.checklists:
            source, uri = f"checklists/{checklist.id}.yml", checklist_uri(checklist.id)
            sheets = papers(uri, self._desk.checklist(Ink(), checklist), self.paper, source) if self.paper else ()
            view, links = checklist_view(viewer, checklist, self.site_url), paper_links(uri, sheets, self.addresses)
            yield from sheets
            html = render("checklist.html.jinja", view=view, papers=links, ticks=self.addresses.link(uri, TICKS))
            yield self._page(uri, str(checklist.title), str(checklist.objective), html, source, "checklist")

    def _register(self) -> Artifact:
        entries = sorted(self.library.evidence, key=lambda e: e.title.lower())
        html = render("evidence.html.jinja", entries=entries)
        return self._page("evidence.md", WORDS["evidence"], WORDS["cites"], html, "evidence.yml")

    def _page(self, uri: str, title: str, about: str, html: str, source: str, kind: str = "page") -> Artifact:
        """Wrap finished HTML as a page; JSON is the quoting that every reader of front matter understands."""
        meta = {
            "title": inert(title),
            "description": inert(about),
            "hide": ["navigation", "toc"],
            "generated_from": source,
        }
        front = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in meta.items())
        opening, rest = html.split(">", 1)
        styled = f"{opening}>\n{style_link(self.addresses.link(uri, style_uri(kind)))}{rest}"
        return Artifact(uri, f"---\n{front}---\n\n{styled}\n".encode(), source, in_navigation=True)

    def _reference(self) -> Iterator[Artifact]:
        html = render("format.html.jinja", tables=format_tables(), limits=limits())
        yield self._page("about/format.md", WORDS["reference-format"], WORDS["reference-format"], html, "")
        html, title = render("diagnostics.html.jinja", entries=diagnostic_entries()), WORDS["reference-diagnostics"]
        yield self._page("about/diagnostics.md", title, title, html, "")


def _questions(graph: Graph) -> str:
    asked = steps(graph)
    return f"{span(asked.fewest, asked.most)} questions"


def inert(text: str) -> str:
    """Make a text harmless wherever a theme may put it: in markup, in an attribute, or unescaped once more.

    Themes print titles and descriptions of pages as they are, so marks give way to their typographic likes.
    """
    text = text.translate(_LIKES)
    return _ENTITY.sub("\N{FULLWIDTH AMPERSAND}", text)


_LIKES = str.maketrans({"<": "\u2039", ">": "\u203a", '"': "\u201d", "'": "\u2019", "`": "\u2019"})
_ENTITY = re.compile(r"&(?=#?\w)")


def _json(data: Any) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def style_uri(kind: str = "page") -> str:
    """Give the address of the style of one kind of page."""
    return f"assets/crossroads/{kind}.css"


def style_link(href: str) -> str:
    """Ask for a style where the page needs it, so that every host serves it without a setting."""
    return f'<link rel="stylesheet" href="{href}">\n'


def assets() -> Iterator[Artifact]:
    """Make a style and a script for each kind of page of the components' files, without what only readers need."""
    for kind, parts in STYLES.items():
        yield Artifact(style_uri(kind), cssmin(_joined(tuple(f"{part}.css" for part in parts))).encode())
    yield Artifact(SCRIPT, pressed(WALK))
    yield Artifact(TICKS, pressed(LIST))


def pressed(names: tuple[str, ...], last: str = "") -> bytes:
    """Put scripts into one function and shorten it: comments and spaces go, and the names within become letters.

    In one function nothing leaks, and half of it loaded does nothing. What stands `last` sees the names within.
    """
    script = f'(() => {{"use strict";\n{_joined(names)}\n{last}\n}})();'
    return str(minify.string("application/javascript", script)).encode()


def _joined(names: tuple[str, ...]) -> str:
    return "\n".join((ASSETS / name).read_text("utf-8") for name in names)
