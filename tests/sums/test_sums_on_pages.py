"""Sums on pages: blocks and single numbers are put in, all else stays, unknown names are told with their place."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from crossroads.model.library import Library
from crossroads.reading.library import Reading, read_library
from crossroads.reasoning.judge import judge
from crossroads.showing.sums import embed_sums

SUM = (
    "title: <T> & co\nabout: A *b*\ninputs:\n"
    "  n: {label: Requests, values: [10, 2000], unit: a month, seen: 2026-11-22, evidence: [page]}\n"
    "  k: {label: RAG price, values: 3, unit: dollars, note: Our assumption}\n"
    "results:\n  all: {label: In all, is: n * k / 2, unit: dollars}\nsays: S\n"
)
REGISTER = "page: {title: T, publisher: P, seen: 2026-11-22, grade: C, finding: F}\n"


def reading(page: str, body: str = SUM) -> Reading:
    return read_library(
        {"sums/one.yml": body.encode(), "evidence.yml": REGISTER.encode()}, content={"p.md": page.encode()}
    )


def library() -> Library:
    return reading("").library


def put(page: str) -> str:
    return embed_sums(page, library(), lambda entry: f"../evidence/#{entry}")


def test_a_block_becomes_a_table_with_its_sources() -> None:
    html = put("Before\n\n```sum\none\n```\n\nAfter\n")
    assert html.startswith("Before\n\n<div") and html.endswith("After\n")
    assert "&lt;T&gt; &amp; co" in html and "<em>b</em>" in html
    assert re.findall(r"<td>([\d,]+)</td>", html)[:2] == ["15", "3,000"]
    assert '<a href="../evidence/#page">P</a>' in html and "2026-11-22" in html
    assert "requests × RAG price ÷ 2" in html
    assert "style=" not in html and "\n\n" not in html[html.index("<div") : html.rindex("</div>")]


def test_a_number_stands_in_a_sentence() -> None:
    assert put("It costs {sum:one.all@2000} dollars.") == "It costs 3,000 dollars."
    assert put("`{sum:one.all@2000}` and {sum:one.all@10}") == "`{sum:one.all@2000}` and 15"


def test_what_stands_for_a_number_is_no_markup() -> None:
    body = SUM.replace("is: n * k / 2", "is: 0 - n, otherwise: '<b> *x* [y](z) `c` &amp;'")
    text = embed_sums("It is {sum:one.all@10}.", reading("", body).library, str)
    assert not set("<>*[]()`") & set(text)
    assert unescape(text) == "It is <b> *x* [y](z) `c` &amp;."


def test_other_fences_keep_what_is_in_them() -> None:
    page = "````md\n```sum\none\n```\n{sum:one.all@10}\n````\n\n~~~\n{sum:one.all@10}\n~~~\n"
    assert put(page) == page


@given(st.text(alphabet="`~sum{}:one.al@ \n#*-", max_size=80))
def test_pages_that_name_no_sum_stay_as_they_are(page: str) -> None:
    empty = Library()
    assert embed_sums(page, empty, str) == page


def test_unknown_sums_are_told_where_they_stand() -> None:
    page = "---\ntitle: P\n---\n\n```sum\ntwo\n```\n\nIt is {sum:one.none} or {sum:one.all} or {sum:one.all@11}.\n"
    read = reading(page)
    found = [d for d in judge(read.library, date(2026, 11, 22)).diagnostics if d.code == "unknown-sum"]
    lines = page.split("\n")
    marked = [lines[d.place.line - 1][d.place.column - 1 : d.place.end_column - 1] for d in found]
    assert marked == ["two", "one.none", "one.all", "one.all@11"]
    assert all(d.place.file == "content/p.md" for d in found)


def test_known_sums_are_silent() -> None:
    read = reading("```sum\none\n```\n{sum:one.all@10}\n")
    assert judge(read.library, date(2026, 11, 22)).diagnostics == ()


def test_unknown_evidence_of_an_input_is_told() -> None:
    read = reading("", SUM.replace("evidence: [page]", "evidence: [pgae]"))
    found = judge(read.library, date(2026, 11, 22)).diagnostics
    assert [(d.code, d.place.line) for d in found] == [("unknown-evidence", 4)]
