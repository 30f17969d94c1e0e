"""Lighthouse on a slow telephone, for each kind of page, light and dark."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
from pathlib import Path
from typing import Any

import pytest
from audit_tools import program
from playwright.sync_api import Browser

from find_browser import found
from served_site import Site

FLAGS = "--no-sandbox --headless=new --disable-gpu"
DARK = "--blink-settings=preferredColorScheme=0"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
RUNS = 5
SLOW = 1000  # Lighthouse's own limit, in gather/driver/environment.js
PATIENCE = 5


def outcome_address(site: Site, decision: str) -> str:
    """Walk the first option of each question to an outcome, and give its address."""
    data = json.loads((site.folder / "decisions" / f"{decision}.json").read_text("utf-8"))
    node, answers = data["nodes"][0], []
    while node.get("edges"):
        option, following = node["edges"][0]
        answers.append(f"{node['name']}={option}")
        node = data["nodes"][following]
    return f"decisions/{decision}/#~{data['hash'][:12]}&{'&'.join(answers)}"


PAGES = {
    "home": lambda site: "",
    "decision": lambda site: "decisions/choose-method/",
    "outcome": lambda site: outcome_address(site, "need-at-all"),
    "checklist": lambda site: "checklists/retrieval/",
}


def lighthouse(tools: Path, address: str, dark: bool, out: Path) -> dict[str, Any]:
    """Give a run of Lighthouse that it does not warn of: at an index of 1000 or less the machine was too slow."""
    for _ in range(PATIENCE):
        report = lighthouse_once(tools, address, dark, out)
        if report["environment"]["benchmarkIndex"] > SLOW:
            break
    return report


def lighthouse_once(tools: Path, address: str, dark: bool, out: Path) -> dict[str, Any]:
    """Run Lighthouse once, as a mobile visit with nothing in the cache."""
    command = [program("node"), str(tools / "node_modules/lighthouse/cli/index.js"), address, "--quiet"]
    command += ["--output=json", f"--output-path={out}", f"--chrome-flags={FLAGS} {DARK if dark else ''}"]
    command.append(f"--only-categories={','.join(CATEGORIES)}")
    environment = os.environ | {"CHROME_PATH": found() or "chromium"}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False, timeout=180)
    assert done.returncode == 0, done.stderr[-2000:]
    report: dict[str, Any] = json.loads(out.read_text("utf-8"))
    return report


def scores(report: dict[str, Any]) -> dict[str, int]:
    return {name: round(100 * report["categories"][name]["score"]) for name in CATEGORIES}


def faults(report: dict[str, Any]) -> list[str]:
    """Name what cost points."""
    weights = {r["id"]: r["weight"] for name in CATEGORIES for r in report["categories"][name]["auditRefs"]}
    bad = [a for a in report["audits"].values() if weights.get(a["id"]) and a["score"] is not None and a["score"] < 0.9]
    return [f"{a['id']}: {a.get('displayValue') or a['title']}" for a in bad]


def metric(report: dict[str, Any], name: str) -> float:
    return float(report["audits"][name]["numericValue"])


def test_the_dark_flag_makes_pages_dark(browser: Browser) -> None:
    started = browser.browser_type.launch(executable_path=found(), args=[*FLAGS.split(), DARK])
    page = started.new_page(color_scheme="null")
    assert page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    started.close()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("kind", PAGES)
def test_lighthouse_gives_all_points(tools: Path, zipped_site: Site, tmp_path: Path, kind: str, dark: bool) -> None:
    """F8, F6: 100 in all four; where the first of five runs is slower, the median counts.

    Where the first run has all points, no other is made, and F6 is held to the figures of that one: five runs of each
    of the eight pages would take too long. So a page that is only now and then slower may pass.
    """
    address = zipped_site.at(PAGES[kind](zipped_site))
    reports = [lighthouse(tools, address, dark, tmp_path / "0.json")]
    first = scores(reports[0])
    assert {**first, "performance": 100} == dict.fromkeys(CATEGORIES, 100), faults(reports[0])
    if first["performance"] < 100:
        reports += [lighthouse(tools, address, dark, tmp_path / f"{n}.json") for n in range(1, RUNS)]
    assert statistics.median(scores(r)["performance"] for r in reports) == 100, [faults(r) for r in reports]

    def median(name: str) -> float:
        return statistics.median(metric(r, name) for r in reports)

    assert median("first-contentful-paint") <= 1600
    assert median("largest-contentful-paint") <= 1800
    assert median("total-blocking-time") <= 100
    assert median("cumulative-layout-shift") <= 0.01
