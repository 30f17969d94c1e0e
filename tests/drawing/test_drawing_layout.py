"""The layout: nothing lies on anything, and every line goes from its box to its box."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from drawing_pictures import large, outcome, question, small
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crossroads.showing.drawing import Arrow, EmbeddedEngine, Picture
from crossroads.showing.drawing.layout import COLUMN, Layout, lay_out
from crossroads.showing.drawing.routing import Point
from crossroads.showing.drawing.sizing import Sized, size_boxes, size_pills

Rectangle = tuple[float, float, float, float]


def rectangles(layout: Layout, sizes: tuple[Sized, ...]) -> list[Rectangle]:
    """Give left, top, right, bottom of all boxes, then of all pills."""
    return [(x, y, x + s.width, y + s.height) for (x, y), s in zip(layout.corners, sizes, strict=True)]


def apart(one: Rectangle, two: Rectangle) -> bool:
    """Tell whether two rectangles do not overlap."""
    return one[2] <= two[0] or two[2] <= one[0] or one[3] <= two[1] or two[3] <= one[1]


def runs_through(line: tuple[Point, ...], area: Rectangle) -> bool:
    """Tell whether an upright or level line has a piece inside an area."""
    for (ax, ay), (bx, by) in pairwise(line):
        assert ax == bx or ay == by, "a slanting piece"
        if not apart((min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)), (area[0], area[1], area[2], area[3])):
            inside = min(ax, bx) < area[2] and max(ax, bx) > area[0] and min(ay, by) < area[3] and max(ay, by) > area[1]
            if inside:
                return True
    return False


def verify(picture: Picture, engine: EmbeddedEngine) -> Layout:
    """Lay a picture out and hold it to the laws."""
    layout = lay_out(picture, engine)
    boxes, pills = layout.boxes, layout.pills
    areas = rectangles(layout, boxes + pills)
    assert all(apart(one, two) for one, two in combinations(areas, 2))
    assert all(x1 >= 0 and y1 >= 0 and x2 <= layout.width and y2 <= layout.height for x1, y1, x2, y2 in areas)
    number = {box.key: index for index, box in enumerate(picture.boxes)}
    for index, (arrow, lines) in enumerate(zip(picture.arrows, layout.lines, strict=True)):
        tail, pill = areas[number[arrow.tail]], areas[len(boxes) + index]
        assert (pills[index].jump is None) == bool(lines[1])
        ends = [(lines[0], tail, pill)]
        if lines[1]:
            ends.append((lines[1], pill, areas[number[arrow.head]]))
        for line, start, end in ends:
            assert line[0][1] == start[3]
            assert start[0] < line[0][0] < start[2]
            assert line[-1][1] == end[1]
            assert end[0] < line[-1][0] < end[2]
            assert not any(runs_through(line, area) for area in areas)
    return layout


@st.composite
def pictures(draw_from: st.DrawFn) -> Picture:
    """Make a picture whose arrows always lead to a later box."""
    questions = draw_from(st.integers(1, 7))
    ends = draw_from(st.integers(1, 6))
    boxes = [question(f"q{i}", "Is it so?" * (1 + i % 3)) for i in range(questions)]
    boxes += [outcome(f"o{i}", "do", "Do it") for i in range(ends)]
    arrows = []
    for tail in range(questions):
        heads = draw_from(st.lists(st.integers(tail + 1, questions + ends - 1), min_size=1, max_size=4))
        arrows += [Arrow(boxes[tail].key, boxes[head].key, f"a{k}", "Yes " * (k + 1)) for k, head in enumerate(heads)]
    return Picture("made", "Made", tuple(boxes), tuple(arrows))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pictures())
def test_laws_hold_for_any_picture(engine: EmbeddedEngine, picture: Picture) -> None:
    verify(picture, engine)


@pytest.mark.parametrize("count", [2, 25, 60])
def test_laws_hold_for_large_pictures(engine: EmbeddedEngine, count: int) -> None:
    layout = verify(large(count), engine)
    if count <= 25:
        assert layout.width <= COLUMN + 30


def test_boxes_without_any_arrow(engine: EmbeddedEngine) -> None:
    boxes = (question("q", "Is it so?"), *(outcome(f"o{i}", "do", "Do it") for i in range(9)))
    verify(Picture("loose", "Loose", boxes, (Arrow("q", "o8", "yes", "Yes"),)), engine)


def test_no_box_is_wider_than_a_phone() -> None:
    for picture in (small(), large(60)):
        assert max(sized.width for sized in size_boxes(picture)) <= 300
        assert max(sized.width for sized in size_pills(picture)) <= 300


def test_boxes_of_a_kind_are_equally_wide() -> None:
    picture = large(30)
    widths = {
        (box.kind == "outcome", sized.width) for box, sized in zip(picture.boxes, size_boxes(picture), strict=True)
    }
    assert len(widths) == 2


def test_circle_is_refused(engine: EmbeddedEngine) -> None:
    boxes = (question("a", "A?"), question("b", "B?"))
    picture = Picture("p", "T", boxes, (Arrow("a", "b", "x", "X"), Arrow("b", "a", "y", "Y")))
    with pytest.raises(ValueError, match="circle"):
        lay_out(picture, engine)


def test_every_box_keeps_a_line_and_few_lines_need_no_jump(engine: EmbeddedEngine) -> None:
    """A jump stands in for a line over many rows, and never for the last line to a box."""
    picture = large(60)
    layout = lay_out(picture, engine)
    drawn = [arrow.head for arrow, pill in zip(picture.arrows, layout.pills, strict=True) if pill.jump is None]
    assert any(pill.jump for pill in layout.pills)
    assert {arrow.head for arrow in picture.arrows} == set(drawn)
    assert all(pill.jump is None for pill in lay_out(small(), engine).pills)


def test_arrows_to_other_drawings_are_jumps(engine: EmbeddedEngine) -> None:
    boxes = (question("a", "A?"), outcome("b", "do", "Do it"))
    away = (question("far", "Something far away?"),)
    arrows = (Arrow("a", "b", "x", "Yes"), Arrow("a", "far", "y", "No"))
    layout = lay_out(Picture("p", "T", boxes, arrows, away), engine)
    jump = layout.pills[1].jump
    assert jump is not None
    assert " ".join(jump.lines) == "Something far away?"
    assert layout.pills[0].jump is None


@pytest.mark.parametrize("count", [6, 12, 15, 20])
def test_no_bend_looks_like_a_slip(engine: EmbeddedEngine, count: int) -> None:
    """A line is straight, or clearly not; each of these pictures had a bend of a few px."""
    pieces = [line for pair in lay_out(large(count), engine).lines for line in pair if line]
    assert [line for line in pieces if 0 < abs(line[0][0] - line[-1][0]) < 12] == []


def test_many_answers_fit_a_desk(engine: EmbeddedEngine) -> None:
    """Where a question has so many that they would need scrolling, they are set narrower, and no word is broken."""
    labels = [f"Data that must not be shared, {number} times" for number in ("one", "two", "three", "four", "five")]
    labels += ["Jobs of many steps", "What the model can take in", "Fairness, or trust in what it says"]
    ends = tuple(outcome(f"o{number}", "do", "Do it") for number in range(3))
    arrows = tuple(Arrow("q", f"o{number % 3}", f"a{number}", label) for number, label in enumerate(labels))
    layout = verify(Picture("many", "Many", (question("q", "Which is it?"), *ends), arrows), engine)
    assert layout.width <= COLUMN
    assert [" ".join(pill.lines) for pill in layout.pills] == labels
