"""Checklists as PDF, measured in the files: C5 to C17, C25, C26 on A4, on Letter, and on one sheet for both."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pypdf
import pytest
from paper_reader import MM, Line, Sheet
from paper_specimens import items, library_of, sheet
from PIL import Image

from crossroads.showing.artifact import Addresses
from crossroads.showing.paper import A4, LETTER, Ink, Paper, Typesetter, print_sheet
from crossroads.showing.paper_files import Desk

CHECKLISTS = sorted(p.stem for p in (Path(__file__).parent.parent.parent / "decisions" / "checklists").glob("*.yml"))
PAPERS: dict[str, Paper | None] = {"both": None, "a4": A4, "letter": LETTER}
PRINTER_EDGE = 6 * MM
Case = tuple[str, str]
AUDIT = bool(os.environ.get("CROSSROADS_AUDIT"))
# Every list on the sheet for both papers, and the fullest ones on each paper by itself.
FULL = ("retrieval", "training-data", "organisation-steps")
CASES = [(name, paper) for name in CHECKLISTS for paper in PAPERS if AUDIT or paper == "both" or name in FULL]
_made: dict[Case, Sheet] = {}


@pytest.fixture(params=CASES, ids=lambda c: "-".join(c))
def case(request: pytest.FixtureRequest) -> Case:
    return tuple(request.param)


@pytest.fixture
def printed(case: Case, desk: Desk, typesetter: Typesetter) -> Sheet:
    if case not in _made:
        made = print_sheet(desk.checklist(Ink(), desk.library.checklist(case[0])), typesetter, PAPERS[case[1]])
        _made[case] = Sheet(made.pdf)
    return _made[case]


def of(desk: Desk, case: Case):  # noqa: ANN201
    return desk.library.checklist(case[0])


def test_c5_the_first_page_says_what_the_sheet_is(printed: Sheet, desk: Desk, case: Case) -> None:
    checklist, text = of(desk, case), printed.texts[0]
    version = desk.library.digests[f"checklists/{checklist.id}"][:8]
    wanted = [checklist.id, version, str(checklist.reviewed), str(checklist.review_by), checklist.owner]
    wanted += [checklist.adapted_from] if checklist.adapted_from else []
    assert [w for w in wanted if str(w) not in text] == []
    assert "Source:" in text
    assert ("Adapted from:" in text) == bool(checklist.adapted_from)


def test_c6_one_page_and_everything_on_it(printed: Sheet, desk: Desk, case: Case) -> None:
    checklist = of(desk, case)
    assert len(printed.pages) == 1 or f"More than one page, because {len(checklist.items)} items" in printed.text
    assert len(printed.pages) <= 2 and all(len(t) > 200 for t in printed.texts)
    sizes = {"both": (210.0, 297.0), "a4": (210.0, 297.0), "letter": (215.9, 279.4)}
    assert printed.size == sizes[case[1]]
    for item in checklist.items:
        assert item.do.split()[-1] in printed.text
    assert checklist.completion in printed.text


def test_c7_type_is_sans_and_large_enough(printed: Sheet) -> None:
    chars = printed.chars()
    assert {c["fontname"].split("+")[1] for c in chars} <= {"IBMPlexSans", "IBMPlexSans-Bold"}
    assert min(c["size"] for c in chars) >= 8
    foot = printed.pages[0]["height"] - 45 * MM
    assert [c["text"] for c in chars if round(c["size"], 2) < 10 and c["top"] < foot] == []
    labels = {
        "Used for",
        "n/a",
        "Not applicable: number of the item, and the reason",
        "Name",
        "Role",
        "Date",
        "Decision",
    }
    body = [line for line in printed.lines(0) if line.top < foot and line.text not in labels]
    assert [line.text for line in body if min(line.sizes) < 11] == []
    headings = [line for line in printed.lines(0) if line.bold and max(line.sizes) > 12]
    assert headings
    assert max(max(line.sizes) for line in headings) >= 14


def test_c7_lines_are_short_and_their_pitch_is_easy(printed: Sheet) -> None:
    lines = printed.lines(0)
    assert [line.text for line in lines if len(line.text) > 90] == []
    assert [line.text for line in lines if line.text.isupper() and len(line.text.split()) > 3] == []
    pitches = [round(p, 2) for p in _pitches(lines)]
    assert pitches
    assert [p for p in pitches if not 1.25 <= p <= 1.45] == []


def _pitches(lines: list[Line]) -> list[float]:
    """Give the steps between lines of one text: what begins further left, or in bold, begins another text."""
    found = []
    for upper in lines:
        below = [
            w for w in lines if 0 < w.bottom - upper.bottom < 1.5 * max(upper.sizes) and abs(w.left - upper.left) < 1
        ]
        if below and below[0].sizes == upper.sizes and below[0].text[:4] not in ("Why:", "Crit") and upper.left > 60:
            found.append((below[0].bottom - upper.bottom) / max(upper.sizes))
    return found


def test_c8_all_is_black_on_white(printed: Sheet) -> None:
    assert {tuple(c["non_stroking_color"]) for c in printed.chars()} == {(0.0,)}
    picture = printed.picture(0, 100)
    assert picture.getpixel((3, 3)) == 255
    dark = sum(picture.histogram()[:64])
    assert dark > 1000


def test_c9_boxes_are_white_squares_with_a_dark_border(printed: Sheet, desk: Desk, case: Case) -> None:
    scale, count = 300 / 72, 0
    for page in range(len(printed.pages)):
        picture = printed.picture(page, 300)
        for box in printed.boxes(page):
            count += 1
            assert 4 * MM <= box["width"] <= 6 * MM
            across = int((box["x0"] + box["x1"]) / 2 * scale)
            upper, lower = int((box["top"] - 1) * scale), int((box["bottom"] + 1) * scale)
            down = [picture.getpixel((across, y)) for y in range(upper, lower)]
            inside = down[len(down) // 4 : -len(down) // 4]
            assert set(inside) == {255}
            assert min(down[: len(down) // 4]) < 90 and min(down[-len(down) // 4 :]) < 90
    assert count == len(of(desk, case).items)


def test_c10_the_box_stands_before_its_text_and_dots_bridge_the_way(printed: Sheet, desk: Desk, case: Case) -> None:
    items = iter(of(desk, case).items)
    for page in range(len(printed.pages)):
        letters, lines = printed.chars(page), printed.lines(page)
        for box, item in zip(printed.boxes(page), items, strict=False):
            row = [c for c in letters if box["top"] - 2 < c["top"] < box["bottom"] + 2]
            assert min(c["x0"] for c in row) > box["x1"]
            state = next(w for w in lines if item.done.startswith(w.text) and abs(w.top - box["top"]) < 6)
            act = item.do.split()[-1]
            last = next(w for w in lines if w.text.split()[-1] == act and -6 < w.top - box["top"] < 30)
            beside = [c["x1"] for c in letters if abs(c["bottom"] - last.bottom) < 1 and c["x0"] < state.left - 1]
            assert state.left - max(beside) <= 10 * MM, item.id


def test_c12_each_page_carries_address_version_and_number(printed: Sheet, desk: Desk, case: Case) -> None:
    version = desk.library.digests[f"checklists/{case[0]}"][:8]
    for number, text in enumerate(printed.texts, 1):
        foot = text[-200:]
        assert f"crossroads.example/checklists/{case[0]}/" in foot
        assert f"Version {version}" in foot
        assert f"Page {number} of {len(printed.pages)}" in foot


@pytest.mark.parametrize("name", CHECKLISTS)
def test_c13_one_sheet_is_whole_on_both_papers(name: str, desk: Desk, typesetter: Typesetter) -> None:
    """C13: laid in the middle of Letter without scaling, nothing of the A4 sheet comes near the printer's edge."""
    made = print_sheet(desk.checklist(Ink(), desk.library.checklist(name)), typesetter)
    texts = [Sheet(made.pdf).text]
    if made.letter is not None:
        assert Sheet(made.letter).size == (215.9, 279.4)
        texts.append(Sheet(made.letter).text)
        assert len({" ".join(t.replace(". ", " ").replace(".", "").split()) for t in texts}) == 1
        return
    both = Sheet(made.pdf)
    cut = (297 - 279.4) / 2 * MM + PRINTER_EDGE
    for page in range(len(both.pages)):
        height = both.pages[page]["height"]
        assert min(c["top"] for c in both.chars(page)) >= cut
        assert max(c["bottom"] for c in both.chars(page)) <= height - cut


