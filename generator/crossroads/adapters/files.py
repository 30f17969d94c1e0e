"""Read folders of decisions; a file that cannot be read becomes a diagnostic."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from crossroads.model.diagnostic import Diagnostic, diagnostic
from crossroads.model.place import Place
from crossroads.reading.source import MAX_BYTES

YAML = (".yml", ".yaml")
PAGES = (".md",)


class NoFolder(Exception):
    """The folder of decisions is not there, or cannot be listed."""


@dataclass(frozen=True)
class Folder:
    """The files of a folder as bytes by path below it, and what could not be read."""

    root: str
    files: dict[str, bytes]
    found: tuple[Diagnostic, ...]


def read_folder(folder: Path, shown: str | None = None, suffixes: tuple[str, ...] = YAML) -> Folder:
    """Read every file with one of some endings below a folder; `shown` is how messages name the folder."""
    root = shown if shown is not None else folder.as_posix()
    if not folder.is_dir():
        raise NoFolder(f"There is no folder “{root}”. Name one with --decisions, or start one with a decision in it.")
    try:
        paths = sorted(p for p in folder.rglob("*") if p.suffix in suffixes)
    except OSError as error:
        raise NoFolder(f"The folder “{root}” cannot be listed: {error.strerror}.") from error
    files: dict[str, bytes] = {}
    found: list[Diagnostic] = []
    for path in paths:
        name = path.relative_to(folder).as_posix()
        try:
            with path.open("rb") as stream:
                files[name] = stream.read(MAX_BYTES + 1)
        except OSError as error:
            message = f"The file cannot be read: {error.strerror}."
            found.append(diagnostic("unreadable-file", Place(f"{root}/{name}"), message, "Look at it and its rights."))
    return Folder(root, files, tuple(found))
