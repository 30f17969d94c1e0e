"""Links and records of earlier rules: today's rules agree, or what differs is said; never silently another outcome."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from walk_model import IDS, model, sample

pytestmark = pytest.mark.browser
OLD = "aaaaaaaaaaaa"


def old_version(site: Any, decision: str, /, **changes: Any) -> None:
    """Write the data of an earlier version beside the page: today's graph, with some of it changed."""
    data = json.loads((site.folder / "decisions" / f"{decision}.json").read_text("utf-8"))
    made = {name: data[name] for name in ("version", "decision", "nodes")}
    made |= {"hash": OLD + "0" * 52, "date": "2025-03-01"}
    made["questions"] = {
        q: {"ask": v["ask"], "options": {o: w["label"] for o, w in v["options"].items()}}
        for q, v in data["questions"].items()
    }
    made["outcomes"] = {o: v["title"] for o, v in data["outcomes"].items()}
    folder: Path = site.folder / "decisions" / decision / "versions"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{OLD}.json").write_text(json.dumps(made | changes), "utf-8")


def notice(walk: Any, unlike: str = "cannot be compared") -> str:
    walk.page.wait_for_function("t => !document.querySelector('.cr-notice').textContent.includes(t)", arg=unlike)
    return str(walk.look()["notice"])


@pytest.mark.parametrize("decision", IDS)
def test_a18_d09_equal_rules_say_that_they_agree(walking: Any, site: Any, decision: str) -> None:
    old_version(site, decision)
    walk = walking(decision)
    for way in sample(model(decision).ways(), 3):
        walk.load(way.fragment(OLD))
        said = notice(walk)
        assert "2025-03-01" in said
        assert "same advice" in said
        assert walk.look()["heading"] == model(decision).text(way.outcome)


def test_a18_d09_other_rules_say_what_they_led_to_then_and_now(walking: Any, site: Any) -> None:
    data = json.loads((site.folder / "decisions" / "need-at-all.json").read_text("utf-8"))
    nodes = data["nodes"]
    place = {n["name"]: i for i, n in enumerate(nodes)}
    # Then: too few test questions went on, and a met target led to the simpler tool without another question.
    nodes[place["test-set"]]["edges"] = [["too-few", place["best-prompt"]], ["enough", place["best-prompt"]]]
    nodes[place["best-prompt"]]["edges"] = [[o, place["simpler"]] for o, _ in nodes[place["best-prompt"]]["edges"]]
    old_version(site, "need-at-all", nodes=nodes)
    known = model("need-at-all")
    expected = {
        "#~{}&test-set=too-few&best-prompt=meets-target": ("define", "simpler", ["best-prompt"], []),
        "#~{}&test-set=enough&best-prompt=below-target": (None, "simpler", [], ["simpler-way"]),
    }
    for fragment, (now, then, gone, asked) in expected.items():
        walk = walking("need-at-all", fragment.format(OLD))
        said = notice(walk)
        assert f"Those of 2025-03-01 led these answers to: “{known.text(then)}”." in said
        assert now is None or f"Today’s rules lead to: “{known.text(now)}”." in said
        assert now is not None or "Today’s rules leave open: " in said
        assert all(known.text(q) in said.split("No longer asked: ")[1] for q in gone)
        assert all(known.text(q) in said.split("Asked now: ")[1] for q in asked)


def test_a18_d09_renamed_ids_are_followed(walking: Any, site: Any, new_page: Any) -> None:
    data = json.loads((site.folder / "decisions" / "need-at-all.json").read_text("utf-8"))
    text = json.dumps(data["nodes"]).replace('"simpler"', '"plain-tool"').replace('"test-set"', '"tests"')
    titles = {"plain-tool": "The plain tool"}
    old_version(site, "need-at-all", nodes=json.loads(text), outcomes=titles)
    walk = walking("need-at-all")
    walk.page.evaluate(
        "Object.assign(document.querySelector('crossroads-walk').data,"
        "{was: {questions: {tests: 'test-set'}, options: {}, outcomes: {'plain-tool': 'simpler'}}})"
    )
    walk.drive(("go", f"#~{OLD}&tests=enough&best-prompt=below-target&simpler-way=passes"))
    assert "same advice" in notice(walk)
    assert walk.look()["heading"] == model("need-at-all").text("simpler")


@pytest.mark.parametrize("broken", ["missing", "not json", "another decision", "no nodes", "a later form"])
def test_a18_without_the_old_data_a_plain_notice_stays(walking: Any, site: Any, broken: str) -> None:
    changes: dict[str, Any] = {"another decision": {"decision": "x"}, "a later form": {"version": 2}}.get(broken, {})
    old_version(site, "need-at-all", **changes)
    path = site.folder / "decisions" / "need-at-all" / "versions" / f"{OLD}.json"
    if broken == "missing":
        path.unlink()
    elif broken == "not json":
        path.write_text("{")
    elif broken == "no nodes":
        path.write_text(json.dumps({"version": 1, "decision": "need-at-all"}))
    walk = walking("need-at-all", model("need-at-all").ways()[0].fragment(OLD))
    walk.page.wait_for_load_state("networkidle")
    assert "cannot be compared" in walk.look()["notice"]
    walk.page.errors.clear()  # the browser tells of the missing file


def test_a18_nothing_is_fetched_for_links_of_today(walking: Any) -> None:
    walk = walking("need-at-all")
    asked: list[str] = []
    walk.page.on("request", lambda request: asked.append(request.url))
    walk.drive(("go", model("need-at-all").ways()[0].fragment(walk.digits())))
    walk.start() if walk.page.locator("[data-act=begin]").count() else None
    walk.page.wait_for_timeout(100)
    assert [address for address in asked if not address.endswith("favicon.svg")] == []
