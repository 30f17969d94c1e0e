"""Every diagnostic has a file of examples: each raises its code at the marked word, and its repair does not."""

from __future__ import annotations

from datetime import date

import pytest

from crossroads.model.codes import CODES
from crossroads.model.diagnostic import Diagnostic, in_order
from crossroads.reading.examples import BASE, FOLDER, Example, documented, examples
from crossroads.reading.library import read_library
from crossroads.reasoning.judge import judge

TODAY = date(2026, 11, 22)
ELSEWHERE = {
    "unknown-sum": "tests/sums/test_sums_on_pages.py: it takes a page",
    "unreadable-file": "tests/adapters/test_command.py: a link to nothing",
    "missing-glyph": "tests/paper/test_ink.py: it is raised where sheets are printed",
    "too-large": "tests/reasoning/test_limits.py: it takes a table of thousands of rules",
    "claim-not-analysed": "tests/reasoning/test_limits.py: it takes a decision of tangled questions",
}
ALL = [e for code in documented() for e in examples(code)]


def judged(files: dict[str, bytes]) -> tuple[Diagnostic, ...]:
    reading = read_library(files)
    return in_order((*reading.diagnostics, *judge(reading.library, TODAY).diagnostics))


def marked(files: dict[str, bytes], found: Diagnostic) -> str:
    """Cut the marked text out of the file by counting lines and columns."""
    place = found.place
    line = files[place.file.removeprefix("decisions/")].decode().split("\n")[place.line - 1]
    return line[place.column - 1 : max(place.end_column - 1, place.column) if place.end_line == place.line else None]


def test_the_base_has_no_fault() -> None:
    assert judged({p: (FOLDER / "base" / p).read_bytes() for p in BASE}) == ()


def test_every_code_has_examples() -> None:
    assert set(documented()) | set(ELSEWHERE) == set(CODES)


@pytest.mark.parametrize("example", ALL, ids=lambda e: f"{e.code}-{e.number}")
def test_the_example_raises_its_code_at_the_mark(example: Example) -> None:
    files = example.library("fails")
    found = judged(files)
    own = [d for d in found if d.code == example.code]
    assert own, f"raised {[d.code for d in found]}"
    assert example.mark in [marked(files, d) for d in own]
    assert {d.code for d in found} <= {example.code, *example.brings}


@pytest.mark.parametrize("example", ALL, ids=lambda e: f"{e.code}-{e.number}")
def test_the_repair_is_silent(example: Example) -> None:
    assert [f"{d.place} {d.code}: {d.message}" for d in judged(example.library("silent"))] == []


@pytest.mark.parametrize("example", ALL, ids=lambda e: f"{e.code}-{e.number}")
def test_messages_are_sentences(example: Example) -> None:
    for found in judged(example.library("fails")):
        assert found.message[0].isupper() or found.message[0] in "“0123456789"
        assert found.message.rstrip()[-1] in ".>…”"
        assert found.hint
        assert found.hint[-1] in ".?!\"'}”]"
