"""A checklist on the screen: C19 to C24 in a real Chromium, with hostile texts and a store that fails."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import cmarkgfm
import pytest
from copying import copied, held
from playwright.sync_api import Browser, Page

from crossroads.adapters.workshop import Inspection
from served_site import Site

pytestmark = pytest.mark.browser
ADDRESS = "checklists/pilot/"
HOSTILE = [
    "[ ] todo",
    "#1 @octocat",
    "a | b < c > d",
    "`code` *b* _i_",
    "=1+1",
    "-x",
    "&lt; &amp;",
    "!1 ~tag $s %m GH-7",
    "\\[x\\] \\",
]
Open = Callable[..., Page]


@pytest.fixture
def opened(browser: Browser, site: Site) -> Iterator[Open]:
    """Open the checklist in a clean profile; an error in the page fails the test."""
    errors: list[str] = []
    contexts = []

    def open_(before: str = "", address: str = ADDRESS, ours: bool = True) -> Page:
        context = browser.new_context(accept_downloads=True)
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda e: errors.append(str(e)) if ours or "crossroads.js" in str(e.stack) else None)
        if before:
            page.add_init_script(before)
        page.goto(site.at(address))
        return page

    yield open_
    for context in contexts:
        context.close()
    assert errors == []


def count(page: Page) -> str:
    return page.inner_text(".cr-count")


def keys(page: Page) -> list[str]:
    found = page.evaluate("Object.keys(localStorage).filter(k => k.startsWith('crossroads '))")
    return list(found)


def test_c19_rows_are_labels_and_ticks_stay(opened: Open, own: Inspection) -> None:
    page = opened()
    total = len(own.reading.library.checklist("pilot").items)
    assert count(page) == f"0 of {total} done"
    for box in page.query_selector_all(".cr-box"):
        assert box.evaluate(
            "b => b.type === 'checkbox' && b.labels.length === 1 && b.labels[0].textContent.length > 10"
        )
    row = page.locator(".cr-row").nth(1)
    row.locator(".cr-done").click()
    assert row.bounding_box()["height"] >= 44  # type: ignore[index]
    assert page.locator(".cr-box").nth(1).is_checked()
    assert count(page) == f"1 of {total} done"
    page.locator(".cr-item-note > summary").nth(2).click()
    page.locator(".cr-na").nth(2).check()
    page.locator(".cr-note-text").nth(2).fill("no users yet")
    page.reload()
    assert page.locator(".cr-box").nth(1).is_checked()
    assert page.locator(".cr-na").nth(2).is_checked()
    assert page.locator(".cr-note-text").nth(2).input_value() == "no users yet"
    assert count(page) == f"1 of {total} done, 1 not applicable"


def test_c20_nothing_is_stored_before_the_first_tick_and_clear_leaves_nothing(opened: Open, site: Site) -> None:
    spy = """const set = Storage.prototype.setItem; window.stored = [];
      Storage.prototype.setItem = function (k, v) { stored.push(k); return set.call(this, k, v); };"""
    page = opened(spy)
    assert [k for k in page.evaluate("stored") if "pilot" in k or k.startswith("crossroads")] == []
    page.locator(".cr-box").first.check()
    (key,) = keys(page)
    version = page.get_attribute("[data-checklist]", "data-version")
    assert key == f"crossroads {site.url} pilot {version}"
    ids = page.evaluate("k => Object.keys(JSON.parse(localStorage.getItem(k)))", key)
    assert ids == page.evaluate("[...document.querySelectorAll('.cr-item')].map(i => i.id)")
    page.click("[data-act=clear]")
    assert keys(page) == []
    assert page.locator(".cr-box:checked").count() == 0
    assert page.inner_text(".cr-told") == "All ticks and notes are gone."
    page.reload()
    assert page.locator(".cr-box:checked").count() == 0


@pytest.mark.parametrize(
    "broken",
    [
        "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };",
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });",
        "Storage.prototype.getItem = () => '{broken';",
    ],
)
def test_c20_a_store_that_fails_costs_nothing_else(opened: Open, broken: str) -> None:
    page = opened(f"if (location.pathname.includes('checklists')) {{ {broken} }}", ours=False)  # the theme complains
    page.locator(".cr-box").first.check()
    assert count(page).startswith("1 of ")
    page.click("[data-act=clear]")
    assert count(page).startswith("0 of ")


def test_c20_a_revision_keeps_what_reads_the_same_and_says_the_rest(opened: Open, site: Site) -> None:
    page = opened()
    for index in range(3):
        page.locator(".cr-box").nth(index).check()
    (key,) = keys(page)
    old = page.evaluate("k => JSON.parse(localStorage.getItem(k))", key)
    ids = list(old)
    old[ids[1]][0] = "Another act\nAnother state"
    del old[ids[2]]
    old["gone-item"] = ["An act that went\nState", 1, 0, ""]
    stale = f"crossroads {site.url} pilot 00000000"
    page.evaluate(
        "([k, n, v]) => { localStorage.removeItem(k); localStorage.setItem(n, v); }", [key, stale, json.dumps(old)]
    )
    page.reload()
    assert [page.locator(f"#{i} .cr-box").is_checked() for i in ids[:3]] == [True, False, False]
    told = page.inner_text(".cr-told")
    acts = page.evaluate("[...document.querySelectorAll('.cr-act')].map(a => a.textContent)")
    assert "revised" in told
    assert f"Changed, so please tick again: {acts[1]}" in told
    assert f"New: {acts[2]}" in told
    assert "Gone: An act that went" in told
    assert keys(page) == [key]


def test_c21_nothing_is_sent(opened: Open) -> None:
    page = opened()
    page.wait_for_load_state("networkidle")
    asked: list[str] = []
    page.on("request", lambda r: asked.append(r.url))
    page.locator(".cr-box").first.check()
    for act in ("tasks", "rich", "clear"):
        page.click(f"[data-act={act}]")
    with page.expect_download():
        page.click("[data-act=csv]")
    page.pdf()
    page.wait_for_timeout(300)
    assert [a for a in asked if not a.startswith("data:")] == []


class Tasks(HTMLParser):
    """Reads back what GitHub's own parser makes of a task list: text and tick of each item."""

    def __init__(self) -> None:
        super().__init__()
        self.items: list[list[Any]] = []
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag == "li":
            self.items.append(["", None])
        if tag == "input" and self.items:
            self.items[-1][1] = "checked" in dict(attributes)

    def handle_data(self, data: str) -> None:
        if self.items and self.tags[-1] not in ("h3",):
            self.items[-1][0] += data


