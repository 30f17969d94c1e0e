"""Leave out of the theme's style what no page and no script of this site names: two fifths of it.

A class that a page or a script does name stays, wherever the name stands, so a page that uses more gets more.
"""

from __future__ import annotations

import re
from pathlib import Path

import lightningcss
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority

_TEXTS = re.compile(r'url\([^)]*\)|"[^"]*"')
_NAMES = re.compile(r"[.#](-?[A-Za-z_][\w-]*)")
_WORDS = re.compile(r"[\w-]+")


@event_priority(-100)
def on_post_build(config: MkDocsConfig) -> None:
    """Write the style anew once everything is built."""
    site = Path(config.site_dir)
    read = [*site.rglob("*.html"), *site.rglob("assets/**/*.js")]
    named = {word for path in read for word in _WORDS.findall(path.read_text("utf-8"))}
    for path in (site / "assets" / "stylesheets").glob("main.*.css"):
        path.write_text(worn(path.read_text("utf-8"), named), "utf-8")


def worn(style: str, named: set[str]) -> str:
    """Give a style without the rules of classes and ids that are not named."""
    unworn = set(_NAMES.findall(_TEXTS.sub("", style))) - named
    return lightningcss.process_stylesheet(style, unused_symbols=unworn, minify=True)
