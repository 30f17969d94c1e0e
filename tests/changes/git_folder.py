"""A small repository with decisions in it, for tests that need history."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from crossroads.reading.examples import BASE, FOLDER

WHO = {
    "GIT_AUTHOR_NAME": "A",
    "GIT_AUTHOR_EMAIL": "a@example.org",
    "GIT_COMMITTER_NAME": "A",
    "GIT_COMMITTER_EMAIL": "a@example.org",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
}


def git(folder: Path, *arguments: str, on: str = "2026-11-01") -> str:
    """Run git in a folder, at a day."""
    day = f"{on}T12:00:00+00:00"
    environment = {**os.environ, **WHO, "GIT_AUTHOR_DATE": day, "GIT_COMMITTER_DATE": day}
    done = subprocess.run(["git", *arguments], cwd=folder, env=environment, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def start(folder: Path) -> Path:
    """Make a repository with the base library of the examples committed; give its folder of decisions."""
    decisions = folder / "decisions"
    for name in BASE:
        (decisions / name).parent.mkdir(parents=True, exist_ok=True)
        (decisions / name).write_bytes((FOLDER / "base" / name).read_bytes())
    git(folder, "init", "--quiet", "--initial-branch=main")
    commit(folder, "First rules")
    return decisions


def commit(folder: Path, message: str, on: str = "2026-11-01") -> str:
    """Commit everything and give the commit's id."""
    git(folder, "add", "--all", on=on)
    git(folder, "commit", "--quiet", "--allow-empty", "-m", message, on=on)
    return git(folder, "rev-parse", "HEAD")


def edit(path: Path, *pairs: tuple[str, str]) -> None:
    """Replace texts that stand once in a file."""
    text = path.read_text("utf-8")
    for old, new in pairs:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    path.write_text(text, "utf-8")
