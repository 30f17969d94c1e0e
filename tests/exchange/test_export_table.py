"""Decision tables in CSV: disjoint rows that answer as the decision does, and come back as it."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from math import prod
from pathlib import Path
from typing import Any

import pytest
from exchange_specimens import OURS, TODAY, full_document, graph_of, hash_of, imported, numeric_documents, ours, read
from hypothesis import given, settings
from hypothesis import strategies as st

from crossroads.model.decision import Decision
from crossroads.reasoning.counts import answer_space
from crossroads.reasoning.graph import Graph, Node
from crossroads.reasoning.walk import walk
from crossroads.showing.export_marks import csv_cell
from crossroads.showing.export_table import TooManyRows, table_csv, table_rows
from crossroads.showing.imports import import_table
from specimens import Spec, complete, document, oracle, outcome, specs


def law(decision: Decision) -> None:
    text = table_csv(graph_of(decision), decision)
    again = imported(import_table(text.encode(), TODAY))
    assert hash_of(again) == hash_of(decision)


@pytest.mark.parametrize("path", OURS, ids=lambda p: p.stem)
def test_our_decisions_come_back_with_their_hash(path: Path) -> None:
    law(ours(path))


@given(specs())
@settings(max_examples=200)
def test_every_decision_comes_back_with_its_hash(spec: Spec) -> None:
    law(read(document(spec)))


@given(numeric_documents())
@settings(max_examples=200)
def test_numbers_come_back_with_their_cut_offs(doc: dict[str, Any]) -> None:
    law(read(doc))


@given(specs())
def test_exactly_one_row_holds_for_every_answer_and_says_what_the_walk_says(spec: Spec) -> None:
    decision = read(document(spec))
    graph = graph_of(decision)
    rows = table_rows(graph, decision)
    for answers in complete(spec):
        hits = [
            end
            for cells, end in rows
            if all(c is None or answers[q] in c for q, c in zip(graph.questions, cells, strict=True))
        ]
        assert hits == [oracle(spec, answers)] == [walk(graph, answers).outcome]


@pytest.mark.parametrize("path", OURS, ids=lambda p: p.stem)
def test_the_rows_of_our_decisions_fill_the_answer_space(path: Path) -> None:
    decision = ours(path)
    graph = graph_of(decision)
    sizes = [len(decision.question(q).options) for q in graph.questions]
    covered = [
        prod(len(c) if c is not None else n for c, n in zip(cells, sizes, strict=True))
        for cells, _ in table_rows(graph, decision)
    ]
    assert sum(covered) == answer_space(graph, decision)


def test_rows_that_differ_in_one_question_are_merged() -> None:
    spec = {"q0": {"a": "q1", "b": "q2"}, "q1": {"o0": "x", "o1": "y"}, "q2": {"o0": "x", "o1": "y"}}
    same = {"q0": {"a": "q1", "b": "q1"}, "q1": {"o0": "x", "o1": "y", "o2": "y"}}
    decision = read(document(same))
    assert table_csv(graph_of(decision), decision) == "q1,outcome\r\no0,x\r\no1|o2,y\r\n"
    assert len(table_rows(graph_of(read(document(spec))), read(document(spec)))) == 4


def test_the_ends_of_a_line_come_back() -> None:
    doc = document({"size": {"few": "x", "some": "y", "many": "z"}})
    doc["questions"]["size"] |= {"unit": "pages", "min": 0, "max": 100}
    for name, ends in {"few": (0, 10), "some": (10, "20.50"), "many": ("20.5", 101)}.items():
        doc["questions"]["size"]["options"][name] |= {"from": ends[0], "below": ends[1]}
    decision = read(doc)
    text = table_csv(graph_of(decision), decision)
    assert text.splitlines() == ["size (pages; 0 to 100),outcome", '"[0,10)",x', '"[10,20.5)",y', '"[20.5,101)",z']
    law(decision)
    question = imported(import_table(text.encode(), TODAY)).question("size")
    assert (question.minimum, question.maximum) == (Decimal(0), Decimal(100))
    assert [str(o.id) for o in question.options] == [
        "from-0-below-10",
        "from-10-below-20-5",
        "from-20-5-below-101",
    ]


def test_a_question_may_be_called_like_a_column() -> None:
    doc = document({"outcome": {"a": "note", "b": "x"}, "note": {"a": "y", "null": "null"}})
    decision = read(doc)
    assert table_csv(graph_of(decision), decision).splitlines()[0] == "outcome?,note?,outcome"
    law(decision)


def test_ids_that_yaml_reads_otherwise_and_a_taken_name_come_back() -> None:
    law(read(document({"table": {"true": "null", "false": "table-2"}})))


def test_what_decides_nothing_is_no_row() -> None:
    decision = read(document({"q0": {"a": "x", "b": "x"}}))
    assert table_csv(graph_of(decision), decision) == "outcome\r\nx\r\n"
    law(decision)


def test_a_decision_with_every_key_has_a_table() -> None:
    decision = read(full_document())
    rows = list(csv.reader(io.StringIO(table_csv(graph_of(decision), decision), newline=""), strict=True))
    assert {len(row) for row in rows} == {len(rows[0])}
    assert rows[0][-1] == "outcome"


def test_too_many_rows_are_refused() -> None:
    decision = read(wide(14))
    with pytest.raises(TooManyRows, match="16,384 rows; at most 10,000"):
        table_csv(graph_of(decision), decision)
    nodes = [node for i in range(40) for node in (Node(f"q{i}", (("a", i * 2 + 2), ("b", i * 2 + 3))),) * 2]
    long = Graph((*nodes[1:], Node("x"), Node("y")))
    with pytest.raises(TooManyRows):
        table_rows(_shifted(long), decision)


def _shifted(graph: Graph) -> Graph:
    """Point every edge one node back, as the first level has one node only."""
    nodes = tuple(Node(n.name, tuple((o, t - 1) for o, t in n.edges)) for n in graph.nodes)
    return Graph(nodes)


def wide(count: int) -> dict[str, Any]:
    """Give the parity of many answers: no two rows can be merged."""
    doc = document({"q0": {"o0": "x", "o1": "y"}})
    doc["outcomes"] = {"x": outcome(), "y": outcome()}
    doc["start"] = "a0"
    doc["questions"] = {}
    for i in range(count):
        for side, other in (("a", "b"), ("b", "a")):
            last = i == count - 1
            same, changed = (
                (("x", "y") if side == "a" else ("y", "x")) if last else (f"{side}{i + 1}", f"{other}{i + 1}")
            )
            doc["questions"][f"{side}{i}"] = {
                "ask": "?",
                "rationale": "r",
                "options": {"o0": {"label": "0", "next": same}, "o1": {"label": "1", "next": changed}},
            }
    return doc


@given(st.sampled_from("=+-@\t\r"), st.text())
def test_no_cell_starts_a_formula(mark: str, rest: str) -> None:
    assert csv_cell(mark + rest) == "'" + mark + rest
