"""A checklist cut to the answers of a walk: what is shown, said, copied, printed, and what becomes of bad addresses."""

from __future__ import annotations

import csv
import io
import json
import os
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from copying import copied
from paper_reader import MM, Sheet
from playwright.sync_api import Browser, Page

from served_site import Site, build, served
from specimens import document, outcome

pytestmark = pytest.mark.browser
AUDIT = bool(os.environ.get("CROSSROADS_AUDIT"))
CONFIG = """
site_name: Fixture
site_url: !ENV SITE_URL
docs_dir: {folder}/docs
theme: {{name: material, font: false}}
plugins:
  - crossroads: {{decisions: {folder}/decisions}}
markdown_extensions: [attr_list, md_in_html]
"""
CONDITIONS: dict[str, dict[str, dict[str, list[str]]]] = {
    "always": {},
    "if-open": {"when": {"ship.harm": ["open"]}},
    "if-late": {"when": {"ship.size": ["large"]}, "unless": {"ship.harm": ["open"]}},
    "elsewhere": {"when": {"other.harm": ["open"]}},
}
HOSTILE = "<b>Ring</b> ${x} {{y}} &lt; \"two\" 'bells' [ ] #1 @x |"
Open = Callable[..., Page]


def item(name: str) -> dict[str, Any]:
    return {"id": name, "do": f"Ring bell {name} #1.", "done": "It rang.", **CONDITIONS[name]}


def library() -> dict[str, Any]:
    """Give a decision whose ids have changed once, and a checklist that hangs on it and on another."""
    harm = {"open": "size", "shut": "size"}
    ship = document({"harm": harm, "size": {"large": "sail", "small": "sail"}}, title="Ship & <go>?")
    ship["questions"]["harm"]["was"] = ["hurt"]
    ship["questions"]["harm"]["options"]["open"]["was"] = ["ajar"]
    ship["outcomes"]["sail"] = outcome(title="Sail", checklists=["bells"])
    other = document({"harm": {"open": "sail", "shut": "wait"}}, title="Other")
    other["outcomes"]["sail"] = outcome(title="Sail", checklists=["bells"])
    sections = [
        {"title": "Doors", "pause": "Stop before the doors open.", "items": [item(n) for n in list(CONDITIONS)[:3]]},
        {"title": "Yard", "pause": "Stop before the yard.", "items": [item("elsewhere")]},
    ]
    head = {"title": "Ring the bells", "objective": "Every bell rings.", "owner": "ringers", "trial": "none"}
    dates = {"reviewed": "2026-11-22", "review-by": "2027-05-22"}
    bells = {**head, **dates, "sections": sections, "completion": "The bells ring."}
    rows = [{"id": f"i{n}", "do": f"Ring tower {n} now.", "done": f"Tower {n} rang."} for n in range(1, 61)]
    rows[3]["do"], rows[4]["done"] = HOSTILE, "W" * 200
    towers = [{"title": f"Tower block {n}", "pause": f"Stop before block {n}."} for n in range(7)]
    long = {**bells, "sections": [{**t, "items": rows[9 * n : 9 * n + 9]} for n, t in enumerate(towers)]}
    ship["outcomes"]["sail"]["checklists"].append("long")
    return {"ship.yml": ship, "other.yml": other, "checklists/bells.yml": bells, "checklists/long.yml": long}


