"""A sheet before it is set: its template, its texts, and the papers it is tried on."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

Data = dict[str, Any]


@dataclass(frozen=True)
class Paper:
    """A size of paper in millimetres, and how near the text may come to its sides and to its upper and lower edge."""

    name: str
    width: float
    height: float
    side: float
    edge: float

    def data(self) -> Data:
        """Give the measures for a template."""
        return {"width": self.width, "height": self.height, "side": self.side, "edge": self.edge}


# A4 is 17.6 mm taller than Letter. A printer that does not scale puts the page in the middle and cuts 8.8 mm at the top
# and at the bottom; with 15.2 mm of margin all of the text is on both papers, with 6 mm for the printer's own edge.
BOTH = Paper("both", 210, 297, 12.5, 15.2)
A4 = Paper("a4", 210, 297, 12, 9)
LETTER = Paper("letter", 215.9, 279.4, 12, 8)


@dataclass(frozen=True)
class Density:
    """How large and how loose a sheet is set."""

    size: float  # points of the text
    pad: float  # millimetres above and below an item
    gap: float  # millimetres above a section
    reasons: int  # lines for what does not apply


@dataclass(frozen=True)
class Setting:
    """A paper and a density."""

    paper: Paper
    density: Density

    def data(self) -> Data:
        """Give the measures for a template."""
        return {"page": self.paper.data(), **asdict(self.density)}


@dataclass(frozen=True)
class Sheet:
    """What is printed: a template with its data; `one_page` where it should stand on a single one."""

    template: str
    data: Data = field(hash=False)
    one_page: bool = False
    too_long: str = ""  # what a sheet of several pages says about it


@dataclass(frozen=True)
class Printed:
    """A sheet as PDF: one for both papers, or one for each."""

    pdf: bytes
    letter: bytes | None = None
