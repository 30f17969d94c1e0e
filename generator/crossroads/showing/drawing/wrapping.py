"""Break a label into lines that fit, as even as they can be."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from crossroads.showing.drawing.widths import width_of

_PIECES: Final = re.compile(r"[^-/\u2010\u2013]*[-/\u2010\u2013]+(?=\w)|.+", re.DOTALL)
_JOINERS: Final = "\u200d\ufe0e\ufe0f"
_CLOSING: Final = "、。，．！？）」』】：；"
_NOT_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def tidy(text: str) -> str:
    """Give the text on one line, without characters that XML cannot hold."""
    return " ".join(_NOT_XML.sub("\ufffd", text).split())


def wrap(text: str, size: float, room: float) -> tuple[str, ...]:
    """Give the fewest lines that fit the room, broken so that the longest is as short as possible."""
    pieces = _pieces(tidy(text), size, room)
    lines = _fill(pieces, size, room)
    low, high = room / 2, room
    while len(lines) > 1 and high - low > 2:
        middle = (low + high) / 2
        tried = _fill(pieces, size, middle)
        fits = len(tried) == len(lines) and all(width_of(line, size) <= middle for line in tried)
        low, high = (low, middle) if fits else (middle, high)
    return _fill(pieces, size, high)


def _fill(pieces: list[str], size: float, room: float) -> tuple[str, ...]:
    lines = [""]
    for piece in pieces:
        joined = lines[-1] + piece
        if lines[-1] and width_of(joined.rstrip(), size) > room:
            lines.append(piece.lstrip())
        else:
            lines[-1] = joined
    return tuple(line.strip() for line in lines)


def _pieces(text: str, size: float, room: float) -> list[str]:
    """Give the parts between which a line may break; a space leads the part that follows it."""
    found: list[str] = []
    for number, word in enumerate(text.split(" ")):
        parts = [part for piece in _PIECES.findall(word) for part in _letters_where_needed(piece, size, room)]
        found += [(" " if number and not index else "") + part for index, part in enumerate(parts)]
    return found


def _letters_where_needed(piece: str, size: float, room: float) -> list[str]:
    wide = any(unicodedata.east_asian_width(char) in "WF" for char in piece)
    return _clusters(piece) if wide or width_of(piece, size) > room else [piece]


def _clusters(piece: str) -> list[str]:
    """Split into characters, each with the marks, joiners and selectors that belong to it."""
    clusters: list[str] = []
    for char in piece:
        if clusters and (_clings(char) or clusters[-1][-1] == "\u200d"):
            clusters[-1] += char
        else:
            clusters.append(char)
    return clusters


def _clings(char: str) -> bool:
    return unicodedata.category(char) in ("Mn", "Me", "Mc") or char in _JOINERS or char in _CLOSING
