"""Small checklists for the tests of paper."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from crossroads.model.diagnostic import Diagnostic
from crossroads.model.library import Library
from crossroads.reading.library import read_library
from crossroads.reasoning.judge import judge

TODAY = date(2026, 11, 22)
Files = dict[str, bytes]


def items(
    number: int, critical: tuple[int, ...] = (), do: str | None = None, done: str | None = "It rang"
) -> list[Any]:
    """Give items with one act each."""
    made = []
    for index in range(1, number + 1):
        item: dict[str, Any] = {"id": f"i{index}", "do": do or f"Ring bell {index}", "done": done}
        made.append(
            {k: v for k, v in item.items() if v is not None} | ({"critical": True} if index in critical else {})
        )
    return made


def sheet(lang: str = "en", **changes: Any) -> Files:
    """Give a library of one checklist; None leaves a key out."""
    given = {k: changes.pop(k) for k in ("do", "done", "critical") if k in changes}
    listed = (
        items(changes.pop("items", 1), **given) if not isinstance(changes.get("items"), list) else changes.pop("items")
    )
    pause = changes.pop("pause", "Stop before the doors open.")
    section = {"title": "Doors", "items": listed} | ({"pause": pause} if pause else {})
    plain: dict[str, Any] = {
        "title": "Ring the bells",
        "objective": "Every bell rings.",
        "owner": "ringers",
        "reviewed": "2026-11-22",
        "review-by": "2027-05-22",
        "trial": "none",
        "completion": "The bells ring.",
    }
    sections = changes.pop("sections", [section])
    made = {**plain, **{k.replace("_", "-"): v for k, v in changes.items()}, "sections": sections}
    text = json.dumps({k: v for k, v in made.items() if v is not None}, ensure_ascii=False)
    return {"checklists/bells.yml": text.encode(), "library.yml": json.dumps({"lang": lang}).encode()}


def sheet_findings(files: Files) -> list[Diagnostic]:
    """Read and judge a library."""
    reading = read_library(files)
    return [*reading.diagnostics, *judge(reading.library, TODAY).diagnostics]


def library_of(files: Files) -> Library:
    """Read a library that must have no fault."""
    reading = read_library(files)
    assert reading.diagnostics == ()
    return reading.library