def test_c14_the_code_is_large_and_leads_to_the_page(printed: Sheet, case: Case) -> None:
    address = f"https://crossroads.example/checklists/{case[0]}/"
    (code,) = printed.codes(0, dpi=150)
    assert code.text == address
    assert address in printed.text
    (found,) = printed.codes(0, dpi=300)
    corners = found.position
    side = abs(corners.top_right.x - corners.top_left.x) / 300 * 25.4
    assert side >= 20
    picture = printed.picture(0, 300)
    x, y = corners.top_left.x, corners.top_left.y
    finder = _run(picture, x + 2, y + 2) / 7  # seven modules of black begin every code
    assert finder / 300 * 25.4 >= 0.4
    quiet = int(4 * finder) - 2
    around = picture.crop((x - quiet, y - quiet, corners.top_right.x + quiet, y - 3))
    assert around.getextrema() == (255, 255)


def _run(picture: Image.Image, x: int, y: int) -> int:
    """Count the dark pixels from a place to the right."""
    length = 0
    while picture.getpixel((x + length, y)) < 128:
        length += 1
    return length + 2


def test_c17_a_block_to_sign_and_room_for_reasons(printed: Sheet, desk: Desk, case: Case) -> None:
    last = len(printed.pages) - 1
    lines = printed.lines(last)
    names = [line for line in lines if line.text in ("Name", "Role", "Date", "Decision")]
    assert [n.text for n in names] == ["Name", "Role", "Date", "Decision"]
    above = max(line.bottom for line in lines if line.bottom < names[0].top - 1)
    assert names[0].top - above >= 8 * MM
    rings = [c for p in printed.pages for c in p["curves"] if 3 * MM < c["width"] < 6 * MM]
    assert len(rings) == len(of(desk, case).items)
    assert "Not applicable: number of the item, and the reason" in printed.text


