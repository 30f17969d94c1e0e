"""One function in every form: page, data, drawing, table and exports are read back and compared with the file."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
import yaml
from forms_drawing import svg
from forms_model import Form, Source, Stop, differences, plain
from forms_readers import (
    UNLESS,
    document,
    dot,
    markdown,
    markdown_words,
    mermaid,
    outline,
    outline_steps,
    outline_words,
    page_data,
    table,
    titles,
)
from hypothesis import HealthCheck, given, settings
from playwright.sync_api import Browser

from crossroads.reading.library import read_library
from crossroads.reasoning.judge import judge
from crossroads.showing.artifact import Addresses
from crossroads.showing.drawing import EmbeddedEngine, Picture, draw
from crossroads.showing.exports import export
from crossroads.showing.pages import Press
from served_site import Site
from specimens import Spec, specs
from specimens import document as specimen

ROOT = Path(__file__).parent.parent.parent
OURS = sorted(p.stem for p in (ROOT / "decisions").glob("*.yml") if p.stem not in ("library", "evidence"))
FIXTURE = Path(__file__).parent / "several-tables.yml"
READERS: dict[str, Callable[[str, Source], Form]] = {
    "outline": outline,
    "page data": page_data,
    "published data": page_data,
    "drawing": svg,
    "json": document,
    "dot": dot,
    "mermaid": mermaid,
    "markdown": markdown,
    "csv": table,
}
WORDS: dict[str, Callable[[str, Source], Iterator[str]]] = {"outline": outline_words, "markdown": markdown_words}
_ENGINE = EmbeddedEngine()


@dataclass(frozen=True)
class Printed:
    """A decision in every form, and its source."""

    source: Source
    forms: dict[str, str]

    def faults(self, form: str, text: str | None = None) -> list[str]:
        """Name the edges in which a form differs from the file, by where they lead and by what they say of it."""
        shown = self.forms[form] if text is None else text
        told = READERS[form](shown, self.source)
        said = WORDS[form](shown, self.source) if form in WORDS else ()
        return [*differences(self.source.form(), told, self.source.options), *said]


def hand(picture: Picture) -> str:
    """Draw a picture without a cache."""
    return draw(picture, _ENGINE)


def printed(files: dict[str, bytes], *names: str) -> dict[str, Printed]:
    """Make every form of some decisions."""
    today = date(2026, 11, 22)
    library = read_library(files).library
    lowered = judge(library, today).lowered
    made = {a.uri: a.content.decode() for a in Press(library, lowered, hand, Addresses(), today).artifacts()}
    found = {}
    for name in names:
        decision, graph = library.decision(name), lowered[name].graph
        page = made[f"decisions/{name}.md"]
        data = re.search(
            r'<script type="application/json" class="cr-walk-data">.*"data": (\{.*?)\}</script>', page, re.DOTALL
        )
        assert data
        forms = {to: export(graph, decision, to, hand).decode() for to in ("json", "dot", "mermaid", "markdown", "csv")}
        forms |= {"outline": page, "page data": data[1], "published data": made[f"decisions/{name}.json"]}
        forms["drawing"] = made[f"decisions/{name}.svg"]
        found[name] = Printed(Source.of(files[f"{name}.yml"].decode()), forms)
    return found


@pytest.fixture(scope="module")
def prints() -> dict[str, Printed]:
    """Print our library, and a decision with several tables."""
    files = {p.relative_to(ROOT / "decisions").as_posix(): p.read_bytes() for p in (ROOT / "decisions").rglob("*.yml")}
    return printed(files, *OURS) | printed({"several-tables.yml": FIXTURE.read_bytes()}, "several-tables")


@pytest.mark.parametrize("form", READERS)
@pytest.mark.parametrize("name", [*OURS, "several-tables"])
def test_every_form_tells_the_function_of_the_file(prints: dict[str, Printed], name: str, form: str) -> None:
    assert prints[name].faults(form) == []


def test_the_functions_that_are_compared_are_not_constant(prints: dict[str, Printed]) -> None:
    for one in prints.values():
        told = set(differences(one.source.form(), lambda _: Stop(None, "nothing", []), one.source.options))
        assert len({text.split("not to ")[1] for text in told}) >= 4


def swapped(text: str, one: str, two: str) -> str:
    """Exchange two pieces of a text, each of which stands in it."""
    assert one in text
    assert two in text
    return text.replace(one, "\0", 1).replace(two, one, 1).replace("\0", two, 1)


def _data(text: str) -> str:
    data = json.loads(text)
    edges = data["nodes"][0]["edges"]
    edges[0][1], edges[1][1] = edges[1][1], edges[0][1]
    return json.dumps(data)


def _paths(text: str) -> str:
    """Let the first two answers of the first question go on where the other one goes on."""
    option = '<g class="cr-d-edge" data-tail="test-set" data-head="[a-z-]+" data-option="%s"><path[^>]*/>(.*?)</g>'
    few, enough = (re.search(option % name, text) for name in ("too-few", "enough"))
    assert few
    assert enough
    return swapped(text, few[1], enough[1])


BROKEN: dict[str, Callable[[str], str]] = {
    "outline": lambda t: swapped(t, '<a class="cr-label" href="#define"', '<a class="cr-label" href="#best-prompt"'),
    "page data": _data,
    "published data": _data,
    "json": lambda t: swapped(t, '"next": "define"', '"next": "best-prompt"'),
    "dot": lambda t: t.replace('"test-set" -> "define"', '"test-set" -> "prompt"', 1),
    "mermaid": lambda t: swapped(t, '"Fewer than 20"', '"20 or more"'),
    "markdown": lambda t: swapped(t, "(#define)", "(#best-prompt)"),
    "csv": lambda t: t.replace("<20,,,,define", "<20,,,,prompt", 1),
}


@pytest.mark.parametrize("form", BROKEN)
def test_a_form_that_is_broken_is_told_with_the_edge(prints: dict[str, Printed], form: str) -> None:
    one = prints["need-at-all"]
    faults = one.faults(form, BROKEN[form](one.forms[form]))
    assert faults
    assert any(re.search(r"^(test-set=too-few|best-prompt=|all=)", fault) for fault in faults), faults


def test_a_line_that_ends_elsewhere_is_told(prints: dict[str, Printed]) -> None:
    """In the drawing the line of an answer must start where the answer is."""
    one = prints["need-at-all"]
    with pytest.raises(AssertionError, match="test-set=too-few"):
        one.faults("drawing", _paths(one.forms["drawing"]))


@pytest.mark.parametrize("form", ["outline", "drawing"])
def test_answers_that_change_places_are_told_with_the_edge(prints: dict[str, Printed], form: str) -> None:
    one = prints["need-at-all"]
    head, mark, rest = one.forms[form].rpartition('class="cr-section cr-outline"')
    faults = one.faults(form, head + mark + swapped(rest, ">Fewer than 20<", ">20 or more<"))
    assert any(fault.startswith("test-set=") for fault in faults), faults


def test_a_rule_of_a_table_that_is_broken_is_told(prints: dict[str, Printed]) -> None:
    one = prints["combine"]
    page = one.forms["outline"]
    told = one.faults("outline", page.replace('<td><a href="#do-not-combine"', '<td><a href="#route"', 1))
    assert told
    *ends, word = told
    assert ends
    assert all("leads to route, not to do-not-combine" in fault for fault in ends)
    assert word.startswith("pair, rule 1 says that it leads to “Do not combine")


MISNAMED = {
    "outline": ('<em data-n="', re.compile(r'(<em data-n="[^"]*">)[^<]*')),
    "markdown": ("→ [", re.compile(r"(→ \[)[^\]]*")),
}


@pytest.mark.parametrize("form", MISNAMED)
def test_words_that_name_another_step_are_told_with_the_edge(prints: dict[str, Printed], form: str) -> None:
    """The link may be right: people read the words beside it, and paper has nothing else."""
    one = prints["need-at-all"]
    mark, words = MISNAMED[form]
    assert mark in one.forms[form]
    (fault,) = one.faults(form, words.sub(r"\1Nowhere", one.forms[form], count=1))
    assert fault.startswith("test-set=Fewer than 20 says that it leads to “Nowhere”")


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(specs())
def test_any_decision_is_the_same_in_every_form(spec: Spec) -> None:
    one = printed({"d.yml": json.dumps(specimen(spec)).encode()}, "d")["d"]
    for form in READERS:
        assert one.faults(form) == [], form


@pytest.mark.parametrize("name", [*OURS, "several-tables"])
def test_b1_b2_the_outline_holds_every_label_once_and_every_answer_is_a_link(
    prints: dict[str, Printed], name: str
) -> None:
    """B1: the labels of steps and answers are those of the file; B2: a step stands once, and is linked."""
    one = prints[name]
    steps = outline_steps(one.forms["outline"])
    rows = {anchor for anchor, found in steps.items() if found["rows"]}
    asked = {one.source.asked(found["ask"][0][0]) for anchor, found in steps.items() if anchor not in rows}
    questions = one.source.document["questions"]
    assert asked == set(questions)
    told = {(one.source.asked(found["ask"][0][0]), text) for found in steps.values() for text, _ in found["options"]}
    linked = {
        (name, option["label"]) for name, q in questions.items() for option in q["options"].values() if "next" in option
    }
    assert {(q, " ".join(text.split())) for q, text in told} == {(q, " ".join(text.split())) for q, text in linked}
    ends = {link for found in steps.values() for _, link in found["options"]} - set(steps)
    ends |= (
        {link for found in steps.values() for row in found["rows"] for _, link in row if link} - set(steps) - {UNLESS}
    )
    assert ends == reached(one.source) & set(one.source.document["outcomes"])


def reached(source: Source) -> set[str]:
    """Give the steps and outcomes that the file leads to from its start."""
    given = source.document
    waiting, found = [given["start"]], set()
    while waiting:
        at = waiting.pop()
        if at in found:
            continue
        found.add(at)
        if at in given["questions"]:
            waiting += [o["next"] for o in given["questions"][at]["options"].values() if "next" in o]
        waiting += [rule["next"] for rule in given.get("tables", {}).get(at, {}).get("rules", ())]
    return found


@pytest.mark.parametrize("name", [*OURS, "several-tables"])
def test_b1_b2_every_outcome_stands_once_under_its_title(prints: dict[str, Printed], name: str) -> None:
    """B1: the titles are those of the file; B2: what many answers lead to stands once."""
    one = prints[name]
    page = one.forms["outline"].split('class="cr-section cr-outcomes"')[1]
    stands = r'<section class="cr-step cr-outcome[^>]* id="([^"]+)".*?class="cr-title">(.*?)</span>'
    shown = re.findall(stands, page, re.DOTALL)
    told = [(key, plain(html.unescape(title))) for key, title in shown]
    assert sorted(told) == sorted((key, plain(title)) for key, title in titles(one.source).items())
    assert {key for key, _ in told} == reached(one.source) & set(one.source.document["outcomes"])


# What a reader of the page, or of its tree of names, gets of the outline.
BUILT = """() => {
  const outline = document.querySelector('.cr-outline');
  const each = (selector) => [...outline.querySelectorAll(selector)];
  const name = (e) => e.textContent.trim().slice(0, 40);
  const seen = (e) => e.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  return {
    options: each('.cr-option').length,
    unlisted: each('.cr-option').filter((e) => !e.matches('ul > li') || !e.querySelector('.cr-label')).map(name),
    heads: each('th').length,
    unscoped: each('th').filter((e) => !['col', 'row'].includes(e.scope)).map(name),
    headless: each('tr').filter((e) => !e.querySelector(':scope > th')).map(name),
    unseen: [outline, ...each('h2, h3, .cr-label, th, td')].filter((e) => !seen(e)).map(name),
    dead: each('a[href^="#"]').filter((e) => !document.getElementById(decodeURIComponent(e.hash.slice(1)))).map(name),
  };
}"""


@pytest.mark.browser
@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
@pytest.mark.parametrize("name", OURS)
def test_b1_b2_the_outline_is_seen_and_built_of_lists_and_tables(
    browser: Browser, site: Site, name: str, script: bool
) -> None:
    """B1: all of it is visible, with a script and without; B2: answers are items of lists, heads say what they head."""
    context = browser.new_context(java_script_enabled=script)
    page = context.new_page()
    page.goto(site.at(f"decisions/{name}/"))
    found = page.evaluate(BUILT)
    context.close()
    file = yaml.safe_load((ROOT / "decisions" / f"{name}.yml").read_text("utf-8"))
    assert found["options"] == sum(len(q["options"]) for q in file["questions"].values())
    assert (found["heads"] > 0) == bool(file.get("tables"))
    assert {fault: found[fault] for fault in ("unlisted", "unscoped", "headless", "unseen", "dead")} == {
        fault: [] for fault in ("unlisted", "unscoped", "headless", "unseen", "dead")
    }
