"""What a check of one decision looks at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from crossroads.model.decision import Decision
from crossroads.model.library import Library
from crossroads.reasoning.graph import Graph


@dataclass(frozen=True)
class Subject:
    """A decision with its graph, the library around it, and the day on which it is judged."""

    library: Library
    decision: Decision
    graph: Graph
    today: date

    def threshold(self, name: str) -> int:
        """Give a number of the library's settings."""
        return self.library.settings.threshold(name)
