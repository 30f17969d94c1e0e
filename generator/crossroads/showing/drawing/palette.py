"""Know the colours of the light scheme from the style sheet, their only home."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

# Questions, tables and the parts of a large drawing wear what no outcome changes.
_LOOKS = {"question": "a", "table": "a", "part": "a"} | {
    tone: f".cr-d-{tone}" for tone in ("do", "prepare", "stop", "elsewhere")
}
_ROLES = {"": "fill", "-line": "line", "-word": "word", "-ink": "text"}


@cache
def style_sheet() -> str:
    """Give the text of `drawing.css`."""
    return resources.files("crossroads").joinpath("assets", "drawing.css").read_text(encoding="utf-8")


@cache
def light() -> dict[str, str]:
    """Give the light colours by their names, for presentation attributes."""
    found = _rule("")
    for look, selector in _LOOKS.items():
        rule = _rule(f" {selector}")
        found |= {f"{look}{ending}": rule[role] for ending, role in _ROLES.items()}
    return found


def _rule(selector: str) -> dict[str, str]:
    """Read the colours of the first rule of a drawing, which is that of the light scheme."""
    rule = re.search(rf"^\.cr-drawing{re.escape(selector)} {{(.*?)}}", style_sheet(), re.DOTALL | re.MULTILINE)
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]+)", rule[1] if rule else ""))
