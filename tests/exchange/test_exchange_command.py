"""The commands `export` and `import`: streams, files, exit statuses."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from crossroads.adapters.command import main
from crossroads.reading.examples import BASE, FOLDER

FORMATS = ("json", "dot", "svg", "mermaid", "markdown", "csv")


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """Copy the base library of the examples into a folder of its own."""
    folder = tmp_path / "decisions"
    for name in BASE:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes((FOLDER / "base" / name).read_bytes())
    return folder


def run(capfdbinary: pytest.CaptureFixture[bytes], *arguments: str) -> tuple[int, bytes, str]:
    status = main([*arguments, "--today", "2026-11-22"])
    out = capfdbinary.readouterr()
    return status, out.out, out.err.decode()


def digest(library: Path, capfdbinary: pytest.CaptureFixture[bytes], name: str) -> str:
    status, out, _ = run(capfdbinary, "stats", name, "--format", "json", "--decisions", str(library))
    assert status == 0
    return str(json.loads(out)["decisions"][name]["hash"])


@pytest.mark.parametrize("to", FORMATS)
def test_a_file_holds_what_is_printed(
    library: Path, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes], to: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CROSSROADS_CACHE", str(tmp_path / "cache"))
    arguments = ["export", "ship", "--to", to, "--decisions", str(library)]
    status, out, err = run(capfdbinary, *arguments)
    assert (status, err) == (0, "")
    target = tmp_path / "out"
    target.write_text("old")
    target.chmod(0o640)
    assert run(capfdbinary, *arguments, "-o", str(target)) == (0, b"", "")
    assert target.read_bytes() == out
    assert target.stat().st_mode & 0o777 == 0o640
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(
        {"decisions", "out", *(["cache"] if to == "svg" else [])}
    )


def test_a_decision_goes_out_and_comes_back_both_ways(
    library: Path, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = digest(library, capfdbinary, "ship")
    _, table, _ = run(capfdbinary, "export", "ship", "--to", "csv", "--decisions", str(library))
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(table)))
    status, yaml, err = run(capfdbinary, "import", "-")
    assert (status, err) == (0, "")
    (library / "again.yml").write_bytes(yaml)
    _, document, _ = run(capfdbinary, "export", "ship", "--to", "json", "--decisions", str(library))
    (library / "same.yml").write_bytes(document)
    assert digest(library, capfdbinary, "again") == before
    assert digest(library, capfdbinary, "same") == before
    status, out, _ = run(capfdbinary, "check", str(library / "again.yml"), "--decisions", str(library))
    assert (status, out) == (0, b"No faults found.\n")


def test_an_unknown_decision_or_format_is_wrong_use(library: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    status, out, err = run(capfdbinary, "export", "shp", "--to", "csv", "--decisions", str(library))
    assert (status, out) == (2, b"")
    assert "Did you mean “ship”?" in err
    for arguments in (["ship", "--to", "xml"], ["ship"]):
        with pytest.raises(SystemExit) as caught:
            main(["export", *arguments, "--decisions", str(library)])
        assert caught.value.code == 2


def test_a_file_that_cannot_be_written_is_trouble(
    library: Path, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    arguments = ["export", "ship", "--to", "csv", "--decisions", str(library), "-o"]
    for target in (tmp_path, tmp_path / "none" / "x.csv"):
        status, _, err = run(capfdbinary, *arguments, str(target))
        assert status == 3
        assert err.startswith("crossroads: Cannot write “")
    assert run(capfdbinary, *arguments, "/dev/null")[0] == 0
    assert Path("/dev/null").is_char_device()


def test_a_link_is_followed(library: Path, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    (tmp_path / "real.csv").write_text("old")
    (tmp_path / "link.csv").symlink_to(tmp_path / "real.csv")
    run(capfdbinary, "export", "ship", "--to", "csv", "--decisions", str(library), "-o", str(tmp_path / "link.csv"))
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").read_bytes().endswith(b"\r\n")


def test_a_bad_table_is_wrong_use_and_a_missing_one_trouble(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    table = tmp_path / "t.csv"
    table.write_bytes(b"a,outcome\nYes,x\n")
    status, out, err = run(capfdbinary, "import", str(table))
    assert (status, out) == (2, b"")
    assert err.startswith(f"crossroads: {table}: Line 2: In “a”: “Yes” cannot be an id. Write “yes”.")
    assert run(capfdbinary, "import", str(tmp_path / "none.csv"))[0] == 3
    assert run(capfdbinary, "import", str(tmp_path))[0] == 3


def test_a_table_with_a_gap_is_printed_and_said(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    table = tmp_path / "t.csv"
    table.write_bytes(b"a,b,outcome\nx,,go\ny,u,go\nz,v,stop\n")
    status, out, err = run(capfdbinary, "import", str(table))
    assert (status, out.startswith(b"# A decision")) == (1, True)
    assert "crossroads check” will say: Table “table” says nothing for" in err


def test_a_table_past_what_one_file_may_hold_is_refused(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    table = tmp_path / "t.csv"
    rows = "".join(f"o{i},p{i},q{i},x{i % 7}\n" for i in range(9_000))
    table.write_text("a,b,c,outcome\n" + rows)
    status, out, err = run(capfdbinary, "import", str(table))
    assert (status, out) == (2, b"")
    assert "too large for one decision" in err
