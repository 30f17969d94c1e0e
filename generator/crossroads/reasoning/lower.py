"""Lower a decision to its graph: unfold steps with the answers that still matter, share what comes out equal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from crossroads.model.decision import Decision, Rule
from crossroads.model.diagnostic import Diagnostic, diagnostic
from crossroads.model.place import Placed
from crossroads.reasoning.diagram import DiagramTooLarge
from crossroads.reasoning.graph import Graph, Node
from crossroads.reasoning.tables import GAP, CompiledTable, compile_table

MAX_NODES = 20_000


class TooLarge(Exception):
    """The decision unfolds into more nodes than are handled."""


class NotLowered(Exception):
    """The rules leave something open, so that there is no graph; `found` says what."""

    def __init__(self, found: list[Diagnostic]) -> None:
        super().__init__(f"{len(found)} faults")
        self.found = found


@dataclass(frozen=True)
class Lowered:
    """A decision's graph, its compiled tables, and what lowering noticed about their rules."""

    graph: Graph
    tables: dict[str, CompiledTable]
    noticed: tuple[Diagnostic, ...]
    fired: dict[str, frozenset[int]]  # for each table, the rules that fire on some route

    def reached(self, table: str) -> bool:
        """Tell whether a route leads to a table."""
        return bool(self.fired[table])


Context = frozenset[tuple[str, str]]
Key = tuple[str, int, Context]  # a step (-1), or a node inside a table, with the answers that matter below


def lower(decision: Decision, most: int = MAX_NODES) -> Lowered:
    """Lower a decision. TooLarge past `most` nodes; NotLowered where a table leaves a gap. Nothing recurses."""
    try:
        tables = {str(t.id): compile_table(t, decision.questions_by_id) for t in decision.tables}
        return _Lowering(decision, tables, most).run()
    except DiagramTooLarge as error:
        raise TooLarge from error


