"""Find what a prose page shows of the library: fenced blocks with an id, and single numbers in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_FENCE = re.compile(r"^(`{3,}|~{3,})\s*([\w-]*)\s*$")
_NUMBER = re.compile(r"\{sum:([a-z0-9.@-]+)\}")
_CODE = re.compile(r"(`+)(?:.+?)\1(?!`)")


@dataclass(frozen=True)
class Embed:
    """A stretch of a page's text that stands for something of the library."""

    start: int
    end: int
    name: str
    block: bool
    name_start: int


def embeds(text: str) -> Iterator[Embed]:
    """Find sums in the order of the text; what stands in other fences or in code is left alone."""
    position, lines = 0, text.splitlines(keepends=True)
    index = 0
    while index < len(lines):
        line = lines[index]
        fence = _FENCE.match(line.rstrip("\r\n"))
        if fence is None:
            yield from _inline(line, position)
            position, index = position + len(line), index + 1
            continue
        inside = _until_close(lines, index + 1, fence.group(1))
        whole = "".join(lines[index : index + inside + 2])
        body = "".join(lines[index + 1 : index + 1 + inside])
        if fence.group(2) == "sum":
            offset = len(body) - len(body.lstrip())
            yield Embed(position, position + len(whole), body.strip(), True, position + len(line) + offset)
        position, index = position + len(whole), index + inside + 2


def _until_close(lines: list[str], start: int, mark: str) -> int:
    """Count the lines inside a fence; one that is never closed holds the rest."""
    for count, line in enumerate(lines[start:]):
        stripped = line.strip()
        if stripped and set(stripped) == {mark[0]} and len(stripped) >= len(mark):
            return count
    return len(lines) - start


def _inline(line: str, position: int) -> Iterator[Embed]:
    if "{sum:" not in line:
        return
    code = [m.span() for m in _CODE.finditer(line)]
    for match in _NUMBER.finditer(line):
        if not any(start <= match.start() < end for start, end in code):
            begin = position + match.start()
            yield Embed(begin, position + match.end(), match.group(1), False, position + match.start(1))
