"""The past of the rules: each behaviour version with its day, change and data, or a word that it is missing."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from git_folder import commit, edit, git, start

from crossroads.adapters.pages import make
from crossroads.adapters.workshop import inspect
from crossroads.showing.artifact import Addresses

TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep what is found out in a folder of the test's own."""
    monkeypatch.setenv("CROSSROADS_CACHE", str(tmp_path / "cache" / "drawings"))


def made(decisions: Path) -> dict[str, str]:
    inspection = inspect(decisions, TODAY, shown="decisions")
    assert not inspection.has_errors
    artifacts = make(inspection, "embedded", "", TODAY, Addresses())
    return {a.uri: a.content.decode() for a in artifacts if a.uri.endswith((".md", ".json"))}


def versions(pages: dict[str, str], decision: str) -> list[dict[str, object]]:
    names = sorted(u for u in pages if u.startswith(f"decisions/{decision}/versions/"))
    return sorted((json.loads(pages[u]) for u in names), key=lambda v: str(v["date"]))


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    """Make a repository whose rules changed twice, with texts changing in between."""
    decisions = start(tmp_path / "kept")
    edit(decisions / "ship.yml", ("title: Roll back", "title: Go back"))
    commit(decisions.parent, "Wording", on="2026-11-05")
    edit(
        decisions / "ship.yml",
        ("below: 50", "below: 70"),
        ("from: 50", "from: 70"),
    )
    commit(decisions.parent, "Ask for more tests", on="2026-11-10")
    edit(decisions / "ship.yml", ("summary: Send it out now.", "summary: Send it out at once."))
    commit(decisions.parent, "Wording again", on="2026-11-12")
    return decisions


def test_every_behaviour_version_has_its_day_and_its_data(repo: Path) -> None:
    pages = made(repo)
    first, second = versions(pages, "ship")
    assert (first["date"], second["date"]) == ("2026-11-01", "2026-11-10")
    assert first["outcomes"]["rollback"] == "Go back"  # type: ignore[index]
    assert {str(v["hash"])[:12] for v in (first, second)} == {
        u.rsplit("/", 1)[1].removesuffix(".json") for u in pages if "/versions/" in u
    }
    page = pages["changes.md"]
    assert "1 of 6 (17 %) answer combinations now ends elsewhere" in page
    assert "“Ship the fix” → “Wait for the release”" in page
    assert "Ask for more tests" in page
    assert "Wording" not in page
    assert 'These rules hold since <time datetime="2026-11-10">' in pages["decisions/ship.md"]


def test_what_is_not_committed_is_the_newest_version(repo: Path) -> None:
    edit(repo / "ship.yml", ("from: 70, next: ship}", "from: 70, next: wait}"), ("expect: ship", "expect: wait"))
    inspection = inspect(repo, TODAY, shown="decisions")
    pages = {
        a.uri: a.content.decode()
        for a in make(inspection, "embedded", "", TODAY, Addresses())
        if a.uri.endswith((".md", ".json"))
    }
    assert "Not committed yet" in pages["changes.md"]
    assert len(versions(pages, "ship")) == 3


def test_a_renamed_decision_keeps_its_past(repo: Path) -> None:
    (repo / "ship.yml").rename(repo / "send.yml")
    edit(repo / "send.yml", ("start: harm", "was: [ship]\nstart: harm"))
    commit(repo.parent, "Rename", on="2026-11-15")
    assert [v["date"] for v in versions(made(repo), "send")] == ["2026-11-01", "2026-11-10"]


def test_a_broken_commit_in_between_is_passed_over(repo: Path) -> None:
    text = (repo / "ship.yml").read_text("utf-8")
    (repo / "ship.yml").write_text("title: [", "utf-8")
    commit(repo.parent, "Broken", on="2026-11-16")
    (repo / "ship.yml").write_text(text, "utf-8")
    commit(repo.parent, "Mended", on="2026-11-17")
    assert [v["date"] for v in versions(made(repo), "ship")] == ["2026-11-01", "2026-11-10"]


def test_a_shallow_clone_and_a_plain_folder_say_so(repo: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{repo.parent}", "shallow")
    pages = made(tmp_path / "shallow" / "decisions")
    assert "only a part of its history" in pages["changes.md"]
    assert [v["date"] for v in versions(pages, "ship")] == ["2026-11-22"]
    plain = tmp_path / "plain"
    plain.mkdir()
    for path in sorted(repo.rglob("*.yml")):
        target = plain / "decisions" / path.relative_to(repo)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    pages = made(plain / "decisions")
    assert "has no history" in pages["changes.md"]


def test_what_was_found_out_is_kept_and_damage_to_it_is_harmless(repo: Path, tmp_path: Path) -> None:
    once = made(repo)
    store = tmp_path / "cache" / "history.json"
    assert store.is_file()
    assert made(repo) == once
    for damage in ("", "{", "[]", '{"version": "0.1.0", "blobs": 3}'):
        store.write_text(damage, "utf-8")
        assert made(repo) == once
