"""Tables that people write: what an import makes of them, and what it says of those it cannot read."""

from __future__ import annotations

import pytest
from exchange_specimens import TODAY, graph_of, imported
from hypothesis import given
from hypothesis import strategies as st

from crossroads.reasoning.walk import walk
from crossroads.showing.imports import BadTable, import_table


def ends(text: str, **answers: str) -> str | None:
    return walk(graph_of(imported(import_table(text.encode(), TODAY))), answers).outcome


def test_rows_are_rules_in_order() -> None:
    text = "vip,harm,outcome\nyes,,go\n,low|none,wait\n-,high,stop\n"
    assert ends(text, vip="yes", harm="high") == "go"
    assert ends(text, vip="other", harm="none") == "wait"
    assert ends(text, vip="other", harm="high") == "stop"


def test_bands_may_overlap_and_leave_the_rest_to_the_last_row() -> None:
    text = 'size (pages; from 0),outcome\n<10,small\n"[5,20) | >=100",odd\n,large\n'
    decision = imported(import_table(text.encode(), TODAY))
    names = [str(o.id) for o in decision.question("size").options]
    assert names == ["below-5", "from-5-below-10", "from-10-below-20", "from-20-below-100", "from-100"]
    outcomes = [walk(graph_of(decision), {"size": name}).outcome for name in names]
    assert outcomes == ["small", "small", "odd", "large", "odd"]


def test_labels_of_numbers_below_nothing() -> None:
    question = imported(import_table(b"t (degrees),outcome\n<-2.5,a\n>=-2.5,b\n", TODAY)).question("t")
    assert [(o.id, o.label) for o in question.options] == [
        ("below-minus-2-5", "Below -2.5"),
        ("from-minus-2-5", "-2.5 or more"),
    ]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_separators_marks_and_line_ends_of_spreadsheets(separator: str) -> None:
    rows = [["a", "outcome"], ["", ""], ["yes", "x"], ["no", "y"], ["", ""]]
    text = "\ufeff" + "\r\n".join(separator.join(row) for row in rows)
    assert ends(text, a="no") == "y"


def test_a_note_becomes_the_rationale_and_stays_text() -> None:
    note = 'It "is" <b>so</b>: [x](javascript:y) \\<i> # {a}'
    text = 'a,outcome,note\nyes,x,"' + note.replace('"', '""') + '"\nno,y,\n'
    decision = imported(import_table(text.encode(), TODAY))
    first, second = decision.tables[0].rules
    assert str(first.rationale) == 'It "is" \\<b>so\\</b>: \\[x](javascript:y) \\\\\\<i> # {a}'
    assert second.rationale is None


def test_a_hint_of_an_empty_last_row_is_not_needed() -> None:
    assert ends("a,outcome\nyes,x\n,y\n", a="other") == "y"
    assert ends("a,outcome\nother,x\n,y\n", a="other-2") == "y"


