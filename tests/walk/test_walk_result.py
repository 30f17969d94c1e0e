"""The result: what would change it equals the model, the options stand side by side, all of it can be taken along."""

from __future__ import annotations

import datetime
import re
import urllib.parse
from typing import Any

import pytest
import yaml
from walk_change import alternatives, label, nearest
from walk_model import DECISIONS, IDS, Way, model, sample

from crossroads.adapters.workshop import inspect
from crossroads.reading.library import read_library
from crossroads.reasoning.lower import lower
from crossroads.reasoning.scenarios import run_scenarios
from crossroads.reasoning.walk import walk as walked
from crossroads.showing.records.written import record, recorded

pytestmark = pytest.mark.browser
both = pytest.mark.parametrize("decision", IDS)
READ = """() => {
  const result = document.querySelector("crossroads-walk .cr-result");
  const text = (element) => element.textContent;
  const links = (root) => [...root.querySelectorAll("a")].map((a) => [text(a), a.getAttribute("href")]);
  return {
    kept: text(result.querySelector('[data-slot="kept"]')),
    near: [...result.querySelectorAll(".cr-near-list li")].map((li) => [...links(li)[0], text(li)]),
    every: [...result.querySelectorAll(".cr-every > li > ul > li")].map((li) => [...links(li)[0], text(li)]),
    rows: [...result.querySelectorAll(".cr-beside tbody tr")].map((tr) =>
      [text(tr.querySelector("th a")), tr.className, ...[...tr.querySelectorAll("td")].map(text)]),
  };
}"""
STUB = """() => {
  window.copied = [];
  Object.defineProperty(navigator, "clipboard", { value: { writeText: async (t) => { copied.push(t); } } });
}"""


def chosen(decision: str) -> list[Way]:
    ways = model(decision).ways()
    return sample(ways, 18)


def at_result(walk: Any, way: Way) -> dict[str, Any]:
    fragment = way.fragment(walk.digits())
    if walk.page.evaluate("location.hash") != fragment:  # an address that is already there moves nothing
        walk.drive(("go", fragment))
    return dict(walk.page.evaluate(READ))


@both
def test_e05_e07_every_single_change_is_told_exactly(walking: Any, decision: str) -> None:
    known = model(decision)
    walk = walking(decision)
    for way in chosen(decision):
        seen = at_result(walk, way)
        expected = alternatives(known, dict(way.answers))
        assert [e[0] for e in seen["every"]] == [label(known, q, o) for q, o, _ in expected]
        for (_, _, said), (_, _, found) in zip(seen["every"], expected, strict=True):
            titles = {known.text(o) for o in found}
            if found == {way.outcome}:
                assert said.endswith("keeps the result")
            else:
                assert ("leads to" in said) == (len(found) == 1)
                assert all(title in said for title in titles)
                assert not any(known.text(o) in said for o in known.outcomes if o not in found)
        kept = sum(found == {way.outcome} for _, _, found in expected)
        assert [int(n) for n in re.findall(r"\d+", seen["kept"])] == [kept, len(expected)]


@both
def test_e05_each_change_leads_to_its_state(walking: Any, decision: str) -> None:
    known = model(decision)
    walk = walking(decision)
    for way in chosen(decision)[:6]:
        seen = at_result(walk, way)
        expected = alternatives(known, dict(way.answers))
        states = walk.drive(*(("go", href) for _, href, _ in seen["every"]))
        for (question, option, found), state in zip(expected, states, strict=True):
            taken, step = known.walk({**dict(way.answers), question: option})
            assert state["heading"] == known.text(step)
            assert [a[1] for a in state["answers"]] == [label(known, q, o) for q, o in taken]
            assert step not in known.outcomes or found == {step}


