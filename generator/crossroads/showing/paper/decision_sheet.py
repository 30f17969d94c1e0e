"""The sheet of a decision that is walked with a pen: numbered questions, and outcomes by letter.

It is read off the lowered graph, so tables need no word of their own: a question asked in two contexts is two numbers.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from crossroads.model.decision import Condition, Decision, Outcome, Question, Warning
from crossroads.model.library import Library
from crossroads.reasoning.graph import Graph, Node
from crossroads.showing.letters import letters
from crossroads.showing.paper.checklist_sheet import running
from crossroads.showing.paper.ink import Ink
from crossroads.showing.paper.sheet import Data, Sheet
from crossroads.showing.words import WORDS

Address = Callable[[str], str]  # gives the address of an anchor on the decision's page; empty where nobody knows it


def decision_sheet(ink: Ink, library: Library, decision: Decision, graph: Graph, version: str, address: str) -> Sheet:
    """Make the sheet; `address` is the decision's page, empty where nobody knows it."""
    writer = _Writer(ink, library, decision, graph, address)
    return Sheet(
        "decision.typ",
        {
            **running(ink, decision.title, decision.summary, decision, version, address, library.settings.lang),
            **writer.data(),
        },
    )


class _Writer:
    """Writes the parts of one sheet."""

    def __init__(self, ink: Ink, library: Library, decision: Decision, graph: Graph, address: str) -> None:
        self.ink, self.library, self.decision, self.graph, self.address = ink, library, decision, graph, address
        asked = [i for i, n in enumerate(graph.nodes) if not n.is_outcome]
        self.numbers = {node: str(number) for number, node in enumerate(asked, 1)}
        shown = [str(o.id) for o in decision.outcomes if str(o.id) in graph.outcomes]
        self.codes = {name: letters(number) for number, name in enumerate(shown)}

    def data(self) -> Data:
        """Give everything that the running parts do not hold."""
        decision = self.decision
        facts = [
            ("audience", decision.audience),
            ("have-at-hand", "; ".join(decision.have_at_hand)),
            ("reviewed", f"{decision.reviewed}, {decision.owner}"),
            ("next-review", decision.review_by.isoformat()),
        ]
        unsure = any(q.unsure_offered and not q.unsure for q in decision.questions)
        return {
            "words": {name.removeprefix("paper-"): WORDS[name] for name in _WORDS},
            "facts": [{"name": f"{WORDS[name]}:", "text": self.ink.text(text)} for name, text in facts if text],
            "how": [WORDS["paper-how"], *([WORDS["paper-how-unsure"]] if unsure else [])],
            "questions": [self._question(i) for i, n in enumerate(self.graph.nodes) if not n.is_outcome],
            "outcomes": [self._outcome(o) for o in decision.outcomes if str(o.id) in self.codes],
            "sign": [WORDS[f"sign-{part}"] for part in ("name", "role", "date", "decision")],
        }

    def _question(self, index: int) -> Data:
        node = self.graph.nodes[index]
        question = self.decision.question(node.name)
        first = next(i for i, n in enumerate(self.graph.nodes) if n.name == node.name) == index
        return {
            "number": self.numbers[index],
            "ask": self.ink.text(question.ask),
            "hint": self.ink.text(question.hint) if first else "",
            "unit": f"{WORDS['paper-number']} ({self.ink.text(question.unit)})" if question.unit else "",
            "options": [self._option(question, name, target, n, first) for n, (name, target) in enumerate(node.edges)],
            "help": self.ink.prose(question.help) if first else [],
            "settle": self._settle(question),
        }

    def _option(self, question: Question, name: str, target: int, number: int, first: bool) -> Data:
        option, following = question.option(name), self.graph.nodes[target]
        return {
            "letter": letters(number).lower(),
            "label": self.ink.text(option.label),
            "description": self.ink.text(option.description) if first else "",
            **self._target(target, following),
        }

    def _target(self, index: int, node: Node) -> dict[str, str]:
        if node.is_outcome:
            return {"verb": WORDS["paper-outcome"], "target": self.codes[node.name]}
        return {"verb": WORDS["paper-go"], "target": self.numbers[index]}

    def _settle(self, question: Question) -> str:
        titles = {d.id: d.title for d in self.library.decisions}
        return self.ink.text(titles.get(str(question.settled_by or "")))

    def _outcome(self, outcome: Outcome) -> Data:
        address = f"{self.address}#{outcome.id}" if self.address else ""
        return {
            "letter": self.codes[str(outcome.id)],
            "title": self.ink.text(outcome.title),
            "kind": WORDS[f"kind-{outcome.kind}"],
            "summary": self.ink.prose(outcome.summary),
            "warnings": [self._warning(w) for w in outcome.warnings],
            "steps": [self.ink.text(s) for s in outcome.next_steps],
            "sureness": f"{WORDS['certainty']}: {WORDS[f'certainty-{outcome.certainty}']}. "
            f"{WORDS['strength']}: {WORDS[f'strength-{outcome.strength}']}.",
            "onward": self._onward(outcome),
            "address": address,
            "shown": self.ink.text(address.partition("//")[2], whole=True),
        }

    def _warning(self, warning: Warning) -> dict[str, str]:
        condition = self._condition(warning.condition)
        word = f"{WORDS['warnings']} ({WORDS['paper-if']} {condition})" if condition else WORDS["warnings"]
        return {"word": word, "text": self.ink.text(warning.text)}

    def _condition(self, condition: Condition) -> str:
        """Say a condition by the ticks that meet it, such as `4b or 9b, 5a`; what excludes it is said as well."""
        held = [self._ticks(*pair) for pair in condition.when]
        barred = [f"{WORDS['table-unless']} {self._ticks(*pair)}" for pair in condition.unless]
        return ", ".join([*held, *barred])

    def _ticks(self, name: Any, options: Any) -> str:
        wanted = {str(o) for o in options}
        ticks = [
            f"{number}{letters(place).lower()}"
            for index, number in self.numbers.items()
            if self.graph.nodes[index].name == str(name)
            for place, (option, _) in enumerate(self.graph.nodes[index].edges)
            if option in wanted
        ]
        return WORDS["or"].join(ticks) or self.ink.text(self.decision.question(name).ask)

    def _onward(self, outcome: Outcome) -> list[dict[str, str]]:
        lists = {c.id: c.title for c in self.library.checklists}
        decisions = {d.id: d.title for d in self.library.decisions}
        named = [("checklists", lists.get(str(c))) for c in outcome.checklists]
        named += [("then", decisions.get(str(d))) for d in outcome.then]
        return [{"word": WORDS[word], "text": self.ink.text(title)} for word, title in named if title]


_WORDS = (
    "version",
    "of",
    "help",
    "settle",
    "next-steps",
    "questions",
    "outcomes",
    "paper-page",
    "paper-case",
    "paper-result",
    "paper-letter",
    "paper-route",
    "paper-reasons",
)
