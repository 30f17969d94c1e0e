"""Commands for authors: a new decision, and many walks at once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from crossroads.adapters.command import main


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    assert main(["new", "my-choice", "--decisions", str(tmp_path / "rules"), "--today", "2026-08-31"]) == 0
    return tmp_path / "rules"


def test_a_new_decision_has_no_fault_and_passes_its_scenarios(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["--decisions", str(folder), "--today", "2026-08-31"]
    capsys.readouterr()
    assert main(["check", "--fail-on", "warning", *arguments]) == 0
    assert main(["test", *arguments]) == 0
    assert "4 of 4 options and 3 of 3 routes" in capsys.readouterr().out


def test_new_changes_nothing_that_is_there(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "my-choice.yml").write_text("mine")
    assert main(["new", "my-choice", "--decisions", str(folder)]) == 2
    assert (folder / "my-choice.yml").read_text() == "mine"
    assert main(["new", "3 days", "--decisions", str(folder)]) == 2
    assert "Write “days-3”" in capsys.readouterr().err


def batch(folder: Path, name: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, list[dict[str, object]], str]:
    capsys.readouterr()
    status = main(["walk", "my-choice", "--batch", name, "--decisions", str(folder)])
    out = capsys.readouterr()
    return status, [json.loads(line) for line in out.out.splitlines()], out.err


def test_batch_reads_csv_with_more_columns_and_empty_answers(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cases = tmp_path / "cases.csv"
    cases.write_bytes('\ufeffcustomer,first,second\r\n"A, Inc.",much,3\r\nB,little,\r\nC,,\r\nD,much,99.5\r\n'.encode())
    status, lines, _ = batch(folder, str(cases), capsys)
    assert status == 0
    assert [line["outcome"] for line in lines] == ["act", "wait", None, "wait"]
    assert lines[2]["possible"] == ["act", "wait"]
    assert [line["case"] for line in lines] == [2, 3, 4, 5]


def test_batch_reads_json_lines(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cases = tmp_path / "cases.jsonl"
    cases.write_text('{"first": "much", "second": 3}\n\n{"first": null}\n{"first": "lots"}\n')
    status, lines, _ = batch(folder, str(cases), capsys)
    assert status == 1
    assert [line["outcome"] for line in lines] == ["act", None, None]
    assert lines[2]["errors"] == ["“first” has no option “lots”. The options are: little, much."]


@pytest.mark.parametrize(
    ("content", "status", "said"),
    [(b"{]\n", 2, "Line 1 is not JSON"), (b'{"a":1}\n[1]\n', 2, "Line 2 is not an object"), (b"\xff", 3, "not UTF-8")],
)
def test_batch_says_what_it_cannot_read(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes, status: int, said: str
) -> None:
    cases = tmp_path / "cases"
    cases.write_bytes(content)
    got, _, err = batch(folder, str(cases), capsys)
    assert (got, said in err) == (status, True)
    assert batch(folder, str(tmp_path / "nowhere"), capsys)[0] == 3
