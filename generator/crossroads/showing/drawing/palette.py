"""Know the colours of the light scheme from the style sheets, their only home."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

STYLES = ("base.css", "drawing.css")  # that colours come from
_TONES = ("do", "prepare", "stop", "elsewhere")
_ENDINGS = {"fill": "", "line": "-line", "word": "-word", "text": "-ink"}
_COLOUR = re.compile(r"--([\w-]+): (light-dark\((#[0-9a-f]+),[^)]*\)|(#[0-9a-f]+));")


@cache
def style_sheet() -> str:
    """Give the style of a drawing that stands by itself: with the colours that a page says of its kinds of outcomes."""
    page = {name: colour for name, colour, *_ in _COLOUR.findall(_rule(_asset("base.css"), ".cr-page"))}
    tones = (f".cr-d-{tone} {{ --c-tone: {page[f'c-{tone}']}; }}\n" for tone in _TONES)
    return "".join((*tones, _asset("drawing.css")))


@cache
def light() -> dict[str, str]:
    """Give the light colours by their names, for presentation attributes.

    Those of a box are named after its look: its fill (`do`), its line (`do-line`), its word (`do-word`) and its
    text (`do-ink`). Questions, tables and the parts of a large drawing look alike.
    """
    found = _light(".cr-drawing")
    plain = {"text": found["ink"]} | _light(".cr-d-box, .cr-d-jump")
    looks = dict.fromkeys(("question", "table", "part"), plain)
    for tone in _TONES:
        line = _light(f".cr-d-{tone}")["c-tone"]
        looks[tone] = plain | {"line": line, "word": line} | _light(f".cr-drawing .cr-d-{tone}")
    return found | {f"{look}{_ENDINGS[role]}": colours[role] for look, colours in looks.items() for role in _ENDINGS}


def _asset(name: str) -> str:
    return resources.files("crossroads").joinpath("assets", name).read_text(encoding="utf-8")


def _light(selector: str) -> dict[str, str]:
    """Read the light colours of the first rule of a selector, which is that for all screens."""
    return {name: light or only for name, _, light, only in _COLOUR.findall(_rule(style_sheet(), selector))}


def _rule(style: str, selector: str) -> str:
    rule = re.search(rf"^{re.escape(selector)} {{(.*?)}}", style, re.DOTALL | re.MULTILINE)
    return rule[1] if rule else ""
