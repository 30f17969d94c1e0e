"""Make the page of results from what a run wrote, or several: `python tests/write_results.py .build/results.json`."""

from __future__ import annotations

import ast
import json
import sys
from pathlib import Path
from typing import Any

import yaml

from criteria_met import lines_of

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "content" / "about" / "results.md"
CRITERIA = Path(__file__).parent / "criteria.yml"
VERDICTS = ("passed", "failed", "not run", "no test yet", "not applicable")
ENDS = ("passed", "failed", "skipped")
TEXT = """
# Results

What readers of this site may expect is written down line by line. Tests carry the name of the line that they prove.
This page is made from a run of those tests, and from nothing else. A line without a test says so, and so does a line
whose tests were not part of the run.

The tests walk, print and press keys in a real browser. They look at widths of 320, 768, 1280 and 1920 px, at light,
dark and forced colours, and at pages with script and without. No person with a screen reader has tried it yet, and
only one browser was used. Something is wrong or missing? [Please say so](feedback.md).
"""


def criteria() -> dict[str, Any]:
    """Read the lines in our own words."""
    loaded: dict[str, Any] = yaml.safe_load(CRITERIA.read_text("utf-8"))
    return loaded


def named() -> set[str]:
    """Name every line that some test of the repository proves, whether it was run or not."""
    found: set[str] = set()
    for path in sorted(Path(__file__).parent.rglob("test_*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        tests = [n for n in tree.body if isinstance(n, ast.FunctionDef) and n.name.startswith("test_")]
        for test in tests:
            found.update(lines_of(test.name, ast.get_docstring(test), ast.get_docstring(tree)))
    return found


def row(name: str, line: dict[str, Any], lines: dict[str, Any], tested: bool) -> dict[str, Any]:
    """Judge one line by its tests; `tested` says whether there are any, run or not."""
    seen = [lines[n] for n in (name, *line.get("met-by", [])) if n in lines]
    count = {end: sum(s[end] for s in seen) for end in ENDS}
    because = [reason for s in seen for reason in s["because"]] + [line[k] for k in ("note",) if k in line]
    if count["failed"]:
        verdict = "failed"
    elif count["passed"]:
        verdict = "passed"
        because += [f"{count['skipped']} of its tests did not run."] if count["skipped"] else []
    elif count["skipped"] or tested:
        verdict = "not run"
    elif "not-applicable" in line:
        verdict, because = "not applicable", [line["not-applicable"]]
    else:
        verdict = "no test yet"
    return {
        "id": name,
        "level": line["level"],
        "says": line["says"],
        "verdict": verdict,
        "tests": count["passed"] + count["failed"],
        "because": because,
    }


def results(report: dict[str, Any]) -> dict[str, Any]:
    """Judge every line, a group a letter, with the counts of each verdict."""
    groups, known = [], named()
    for letter, group in criteria().items():
        rows = [row(name, line, report["lines"], name in known) for name, line in group["lines"].items()]
        groups.append({"letter": letter, "title": group["title"], "rows": rows, "counts": counts(rows)})
    everything = [r for group in groups for r in group["rows"]]
    return {"run": report["run"], "counts": counts(everything), "groups": groups}


def counts(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Count the verdicts, in a fixed order."""
    return [{"verdict": v, "count": sum(r["verdict"] == v for r in rows)} for v in VERDICTS]


def page(report: dict[str, Any]) -> str:
    """Write the page: the results as its front matter, which the template `results.html` lays out."""
    head = {
        "title": "Results",
        "description": "Every line of what readers may expect of this site, and what the last test run found.",
        "template": "results.html",
        "results": results(report),
    }
    front = yaml.safe_dump(head, sort_keys=False, allow_unicode=True, width=120)
    return f"---\n{front}---\n{TEXT}"


def together(reports: list[dict[str, Any]]) -> dict[str, Any]:
    """Add up runs of the same commit: what is measured runs alone, the rest side by side."""
    first = reports[0]
    lines: dict[str, dict[str, Any]] = {}
    for report in reports:
        for name, line in report["lines"].items():
            known = lines.setdefault(name, dict.fromkeys(ENDS, 0) | {"because": []})
            lines[name] = {end: known[end] + line[end] for end in ENDS}
            lines[name]["because"] = sorted({*known["because"], *line["because"]})
    if {report["run"]["commit"] for report in reports} != {first["run"]["commit"]}:
        raise SystemExit("These runs were not of the same commit; run “make audit” anew.")
    tests = {end: sum(report["run"]["tests"][end] for report in reports) for end in ENDS}
    whole = all(report["run"]["long"] for report in reports)
    return {"run": {**first["run"], "long": whole, "tests": tests}, "lines": dict(sorted(lines.items()))}


def main() -> int:
    """Write the page and say what stands in it."""
    report = together([json.loads(Path(name).read_text("utf-8")) for name in sys.argv[1:]])
    PAGE.write_text(page(report), "utf-8")
    told = ", ".join(f"{c['count']} {c['verdict']}" for c in results(report)["counts"])
    sys.stdout.write(f"{PAGE.relative_to(ROOT)}: {told}.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
