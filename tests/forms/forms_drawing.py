"""Reads a drawing as an eye does: a line leaves a box, ends at an answer, goes on and ends with its tip at a box."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator

from forms_model import Form, Source
from forms_readers import drawn, misnamed

SVG = "{http://www.w3.org/2000/svg}"
LINK = "{http://www.w3.org/1999/xlink}href"
Rectangle = tuple[float, float, float, float]


def numbers(text: str) -> list[float]:
    """Give the numbers in a path or a transform."""
    return [float(found) for found in re.findall(r"-?\d+(?:\.\d+)?", text)]


def words(element: ET.Element, kind: str) -> str:
    """Give the lines of one kind that stand directly in an element."""
    return " ".join(t.text or "" for t in element.findall(f"{SVG}text") if t.get("class") == kind)


def part(element: ET.Element, kind: str) -> ET.Element:
    """Give the path of one kind in an element."""
    return next(each for each in element.iter(f"{SVG}path") if each.get("class") == kind)


def rounded(path: str, x: float, y: float) -> Rectangle:
    """Give the field of a rounded rectangle: its first corner, its sides and its radius stand in its path."""
    start, top, across, radius, *_ = numbers(path)
    down = float(re.findall(r"v(-?[\d.]+)", path)[0])
    return x + start - radius, y + top, x + start + across + radius, y + top + 2 * radius + down


def at_edge(fields: dict[str, Rectangle], point: tuple[float, float], edge: int, line: str) -> str:
    """Give what has this point on its upper (1) or lower (3) edge; `line` is named where there is nothing."""
    near = [key for key, f in fields.items() if f[0] < point[0] < f[2] and abs(f[edge] - point[1]) < 0.6]
    assert len(near) == 1, f"{line}: the line ends at {point}, where {near} stand"
    return near[0]


def svg(text: str, source: Source) -> Form:
    """Read a drawing by the places of its boxes, answers and lines."""
    root = ET.fromstring(text)  # noqa: S314 - our own output
    boxes: dict[str, Rectangle] = {}
    shown, hrefs = {}, {}
    for box in root.iter(f"{SVG}a"):
        if "cr-d-box" in (box.get("class") or ""):
            key = box.get("data-node") or ""
            left, top, right, bottom = rounded(
                part(box, "cr-d-ring").get("d") or "", *numbers(box.get("transform") or "")
            )
            boxes[key] = (left + 5, top + 5, right - 5, bottom - 5)
            shown[key] = words(box, "cr-d-label")
            goal = (box.get(LINK) or "").split("#")[1]
            assert hrefs.setdefault(goal, key) == key, f"{key}: its box links to {goal}, as that of {hrefs[goal]} does"
    pills, answer, jumps = {}, {}, {}
    for number, pill in enumerate(g for g in root.iter(f"{SVG}g") if g.get("class") == "cr-d-pill"):
        key = str(number)
        pills[key] = rounded(part(pill, "cr-d-tag").get("d") or "", *numbers(pill.get("transform") or ""))
        answer[key] = words(pill, "cr-d-answer")
        for jump in pill.findall(f"{SVG}a"):
            jumps[key] = hrefs[(jump.get(LINK) or "").split("#")[1]]
            edge = f"{pill.get('data-tail')}={pill.get('data-option')}"
            assert list(misnamed(edge, words(jump, "cr-d-label"), shown[jumps[key]])) == []
    return drawn(source, shown, list(_arrows(root, boxes, pills, answer, jumps)))


def _arrows(
    root: ET.Element,
    boxes: dict[str, Rectangle],
    pills: dict[str, Rectangle],
    answer: dict[str, str],
    jumps: dict[str, str],
) -> Iterator[tuple[str, str, str]]:
    for edge in (g for g in root.iter(f"{SVG}g") if g.get("class") == "cr-d-edge"):
        line = f"{edge.get('data-tail')}={edge.get('data-option')}"
        lines = [numbers(p.get("d") or "") for p in edge.iter(f"{SVG}path") if p.get("class") == "cr-d-line"]
        tail = at_edge(boxes, (lines[0][0], lines[0][1]), 3, line)
        pill = at_edge(pills, (lines[0][-2], lines[0][-1]), 1, line)
        if len(lines) == 1:
            yield tail, answer[pill], jumps[pill]
            continue
        tip = numbers(part(edge, "cr-d-tip").get("d") or "")
        assert at_edge(pills, (lines[1][0], lines[1][1]), 3, line) == pill, f"{line}: the line leaves another answer"
        assert abs(lines[1][-2] - tip[-2]) < 0.6, f"{line}: the tip stands beside its line"
        yield tail, answer[pill], at_edge(boxes, (tip[-2], tip[-1]), 1, line)
