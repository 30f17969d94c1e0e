"""Set sheets as tagged PDF with Typst, from its wheel: no browser, no system package, no system font.

Chosen against WeasyPrint (needs Pango of the system) and against a browser (not on every machine that builds a site).
The wheel brings serif and mono fonts alone, so IBM Plex Sans stands in the package: an open licence, letters that
cannot be taken for each other (I, l, 1), Latin and Cyrillic, arrows and signs of comparison. The files are IBM's own
(npm @ibm/plex-sans 1.1.0), taken out of their compression and otherwise unchanged, so the name may stay.
"""

from __future__ import annotations

import importlib.util
import json
from functools import cached_property
from typing import TYPE_CHECKING, Final

from crossroads.showing.paper.sheet import Data
from crossroads.showing.signs import FONTS
from crossroads.showing.templates import FOLDER

if TYPE_CHECKING:
    import typst

STANDARD: Final = "ua-1"  # PDF/UA-1: tagged, with title and language


class PaperError(Exception):
    """Tell why nothing was set."""


class PaperMissing(PaperError):
    """Tell that the typesetter is not installed."""


def installed() -> bool:
    """Tell whether the extra `paper` is there, without loading it."""
    return importlib.util.find_spec("typst") is not None


class Typesetter:
    """Sets one template after the other; the program is loaded when the first one is set."""

    @property
    def version(self) -> str:
        """Give the version of the program, without loading it."""
        from importlib.metadata import version

        return version("typst")

    @cached_property
    def _compiler(self) -> typst.Compiler:
        try:
            import typst
        except ImportError as error:
            raise PaperMissing("PDF needs the extra “paper”: pip install 'crossroads[paper]'.") from error
        fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
        return typst.Compiler(root=str(FOLDER), font_paths=fonts)

    def pages(self, template: str, data: Data) -> int:
        """Count the pages that a sheet takes."""
        self.pdf(template, data)
        return int(json.loads(self._compiler.query("<pages>", field="value", one=True)))

    def pdf(self, template: str, data: Data) -> bytes:
        """Set a sheet; the bytes depend on the template, the data, the fonts and the version alone."""
        source, inputs = str(FOLDER / template), {"data": json.dumps(data, ensure_ascii=False, sort_keys=True)}
        try:
            made = self._compiler.compile(
                source, format="pdf", sys_inputs=inputs, pdf_standards=[STANDARD], timestamp=0
            )
        except RuntimeError as error:  # what the typesetter raises for a document that it cannot set
            raise PaperError(f"“{data.get('title', template)}” cannot be printed: {error}") from error
        if not isinstance(made, bytes):
            raise PaperError("The typesetter gave no document.")
        return made
