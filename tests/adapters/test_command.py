"""The command: what it prints, where, and its exit status."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from crossroads.adapters.command import main
from crossroads.reading.examples import BASE, FOLDER

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """Copy the base library of the examples into a folder of its own."""
    folder = tmp_path / "decisions"
    for name in BASE:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes((FOLDER / "base" / name).read_bytes())
    return folder


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = main([*arguments, "--today", "2026-11-22"])
    out = capsys.readouterr()
    return status, out.out, out.err


def edit(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")


def test_check_is_silent_about_a_good_library(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "check", "--decisions", str(library)) == (0, "No faults found.\n", "")


def test_check_tells_every_fault_with_line_mark_and_repair(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(library, "ship.yml", "next: rollback", "next: rollbak")
    edit(library, "ship.yml", "kind: do", "kind: doo")
    edit(library, "evidence.yml", "grade: B", "grade: Z")
    status, out, err = run(capsys, "check", "--decisions", str(library))
    assert (status, err) == (1, "")
    assert out.count(": error: ") == 3
    lines = out.splitlines()
    at = next(i for i, line in enumerate(lines) if "dangling-next" in line)
    assert lines[at + 1 : at + 4] == [
        "  16 |         next: rollbak",
        "     |               ^^^^^^^",
        "  hint: Did you mean “rollback”?",
    ]
    assert lines[-1] == "3 errors."


def test_check_as_json_has_the_promised_shape(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(library, "ship.yml", "label: Yes, now", "label: Yes")
    status, out, _ = run(capsys, "check", "--decisions", str(library), "--format", "json")
    data = json.loads(out)
    assert status == 0
    assert list(data) == ["version", "diagnostics", "counts"]
    assert data["counts"] == {"error": 0, "warning": 1, "note": 0}
    keys = "code severity message hint file line column end_line end_column fingerprint"
    assert list(data["diagnostics"][0]) == keys.split()
    assert run(capsys, "check", "--decisions", str(library), "--fail-on", "warning")[0] == 1


def test_the_fingerprint_survives_moving_to_another_line(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(library, "ship.yml", "label: Yes, now", "label: Yes")
    arguments = ("check", "--decisions", str(library), "--format", "json")
    before = json.loads(run(capsys, *arguments)[1])["diagnostics"][0]
    edit(library, "ship.yml", "owner: release-team", "# moved\nowner: release-team")
    after = json.loads(run(capsys, *arguments)[1])["diagnostics"][0]
    assert after["line"] == before["line"] + 1
    assert after["fingerprint"] == before["fingerprint"]


def test_check_shows_only_the_paths_asked_for(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(library, "ship.yml", "kind: do", "kind: doo")
    folder = ["--decisions", str(library)]
    assert run(capsys, "check", str(library / "evidence.yml"), *folder)[0] == 0
    assert run(capsys, "check", str(library / "ship.yml"), *folder)[0] == 1
    assert run(capsys, "check", "nowhere.yml", *folder)[0] == 2


def test_expired_reviews_are_notes_until_asked(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(library, "ship.yml", "review-by: 2027-05-22", "review-by: 2026-11-21")
    folder = ["--decisions", str(library)]
    status, out, _ = run(capsys, "check", *folder)
    assert (status, "note: The review was due" in out) == (0, True)
    assert run(capsys, "check", *folder, "--expired", "error")[0] == 1


def test_source_date_epoch_is_today(
    library: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1893456000")  # 2030-01-01
    main(["check", "--decisions", str(library)])
    assert "The review was due" in capsys.readouterr().out


def test_text_that_could_rule_a_terminal_is_written_out(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(library, "ship.yml", "next: rollback", 'next: "\\e[31mrollback"')
    out = run(capsys, "check", "--decisions", str(library))[1]
    assert "\x1b" not in out
    assert "<U+001B>" in out


def test_test_runs_the_scenarios(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = ["--decisions", str(library)]
    status, out, _ = run(capsys, "test", *folder)
    assert (status, out) == (
        0,
        "ship: 3 of 3 scenarios pass; they take 4 of 4 options and 3 of 3 routes.\n",
    )
    edit(library, "ship.yml", "expect: rollback", "expect: ship")
    status, out, _ = run(capsys, "test", *folder, "--format", "json")
    data = json.loads(out)
    assert status == 1
    assert [s["passed"] for s in data["scenarios"]] == [False, True, True]
    assert data["scenarios"][0] == {
        "decision": "ship",
        "name": "Data loss",
        "passed": False,
        "expected": "ship",
        "reached": ["rollback"],
        "trace": [{"question": "harm", "answer": "yes"}],
    }
    assert data["coverage"] == {"ship": {"options": [4, 4], "routes": [3, 3]}}


def test_walk_as_json(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ("walk", "ship", "--decisions", str(library), "--format", "json")
    status, out, _ = run(capsys, *arguments, "--answer", "harm=no", "--answer", "tests=49.9")
    data = json.loads(out)
    assert status == 0
    assert list(data) == ["version", "decision", "hash", "trace", "outcome", "possible", "ask_next", "narrows"]
    assert data["trace"] == [{"question": "harm", "answer": "no"}, {"question": "tests", "answer": "little"}]
    assert (data["outcome"], data["ask_next"]) == ("wait", None)
    data = json.loads(run(capsys, *arguments, "--answer", "harm=unknown", "--answer", "tests=most")[1])
    assert (data["outcome"], data["possible"], data["ask_next"]) == (None, ["rollback", "ship"], None)
    data = json.loads(run(capsys, *arguments)[1])
    assert (data["outcome"], data["ask_next"]) == (None, "harm")


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("walk", "shop"), 2, "Did you mean “ship”?"),
        (("walk", "ship", "--answer", "ham=yes"), 2, "Did you mean “harm”?"),
        (("walk", "ship", "--answer", "harm=ye"), 2, "Did you mean “yes”?"),
        (("walk", "ship", "--answer", "harm"), 2, "question=option"),
        (("check", "--decisions", "nowhere"), 3, "There is no folder “nowhere”"),
    ],
)
def test_wrong_use_is_a_sentence(
    library: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], status: int, said: str
) -> None:
    folder = () if "--decisions" in arguments else ("--decisions", str(library))
    got, out, err = run(capsys, *arguments, *folder)
    assert (got, out) == (status, "")
    assert err.startswith("crossroads: ")
    assert said in err


def test_a_bad_date_is_wrong_use(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--decisions", str(library), "--today", "soon"]) == 2
    assert "takes a date" in capsys.readouterr().err


def test_walk_asks_in_the_terminal(library: Path) -> None:
    """A real terminal: a pseudo-terminal answers with a number, a slip and a number of the unit."""
    import os
    import pty

    command = [sys.executable, "-m", "crossroads", "walk", "ship", "--decisions", str(library)]
    master, slave = pty.openpty()
    process = subprocess.Popen(command, stdin=slave, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    os.close(slave)
    os.write(master, b"2\nx\n80\n")
    out, err = process.communicate(timeout=30)
    os.close(master)
    assert process.returncode == 0
    assert "Are people losing data right now?" in err
    assert "Type a to b, or the number of per cent of changed lines." in err
    assert "DO: Ship the fix" in out


def test_a_file_that_cannot_be_read_is_a_diagnostic(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (library / "gone.yml").symlink_to(library / "nowhere.yml")
    status, out, _ = run(capsys, "check", "--decisions", str(library))
    assert status == 1
    assert "gone.yml:1:1: error: The file cannot be read: No such file or directory. [unreadable-file]" in out


def test_a_thousand_broken_files_are_all_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = [b"a: [\n", b"\xff\xfe", b"title: 3\n", b"\t- x", b"a: &b c\n", b"", b"- 1\n", b"title: x\ntitle: y\n"]
    for number in range(1000):
        (tmp_path / f"d{number}.yml").write_bytes(broken[number % len(broken)])
    status, out, _ = run(capsys, "check", "--decisions", str(tmp_path), "--format", "json")
    assert status == 1
    assert len({d["file"] for d in json.loads(out)["diagnostics"]}) == 1000


def test_a_file_that_disappears_while_the_folder_is_read_is_told(
    library: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = Path.open

    def vanishing(self: Path, *arguments: str, **more: str) -> object:
        if self.name == "ship.yml":
            self.unlink(missing_ok=True)
        return whole(self, *arguments, **more)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", vanishing)
    status, out, _ = run(capsys, "check", "--decisions", str(library))
    assert status == 1
    assert "ship.yml:1:1: error: The file cannot be read: No such file or directory." in out


def test_an_empty_folder_has_no_fault(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "check", "--decisions", str(tmp_path)) == (0, "No faults found.\n", "")


def test_pages_writes_only_what_changed_and_removes_what_is_gone(
    library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    arguments = ("pages", str(out), "--decisions", str(library))
    assert run(capsys, *arguments)[0] == 0
    stranger = out / "decisions" / "mine.txt"
    stranger.write_text("mine")
    before = {p: p.stat().st_mtime_ns for p in out.rglob("*") if p.is_file()}
    assert "0 written" in run(capsys, *arguments)[2]
    assert {p: p.stat().st_mtime_ns for p in before if p.name != ".crossroads.json"} == {
        p: t for p, t in before.items() if p.name != ".crossroads.json"
    }
    (library / "ship.yml").rename(library / "send.yml")
    gone = [p for p in before if p.relative_to(out).as_posix().startswith("decisions/ship")]
    assert f"{len(gone)} removed" in run(capsys, *arguments)[2]
    assert not any(p.exists() for p in gone)
    assert not (out / "decisions" / "ship.md").exists()
    assert (out / "decisions" / "send.md").exists()
    assert stranger.read_text() == "mine"


def test_pages_writes_nothing_where_errors_stand(
    library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(library, "ship.yml", "kind: do", "kind: doo")
    status, _, err = run(capsys, "pages", str(tmp_path / "out"), "--decisions", str(library))
    assert (status, "bad-value" in err) == (1, True)
    assert not (tmp_path / "out").exists()


def test_our_own_library_has_no_fault_and_covers_every_statement(capsys: pytest.CaptureFixture[str]) -> None:
    folder = ["--decisions", str(ROOT / "decisions"), "--today", "2026-11-22"]
    assert main(["check", *folder, "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["diagnostics"] == []
