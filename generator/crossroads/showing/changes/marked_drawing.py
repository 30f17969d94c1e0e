"""Mark in a finished drawing what the other version does not have: by shape and by word, never by colour alone."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from xml.etree import ElementTree

from crossroads.showing.drawing import Arrow

_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"


def marked_drawing(svg: str, words: Mapping[str, str], arrows: Collection[Arrow], prefix: str) -> str:
    """Give the drawing with a dashed ring and a word at some boxes, and a thick line for some arrows.

    `words` maps a box to its word; `prefix` keeps ids and addresses of several drawings on one page apart.
    """
    ElementTree.register_namespace("", _SVG)
    ElementTree.register_namespace("xlink", _XLINK)
    root = ElementTree.fromstring(svg)  # noqa: S314 - our own drawing, made a moment ago
    lines = {(a.tail, a.head, a.option) for a in arrows}
    for element in root.iter():
        _renamed(element, prefix)
        if element.get("data-node") in words:
            _ring(element, words[str(element.get("data-node"))])
        if (element.get("data-tail"), element.get("data-head"), element.get("data-option")) in lines:
            element.set("class", f"{element.get('class')} is-changed")
    return ElementTree.tostring(root, encoding="unicode")


def _renamed(element: ElementTree.Element, prefix: str) -> None:
    for name in ("id", "aria-labelledby"):
        if element.get(name):
            element.set(name, f"{prefix}-{element.get(name)}")
    href = element.attrib.pop(f"{{{_XLINK}}}href", None)
    if href is not None:  # a box of a report leads nowhere
        element.tag = f"{{{_SVG}}}g"
        for name in ("role", "tabindex", "aria-label"):
            element.attrib.pop(name, None)


def _ring(box: ElementTree.Element, word: str) -> None:
    box.set("class", f"{box.get('class')} is-changed")
    for part in box:
        if part.get("class") == "cr-d-word":
            part.text = f"{part.text} · {word}"
