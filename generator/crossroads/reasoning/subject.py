"""What a check of one decision looks at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from crossroads.model.decision import Decision
from crossroads.model.library import Library
from crossroads.reasoning.graph import Graph
from crossroads.reasoning.lower import Lowered


@dataclass(frozen=True)
class Subject:
    """A decision with its graph, the library around it, and the day on which it is judged."""

    library: Library
    decision: Decision
    lowered: Lowered
    today: date

    @property
    def graph(self) -> Graph:
        """Give the decision's graph."""
        return self.lowered.graph

    def threshold(self, name: str) -> int:
        """Give a number of the library's settings."""
        return self.library.settings.threshold(name)