@pytest.fixture(scope="module")
def fixture_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Build and serve the fixture."""
    folder: Path = tmp_path_factory.mktemp("cut")
    (folder / "docs").mkdir()
    (folder / "docs" / "index.md").write_text("# Fixture\n")
    for name, doc in library().items():
        path = folder / "decisions" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(doc), "utf-8")
    config = folder / "mkdocs.yml"
    config.write_text(CONFIG.format(folder=folder))
    with served(folder / "site") as url:
        build(folder / "site", url, config)
        yield Site(url, folder / "site")


@pytest.fixture
def opened(browser: Browser, fixture_site: Site) -> Iterator[Open]:
    """Open the checklist with a state, in a clean profile; an error in the page fails the test."""
    errors: list[str] = []
    contexts = []

    def open_(state: str = "", before: str = "") -> Page:
        context = browser.new_context(bypass_csp=True)
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda e: errors.append(str(e)) if "checklist.js" in str(e.stack) else None)
        if before:
            page.add_init_script(before)
        page.goto(fixture_site.at("checklists/bells/") + state)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert errors == []


def digits(site: Site, decision: str) -> str:
    return str(json.loads((site.folder / f"decisions/{decision}.json").read_text("utf-8"))["hash"])[:12]


def judged(answers: dict[str, str]) -> dict[str, bool | None]:
    """Judge the items by hand: `answers` by `decision.question`."""
    found: dict[str, bool | None] = {}
    for name, condition in CONDITIONS.items():
        needs = [(answers.get(q), options) for q, options in condition.get("when", {}).items()]
        bars = [(answers.get(q), options) for q, options in condition.get("unless", {}).items()]
        if any(a != "unknown" and a not in options for a, options in needs) or any(a in o for a, o in bars):
            found[name] = False
        else:
            found[name] = None if "unknown" in [a for a, _ in (*needs, *bars)] else True
    return found


SEEN = """() => Object.fromEntries([...document.querySelectorAll('.cr-item')].map(row => {
  const shown = row.checkVisibility(), may = row.querySelector('.cr-may')?.checkVisibility() ?? false;
  return [row.id, shown ? (may ? null : true) : false];
}))"""

TURN = """async state => {
  const turned = new Promise(done => addEventListener('hashchange', done, {once: true}));
  location.hash = state;
  await turned;
}"""


def note(page: Page) -> str:
    return page.locator(".cr-cut-note span").inner_text() if page.locator(".cr-cut-note").is_visible() else ""


@pytest.mark.parametrize("harm", ["open", "shut", "unknown"])
@pytest.mark.parametrize("size", ["large", "small", "unknown"])
def test_what_does_not_apply_is_hidden_and_what_may_is_marked(
    opened: Open, fixture_site: Site, harm: str, size: str
) -> None:
    state = f"#~ship.{digits(fixture_site, 'ship')}&harm={harm}&size={size}"
    page = opened(state)
    expected = judged({"ship.harm": harm, "ship.size": size})
    assert page.evaluate(SEEN) == expected
    out, may = list(expected.values()).count(False), list(expected.values()).count(None)
    assert f"Cut to your answers in “Ship & <go>?”: {out} of 4 items left out." in note(page)
    assert (f"{may} of those shown may apply" in note(page)) == bool(may)
    assert page.inner_text(".cr-count") == f"0 of {4 - out} done"
    assert page.locator("h2", has_text="Yard").is_visible() is False
    back = page.get_by_role("link", name="Back to your result")
    assert back.get_attribute("href") == fixture_site.at(f"decisions/ship/#~{state.partition('.')[2]}")


def test_the_result_leads_here_and_back(browser: Browser, fixture_site: Site) -> None:
    page = browser.new_page(bypass_csp=True)
    state = f"{digits(fixture_site, 'ship')}&harm=shut&size=small"
    page.goto(fixture_site.at(f"decisions/ship/#~{state}"))
    page.locator("crossroads-walk .cr-onward a").first.click()
    page.locator(".cr-cut-note span", has_text="3 of 4 items left out").wait_for()
    page.get_by_role("link", name="Back to your result").click()
    page.locator("crossroads-walk .cr-step-title", has_text="Sail").wait_for()
    assert page.url.endswith(f"decisions/ship/#~{state}")
    page.close()


def test_all_can_be_shown_again_and_anchors_change_nothing(opened: Open, fixture_site: Site) -> None:
    page = opened(f"#~ship.{digits(fixture_site, 'ship')}&harm=shut&size=small")
    page.evaluate(TURN, "#always")
    assert page.evaluate(SEEN)["if-open"] is False
    page.get_by_role("link", name="Show all items").click()
    page.locator("#elsewhere").wait_for()
    assert set(page.evaluate(SEEN).values()) == {True}
    assert note(page) == "All 4 items are shown."
    assert page.evaluate("document.activeElement.className").endswith("cr-cut-note")
    assert page.inner_text(".cr-count") == "0 of 4 done"
    page.go_back()
    page.go_back()
    page.locator("#elsewhere").wait_for(state="hidden")


def test_ids_of_old_links_go_on_working(opened: Open, fixture_site: Site) -> None:
    page = opened(f"#~ship.{digits(fixture_site, 'ship')}&hurt=ajar&size=small")
    assert page.evaluate(SEEN) == judged({"ship.harm": "open", "ship.size": "small"})


BAD = [
    ("#~", "cannot be read"),
    ("#~ship", "cannot be read"),
    ("#~ship.{d}", "cannot be read"),
    ("#~ship.{d}&harm", "cannot be read"),
    ("#~ship.{d}&harm=open&", "cannot be read"),
    ("#~ship.{d}&harm=nonsense", "cannot be read"),
    ("#~ship.{d}&harm=constructor", "cannot be read"),
    ("#~ship.{d}&harm=open&harm=shut", "cannot be read"),
    ("#~ship.{d}&hurt=open&harm=shut", "cannot be read"),
    ("#~nobody.{d}&harm=open", "cannot be read"),
    ("#~__proto__.{d}&harm=open", "cannot be read"),
    ("#~ship.{d}&harm=%3Cb%3E", "cannot be read"),
    ("#~ship.{d}&harm=%E0%A4%A", "cannot be read"),
    ("#~ship.000000000000&harm=open&size=large", "The rules of “Ship & <go>?” have changed"),
    ("#~other.{d}&harm=open", "The rules of “Other” have changed"),
]


@pytest.mark.parametrize(("state", "said"), BAD)
def test_wrong_and_stale_addresses_are_dropped_with_a_notice(
    opened: Open, fixture_site: Site, state: str, said: str
) -> None:
    page = opened(state.replace("{d}", digits(fixture_site, "ship")))
    assert set(page.evaluate(SEEN).values()) == {True}
    assert said in note(page)
    assert "all 4 items are shown" in note(page)
    assert page.inner_text(".cr-count") == "0 of 4 done"
    assert "Cut to" not in copied(page, "tasks")


def test_fuzzed_addresses_never_break_the_list(opened: Open, fixture_site: Site) -> None:
    """Every address shows the whole list or a cut that its own answers ask for, and always says which."""
    rng = random.Random(8)  # noqa: S311 - reproducible on purpose
    parts = [
        "#",
        "~",
        "ship",
        "other",
        ".",
        digits(fixture_site, "ship"),
        "&",
        "harm",
        "=",
        "open",
        "unknown",
        "%",
        "é",
    ]
    states = ["#~" + "".join(rng.choices(parts, k=rng.randint(1, 9))) for _ in range(1000 if AUDIT else 120)]
    page = opened()
    run = """async states => { const seen = [];
      for (const state of states) {
        const turned = new Promise(done => addEventListener('hashchange', done, {once: true}));
        const before = location.href; location.hash = state;
        if (location.href !== before) await turned;
        const told = document.querySelector('.cr-cut-note');
        const hidden = [...document.querySelectorAll('.cr-item[hidden]')].length;
        seen.push([told.hidden, told.textContent.includes('Cut to') ? 'cut' : 'whole', hidden]);
      }
      return seen; }"""
    seen = page.evaluate(run, states)
    assert all(told is False for told, _, _ in seen)
    assert all(kind == "cut" for _, kind, hidden in seen if hidden)
    cut = [s for s, (_, kind, _) in zip(states, seen, strict=True) if kind == "cut"]
    assert len(cut) < len(states) / 20
    assert all(s.startswith(f"#~ship.{digits(fixture_site, 'ship')}&") for s in cut)


def test_blocked_storage_does_not_stop_the_cut(opened: Open, fixture_site: Site) -> None:
    """C20: an address is read where nothing can be stored."""
    broken = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no'); } });"
    page = opened(f"#~ship.{digits(fixture_site, 'ship')}&harm=shut&size=small", broken)
    assert page.evaluate(SEEN)["if-open"] is False


def test_ticks_of_hidden_items_stay_and_shown_ones_count(opened: Open, fixture_site: Site) -> None:
    """C19: the count is of what is shown."""
    page = opened()
    page.locator("#if-open .cr-box").check()
    page.locator("#always .cr-box").check()
    page.evaluate(f"location.hash = '#~ship.{digits(fixture_site, 'ship')}&harm=shut&size=small'")
    page.locator("#if-open").wait_for(state="hidden")
    assert page.inner_text(".cr-count") == "1 of 1 done"
    page.locator("#always .cr-box").uncheck()
    page.get_by_role("link", name="Show all items").click()
    assert page.locator("#if-open .cr-box").is_checked()
    page.reload()
    assert [page.locator(f"#{i} .cr-box").is_checked() for i in ("if-open", "always")] == [True, False]


def test_copies_hold_what_is_shown_and_say_what_was_cut(opened: Open, fixture_site: Site, tmp_path: Path) -> None:
    """C22, C23 and C24: task list, document and CSV of a cut list."""
    page = opened(f"#~ship.{digits(fixture_site, 'ship')}&harm=shut&size=large")
    said = "Cut to your answers in “Ship & <go>?”: 2 of 4 items left out."
    tasks = copied(page, "tasks")
    assert tasks.startswith(said.replace("&", "\\&").replace("<", "\\<").replace(">", "\\>") + "\n")
    assert [("always" in line, "if-late" in line) for line in tasks.splitlines() if "- [" in line] == [
        (True, False),
        (False, True),
    ]
    plain = copied(page, "rich")
    assert said in plain
    assert plain.count("☐") == 2
    with page.expect_download() as waiting:
        page.click("[data-act=csv]")
    waiting.value.save_as(tmp_path / "list.csv")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "list.csv").read_text("utf-8"), newline="")))
    assert [r["id"] for r in rows] == ["always", "if-late", ""]
    assert rows[-1]["item"] == said
    assert rows[-1]["link"] == page.url


def test_a_cut_list_offers_its_own_print_and_not_the_document_of_all_items(opened: Open, fixture_site: Site) -> None:
    """C15: what is printed from a cut list is cut."""
    page = opened(f"#~ship.{digits(fixture_site, 'ship')}&harm=shut&size=large", "window.print = () => printed++;")
    page.evaluate("window.printed = 0")
    paper, own = page.locator(".cr-papers"), page.locator("[data-act=print]")
    assert (paper.is_visible(), own.is_visible()) == (False, True)
    own.click()
    assert page.evaluate("printed") == 1
    page.get_by_role("link", name="Show all items").click()
    own.wait_for(state="hidden")
    assert paper.is_visible()


def test_print_follows_what_is_shown_and_says_so(opened: Open, fixture_site: Site) -> None:
    """C15: the items of the cut alone, and the line that says what is left out."""
    page = opened(f"#~ship.{digits(fixture_site, 'ship')}&harm=unknown&size=large")
    sheet = Sheet(page.pdf(format="A4"))
    assert "Cut to your answers in “Ship & <go>?”: 1 of 4 items left out." in sheet.text
    assert "2 of those shown may apply" in sheet.text
    assert sheet.text.count("(may apply)") == 2
    assert "elsewhere" not in sheet.text
    assert "Yard" not in sheet.text
    assert "Show all items" not in sheet.text
    whole = Sheet(opened().pdf(format="A4"))
    assert "Cut to" not in whole.text
    assert "(may apply)" not in whole.text


def test_without_script_the_whole_list_stands_there(browser: Browser, fixture_site: Site) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(fixture_site.at(f"checklists/bells/#~ship.{digits(fixture_site, 'ship')}&harm=shut&size=small"))
    assert page.locator(".cr-item:visible").count() == 4
    assert not page.locator(".cr-cut-note").is_visible()
    context.close()


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("address", ["checklists/long/", "decisions/ship/"])
def test_sixty_items_hostile_ones_and_a_long_word_stay_whole(
    browser: Browser, fixture_site: Site, paper: str, address: str
) -> None:
    """C11, C12: no item is torn, no heading stands last, nothing leaves the paper, and each page says what it is."""
    state = f"#~{digits(fixture_site, 'ship')}&harm=shut&size=small" if "ship" in address else ""
    page = browser.new_page()
    page.goto(fixture_site.at(address) + state)
    sheet = Sheet(page.pdf(format=paper))
    page.close()
    assert "".join(HOSTILE.split()) in "".join(sheet.text.split()).replace("....", "")
    for number in set(range(1, 61)) - {4, 5}:
        pages = [n for n, text in enumerate(sheet.texts) if f"Ring tower {number} now." in text]
        assert len(pages) == 1, number
        assert f"Tower {number} rang." in sheet.texts[pages[0]]
    for number, text in enumerate(sheet.texts):
        assert f"{number + 1} / {len(sheet.pages)}" in text
        assert f"localhost:{fixture_site.url.split(':')[2]}{address}" in text
        height, width = sheet.pages[number]["height"], sheet.pages[number]["width"]
        assert max(c["x1"] for c in sheet.chars(number)) <= width - 5 * MM
        last = [w for w in sheet.lines(number) if w.bottom < height - 22 * MM][-1]
        assert not last.text.startswith("Tower block"), last.text


OWN = Path(__file__).parent.parent.parent / "decisions" / "checklists"
CUT = sorted(p.stem for p in OWN.glob("*.yml") if "when:" in p.read_text("utf-8"))


@pytest.mark.parametrize("name", CUT if AUDIT else CUT[:1])
def test_our_own_lists_are_cut_as_their_files_say(browser: Browser, site: Site, name: str) -> None:
    """Each decision that leads to a list, with each option of the question that its items hang on."""
    listed = yaml.load((OWN / f"{name}.yml").read_text("utf-8"), yaml.BaseLoader)
    items = [i for s in listed["sections"] for i in s["items"]]
    wanted = {q: o for i in items for q, o in i.get("when", {}).items()}
    page = browser.new_page(bypass_csp=True)
    page.goto(site.at(f"checklists/{name}/"))
    origins = page.evaluate("[...document.querySelectorAll('[data-decision]')].map(p => p.dataset.decision)")
    assert origins
    for decision in origins:
        questions = [q.split(".")[1] for q in wanted if q.startswith(f"{decision}.")]
        given = [(q, o) for q in questions for o in [*options_of(decision, q), "unknown"]] or [("any", "thing")]
        for question, option in given:
            page.evaluate(TURN, f"#~{decision}.{digits(site, decision)}&{question}={option}")
            seen, key, may = page.evaluate(SEEN), f"{decision}.{question}", option == "unknown"
            for i in items:
                when = i.get("when", {})
                holds = all(q == key and (may or option in options) for q, options in when.items())
                assert seen[i["id"]] is ((None if may and when else True) if holds else False), i["id"]
    page.close()


def options_of(decision: str, question: str) -> list[str]:
    read = yaml.load((OWN.parent / f"{decision}.yml").read_text("utf-8"), yaml.BaseLoader)
    return list(read["questions"][question]["options"])
