"""G3, G4, G5: hostile texts in every field, published by MkDocs and opened in a real browser, do nothing."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from corpus import MARKDOWN, PLAIN
from playwright.sync_api import Browser, Page

from crossroads.model.place import Place
from crossroads.reading.format import CHECKLIST, DECISION, DOCUMENT, EVIDENCE_ENTRY
from crossroads.reading.library import read_library
from crossroads.reading.markdown import judge_markdown
from crossroads.reading.nodes import Scalar
from crossroads.reading.shapes import Either, Kind, ListOf, MapOf, MarkdownText, Shape, Text
from crossroads.reading.sums import INPUT, RESULT, SUM
from served_site import Site, build, served
from walking import finish

CONFIG = """
site_name: Hostile
site_url: !ENV SITE_URL
docs_dir: docs
theme: {name: material, font: false}
plugins: [search, crossroads]
"""
AUDIT = bool(os.environ.get("CROSSROADS_AUDIT"))  # every page; a representative part otherwise
ELEMENTS = """
a abbr article header b blockquote br button code
crossroads-checklist crossroads-drawing crossroads-outline crossroads-walk textarea caption small
dd details div dl dt em fieldset
figure form h1 h2 h3 h4 h5 h6 hr i input kbd label legend li nav ol output p pre q script section span strong
summary table tbody td template th thead time tr ul svg g path rect circle line polygon polyline
ellipse text tspan title defs marker use desc
""".split()  # noqa: SIM905 - easier to read


def fill(kind: Kind, text: str, markdown: str) -> object:
    """Give a value of a kind in which every text is the hostile one; None where the field is not text."""
    if isinstance(kind, Text):
        return text[: kind.limit] if kind.limit else text
    if isinstance(kind, MarkdownText):
        return markdown
    if isinstance(kind, ListOf):
        inner = fill(kind.of, text, markdown)
        return None if inner is None else [inner]
    if isinstance(kind, Either) and isinstance(kind.of, ListOf):
        return None
    if isinstance(kind, Shape):
        return record(kind, text, markdown)
    return None


def record(shape: Shape, text: str, markdown: str) -> dict[str, object]:
    values = {f.name: fill(f.kind, text, markdown) for f in shape.fields}
    return {name: value for name, value in values.items() if value is not None}


def hostile(index: int, text: str, markdown: str) -> dict[str, object]:
    """Write a decision, a checklist, a source, a sum and an entry of evidence with one text everywhere."""
    shapes = {f.name: f.kind for f in DECISION.fields}
    question, outcome = shapes["questions"], shapes["outcomes"]
    assert isinstance(question, MapOf) and isinstance(question.of, Shape)
    assert isinstance(outcome, MapOf) and isinstance(outcome.of, Shape)
    option = next(f.kind for f in question.of.fields if f.name == "options")
    assert isinstance(option, MapOf) and isinstance(option.of, Shape)
    days = {"reviewed": "2026-11-22", "review-by": "2027-05-22"}
    asked = record(question.of, text, markdown)
    asked.pop("unit")
    asked["options"] = {
        "a": {**record(option.of, text, markdown), "next": "x"},
        "b": {**record(option.of, text, markdown), "label": f"{text} 2", "next": "y"},
    }
    plain = {"kind": "do", "certainty": "low", "strength": "strong", "evidence": [f"e{index}"]}
    ends = {name: {**record(outcome.of, text, markdown), **plain, "checklists": [f"c{index}"]} for name in "xy"}
    decision = {**record(DECISION, text, markdown), **days, "start": "q", "questions": {"q": asked}, "outcomes": ends}
    decision["scenarios"] = [{"name": text, "note": text, "given": {"q": "a"}, "expect": "x"}]
    decision["claims"] = [{"says": text, "always": ["x", "y"]}]
    decision.pop("retired", None)
    decision["covers"] = [f"H{index}"]
    item = next(f.kind for f in CHECKLIST.fields if f.name == "sections")
    assert isinstance(item, ListOf) and isinstance(item.of, Shape)
    items = next(f.kind for f in item.of.fields if f.name == "items")
    assert isinstance(items, ListOf) and isinstance(items.of, Shape)
    # An item whose “done” repeats its “do” is refused.
    act = {**record(items.of, text, markdown), "id": "i", "done": f"{text}2"}
    section = {**record(item.of, text, markdown), "items": [act]}
    trial = [{"by": text, "on": "2026-11-22", "changed": text}]
    checklist = {**record(CHECKLIST, text, markdown), **days, "trial": trial, "sections": [section]}
    statements = next(f.kind for f in DOCUMENT.fields if f.name == "statements")
    assert isinstance(statements, MapOf) and isinstance(statements.of, Shape)
    said = {**record(statements.of, text, markdown), "stance": "qualify"}
    said["quote"] = " ".join(text.split()[:12])
    source = {**record(DOCUMENT, text, markdown), "seen": "2026-11-22", "statements": {f"H{index}": said}}
    entry = {**record(EVIDENCE_ENTRY, text, markdown), "seen": "2026-11-22", "grade": "A"}
    into = {**record(INPUT, text, markdown), "values": [3, 4], "seen": "2026-11-22", "evidence": [f"e{index}"]}
    out = {**record(RESULT, text, markdown), "is": "0 - n"}
    worked = {**record(SUM, text, markdown), "inputs": {"n": into}, "results": {"r": out}}
    return {
        f"d{index}.yml": decision,
        f"checklists/c{index}.yml": checklist,
        f"sources/s{index}.yml": source,
        f"sums/u{index}.yml": worked,
        "evidence": {f"e{index}": entry},
    }


def accepted(text: str) -> str:
    """Give a Markdown text as it is where the reader takes it, else a harmless one: refused texts are not published."""
    return "refused" if judge_markdown(Scalar(text, False, Place("f"))) else text


def write(folder: Path) -> int:
    """Write the hostile library; give the number of its decisions."""
    evidence: dict[str, object] = {}
    for index, markdown in enumerate(MARKDOWN):
        text = f"{PLAIN[index % len(PLAIN)]} findme"
        files = hostile(index, text, accepted(markdown))
        evidence |= files.pop("evidence")  # type: ignore[arg-type]
        for name, content in files.items():
            path = folder / "decisions" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps(content, ensure_ascii=False), "utf-8")
    (folder / "decisions" / "evidence.yml").write_text(json.dumps(evidence, ensure_ascii=False), "utf-8")
    (folder / "docs").mkdir()
    (folder / "docs" / "index.md").write_text("# Hello\n")
    blocks = "".join(f"\n```sum\nu{i}\n```\n\nfindme and {{sum:u{i}.r@3}}\n" for i in range(len(MARKDOWN)))
    (folder / "docs" / "shown.md").write_text(f"# Sums\n{blocks}")
    words = {"findme": PLAIN[0], **{text: text for text in PLAIN}}
    library = {"terms": words, "updates": PLAIN[1], "interests": PLAIN[2]}
    (folder / "decisions" / "library.yml").write_text(json.dumps(library, ensure_ascii=False), "utf-8")
    (folder / "mkdocs.yml").write_text(CONFIG)
    return len(MARKDOWN)


@pytest.fixture(scope="module")
def bad_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    project = tmp_path_factory.mktemp("hostile")
    write(project)
    with served(project / "site") as url:
        build(project / "site", url, project / "mkdocs.yml")
        yield Site(url, project / "site")


def test_the_corpus_is_large() -> None:
    assert len(set(PLAIN)) >= 60
    assert len(set(MARKDOWN)) >= 80


def test_g4_markdown_that_could_run_is_refused_or_harmless() -> None:
    taken = [t for t in MARKDOWN if accepted(t) == t]
    refused = [t for t in MARKDOWN if accepted(t) != t]
    assert len(refused) >= 40
    assert not [t for t in taken if "](java" in t.lower() or ("<script" in t and "`" not in t)]


def test_every_hostile_text_reaches_the_library(tmp_path: Path) -> None:
    count = write(tmp_path)
    folder = tmp_path / "decisions"
    reading = read_library({p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*.yml")})
    assert [str(d.place) + d.message for d in reading.diagnostics] == []
    assert len(reading.library.decisions) == len(reading.library.checklists) == count


INSPECT = """
(elements) => {
  const bad = [];
  const forbidden = ['style', 'srcdoc', 'action', 'formaction'];
  const links = ['href', 'src', 'xlink:href'];
  const fine = /^(#|https?:|mailto:|[^:]*$)/i;
  for (const node of document.querySelectorAll('.cr-page, .cr-page *')) {
    const name = node.localName;
    if (!elements.includes(name)) bad.push('element ' + name);
    const ours = /^[./]*\\/assets\\/crossroads\\/(crossroads|checklist)\\.js$/.test(node.getAttribute('src'));
    if (name === 'script' && node.type !== 'application/json' && !ours) bad.push('script');
    for (const a of node.attributes) {
      if (a.name.startsWith('on') || forbidden.includes(a.name)) bad.push(name + ' ' + a.name);
      if (links.includes(a.name) && !fine.test(a.value.trim())) bad.push(a.name + ' ' + a.value);
    }
  }
  return bad;
}
"""


def watched(page: Page) -> list[str]:
    """Note everything that should not happen on a page."""
    happened: list[str] = []
    page.on("dialog", lambda dialog: (happened.append(f"dialog {dialog.message}"), dialog.dismiss()))
    page.on("pageerror", lambda error: happened.append(f"error {error}"))
    page.on("request", lambda request: happened.append(request.url) if "evil.example" in request.url else None)
    return happened


def visit(page: Page, url: str) -> list[str]:
    """Open a page and walk into it; give what should not be in it."""
    page.goto(url)
    begin = page.locator("crossroads-walk [data-act=begin]")
    if begin.count():
        begin.first.click()
        page.locator("crossroads-walk input[type=radio]").first.check(force=True)
        page.locator("crossroads-walk form button[type=submit]").click()
        page.locator("crossroads-walk .cr-result").wait_for()
        finish(page)
    found: list[str] = page.evaluate(INSPECT, ELEMENTS)
    return found + (["executed"] if page.evaluate("Boolean(window.ran)") else [])


@pytest.mark.browser
def test_g3_nothing_runs_and_only_known_elements_appear(bad_site: Site, browser: Browser) -> None:
    addresses = [a for a in bad_site.pages() if a.startswith(("decisions/d", "checklists/c", "sources/s"))]
    assert len(addresses) == 3 * len(MARKDOWN)
    everything = [
        "decisions/",
        "checklists/",
        "sources/",
        "evidence/",
        "glossary/",
        "shown/",
        *addresses[:: 1 if AUDIT else 12],
    ]
    context = browser.new_context()
    context.add_init_script("window.zqx = () => { window.ran = true; };")
    page = context.new_page()
    noted = watched(page)
    happened: dict[str, list[str]] = {}
    for address in everything:
        found = visit(page, bad_site.at(address)) + noted
        if found:
            happened[address] = found
        noted.clear()
    context.close()
    assert happened == {}


@pytest.mark.browser
def test_g3_search_results_do_not_run_either(bad_site: Site, browser: Browser) -> None:
    context = browser.new_context()
    context.add_init_script("window.zqx = () => { window.ran = true; };")
    page = context.new_page()
    page.goto(bad_site.at("decisions/"))
    page.locator("[data-md-component=search-query]").first.fill("findme")
    page.wait_for_selector(".md-search-result__item")
    assert not page.evaluate("Boolean(window.ran)")
    context.close()
