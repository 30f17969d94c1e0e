"""The command `diff`: two versions of a library, from git, folders or files, compared and reported."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from crossroads.adapters.files import Folder, read_folder
from crossroads.adapters.git import repository
from crossroads.adapters.trouble import Trouble, WrongUse
from crossroads.reading.library import Reading, read_library
from crossroads.reasoning.changes.library_change import LibraryChange, changes


def diff(given: Namespace) -> int:
    """Report what changed; 1 with --exit-code where the behaviour did."""
    change = compared(given)
    sys.stdout.write(_report(given, change))
    return int(given.exit_code and change.impact in ("outcome", "route"))


def _report(given: Namespace, change: LibraryChange) -> str:
    if given.format == "json":
        from crossroads.showing.changes.diff_json import diff_json

        return diff_json(change) + "\n"
    if given.format == "markdown":
        from crossroads.showing.changes.diff_markdown import diff_markdown

        return diff_markdown(change)
    if given.format == "html":
        from crossroads.adapters.hand import drawing_hand
        from crossroads.showing.changes.diff_html import diff_html

        return diff_html(change, drawing_hand())
    from crossroads.showing.changes.diff_text import diff_text

    return diff_text(change) + "\n"


def compared(given: Namespace) -> LibraryChange:
    """Read both sides and compare them; Trouble and WrongUse where a side cannot be found."""
    old, new = _sides(given)
    return changes(_library(old).library, _library(new).library)


def _library(folder: Folder) -> Reading:
    return read_library(folder.files, folder.root)


def _sides(given: Namespace) -> tuple[Folder, Folder]:
    old, new, decisions = given.old, given.new, Path(given.decisions)
    if new is None and ".." in old and not Path(old).exists():
        return _range(old, decisions)
    if new is not None and Path(old).is_file() and Path(new).is_file():
        name = Path(new).name
        return _file(Path(old), name), _file(Path(new), name)
    return _side(old, decisions), _side(new, decisions) if new is not None else read_folder(decisions)


def _range(text: str, decisions: Path) -> tuple[Folder, Folder]:
    """Read `A..B` as two revisions, and `A...B` as B since it parted from A, as git does."""
    dots = "..." if "..." in text else ".."
    old, _, new = text.partition(dots)
    kept = repository(decisions)
    old, new = old or "HEAD", new or "HEAD"
    return _revision(kept.base(old, new) if dots == "..." else old, decisions), _revision(new, decisions)


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
