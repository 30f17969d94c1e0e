"""A decision as a decision table in CSV: disjoint rows that cover every answer, as `crossroads import` reads them.

The header names the questions in the order of the graph, then `outcome`. A cell holds an option id, several joined by
`|`, or nothing: any answer. A numeric question has its unit in the header, `size (pages)`, with the ends of its line
where it has them, `size (pages; 0 to 100)`; its cells hold the bands themselves: `<10`, `[10,20)`, `>=20`. A question
that is called `outcome` or `note` has a question mark after it, so that it is not taken for that column.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from decimal import Decimal

from crossroads.model.decision import Band, Decision, Option, Question
from crossroads.reasoning.graph import Graph
from crossroads.showing.export_marks import csv_cell, one_line

MAX_ROWS = 10_000
MAX_LISTED = 100_000  # rows listed before neighbours are merged

Cells = tuple[frozenset[str] | None, ...]  # the options of each question that a row holds for; None is any
Row = tuple[Cells, str]


class TooManyRows(Exception):
    """The decision has more rows than a table is good for."""

    def __init__(self, rows: int) -> None:
        super().__init__(f"As a table the decision has {rows:,} rows; at most {MAX_ROWS:,} are written.")


def table_rows(graph: Graph, decision: Decision) -> list[Row]:
    """List disjoint rows: routes, with options that lead to one step together, merged as far as neighbours go."""
    listed = _count(graph)
    if listed > MAX_LISTED:
        raise TooManyRows(listed)
    columns = {name: number for number, name in enumerate(graph.questions)}
    every = [frozenset(str(o.id) for o in decision.question(name).options) for name in graph.questions]
    rows = _merged(_routes(graph, columns), every)
    if len(rows) > MAX_ROWS:
        raise TooManyRows(len(rows))
    return rows


def _count(graph: Graph) -> int:
    counts = [1] * len(graph.nodes)
    for index in range(len(graph.nodes) - 1, -1, -1):
        targets = {target for _, target in graph.nodes[index].edges}
        counts[index] = sum(counts[t] for t in targets) if targets else 1
    return counts[0]


def _routes(graph: Graph, columns: dict[str, int]) -> list[Row]:
    rows: list[Row] = []
    waiting: list[tuple[int, Cells]] = [(0, (None,) * len(columns))]
    while waiting:
        index, cells = waiting.pop()
        node = graph.nodes[index]
        if node.is_outcome:
            rows.append((cells, node.name))
            continue
        targets = list(dict.fromkeys(target for _, target in node.edges))
        for target in reversed(targets):
            options = frozenset(option for option, to in node.edges if to == target)
            cell = None if len(targets) == 1 else options
            waiting.append((target, _with(cells, columns[node.name], cell)))
    return rows


def _with(cells: Cells, column: int, cell: frozenset[str] | None) -> Cells:
    return (*cells[:column], cell, *cells[column + 1 :])


def _merged(rows: list[Row], every: Sequence[frozenset[str]]) -> list[Row]:
    """Join rows that differ in one question only, until none do; disjoint rows stay disjoint."""
    before = -1
    while before != len(rows):
        before = len(rows)
        for column, options in enumerate(every):
            rows = _merge_column(rows, column, options)
    return rows


def _merge_column(rows: list[Row], column: int, every: frozenset[str]) -> list[Row]:
    joined: dict[Row, frozenset[str]] = {}
    for cells, outcome in rows:
        key = (_with(cells, column, None), outcome)
        joined[key] = joined.get(key, frozenset()) | (every if cells[column] is None else cells[column] or every)
    return [
        (_with(cells, column, None if options == every else options), outcome)
        for (cells, outcome), options in joined.items()
    ]


def table_csv(graph: Graph, decision: Decision) -> str:
    """Write the table as CSV (RFC 4180); questions that decide nothing have no column. TooManyRows past 10,000."""
    rows = table_rows(graph, decision)
    questions = [decision.question(name) for name in graph.questions]
    shown = [(i, q) for i, q in enumerate(questions) if any(cells[i] is not None for cells, _ in rows)]
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow([*(csv_cell(_header(q)) for _, q in shown), "outcome"])
    for cells, outcome in rows:
        writer.writerow([*(csv_cell(_cell(q, cells[i])) for i, q in shown), csv_cell(outcome)])
    return stream.getvalue()


def _header(question: Question) -> str:
    name = str(question.id) + ("?" if question.id in ("outcome", "note") else "")
    if question.unit is None:
        return name
    low, high = question.minimum, question.maximum
    ends = [f"from {low:f}"] if low is not None else []
    if high is not None:
        ends = [f"{low:f} to {high:f}" if low is not None else f"to {high:f}"]
    return f"{name} ({'; '.join([one_line(question.unit).replace(';', ','), *ends])})"


def _cell(question: Question, options: frozenset[str] | None) -> str:
    if options is None:
        return ""
    return "|".join(_named(o) for o in question.options if str(o.id) in options)


def _named(option: Option) -> str:
    return str(option.id) if option.band is None else band_text(option.band)


def band_text(band: Band) -> str:
    """Write a band: `<10`, `[10,20)`, `>=20`."""
    if band.low is None:
        return "" if band.high is None else f"<{plain(band.high)}"
    return f">={plain(band.low)}" if band.high is None else f"[{plain(band.low)},{plain(band.high)})"


def plain(number: Decimal) -> str:
    """Write a number without trailing zeros or exponent."""
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "+0") else text
