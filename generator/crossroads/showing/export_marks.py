"""Author text made harmless for the formats of exports: each function covers one format and is all it needs."""

from __future__ import annotations

import re

from crossroads.reading.source import CONTROL, HIDDEN


def one_line(text: str) -> str:
    """Give a text as one line: breaks become spaces, control characters a mark that can be seen."""
    return CONTROL.sub("\N{REPLACEMENT CHARACTER}", " ".join(HIDDEN.sub("", text).split()))


def json_marks(text: str) -> str:
    """Escape in finished JSON what a file of ours may not hold as it is: DEL, C1 controls, noncharacters."""
    return CONTROL.sub(lambda match: f"\\u{ord(match.group()):04x}" if match.group() > " " else match.group(), text)


def dot_text(text: str) -> str:
    r"""Write a double-quoted string of DOT: backslashes doubled, quotes and ampersands escaped.

    In quotes nothing is HTML-like, a doubled backslash ends no string and is no escape such as `\N`, and an escaped
    ampersand starts no entity.
    """
    escaped = text.replace("&", "&amp;").replace("\\", "\\\\").replace('"', '\\"')
    return '"' + escaped.replace("\n", "\\n") + '"'


_MERMAID = re.compile(r"""(?<=\d)\.|(?<!\w)-|-(?!\w)|_|[^\w\s,!?'.\x80-\U0010ffff-]""")


def mermaid_text(text: str) -> str:
    """Write a quoted label of Mermaid: every mark that could mean something there as its number, `#34;`.

    That takes in quotes, brackets, `%%{…}%%`, `;`, HTML, Markdown marks and `1.`, which Mermaid reads as a list. The
    ligature fl, with which Mermaid marks its own entities, is written as two letters.
    """
    plain = one_line(text).replace("\ufb02", "fl")
    return '"' + _MERMAID.sub(lambda match: f"#{ord(match.group())};", plain) + '"'


_MARKS = re.compile(r"[\\`*_{}\[\]<>#|~&$]")
_LEAD = re.compile(r"^(\d{0,9})([-+=.):])")
_BLOCK = re.compile(r"[#>|]|`{3,}|~{3,}|[-=|:*_ \t]+$|\[[^\]]*\]:")


def markdown_text(text: str) -> str:
    """Escape a plain text for Markdown, as one line."""
    return _LEAD.sub(r"\1\\\2", _MARKS.sub(lambda match: "\\" + match.group(), one_line(text)))


def markdown_block(text: str) -> str:
    """Keep a text of our Markdown subset, and disarm lines that only full Markdown takes for a block."""
    lines = CONTROL.sub("\N{REPLACEMENT CHARACTER}", text).replace("\r", "\n").split("\n")
    return "\n".join(_disarmed(line.rstrip()) for line in lines).strip("\n")


def _disarmed(line: str) -> str:
    body = line.lstrip()
    return line[: len(line) - len(body)] + "\\" + body if body and _BLOCK.match(body) else line


def csv_cell(text: str) -> str:
    """Put an apostrophe before what a spreadsheet would take for a formula (OWASP, CSV injection)."""
    return "'" + text if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
