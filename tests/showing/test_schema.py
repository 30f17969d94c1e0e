"""The JSON Schema agrees with the reader: what the reader takes is valid, what a schema can see is refused."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from crossroads.adapters.command import main
from crossroads.reading.examples import Example, documented, examples
from crossroads.reading.library import read_library
from crossroads.showing.schema import FILES, file_schema

ROOT = Path(__file__).parent.parent.parent
SEEN = {"bad-id", "bad-value", "empty-value", "missing-key", "too-few-options", "unknown-key", "wrong-type"}
BEYOND = {  # what a schema cannot see: numbers against each other, keys that depend on values
    ("bad-value", 4): "an empty band",
    ("bad-value", 6): "the number of the format",
    ("bad-value", 7): "two forms in one expectation are each allowed keys",
    ("bad-value", 8): "a rule after the one that always holds",
    ("bad-value", 9): "two forms in one claim are each allowed keys",
    ("missing-key", 7): "a table without rules",
    ("missing-key", 3): "unsure-because depends on unsure",
    ("missing-key", 4): "from depends on unit",
    ("missing-key", 5): "max depends on unit",
    ("missing-key", 6): "outcomes depends on settled-by",
    ("wrong-type", 3): "a key that is a list does not load",
}
ALL = [e for code in documented() for e in examples(code)]


def kind(path: str) -> str:
    """Tell which schema a file answers to."""
    folders = {"checklists": "checklist", "sources": "source", "sums": "sum"}
    stem = Path(path).stem
    return folders.get(Path(path).parent.name) or (stem if stem in ("evidence", "library") else "decision")


def refused(tmp_path: Path, files: dict[str, bytes]) -> set[str]:
    """Validate files with check-jsonschema, one run a kind; give the names of those it refuses."""
    bad: set[str] = set()
    for name in FILES:
        schema = tmp_path / f"{name}.schema.json"
        schema.write_text(json.dumps(file_schema(name)))
        mine = [path for path in files if kind(path.split("+", 1)[1]) == name]
        for path in mine:
            (tmp_path / path.replace("/", "~")).write_bytes(files[path])
        if mine:
            names = [str(tmp_path / p.replace("/", "~")) for p in mine]
            command = [sys.executable, "-m", "check_jsonschema", "-o", "json", "--schemafile", str(schema), *names]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            report = json.loads(done.stdout)
            problems = [*report.get("errors", []), *report.get("parse_errors", [])]
            bad |= {Path(p["filename"]).name.replace("~", "/") for p in problems}
    return bad


def collected(name: str, chosen: list[Example]) -> dict[str, bytes]:
    return {f"{e.code}-{e.number}+{path}": raw for e in chosen for path, raw in e.library(name).items()}


def test_every_repaired_example_is_valid(tmp_path: Path) -> None:
    assert refused(tmp_path, collected("silent", ALL)) == set()


def test_what_a_schema_can_see_is_refused(tmp_path: Path) -> None:
    chosen = [e for e in ALL if e.code in SEEN and (e.code, e.number) not in BEYOND]
    bad = refused(tmp_path, collected("fails", chosen))
    missed = [f"{e.code}-{e.number}" for e in chosen if f"{e.code}-{e.number}+{e.file}" not in bad]
    assert missed == []


def test_what_only_the_checker_sees_is_valid(tmp_path: Path) -> None:
    """A schema that refused these would quarrel with the checker about the place and the repair."""
    codes = {"unknown-evidence", "dangling-next", "scenario-fails", "unreachable-step", "bare-yes-no", "gap"}
    chosen = [e for e in ALL if e.code in codes]
    assert len(chosen) > len(codes)
    assert refused(tmp_path, collected("fails", chosen)) == set()


def test_our_own_library_is_valid(tmp_path: Path) -> None:
    folder = ROOT / "decisions"
    files = {f"own+{p.relative_to(folder).as_posix()}": p.read_bytes() for p in folder.rglob("*.yml")}
    assert len(files) > 4
    assert refused(tmp_path, files) == set()


def test_ids_of_the_library_and_the_decision_are_offered() -> None:
    folder = ROOT / "decisions"
    library = read_library({p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*.yml")}).library
    decision = library.decision("need-at-all")
    text = json.dumps(file_schema("decision", library, decision))
    assert all(json.dumps(str(e.id)) in text for e in library.evidence)
    assert all(json.dumps(str(q.id)) in text for q in decision.questions)
    assert all(json.dumps(str(o.id)) in text for o in decision.outcomes)


def test_schemas_are_written_for_an_editor(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "schemas"
    assert main(["schema", "--out", str(out), "--decisions", str(ROOT / "decisions")]) == 0
    settings = json.loads(capsys.readouterr().out)["yaml.schemas"]
    assert set(settings) == {f"{out.as_posix()}/{name}.json" for name in FILES}
    assert all(json.loads(Path(path).read_text())["$schema"] for path in settings)
    assert (out / "decision.choose-method.json").is_file()
    assert main(["schema", "choose-metod", "--decisions", str(ROOT / "decisions")]) == 2
    assert "Did you mean “choose-method”?" in capsys.readouterr().err
