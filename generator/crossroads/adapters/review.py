"""The command `diff`: two versions of a library, from git, folders or files, compared and reported."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from crossroads.adapters.files import Folder, read_folder
from crossroads.adapters.git import Repository, repository
from crossroads.adapters.trouble import Trouble, WrongUse
from crossroads.reading.ids import RESERVED_STEMS
from crossroads.reading.library import read_library
from crossroads.reasoning.changes.library_change import LibraryChange, changes

SETTINGS = "library.yml"


def diff(given: Namespace) -> int:
    """Report what changed; 1 with --exit-code where the behaviour did, with --gate where something is in the way."""
    change = compared(*_sides(given))
    sys.stdout.write(_report(given, change))
    wanting = list(_wanting(given, change)) if given.gate else []
    sys.stderr.writelines(f"crossroads: {sentence}\n" for sentence in wanting)
    return int(bool(wanting) or (given.exit_code and change.impact in ("outcome", "route")))


def compared(old: Folder, new: Folder) -> LibraryChange:
    """Compare two folders; what is equal on both sides is not even read, but for the library's settings."""
    same = {n for n, raw in old.files.items() if new.files.get(n) == raw and n != SETTINGS}
    alike = sum("/" not in name and Path(name).stem not in RESERVED_STEMS for name in same)
    sides = [read_library({n: raw for n, raw in f.files.items() if n not in same}, f.root) for f in (old, new)]
    return changes(sides[0].library, sides[1].library, alike)


def _wanting(given: Namespace, change: LibraryChange) -> Iterator[str]:
    """Say what stands in the way: failing scenarios and claims, unreadable files, changelog lines that are missing."""
    for one in change.decisions:
        yield from (f"“{name}” in {one.id} fails." for name in (*one.scenarios.now_failing, *one.claims.now_failing))
        if one.status == "unreadable" and one.new is None:
            yield f"{one.id} cannot be read; see “crossroads check”."
    moved = [d.id for d in change.decisions if d.status != "unreadable" and d.impact in ("outcome", "route")]
    if given.changelog and moved:
        added = _added_lines(given, Path(given.changelog))
        for name in moved:
            if not any(f"`{name}`" in line for line in added):
                yield f"The rules of {name} changed; add a line to {given.changelog} that names `{name}` and says why."


def _added_lines(given: Namespace, changelog: Path) -> set[str]:
    """Give the lines that the changelog has now and did not have in the old version."""
    try:
        now = changelog.read_text("utf-8", "replace")
    except OSError as error:
        raise Trouble(f"“{changelog}” cannot be read: {error.strerror}.") from error
    before = _old_text(given, changelog)
    return set(now.splitlines()) - set(before.splitlines())


def _old_text(given: Namespace, changelog: Path) -> str:
    """Read the changelog as it was; empty where the old version is no revision, or had none."""
    if Path(given.old).exists():
        return ""
    kept = repository(Path(given.decisions))
    old = _range(given.old, kept)[0] if given.new is None and ".." in given.old else given.old
    name = f"{kept.commit(old)}:{changelog.resolve().relative_to(kept.top.resolve()).as_posix()}"
    return kept.contents([name]).get(name, b"").decode("utf-8", "replace")


def _report(given: Namespace, change: LibraryChange) -> str:
    if given.format == "json":
        from crossroads.showing.changes.diff_json import diff_json

        return diff_json(change) + "\n"
    if given.format == "github":
        from crossroads.showing.changes.diff_github import diff_github

        found = diff_github(change)
        return found + "\n" if found else ""
    if given.format == "markdown":
        from crossroads.showing.changes.diff_markdown import diff_markdown

        return diff_markdown(change)
    if given.format == "html":
        from crossroads.adapters.hand import drawing_hand
        from crossroads.showing.changes.diff_html import diff_html

        return diff_html(change, drawing_hand())
    from crossroads.showing.changes.diff_text import diff_text

    return diff_text(change) + "\n"


def _sides(given: Namespace) -> tuple[Folder, Folder]:
    old, new, decisions = given.old, given.new, Path(given.decisions)
    if new is None and ".." in old and not Path(old).exists():
        one, two = _range(old, repository(decisions))
        return _revision(one, decisions), _revision(two, decisions)
    if new is not None and Path(old).is_file() and Path(new).is_file():
        name = Path(new).name
        return _file(Path(old), name), _file(Path(new), name)
    return _side(old, decisions), _side(new, decisions) if new is not None else read_folder(decisions)


def _range(text: str, kept: Repository) -> tuple[str, str]:
    """Read `A..B` as two revisions, and `A...B` as B since it parted from A, as git does."""
    dots = "..." if "..." in text else ".."
    old, _, new = text.partition(dots)
    old, new = old or "HEAD", new or "HEAD"
    return (kept.base(old, new) if dots == "..." else old), new


def _side(name: str, decisions: Path) -> Folder:
    """Read a folder, or the decisions at a revision; a path that exists is a path."""
    path = Path(name)
    if path.is_dir():
        return read_folder(path)
    if path.is_file():
        raise WrongUse(f"“{name}” is a file: compare it with another file, or name a folder or a revision.")
    return _revision(name, decisions)


def _revision(name: str, decisions: Path) -> Folder:
    kept = repository(decisions)
    here = decisions.resolve()
    top = kept.top.resolve()
    if here != top and top not in here.parents:
        raise Trouble(f"“{decisions}” does not lie in the repository “{top}”.")
    below = here.relative_to(top).as_posix()
    return kept.folder(name, "" if below == "." else below, decisions.as_posix())


def _file(path: Path, name: str) -> Folder:
    try:
        return Folder(path.parent.as_posix(), {name: path.read_bytes()}, ())
    except OSError as error:
        raise Trouble(f"“{path}” cannot be read: {error.strerror}.") from error
