"""Compose nodes from the parser's events, refusing what the format leaves out of YAML.

Nothing recurses, so depth cannot break it; limits are enforced while reading, so size cannot either.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from crossroads.model.diagnostic import Diagnostic, diagnostic
from crossroads.model.place import Place
from crossroads.reading.nodes import ListNode, MapNode, Node, Refused, Scalar
from crossroads.reading.source import HIDDEN, Source, name_of
from crossroads.reading.syntax import syntax_fault

MAX_DEPTH = 20
MAX_NODES = 50_000
MAX_FOUND = 200
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULLS = {"", "~", "null", "Null", "NULL"}


class _TooMuch(Exception):
    """Stop reading a file; the diagnostic is already collected."""


@dataclass
class _Open:
    """A list or map that is being filled; a map's children alternate between keys and values."""

    is_map: bool
    place: Place
    children: list[Node] = field(default_factory=list)


def compose(source: Source) -> tuple[Node | None, list[Diagnostic]]:
    """Read one document into nodes; None where the text is not YAML at all."""
    composer = _Composer(source)
    try:
        for event in _events(source):
            composer.take(event)
    except _TooMuch:
        return None, composer.found
    except yaml.MarkedYAMLError as error:
        return None, [syntax_fault(source, error)]
    except yaml.YAMLError as error:
        message = f"Not YAML: {str(error).splitlines()[0]}."
        return None, [diagnostic("yaml-syntax", Place(source.path), message, "Look for the odd character.")]
    if composer.root is None and not composer.found:
        message = "The file is empty."
        composer.found.append(diagnostic("empty-value", Place(source.path), message, "Write its keys, or delete it."))
    return composer.root, composer.found


def _events(source: Source) -> Iterator[Any]:
    loader = _LOADER(source.text)
    try:
        while loader.check_event():
            yield loader.get_event()
    finally:
        loader.dispose()


class _Composer:
    """Takes events one by one and keeps the open collections on a stack of its own."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.found: list[Diagnostic] = []
        self.root: Node | None = None
        self.stack: list[_Open] = []
        self.count = 0
        self.documents = 0

    def take(self, event: Any) -> None:
        """Take one event of the parser."""
        if isinstance(event, yaml.DocumentStartEvent):
            self._document(event)
        elif isinstance(event, yaml.AliasEvent):
            self._counted(event)
            self._alias(event)
        elif isinstance(event, yaml.ScalarEvent):
            self._counted(event)
            self._close(self._scalar(event))
        elif isinstance(event, yaml.CollectionStartEvent):
            self._counted(event)
            self._open(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            done = self.stack.pop()
            self._close(self._map(done) if done.is_map else self._list(done))

    def _say(self, code: str, place: Place, message: str, hint: str) -> None:
        self.found.append(diagnostic(code, place, message, hint))
        if len(self.found) > MAX_FOUND:
            raise _TooMuch

    def _place(self, event: Any) -> Place:
        start, end = event.start_mark, event.end_mark
        return Place(self.source.path, start.line + 1, start.column + 1, end.line + 1, end.column + 1)

    def _document(self, event: Any) -> None:
        self.documents += 1
        if self.documents > 1:
            message = "A second YAML document starts here."
            self._say("yaml-documents", self._place(event), message, "Put it into a file of its own.")
            raise _TooMuch

    def _counted(self, event: Any) -> None:
        self.count += 1
        if self.count > MAX_NODES:
            message = f"The file holds more than {MAX_NODES:,} values."
            self._say("over-limit", self._place(event), message, "Split it into several files.")
            raise _TooMuch
        if not isinstance(event, yaml.AliasEvent):
            self._anchor_and_tag(event)

    def _anchor_and_tag(self, event: Any) -> None:
        if event.anchor is not None:
            message = f"The anchor &{event.anchor} is not allowed."
            self._say("yaml-anchor", self._place(event), message, "Delete it and write the value where it is used.")
        if event.tag is not None:
            shown = event.tag.replace("tag:yaml.org,2002:", "!!")
            message = f"The tag {shown} is not allowed."
            self._say("yaml-tag", self._place(event), message, "Delete it; the format knows the type of each key.")

    def _alias(self, event: Any) -> None:
        message = f"The alias *{event.anchor} is not allowed."
        hint = "Write the value itself; text that starts with * needs quotes."
        self._say("yaml-alias", self._place(event), message, hint)
        self._close(Refused(self._place(event)))

    def _open(self, event: Any) -> None:
        if len(self.stack) >= MAX_DEPTH:
            message = f"Lists and maps are nested more than {MAX_DEPTH} deep."
            self._say("over-limit", self._place(event), message, "Flatten it; no part of the format is so deep.")
            raise _TooMuch
        self.stack.append(_Open(isinstance(event, yaml.MappingStartEvent), self._place(event)))

    def _close(self, node: Node) -> None:
        if self.stack:
            self.stack[-1].children.append(node)
        else:
            self.root = node

    def _scalar(self, event: Any) -> Node:
        place, plain = self._place(event), not event.style
        hidden = None if plain else HIDDEN.search(event.value)
        if hidden and not HIDDEN.search(self._written(place)):
            message = f"An invisible character is written here as an escape: {name_of(hidden.group())}."
            self._say("hidden-character", place, message, "Delete the escape.")
        return Scalar(event.value, plain, place)

    def _written(self, place: Place) -> str:
        return "\n".join(self.source.line(n) for n in range(place.line, place.end_line + 1))

    def _list(self, done: _Open) -> ListNode:
        items = (self._valued("An item of the list", item.place, item) for item in done.children)
        return ListNode(tuple(items), done.place)

    def _map(self, done: _Open) -> MapNode:
        entries: dict[str, tuple[Scalar, Node]] = {}
        for key, value in zip(done.children[::2], done.children[1::2], strict=True):
            if self._key_is_fine(key, entries):
                assert isinstance(key, Scalar)  # noqa: S101 - for the type checker
                entries[key.text] = (key, self._valued(f"“{key.text}”", key.place, value))
        return MapNode(tuple(entries.values()), done.place)

    def _key_is_fine(self, key: Node, entries: dict[str, tuple[Scalar, Node]]) -> bool:
        if not isinstance(key, Scalar):
            if not isinstance(key, Refused):
                hint = "Put quotes around it if it is text that starts with { or [."
                self._say("wrong-type", key.place, "A key must be text, and this is a list or a map.", hint)
            return False
        if key.plain and key.text == "<<":
            self._say("yaml-merge", key.place, "The merge key << is not allowed.", "Write the keys themselves.")
            return False
        if key.text in entries:
            first = entries[key.text][0].place
            message = f"“{key.text}” is already written on line {first.line}."
            self._say("duplicate-key", key.place, message, "Keep one of the two.")
            return False
        return True

    def _valued(self, name: str, at: Place, value: Node) -> Node:
        """Refuse an empty value; it is marked where it is written, or at its key where nothing is written."""
        if isinstance(value, Scalar) and ((value.plain and value.text in _NULLS) or not value.text.strip()):
            place = at if value.text == "" and value.plain else value.place
            self._say("empty-value", place, f"{name} has no value.", "Give it one, or delete it.")
            return Refused(value.place)
        return value
