"""The command `diff`: every way to name a version, every kind of change, and a sentence for what cannot be."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from git_folder import commit, edit, git, start

from crossroads.adapters.command import main

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def decisions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the folder of decisions of a fresh repository, and stand beside it."""
    folder = start(tmp_path)
    monkeypatch.chdir(tmp_path)
    return folder


def run(capsys: Capture, *arguments: str) -> tuple[int, str, str]:
    status = main(["diff", *arguments])
    out = capsys.readouterr()
    return status, out.out, out.err


def told(capsys: Capture, *arguments: str) -> dict[str, Any]:
    status, out, err = run(capsys, *arguments, "--format", "json")
    assert (status, err) == (0, "")
    data: dict[str, Any] = json.loads(out)
    return data


def test_nothing_changed(decisions: Path, capsys: Capture) -> None:
    assert run(capsys, "HEAD", "--exit-code") == (0, "Nothing changed.\n", "")
    assert run(capsys, "HEAD", "--format", "markdown") == (0, "", "")


def test_an_edge_is_told_in_words_and_numbers(decisions: Path, capsys: Capture) -> None:
    edit(decisions / "ship.yml", ("from: 50, next: ship}", "from: 50, next: wait}"))
    status, out, _ = run(capsys, "HEAD", "--exit-code")
    assert status == 1
    assert "1 of 4 (25 %) answer combinations now ends elsewhere" in out
    assert "“Ship the fix” → “Wait for the release”" in out
    assert "decisions/ship.yml:27: option leads elsewhere tests.most" in out
    assert "✗ now fails: Typo, well tested" in out
    one = told(capsys, "HEAD")["decisions"]["ship"]
    assert (one["status"], one["impact"], one["changed"], one["changed_share"]) == ("changed", "outcome", 1, "1/4")
    assert one["from_to"] == [
        {"from": "ship", "to": "wait", "count": 1, "example": {"harm": "no", "tests": "50.."}},
    ]
    assert one["scenarios"] == {"now_failing": ["Typo, well tested"], "now_passing": []}


def test_a_moved_cut_off_is_a_cell_of_its_own(decisions: Path, capsys: Capture) -> None:
    edit(decisions / "ship.yml", ("below: 50", "below: 70"), ("from: 50", "from: 70"))
    one = told(capsys, "HEAD")["decisions"]["ship"]
    assert one["cases"] == [{"when": {"harm": ["no"], "tests": ["50..70"]}, "from": "ship", "to": "wait", "count": 1}]
    assert [p["kind"] for p in one["structure"]] == ["cut-off-moved", "cut-off-moved"]


@pytest.mark.parametrize(
    ("pairs", "impact"),
    [
        ([("    title: Roll back", "    title: Go back")], "wording"),
        ([("certainty: high", "certainty: low")], "advice"),
        ([("next-steps: [Press the button.]", "next-steps: [Press the red button.]")], "advice"),
        ([("    checklists: [release]\n", "")], "advice"),
        ([("      yes:\n", "      now:\n        was: [yes]\n"), ("given: {harm: yes}", "given: {harm: now}")], "none"),
    ],
)
def test_impacts(decisions: Path, capsys: Capture, pairs: list[tuple[str, str]], impact: str) -> None:
    edit(decisions / "ship.yml", *pairs)
    one = told(capsys, "HEAD")["decisions"]["ship"]
    assert (one["impact"], one["changed"]) == (impact, 0)
    assert one["hash"][0] == one["hash"][1]
    assert run(capsys, "HEAD", "--exit-code")[0] == 0


def test_a_question_put_before_is_another_route(decisions: Path, capsys: Capture) -> None:
    more = "  seen:\n    ask: Did you see it?\n    rationale: r\n    options:\n"
    more += "      y: {label: Seen, next: harm}\n      n: {label: Heard, next: harm}\n"
    edit(decisions / "ship.yml", ("start: harm", "start: seen"), ("questions:\n", "questions:\n" + more))
    one = told(capsys, "HEAD")["decisions"]["ship"]
    assert (one["impact"], one["changed"], one["hash"][0] == one["hash"][1]) == ("route", 0, True)


def test_a_decision_renamed_deleted_added_retired(decisions: Path, capsys: Capture) -> None:
    (decisions / "ship.yml").rename(decisions / "send.yml")
    edit(decisions / "send.yml", ("start: harm", "was: [ship]\nstart: harm"))
    data = told(capsys, "HEAD")
    assert {n: (d["status"], d["impact"]) for n, d in data["decisions"].items()} == {"send": ("changed", "none")}
    edit(decisions / "send.yml", ("was: [ship]\n", ""))
    data = told(capsys, "HEAD")
    assert {n: d["status"] for n, d in data["decisions"].items()} == {"send": "added", "ship": "removed"}
    (decisions / "send.yml").rename(decisions / "ship.yml")
    edit(decisions / "ship.yml", ("start: harm", "retired: {on: 2026-11-22, because: Nobody ships.}\nstart: harm"))
    assert told(capsys, "HEAD")["decisions"]["ship"]["impact"] == "advice"


