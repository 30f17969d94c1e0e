"""B30: the page of results says what a run found, about every line, and which run that was."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml

from criteria_met import lines_of
from served_site import Site
from write_results import PAGE, VERDICTS, counts, criteria, named, page, results, together

REPORT: dict[str, Any] = {
    "run": {"day": "2026-01-02", "commit": "123456789012", "uncommitted": 0, "browser": "B 1", "python": "P 3"}
    | {"system": "S", "long": True, "tests": {"passed": 3, "failed": 1, "skipped": 1}},
    "lines": {
        "A1": {"passed": 2, "failed": 0, "skipped": 0, "because": []},
        "A2": {"passed": 1, "failed": 1, "skipped": 0, "because": ["too heavy"]},
        "A3": {"passed": 0, "failed": 0, "skipped": 1, "because": []},
        "F4": {"passed": 1, "failed": 0, "skipped": 0, "because": []},
    },
}


def front() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(PAGE.read_text("utf-8").split("---\n")[1])["results"]
    return loaded


def test_each_line_is_judged_by_its_tests_alone() -> None:
    rows = {r["id"]: r for group in results(REPORT)["groups"] for r in group["rows"]}
    assert len(rows) == 146
    told = {name: rows[name]["verdict"] for name in ("A1", "A2", "A3", "A4", "E12", "G13", "H6")}
    assert told == {
        "A1": "passed",
        "A2": "failed",
        "A3": "not run",
        "A4": "not run",
        "E12": "not applicable",
        "G13": "passed",
        "H6": "no test yet",
    }
    assert rows["A2"]["because"] == ["too heavy"]
    assert yaml.safe_load(page(REPORT).split("---\n")[1])["results"] == results(REPORT)


def test_runs_of_one_commit_are_added_up() -> None:
    other = {"A3": {"passed": 2, "failed": 0, "skipped": 0, "because": []}}
    other["A2"] = {"passed": 0, "failed": 1, "skipped": 1, "because": ["too heavy", "too slow"]}
    more = {"run": {**REPORT["run"], "tests": {"passed": 2, "failed": 1, "skipped": 1}}, "lines": other}
    both = together([REPORT, more])
    assert both["run"] == REPORT["run"] | {"tests": {"passed": 5, "failed": 2, "skipped": 2}}
    assert both["lines"]["A2"] == {"passed": 1, "failed": 2, "skipped": 1, "because": ["too heavy", "too slow"]}
    assert both["lines"]["A3"] == {"passed": 2, "failed": 0, "skipped": 1, "because": []}
    assert both["lines"]["F4"] == REPORT["lines"]["F4"]
    assert together([REPORT]) == REPORT
    ordinary = {**more, "run": {**more["run"], "long": False}}
    assert together([REPORT, ordinary])["run"]["long"] is False
    with pytest.raises(SystemExit, match="same commit"):
        together([REPORT, {**more, "run": {**more["run"], "commit": "2"}}])


@pytest.mark.parametrize(
    ("name", "own", "module", "lines"),
    [
        ("test_a01_a13_links", None, None, ["A1", "A13"]),
        ("test_prints", "C11, C6: each item is whole.", "G1: all.", ["C11", "C6"]),
        ("test_prints", "Each item is whole (C11).\n\nMore.", None, ["C11"]),
        ("test_prints", "It fits A4 and Letter.", "G1, G2: all.", ["G1", "G2"]),
        ("test_prints", "It fits a sheet of A4.", "Paper of A4 size.", []),
        ("test_abc", None, None, []),
    ],
)
def test_a_test_names_its_lines(name: str, own: str | None, module: str | None, lines: list[str]) -> None:
    assert lines_of(name, own, module) == lines


def test_the_published_page_is_the_last_report(site: Site) -> None:
    """B30: every line of the report stands on the page as it was found, and no other."""
    html = (site.folder / "about" / "results" / "index.html").read_text("utf-8")
    shown = re.findall(r'<li id="line-(\w+)".*?<span class="x-verdict__word">([^<]+)</span>', html, re.DOTALL)
    rows = [r for group in front()["groups"] for r in group["rows"]]
    assert shown == [(r["id"].lower(), r["verdict"].capitalize()) for r in rows]
    day, commit = (re.escape(front()["run"][name]) for name in ("day", "commit"))
    # A line that stands without a test may have one by now: the page tells of the day and the commit that were tested.
    assert re.search(rf'<dt>Run on</dt>\s*<dd><time datetime="?{day}"?>{day}</time>', html)
    assert re.search(rf"<dt>Version</dt>\s*<dd><code>{commit}</code>", html)
    assert front()["run"]["commit"] in html
    assert front()["run"]["browser"] in html
    assert front()["counts"] == counts(rows)


def test_the_published_page_names_the_lines_as_they_stand_now() -> None:
    """B30: a line that was reworded or added needs a new run."""
    known = [(n, line["level"], line["says"]) for g in criteria().values() for n, line in g["lines"].items()]
    assert [(r["id"], r["level"], r["says"]) for g in front()["groups"] for r in g["rows"]] == known
    assert {r["verdict"] for g in front()["groups"] for r in g["rows"]} <= set(VERDICTS)


def test_every_line_that_a_test_names_is_one_that_we_know() -> None:
    known = {name for group in criteria().values() for name in group["lines"]}
    assert named() <= known
    assert len(named()) > 60
