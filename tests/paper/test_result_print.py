"""A finished walk on paper: everything a meeting needs, with what to tick and where to sign; and the blank sheet."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from paper_print import SIZES, printed, squares, words
from paper_reader import MM, Sheet
from playwright.sync_api import Browser

from crossroads.adapters.workshop import Inspection
from crossroads.reasoning.graph import Graph
from served_site import Site

pytestmark = pytest.mark.browser
AUDIT = bool(os.environ.get("CROSSROADS_AUDIT"))
FOLDER = Path(__file__).parent.parent.parent / "decisions"
DECISIONS = sorted(p.stem for p in FOLDER.glob("*.yml") if "\nquestions:" in p.read_text("utf-8"))
# One whose checklist is cut by the answers; the long run prints every outcome of every decision.
CASES = DECISIONS if AUDIT else ["expertise"]
Answers = dict[str, str]
CERTAINTY = {"high": "High", "moderate": "Moderate", "low": "Low", "very-low": "Very low"}
KIND = {"do": "Do", "prepare": "Prepare", "stop": "Stop", "elsewhere": "Elsewhere"}


@cache
def document(name: str) -> dict[str, Any]:
    """Read a file by itself."""
    return dict(yaml.load((FOLDER / f"{name}.yml").read_text("utf-8"), yaml.BaseLoader))


def ways(graph: Graph) -> dict[str, Answers]:
    """Give one way to each outcome, the longest of those found first."""
    found: dict[str, Answers] = {}
    waiting: list[tuple[int, Answers]] = [(0, {})]
    while waiting and len(found) < len(graph.outcomes):
        index, answers = waiting.pop()
        node = graph.nodes[index]
        if node.is_outcome:
            found.setdefault(node.name, answers)
        waiting += [(target, answers | {node.name: option}) for option, target in node.edges]
    return found


def state(site: Site, name: str, answers: Answers) -> str:
    data = json.loads((site.folder / f"decisions/{name}.json").read_text("utf-8"))
    return "&".join([f"~{data['hash'][:12]}", *(f"{q}={o}" for q, o in answers.items())])


def applies(condition: dict[str, Any], answers: Answers, prefix: str = "") -> bool:
    """Judge a condition on known answers; what was never asked is false."""

    def given(question: str, options: Any) -> bool:
        return answers.get(question.removeprefix(prefix)) in ([options] if isinstance(options, str) else options)

    when, unless = condition.get("when", {}), condition.get("unless", {})
    held = all(q.startswith(prefix) and given(q, o) for q, o in when.items())
    return held and not (unless and all(q.startswith(prefix) and given(q, o) for q, o in unless.items()))


def items(name: str, answers: Answers, checklist: str) -> tuple[list[Any], list[Any]]:
    """Give the items of a checklist that apply to a walk, and the others."""
    every = [i for s in document(f"checklists/{checklist}")["sections"] for i in s["items"]]
    kept = [i for i in every if applies(i, answers, f"{name}.")]
    return kept, [i for i in every if i not in kept]


Print = Callable[..., tuple[Sheet, str, str]]


@pytest.fixture
def result(browser: Browser, site: Site) -> Print:
    """Print the result of a walk; gives the sheet, its text without blanks, and the address."""

    def made(name: str, answers: Answers, *how: Any) -> tuple[Sheet, str, str]:
        address = f"decisions/{name}/#{state(site, name, answers)}"
        sheet = printed(browser, site, address, *how)
        return sheet, words(sheet.text), site.at(address)

    return made


@pytest.mark.parametrize("paper", SIZES)
@pytest.mark.parametrize("name", CASES)
def test_c18_everything_stands_on_the_sheet(result: Print, own: Inspection, name: str, paper: str) -> None:
    """C18 and C13: answers with reasons, outcome, sureness, warnings, cut checklists, date, version and addresses."""
    told = document(name)
    found = ways(own.judgement.graphs[name])
    for end, answers in list(found.items())[: None if AUDIT and paper == "A4" else 2]:
        sheet, text, address = result(name, answers, paper)
        assert sheet.size == pytest.approx(SIZES[paper], abs=0.4)
        outcome = told["outcomes"][end]
        wanted = [told["title"], outcome["title"], KIND[outcome["kind"]], *outcome["next-steps"]]
        wanted += [CERTAINTY[outcome["certainty"]], outcome["strength"].capitalize(), address]
        wanted += [str(date.today()), address.partition("#~")[2][:12], "Name", "Role", "Date", "Decision"]
        for question, option in answers.items():
            given = told["questions"][question]["options"][option]
            wanted += [told["questions"][question]["ask"], given["label"], given.get("rationale", "")]
        assert [w for w in wanted if bare(words(plain(w))) not in bare(text)] == []
        for warning in outcome.get("warnings", []):
            assert (words(warning["text"]) in text) == applies(warning, answers)
        for checklist in outcome.get("checklists", []):
            kept, out = items(name, answers, checklist)
            assert [i["do"] for i in kept if words(i["done"]) not in text or not stands(i["do"], sheet)] == []
            assert [i["do"] for i in out if words(i["done"]) in text] == []
        assert all(len(t) > 100 for t in sheet.texts)


def bare(text: str) -> str:
    """Leave hyphens out: a reader of PDF drops those that end a line."""
    return text.translate({ord(c): None for c in "-\xad\x02\ufffe"})


def plain(text: str) -> str:
    """Take the marks of Markdown away."""
    return re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text).replace("*", "").replace("`", "")


def stands(text: str, sheet: Sheet) -> bool:
    """Tell whether a text is there though a leader or the column beside it may stand between its lines."""
    return all(word in sheet.text for word in text.split())


def empty(sheet: Sheet) -> list[float]:
    """Give the sides of the empty squares; a large letter or a framed word has ink inside."""
    return [side for page in range(len(sheet.pages)) for side, inked in squares(sheet, page) if not inked]


def with_list(name: str, own: Inspection) -> tuple[str, Answers]:
    """Give an outcome that leads to a checklist, with a way there."""
    found = ways(own.judgement.graphs[name])
    end = next(e for e in found if document(name)["outcomes"][e].get("checklists"))
    return end, found[end]


LISTED = [name for name in CASES if any(end.get("checklists") for end in document(name)["outcomes"].values())]


@pytest.mark.parametrize("name", LISTED)
def test_c9_c17_boxes_rings_and_a_block_to_sign(result: Print, own: Inspection, name: str) -> None:
    """C9, C17 and C11: one empty square an item, room for what does not apply, lines of 8 mm, nothing torn apart."""
    end, answers = with_list(name, own)
    sheet, text, _ = result(name, answers)
    lists = [items(name, answers, c)[0] for c in document(name)["outcomes"][end]["checklists"]]
    marks = empty(sheet)
    assert len(marks) == sum(map(len, lists))
    assert all(4 <= side <= 6 for side in marks)
    assert "Notapplicable:numberoftheitem,andthereason" in text
    page = next(n for n, t in enumerate(sheet.texts) if "Role" in t and "Decision" in t)
    lines = sheet.lines(page)
    role = next(line for line in lines if line.text == "Role")
    above = max(line.bottom for line in lines if line.bottom < role.top - 1)
    assert role.top - above >= 8 * MM
    done = [sheet.texts[n].count("Not applicable: number") for n in range(len(sheet.pages))]
    assert done[page] == 1


@pytest.mark.parametrize("paper", SIZES)
@pytest.mark.parametrize("name", CASES)
def test_c7_c8_c12_type_and_running_foot(result: Print, own: Inspection, name: str, paper: str) -> None:
    sheet, _, _ = result(name, next(iter(ways(own.judgement.graphs[name]).values())), paper)
    assert all("Sans" in c["fontname"] or "Arial" in c["fontname"] for c in sheet.chars())
    assert {tuple(c["non_stroking_color"]) for c in sheet.chars()} <= {(0.0,), (0.0, 0.0, 0.0)}
    sizes = [round(c["size"], 1) for c in sheet.chars()]
    assert min(sizes) >= 8
    for number in range(len(sheet.pages)):
        assert f"{number + 1} / {len(sheet.pages)}" in sheet.texts[number]
        assert f"/decisions/{name}/ · Version " in sheet.texts[number]
        own_lines = [w for w in sheet.lines(number) if w.bottom < sheet.pages[number]["height"] - 22 * MM]
        assert [w.text for w in own_lines if len(w.text) > 95 and max(w.sizes) > 9] == []
        assert max(own_lines[-1].sizes) < 12.5 or len(own_lines) == 1, own_lines[-1].text


@pytest.mark.parametrize("backgrounds", [False, True])
@pytest.mark.parametrize("name", CASES)
def test_c16_a_dark_result_prints_as_a_light_one(result: Print, own: Inspection, name: str, backgrounds: bool) -> None:
    answers = next(iter(ways(own.judgement.graphs[name]).values()))
    light, dark = (result(name, answers, "A4", scheme, backgrounds)[0] for scheme in ("light", "dark"))
    assert len(light.pages) == len(dark.pages)
    for page in range(len(light.pages)):
        assert light.picture(page, 60).tobytes() == dark.picture(page, 60).tobytes()


def test_c14_the_code_leads_to_the_live_page(result: Print, own: Inspection, site: Site) -> None:
    """C14: the code is made with the page, so it leads to the page; the address with the answers stands as text."""
    sheet, text, address = result("expertise", next(iter(ways(own.judgement.graphs["expertise"]).values())))
    (code,) = sheet.codes(0)
    assert code.text == site.at("decisions/expertise/")
    assert bare(words(address)) in bare(text)


def test_c21_a_result_prints_without_a_request(browser: Browser, site: Site, own: Inspection) -> None:
    """C21 and F9: the page carries the items that it prints."""
    _, answers = with_list("expertise", own)
    page = browser.new_page()
    page.goto(site.at("decisions/expertise/"), wait_until="networkidle")
    asked: list[str] = []
    page.on("request", lambda r: asked.append(r.url))
    page.context.set_offline(True)
    page.evaluate("hash => { location.hash = hash; }", state(site, "expertise", answers))
    page.locator("crossroads-walk .cr-result").wait_for()
    assert words("When all is ticked") in words(Sheet(page.pdf()).text)
    assert [a for a in asked if not a.endswith("favicon.svg")] == []  # the browser's own, and late
    page.close()


@pytest.mark.parametrize("name", DECISIONS if AUDIT else ["need-at-all"])
def test_c18_the_blank_sheet_can_be_walked(browser: Browser, site: Site, own: Inspection, name: str) -> None:
    """C18: before any answer questions have numbers and boxes, answers say where to go on, and lines wait."""
    sheet = printed(browser, site, f"decisions/{name}/")
    graph, told = own.judgement.graphs[name], document(name)
    text = words(sheet.text)
    for word in ("Where we came out", "Outcome (letter)", "Route, such as", "Name", "Role", "Date", "Decision"):
        assert words(word) in text
    letters = {o: chr(ord("A") + n) for n, o in enumerate(o for o in told["outcomes"] if o in graph.outcomes)}
    for outcome, letter in letters.items():
        assert (
            words(f"{letter}. {KIND[told['outcomes'][outcome]['kind']]} {told['outcomes'][outcome]['title']}") in text
        )
    plain_nodes = [n for n in graph.nodes if not n.is_outcome and not n.table]
    if any(n.table for n in graph.nodes):
        return
    numbers = {n.name: number for number, n in enumerate(plain_nodes, 1)}
    for node in plain_nodes:
        assert words(f"{numbers[node.name]}. {told['questions'][node.name]['ask']}") in text
        for option, target in node.edges:
            following = graph.nodes[target]
            to = letters[following.name] if following.is_outcome else numbers[following.name]
            title = told["outcomes"][following.name]["title"] if following.is_outcome else None
            step = title or told["questions"][following.name]["ask"]
            assert words(f"{told['questions'][node.name]['options'][option]['label']}") in text
            assert words(f"leads to {step} ({to})") in text
    assert len(empty(sheet)) == sum(len(n.edges) for n in plain_nodes)