@both
def test_e06_the_nearest_other_outcomes(walking: Any, decision: str) -> None:
    known = model(decision)
    walk = walking(decision)
    for way in chosen(decision):
        seen = at_result(walk, way)
        costs = nearest(known, dict(way.answers))
        titles = {known.text(o): o for o in known.outcomes}
        found = [titles[title] for title, _, _ in seen["near"]]
        assert len(found) == min(5, len(costs)) == len(set(found))
        assert [costs[o] for o in found] == sorted(costs.values())[: len(found)]
        for outcome, (_, href, _) in zip(found, seen["near"], strict=True):
            route = dict(pair.split("=") for pair in href.split("&")[1:])
            assert known.walk(route)[1] == outcome
            changed = sum(dict(way.answers).get(q, o) != o for q, o in route.items())
            assert changed == costs[outcome][0]
    link = walk.page.locator(".cr-near-list a").first
    title = link.inner_text()
    link.click()
    assert walk.look()["heading"] == title


@both
def test_e11_the_options_stand_side_by_side_in_equal_detail(walking: Any, decision: str) -> None:
    known = model(decision)
    for width in (1280, 320):
        walk = walking(decision, width=width)
        way = chosen(decision)[0]
        seen = at_result(walk, way)
        assert {r[0] for r in seen["rows"]} == {o["title"] for o in known.outcomes.values()}
        assert [r[0] for r in seen["rows"] if "is-here" in r[1]] == [known.text(way.outcome)]
        assert all(all(cell.strip() for cell in r[2:]) for r in seen["rows"])
        table = walk.page.locator(".cr-beside")
        walk.page.locator("summary", has_text="side by side").click()
        assert table.locator("caption").count() == 1
        assert table.locator("thead th[scope=col]").count() == len(seen["rows"][0]) - 1
        assert table.locator("tbody th[scope=row]").count() == len(known.outcomes)
        assert walk.page.evaluate("document.documentElement.scrollWidth") <= width
        region = walk.page.locator(".cr-table", has=table)
        assert region.get_attribute("tabindex") == "0"
        assert region.get_attribute("aria-label")


def test_e04_certainty_is_one_of_four_levels_with_their_meaning(walking: Any) -> None:
    walk = walking("need-at-all")
    levels = walk.page.locator(".cr-levels dt").all_text_contents()
    assert levels == ["High", "Moderate", "Low", "Very low"]
    assert len(set(walk.page.locator(".cr-levels dd").all_text_contents())) == 4
    at_result(walk, model("need-at-all").ways()[0])
    sure = walk.page.locator(".cr-result-sure dd")
    assert sure.count() == 2
    assert sure.first.locator("b").inner_text() in levels
    assert len(sure.first.inner_text()) > 12


@both
def test_a26_every_part_is_there(walking: Any, decision: str) -> None:
    walk = walking(decision)
    for way in chosen(decision)[:12]:
        at_result(walk, way)
        result = walk.page.locator("crossroads-walk .cr-result")
        heads = result.locator("h3").all_inner_texts()
        assert {"What to do next", "Because you answered", "What would change this advice", "Take it with you"} <= set(
            heads
        )
        for name in ("Share", "Print", "Start again", "Back"):
            assert result.get_by_role("button", name=name, exact=True).is_visible()
        outcome = model(decision).outcomes[way.outcome]
        for checklist in outcome.get("checklists", []):
            assert result.locator(f'a[href*="checklists/{checklist}/"]').count() == 1
        for onward in outcome.get("then", []):
            assert result.locator(f'.cr-onward a[href*="../{onward}/"]').count() == 1
        assert re.search(r"\d{4}", result.locator(".cr-route-evidence").inner_text())


LIBRARY = inspect(DECISIONS, datetime.date(2026, 11, 22))


@pytest.mark.parametrize("decision", [*IDS, "combine", "retrieval-readiness"])
def test_d01_d04_the_page_gives_the_bytes_of_the_command(walking: Any, site: Any, decision: str) -> None:
    graph = LIBRARY.judgement.graphs[decision]
    subject = LIBRARY.reading.library.decision(decision)
    walk = walking(decision)
    walk.page.evaluate(STUB)
    walk.drive(("begin", None))
    for unsure in ((), (graph.nodes[0].name,), graph.questions[:2]):
        answers = {q: graph.options[q][0] for q in graph.questions} | dict.fromkeys(unsure, "unknown")
        of = recorded(LIBRARY.reading.library, subject, graph, answers, site.url)
        walk.drive(("go", f"#~{of.state}"))
        for style in ("madr", "nygard"):
            walk.page.evaluate(f"document.querySelector('[data-act=copy][data-style={style}]').click()")
            expected = record(of, style, datetime.datetime.now().date())
            assert walk.page.evaluate("copied.at(-1)") == expected


