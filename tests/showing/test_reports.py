"""Reports for programs: GitHub's annotations and SARIF; explanations that run their examples."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sarif_pydantic import Sarif

from crossroads.adapters.command import main
from crossroads.model.codes import CODES
from crossroads.model.diagnostic import Diagnostic, diagnostic
from crossroads.model.place import Place
from crossroads.reading.examples import documented
from crossroads.showing.explain import explain_text
from crossroads.showing.report import as_json, as_text
from crossroads.showing.sarif import as_github, as_sarif

PLACES = st.builds(Place, st.text(min_size=1), *([st.integers(1, 9999)] * 4))
DIAGNOSTICS = st.builds(diagnostic, st.sampled_from(sorted(CODES)), PLACES, st.text(), st.text())


@given(st.lists(DIAGNOSTICS, max_size=5))
def test_sarif_is_valid_and_complete(found: list[Diagnostic]) -> None:
    text = as_sarif(found)
    Sarif.model_validate_json(text)
    run = json.loads(text)["runs"][0]
    assert [r["ruleId"] for r in run["results"]] == [d.code for d in found]
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]


@given(st.lists(DIAGNOSTICS, min_size=1, max_size=4))
def test_annotations_are_one_line_each_whatever_the_text(found: list[Diagnostic]) -> None:
    lines = as_github(found).replace("\r", "\n").split("\n")
    assert len(lines) == len(found)
    for line in lines:
        command = re.fullmatch(r"::(error|warning|notice) ([^\n]*?)::(.*)", line, re.DOTALL)
        assert command
        fields = dict(part.split("=", 1) for part in command.group(2).split(","))
        assert list(fields) == ["file", "line", "col", "endLine", "endColumn", "title"]


@given(st.lists(DIAGNOSTICS, max_size=5))
def test_text_and_json_take_any_text(found: list[Diagnostic]) -> None:
    assert len(json.loads(as_json(found))["diagnostics"]) == len(found)
    assert all(c.isprintable() or c == "\n" for c in as_text(found, {}))


@pytest.mark.parametrize("code", documented())
def test_explaining_runs_the_example(code: str) -> None:
    text = explain_text(code)
    assert f"[{code}]" in text
    assert CODES[code].means in text


def test_explain_lists_and_suggests(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain"]) == 0
    assert {line.split()[0] for line in capsys.readouterr().out.splitlines()} == set(CODES)
    assert main(["explain", "gapp"]) == 2
    assert "Did you mean “gap”?" in capsys.readouterr().err
