"""The export as JSON: a document of the format that says the same, key for key."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from exchange_specimens import HOSTILE, OURS, TODAY, full_document, hash_of, hostile_document, ours, placeless, read
from hypothesis import given
from hypothesis import strategies as st

from crossroads.reading.format import DECISION
from crossroads.reading.library import read_library
from crossroads.reading.shapes import Either, ListOf, MapOf, Shape
from crossroads.reasoning.judge import judge
from crossroads.showing.export_document import document, document_json
from crossroads.showing.schema import file_schema
from specimens import Spec, specs
from specimens import document as written

jsonschema = pytest.importorskip("jsonschema")


def read_back(text: str, name: str = "d") -> Any:
    reading = read_library({f"{name}.yml": text.encode()})
    assert reading.diagnostics == ()
    return reading.library.decision(name)


def law(decision: Any) -> None:
    again = read_back(document_json(decision), decision.id)
    assert placeless(again) == placeless(decision)
    assert hash_of(again) == hash_of(decision)


@pytest.mark.parametrize("path", OURS, ids=lambda p: p.stem)
def test_our_decisions_come_back_whole(path: Path) -> None:
    law(ours(path))


@given(specs())
def test_every_decision_comes_back(spec: Spec) -> None:
    law(read(written(spec)))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_come_back(text: str) -> None:
    law(read(hostile_document(text)))


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30))
def test_any_text_that_can_be_read_comes_back(text: str) -> None:
    doc = json.dumps({**written({"q0": {"a": "x", "b": "y"}}), "title": text}).encode()
    for decision in read_library({"d.yml": doc}).library.decisions:
        law(decision)


def shapes(kind: object) -> dict[str, Shape]:
    """List the shapes inside a kind."""
    if isinstance(kind, ListOf | MapOf | Either):
        return shapes(kind.of)
    inner = kind.fields if isinstance(kind, Shape) else ()
    found = {kind.name: kind} if isinstance(kind, Shape) else {}
    for field in inner:
        found |= shapes(field.kind)
    return found


def keys(value: Any) -> set[str]:
    if isinstance(value, dict):
        return set(value).union(*(keys(v) for v in value.values()))
    return set().union(*(keys(v) for v in value)) if isinstance(value, list) else set()


def test_every_key_of_the_format_is_kept() -> None:
    decision = read(full_document())
    every = {field.name for shape in shapes(DECISION).values() for field in shape.fields}
    assert every - keys(document(decision)) == set()
    assert placeless(read_back(document_json(decision))) == placeless(decision)


def test_a_rule_that_always_holds_before_the_last_is_kept() -> None:
    doc = written({"q0": {"a": "t", "b": "x"}})
    doc["outcomes"]["y"] = doc["outcomes"].pop("t")
    doc["tables"] = {"t": {"asks": ["q0"], "rules": [{"when": {}, "next": "x"}, {"next": "y"}]}}
    decision = read(doc)
    assert placeless(read_back(document_json(decision))) == placeless(decision)


@pytest.mark.parametrize("path", OURS, ids=lambda p: p.stem)
def test_the_document_fits_the_schema(path: Path) -> None:
    jsonschema.validate(document(ours(path)), file_schema("decision"))


def test_the_same_is_said_about_the_export() -> None:
    folder = OURS[0].parent
    files = {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*.yml")}
    again = {**files, **{p.name: document_json(ours(p)).encode() for p in OURS}}
    before, after = (judge(read_library(f).library, TODAY).diagnostics for f in (files, again))
    assert sorted((d.code, d.message.split(" on line")[0]) for d in after) == sorted(
        (d.code, d.message.split(" on line")[0]) for d in before
    )
