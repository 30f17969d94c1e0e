"""Conditions of warnings and items judged by arithmetic: false is 0, perhaps 1, true 2. Writes `condition.json` anew.

All that must hold is the least of its parts, what must not is 2 less it; what was never asked for is 0.
"""

from __future__ import annotations

import itertools
import json
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "condition.json"
WHENS: list[dict[str, list[str]]] = [{}, {"a": ["x"]}, {"a": ["x", "y"]}, {"b": ["y"]}, {"a": ["x"], "b": ["x", "z"]}]
ANSWERS = [None, "unknown", "x", "y"]


def value(pairs: dict[str, list[str]], answers: dict[str, str]) -> int:
    """Give the least of the parts."""
    parts = [1 if answers.get(q) == "unknown" else 2 * (answers.get(q) in options) for q, options in pairs.items()]
    return min([2, *parts])


def vectors() -> list[list[Any]]:
    """Give each condition with answers, and whether it holds."""
    found: list[list[Any]] = []
    for when, unless, a, b in itertools.product(WHENS, WHENS, ANSWERS, ANSWERS):
        answers = {q: given for q, given in (("a", a), ("b", b)) if given}
        judged = min(value(when, answers), 2 - value(unless, answers) if unless else 2)
        parts = (("when", when), ("unless", unless))
        condition = {name: part for name, part in parts if part}
        found.append([condition, answers, {0: False, 1: None, 2: True}[judged]])
    return found


def text() -> str:
    """Write the file, a vector a line."""
    return "[\n" + ",\n".join(json.dumps(v) for v in vectors()) + "\n]\n"


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