BAD = {
    "": "Line 1: The file is empty",
    "\n\n": "Line 1: The file is empty",
    "a,b\nx,y\n": "Line 1: The header has no column “outcome”.",
    "a,outcome\n": "Line 1: There are no rows",
    "\na,outcome\nx\n": "Line 3: This row has 1 cells, and the header has 2.",
    'a,outcome\n"x\ny",z,1\n': "Line 2: This row has 3 cells",
    'a,outcome\nx,y\n"x,y\n': "Line 3: This is not CSV",
    "a,outcome\nx,\n": "Line 2: This row names no outcome.",
    "a,a,outcome\nx,y,z\n": "Line 1: There are two columns “a”.",
    "a,a?,outcome\nx,y,z\n": "Line 1: There are two columns “a”.",
    "a,outcome,outcome\nx,y,z\n": "Line 1: There are two columns “outcome”.",
    "a,,outcome\nx,y,z\n": "Line 1: A column has no name",
    "Is it wet?,outcome\nx,y\n": "Line 1: “Is it wet” cannot be an id. Write “is-it-wet”.",
    "a,outcome\nYes,y\n": "Line 2: In “a”: “Yes” cannot be an id. Write “yes”.",
    "a,outcome\nunknown,y\n": "Line 2: In “a”: The id “unknown” is reserved.",
    "a,outcome\nx|,y\n": "Line 2: In “a”: “” cannot be an id.",
    "a,outcome\nx,3 days\n": "Line 2: “3 days” cannot be an id. Write “days-3”.",
    "a,outcome\nx,a\n": "Line 2: “a” is the id of a question and of an outcome",
    "a,outcome\n=1+1,y\n": "Line 2: In “a”: “=1+1” cannot be an id.",
    "a,outcome\n,x\ny,z\n": "Line 2: This row holds for every answer",
    "a,outcome\nx,y\nx,z\n": "Line 1: The column “a” says the same in every row",
    "a,b,outcome\nx,,y\nz,,y\n": "Line 1: The column “b” says the same in every row",
    "a,outcome\n<10,y\n": "Line 2: “<10” is a band of numbers; name their unit in the header: “a (unit)”.",
    "a (),outcome\n<10,y\n": "Line 1: The brackets after “a” are empty",
    "a (b,outcome\nx,y\n": "Line 1: “a (b” cannot be an id.",
    "a (b; 5 to 1),outcome\n<10,y\n": "Line 1: The numbers of “a” end before they begin.",
    "a (b),outcome\n<=10,y\n": "Line 2: “<=10” is no band of numbers. Write <10",
    "a (b),outcome\n7,y\n": "Line 2: “7” is no band of numbers.",
    'a (b),outcome\n"[9,3)",y\n': "Line 2: The band “[9,3)” is empty.",
    "a (b; from 9),outcome\n<5,y\n<20,z\n,y\n": "Line 2: No number of “a” lies in the bands of this row.",
    "a,outcome\nx,y\u202e\n": "Line 2: An invisible character stands here: U+202E",
    "a,outcome\nx,\x07y\n": "Line 2: An invisible character stands here: U+0007",
}


@pytest.mark.parametrize("text", BAD)
def test_bad_tables_get_a_sentence_with_a_line(text: str) -> None:
    with pytest.raises(BadTable) as caught:
        import_table(text.encode(), TODAY)
    assert str(caught.value).startswith(BAD[text])
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ("a,outcome\nü,x\n".encode("latin-1"), "Line 2: Byte 0xfc is not UTF-8"),
        ("a,outcome\nx,y\n".encode("utf-16"), "Line 1: Byte 0xff is not UTF-8"),
        (b"a" * 10_000_001, "Line 1: The file has 10,000,001 bytes"),
        (b"a,outcome\n" + b"x,y\n" * 10_001, "Line 10002: A table has at most 10,000 rows."),
        (b"a,outcome\n" + b"x" * 200_000 + b",y\n", "Line 2: This is not CSV: field larger"),
    ],
)
def test_bytes_that_are_no_table_get_a_sentence(raw: bytes, said: str) -> None:
    with pytest.raises(BadTable) as caught:
        import_table(raw, TODAY)
    assert str(caught.value).startswith(said)


@given(st.binary(max_size=200) | st.text(',;\n"|<>=[)0-9aout \t').map(lambda t: ("a (b),c,outcome\n" + t).encode()))
def test_nothing_but_a_sentence_or_a_decision_comes_of_any_bytes(raw: bytes) -> None:
    try:
        text = import_table(raw, TODAY)
    except BadTable:
        return
    assert text.startswith("# A decision made from a table.")


def test_the_date_is_half_a_year_on() -> None:
    text = import_table(b"a,outcome\nx,y\nz,w\n", TODAY.replace(month=8, day=31))
    assert "reviewed: 2026-08-31\nreview-by: 2027-02-28" in text
