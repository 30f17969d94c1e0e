"""The texts of records: templates as data, and how they are filled. Twin of `assets/walk-record.js`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path
from types import MappingProxyType
from typing import Any

FOLDER = Path(__file__).parent.parent.parent / "templates"
STYLES = ("madr", "nygard")
RECORDS = MappingProxyType({s: (FOLDER / f"record-{s}.md").read_text(encoding="utf-8") for s in STYLES})

_TAG = re.compile(r"\{\{([#^])(\w+)\}\}(\n?)([\s\S]*?)\{\{/\2\}\}\3|\{\{(&?)(\w+)\}\}", re.ASCII)
_MARKS = re.compile(r"[\\`*_{}\[\]<>#|~&$]")
_LEAD = re.compile(r"^([0-9]{0,9})([-+=.):])")
_WWW = re.compile(r"\b(www)\.", re.ASCII | re.IGNORECASE)


def marks(text: str) -> str:
    """Make a text harmless in Markdown, as one line: no mark, no list, no link of its own, nobody called by name."""
    line = re.sub(r"[ \t\n\r\f]+", " ", text).strip(" ")
    plain = _LEAD.sub(r"\1\\\2", _MARKS.sub(lambda match: "\\" + match.group(), line))
    return _WWW.sub(r"\1\\.", plain.replace("://", "\\://")).replace("@", "\N{FULLWIDTH COMMERCIAL AT}")


def press(template: str, data: Mapping[str, Any]) -> str:
    """Fill a template: `{{name}}` escaped, `{{&name}}` as is, `{{#list}}` for each, `{{^list}}` where there is none.

    A tag of a list on a line of its own takes that line with it. What is filled in is never read as a template.
    """

    def fill(match: re.Match[str]) -> str:
        sign, listed, _, body, raw, name = match.groups()
        if name:
            return str(data[name]) if raw else marks(data[name])
        items = [item for item in _listed(data[listed]) if item != ""]
        if sign == "^":
            return "" if items else press(body, data)
        return "".join(press(body, {**data, **({"text": i} if isinstance(i, str) else i)}) for i in items)

    return _TAG.sub(fill, template)


def _listed(value: Any) -> list[Any]:
    return list(value) if isinstance(value, (list, tuple)) else [value]


def checksum(text: str) -> str:
    """Give eight digits of FNV-1a over UTF-16 code units: it tells a slip of the hand, and is no defence."""
    units = text.encode("utf-16-le", "surrogatepass")
    total = 0x811C9DC5
    for index in range(0, len(units), 2):
        total = ((total ^ int.from_bytes(units[index : index + 2], "little")) * 0x01000193) & 0xFFFFFFFF
    return f"{total:08x}"


def sealed(body: str) -> str:
    """Give the part of a record that is ours: below its heading, but for the status."""
    below = re.sub(r"\A[\s\S]*?\n# [^\n]*\n", "", "\n" + body, count=1)
    return re.sub(r"(\n## Status\n\n)[^\n]*\n", r"\1", below, count=1)


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


def plain(html: str) -> str:
    """Give the text of rendered HTML, as a browser's `textContent` has it."""
    parser = _Text()
    parser.feed(html)
    parser.close()
    return "".join(parser.parts)
