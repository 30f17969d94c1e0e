"""Diagnostics for other programs: GitHub's annotations, and SARIF 2.1.0."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from crossroads import __version__
from crossroads.model.codes import CODES
from crossroads.model.diagnostic import Diagnostic
from crossroads.model.place import Place

_GITHUB = {"error": "error", "warning": "warning", "note": "notice"}
SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def as_github(diagnostics: Iterable[Diagnostic]) -> str:
    """Write a workflow command for each diagnostic, so that it shows at its line in a pull request."""
    return "\n".join(_annotation(d) for d in diagnostics)


def _annotation(d: Diagnostic) -> str:
    return annotation(_GITHUB[d.severity], d.place, d.code, f"{d.message} {d.hint}")


def annotation(level: str, place: Place, title: str, text: str) -> str:
    """Write one workflow command: `level` is error, warning or notice."""
    fields = {
        "file": place.file,
        "line": place.line,
        "col": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
        "title": title,
    }
    shown = ",".join(f"{name}={_property(str(value))}" for name, value in fields.items())
    return f"::{level} {shown}::{_data(text)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_sarif(diagnostics: Iterable[Diagnostic]) -> str:
    """Write diagnostics as one SARIF run; paths are relative to the repository."""
    shown = list(diagnostics)
    codes = sorted({d.code for d in shown})
    driver = {
        "name": "Crossroads",
        "semanticVersion": __version__,
        "rules": [_rule(code) for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(d, codes.index(d.code)) for d in shown],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1)


def _rule(code: str) -> dict[str, Any]:
    known = CODES[code]
    return {
        "id": code,
        "shortDescription": {"text": known.means[0].upper() + known.means[1:] + "."},
        "defaultConfiguration": {"level": known.severity},
        "properties": {"class": "fault" if known.fault else "finding"},
    }


def _result(d: Diagnostic, index: int) -> dict[str, Any]:
    place = d.place
    region = {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }
    location = {"physicalLocation": {"artifactLocation": {"uri": _uri(place.file)}, "region": region}}
    return {
        "ruleId": d.code,
        "ruleIndex": index,
        "level": str(d.severity),
        "message": {"text": f"{d.message} {d.hint}"},
        "locations": [location],
        "partialFingerprints": {"crossroads/v1": d.fingerprint},
    }


def _uri(path: str) -> str:
    return quote(path, safe="/")
