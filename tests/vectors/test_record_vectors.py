"""How records are filled, escaped and sealed: Python and the browser do the same, as written by hand.

The checksums are those that FNV-1a's authors give for 32 bits.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser

from crossroads.showing.records.texts import checksum, marks, press, sealed
from vector_script import script

VECTORS = json.loads((Path(__file__).parent / "record.json").read_text(encoding="utf-8"))
RUN = """({ press: templates, checksum: sums, seals }) => {
  const { press, checksum, sealed } = window.reasoning;
  return [templates.map(([t, d]) => press(t, d)), sums.map(([t]) => checksum(t)), seals.map(([t]) => sealed(t))];
}"""
EXPECTED = [[case[-1] for case in VECTORS[kind]] for kind in ("press", "checksum", "seals")]


def test_python_fills_and_seals_as_written() -> None:
    found = [
        [press(t, d) for t, d, _ in VECTORS["press"]],
        [checksum(t) for t, _ in VECTORS["checksum"]],
        [sealed(t) for t, _ in VECTORS["seals"]],
    ]
    assert found == EXPECTED


@pytest.mark.browser
def test_the_browser_fills_and_seals_as_written(browser: Browser) -> None:
    page = browser.new_page()
    page.add_script_tag(content=script())
    found = page.evaluate(RUN, VECTORS)
    page.close()
    assert found == EXPECTED


@given(st.text())
def test_d07_a_marked_text_is_one_line_without_a_bare_mark(text: str) -> None:
    done = marks(text)
    assert "\n" not in done
    bare = done.replace("\\\\", "").replace("\\", "\\\0")
    for number, character in enumerate(done):
        if character in "`*_{}[]<>#|~&$@":
            assert character != "@"
            assert (len(done[:number]) - len(done[:number].rstrip("\\"))) % 2 == 1, bare
