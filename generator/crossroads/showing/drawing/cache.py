"""Keep finished drawings between builds."""

from __future__ import annotations

import contextlib
import functools
import hashlib
from importlib import resources
from pathlib import Path
from typing import Final

from crossroads.showing.drawing.engine import Engine
from crossroads.showing.drawing.locker import write_whole
from crossroads.showing.drawing.palette import STYLES
from crossroads.showing.drawing.picture import Picture

_SUM_LETTERS: Final = 32


class Cache:
    """Keep drawings in a folder, under a name made of all that can change them."""

    def __init__(self, folder: Path) -> None:
        """Use this folder; it is made when the first drawing is kept."""
        self._folder = folder

    def key(self, picture: Picture, engine: Engine) -> str:
        """Give the name for what this engine and this code draw of this picture."""
        content = repr((engine.name, engine.version, _code(), picture))
        return hashlib.sha256(content.encode("utf-8", "backslashreplace")).hexdigest()

    def get(self, key: str) -> str | None:
        """Give the drawing, or None when it is not there or damaged."""
        try:
            text = (self._folder / f"{key}.svg").read_bytes().decode("utf-8")
        except (OSError, UnicodeDecodeError):
            return None
        body = text[_SUM_LETTERS:]
        return body if text[:_SUM_LETTERS] == _sum(body) else None

    def put(self, key: str, svg: str) -> None:
        """Keep a drawing; a folder that cannot be written costs time, nothing else."""
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            write_whole(self._folder / f"{key}.svg", f"{_sum(svg)}{svg}".encode())


def _sum(body: str) -> str:
    return hashlib.sha256(body.encode("utf-8")).hexdigest()[:_SUM_LETTERS]


@functools.cache
def _code() -> str:
    """Give the hash of this package, its template and its styles: nobody has to remember a version."""
    package = resources.files("crossroads")
    sources = [one for one in package.joinpath("showing", "drawing").iterdir() if one.name.endswith(".py")]
    sources.sort(key=lambda one: one.name)
    sources += [package.joinpath("templates", "drawing.svg.jinja")]
    sources += [package.joinpath("assets", name) for name in STYLES]
    return hashlib.sha256(b"\0".join(one.read_bytes() for one in sources)).hexdigest()