def test_a_version_that_does_not_parse_is_told_and_the_rest_compared(decisions: Path, capsys: Capture) -> None:
    (decisions / "other.yml").write_bytes((decisions / "ship.yml").read_bytes())
    commit(decisions.parent, "Two")
    edit(decisions / "other.yml", ("certainty: high", "certainty: low"))
    (decisions / "ship.yml").write_text("title: [", "utf-8")
    data = told(capsys, "HEAD")
    assert {n: d["status"] for n, d in data["decisions"].items()} == {"ship": "unreadable", "other": "changed"}
    assert data["broken"] == {"old": [], "new": ["ship"]}


def test_checklists_and_evidence_are_compared(decisions: Path, capsys: Capture) -> None:
    evidence, checklist = decisions / "evidence.yml", decisions / "checklists" / "release.yml"
    edit(evidence, ("grade: B", "grade: C"))
    text = checklist.read_text("utf-8")
    checklist.write_text(text.replace("critical: true", "critical: false", 1), "utf-8")
    data = told(capsys, "HEAD")
    assert data["decisions"] == {}
    assert [p["kind"] for p in next(iter(data["evidence"].values()))["structure"]] == ["evidence-grade"]
    kinds = [p["kind"] for c in data["checklists"].values() for p in c["structure"]]
    assert kinds == (["item-critical"] if "critical: true" in text else [])
    assert "No decision changed" in data["headline"]


def test_versions_are_revisions_ranges_folders_and_files(decisions: Path, tmp_path: Path, capsys: Capture) -> None:
    first = git(tmp_path, "rev-parse", "HEAD")
    earlier = tmp_path / "earlier"
    subprocess.run(["cp", "-r", str(decisions), str(earlier)], check=True)
    edit(decisions / "ship.yml", ("certainty: high", "certainty: low"))
    commit(tmp_path, "Less sure")
    ways = [
        ("HEAD~1", "HEAD"),
        ("HEAD~1..HEAD",),
        ("main~1...main",),
        (first,),
        ("earlier", "decisions"),
        ("earlier/ship.yml", "decisions/ship.yml"),
    ]
    for way in ways:
        assert {n: d["impact"] for n, d in told(capsys, *way)["decisions"].items()} == {"ship": "advice"}, way


def test_a_change_has_a_fingerprint_that_stays_and_lapses(decisions: Path, tmp_path: Path, capsys: Capture) -> None:
    def fingerprint(*sides: str) -> str:
        return str(told(capsys, *sides)["decisions"]["ship"]["fingerprint"])

    edit(decisions / "ship.yml", ("from: 50, next: ship}", "from: 50, next: wait}"))
    one = fingerprint("HEAD")
    text = (decisions / "ship.yml").read_text("utf-8")
    git(tmp_path, "checkout", "--quiet", "decisions")
    edit(decisions / "evidence.yml", ("grade: B", "grade: C"))
    commit(tmp_path, "Something else first")
    (decisions / "ship.yml").write_text("\n\n" + text, "utf-8")
    assert fingerprint("HEAD") == one
    edit(decisions / "ship.yml", ("certainty: high", "certainty: low"))
    assert fingerprint("HEAD") != one


def test_what_cannot_be_compared_is_a_sentence(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = start(tmp_path / "kept")
    monkeypatch.chdir(tmp_path / "kept")
    status, out, err = run(capsys, "nowhere")
    assert (status, out) == (3, "")
    assert "There is no revision, folder or file “nowhere”" in err
    assert run(capsys, "--", "-x")[0] == 3
    assert run(capsys, "HEAD", "decisions/ship.yml")[0] == 2
    assert "no folder" in run(capsys, "HEAD", "--decisions", str(folder / "checklists" / "none"))[2].lower()
    commit(tmp_path / "kept", "Two")
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{tmp_path / 'kept'}", "shallow")
    monkeypatch.chdir(tmp_path / "shallow")
    status, _, err = run(capsys, "HEAD~1")
    assert (status, "shallow" in err) == (3, True)
    bare = tmp_path / "bare" / "decisions"
    bare.mkdir(parents=True)
    (bare / "ship.yml").write_bytes((folder / "ship.yml").read_bytes())
    git(bare.parent, "init", "--quiet")
    monkeypatch.chdir(bare.parent)
    status, _, err = run(capsys, "HEAD")
    assert (status, "no commits yet" in err) == (3, True)
    monkeypatch.setenv("PATH", str(tmp_path))
    status, _, err = run(capsys, "HEAD")
    assert (status, "no git on this machine" in err) == (3, True)


def test_outside_a_repository(tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "decisions").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    status, _, err = run(capsys, "HEAD")
    assert (status, "does not lie in a git repository" in err) == (3, True)
