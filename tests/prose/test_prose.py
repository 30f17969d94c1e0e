"""The prose pages: each leads to a decision, the ways are told in equal detail, the counts they give are true."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from crossroads.model.library import Library
from crossroads.reading.library import read_library
from crossroads.showing.sums import embed_sums

ROOT = Path(__file__).parents[2]
LEARN = sorted((ROOT / "content" / "learn").glob("*.md"))
WAYS = {"A better prompt", "The whole text in the prompt", "A look-up in a live system", "Retrieval", "Fine-tuning"} | {
    "Both together",
    "Nothing yet",
}
LINK = re.compile(r"\[([^\]]*)\]\(([^)\s]*)\)")


def library() -> Library:
    folder = ROOT / "decisions"
    return read_library({p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*.yml")}).library


def sections(text: str) -> dict[str, str]:
    parts = re.split(r"^## +(.+)$", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def plain(text: str) -> str:
    return " ".join(LINK.sub(r"\1", text).split())


@pytest.mark.parametrize("page", LEARN, ids=lambda p: p.stem)
def test_every_page_leads_to_a_decision_that_exists(page: Path) -> None:
    known = {d.id for d in library().decisions}
    found = set(re.findall(r"\.\./decisions/([a-z-]+)\.md", page.read_text("utf-8")))
    assert found
    assert found <= known


@pytest.mark.parametrize("page", LEARN, ids=lambda p: p.stem)
def test_every_source_that_a_page_cites_is_in_the_register(page: Path) -> None:
    known = {str(e.id) for e in library().evidence}
    cited = set(re.findall(r"evidence\.md#([a-z0-9-]+)", page.read_text("utf-8")))
    assert cited <= known


@pytest.mark.parametrize(
    "page", [p for p in LEARN if p.stem not in ("choosing", "source-document")], ids=lambda p: p.stem
)
def test_sources_are_shown_with_their_grade(page: Path) -> None:
    """A link to the register stands in a paragraph or row that names a grade, so that nobody has to guess."""
    for block in re.split(r"\n\s*\n|\n(?=- |\|)", page.read_text("utf-8")):
        if "evidence.md#" in block and not block.lstrip().startswith("|"):
            assert re.search(r"grade [ABC]\b|[(, ][ABC][),]", plain(block)), block


def test_the_ways_are_told_in_equal_detail() -> None:
    """E2, E10: the same lines for each way, lengths within one and a half, the plain ways and waiting among them."""
    told = sections((ROOT / "content/learn/side-by-side.md").read_text("utf-8"))
    ways = {title: told[title] for title in told if title in WAYS}
    assert set(ways) == WAYS
    rows = {t: re.findall(r"^- \*\*(.+?):\*\*", body, re.MULTILINE) for t, body in ways.items()}
    assert len({tuple(r) for r in rows.values()}) == 1
    assert len(rows["Retrieval"]) == 7
    lengths = {t: len(plain(body)) for t, body in ways.items()}
    assert max(lengths.values()) <= 1.5 * min(lengths.values()), lengths
    assert all("../decisions/" in body for body in ways.values())


def test_the_directions_are_all_there_with_the_same_lines() -> None:
    told = sections((ROOT / "content/learn/directions.md").read_text("utf-8"))
    numbered = {t: body for t, body in told.items() if t[0].isdigit()}
    assert [int(t.split(".")[0]) for t in numbered] == list(range(1, 14))
    for title, body in numbered.items():
        assert re.findall(r"^- \*\*(.+?):\*\*", body, re.MULTILINE) == ["What", "How far", "Changes", "Sign"], title


def test_counts_on_the_page_about_the_source_are_true() -> None:
    (document,) = library().documents
    text = (ROOT / "content/learn/source-document.md").read_text("utf-8")
    assert f"into {len(document.statements)} statements" in text


def test_prices_in_sums_come_from_entries_that_expire() -> None:
    """A price is an input with a day, and its source says by when it must be looked at again."""
    register = library().evidence_by_id()
    priced = [
        (worked.id, str(i.id), register[str(e)])
        for worked in library().sums
        for i in worked.inputs
        if "dollars a" in str(i.unit)
        for e in i.evidence
    ]
    assert len(priced) > 10
    assert [(w, i, str(e.id)) for w, i, e in priced if e.expires is None] == []


def test_the_sum_that_authors_are_shown_works() -> None:
    text = (ROOT / "content" / "about" / "authors.md").read_text("utf-8")
    (body,) = re.findall(r"```yaml\n(# decisions/sums/outage\.yml\n.*?)```", text, re.DOTALL)
    (shown,) = re.findall(r"````markdown\n(.*?)````", text, re.DOTALL)
    read = read_library({"sums/outage.yml": body.encode()})
    assert read.diagnostics == ()
    page = embed_sums(shown, read.library, str)
    assert "<td>750</td>" in page
    assert "An hour costs 750 dollars." in page
