"""Texts on their way to paper: hostile ones print as they are written, and no sign prints as an empty box."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from paper_reader import Sheet
from paper_specimens import TODAY, library_of, sheet

from crossroads.adapters.workshop import inspect
from crossroads.model.place import Place, Placed
from crossroads.showing.artifact import Addresses
from crossroads.showing.paper import Ink, Typesetter, print_sheet
from crossroads.showing.paper_files import Desk
from crossroads.showing.signs import FONTS, coverage
from safety.corpus import MARKDOWN, PLAIN


def printed(typesetter: Typesetter, files: dict[str, bytes]) -> Sheet:
    library = library_of(files)
    desk = Desk(library, {}, Addresses(), "https://bells.example/")
    return Sheet(print_sheet(desk.checklist(Ink(), library.checklists[0]), typesetter).pdf)


def together(text: str) -> str:
    return "".join(text.replace("\u200b", "").split())  # where a long word may break, and blanks


def test_the_list_of_signs_is_that_of_the_fonts() -> None:
    for name in ("IBMPlexSans-Regular.ttf", "IBMPlexSans-Bold.ttf"):
        assert set(TTFont(FONTS / name).getBestCmap()) == coverage()


def test_the_fonts_carry_their_licence() -> None:
    assert "SIL OPEN FONT LICENSE Version 1.1" in (FONTS / "OFL.txt").read_text("utf-8")


def readable(texts: list[str]) -> list[str]:
    return [t for t in texts if all(ord(c) in coverage() for c in t if c.strip())]


@pytest.mark.parametrize("part", range(8))
def test_hostile_texts_print_as_they_are_written(typesetter: Typesetter, part: int) -> None:
    """No text is read as markup: each stands letter for letter in the text of the PDF, and nothing runs."""
    texts = readable(PLAIN)[part::8]
    extra = ["#panic()", "$ x $", "*b* _i_ @a <l>", '#import "x"', "\\u{1F600} #{1}", "= h", "// c", "/* c */", "~--~"]
    texts += extra[part : part + 2]
    made = [{"id": f"i{n}", "do": text, "done": text} for n, text in enumerate(texts, 1)]
    parts = [made[i : i + 9] for i in range(0, len(made), 9)]
    sections = [{"title": t["do"][:40], "pause": t["done"], "items": p} for p in parts for t in p[:1]]
    text = together(printed(typesetter, sheet(sections=sections, objective=texts[0])).text)
    assert [t for t in texts if together(t) not in text] == []


@pytest.mark.parametrize("part", range(6))
def test_hostile_markdown_never_stops_the_press(typesetter: Typesetter, part: int) -> None:
    reasons = [t for t in MARKDOWN if "<" not in t and "script:" not in t and "](" not in t][part::6]
    made = [{"id": f"i{n}", "do": "Ring it", "done": "It rang", "why": w} for n, w in enumerate(reasons, 1)]
    files = sheet(items=made[:9])
    document = json.loads(files["checklists/bells.yml"])
    assert document["sections"][0]["items"]
    assert printed(typesetter, files).pages


def test_a_word_of_two_hundred_letters_stays_on_the_paper(typesetter: Typesetter) -> None:
    word = "Donau" * 40
    made = printed(typesetter, sheet(do=word, done=word))
    assert together(made.text).count(word) == 2
    page = made.pages[0]
    assert max(c["x1"] for c in page["chars"]) <= page["width"] - 30
    do = [c for c in page["chars"] if c["text"] == "D"]
    assert len({round(c["x0"]) for c in do}) > 1


@pytest.mark.parametrize(
    ("text", "shown"), [("漢字", "[U+6F22][U+5B57]"), ("Ring 🔔", "Ring [U+1F514]"), ("A\u0301", "Á")]
)
def test_a_sign_that_the_font_does_not_have_is_named(typesetter: Typesetter, text: str, shown: str) -> None:
    made = printed(typesetter, sheet(do=f"{text} now"))
    assert together(shown) in together(made.text)
    assert "\ufffd" not in made.text


def test_missing_glyph_is_told_with_its_place(tmp_path: Path) -> None:
    """The diagnostic `missing-glyph`: once for a sign in a text, at the text."""
    folder = tmp_path / "decisions"
    for name, body in sheet(do="Ring 🔔🔔 twice").items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(body)
    found = [d for d in inspect(folder, TODAY).diagnostics if d.code == "missing-glyph"]
    assert [(d.severity, "U+1F514" in d.message) for d in found] == [("warning", True)]
    line = (folder / "checklists/bells.yml").read_text("utf-8").splitlines()[found[0].place.line - 1]
    assert line[found[0].place.column - 1 :].startswith('"Ring 🔔🔔 twice"')


def test_prose_keeps_its_weight_its_lists_and_its_outer_links() -> None:
    place = Place("x.yml")
    blocks = Ink().prose(
        Placed("One **bold** word, [out](https://a.example) and [in](b.md).\n\n1. First\n2. Second", place)
    )
    runs = [(r["text"], r["bold"], r["href"]) for r in blocks[0]["runs"]]
    assert ("bold", True, "") in runs
    assert ("out", False, "https://a.example") in runs
    assert ("in", False, "") in runs
    assert "".join(r[0] for r in runs) == "One bold word, out and in."
    assert [b["marker"] for b in blocks] == ["", "1.", "2."]


def test_a_sheet_without_trial_is_a_fault() -> None:
    from paper_specimens import sheet_findings

    assert [d.code for d in sheet_findings(sheet(trial=None))] == ["missing-key"]
