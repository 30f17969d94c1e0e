"""Leave out of each style what no page that asks for it and no script of this site names: two fifths of the theme's.

A class that a page or a script does name stays, wherever the name stands, so a page that uses more gets more.
"""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import lightningcss
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority

_STYLE = re.compile(r'href="[^"]*(assets/(?:stylesheets|joined)/[^"]+\.css)"')
_TEXTS = re.compile(r'url\([^)]*\)|"[^"]*"')
_NAMES = re.compile(r"[.#](-?[A-Za-z_][\w-]*)")
_WORDS = re.compile(r"[\w-]+")


@event_priority(-110)
def on_post_build(config: MkDocsConfig) -> None:
    """Write the styles anew once everything is built and joined."""
    site = Path(config.site_dir)
    by_script = {word for path in site.rglob("assets/**/*.js") for word in _WORDS.findall(path.read_text("utf-8"))}
    named: defaultdict[str, set[str]] = defaultdict(set)
    for page in site.rglob("*.html"):
        text = page.read_text("utf-8")
        for style in set(_STYLE.findall(text)):
            named[style].update(_WORDS.findall(text))
    for style, words in named.items():
        path = site / style
        path.write_text(worn(path.read_text("utf-8"), words | by_script), "utf-8")


def worn(style: str, named: set[str]) -> str:
    """Give a style without the rules of classes and ids that are not named; scripts put states (`is-…`) together."""
    unworn = {name for name in _NAMES.findall(_TEXTS.sub("", style)) if not name.startswith("is-")} - named
    return lightningcss.process_stylesheet(style, unused_symbols=unworn, minify=True)
