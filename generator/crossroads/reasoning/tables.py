"""Compile a decision table into a diagram whose leaves are the rules that hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from crossroads.model.decision import Condition, Question, Rule, Table
from crossroads.reasoning.diagram import Diagram, DiagramTooLarge, Variable

MAX_WORK = 300_000  # rules looked at in all states together: well under a second
GAP = ""


State = tuple[int, ...]  # rules that may still hold, in order: twice the number, plus one while `unless` may strike


@dataclass(frozen=True)
class CompiledTable:
    """A table with the diagram of the rules that hold, and the one of what follows."""

    table: Table
    rules: Diagram  # leaves: tuples of the numbers of rules that hold; the first alone under `first`

    @cached_property
    def follows(self) -> Diagram:
        """Give the diagram of what follows: leaves are ids of steps, empty for a gap."""
        return self.rules.mapped(lambda hits: str(self.table.rules[hits[0]].next) if hits else GAP)  # type: ignore[index]

    @property
    def variables(self) -> Mapping[str, int]:
        """Map each question to its place in the order."""
        return {variable.name: number for number, variable in enumerate(self.rules.variables)}

    @property
    def exact(self) -> bool:
        """Tell whether the shortest order is exact."""
        return self.table.order != "shortest" or len(self.table.asks) <= 8

    def ask(self, node: int) -> int:
        """Give the question to ask at a node of `follows`, by its place in the order."""
        if self.table.order == "shortest":
            return self.follows.best(node)[1]
        fork = self.follows.asks(node)
        return -1 if fork is None else fork.variable


def compile_table(table: Table, questions: Mapping[str, Question]) -> CompiledTable:
    """Compile a table; questions known beforehand come first in the order. DiagramTooLarge past the limits."""
    before = sorted(table.mentioned - {str(a) for a in table.asks})
    order = [*before, *(str(a) for a in table.asks if str(a) in table.mentioned)]
    variables = tuple(Variable(q, tuple(str(o.id) for o in questions[q].options)) for q in order)
    return CompiledTable(table, _Compiler(table, variables).run())


class _Compiler:
    """Goes through the questions in order, level by level, and keeps the rules that may still hold."""

    def __init__(self, table: Table, variables: tuple[Variable, ...]) -> None:
        self.table = table
        self.variables = variables
        self.place = {v.name: i for i, v in enumerate(variables)}
        self.whens = [self._sets(r.condition.when) for r in table.rules]
        self.unlesses = [self._sets(r.condition.unless) for r in table.rules]
        self.last = [max((*when, *unless), default=-1) for when, unless in zip(self.whens, self.unlesses, strict=True)]

    def _sets(self, pairs: object) -> dict[int, frozenset[str]]:
        return {self.place[str(q)]: frozenset(str(o) for o in options) for q, options in pairs}  # type: ignore[attr-defined]

    def run(self) -> Diagram:
        """Make the states of every level, then the nodes from the last level up."""
        start = tuple(2 * i + bool(r.condition.unless) for i, r in enumerate(self.table.rules))
        levels: list[dict[State, int]] = [{self._tidy(start, 0): 0}]
        edges: list[list[list[int]]] = []
        work = len(start)
        for level, variable in enumerate(self.variables):
            below: dict[State, int] = {}
            rows = []
            for state in levels[level]:
                work += len(state) * len(variable.options)
                if work > MAX_WORK:
                    raise DiagramTooLarge
                after = (self._tidy(self._step(state, level, o), level + 1) for o in variable.options)
                rows.append([below.setdefault(s, len(below)) for s in after])
            edges.append(rows)
            levels.append(below)
        return self._nodes(levels, edges)

    def _nodes(self, levels: list[dict[State, int]], edges: list[list[list[int]]]) -> Diagram:
        diagram = Diagram(self.variables)
        nodes = [diagram.leaf(self._hits(state)) for state in levels[-1]]
        for level in range(len(self.variables) - 1, -1, -1):
            nodes = [diagram.fork(level, tuple(nodes[i] for i in row)) for row in edges[level]]
        diagram.root = nodes[0]
        return diagram

    def _step(self, state: State, level: int, option: str) -> State:
        """Drop the rules that an answer rules out, and note where `unless` can no longer strike."""
        kept = []
        for waiting in state:
            index = waiting >> 1
            when = self.whens[index].get(level)
            if when is not None and option not in when:
                continue
            unless = self.unlesses[index].get(level)
            spared = unless is not None and option not in unless
            kept.append(waiting & ~1 if spared else waiting)
        return tuple(kept)

    def _tidy(self, state: State, level: int) -> State:
        """Drop rules that can no longer hold, and under `first` all behind one that surely does."""
        kept: list[int] = []
        for waiting in state:
            settled = self.last[waiting >> 1] < level
            if settled and waiting & 1:
                continue
            kept.append(waiting)
            if settled and not self.table.unique:
                break
        return tuple(kept)

    def _hits(self, state: State) -> tuple[int, ...]:
        """Give the rules that hold; "otherwise" holds only where no other does."""
        hits = tuple(waiting >> 1 for waiting in state)
        named = tuple(i for i in hits if not self._rule(i).otherwise)
        return (named or hits) if self.table.unique else hits[:1]

    def _rule(self, index: int) -> Rule:
        return self.table.rules[index]


def holds(condition: Condition, answers: Mapping[str, str]) -> bool | None:
    """Judge a condition by three values: true, false, or None where an answer is not known."""
    when = _all(condition.when, answers)
    unless = _all(condition.unless, answers) if condition.unless else False
    if when is False or unless is True:
        return False
    return None if when is None or unless is None else True


def _all(pairs: object, answers: Mapping[str, str]) -> bool | None:
    unknown = False
    for question, options in pairs:  # type: ignore[attr-defined]
        answer = answers.get(str(question))
        if answer is None or answer == "unknown":
            unknown = True
        elif answer not in options:
            return False
    return None if unknown else True
