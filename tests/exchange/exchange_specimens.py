"""What the tests of exports and imports share: decisions with every key, with hostile texts, with numbers."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from crossroads.model.decision import Decision
from crossroads.reading.library import read_library
from crossroads.reasoning.counts import behaviour_hash
from crossroads.reasoning.graph import Graph
from crossroads.reasoning.judge import judge
from crossroads.reasoning.lower import lower
from crossroads.showing.export_marks import json_marks
from specimens import Spec, document, outcome, specs

ROOT = Path(__file__).parent.parent.parent
TODAY = date(2026, 11, 22)
OURS = sorted(p for p in (ROOT / "decisions").glob("*.yml") if p.stem not in ("library", "evidence"))

HOSTILE = (
    'quote " and \\" and \\',
    "ends in a backslash \\",
    "two\nlines\r\nand\ttab",
    '"]; evil[label="x"',
    "a --> b",
    '"] --> n9["x',
    "%% comment",
    "%%{init: {'theme': 'dark'}}%%",
    "<b>bold</b> <script>alert(1)</script>",
    "<<b>html</b>>",
    "`code` ```fence```",
    "1. not a list",
    "- not a list",
    "# not a heading",
    "[link](javascript:alert(1)) ![x](y)",
    "| a | b |",
    "&lt;b&gt; &amp; &#60;",
    "style a fill:#f00; classDef x fill:#0f0;",
    "\\N \\G \\L \\n",
    "end",
    "click n0 callback",
    "a|b{c}(d)<e>;f",
    "ﬂ°°34¶ß",
    "=1+1",
    "*emphasis* _too_ ~~gone~~ $x$",
    "Ω 漢字 🎉",
)


def read(doc: dict[str, Any]) -> Decision:
    """Read a document whose texts may be anything that a file can hold; it must have no fault."""
    reading = read_library({"d.yml": json_marks(json.dumps(doc, ensure_ascii=False)).encode()})
    assert reading.diagnostics == ()
    return reading.library.decision("d")


def graph_of(decision: Decision) -> Graph:
    return lower(decision).graph


def hash_of(decision: Decision) -> str:
    return behaviour_hash(graph_of(decision), decision)


def ours(path: Path) -> Decision:
    return read_library({path.name: path.read_bytes()}).library.decision(path.stem)


def imported(text: str) -> Decision:
    """Read what an import gives; nothing but notes may be said about it."""
    reading = read_library({"i.yml": text.encode()})
    assert reading.diagnostics == ()
    said = judge(reading.library, TODAY).diagnostics
    assert [d for d in said if d.severity != "note"] == []
    return reading.library.decision("i")


def placeless(value: Any) -> Any:
    """Turn a value of the model into plain data without places."""
    if is_dataclass(value) and not isinstance(value, type):
        kept = [f.name for f in fields(value) if f.name not in ("place", "places")]
        return type(value).__name__, {name: placeless(getattr(value, name)) for name in kept}
    if isinstance(value, tuple):
        return tuple(placeless(v) for v in value)
    return str(value) if isinstance(value, str) else value


def hostile_document(text: str) -> dict[str, Any]:
    """Put one text wherever a decision shows a plain text."""
    doc = document({"q0": {"a": "q1", "b": "end"}, "q1": {"c": "end", "d": "stop"}}, title=text, summary=text)
    doc["outcomes"] = {
        "end": outcome(title=text, benefits=[text], **{"next-steps": [text]}),
        "stop": outcome(title="Stop", kind="stop", warnings=[{"text": text}]),
    }
    for question in doc["questions"].values():
        question |= {"ask": text, "hint": text}
        next(iter(question["options"].values())).update(label=text, description=text)
    return doc


def numeric(spec: Spec, name: str, cuts: list[Decimal]) -> dict[str, Any]:
    """Give a spec as a document in which one question is asked as a number, cut at as many places as it needs."""
    doc = document(spec)
    options = list(doc["questions"][name]["options"].values())
    doc["questions"][name]["unit"] = "pages, say; or more"
    ends = [None, *sorted(cuts)[: len(options) - 1], None]
    for option, low, high in zip(options, ends[:-1], ends[1:], strict=True):
        option |= {} if low is None else {"from": f"{low:f}"}
        option |= {} if high is None else {"below": f"{high:f}"}
    return doc


@st.composite
def numeric_documents(draw: st.DrawFn) -> dict[str, Any]:
    spec = draw(specs())
    cuts = draw(st.lists(st.decimals(-1000, 1000, places=2), min_size=2, max_size=2, unique=True))
    return numeric(spec, draw(st.sampled_from(sorted(spec))), cuts)


def full_document() -> dict[str, Any]:
    """Give a decision in which every key of the format is used."""
    cites = {"evidence": ["e1"], "covers": ["1.1"]}
    doc = document({"first": {"yes": "size", "no": "wait"}}, audience="A", owner="o", was=["older"], **cites)
    doc |= {"have-at-hand": ["x", "y"], "allow": {"option-never-tested": "Because"}, "start": "first"}
    doc["retired"] = {"on": "2026-11-01", "because": "Gone", "instead": "other"}
    doc["questions"]["first"] |= {"short": "s", "hint": "h", "help": "*help*\n\n- a\n- b", "was": ["one"], **cites}
    doc["questions"]["first"] |= {"settled-by": "other", "unsure": "no", "allow": {"missing-evidence": "None"}}
    doc["questions"]["first"]["options"]["yes"] |= {"description": "d", "rationale": "r", "outcomes": ["o1"]}
    doc["questions"]["first"]["options"]["yes"] |= {"was": ["yeah"], **cites}
    doc["questions"]["size"] = {
        "ask": "How many?",
        "rationale": "r",
        "unit": "pages",
        "min": 0,
        "max": "12345678901234567890.5",
        "unsure": False,
        "unsure-because": "It is known",
        "options": {
            "few": {"label": "F", "below": "0.1000000000000000000001", "next": "both"},
            "many": {"label": "M", "from": "0.1000000000000000000001", "next": "both"},
        },
    }
    doc["questions"]["extra"] = {"ask": "E?", "rationale": "r", "options": {"a": {"label": "A"}, "b": {"label": "B"}}}
    doc["tables"] = {
        "both": {
            "title": "T",
            "asks": ["extra"],
            "hit": "unique",
            "order": "shortest",
            "rationale": "r",
            "allow": {"x": "y"},
            "rules": [
                {"when": {"extra": ["a"], "size": "few"}, "next": "wait", "rationale": "r", **cites},
                {"when": {"extra": "a"}, "unless": {"size": "few"}, "next": "go"},
                {"next": "stay"},
            ],
            **cites,
        }
    }
    warnings = [{"text": "w", "evidence": ["e1"], "when": {"first": "yes"}, "unless": {"size": "few"}}]
    more = {"warnings": warnings, "checklists": ["c"], "then": ["other"], "was": ["w0"], "allow": {"a": "b"}, **cites}
    doc["outcomes"] = {"wait": outcome(**more), "go": outcome(), "stay": outcome(benefits=[])}
    doc["scenarios"] = [
        {"name": "n", "given": {"first": "no"}, "expect": "wait", "evidence": ["e1"], "note": "n"},
        {"name": "o", "given": {"first": "unknown"}, "expect": {"any-of": ["wait", "go"]}},
        {"name": "p", "given": {"size": 3}, "expect": {"not": "wait"}},
        {"name": "q", "given": {"first": "unknown"}, "expect": {"possible": ["wait", "go"]}},
    ]
    doc["claims"] = [
        {"says": "s", "when": {"first": "yes"}, "unless": {"size": "few"}, "never": ["stay"]},
        {"says": "s", "always": ["stay"]},
        {"says": "s", "only": ["stay"]},
        {"says": "s", "monotone": {"question": "size", "order": ["few", "many"], "outcomes": ["wait", "go"]}},
    ]
    return doc
