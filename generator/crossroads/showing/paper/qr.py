"""A QR code of an address, as SVG of modules that print sharply."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Final

import segno

QUIET: Final = 4  # modules of white around the code, as ISO/IEC 18004 asks
LEAST_MODULE: Final = 0.4  # millimetres, after Denso's guide
LEAST_SIDE: Final = 21.0  # millimetres of the code itself


@dataclass(frozen=True)
class Code:
    """A code with its whole side in millimetres, the quiet zone on each side included."""

    svg: str
    side: float
    quiet: float


def code(address: str) -> Code | None:
    """Draw the code of an address; None where there is none, or where it is too long for a code."""
    if not address:
        return None
    try:
        made = segno.make_qr(address, error="m", boost_error=False)
    except segno.DataOverflowError:
        return None
    modules = made.symbol_size(border=0)[0]
    out = io.BytesIO()
    made.save(
        out,
        kind="svg",
        border=QUIET,
        xmldecl=False,
        svgns=True,
        omitsize=True,
        light="#fff",
        lineclass=None,
        svgclass=None,
    )
    module = max(LEAST_MODULE, LEAST_SIDE / modules)
    return Code(
        out.getvalue().decode("utf-8").strip(), round((modules + 2 * QUIET) * module, 2), round(QUIET * module, 2)
    )
