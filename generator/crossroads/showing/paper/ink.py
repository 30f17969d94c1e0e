"""Texts on their way to paper: only signs that the font has, and words that can be broken."""

from __future__ import annotations

import re
import unicodedata
from typing import Any, Final

from crossroads.model.place import Placed
from crossroads.reading.markdown import tokens
from crossroads.showing.signs import coverage

LONGEST: Final = 24  # letters of a word that stays whole
PIECE: Final = 12
BREAK: Final = "\u200b"
_LONG_WORD = re.compile(rf"\S{{{LONGEST + 1},}}")
Run = dict[str, Any]


class Ink:
    """Cleans texts, and remembers which of them ask for signs that the font does not have."""

    def __init__(self) -> None:
        """Begin with nothing missing."""
        self.missing: dict[tuple[Any, str], Placed] = {}

    def text(self, text: str | None, whole: bool = False) -> str:
        """Give a plain text as it can be printed; `whole` words are not broken."""
        if text is None:
            return ""
        plain = " ".join(unicodedata.normalize("NFC", str(text)).split())
        shown = "".join(self._sign(c, text) for c in plain)
        return shown if whole else _LONG_WORD.sub(_broken, shown)

    def _sign(self, sign: str, text: str) -> str:
        if ord(sign) in coverage():
            return sign
        if unicodedata.category(sign) in ("Cf", "Mn", "Cc"):
            return ""  # joiners, selectors and marks have no look of their own
        if isinstance(text, Placed):
            self.missing.setdefault((text.place, sign), text)
        return f"[U+{ord(sign):04X}]"

    def prose(self, text: str | None) -> list[dict[str, Any]]:
        """Give a Markdown text as blocks of runs: paragraphs, and items with their marker."""
        if text is None:
            return []
        blocks: list[dict[str, Any]] = []
        numbers: list[int | None] = []
        marker = ""
        for token in tokens(str(text)):
            if token.type in ("bullet_list_open", "ordered_list_open"):
                numbers.append(int(token.attrs.get("start", 1)) if token.type[0] == "o" else None)
            elif token.type in ("bullet_list_close", "ordered_list_close"):
                numbers.pop()
            elif token.type == "list_item_open":
                marker, numbers[-1] = _marker(numbers[-1])
            elif token.type == "inline":
                blocks.append({"marker": marker, "runs": self._runs(token.children or [], text)})
                marker = ""
        return blocks

    def _runs(self, children: list[Any], source: str) -> list[Run]:
        """Give runs of one weight and link; emphasis of any kind is bold, for slanted runs read badly on paper."""
        runs: list[Run] = []
        strong, href = 0, ""
        for child in children:
            if child.type in ("em_open", "strong_open"):
                strong += 1
            elif child.type in ("em_close", "strong_close"):
                strong -= 1
            elif child.type in ("link_open", "link_close"):
                href = _outside(str(child.attrs.get("href", "")))
            else:
                content = " " if child.type in ("softbreak", "hardbreak") else child.content
                shown = self._spaced(content, source)
                if shown:
                    runs.append({"text": shown, "bold": strong > 0, "href": href})
        return runs

    def _spaced(self, content: str, source: str) -> str:
        """Clean a run and keep the blanks at its ends, which part it from its neighbours."""
        placed = Placed(content, source.place) if isinstance(source, Placed) else content
        inner = self.text(placed)
        if not content.strip():
            return " " if content else ""
        return " " * content[:1].isspace() + inner + " " * content[-1:].isspace()


def _marker(number: int | None) -> tuple[str, int | None]:
    return ("•", None) if number is None else (f"{number}.", number + 1)


def _outside(address: str) -> str:
    """Keep an address that still leads somewhere from a sheet of its own."""
    return address if address.lower().startswith(("http://", "https://", "mailto:")) else ""


def _broken(match: re.Match[str]) -> str:
    word = match.group()
    return BREAK.join(word[i : i + PIECE] for i in range(0, len(word), PIECE))
