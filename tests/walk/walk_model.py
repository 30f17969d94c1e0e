"""The model: a decision read straight from its YAML, every way through it listed. Knows nothing of the product."""

from __future__ import annotations

import os
import random
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

DECISIONS = Path(__file__).parent.parent.parent / "decisions"
AUDIT = os.environ.get("CROSSROADS_AUDIT") == "1"
# A short one and the longest; the long run takes every decision that has no table, which this model does not know.
IDS = ("need-at-all", "choose-method", *(("future-directions", "monitor") if AUDIT else ()))


@dataclass(frozen=True)
class Way:
    """One way from the start to an outcome."""

    answers: tuple[tuple[str, str], ...]
    outcome: str

    def fragment(self, digits: str, length: int | None = None) -> str:
        """Write the state after some of its answers."""
        return "&".join([f"#~{digits}", *(f"{q}={o}" for q, o in self.answers[:length])])


class Model:
    """One decision; each question stands in one place, so that its steps are its questions and outcomes."""

    def __init__(self, name: str) -> None:
        self.id = name
        self.data: dict[str, Any] = yaml.load((DECISIONS / f"{name}.yml").read_text(), yaml.BaseLoader)
        self.questions: dict[str, Any] = self.data["questions"]
        self.outcomes: dict[str, Any] = self.data["outcomes"]
        self.start: str = self.data["start"]

    def next(self, question: str, option: str) -> str:
        """Give the step that an option leads to."""
        return str(self.questions[question]["options"][option]["next"])

    def offered(self, question: str) -> list[str]:
        """List what can be chosen: the options, and not being sure unless the file says otherwise."""
        asked = self.questions[question]
        return [*asked["options"], *([] if "unsure" in asked else ["unknown"])]

    def text(self, step: str) -> str:
        """Give the heading of a step."""
        return str(self.questions[step]["ask"] if step in self.questions else self.outcomes[step]["title"])

    def ways(self) -> list[Way]:
        """List every way."""
        found: list[Way] = []
        waiting: list[tuple[str, tuple[tuple[str, str], ...]]] = [(self.start, ())]
        while waiting:
            step, answers = waiting.pop()
            if step in self.outcomes:
                found.append(Way(answers, step))
            else:
                options = self.questions[step]["options"]
                waiting += [(self.next(step, o), (*answers, (step, o))) for o in options]
        return found

    def steps_of(self, way: Way) -> list[str]:
        """List the steps of a way, its outcome last."""
        return [*(q for q, _ in way.answers), way.outcome]

    def left(self, step: str) -> tuple[int, int]:
        """Give the fewest and most questions from a step on, its own included."""
        if step in self.outcomes:
            return 0, 0
        below = [self.left(self.next(step, o)) for o in self.questions[step]["options"]]
        return 1 + min(a for a, _ in below), 1 + max(b for _, b in below)

    def walk(self, answers: dict[str, str]) -> tuple[list[tuple[str, str]], str]:
        """Follow answers as far as they lead: those taken, and the step reached."""
        step, taken = self.start, []
        while step in self.questions and answers.get(step) in self.questions[step]["options"]:
            taken.append((step, answers[step]))
            step = self.next(step, answers[step])
        return taken, step


@cache
def model(name: str) -> Model:
    """Read a decision once."""
    return Model(name)


def sample(ways: list[Way], most: int) -> list[Way]:
    """Take at most so many ways, always the same, every outcome and the longest way among them; in the audit all."""
    if AUDIT:
        return list(ways)
    by_outcome = {w.outcome: w for w in ways}
    longest = max(ways, key=lambda w: len(w.answers))
    rest = random.Random(1).sample(ways, min(most, len(ways)))  # noqa: S311 - reproducible on purpose
    return list(dict.fromkeys([longest, *by_outcome.values(), *rest]))[:most]
