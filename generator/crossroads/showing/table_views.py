"""Decision tables as pages show them: the questions they ask, and their rules as rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from crossroads.model.decision import Condition, Decision, Rule, Table
from crossroads.reasoning.graph import Graph
from crossroads.showing.templates import inline_json
from crossroads.showing.words import WORDS


@dataclass(frozen=True)
class RuleView:
    """A rule as a row: a cell for each question, what follows, and its condition as data for the walk."""

    rule: Rule
    number: int
    cells: tuple[str, ...]
    unless: str
    next_text: str
    next_href: str
    data: Markup


@dataclass(frozen=True)
class TableView:
    """A table with the questions that head its columns."""

    table: Table
    title: str
    columns: tuple[str, ...]
    rules: tuple[RuleView, ...]


def table_title(table: Table) -> str:
    """Say what a table is called."""
    return str(table.title or WORDS["table-title"])


def step_href(decision: Decision, graph: Graph, name: str) -> str:
    """Give the place on the page of a step that a rule names."""
    if name in decision.tables_by_id:
        return f"#{name}"
    return next(
        (f"#{graph.anchors[i]}" for i, n in enumerate(graph.nodes) if n.name == name and not n.table), "#cr--outline"
    )


def step_text(decision: Decision, name: str) -> str:
    """Say a step: its question, its table's title, or its outcome's."""
    if name in decision.tables_by_id:
        return table_title(decision.tables_by_id[name])
    if name in decision.questions_by_id:
        return str(decision.question(name).ask)
    return str(decision.outcome(name).title)


def table_view(decision: Decision, graph: Graph, table: Table) -> TableView:
    """Make the view of a table."""
    columns = list(dict.fromkeys(str(q) for r in table.rules for q in r.condition.questions))
    order = [str(a) for a in table.asks if str(a) in columns]
    columns = [*(c for c in columns if c not in order), *order]
    rules = tuple(_rule(decision, graph, rule, number, columns) for number, rule in enumerate(table.rules, 1))
    return TableView(table, table_title(table), tuple(decision.question(c).drawn for c in columns), rules)


def _rule(decision: Decision, graph: Graph, rule: Rule, number: int, columns: list[str]) -> RuleView:
    when = {str(q): [str(o) for o in options] for q, options in rule.condition.when}
    cells = tuple(_labels(decision, c, when[c]) if c in when else WORDS["any"] for c in columns)
    name = str(rule.next)
    return RuleView(
        rule,
        number,
        cells,
        _unless(decision, rule.condition),
        step_text(decision, name),
        step_href(decision, graph, name),
        inline_json({**condition_data(rule.condition), "next": name}),
    )


def condition_data(condition: Condition) -> dict[str, dict[str, list[str]]]:
    """Give a condition as data."""
    parts = (("when", condition.when), ("unless", condition.unless))
    return {name: {str(q): [str(o) for o in options] for q, options in pairs} for name, pairs in parts if pairs}


def _labels(decision: Decision, question: str, options: Iterable[str]) -> str:
    return WORDS["or"].join(str(decision.question(question).option(o).label) for o in options)


def _unless(decision: Decision, condition: Condition) -> str:
    parts = [f"{decision.question(q).drawn} {_labels(decision, q, options)}" for q, options in condition.unless]
    return "; ".join(parts)
