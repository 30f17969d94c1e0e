"""YAML as positioned nodes: scalars are the text that was written, nothing is converted or expanded."""

from __future__ import annotations

from dataclasses import dataclass

from crossroads.model.place import Place, Placed


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text; `plain` tells that it was written without quotes or block marks."""

    text: str
    plain: bool
    place: Place

    @property
    def placed(self) -> Placed:
        """Give the text with its place."""
        return Placed(self.text, self.place)


@dataclass(frozen=True, slots=True)
class ListNode:
    """A sequence."""

    items: tuple[Node, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class MapNode:
    """A mapping in the order written, without repeated keys."""

    entries: tuple[tuple[Scalar, Node], ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Refused:
    """Where something was refused: whoever reads it says nothing more about it."""

    place: Place


Node = Scalar | ListNode | MapNode | Refused


def kind_of(node: Node) -> str:
    """Name the kind of a node in an author's words."""
    if isinstance(node, MapNode):
        return "a map"
    return "a list" if isinstance(node, ListNode) else "text"
