"""Decisions on paper: an independent reader of the PDF's text comes to the outcome of the walk on every route."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from paper_reader import Sheet
from paper_walker import PaperWalk

from crossroads.model.library import Library
from crossroads.reasoning.graph import Graph
from crossroads.reasoning.lower import lower
from crossroads.reasoning.walk import walk
from crossroads.showing.artifact import Addresses
from crossroads.showing.paper import A4, LETTER, Ink, Paper, Typesetter, print_sheet
from crossroads.showing.paper_files import Desk
from specimens import Spec, document, read, specs

FOLDER = Path(__file__).parent.parent.parent / "decisions"
DECISIONS = sorted(p.stem for p in FOLDER.glob("*.yml") if "questions" in yaml.safe_load(p.read_text("utf-8")))
PAPERS: dict[str, Paper | None] = {"both": None, "a4": A4, "letter": LETTER}
MOST = 10_000
_made: dict[tuple[str, str], Sheet] = {}


AUDIT = bool(os.environ.get("CROSSROADS_AUDIT"))
# Every decision on the sheet for both papers, and two of them, one with tables, on each paper by itself.
CASES = [(d, p) for d in DECISIONS for p in PAPERS if AUDIT or p == "both" or d in ("need-at-all", "combine")]


@pytest.fixture(params=CASES, ids="-".join)
def case(request: pytest.FixtureRequest) -> tuple[str, str]:
    return tuple(request.param)


@pytest.fixture
def printed(case: tuple[str, str], desk: Desk, typesetter: Typesetter) -> Sheet:
    if case not in _made:
        sheet = desk.decision(Ink(), desk.library.decision(case[0]))
        _made[case] = Sheet(print_sheet(sheet, typesetter, PAPERS[case[1]]).pdf)
    return _made[case]


def routes(graph: Graph, at: int = 0) -> Iterator[list[tuple[str, str]]]:
    """List the answers of every route."""
    if not graph.nodes[at].edges:
        yield []
    for option, target in graph.nodes[at].edges:
        for rest in routes(graph, target):
            yield [(graph.nodes[at].name, option), *rest]


def count(graph: Graph) -> int:
    ways: dict[int, int] = {}
    for index in reversed(range(len(graph.nodes))):
        edges = graph.nodes[index].edges
        ways[index] = sum(ways[t] for _, t in edges) if edges else 1
    return ways[0]


def chosen(graph: Graph) -> list[list[tuple[str, str]]]:
    """Give every route, or ten thousand of them by chance."""
    if count(graph) <= MOST:
        return list(routes(graph))
    dice, found = random.Random(1), []  # noqa: S311 - a sample, not a secret
    for _ in range(MOST):
        at, way = 0, []
        while graph.nodes[at].edges:
            option, target = dice.choice(graph.nodes[at].edges)
            way.append((graph.nodes[at].name, option))
            at = target
        found.append(way)
    return found


def same(left: str, right: str) -> bool:
    return "".join(left.split()) == "".join(right.split())


def test_every_route_on_paper_ends_where_the_walk_ends(printed: Sheet, desk: Desk, case: tuple[str, str]) -> None:
    decision, graph = desk.library.decision(case[0]), desk.graphs[case[0]]
    paper = PaperWalk(printed)
    assert len(paper.questions) == sum(1 for n in graph.nodes if n.edges)
    assert {"".join(t.split()) for t in paper.outcomes.values()} == {
        "".join(o.title.split()) for o in decision.outcomes
    }
    for route in chosen(graph):
        at, reached = "1", walk(graph, dict(route)).outcome
        assert reached is not None
        for question, option in route:
            asked = paper.questions[at]
            assert same(asked.ask, decision.question(question).ask)
            label = "".join(decision.question(question).option(option).label.split())
            option_words = {k: "".join(words.split()) for k, (words, _) in asked.options.items()}
            (letter,) = [k for k, w in option_words.items() if w == label or w.startswith(f"{label}–")]
            at = paper.follow(at, letter)
        assert same(paper.outcomes[at], decision.outcome(reached).title)


def test_each_page_carries_address_version_and_number(printed: Sheet, case: tuple[str, str]) -> None:
    """C12, C14: and the code on the first page leads to the live page."""
    for number, text in enumerate(printed.texts, 1):
        assert f"crossroads.example/decisions/{case[0]}/" in text
        assert f"Page {number} of {len(printed.pages)}" in text
    (code,) = printed.codes(0, dpi=150)
    assert code.text == f"https://crossroads.example/decisions/{case[0]}/"


def test_each_outcome_has_its_address(printed: Sheet, desk: Desk, case: tuple[str, str]) -> None:
    text = "".join(printed.text.split())
    for outcome in desk.library.decision(case[0]).outcomes:
        assert f"crossroads.example/decisions/{case[0]}/#{outcome.id}" in text


def test_type_is_black_sans_and_large_enough(printed: Sheet) -> None:
    """C7, C8: in greyscale nothing is lost, since nothing is coloured."""
    chars = printed.chars()
    assert {c["fontname"].split("+")[1] for c in chars} <= {"IBMPlexSans", "IBMPlexSans-Bold"}
    assert {tuple(c["non_stroking_color"]) for c in chars} == {(0.0,)}
    assert min(round(c["size"], 1) for c in chars) >= 8
    long = [w.text for p in range(len(printed.pages)) for w in printed.lines(p) if len(w.text) > 90]
    assert [t for t in long if not t.startswith("https://")] == []


def test_c11_no_question_is_split(printed: Sheet, desk: Desk, case: tuple[str, str]) -> None:
    """Each page holds as many boxes as its questions have options."""
    boxes = sum(len(printed.boxes(p)) for p in range(len(printed.pages)))
    graph = desk.graphs[case[0]]
    assert boxes == sum(len(n.edges) for n in graph.nodes)
    for page in range(len(printed.pages)):
        lines = printed.lines(page)
        options = [w for w in lines if w.bold and len(w.text) <= 2 and w.text.islower()]
        assert len(options) == len(printed.boxes(page))


def test_blank_lines_to_fill_in_and_to_sign(printed: Sheet) -> None:
    """C17, C18: a sheet can be filled in by hand from the case to the signature."""
    for word in ("Case", "Outcome (letter)", "Route, such as 1a 2c 5b", "Why we follow it, or do not"):
        assert word in printed.text
    for word in ("Name", "Role", "Date", "Decision"):
        assert any(w.text == word for p in range(len(printed.pages)) for w in printed.lines(p))


def test_c25_the_file_is_small(printed: Sheet) -> None:
    assert len(printed.bytes) <= 200_000


@settings(max_examples=25)
@given(spec=specs())
def test_every_route_of_any_decision(spec: Spec) -> None:
    """Random decisions, with shared steps and steps that lead far ahead."""
    decision = read(document(spec))
    graph = lower(decision).graph
    desk = Desk(Library(decisions=(decision,)), {"d": graph}, Addresses())
    made = print_sheet(desk.decision(Ink(), decision), _typesetter(), None)
    paper = PaperWalk(Sheet(made.pdf))
    for route in routes(graph):
        at = "1"
        for _, option in route:
            at = paper.follow(at, next(k for k, (words, _) in paper.questions[at].options.items() if words == option))
        assert paper.outcomes[at] == walk(graph, dict(route)).outcome


_one: list[Typesetter] = []


def _typesetter() -> Typesetter:
    if not _one:
        _one.append(Typesetter())
    return _one[0]