class _Lowering:
    """Makes the nodes below the start, children first."""

    def __init__(self, decision: Decision, tables: dict[str, CompiledTable], most: int) -> None:
        self.most = most
        self.questions = decision.questions_by_id
        self.tables = tables
        self.decision = decision
        self.below = self._questions_below()
        self.beyond = {
            name: frozenset().union(*(self.below.get(s, frozenset()) for s in self._steps_after(name)))
            for name in tables
        }
        self.made: dict[Key, int] = {}
        self.unique: dict[Node, int] = {}
        self.nodes: list[Node] = []
        self.repeats: dict[tuple[str, str], None] = {}
        self.fired: dict[str, set[int]] = {name: set() for name in tables}
        self.found: dict[tuple[str, str], Diagnostic] = {}

    def run(self) -> Lowered:
        """Unfold from the start and give the graph in the order of a walk."""
        first = self._enter(str(self.decision.start), frozenset(), "")
        waiting: list[Key] = [first]
        while waiting:
            key = waiting[-1]
            missing = [] if key in self.made else [k for _, k in self._edges(key) if k not in self.made]
            if missing:
                waiting.extend(reversed(missing))
            else:
                waiting.pop()
                if key not in self.made:
                    self._make(key)
        faults = [d for d in self.found.values() if d.is_fault]
        if faults:
            raise NotLowered(faults)
        fired = {name: frozenset(rules) for name, rules in self.fired.items()}
        authored = tuple(str(q.id) for q in self.decision.questions)
        graph = _ordered(self.nodes, self.made[first], tuple(self.repeats), authored)
        return Lowered(graph, self.tables, (*self.found.values(), *self._shadowed()), fired)

    def _steps_after(self, step: str) -> list[str]:
        if step in self.questions:
            return [str(o.next) for o in self.questions[step].options if o.next is not None]
        return [str(r.next) for r in self.tables[step].table.rules]

    def _looks_at(self, step: str) -> frozenset[str]:
        if step in self.questions:
            return frozenset({step})
        table = self.tables[step].table
        return table.mentioned | {str(q) for q in table.asks}

    def _questions_below(self) -> dict[str, frozenset[str]]:
        """Map each question and table to the questions that it or a step after it looks at."""
        below: dict[str, frozenset[str]] = {}
        known = {*self.questions, *self.tables}
        waiting = [*self.questions, *self.tables]
        while waiting:
            key = waiting[-1]
            after = [s for s in self._steps_after(key) if s in known]
            missing = [s for s in after if s not in below]
            if missing and key not in below:
                waiting.extend(missing)
            else:
                waiting.pop()
                below[key] = self._looks_at(key).union(*(below[s] for s in after))
        return below

    def _enter(self, step: str, known: Context, before: str) -> Key:
        """Come to a step: pass over what needs no answer, and forget what cannot matter below."""
        answers = dict(known)
        while True:
            if step in self.questions and step in answers:
                self.repeats.setdefault((step, before))
                step = str(self.questions[step].option(answers[step]).next)
            elif step in self.tables:
                node = self._start(self.tables[step], answers)
                if self.tables[step].follows.asks(node) is not None:
                    return step, node, self._kept(step, known)
                step = self._after(self.tables[step], node)
            else:
                return step, -1, self._kept(step, known)

    def _kept(self, step: str, known: Context) -> Context:
        """Keep the answers that can matter from a step on; what a table knows is in its node already."""
        below = self.beyond[step] if step in self.tables else self.below.get(step, frozenset())
        return frozenset((q, o) for q, o in known if q in below)

    def _start(self, compiled: CompiledTable, answers: dict[str, str]) -> int:
        """Come to a table with some answers: judge it for them, and give the node of what is still open."""
        rules = compiled.rules
        root = rules.given(rules.root, answers)
        self._judge(compiled, root, answers)
        return compiled.follows.given(compiled.follows.root, answers)

    def _after(self, compiled: CompiledTable, node: int) -> str:
        step = str(compiled.follows.value(node))
        return step if step != GAP else str(self.decision.outcomes[0].id)  # a gap is already told; go on to find more

    def _edges(self, key: Key) -> list[tuple[str, Key]]:
        step, node, known = key
        if step in self.tables:
            return self._inside(self.tables[step], node, known)
        question = self.questions.get(step)
        if question is None:
            return []
        return [(str(o.id), self._enter(str(o.next), known | {(step, str(o.id))}, step)) for o in question.options]

    def _inside(self, compiled: CompiledTable, node: int, known: Context) -> list[tuple[str, Key]]:
        diagram, variable = compiled.follows, compiled.ask(node)
        asked = diagram.variables[variable]
        edges: list[tuple[str, Key]] = []
        for option, child in zip(asked.options, diagram.children(node, variable), strict=True):
            answered = known | {(asked.name, option)}
            if diagram.asks(child) is None:
                edges.append((option, self._enter(self._after(compiled, child), answered, str(compiled.table.id))))
            else:
                edges.append((option, (str(compiled.table.id), child, self._kept(str(compiled.table.id), answered))))
        return edges

    def _make(self, key: Key) -> None:
        if len(self.made) >= 5 * self.most:
            raise TooLarge
        step, node, _ = key
        name, table = step, ""
        if step in self.tables:
            compiled = self.tables[step]
            name, table = compiled.follows.variables[compiled.ask(node)].name, step
        made = Node(name, tuple((option, self.made[k]) for option, k in self._edges(key)), table)
        if made not in self.unique:
            if len(self.nodes) >= self.most:
                raise TooLarge
            self.unique[made] = len(self.nodes)
            self.nodes.append(made)
        self.made[key] = self.unique[made]

    def _judge(self, compiled: CompiledTable, root: int, answers: dict[str, str]) -> None:
        """Judge a table for the answers with which it is reached: gaps, overlaps, questions that nobody asked."""
        table = compiled.table
        for hits in compiled.rules.leaves(root):
            self.fired[str(table.id)].update(hits)  # type: ignore[arg-type]
        at_hand = {q: o for q, o in answers.items() if q in table.mentioned}
        for question in sorted(table.mentioned - {str(q) for q in table.asks} - answers.keys()):
            self._say("not-asked-before", table.id, *self._not_asked(table.rules, question))
        gap = compiled.rules.path_to(root, lambda hits: not hits)
        if gap is not None:
            message = f"Table “{table.id}” says nothing for {self._words({**at_hand, **gap})}."
            hint = "Add a rule for it, or a last rule without “when”."
            self._say("gap", table.id, table.id, message, hint)
        both = compiled.rules.path_to(root, lambda hits: isinstance(hits, tuple) and len(hits) > 1)
        if both is not None:
            message = f"Two rules of “{table.id}” hold for {self._words({**at_hand, **both})}."
            hint = "Let at most one hold, or write “hit: first”."
            self._say("overlap", table.id, table.id, message, hint)

    def _not_asked(self, rules: tuple[Rule, ...], question: str) -> tuple[Placed, str, str]:
        place = next(q for r in rules for q in r.condition.questions if q == question)
        message = f"The rule looks at “{question}”, which is not asked on every route to this table."
        return place, message, "Name it in “asks”, or ask it before."

    def _say(self, code: str, table: Placed, at: Placed, message: str, hint: str) -> None:
        self.found.setdefault((code, f"{table}/{at}"), diagnostic(code, at.place, message, hint))

    def _words(self, answers: dict[str, str]) -> str:
        shown = [
            f"{self.questions[q].drawn} “{self.questions[q].option(o).label}”"
            for q, o in answers.items()
            if q in self.questions
        ]
        return ", ".join(shown) if shown else "any answers"

    def _shadowed(self) -> Iterator[Diagnostic]:
        """Find rules that never fire on any route to their table."""
        for name, compiled in self.tables.items():
            for index, rule in enumerate(compiled.table.rules):
                if self.fired[name] and index not in self.fired[name]:
                    message = f"Rule {index + 1} of “{name}” is never reached: the rules before it take all its cases."
                    hint = "Delete it, or move it up."
                    yield diagnostic("shadowed-rule", rule.place, message, hint)


def _ordered(nodes: list[Node], start: int, repeats: tuple[tuple[str, str], ...], authored: tuple[str, ...]) -> Graph:
    """Number nodes so that a walk meets rising numbers, in authored order as far as that allows."""
    order = list(_topological(nodes, start))
    place = {old: new for new, old in enumerate(order)}
    renumbered = (replace(nodes[o], edges=tuple((name, place[t]) for name, t in nodes[o].edges)) for o in order)
    return Graph(tuple(renumbered), repeats, authored)


def _topological(nodes: list[Node], start: int) -> Iterator[int]:
    """Give reachable nodes, parents before children, siblings in order: a reversed post-order."""
    finished: list[int] = []
    seen = {start}
    waiting = [(start, iter([t for _, t in reversed(nodes[start].edges)]))]
    while waiting:
        index, targets = waiting[-1]
        target = next(targets, None)
        if target is None:
            finished.append(index)
            waiting.pop()
        elif target not in seen:
            seen.add(target)
            waiting.append((target, iter([t for _, t in reversed(nodes[target].edges)])))
    return reversed(finished)
