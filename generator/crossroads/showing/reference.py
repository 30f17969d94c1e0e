"""The reference of the format and of the diagnostics, made from the reader's own shapes and run examples."""

from __future__ import annotations

from dataclasses import dataclass

from crossroads.model.codes import CODES, Code
from crossroads.reading import format as form
from crossroads.reading.compose import MAX_DEPTH, MAX_NODES
from crossroads.reading.examples import examples
from crossroads.reading.shapes import (
    Choice,
    Day,
    Either,
    Field,
    Id,
    Kind,
    Link,
    ListOf,
    MapOf,
    MarkdownText,
    Number,
    Shape,
    StatementId,
    Text,
    Truth,
    Whole,
)
from crossroads.reading.source import MAX_BYTES
from crossroads.reading.sums import SUM
from crossroads.showing.explain import Shown, show

FILES = (
    ("decisions/library.yml", form.LIBRARY),
    ("decisions/<decision>.yml", form.DECISION),
    ("decisions/checklists/<checklist>.yml", form.CHECKLIST),
    ("decisions/evidence.yml", form.EVIDENCE_ENTRY),
    ("decisions/sources/<source>.yml", form.DOCUMENT),
    ("decisions/sums/<sum>.yml", SUM),
)
_WORDS: dict[type, str] = {
    MarkdownText: "text in Markdown",
    Link: "web address",
    StatementId: "id of a statement",
    Day: "date",
    Number: "decimal",
    Whole: "whole number",
    Truth: "true or false",
}


@dataclass(frozen=True)
class Row:
    """One key of a shape."""

    name: str
    required: bool
    kind: str
    about: str
    shape: str  # the shape it leads to, empty where it is a plain value


@dataclass(frozen=True)
class Table:
    """One shape with its keys."""

    name: str
    file: str
    about: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Entry:
    """One diagnostic with its examples."""

    code: Code
    shown: tuple[Shown, ...]


def format_tables() -> tuple[Table, ...]:
    """Give a table for every shape, files first, in the order in which they are met."""
    tables: dict[str, Table] = {}
    waiting: list[tuple[str, Shape]] = list(FILES)
    while waiting:
        file, shape = waiting.pop(0)
        if shape.name in tables:
            continue
        rows = tuple(_row(f) for f in shape.fields)
        tables[shape.name] = Table(shape.name, file, shape.about, rows)
        waiting = [("", s) for f in shape.fields for s in _shapes(f.kind)] + waiting
    return tuple(tables.values())


def _shapes(kind: Kind) -> list[Shape]:
    if isinstance(kind, Shape):
        return [kind]
    return _shapes(kind.of) if isinstance(kind, ListOf | MapOf | Either) else []


def _row(known: Field) -> Row:
    inner = _shapes(known.kind)
    shape = inner[0].name if inner else ""
    return Row(known.name, known.required, kind_text(known.kind), known.about, shape)


def kind_text(kind: Kind) -> str:
    """Say a kind in words."""
    if isinstance(kind, Shape):
        return f"map: {kind.name}"
    if isinstance(kind, ListOf):
        one = kind_text(kind.of).removeprefix("map: ")
        return f"{one}, or a list of them" if kind.bare else f"list of {one}"
    if isinstance(kind, MapOf):
        key = "text" if kind.free else "id" if isinstance(kind.key, Id) else "number"
        return f"map of {key} to {kind_text(kind.of).removeprefix('map: ')}"
    if isinstance(kind, Either):
        return f"{kind_text(kind.of)}, or {kind.word}"
    if isinstance(kind, Choice):
        return " | ".join(kind.words)
    if isinstance(kind, Text):
        return f"text, at most {kind.limit} characters" if kind.limit else "text"
    if isinstance(kind, Id):
        return f"id of {_article(kind.of)}" if kind.of else "id"
    return _WORDS[type(kind)]


def _article(name: str) -> str:
    names = {"old": "a step as it was", "code": "a diagnostic", "other-outcome": "an outcome", "evidence": "evidence"}
    return names.get(name) or f"{'an' if name[0] in 'aeiou' else 'a'} {name}"


def limits() -> dict[str, str]:
    """Give the limits of a file."""
    return {"bytes": f"{MAX_BYTES:,}", "depth": str(MAX_DEPTH), "values": f"{MAX_NODES:,}"}


def diagnostic_entries() -> tuple[Entry, ...]:
    """Give every diagnostic in the order of the alphabet, its examples run."""
    return tuple(Entry(CODES[code], tuple(show(e) for e in examples(code)[:2])) for code in sorted(CODES))
