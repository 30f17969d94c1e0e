"""Author text made harmless in a comment on GitHub: no markup, no mention, no reference, no link, no command."""

from __future__ import annotations

import html
import re

from crossroads.showing.export_marks import one_line

_JOINER = "\u2060"  # keeps words together and breaks what GitHub would take for a mark of its own
_MARKS = re.compile(r"[\\`*_{}\[\]()#|~$!^=+-]")
_BREAKS = re.compile(
    r"(?<=@)(?=\w)|(?<=#)(?=\d)|(?<=\bGH-)(?=\d)|(?<=:)(?=//)|(?<=www)(?=\.)|(?<=:)(?=[\w+-]+:)|(?<=:)(?=:)"
)
_HEX = re.compile(r"\b(?=[0-9a-f]{7,40}\b)([0-9a-f]{4})(?=[0-9a-f])")


def comment_text(text: str, most: int = 400) -> str:
    """Write a text as one line that GitHub shows as it is; a longer one is cut and says so."""
    line = one_line(text)
    if len(line) > most:
        line = line[:most].rstrip() + " …"
    line = _HEX.sub(rf"\1{_JOINER}", _BREAKS.sub(_JOINER, line))
    escaped = _MARKS.sub(lambda match: "\\" + match.group(), html.escape(line, quote=False))
    return re.sub(r"^(\d+)([.)])", r"\1\\\2", escaped)


def narrowed(old: str, new: str, around: int = 60) -> tuple[str, str]:
    """Cut what two texts share at both ends, but for some characters around the difference."""
    if not old or not new:
        return old, new
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    return _cut(old, start, end, around), _cut(new, start, end, around)


def _cut(text: str, start: int, end: int, around: int) -> str:
    first, last = max(0, start - around), len(text) - max(0, end - around)
    return ("… " if first else "") + text[first:last] + (" …" if last < len(text) else "")
