"""Know the colours of the light scheme from the style sheet, their only home."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources


@cache
def style_sheet() -> str:
    """Give the text of `drawing.css`."""
    return resources.files("crossroads").joinpath("assets", "drawing.css").read_text(encoding="utf-8")


@cache
def light() -> dict[str, str]:
    """Give the light colours by their names, for presentation attributes."""
    first_rule = style_sheet().split("}", 1)[0]
    found = dict(re.findall(r"--cr-d-([a-z-]+):\s*(#[0-9a-f]{6})", first_rule))
    parts = {name.replace("question", "part", 1): value for name, value in found.items() if "question" in name}
    return found | parts
