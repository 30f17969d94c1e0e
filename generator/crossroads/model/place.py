"""Places in files, and texts that carry theirs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, order=True, slots=True)
class Place:
    """A stretch of one file; lines and columns count from 1, the end column is exclusive."""

    file: str
    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class Placed(str):
    """A text that knows where it was written; it compares and prints as the plain text."""

    __slots__ = ("place",)
    place: Place

    def __new__(cls, text: str, place: Place) -> Self:
        value = super().__new__(cls, text)
        value.place = place
        return value

    def __getnewargs__(self) -> tuple[str, Place]:  # type: ignore[override]
        return (str(self), self.place)


class Markdown(Placed):
    """A text in the safe subset of Markdown."""

    __slots__ = ()