def test_c25_the_file_is_tagged_and_small(printed: Sheet, desk: Desk, case: Case) -> None:
    assert len(printed.bytes) <= 200_000
    reader = pypdf.PdfReader(io.BytesIO(printed.bytes))
    root = reader.trailer["/Root"]
    assert root["/Lang"] == "en"
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert reader.metadata is not None and reader.metadata.title == of(desk, case).title
    flat = str(reader.outline)
    assert all(str(s.title) in flat for s in of(desk, case).sections)


def test_c26_a_sheet_that_nobody_tried_says_so(printed: Sheet) -> None:
    assert "Trials: Not yet trialled." in printed.text


def test_c26_a_sheet_that_was_tried_says_by_whom(typesetter: Typesetter) -> None:
    tried = [{"by": "Night shift", "on": "2026-10-01", "changed": "Two items went."}]
    text = specimen(typesetter, sheet(trial=tried)).text
    assert "Trials: Night shift, 2026-10-01: Two items went." in text


def specimen(typesetter: Typesetter, files: dict[str, bytes], paper: Paper | None = None, url: str = "") -> Sheet:
    library = library_of(files)
    desk = Desk(library, {}, Addresses(), url)
    return Sheet(print_sheet(desk.checklist(Ink(), library.checklists[0]), typesetter, paper).pdf)


def many(number: int) -> dict[str, bytes]:
    """Give a sheet of many items with reasons, nine under one pause."""
    made = items(number)
    for item in made:
        item["why"] = "Because bells that hang long without ringing gather dust, rust and swallows' nests."
    parts = [made[i : i + 9] for i in range(0, number, 9)]
    titles = [{"title": f"Tower {n}", "pause": f"Stop before tower {n}.", "items": p} for n, p in enumerate(parts, 1)]
    return sheet(sections=titles)


@pytest.mark.parametrize("paper", [None, A4, LETTER], ids=["both", "a4", "letter"])
def test_c11_sixty_items_are_never_split(typesetter: Typesetter, paper: Paper | None) -> None:
    """C11, C6: each item is whole on its page, no heading stands last, and the sheet says why it is long."""
    printed = specimen(typesetter, many(60), paper, "https://bells.example/")
    assert len(printed.pages) >= 3
    assert all(text for text in printed.texts)
    assert "60 items" in printed.text
    for number in range(1, 61):
        pages = [n for n, text in enumerate(printed.texts) if f" {number} Ring bell {number}" in f" {text}"]
        assert len(pages) == 1, number
    for page in range(len(printed.pages)):
        foot = printed.pages[page]["height"] - 24 * MM
        above = [line for line in printed.lines(page) if line.bottom < foot]
        assert above
        assert not any(line.text.startswith("Tower") and line.bottom > above[-1].bottom - 1 for line in above)
        whys = printed.texts[page].count("nests.")
        assert whys == printed.texts[page].count("Why:")


def test_one_file_for_each_paper_only_where_one_sheet_does_not_do_for_both(typesetter: Typesetter) -> None:
    """Between the sheets that fit both papers and those that need two pages anyway, each paper gets its own."""
    own = []
    for number in range(9, 19):
        library = library_of(many(number))
        desk = Desk(library, {}, Addresses(), "https://bells.example/")
        made = print_sheet(desk.checklist(Ink(), library.checklists[0]), typesetter)
        if made.letter is not None:
            own.append(number)
            sheets = Sheet(made.pdf), Sheet(made.letter)
            assert [s.size for s in sheets] == [(210.0, 297.0), (215.9, 279.4)]
            assert 1 in [len(s.pages) for s in sheets]
    assert own
    assert len(own) < 5


def test_the_same_input_gives_the_same_bytes(desk: Desk) -> None:
    made = [print_sheet(desk.checklist(Ink(), desk.library.checklist("pilot")), Typesetter()).pdf for _ in range(2)]
    assert made[0] == made[1]
