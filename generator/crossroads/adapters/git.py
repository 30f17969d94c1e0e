"""Read a repository's history with git: nothing is checked out, nothing is written."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

from crossroads.adapters.files import YAML, Folder
from crossroads.adapters.trouble import Trouble
from crossroads.reading.source import MAX_BYTES
from crossroads.showing.processes import run_program

_NEVER_ASK = {"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}


@dataclass(frozen=True)
class Commit:
    """One commit: its id, the day it was made (of its committer), and the first line of its message."""

    id: str
    on: str
    subject: str


@dataclass(frozen=True)
class Repository:
    """A git repository as it lies on disk."""

    top: Path

    def run(self, *arguments: str, given: bytes = b"") -> bytes:
        """Run git and give its output; Trouble with git's own sentence where it fails."""
        return _git(self.top, *arguments, given=given)

    def commit(self, revision: str) -> str:
        """Give the id of the commit that a revision names; Trouble where it names none."""
        try:
            return (
                self.run("rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}")
                .decode()
                .strip()
            )
        except _Failed as error:
            if not self.has_commits:
                raise Trouble("This repository has no commits yet, so there is nothing to compare with.") from error
            more = " This clone is shallow: run “git fetch --unshallow”." if self.shallow else ""
            hint = "Name a branch, a tag or a commit that “git log” shows, or a folder."
            raise Trouble(f"There is no revision, folder or file “{revision}”. {hint}{more}") from error

    def base(self, one: str, two: str) -> str:
        """Give the commit at which two revisions parted; Trouble where there is none."""
        try:
            return self.run("merge-base", self.commit(one), self.commit(two)).decode().strip()
        except _Failed as error:
            more = " This clone is shallow: run “git fetch --unshallow”." if self.shallow else ""
            raise Trouble(f"“{one}” and “{two}” have no commit in common.{more}") from error

    @cached_property
    def has_commits(self) -> bool:
        """Tell whether anything was ever committed."""
        try:
            return bool(self.run("rev-list", "--all", "--max-count=1").strip())
        except _Failed:
            return False

    @cached_property
    def shallow(self) -> bool:
        """Tell whether older commits are missing."""
        return self.run("rev-parse", "--is-shallow-repository").strip() == b"true"

    def folder(self, revision: str, path: str, shown: str) -> Folder:
        """Read the decisions below a path at a revision; Trouble where the revision has no such folder."""
        commit = self.commit(revision)
        names = self._names(commit, path)
        if not names:
            raise Trouble(f"There is no folder “{path or '.'}” with decisions at “{revision}”.")
        below = {name: PurePosixPath(name).relative_to(path).as_posix() if path else name for name in names}
        contents = self.contents([f"{commit}:{name}" for name in names])
        return Folder(shown, {below[n]: contents[f"{commit}:{n}"][: MAX_BYTES + 1] for n in names}, ())

    def _names(self, commit: str, path: str) -> list[str]:
        listed = self.run("ls-tree", "-r", "-z", "--name-only", "--full-tree", commit, "--", path or ".")
        names = [name.decode("utf-8", "replace") for name in listed.split(b"\0") if name]
        return [n for n in names if PurePosixPath(n).suffix in YAML]

    def contents(self, names: list[str]) -> dict[str, bytes]:
        """Read many objects in one process; those that are missing are left out."""
        out = self.run("cat-file", "--batch", given="".join(f"{n}\n" for n in names).encode())
        found: dict[str, bytes] = {}
        at = 0
        for name in names:
            end = out.index(b"\n", at)
            head = out[at:end].split(b" ")
            at = end + 1
            if head[-1] == b"missing" or len(head) < 3:
                continue
            size = int(head[-1])
            found[name] = out[at : at + size]
            at += size + 1
        return found

    def touched(self, path: str) -> list[tuple[Commit, list[tuple[str, str]]]]:
        """List the commits along HEAD's first parents that touched a path, the oldest first.

        With each stand the files that it left there, as pairs of a name and the id of its content.
        """
        if not self.has_commits:
            return []
        form = "--format=%x1e%H%x1f%cs%x1f%s%x1f"
        out = self.run(
            "log", "--first-parent", "-m", "--reverse", "--raw", "-z", "--no-renames", "--no-abbrev", form,
            "--end-of-options", "HEAD", "--", path or ".",
        )  # fmt: skip
        return [_commit(block) for block in out.decode("utf-8", "replace").split("\x1e") if block.strip("\0\n")]


def _commit(block: str) -> tuple[Commit, list[tuple[str, str]]]:
    name, on, subject, rest = block.split("\x1f", 3)
    fields = [f for f in rest.strip("\0\n").split("\0") if f]
    files = [(path, raw.split(" ")[3]) for raw, path in zip(fields[::2], fields[1::2], strict=False)]
    return Commit(name, on, subject), [(path, blob) for path, blob in files if blob.strip("0")]


class _Failed(Trouble):
    """Git said no."""


def repository(near: Path) -> Repository:
    """Find the repository that a folder lies in; Trouble where there is none, or no git."""
    place = near if near.is_dir() else near.parent
    while not place.is_dir():
        place = place.parent
    try:
        top = _git(place, "rev-parse", "--show-toplevel").decode().rstrip("\n")
    except _Failed as error:
        raise Trouble(f"“{near}” does not lie in a git repository, so it has no earlier versions.") from error
    return Repository(Path(top))


def _git(place: Path, *arguments: str, given: bytes = b"") -> bytes:
    environment: Mapping[str, str] = {**os.environ, **_NEVER_ASK}
    command = ["git", "-c", "core.quotepath=off", "-c", "core.fsmonitor=false", *arguments]
    try:
        status, out, said = run_program(command, given, place, environment)
    except FileNotFoundError as error:
        raise Trouble("There is no git on this machine, so earlier versions cannot be read.") from error
    if status:
        raise _Failed(said.decode("utf-8", "replace").strip().partition("\n")[0] or "git failed")
    return out
