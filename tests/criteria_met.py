"""Note which acceptance lines each test proves, and write the outcome of a run where CROSSROADS_RESULTS names a file.

A test names its lines in one of three ways: in its name (`test_a13_browser_back`), in the beginning of its docstring
(`C11, C6: each item is whole`), or in brackets at the end of the docstring's first line (`… at once (F4).`). A module's
docstring speaks for those of its tests that name none. `A4` elsewhere in a text is a size of paper.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from find_browser import found

NAME = re.compile(r"test_((?:[a-h]\d{1,2}_)+)")
LINE = r"[A-H][1-9]\d?"
BEGIN = re.compile(rf"({LINE}(?:(?:, | and ){LINE})*):")
END = re.compile(rf"\(({LINE}(?:(?:, | and ){LINE})*)\)\.?$")
ROOT = Path(__file__).parent.parent


def lines_in(text: str | None) -> list[str]:
    """Name the lines that a docstring begins or whose first line ends with."""
    first = (text or "").strip().split("\n")[0].strip()
    match = BEGIN.match(first) or END.search(first)
    return re.findall(LINE, match[1]) if match else []


def lines_of(name: str, own: str | None, module: str | None) -> list[str]:
    """Name the lines that a test proves: its own, else those of its module."""
    match = NAME.match(name)
    named = [f"{part[0].upper()}{int(part[1:])}" for part in match[1].split("_") if part] if match else []
    return list(dict.fromkeys(named + lines_in(own))) or lines_in(module)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give each test its lines, so that its report carries them, from another process too."""
    for item in items:
        if isinstance(item, pytest.Function):
            module = item.module.__doc__
            item.user_properties.append(("lines", lines_of(item.originalname, item.function.__doc__, module)))


class Collector:
    """Keeps the worst that each test came to."""

    def __init__(self, target: Path) -> None:
        self.target = target
        self.lines: dict[str, list[str]] = {}
        self.ends: dict[str, str] = {}
        self.reasons: dict[str, str] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note one phase of one test."""
        test = report.nodeid
        self.lines[test] = dict(report.user_properties).get("lines", [])  # type: ignore[assignment]
        expected = getattr(report, "wasxfail", None)
        if report.failed or (report.skipped and expected is not None):
            self.ends[test] = "failed"
            self.reasons[test] = expected or ""
        elif report.skipped:
            self.ends.setdefault(test, "skipped")
        elif report.when == "call":
            self.ends.setdefault(test, "passed")

    def pytest_sessionfinish(self) -> None:
        """Write what was seen."""
        met: dict[str, dict[str, Any]] = defaultdict(lambda: {"passed": 0, "failed": 0, "skipped": 0, "because": []})
        for test, end in self.ends.items():
            for line in self.lines[test]:
                met[line][end] += 1
                if reason := self.reasons.get(test):
                    met[line]["because"] = sorted({*met[line]["because"], reason})
        ends = list(self.ends.values())
        run = {**surroundings(), "tests": {end: ends.count(end) for end in ("passed", "failed", "skipped")}}
        self.target.parent.mkdir(parents=True, exist_ok=True)
        self.target.write_text(json.dumps({"run": run, "lines": dict(sorted(met.items()))}, indent=1) + "\n", "utf-8")


def surroundings() -> dict[str, Any]:
    """Say what was tested, with what."""

    def said(*command: str) -> str:
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()

    changed = [line for line in said("git", "status", "--porcelain").splitlines() if "about/results.md" not in line]
    return {
        "day": said("date", "-u", "+%Y-%m-%d"),
        "commit": said("git", "rev-parse", "--short=12", "HEAD"),
        "uncommitted": len(changed),
        "browser": said(found() or "chromium", "--version").split(" built on")[0],
        "python": said("python3", "--version"),
        "system": said("uname", "-sm"),
        "long": os.environ.get("CROSSROADS_AUDIT") == "1",
    }


def pytest_configure(config: pytest.Config) -> None:
    """Collect in the process that leads a run, when a run is to be written down."""
    target = os.environ.get("CROSSROADS_RESULTS")
    if target and not hasattr(config, "workerinput"):
        config.pluginmanager.register(Collector(Path(target)))
