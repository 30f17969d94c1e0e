"""What tests see of a PDF: letters with their size and place, boxes, and pictures of its pages."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any

import pdfplumber
import pypdfium2
import zxingcpp
from PIL import Image

MM = 72 / 25.4  # points


@dataclass(frozen=True)
class Line:
    """Letters side by side, on one page."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    sizes: frozenset[float]
    bold: bool


class Sheet:
    """A PDF as a reader of paper meets it."""

    def __init__(self, pdf: bytes) -> None:
        self.bytes = pdf

    @cached_property
    def pages(self) -> list[dict[str, Any]]:
        """Give what stands on each page; reading it takes its time, so it waits until somebody asks."""
        with pdfplumber.open(io.BytesIO(self.bytes)) as opened:
            return [
                {"width": p.width, "height": p.height, "chars": p.chars, "rects": p.rects, "curves": p.curves}
                for p in opened.pages
            ]

    @property
    def size(self) -> tuple[float, float]:
        """Give the paper's width and height in millimetres."""
        width, height = pypdfium2.PdfDocument(self.bytes)[0].get_size()
        return round(width / MM, 1), round(height / MM, 1)

    @cached_property
    def texts(self) -> list[str]:
        """Give the text of each page, its lines in order of height and blanks made single."""
        document = pypdfium2.PdfDocument(self.bytes)
        return [re.sub(r"\s+", " ", page.get_textpage().get_text_bounded()).strip() for page in document]

    @property
    def text(self) -> str:
        """Give all of the text."""
        return " ".join(self.texts)

    def chars(self, page: int | None = None) -> list[dict[str, Any]]:
        """Give the letters that are not blank."""
        pages = self.pages if page is None else [self.pages[page]]
        return [c for p in pages for c in p["chars"] if c["text"].strip()]

    def lines(self, page: int) -> list[Line]:
        """Give the runs of letters on one height without a wide gap; leaders of dots are left out."""
        found = []
        letters = sorted(self.pages[page]["chars"], key=lambda c: (round(c["bottom"] * 2), c["x0"]))
        for _, row in groupby(letters, key=lambda c: round(c["bottom"] * 2)):
            found += [_line(part) for part in _parts(list(row))]
        return [line for line in found if line.text.strip(" .")]

    def boxes(self, page: int) -> list[dict[str, Any]]:
        """Give the squares with a side of 3 to 7 mm."""
        return [
            r for r in self.pages[page]["rects"] if 3 * MM < r["width"] < 7 * MM and abs(r["width"] - r["height"]) < 0.5
        ]

    def picture(self, page: int, dpi: int) -> Image.Image:
        """Print a page in grey."""
        document = pypdfium2.PdfDocument(self.bytes)
        return document[page].render(scale=dpi / 72).to_pil().convert("L")

    def codes(self, page: int, dpi: int = 150) -> list[Any]:
        """Read the QR codes of a page as a phone would."""
        return list(zxingcpp.read_barcodes(self.picture(page, dpi)))


def _parts(row: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Split a row at wide gaps, and around each dot that stands alone: those are leaders."""
    parts: list[list[dict[str, Any]]] = [[]]
    row = [c for c in row if c["text"].strip()]
    for before, letter in zip([None, *row], row, strict=False):
        gap = letter["x0"] - before["x1"] if before else 0
        leader = letter["text"] == "." and gap > 0.15 * letter["size"]
        after = before is not None and before["text"] == "." and len(parts[-1]) == 1
        if leader or after or gap > 0.55 * letter["size"]:
            parts.append([])
        parts[-1].append(letter)
    return parts


def _line(letters: list[dict[str, Any]]) -> Line:
    text = ""
    for index, letter in enumerate(letters):
        gap = index and letter["x0"] - letters[index - 1]["x1"] > 0.15 * letter["size"]
        text += (" " if gap and not text.endswith(" ") else "") + letter["text"]
    return Line(
        text.strip(),
        letters[0]["x0"],
        letters[-1]["x1"],
        min(c["top"] for c in letters),
        max(c["bottom"] for c in letters),
        frozenset(round(c["size"], 1) for c in letters if c["text"].strip()),
        all("Bold" in c["fontname"] for c in letters if c["text"].strip()),
    )
