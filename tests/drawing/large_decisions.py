"""Decisions to publish in tests: very many boxes, an outcome that much leads to, labels that are hard to draw."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent.parent
ASKS = ("How large is the collection of documents", "Who may see it", "Does it change every week or so")
ENDS = ("Build a small index", "Wait and collect data", "Stop here, the risk is too high", "See another decision")
ANSWERS = ("Yes, all of it", "No, none", "About a thousand pages", "Not sure yet")
KINDS = ("do", "prepare", "stop", "elsewhere")
LONG_WORD = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverleihungsurkunde"
HEBREW = "האם המידע משתנה בכל שבוע, או שהוא RAG קבוע?"
CONFIG = """
site_name: Large
site_url: !ENV SITE_URL
docs_dir: docs
theme:
  name: material
  font: false
  custom_dir: {overrides}
  palette:
    - {{media: "(prefers-color-scheme: light)", scheme: default, primary: custom, accent: custom}}
    - {{media: "(prefers-color-scheme: dark)", scheme: slate, primary: custom, accent: custom}}
plugins: [search, crossroads]
extra_css: [assets/site.css]
"""


def outcome(title: str, kind: str) -> dict[str, Any]:
    """Give the least that an outcome must have."""
    plain = {"summary": "Do this.", "rationale": "It fits.", "certainty": "high", "strength": "strong"}
    lists = {name: ["A line"] for name in ("benefits", "drawbacks", "next-steps", "revisit-when")}
    return {"title": title, "kind": kind, **plain, **lists}


def question(ask: str, heads: list[str]) -> dict[str, Any]:
    """Give a question that leads to these steps, an answer each."""
    options = {
        f"a{k}": {"label": ANSWERS[k % 4] + (f" {k}" if k > 3 else ""), "description": "Said plainly", "next": head}
        for k, head in enumerate(heads)
    }
    return {
        "ask": f"{ask}?",
        "short": f"{ask[:30]} {ask.split()[-1]}"[:40],
        "rationale": "It matters.",
        "options": options,
    }


def decision(title: str, questions: dict[str, Any], outcomes: dict[str, Any]) -> dict[str, Any]:
    """Give a whole decision; the first question is its start."""
    head: dict[str, Any] = {"title": title, "summary": "A large one.", "owner": "me", "reviewed": "2026-11-22"}
    start = next(iter(questions))
    head["allow"] = {"missing-evidence": "Made up.", "route-too-long": "Made up."}
    return {**head, "review-by": "2027-05-22", "start": start, "questions": questions, "outcomes": outcomes}


def large(count: int) -> dict[str, Any]:
    """Give a decision of so many steps, two fifths of them questions, some of both shared."""
    asked = count * 2 // 5
    ends = count - asked
    questions: dict[str, Any] = {}
    next_questions = [f"q{i}" for i in range(1, asked)]
    next_ends = [f"o{i}" for i in range(ends)]
    for i in range(asked):
        heads = [next_questions.pop(0) for _ in range(2) if next_questions]
        heads += [next_ends.pop(0) for _ in range(1 + i % 2) if next_ends]
        while len(heads) < 2:
            heads.append(f"o{(i * 7 + len(heads)) % ends}")
        if i % 9 == 3 and i + 4 < asked:
            heads.append(f"q{i + 4}")
        heads += next_ends if i == asked - 1 else []
        questions[f"q{i}"] = question(f"{ASKS[i % 3]} ({i})", heads)
    return decision(
        f"A decision of {count} steps",
        questions,
        {f"o{i}": outcome(f"{ENDS[i % 4]} ({i})", KINDS[i % 4]) for i in range(ends)},
    )


def hard() -> dict[str, Any]:
    """Give a decision with one long word, text from right to left, and an outcome that fifteen questions lead to."""
    questions = {f"q{i}": question(f"{ASKS[i % 3]} ({i})", [f"q{i + 1}", "often"]) for i in range(14)}
    questions["q14"] = question("Which is it", ["often", "word", "hebrew"])
    questions["q1"] |= {"ask": f"{LONG_WORD}?", "short": LONG_WORD[:40]}
    questions["q2"] |= {"ask": HEBREW, "short": HEBREW[:40]}
    questions["q2"]["options"]["a1"]["label"] = "כן, בכל שבוע"
    ends = {"often": outcome("Often reached", "do"), "word": outcome(LONG_WORD, "stop")}
    return decision("Labels that are hard to draw", questions, {**ends, "hebrew": outcome(HEBREW, "prepare")})


def write_site(folder: Path) -> Path:
    """Write a site of such decisions, in our own look; give its configuration."""
    (folder / "docs").mkdir()
    (folder / "docs" / "index.md").write_text("# Large decisions\n")
    (folder / "decisions").mkdir()
    for name, made in {"many": large(200), "hard": hard(), "some": large(60), "fit": large(25)}.items():
        (folder / "decisions" / f"{name}.yml").write_text(json.dumps(made))
    config = folder / "mkdocs.yml"
    config.write_text(CONFIG.format(overrides=ROOT / "site_overrides"))
    return config
