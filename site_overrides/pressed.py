"""Press our own script of the theme: its comments are for those who read the source."""

from __future__ import annotations

from pathlib import Path

import minify
from mkdocs.config.defaults import MkDocsConfig


def on_post_build(config: MkDocsConfig) -> None:
    """Write it anew, shorter."""
    script = Path(config.site_dir) / "assets" / "site.js"
    script.write_text(minify.string("application/javascript", script.read_text("utf-8")), "utf-8")
