"""The SVG: the same each time, safe whatever a label says, and named for those who cannot see it."""

from __future__ import annotations

import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from drawing_pictures import labelled, large, small
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crossroads.showing.drawing import Arrow, Box, EmbeddedEngine, Picture, draw, standalone

SVG = "{http://www.w3.org/2000/svg}"
ALLOWED = {
    "svg": {
        "class",
        "role",
        "aria-labelledby",
        "width",
        "height",
        "viewBox",
        "font-family",
        "font-size",
        "direction",
    },
    "title": {"id"},
    "g": {
        "class",
        "aria-hidden",
        "fill",
        "stroke",
        "stroke-width",
        "data-tail",
        "data-head",
        "data-option",
        "transform",
        "text-anchor",
    },
    "a": {
        "class",
        "data-node",
        "data-to",
        "role",
        "{http://www.w3.org/1999/xlink}href",
        "tabindex",
        "aria-label",
        "transform",
        "text-anchor",
    },
    "path": {
        "class",
        "d",
        "fill",
        "stroke",
        "stroke-width",
        "stroke-dasharray",
        "stroke-linecap",
        "stroke-linejoin",
        "transform",
    },
    "circle": {"cx", "cy", "r", "fill"},
    "text": {"class", "fill", "font-weight", "font-size", "x", "y", "direction"},
}
HOSTILE = (
    "<script>alert(1)</script>",
    "a & b < c > d",
    "\"double\" and 'single'",
    "]]> <!-- x -->",
    "<<b>bold</b>>",
    "\\N \\G \\l \\",
    "{{ 7 * 7 }} {% raw %}",
    "a\x00b\x0bc\ud800d",
    "javascript:alert(1)",
    "--> <![CDATA[",
    "&#x26;lt;",
    '" onload="alert(1)',
    "\u202etxet",
    "\r\n\t",
)


def parsed(svg: str) -> ET.Element:
    """Parse our own output."""
    return ET.fromstring(svg)  # noqa: S314


def shown(root: ET.Element) -> str:
    """Give all visible text, lines joined as a reader would."""
    return " ".join(text.text or "" for text in root.iter(f"{SVG}text"))


def test_two_drawings_are_the_same(engine: EmbeddedEngine) -> None:
    assert draw(large(25), engine) == draw(large(25), EmbeddedEngine())


def test_two_processes_draw_the_same(engine: EmbeddedEngine) -> None:
    code = (
        "import sys; sys.path[:0] = sys.argv[1:]\n"
        "from drawing_pictures import large; from crossroads.showing.drawing import EmbeddedEngine, draw\n"
        "sys.stdout.buffer.write(draw(large(25), EmbeddedEngine()).encode())"
    )
    here = Path(__file__).parent
    command = [sys.executable, "-c", code, str(here), str(here.parents[1] / "generator")]
    drawn = {
        subprocess.run(command, capture_output=True, check=True, env={"PYTHONHASHSEED": seed}).stdout
        for seed in ("1", "2")
    }
    assert drawn == {draw(large(25), engine).encode()}


@pytest.mark.parametrize("label", HOSTILE)
def test_hostile_label_stays_text(engine: EmbeddedEngine, label: str) -> None:
    picture = labelled("hostile", label)
    root = parsed(draw(picture, engine))
    for element in root.iter():
        name = element.tag.removeprefix(SVG)
        assert set(element.attrib) <= ALLOWED[name], name
    assert {anchor.get("{http://www.w3.org/1999/xlink}href") for anchor in root.iter(f"{SVG}a")} == {
        box.href for box in picture.boxes
    }
    wanted = re.sub(r"[\x00-\x08\x0b\x0c\ud800-\udfff]", "\ufffd", label)
    assert "".join(wanted.split()) in "".join(shown(root).split())


def test_no_author_text_reaches_graphviz(engine: EmbeddedEngine) -> None:
    seen: list[str] = []

    class Spy:
        name, version = "spy", "1"

        def layout(self, dot: str) -> str:
            seen.append(dot)
            return engine.layout(dot)

    draw(labelled("spied", "Zebra <b>crossing</b>"), Spy())
    text = "\n".join(seen)
    words = set(re.findall(r"[A-Za-z_]+", re.sub(r"\bn\d+\b", "", text)))
    known = {
        "digraph",
        "graph",
        "node",
        "edge",
        "nodesep",
        "ranksep",
        "splines",
        "false",
        "nslimit",
        "ordering",
        "out",
        "shape",
        "box",
        "fixedsize",
        "true",
        "label",
        "arrowhead",
        "none",
        "width",
        "height",
        "weight",
    }
    assert seen
    assert words <= known