def read_tasks(text: str) -> Tasks:
    html = cmarkgfm.github_flavored_markdown_to_html(text, options=cmarkgfm.cmark.Options.CMARK_OPT_UNSAFE)
    reader = Tasks()
    reader.feed(html)
    return reader


def test_c22_the_task_list_parses_back(opened: Open, own: Inspection) -> None:
    page = opened()
    page.locator(".cr-box").nth(1).check()
    read = read_tasks(copied(page, "tasks"))
    items = own.reading.library.checklist("pilot").items
    assert [tick for _, tick in read.items] == [n == 1 for n in range(len(items))]
    for (text, _), item in zip(read.items, items, strict=True):
        assert text.strip().removeprefix("Critical ") == f"{item.do} – {item.done}"


def plant(page: Page) -> list[str]:
    """Put hostile texts where the markup has texts, and start the component again."""
    script = """texts => { const list = document.querySelector('crossroads-checklist');
      const acts = [...list.querySelectorAll('.cr-act')];
      texts.forEach((t, i) => { acts[i].textContent = t; });
      const home = list.parentNode, next = list.nextSibling; list.remove(); home.insertBefore(list, next); }"""
    page.evaluate(script, HOSTILE)
    return HOSTILE


def test_c22_hostile_texts_change_nothing_and_name_nobody(opened: Open) -> None:
    page = opened()
    texts = plant(page)
    source = copied(page, "tasks")
    read = read_tasks(source)
    got = [text.strip().removeprefix("Critical ").split(" – ")[0] for text, _ in read.items][: len(texts)]
    assert got == texts
    assert set(read.tags) <= {"h3", "ul", "li", "input", "strong"}
    assert all(tick is False for _, tick in read.items)
    naming = [r"@\w", r"#\w", r"!\d", r"GH-\d", r"~\w", r"%\w"]
    assert [p for p in naming if re.search(p, source.replace("### ", ""))] == []


