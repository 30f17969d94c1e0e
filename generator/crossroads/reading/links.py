"""Which addresses a text may link to, judged after the tricks that browsers see through are undone."""

from __future__ import annotations

import html
import re
from urllib.parse import unquote

_SCHEME = re.compile(r"^([a-z][a-z0-9+.\-]*):")
_IGNORED = re.compile("[\x00-\x20\u00a0\u00ad\u200b-\u200f\u2028\u2029\u202a-\u202e\u2060-\u2069\ufeff]")
MARKDOWN_SCHEMES = frozenset({"http", "https", "mailto"})
WEB_SCHEMES = frozenset({"http", "https"})


def link_fault(address: str, schemes: frozenset[str], relative: bool) -> str:
    """Say what is wrong with a link's address, in a few words; empty where nothing is."""
    plain = html.unescape(unquote(html.unescape(address)))
    seen = _IGNORED.sub("", plain).lower()
    if seen != plain.lower().strip():
        return "has spaces or invisible characters in it"
    if "\\" in seen:
        return "has a backslash in it"
    if seen.startswith("//"):
        return "leaves out its scheme"
    match = _SCHEME.match(seen)
    if match is None:
        return "" if relative and seen else "is not a web address"
    if match.group(1) not in schemes:
        return f"uses “{match.group(1)}:”"
    return ""
