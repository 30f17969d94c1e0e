"""JSON Schema of the format, from the same shapes as the reader: editors complete keys and ids with it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from crossroads.model.decision import Decision
from crossroads.model.library import Library
from crossroads.reading.format import CHECKLIST, DECISION, DOCUMENT, EVIDENCE_ENTRY, LIBRARY, OPTION
from crossroads.reading.ids import MAX_LENGTH
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
    Number,
    Shape,
    StatementId,
    Text,
    Truth,
    Whole,
)
from crossroads.reading.sums import SUM

DIALECT = "http://json-schema.org/draft-07/schema#"
FILES = ("decision", "checklist", "evidence", "source", "sum", "library")
_SCALAR = ["string", "number", "boolean"]  # in YAML 1.2 a text may look like a number or a truth value
_ID = {"type": "string", "pattern": "^[a-z][a-z0-9]*(-[a-z0-9]+)*$", "maxLength": MAX_LENGTH}


def file_schema(file: str, library: Library | None = None, decision: Decision | None = None) -> dict[str, Any]:
    """Give the schema of one kind of file; ids are offered from a library, and from one decision's own steps."""
    writer = _Writer(_known(library, decision))
    roots: dict[str, Kind] = {
        "decision": DECISION,
        "checklist": CHECKLIST,
        "evidence": MapOf(EVIDENCE_ENTRY, Id()),
        "source": DOCUMENT,
        "sum": SUM,
        "library": LIBRARY,
    }
    root = writer.kind(roots[file])
    title = f"Crossroads {file}, format 1"
    return {"$schema": DIALECT, "title": title, **root, "definitions": writer.definitions}


def _known(library: Library | None, decision: Decision | None) -> dict[str, tuple[str, ...]]:
    known: dict[str, tuple[str, ...]] = {}
    if library is not None:
        known["evidence"] = tuple(str(e.id) for e in library.evidence)
        known["decision"] = tuple(d.id for d in library.decisions)
        known["checklist"] = tuple(c.id for c in library.checklists)
        known["statement"] = tuple(str(s.id) for d in library.documents for s in d.statements)
    if decision is not None:
        known["question"] = tuple(str(q.id) for q in decision.questions)
        known["outcome"] = tuple(str(o.id) for o in decision.outcomes)
        known["step"] = known["question"] + known["outcome"]
        known["option"] = tuple(dict.fromkeys(str(o.id) for q in decision.questions for o in q.options))
    return known


class _Writer:
    """Writes kinds as schemas; shapes become definitions that are referred to."""

    def __init__(self, known: dict[str, tuple[str, ...]]) -> None:
        self.known = known
        self.definitions: dict[str, Any] = {}

    def kind(self, kind: Kind) -> dict[str, Any]:
        """Write one kind."""
        if isinstance(kind, Shape):
            return self._shape(kind)
        if isinstance(kind, ListOf):
            several = {"type": "array", "items": self.kind(kind.of)}
            return {"anyOf": [self.kind(kind.of), several]} if kind.bare else several
        if isinstance(kind, MapOf):
            return self._map(kind)
        if isinstance(kind, Either):
            word = self._offered("outcome") if kind.word.startswith("<") else {"enum": _written(kind.word)}
            return {"anyOf": [word, self.kind(kind.of)]}
        return self._scalar(kind)

    def _map(self, kind: MapOf) -> dict[str, Any]:
        written: dict[str, Any] = {"type": "object", "additionalProperties": self.kind(kind.of)}
        if kind.of is OPTION:
            written["minProperties"] = 2
        if isinstance(kind.key, Id) and not kind.free:
            names = self.known.get(kind.key.of, ())
            written["propertyNames"] = _ID if not names else {"anyOf": [{"enum": list(names)}, _ID]}
            if names:
                written["properties"] = {name: self.kind(kind.of) for name in names}
        return written

    def _shape(self, shape: Shape) -> dict[str, Any]:
        if shape.name not in self.definitions:
            self.definitions[shape.name] = {}
            required = [f.name for f in shape.fields if f.required]
            fields = {f.name: self._field(f) for f in shape.fields}
            self.definitions[shape.name] = {
                "type": "object",
                "description": shape.about,
                "properties": fields,
                "additionalProperties": False,
                **({"required": required} if required else {}),
            }
        return {"$ref": f"#/definitions/{shape.name}"}

    def _field(self, known: Field) -> dict[str, Any]:
        written = self.kind(known.kind)
        about = f"{'Required. ' if known.required else ''}{known.about}"
        return {"allOf": [written], "description": about} if "$ref" in written else {**written, "description": about}

    def _offered(self, what: str) -> dict[str, Any]:
        """Offer known names without refusing others: what does not exist yet is the checker's business."""
        names = self.known.get(what, ())
        text = {"type": _SCALAR}
        return {"anyOf": [{"enum": list(names)}, text]} if names else text

    def _scalar(self, kind: Kind) -> dict[str, Any]:
        if isinstance(kind, Id):
            return self._offered(kind.of) if kind.of else _ID
        if isinstance(kind, StatementId):
            return self._offered("statement")
        if isinstance(kind, Choice):
            return {"enum": list(kind.words)}
        if isinstance(kind, Link):
            return {"type": "string", "pattern": "^https?://"}
        return _plain(kind)


def _plain(kind: Kind) -> dict[str, Any]:
    if isinstance(kind, Day):
        return {"type": "string", "pattern": "^\\d{4}-\\d{2}-\\d{2}$"}
    if isinstance(kind, Number):
        return {"anyOf": [{"type": "number"}, {"type": "string", "pattern": "^[+-]?\\d+(\\.\\d+)?$"}]}
    if isinstance(kind, Whole):
        return {"type": "integer"}
    if isinstance(kind, Truth):
        return {"type": "boolean"}
    limit = kind.limit if isinstance(kind, Text) else 0
    return {"type": _SCALAR, **({"maxLength": limit} if limit else {})}


def _written(word: str) -> list[Any]:
    """Give a word as YAML 1.2 may load it."""
    return [word, {"true": True, "false": False}[word]] if word in ("true", "false") else [word]


def editor_settings(folder: str, names: Iterable[str]) -> dict[str, dict[str, str]]:
    """Give the setting that ties files to schemas in editors with YAML language support."""
    places = {
        "decision": "decisions/*.yml",
        "checklist": "decisions/checklists/*.yml",
        "evidence": "decisions/evidence.yml",
        "source": "decisions/sources/*.yml",
        "sum": "decisions/sums/*.yml",
        "library": "decisions/library.yml",
    }
    return {"yaml.schemas": {f"{folder}/{name}.json": places[name] for name in names}}
