"""Assemble a library from the bytes of its files."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from crossroads.model.decision import Decision
from crossroads.model.diagnostic import Diagnostic, diagnostic, in_order
from crossroads.model.library import Checklist, Document, Evidence, Library, Page, Settings
from crossroads.model.place import Place
from crossroads.model.sums import Sum
from crossroads.reading.build import build_checklist, build_decision, build_document, build_evidence, build_settings
from crossroads.reading.compose import compose
from crossroads.reading.format import CHECKLIST, DECISION, DOCUMENT, EVIDENCE_ENTRY, LIBRARY
from crossroads.reading.ids import RESERVED_STEMS, id_fault
from crossroads.reading.nodes import MapNode, Node, kind_of
from crossroads.reading.pages import read_page
from crossroads.reading.records import BAD, Reader, Record
from crossroads.reading.references import judge_references, judge_taken
from crossroads.reading.shapes import Id, MapOf, Shape
from crossroads.reading.source import Source, read_source
from crossroads.reading.sums import SUM, build_sum, judge_sum

MAX_QUOTE = 12


@dataclass(frozen=True)
class Reading:
    """A library, what was found wrong, and the sources by path for whoever shows the lines."""

    library: Library
    diagnostics: tuple[Diagnostic, ...]
    sources: Mapping[str, Source]


@dataclass
class _Shelf:
    """Collects what the files give, one file after another."""

    found: list[Diagnostic] = field(default_factory=list)
    sources: dict[str, Source] = field(default_factory=dict)
    decisions: list[Decision] = field(default_factory=list)
    checklists: list[Checklist] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)
    sums: list[Sum] = field(default_factory=list)
    settings: Settings = field(default_factory=Settings)
    broken: set[str] = field(default_factory=set)
    digests: dict[str, str] = field(default_factory=dict)


def read_library(
    files: Mapping[str, bytes],
    root: str = "decisions",
    content: Mapping[str, bytes] | None = None,
    content_root: str = "content",
) -> Reading:
    """Read every file of a folder; `files` maps paths below `root` to bytes, `content` those of prose pages.

    A file with faults is named in `broken` and left out; all others are read and judged all the same.
    """
    shelf = _Shelf()
    for name in sorted(files):
        path = PurePosixPath(name)
        if path.suffix == ".yaml":
            message = f"“{name}” ends in .yaml and is not read."
            shelf.found.append(diagnostic("bad-id", Place(f"{root}/{name}"), message, "Rename it to end in .yml."))
        elif path.suffix == ".yml":
            _read_file(path, f"{root}/{name}", files[name], shelf)
    pages: list[Page] = []
    for name in sorted(content or {}):
        page = read_page(name, f"{content_root}/{name}", (content or {})[name], shelf.found, shelf.sources)
        pages += [page] if page else []
    library = Library(
        settings=shelf.settings,
        decisions=tuple(shelf.decisions),
        checklists=tuple(shelf.checklists),
        evidence=tuple(shelf.evidence),
        documents=tuple(shelf.documents),
        sums=tuple(shelf.sums),
        pages=tuple(pages),
        broken=frozenset(shelf.broken),
        digests=shelf.digests,
    )
    return Reading(library, in_order(shelf.found), shelf.sources)


def _read_file(path: PurePosixPath, shown: str, raw: bytes, shelf: _Shelf) -> None:
    source, found = read_source(shown, raw)
    node: Node | None = None
    if source is not None:
        shelf.sources[shown] = source
        node, more = compose(source)
        found += more
    key = "/".join(path.with_suffix("").parts)
    shelf.digests[key] = hashlib.sha256(raw).hexdigest()
    reader = Reader(found)
    if node is not None:
        _read_root(path, shown, node, reader, shelf)
    if any(d.is_fault for d in reader.found):
        shelf.broken.add(key)
    shelf.found.extend(reader.found)


def _read_root(path: PurePosixPath, shown: str, node: Node, reader: Reader, shelf: _Shelf) -> None:
    if not isinstance(node, MapNode):
        message = f"A file holds a map of keys, and this is {kind_of(node)}."
        reader.say("wrong-type", node.place, message, "Start with “title: …”.")
    elif path.parts == ("library.yml",):
        _read_settings(shown, node, reader, shelf)
    elif path.parts == ("evidence.yml",):
        _read_evidence(node, reader, shelf)
    elif path.parts[0] == "checklists" and len(path.parts) == 2:
        _read_one(path, shown, CHECKLIST, node, reader, shelf)
    elif path.parts[0] == "sources" and len(path.parts) == 2:
        _read_one(path, shown, DOCUMENT, node, reader, shelf)
    elif path.parts[0] == "sums" and len(path.parts) == 2:
        _read_one(path, shown, SUM, node, reader, shelf)
    elif len(path.parts) == 1:
        _read_one(path, shown, DECISION, node, reader, shelf)


def _read_settings(shown: str, node: MapNode, reader: Reader, shelf: _Shelf) -> None:
    record = reader.read(LIBRARY, node, "library", Place(shown))
    if record is not BAD and record.get("format", 1) != 1:
        message = f"The format version is {record.get('format')}; this version reads format 1."
        reader.say("bad-value", record.at("format"), message, "Write 1, or use a newer crossroads.")
    if not reader.found:
        shelf.settings = build_settings(record)


def _read_evidence(node: MapNode, reader: Reader, shelf: _Shelf) -> None:
    entries: Any = reader.read(MapOf(EVIDENCE_ENTRY, Id()), node, "evidence", node.place)
    if entries is not BAD and not any(d.is_fault for d in reader.found):
        shelf.evidence.extend(build_evidence(key, record) for key, record in entries)


def _read_one(path: PurePosixPath, shown: str, shape: Shape, node: MapNode, reader: Reader, shelf: _Shelf) -> None:
    fault = id_fault(path.stem, RESERVED_STEMS)
    if fault:
        reader.say("bad-id", Place(shown), fault[0], f"Rename the file. {fault[1]}")
    record: Record = reader.read(shape, node, path.stem, Place(shown))
    _JUDGES[shape.name](record, reader)
    if any(d.is_fault for d in reader.found):
        return
    if shape is DECISION:
        shelf.decisions.append(build_decision(path.stem, record))
    elif shape is CHECKLIST:
        shelf.checklists.append(build_checklist(path.stem, record))
    elif shape is SUM:
        shelf.sums.append(build_sum(path.stem, record))
    else:
        shelf.documents.append(build_document(path.stem, record))


def _judge_items(record: Record, reader: Reader) -> None:
    items = [i for s in record.get("sections", ()) for i in s.get("items", ()) if i.get("id")]
    judge_taken([(item.get("id"), item) for item in items], "item", reader)


def _judge_statements(record: Record, reader: Reader) -> None:
    for key, statement in record.get("statements", ()):
        quote = statement.get("quote")
        if quote is not None and len(quote.split()) > MAX_QUOTE:
            message = f"The quotation has {len(quote.split())} words; at most {MAX_QUOTE} are quoted."
            reader.say("bad-value", quote.place, message, "Quote less; say the rest in your own words.")
        if statement.get("scope") == "out" and "scope-because" not in statement:
            message = f"Statement “{key}” is out of scope, and nothing says why."
            reader.say("missing-key", statement.at("scope"), message, "Add “scope-because:” with the reason.")


_JUDGES: Mapping[str, Callable[[Record, Reader], None]] = {
    DECISION.name: judge_references,
    CHECKLIST.name: _judge_items,
    DOCUMENT.name: _judge_statements,
    SUM.name: judge_sum,
}
