"""Read what a prose page says about itself: its title, the statements that it covers, the sums that it shows."""

from __future__ import annotations

import re
from dataclasses import replace

from crossroads.model.diagnostic import Diagnostic
from crossroads.model.library import Page
from crossroads.model.place import Placed
from crossroads.reading.compose import compose
from crossroads.reading.embeds import embeds
from crossroads.reading.nodes import MapNode, Scalar
from crossroads.reading.records import BAD, Reader
from crossroads.reading.shapes import ListOf, StatementId
from crossroads.reading.source import MAX_BYTES, Source

_FRONT = re.compile(r"\A---[ \t]*\n(.*?)^---[ \t]*$", re.DOTALL | re.MULTILINE)
_HEADING = re.compile(r"^# +(.+?) *#*$", re.MULTILINE)


def read_page(path: str, shown: str, raw: bytes, found: list[Diagnostic], sources: dict[str, Source]) -> Page | None:
    """Read a page; None where it covers nothing and shows no sum."""
    text = raw[:MAX_BYTES].decode("utf-8", "replace").removeprefix("\ufeff")
    page = _read_front(path, shown, text, found, sources)
    whole = Source(shown, text)
    sums = tuple(Placed(e.name, whole.place(e.name_start, e.name_start + max(1, len(e.name)))) for e in embeds(text))
    if not sums:
        return page
    sources[shown] = whole
    return replace(page or Page(path=path, title=path), sums=sums)


def _read_front(path: str, shown: str, text: str, found: list[Diagnostic], sources: dict[str, Source]) -> Page | None:
    """Read the front matter of a page; None where it covers nothing. Other keys belong to the site's theme."""
    match = _FRONT.match(text)
    if match is None or "covers" not in match.group(1):
        return None
    # One empty line stands for the opening marks, so that lines keep their numbers.
    source = Source(shown, "\n" + match.group(1))
    node, faults = compose(source)
    entries = {key.text: (key, value) for key, value in node.entries} if isinstance(node, MapNode) else {}
    if "covers" not in entries:
        found.extend(d for d in faults if d.code == "yaml-syntax")
        return None
    sources[shown] = source
    reader = Reader()
    key, value = entries["covers"]
    covers = reader.read(ListOf(StatementId()), value, "covers", key.place)
    found.extend(reader.found)
    title = entries["title"][1] if "title" in entries else None
    heading = _HEADING.search(text)
    name = title.text if isinstance(title, Scalar) else heading.group(1) if heading else path
    return None if covers is BAD else Page(path=path, title=name, covers=covers)
