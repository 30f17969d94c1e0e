"""Say what an engine is and how it may fail."""

from __future__ import annotations

from typing import Protocol


class DrawingError(Exception):
    """Tell in a sentence why nothing was drawn, and in a hint what to do."""

    def __init__(self, message: str, hint: str) -> None:
        """Keep both apart, so that a diagnostic can show them its own way."""
        super().__init__(f"{message} {hint}")
        self.message = message
        self.hint = hint


class EngineMissing(DrawingError):
    """Tell that the engine is not on this machine."""


class EngineFailed(DrawingError):
    """Tell that the engine ran and gave no whole layout."""


class Engine(Protocol):
    """Lay out graphs; two engines of one name and version give the same layout."""

    @property
    def name(self) -> str:
        """Give the name that a setting uses."""

    @property
    def version(self) -> str:
        """Give what tells apart engines that may lay out differently."""

    def layout(self, dot: str) -> str:
        """Give Graphviz's `json0` for a graph in DOT, or raise a DrawingError."""
