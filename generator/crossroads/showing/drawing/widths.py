"""Estimate how wide a text is in a sans-serif face, for every script, without a font.

The table holds the advance widths of Arial (Liberation Sans measures the same), in thousandths of an em.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

SLACK: Final = 1.12
"""Room for other faces: Segoe UI, Roboto and San Francisco stay below; DejaVu uses some padding."""

LETTER_SPACING: Final = 0.12
WORD_SPACING: Final = 0.16
"""What a reader may add, in em, without loss (WCAG 2.2, 1.4.12)."""

# fmt: off
_ASCII: Final = {
    char: width
    for width, chars in {
        191: "'", 222: "ijl", 260: "|", 278: " !,./:;I[\\]ft", 333: "()-`r", 334: "{}", 355: '"', 389: "*",
        469: "^", 500: "Jckszvxy", 556: "0123456789#$?L_abdeghnopqu", 584: "+<=>~", 611: "FTZ",
        667: "&ABEKPSVXY", 722: "CDHNRUw", 778: "GOQ", 833: "Mm", 889: "%", 944: "W", 1015: "@",
    }.items()
    for char in chars
}
# fmt: on
_WIDE_BY_SCRIPT: Final = ((0x370, 0x530, 640), (0x530, 0x780, 720), (0x2000, 0x2070, 600))
_EMOJI: Final = 1300
_UNKNOWN: Final = 950


@lru_cache(maxsize=4096)
def char_width(char: str) -> int:
    """Give the advance of one character in thousandths of an em."""
    if char in _ASCII:
        return _ASCII[char]
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    if ord(char) >= 0x1F000 or 0x2600 <= ord(char) < 0x2800:
        return _EMOJI
    if unicodedata.east_asian_width(char) in "WF":
        return 1000
    plain = unicodedata.normalize("NFD", char)[0]
    return _ASCII[plain] if plain in _ASCII else _width_by_script(char)


def _width_by_script(char: str) -> int:
    for first, end, width in _WIDE_BY_SCRIPT:
        if first <= ord(char) < end:
            return width + (180 if unicodedata.category(char) == "Lu" else 0)
    return 700 if ord(char) < 0x370 else _UNKNOWN


def width_of(text: str, size: float) -> float:
    """Give the width that must be kept free for a line of this size, every spacing of the reader included."""
    glyphs = [width for width in map(char_width, text) if width]
    spacing = LETTER_SPACING * len(glyphs) + WORD_SPACING * text.count(" ")
    return (sum(glyphs) * SLACK / 1000 + spacing) * size
