"""Functions from answers to outcomes, each told by one form of a decision, and the first edge in which two differ."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

Answers = Mapping[str, str]
Trace = list[tuple[str, str]]


@dataclass(frozen=True)
class Stop:
    """Where a walk stops: at a question without an answer, or at an outcome; and the answers used on the way."""

    question: str | None
    outcome: str | None
    trace: Trace


Form = Callable[[Answers], Stop]


@dataclass(frozen=True)
class Fork:
    """A step of a form: the question or table that it is, and where each answer, or each rule, leads."""

    name: str
    heads: Mapping[str, str]
    is_table: bool = False


@dataclass(frozen=True)
class Source:
    """A decision as its file tells it, read by PyYAML without any of our code."""

    document: Mapping[str, Any]

    @classmethod
    def of(cls, text: str) -> Source:
        """Read a file; every scalar is the text that was written."""
        return cls(yaml.load(text, Loader=yaml.BaseLoader))

    @property
    def options(self) -> dict[str, list[str]]:
        """Give the options of every question."""
        return {q: list(each["options"]) for q, each in self.document["questions"].items()}

    def labels(self, question: str) -> dict[str, str]:
        """Give option ids by their labels."""
        options = self.document["questions"][question]["options"]
        return {plain(option["label"]): name for name, option in options.items()}

    def shown(self, question: str) -> tuple[str, str]:
        """Give the words that a question is shown with: all of them, and the short form."""
        each = self.document["questions"][question]
        return each["ask"], each.get("short", each["ask"])

    def asked(self, shown: str) -> str:
        """Give the question that is shown with these words."""
        for name in self.document["questions"]:
            if plain(shown) in map(plain, self.shown(name)):
                return str(name)
        raise AssertionError(f"no question says “{shown}”")

    def end(self, shown: str) -> str:
        """Give the outcome with this title."""
        found = [name for name, each in self.document["outcomes"].items() if plain(each["title"]) == plain(shown)]
        assert len(found) == 1, f"no outcome says “{shown}”"
        return str(found[0])

    def table(self, name: str, answers: Answers, trace: Trace) -> Stop | str:
        """Give where a table leads, or where it has to ask; rules are tried in turn."""
        for rule in self.document["tables"][name]["rules"]:
            holds = self._holds(rule, answers)
            if isinstance(holds, str):
                return Stop(holds, None, trace)
            if holds:
                return str(rule["next"])
        raise AssertionError(f"no rule of {name} holds")

    @staticmethod
    def _holds(rule: Mapping[str, Any], answers: Answers) -> bool | str:
        """Judge a rule, or name the first question that it still needs."""
        for question, options in rule.get("when", {}).items():
            if question not in answers:
                return str(question)
            if answers[question] not in ([options] if isinstance(options, str) else options):
                return False
        barred = []
        for question, options in rule.get("unless", {}).items():
            if question not in answers:
                return str(question)
            barred.append(answers[question] in ([options] if isinstance(options, str) else options))
        return not barred or not all(barred)

    def form(self) -> Form:
        """Give the function of the file itself."""
        forks = {
            name: Fork(name, {option: each["next"] for option, each in question["options"].items() if "next" in each})
            for name, question in self.document["questions"].items()
        }
        forks |= {
            name: Fork(name, {str(rule["next"]): str(rule["next"]) for rule in each["rules"]}, True)
            for name, each in self.document.get("tables", {}).items()
        }
        return self.steps(forks, self.document["start"])

    def steps(self, forks: Mapping[str, Fork], start: str) -> Form:
        """Give the function of steps that lead to each other; what is no step is an outcome."""

        def walk(answers: Answers) -> Stop:
            at, trace = start, []
            while at in forks:
                fork = forks[at]
                if fork.is_table:
                    way = self.table(fork.name, answers, trace)
                    if isinstance(way, Stop):
                        return way
                elif fork.name not in answers:
                    return Stop(fork.name, None, trace)
                else:
                    way = answers[fork.name]
                trace.append((fork.name, way))
                at = fork.heads.get(way, f"nothing, at {way}")
            return Stop(None, at, trace)

        return walk


def differences(
    one: Form, two: Form, options: Mapping[str, list[str]], answers: Answers | None = None
) -> Iterator[str]:
    """Walk two forms together over every answer; name the last edge of the second where they end apart."""
    answers = answers or {}
    first, second = one(answers), two(answers)
    asked = first.question or second.question
    if asked:
        for option in options[asked]:
            yield from differences(one, two, options, {**answers, asked: option})
    elif first.outcome != second.outcome:
        edge = "=".join(second.trace[-1]) if second.trace else "the start"
        yield f"{edge} leads to {second.outcome}, not to {first.outcome}"


def plain(text: str) -> str:
    """Give a text without its white space, as a line may break anywhere."""
    return "".join(text.split())
