"""G7, G8: what the reader takes from YAML, what it refuses, and that hostile sizes end quickly."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossroads.reading.compose import compose
from crossroads.reading.library import read_library
from crossroads.reading.nodes import MapNode, Scalar
from crossroads.reading.source import read_source
from specimens import Spec, document, outcome, read, specs

CORE = ["yes", "no", "on", "off", "NO", "010", "12:30", "1.10", "2026-11-22", "0x1F", "1e3", "true", ".inf", "1_000"]


@pytest.mark.parametrize("text", CORE)
def test_g7_scalars_stay_the_text_that_was_written(text: str) -> None:
    source, _ = read_source("f.yml", f"{text}: {text}\n".encode())
    assert source is not None
    node, found = compose(source)
    assert found == []
    assert isinstance(node, MapNode)
    ((key, value),) = node.entries
    assert isinstance(value, Scalar)
    assert (key.text, value.text) == (text, text)


def test_g7_norway_and_times_reach_the_decision() -> None:
    doc = document({"q0": {"no": "end0", "on": "end0"}})
    doc["questions"]["q0"]["options"]["no"]["label"] = "12:30"
    text = json.dumps(doc).replace('"no"', "no").replace('"on"', "on").replace('"12:30"', "12:30")
    reading = read_library({"d.yml": text.encode()})
    assert reading.diagnostics == ()
    options = reading.library.decision("d").question("q0").options
    assert [str(o.id) for o in options] == ["no", "on"]
    assert options[0].label == "12:30"


REFUSED = {
    "yaml-anchor": "a: &x b",
    "yaml-alias": "a: *x",
    "yaml-merge": "<<: {a: b}",
    "yaml-tag": "a: !x b",
    "duplicate-key": "a: b\na: c",
    "yaml-documents": "a: b\n---",
    "yaml-tab": "a:\n\tb: c",
    "yaml-syntax": "a: b: c",
}


@pytest.mark.parametrize(("code", "text"), REFUSED.items(), ids=REFUSED)
def test_g7_refused_with_line_and_column(code: str, text: str) -> None:
    reading = read_library({"d.yml": text.encode()})
    found = [d for d in reading.diagnostics if d.code == code]
    assert found
    assert found[0].place.file == "decisions/d.yml"
    assert found[0].place.line == text.count("\n") + 1
    assert found[0].hint


# Marks that turn the direction of what follows, and characters without width: see Unicode's report 36.
INVISIBLE = [*"\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\u2060\u00ad\ufeff"]


@pytest.mark.parametrize("written", [False, True], ids=["raw", "escaped"])
@pytest.mark.parametrize("mark", INVISIBLE, ids=[f"{ord(mark):04x}" for mark in INVISIBLE])
def test_g9_invisible_characters_are_refused_with_their_place(mark: str, written: bool) -> None:
    doc = document({"q0": {"a": "end0", "b": "end1"}})
    doc["questions"]["q0"]["ask"] = f"Is it{mark} wet?"
    text = json.dumps(doc, ensure_ascii=written, indent=1)
    reading = read_library({"d.yml": text.encode()})
    (told,) = reading.diagnostics
    assert told.code == "hidden-character"
    assert f"U+{ord(mark):04X}" in told.message
    assert "Is it" in text.splitlines()[told.place.line - 1]


@pytest.mark.parametrize("mark", ["\u200c", "\u200d"])
def test_g9_joiners_are_for_texts_and_not_for_ids_and_links(mark: str) -> None:
    doc = document({"q0": {"a": "end0", "b": "end1"}})
    doc["questions"]["q0"]["ask"] = f"Is it{mark}wet?"
    assert read_library({"d.yml": json.dumps(doc).encode()}).diagnostics == ()
    doc["questions"]["q0"]["rationale"] = f"See [this](https://example.org/a{mark}b)."
    doc["questions"][f"q{mark}1"] = doc["questions"]["q0"]
    told = {d.code for d in read_library({"d.yml": json.dumps(doc).encode()}).diagnostics}
    assert {"bad-id", "bad-link"} <= told


@pytest.mark.parametrize("language", ["no", "nb", "zh-Hant", "pt-BR"])
def test_h2_codes_of_languages_stay_what_was_written(language: str) -> None:
    files = {
        "library.yml": f"format: 1\nlang: {language}\n".encode(),
        "d.yml": json.dumps(document({"q0": {"a": "end0", "b": "end1"}})).encode(),
    }
    reading = read_library(files)
    assert reading.diagnostics == ()
    assert reading.library.settings.lang == language


HOSTILE = {
    "alias bomb": "a: &a [x,x]\n" + "".join(f"k{i}: &k{i} [*a,*a,*a]\n" for i in range(9000)),
    "nested brackets": "[" * 5000,
    "nested maps": "{a: " * 5000,
    "ten megabytes": "a: " + "x" * 10_000_000,
    "many values": "- a\n" * 60_000,
    "deep indentation": "\n".join(" " * i + "a:" for i in range(900)),
    "one long quoted line": 'a: "' + "\\u0041" * 160_000 + '"',
    "long plain key": "x" * 900_000,
    "many question marks": "? " * 100_000,
    "dashes": "- " * 100_000,
    "null bytes": "\0" * 1000,
    "not text": "\xff\xfe\xfd",
    "hidden everywhere": "a: " + "\u200b" * 100_000,
    "comments": "#\n" * 400_000,
    "nested quotes": "'" * 500_000,
    "long markdown": f'{{"title": "{"[" * 50_000}", "summary": "{"](" * 50_000}"}}',
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_g8_hostile_sizes_end_in_a_diagnostic(text: str) -> None:
    raw = text.encode("latin-1" if text.startswith("\xff") else "utf-8")
    began = time.process_time()
    reading = read_library({"d.yml": raw})
    assert reading.diagnostics
    assert len(reading.diagnostics) < 500
    assert time.process_time() - began < 5, "guards against a hang; the figure itself is measured in bench/"


def test_markdown_fields_of_hostile_size_end_too() -> None:
    for text in ("[" * 30_000, "*" * 30_000, "`" * 30_000, "[a](" * 10_000, "- " * 5_000, "<" * 30_000, "&#" * 9_000):
        doc = document({"q0": {"a": "end0", "b": "end0"}}, outcomes={"end0": outcome(summary=text + " x")})
        read_library({"d.yml": json.dumps(doc).encode()})


@given(st.binary(max_size=300))
def test_no_bytes_raise(raw: bytes) -> None:
    read_library({"d.yml": raw, "evidence.yml": raw, "library.yml": raw, "checklists/c.yml": raw})


@given(st.text(alphabet="ab:-{}[],#&*!|>'\"%@` \n\t?~<", max_size=80))
def test_no_text_raises(text: str) -> None:
    read_library({"d.yml": text.encode()})


@given(specs(), st.randoms(use_true_random=False))
def test_reading_does_not_depend_on_the_order_of_keys(spec: Spec, random: object) -> None:
    doc = document(spec)
    keys = list(doc)
    random.shuffle(keys)  # type: ignore[attr-defined]
    assert _facts(read({k: doc[k] for k in keys})) == _facts(read(doc))


def _facts(decision: object) -> object:
    return json.loads(json.dumps(decision.__dict__, default=_plain))  # type: ignore[attr-defined]


def _plain(value: object) -> object:
    if hasattr(value, "__dataclass_fields__") and not hasattr(value, "end_column"):
        return {k: v for k, v in value.__dict__.items() if k not in ("place", "places")}
    return "" if hasattr(value, "end_column") else str(value)


def test_every_fault_of_every_file_comes_in_one_run_sorted_by_place() -> None:
    reading = read_library(
        {"b.yml": b"title: X\nsumary: Y\nstart: q\n", "a.yml": b"a: b: c\n", "checklists/c.yml": b"title: [X]\n"}
    )
    files = [d.place.file for d in reading.diagnostics]
    assert files == sorted(files)
    assert set(files) == {"decisions/a.yml", "decisions/b.yml", "decisions/checklists/c.yml"}
    assert [d.place for d in reading.diagnostics] == sorted(d.place for d in reading.diagnostics)


def test_a_file_with_a_syntax_error_gives_one_fault_and_spoils_no_other() -> None:
    good = json.dumps(document({"q0": {"a": "x", "b": "y"}})).encode()
    reading = read_library({"good.yml": good, "bad.yml": b"a: [\n"})
    assert [d.code for d in reading.diagnostics] == ["yaml-syntax"]
    assert reading.library.broken == {"bad"}
    assert reading.library.decision("good")


def test_an_id_that_is_reserved_or_ends_in_yaml_is_told() -> None:
    reading = read_library({"index.yml": b"title: x\n", "a.yaml": b"title: x\n", "3-days.yml": b"title: x\n"})
    told = {d.place.file: d.hint for d in reading.diagnostics if d.code == "bad-id"}
    assert "days-3" in told["decisions/3-days.yml"]
    assert "Rename it to end in .yml" in told["decisions/a.yaml"]
    assert set(told) == {"decisions/index.yml", "decisions/a.yaml", "decisions/3-days.yml"}