def test_every_thing_is_named_and_nothing_by_its_id(engine: EmbeddedEngine) -> None:
    picture = small()
    root = parsed(draw(picture, engine))
    assert root.get("role") == "graphics-document document"
    assert root.find(f"{SVG}title").get("id") == root.get("aria-labelledby") == "small-title"  # type: ignore[union-attr]
    anchors = {anchor.get("data-node"): anchor for anchor in root.iter(f"{SVG}a")}
    for box in picture.boxes:
        name = anchors[box.key].get("aria-label") or ""
        visible = " ".join(text.text or "" for text in anchors[box.key].iter(f"{SVG}text"))
        assert name.replace(":", "").startswith(visible)
        assert box.key not in re.split(r"\W+", name.replace(box.label, "").replace(box.word, ""))
        assert anchors[box.key].get("tabindex") == "-1"


def test_full_name_follows_what_is_seen(engine: EmbeddedEngine) -> None:
    box = Box("one", "question", "", "Start", "Where?", "Where does the missing information live?", "#one")
    svg = draw(Picture("p", "T", (box,), ()), engine)
    assert 'aria-label="Start: Where?. Where does' not in svg
    assert 'aria-label="Start: Where? Where does the missing information live?"' in svg


def test_arrows_and_answers_carry_their_data(engine: EmbeddedEngine) -> None:
    picture = small()
    root = parsed(draw(picture, engine))
    for kind in ("cr-d-edge", "cr-d-pill"):
        found = [group for group in root.iter(f"{SVG}g") if group.get("class") == kind]
        told = sorted((g.get("data-tail"), g.get("data-head"), g.get("data-option")) for g in found)
        assert told == sorted((arrow.tail, arrow.head, arrow.option) for arrow in picture.arrows)


def test_file_of_its_own_has_style_and_links_to_its_page(engine: EmbeddedEngine) -> None:
    inline = draw(small(), engine)
    assert "<style" not in inline
    assert "style=" not in inline
    root = parsed(standalone(inline, page="../decisions/pilot/"))
    style = str(root.findtext(f"{SVG}style"))
    wanted, given = (set(re.findall(one, style)) for one in (r"var\((--[\w-]+)", r"(--[\w-]+):"))
    assert wanted
    assert wanted <= given
    assert {a.get("{http://www.w3.org/1999/xlink}href") for a in root.iter(f"{SVG}a")} >= {"../decisions/pilot/#tests"}


def test_two_arrows_between_the_same_boxes(engine: EmbeddedEngine) -> None:
    arrows = (Arrow("a", "b", "yes", "Yes"), Arrow("a", "b", "no", "No"))
    boxes = (
        Box("a", "question", "", "Start", "A?", "A?", "#a"),
        Box("b", "outcome", "do", "Do", "B", "B", "#b"),
    )
    svg = draw(Picture("p", "Twice", boxes, arrows), engine)
    assert svg.count('class="cr-d-pill"') == 2


def test_two_hundred_boxes(engine: EmbeddedEngine) -> None:
    picture = large(200)
    root = parsed(draw(picture, engine))
    assert len(list(root.iter(f"{SVG}a"))) == 200


@pytest.mark.parametrize(
    "broken",
    [
        lambda p: {"boxes": ()},
        lambda p: {"prefix": "has space"},
        lambda p: {"boxes": p.boxes + p.boxes[:1]},
        lambda p: {"arrows": (Arrow("tests", "nowhere", "x", "X"),)},
    ],
)
def test_wrong_picture_is_refused(broken: object) -> None:
    picture = small()
    told = {"prefix": picture.prefix, "boxes": picture.boxes, "arrows": picture.arrows} | broken(picture)  # type: ignore[operator]
    with pytest.raises(ValueError, match=r"needs boxes|not a safe name|without a box"):
        Picture(title="T", **told)


def test_javascript_link_is_refused() -> None:
    with pytest.raises(ValueError, match="not a safe link"):
        Picture("p", "T", (Box("a", "question", "", "Start", "A", "A", "javascript:alert(1)"),), ())


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60))
def test_any_label_gives_xml(engine: EmbeddedEngine, label: str) -> None:
    parsed(draw(labelled("any", label), engine))
