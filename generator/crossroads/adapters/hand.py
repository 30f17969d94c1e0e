"""The hands that draw and print: each engine behind a cache in the user's own folder."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from crossroads.showing.drawing import Cache, EmbeddedEngine, Engine, Picture, SystemEngine, draw
from crossroads.showing.paper import Print, Typesetter, installed, printer

ENGINES = ("embedded", "system")


def cache_folder() -> Path:
    """Give the folder for drawings: below CROSSROADS_CACHE, XDG_CACHE_HOME or the home folder."""
    own = os.environ.get("CROSSROADS_CACHE")
    if own:
        return Path(own)
    home = os.environ.get("XDG_CACHE_HOME")
    return (Path(home) if home else Path.home() / ".cache") / "crossroads" / "drawings"


def drawing_hand(engine: str = "embedded", cache: Path | None = None) -> Callable[[Picture], str]:
    """Give the function that draws with an engine; DrawingError comes from it, not from here."""
    chosen: Engine = SystemEngine() if engine == "system" else EmbeddedEngine()
    kept = Cache(cache or cache_folder())
    return lambda picture: draw(picture, chosen, kept)


def printing_hand(cache: Path | None = None) -> Print | None:
    """Give the function that prints sheets; None where the extra `paper` is not installed."""
    if not installed():
        return None
    folder = cache or cache_folder()
    return printer(Typesetter(), folder / "paper" if os.environ.get("CROSSROADS_CACHE") else folder.parent / "paper")
