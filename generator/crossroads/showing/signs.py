"""The signs that the font of printed sheets has."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

FONTS: Final = Path(__file__).parent.parent / "fonts"


@cache
def coverage() -> frozenset[int]:
    """List the code points that the font has a glyph for; a test compares the list with the font itself."""
    spans = (line.split("-") for line in (FONTS / "coverage.txt").read_text("ascii").split())
    return frozenset(code for first, last in spans for code in range(int(first, 16), int(last, 16) + 1))
