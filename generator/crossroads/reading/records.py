"""Read nodes by the shapes of the format: typed values with places, every fault collected."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from crossroads.model.diagnostic import Diagnostic, diagnostic
from crossroads.model.place import Markdown, Place
from crossroads.reading.ids import id_fault, is_statement_id
from crossroads.reading.links import WEB_SCHEMES, link_fault
from crossroads.reading.markdown import judge_markdown
from crossroads.reading.nearest import meant, nearest
from crossroads.reading.nodes import ListNode, MapNode, Node, Refused, Scalar, kind_of
from crossroads.reading.shapes import (
    Choice,
    Day,
    Either,
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


@dataclass(frozen=True)
class Record:
    """What could be read of one map: values by key, where each key stands, and which were there but bad."""

    shape: Shape
    place: Place
    values: Mapping[str, Any]
    keys: Mapping[str, Place]

    def get(self, key: str, default: Any = None) -> Any:
        """Give a value; the default where it is absent or could not be read."""
        return self.values.get(key, default)

    def at(self, key: str) -> Place:
        """Give the place of a key, or of the whole where the key is absent."""
        return self.keys.get(key, self.place)

    def __contains__(self, key: str) -> bool:
        return key in self.keys


class Bad:
    """The value of what was there but could not be read; nothing more is said about it."""


BAD = Bad()
DECIMAL = re.compile(r"[+-]?\d+(\.\d+)?")
_WHOLE = re.compile(r"[+-]?\d+")


@dataclass
class Reader:
    """Reads values of one file and keeps what it found wrong."""

    found: list[Diagnostic] = field(default_factory=list)

    def say(self, code: str, place: Place, message: str, hint: str) -> Bad:
        """Note a fault and give the value that stands for a bad one."""
        self.found.append(diagnostic(code, place, message, hint))
        return BAD

    def read(self, kind: Kind, node: Node, what: str, at: Place) -> Any:
        """Read a node as a kind; `what` names it in messages, `at` is the place of its key."""
        if isinstance(node, Refused):
            return BAD
        if isinstance(kind, Shape):
            return self._shape(kind, node, what, at)
        if isinstance(kind, ListOf):
            return self._list(kind, node, what)
        if isinstance(kind, MapOf):
            return self._map(kind, node, what)
        if isinstance(kind, Either):
            return self._either(kind, node, what, at)
        if not isinstance(node, Scalar):
            return self.say(
                "wrong-type", node.place, f"“{what}” must be text, and this is {kind_of(node)}.", _one(node)
            )
        return self._scalar(kind, node, what)

    def _either(self, kind: Either, node: Node, what: str, at: Place) -> Any:
        if isinstance(node, Scalar) and (node.text == kind.word or kind.word.startswith("<")):
            return node.placed
        if isinstance(node, Scalar) and isinstance(kind.of, ListOf):
            message = f"“{what}” must be a list, or “{kind.word}”."
            return self.say("wrong-type", node.place, message, f"Write “{kind.word}”, or a list.")
        return self.read(kind.of, node, what, at)

    def _list(self, kind: ListOf, node: Node, what: str) -> Any:
        if kind.bare and isinstance(node, Scalar):
            value = self.read(kind.of, node, what, node.place)
            return value if value is BAD else (value,)
        if not isinstance(node, ListNode):
            hint = f"Write it as a list: [{node.text[:40]}]" if isinstance(node, Scalar) else "Put “- ” before each."
            return self.say("wrong-type", node.place, f"“{what}” must be a list, and this is {kind_of(node)}.", hint)
        values = [self.read(kind.of, item, what, item.place) for item in node.items]
        return tuple(v for v in values if v is not BAD)

    def _map(self, kind: MapOf, node: Node, what: str) -> Any:
        if not isinstance(node, MapNode):
            hint = "Write “id: …” lines under it."
            return self.say("wrong-type", node.place, f"“{what}” must be a map, and this is {kind_of(node)}.", hint)
        pairs = []
        for key, value in node.entries:
            if not kind.free and not (isinstance(kind.key, Id) and kind.key.of):
                self._scalar(kind.key, key, what)
            inner = key.text if isinstance(kind.of, Shape) else f"{what}: {key.text}"
            read = self.read(kind.of, value, inner, key.place)
            if read is BAD and isinstance(kind.of, Shape):
                read = Record(kind.of, key.place, {}, {})  # its id still counts as taken and known
            pairs.append((key.placed, read))
        return tuple((k, v) for k, v in pairs if v is not BAD)

    def _shape(self, shape: Shape, node: Node, what: str, at: Place) -> Any:
        if not isinstance(node, MapNode):
            known = ", ".join(f.name for f in shape.fields if f.required) or shape.fields[0].name
            message = f"“{what}” must be a map, and this is {kind_of(node)}."
            return self.say("wrong-type", node.place, message, f"Write its keys under it: {known}.")
        values: dict[str, Any] = {}
        misspelt: set[str] = set()
        for key, child in node.entries:
            known_field = shape.field_named(key.text)
            if known_field is None:
                misspelt.add(self._unknown(shape, key))
            else:
                value = self.read(known_field.kind, child, key.text, key.place)
                if value is not BAD:
                    values[key.text] = value
        keys = {key.text: key.place for key, _ in node.entries}
        self._missing(shape, {*keys, *misspelt}, what, at)
        return Record(shape, at, values, keys)

    def _missing(self, shape: Shape, present: set[str], what: str, at: Place) -> None:
        missing = [f for f in shape.fields if f.required and f.name not in present]
        if not missing:
            return
        names = [f"“{f.name}”" for f in missing]
        message = f"{_called(shape, what)} has no {_listed(names)}."
        hint = f"Add “{missing[0].name}:”. {missing[0].about}" if len(missing) == 1 else "Add them; all are required."
        self.say("missing-key", at, message, hint)

    def _unknown(self, shape: Shape, key: Scalar) -> str:
        """Report an unknown key and give the one that was probably meant."""
        names = [f.name for f in shape.fields]
        hint = meant(key.text, names, f"keys of {_article(shape.name)}")
        self.say("unknown-key", key.place, f"{_article(shape.name).capitalize()} has no key “{key.text}”.", hint)
        return nearest(key.text, names)

    def _scalar(self, kind: Kind, node: Scalar, what: str) -> Any:
        reader = _SCALARS[type(kind)]
        fault = reader(kind, node, what)
        if isinstance(fault, list):
            self.found.extend(fault)
            return BAD
        return fault


def _one(node: Node) -> str:
    if isinstance(node, MapNode):
        return "Put quotes around it if it is text with “: ” or { } in it."
    return "Write one text."


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _article(name: str) -> str:
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"


def _called(shape: Shape, what: str) -> str:
    """Name a record as its author would: `Question “harm”`, `The decision`."""
    if shape.name in ("decision", "checklist", "library"):
        return f"The {shape.name}"
    return f"{shape.name.capitalize()} “{what}”"


def _bad(code: str, node: Scalar, message: str, hint: str) -> list[Diagnostic]:
    return [diagnostic(code, node.place, message, hint)]


def _text(kind: Text, node: Scalar, what: str) -> Any:
    if kind.limit and len(node.text) > kind.limit:
        message = f"“{what}” has {len(node.text)} characters; at most {kind.limit} fit."
        return _bad("bad-value", node, message, "Say it more briefly.")
    return node.placed


def _markdown(_: MarkdownText, node: Scalar, what: str) -> Any:
    return judge_markdown(node) or Markdown(node.text, node.place)


def _link(_: Link, node: Scalar, what: str) -> Any:
    fault = link_fault(node.text, WEB_SCHEMES, relative=False)
    if fault:
        return _bad(
            "bad-link",
            node,
            f"The address “{node.text[:60]}” {fault}.",
            "Write the whole address, with https:// in front.",
        )
    return node.placed


def _id(kind: Id, node: Scalar, what: str) -> Any:
    fault = None if kind.of else id_fault(node.text, kind.reserved)
    return _bad("bad-id", node, *fault) if fault else node.placed


def _statement(_: StatementId, node: Scalar, what: str) -> Any:
    if is_statement_id(node.text):
        return node.placed
    return _bad("bad-id", node, f"“{node.text}” cannot be the id of a statement.", "Write it as its source numbers it.")


def _choice(kind: Choice, node: Scalar, what: str) -> Any:
    if node.text in kind.words:
        return node.placed
    return _bad("bad-value", node, f"“{what}” cannot be “{node.text[:40]}”.", meant(node.text, kind.words, "choices"))


def _day(_: Day, node: Scalar, what: str) -> Any:
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", node.text):
            return date.fromisoformat(node.text)
    except ValueError:
        pass
    return _bad("bad-value", node, f"“{node.text[:40]}” is not a date.", "Write it as year-month-day: 2026-11-22.")


def _number(_: Number, node: Scalar, what: str) -> Any:
    if len(node.text) <= 40 and DECIMAL.fullmatch(node.text):
        return Decimal(node.text)
    hint = "Write digits with an optional point, such as 12.5."
    return _bad("bad-value", node, f"“{node.text[:40]}” is not a number.", hint)


def _whole(_: Whole, node: Scalar, what: str) -> Any:
    if len(node.text) <= 18 and _WHOLE.fullmatch(node.text):
        return int(node.text)
    return _bad("bad-value", node, f"“{node.text[:40]}” is not a whole number.", "Write digits only.")


def _truth(_: Truth, node: Scalar, what: str) -> Any:
    if node.text in ("true", "false"):
        return node.text == "true"
    return _bad("bad-value", node, f"“{what}” cannot be “{node.text[:40]}”.", "Write true or false.")


_SCALARS: dict[type, Any] = {
    Text: _text,
    MarkdownText: _markdown,
    Link: _link,
    Id: _id,
    StatementId: _statement,
    Choice: _choice,
    Day: _day,
    Number: _number,
    Whole: _whole,
    Truth: _truth,
}
