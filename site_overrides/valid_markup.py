"""Shorten pages and styles, and take out of pages what no block of the theme can be overridden for.

Dialogs need a name. Boxes cannot be completed, says the HTML standard. The style of palettes holds twenty colour
schemes of which this site wears none: its own stand in `assets/site.css`.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import minify
from mkdocs.config.defaults import MkDocsConfig
from rcssmin import cssmin

_DIALOG = '<div class="md-search" data-md-component="search" role="dialog"'
_BOX = re.compile(r'(<input\b[^>]*\btype="(?:checkbox|radio)"[^>]*?) autocomplete="off"')
_PALETTE = re.compile(r'<link rel="stylesheet" href="[^"]*assets/stylesheets/palette\.[0-9a-f]+\.min\.css">')
# Tags and quotation marks stay: what is left out of them saves little, and other readers of pages count on them.
_KEPT = ("document-tags", "end-tags", "quotes", "default-attr-vals")


def on_post_page(output: str, **_: Any) -> str:
    """Mend and shorten a page."""
    minify.config({f"html-keep-{kept}": True for kept in _KEPT})
    named = _BOX.sub(r"\1", output).replace(_DIALOG, f'{_DIALOG} aria-label="Search"')
    return minify.string("text/html", _PALETTE.sub("", named))


def on_post_template(output_content: str, template_name: str, **_: Any) -> str:
    """Mend the error page."""
    return on_post_page(output_content) if template_name.endswith(".html") else output_content


def on_post_build(config: MkDocsConfig) -> None:
    """Shorten the styles of this folder."""
    for path in (Path(config.site_dir) / "assets").glob("*.css"):
        path.write_text(cssmin(path.read_text("utf-8")), "utf-8")
