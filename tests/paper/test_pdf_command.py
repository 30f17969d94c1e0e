"""`crossroads pdf`: which files it writes, and what it says when it cannot."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from crossroads.adapters import hand, printing
from crossroads.adapters.command import main
from crossroads.reading.examples import FOLDER
from crossroads.showing import paper


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CROSSROADS_CACHE", str(tmp_path / "cache"))
    return Path(shutil.copytree(FOLDER / "base", tmp_path / "decisions"))


def run(*arguments: str) -> int:
    try:
        return main(["pdf", *arguments])
    except SystemExit as leaving:
        return int(leaving.code or 0)


def files(folder: Path) -> list[str]:
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*.pdf"))


def test_all_sheets_are_written_and_only_changes_again(
    library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert run(str(out), "--decisions", str(library)) == 0
    assert files(out) == ["checklists/release.pdf", "decisions/ship.pdf"]
    capsys.readouterr()
    assert run(str(out), "--decisions", str(library)) == 0
    assert "0 written, 2 unchanged" in capsys.readouterr().err


@pytest.mark.parametrize(("name", "made"), [("ship", ["decisions/ship.pdf"]), ("release", ["checklists/release.pdf"])])
def test_one_sheet_for_one_paper(library: Path, tmp_path: Path, name: str, made: list[str]) -> None:
    import pypdf

    out = tmp_path / "out"
    assert run(name, str(out), "--decisions", str(library), "--paper", "letter") == 0
    assert files(out) == made
    assert round(float(pypdf.PdfReader(out / made[0]).pages[0].mediabox.height)) == 792


def test_a_name_that_is_neither_is_wrong_use(library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("releas", str(tmp_path / "out"), "--decisions", str(library)) == 2
    assert "“release”" in capsys.readouterr().err


def test_errors_stand_in_the_way(library: Path, tmp_path: Path) -> None:
    (library / "ship.yml").write_text("title: x\n")
    assert run(str(tmp_path / "out"), "--decisions", str(library)) == 1


def test_a_folder_that_cannot_be_written(library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "out").write_text("a file")
    assert run(str(tmp_path / "out"), "--decisions", str(library)) == 3
    assert "Cannot write below" in capsys.readouterr().err


def test_without_the_extra_sites_build_and_the_command_says_what_to_install(
    library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for module in (hand, paper):
        monkeypatch.setattr(module, "installed", lambda: False)
    assert printing.printing_hand() is None
    assert run(str(tmp_path / "out"), "--decisions", str(library)) == 3
    assert "crossroads[paper]" in capsys.readouterr().err
    assert main(["pages", str(tmp_path / "site"), "--decisions", str(library)]) == 0
    assert files(tmp_path / "site") == []
    assert "PDF)" not in (tmp_path / "site/checklists/release.md").read_text("utf-8")


def test_a_kept_sheet_needs_no_typesetter(library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The program of 81 MB is loaded where something changed, and not else."""
    assert run(str(tmp_path / "one"), "--decisions", str(library)) == 0
    for name in [n for n in sys.modules if n == "typst" or n.startswith("typst.")]:
        monkeypatch.delitem(sys.modules, name)
    assert run(str(tmp_path / "two"), "--decisions", str(library)) == 0
    assert "typst" not in sys.modules
    assert (tmp_path / "one/decisions/ship.pdf").read_bytes() == (tmp_path / "two/decisions/ship.pdf").read_bytes()


def test_a_damaged_kept_sheet_is_printed_again(library: Path, tmp_path: Path) -> None:
    assert run(str(tmp_path / "one"), "--decisions", str(library)) == 0
    for kept in (tmp_path / "cache").rglob("*.pdf"):
        kept.write_bytes(b"half of a sheet")
    assert run(str(tmp_path / "two"), "--decisions", str(library)) == 0
    assert (tmp_path / "one/decisions/ship.pdf").read_bytes() == (tmp_path / "two/decisions/ship.pdf").read_bytes()