def test_c23_csv_is_rfc_4180_and_runs_no_formula(opened: Open, own: Inspection, site: Site, tmp_path: Path) -> None:
    page = opened()
    texts = plant(page)
    page.locator(".cr-box").first.check()
    page.locator(".cr-item-note > summary").nth(1).click()
    page.locator(".cr-note-text").nth(1).fill('@SUM(1) "quoted", yes')
    with page.expect_download() as waiting:
        page.click("[data-act=csv]")
    waiting.value.save_as(tmp_path / "list.csv")
    assert waiting.value.suggested_filename == "pilot.csv"
    raw = (tmp_path / "list.csv").read_bytes()
    assert raw.count(b"\r\n") == raw.count(b"\n")
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8"), newline="")))
    assert list(rows[0]) == ["id", "section", "item", "expected", "critical", "done", "note", "link"]
    items = own.reading.library.checklist("pilot").items
    assert [r["id"] for r in rows] == [str(i.id) for i in items]
    assert [r["critical"] == "yes" for r in rows] == [i.critical for i in items]
    assert [r["done"] for r in rows][:2] == ["yes", "no"]
    assert rows[1]["note"] == '\'@SUM(1) "quoted", yes'
    assert [r["item"].removeprefix("'") for r in rows][: len(texts)] == texts
    assert not any(cell[:1] in "=+-@\t\r" for row in rows for cell in row.values() if cell)
    assert rows[0]["link"] == site.at(f"{ADDRESS}#{items[0].id}")


def test_c24_a_document_gets_rich_and_plain_text(opened: Open, own: Inspection) -> None:
    page = opened()
    page.locator(".cr-box").first.check()
    plain = copied(page, "rich")
    assert page.get_attribute(".cr-told", "role") == "status"
    checklist = own.reading.library.checklist("pilot")
    html = held(page, "text/html")
    for text in (checklist.title, *(s.title for s in checklist.sections)):
        assert text in plain
        assert text in html
    assert html.count("<li") == len(checklist.items)
    assert "☑" in plain and plain.count("☐") == len(checklist.items) - 1


def test_c24_without_the_api_the_text_is_there_to_take(opened: Open) -> None:
    page = opened("Object.defineProperty(navigator, 'clipboard', { value: undefined });")
    page.click("[data-act=tasks]")
    field = page.locator(".cr-fallback")
    field.wait_for(state="visible")
    assert "- [ ] " in field.input_value()
    assert page.evaluate("document.activeElement.className") == "cr-fallback"
    assert page.evaluate("f => f.selectionEnd - f.selectionStart === f.value.length", field.element_handle())
    assert "by hand" in page.inner_text(".cr-told")


def test_without_script_the_list_is_whole(browser: Browser, site: Site) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site.at(ADDRESS))
    assert not page.locator(".cr-live").is_visible()
    page.locator(".cr-box").first.check()
    assert page.locator(".cr-papers a").get_attribute("href") == "../pilot.pdf"
    context.close()


def test_c03_critical_items_come_first_and_the_last_line_completes(site: Site, own: Inspection, page: Page) -> None:
    """C3, C4 and C26: as the pages have it, in every list."""
    for checklist in own.reading.library.checklists:
        page.goto(site.at(f"checklists/{checklist.id}/"))
        for section in page.locator(".cr-checklist-section").all():
            marks = section.locator(".cr-item").evaluate_all("all => all.map(i => i.matches('.cr-critical'))")
            assert marks == sorted(marks, reverse=True), checklist.id
            assert section.locator(".cr-pause").inner_text().startswith("Pause:")
        assert page.locator(".cr-sheet > :last-child").inner_text() == f"When all is ticked: {checklist.completion}"
        assert "Not yet trialled" in page.locator(".cr-imprint").inner_text()
        assert str(checklist.objective) in page.locator(".cr-lead").inner_text()


def test_the_script_is_small() -> None:
    """F1: a checklist's page asks for its own script alone, of 4 KB at most: ticks, copies, and the cut to answers."""
    import gzip

    from crossroads.showing.pages import TICKS, assets

    script = next(a.content for a in assets() if a.uri == TICKS)
    assert len(gzip.compress(script, 9)) <= 4096
