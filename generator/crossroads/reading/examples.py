"""The documented examples of diagnostics: how each looks when it is raised, and how it is mended.

An example is a small change to one base library. The same files are documentation and test cases.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import yaml

FOLDER = Path(__file__).parent.parent / "examples"
BASE = ("library.yml", "evidence.yml", "ship.yml", "checklists/release.yml")
DECISION = "ship.yml"


@dataclass(frozen=True)
class Example:
    """One way to raise a code: pieces of the base as they are, as they fail, and as they are mended."""

    code: str
    number: int
    file: str
    swap: tuple[str, ...]
    fails: tuple[str, ...]
    silent: tuple[str, ...]
    mark: str  # the text under the mark of the diagnostic
    brings: tuple[str, ...] = ()  # codes that come with it
    also: dict[str, str] = field(default_factory=dict)  # further files, by path
    other: dict[str, tuple[str, ...]] | None = None  # a second decision: pairs to swap in a copy of the base

    def library(self, name: str) -> dict[str, bytes]:
        """Give the files of the library as it `fails` or is `silent`."""
        files = {path: (FOLDER / "base" / path).read_text("utf-8") for path in BASE}
        if self.other is not None:
            pairs = self.other[name]
            files["other.yml"] = files[DECISION]
            for old, new in zip(pairs[::2], pairs[1::2], strict=True):
                files["other.yml"] = _swap(files["other.yml"], old, new)
        files |= self.also
        pieces = self.fails if name == "fails" else self.silent
        for old, new in zip(self.swap, pieces, strict=True):
            files[self.file] = _swap(files[self.file], old, new)
        return {path: text.encode() for path, text in files.items()}


def _swap(text: str, old: str, new: str) -> str:
    if text.count(old) != 1:
        raise ValueError(f"“{old}” stands {text.count(old)} times in the base")
    return text.replace(old, new)


def examples(code: str) -> tuple[Example, ...]:
    """Read the examples of a code; none where it has no file."""
    path = FOLDER / f"{code}.yml"
    if not path.is_file():
        return ()
    loaded = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - texts only, our own file
    return tuple(_example(code, number, raw) for number, raw in enumerate(loaded, 1))


def _example(code: str, number: int, raw: dict[str, list[str] | str | dict[str, list[str]]]) -> Example:
    lists = {key: tuple(raw[key]) for key in ("swap", "fails", "silent")}
    other = raw.get("other")
    pairs = {k: tuple(v) for k, v in other.items()} if isinstance(other, dict) else None
    brings, more = tuple(raw.get("with", ())), raw.get("also", {})
    also = {str(k): str(v) for k, v in more.items()} if isinstance(more, dict) else {}
    mark = str(raw["mark"])
    return Example(code, number, str(raw["file"]), mark=mark, brings=brings, also=also, other=pairs, **lists)


def documented() -> tuple[str, ...]:
    """List the codes that have examples."""
    return tuple(sorted(p.stem for p in FOLDER.glob("*.yml")))
