"""Ask for the site's own styles in one request a page: each file more delays the first paint.

The theme's style, which all pages share, stays a file of its own.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority

_LINK = re.compile(r'<link rel="stylesheet" href="([^"]*?)(assets/(?!stylesheets/)[^"]+)">')


@event_priority(-100)
def on_post_build(config: MkDocsConfig) -> None:
    """Join what each page asks for, once everything is built."""
    site = Path(config.site_dir)
    for page in site.rglob("*.html"):
        before = page.read_text("utf-8")
        after = joined(before, site)
        if after != before:
            page.write_text(after, "utf-8")


def joined(page: str, site: Path) -> str:
    """Give a page with one link in place of the first of several, and write what that leads to."""
    links = [link for link in _LINK.finditer(page) if (site / link[2]).is_file()]
    if len(links) < 2:
        return page
    style = "\n".join((site / link[2]).read_text("utf-8") for link in links)
    address = f"assets/joined/{hashlib.sha256(style.encode()).hexdigest()[:12]}.css"
    (site / address).parent.mkdir(exist_ok=True)
    (site / address).write_text(style, "utf-8")
    first, *rest = links
    for link in reversed(rest):
        page = page[: link.start()] + page[link.end() :]
    return page[: first.start()] + f'<link rel="stylesheet" href="{first[1]}{address}">' + page[first.end() :]
