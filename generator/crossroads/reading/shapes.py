"""The vocabulary in which the format is written down: kinds of values, fields, shapes.

The reader, the reference page and the JSON Schema all come from these values.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Text:
    """Plain text of at most `limit` characters (0: no limit)."""

    limit: int = 0


@dataclass(frozen=True, slots=True)
class MarkdownText:
    """Text in the safe subset of Markdown."""


@dataclass(frozen=True, slots=True)
class Link:
    """A web address (http or https)."""


@dataclass(frozen=True, slots=True)
class Id:
    """An id that this place defines, or the id of something else."""

    of: str = ""  # what it names: "step", "question", "evidence", …; empty where it defines
    reserved: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StatementId:
    """The id of a statement in a source, with the source before a slash where that is ambiguous."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Day:
    """A date, YYYY-MM-DD."""


@dataclass(frozen=True, slots=True)
class Number:
    """A decimal, read exactly."""


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number."""


@dataclass(frozen=True, slots=True)
class Truth:
    """`true` or `false`."""


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of one kind; `bare` lets a single value stand for a list of one."""

    of: Kind
    bare: bool = False


@dataclass(frozen=True, slots=True)
class MapOf:
    """A map from ids (or free text where `free`) to values of one kind."""

    of: Kind
    key: Id | StatementId = Id()
    free: bool = False


@dataclass(frozen=True, slots=True)
class Either:
    """A value of the first kind, or exactly this word."""

    of: Kind
    word: str


@dataclass(frozen=True)
class Shape:
    """A map with known keys."""

    name: str
    about: str
    fields: tuple[Field, ...] = field(default=())

    def field_named(self, name: str) -> Field | None:
        """Find a field by its key."""
        return next((f for f in self.fields if f.name == name), None)


@dataclass(frozen=True)
class Field:
    """A key of a shape; `about` is the sentence that the reference page shows."""

    name: str
    kind: Kind
    about: str
    required: bool = False


Kind = (
    Text
    | MarkdownText
    | Link
    | Id
    | StatementId
    | Choice
    | Day
    | Number
    | Whole
    | Truth
    | ListOf
    | MapOf
    | Either
    | Shape
)
