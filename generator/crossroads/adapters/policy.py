"""Guard a finished page: a strict content policy with hashes of its own scripts, no style attributes, closed openers.

The policy is that of CSP level 3. The hashes are computed from the page, because the theme's inline scripts change with
its version and with the depth of the page.
"""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser
from itertools import accumulate
from urllib.parse import urlsplit

# A script of any other type is data, which no browser runs.
_RUN = {"", "module", "importmap", "text/javascript", "application/javascript", "text/ecmascript"}
_ALIGNMENT = re.compile(r"\s*text-align\s*:\s*(left|center|right)\s*;?\s*", re.IGNORECASE)
_LOADS = {"script", "img", "iframe", "embed", "video", "audio", "source", "track"}
_REFERRER = '<meta name="referrer" content="strict-origin">'


@dataclass(frozen=True)
class Guarded:
    """A page with its policy, and what of the page the policy will refuse."""

    html: str
    refused: tuple[str, ...]


def guard(html: str, host: str = "") -> Guarded:
    """Put a policy into a page of the site at `host`; all that it needs is read from the page."""
    page = _Page(html, host)
    page.feed(html)
    page.close()
    return Guarded(page.guarded(), tuple(page.refused))


def policy(scripts: list[str]) -> str:
    """Write the policy that lets these inline scripts run, and otherwise only what the site itself serves."""
    hashes = dict.fromkeys(_hash(script) for script in scripts)
    rules = {
        "default-src": ["'none'"],
        "script-src": ["'self'", *hashes],
        "style-src": ["'self'"],
        # The theme's icons are images in its style sheet; a drawing is saved as a picture by way of one.
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "worker-src": ["'self'"],
        "manifest-src": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
    }
    return "; ".join(" ".join([name, *sources]) for name, sources in rules.items())


def _hash(script: str) -> str:
    """Hash a script as browsers see it: with plain line ends, in UTF-8."""
    seen = script.replace("\r\n", "\n").replace("\r", "\n").encode()
    return f"'sha256-{b64encode(hashlib.sha256(seen).digest()).decode()}'"


@dataclass
class _Page(HTMLParser):
    """One pass over a page that collects its inline scripts, its edits and what will be refused."""

    text: str
    host: str
    scripts: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    edits: list[tuple[int, int, str]] = field(default_factory=list)
    head: int = 0  # where the policy goes: directly after the character set
    referrer: bool = False
    inside: bool = False

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.starts = [0, *accumulate(len(line) for line in self.text.split("\n"))]

    def _span(self) -> tuple[int, int]:
        line, column = self.getpos()
        start = self.starts[line - 1] + line - 1 + column  # a line end more for each line before
        return start, start + len(self.get_starttag_text() or "")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at one element."""
        given = {name: value or "" for name, value in attrs}
        self._note_head(tag, given)
        self._note_refused(tag, given)
        if tag == "script":
            self.inside = "src" not in given and given.get("type", "").strip().lower() in _RUN
            if self.inside:
                self.scripts.append("")
        changed = self._closed(tag, _aligned(given))
        if changed != given:
            self.edits.append((*self._span(), _start_tag(tag, changed, self.get_starttag_text() or "")))

    def handle_data(self, data: str) -> None:
        """Keep the text of a script that will run."""
        if self.inside:
            self.scripts[-1] += data

    def handle_endtag(self, tag: str) -> None:
        """Leave a script."""
        if tag == "script":
            self.inside = False

    def _note_head(self, tag: str, given: dict[str, str]) -> None:
        if tag == "head" or (tag == "meta" and "charset" in given):
            self.head = self._span()[1]
        if tag == "meta" and given.get("name", "").lower() == "referrer":
            self.referrer = True

    def _note_refused(self, tag: str, given: dict[str, str]) -> None:
        where = f"line {self.getpos()[0]}: <{tag}>"
        self.refused += [f"{where} with the handler {name}" for name in given if name.startswith("on")]
        if tag == "style":
            self.refused.append(f"{where}; put it into a style sheet of extra_css")
        if "style" in given and not _ALIGNMENT.fullmatch(given["style"]):
            self.refused.append(f"{where} with a style attribute; give it a class instead")
        remote = given.get("src") if tag in _LOADS else given.get("href") if tag == "link" and _loads(given) else None
        if remote and urlsplit(remote).netloc not in ("", self.host):
            self.refused.append(f"{where} from another host: {remote}")
        if re.sub(r"[\x00-\x20]", "", given.get("href", "")).lower().startswith("javascript:"):
            self.refused.append(f"{where} with a javascript: link")

    def _closed(self, tag: str, given: dict[str, str]) -> dict[str, str]:
        """Close the opener of a link to another host."""
        link = urlsplit(given.get("href") or given.get("xlink:href") or "")
        if tag not in ("a", "area") or link.netloc in ("", self.host) or "noopener" in given.get("rel", "").split():
            return given
        return {**given, "rel": f"{given.get('rel', '')} noopener".strip()}

    def guarded(self) -> str:
        """Write the page anew."""
        meta = f'<meta http-equiv="Content-Security-Policy" content="{policy(self.scripts)}">'
        edits = [*self.edits, (self.head, self.head, meta + ("" if self.referrer else _REFERRER))]
        html = self.text
        for start, end, new in sorted(edits, reverse=True):
            html = html[:start] + new + html[end:]
        return html


def _loads(link: dict[str, str]) -> bool:
    return bool({"stylesheet", "icon", "manifest", "preload", "modulepreload"} & set(link.get("rel", "").split()))


def _aligned(given: dict[str, str]) -> dict[str, str]:
    """Say by a class what Markdown's aligned tables say by a style attribute."""
    found = _ALIGNMENT.fullmatch(given.get("style", ""))
    if not found:
        return given
    rest = {name: value for name, value in given.items() if name != "style"}
    return {**rest, "class": f"{rest.get('class', '')} cr-align-{found[1].lower()}".strip()}


def _start_tag(tag: str, given: dict[str, str], before: str) -> str:
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in given.items())
    return f"<{tag}{attributes}{' /' if before.endswith('/>') else ''}>"
