"""Leave an empty index where the theme loads one with every page, and the full one where the worker asks for it."""

from __future__ import annotations

import json
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority


@event_priority(-100)
def on_post_build(config: MkDocsConfig) -> None:
    """Move the index once the search plugin has written it."""
    place = Path(config.site_dir) / "search" / "search_index.json"
    full = place.read_text("utf-8")
    place.with_name("index.json").write_text(full, "utf-8")
    place.write_text(json.dumps({**json.loads(full), "docs": []}), "utf-8")