def test_d08_records_download_offline_under_a_name_of_their_own(walking: Any) -> None:
    walk = walking("choose-method", bypass_csp=False)
    at_result(walk, model("choose-method").ways()[0])
    walk.page.context.set_offline(True)
    walk.page.locator("summary", has_text="Keep a record").click()
    with walk.page.expect_download() as waiting:
        walk.page.get_by_role("button", name="Download (MADR)").click()
    name = waiting.value.suggested_filename
    assert re.fullmatch(r"NNNN-[a-z0-9-]{1,55}\.md", name)
    assert waiting.value.path().read_text("utf-8").startswith('---\nstatus: "proposed"\n')


def test_d08_without_a_clipboard_the_text_is_there_to_copy(walking: Any) -> None:
    walk = walking("need-at-all")
    walk.page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    at_result(walk, model("need-at-all").ways()[0])
    walk.page.get_by_role("button", name="Share", exact=True).click()
    field = walk.page.locator("crossroads-walk textarea")
    assert field.is_visible()
    assert walk.page.evaluate("getSelection().toString() || document.activeElement.value")
    assert walk.page.locator(".cr-take-told").inner_text()


@both
def test_d10_the_summary_is_short_and_whole(walking: Any, decision: str) -> None:
    walk = walking(decision)
    walk.page.evaluate(STUB)
    for way in chosen(decision):
        at_result(walk, way)
        walk.page.evaluate("document.querySelector('[data-act=share]').click()")
        text = str(walk.page.evaluate("copied.at(-1)"))
        assert len(text.split()) <= 120
        assert model(decision).text(way.outcome) in text
        assert "Certainty" in text
        assert text.endswith(way.fragment(walk.digits()))
        assert 1 <= text.count("“") <= 3 or not way.answers


@both
def test_a_disputed_case_is_a_scenario_that_reproduces_it(walking: Any, decision: str) -> None:
    walk = walking(decision)
    walk.page.evaluate(STUB)
    source = (DECISIONS / f"{decision}.yml").read_text("utf-8")
    for way in chosen(decision)[:8]:
        at_result(walk, way)
        walk.page.evaluate("document.querySelector('[data-act=case]').click()")
        text = str(walk.page.evaluate("copied.at(-1)"))
        alone = yaml.load(text, yaml.BaseLoader)[0]
        assert (alone["given"], alone["expect"]) == (dict(way.answers), way.outcome)
        pasted = source.replace("\nscenarios:\n", "\nscenarios:\n" + text, 1)
        reading = read_library({f"{decision}.yml": pasted.encode()})
        subject = reading.library.decision(decision)
        runs = run_scenarios(lower(subject).graph, subject)
        assert runs[0].scenario.name == "A disputed case"
        assert runs[0].passed


def test_a_dispute_goes_where_the_site_says(walking: Any) -> None:
    walk = walking("need-at-all")
    at_result(walk, model("need-at-all").ways()[0])
    link = walk.page.locator('[data-act="dispute"]')
    assert urllib.parse.urljoin(walk.url, str(link.get_attribute("href"))).endswith("/about/feedback/")
    # Where the site names a repository, its issue is filled in, and the address stays short.
    walk.page.evaluate(
        """() => {
      const link = document.querySelector('template[data-part="result"]').content.querySelector('[data-act="dispute"]');
      link.href = "https://github.com/o/r/issues/new";
      link.dataset.fields = "title body";
    }"""
    )
    longest = max(model("need-at-all").ways(), key=lambda w: len(w.answers))
    at_result(walk, longest)
    address = str(walk.page.locator('[data-act="dispute"]').get_attribute("href"))
    assert len(address) < 8000
    fields = urllib.parse.parse_qs(urllib.parse.urlsplit(address).query)
    assert "localhost" not in fields["body"][0]
    block = fields["body"][0].split("```yaml\n")[1].split("```")[0]
    (case,) = yaml.load(block, yaml.BaseLoader)
    graph = LIBRARY.judgement.graphs["need-at-all"]
    assert walked(graph, case["given"]).outcome == case["expect"] == longest.outcome
