"""Draw a picture as SVG: Graphviz lays it out, the look is ours.

    svg = draw(picture, EmbeddedEngine(), Cache(folder))

What can go wrong is a DrawingError: EngineMissing or EngineFailed, each with a sentence and a hint.
"""

from __future__ import annotations

from crossroads.showing.drawing.cache import Cache
from crossroads.showing.drawing.embedded import EmbeddedEngine
from crossroads.showing.drawing.engine import DrawingError, Engine, EngineFailed, EngineMissing
from crossroads.showing.drawing.layout import lay_out
from crossroads.showing.drawing.picture import Arrow, Box, Picture
from crossroads.showing.drawing.svg import bare, standalone, write_svg
from crossroads.showing.drawing.system import SystemEngine

__all__ = [
    "Arrow",
    "Box",
    "Cache",
    "DrawingError",
    "EmbeddedEngine",
    "Engine",
    "EngineFailed",
    "EngineMissing",
    "Picture",
    "SystemEngine",
    "bare",
    "draw",
    "standalone",
]


def draw(picture: Picture, engine: Engine, cache: Cache | None = None) -> str:
    """Give the SVG text for a picture, from the cache if it was drawn before."""
    if cache is None:
        return _draw(picture, engine)
    key = cache.key(picture, engine)
    kept = cache.get(key)
    if kept is None:
        kept = _draw(picture, engine)
        cache.put(key, kept)
    return kept


def _draw(picture: Picture, engine: Engine) -> str:
    return write_svg(picture, lay_out(picture, engine))
