"""Commands that trade with other tools: one decision out, a decision table in."""

from __future__ import annotations

import os
import shutil
import sys
from argparse import Namespace
from datetime import date
from pathlib import Path

from crossroads.adapters.trouble import Trouble, WrongUse
from crossroads.model.decision import Decision
from crossroads.model.diagnostic import Diagnostic, Severity, in_order
from crossroads.reading.library import read_library
from crossroads.reasoning.graph import Graph
from crossroads.reasoning.judge import judge


def export_decision(given: Namespace, decision: Decision, graph: Graph) -> None:
    """Write a decision in the format asked for, to standard output or whole to a file."""
    from crossroads.adapters.hand import drawing_hand
    from crossroads.showing.drawing import DrawingError
    from crossroads.showing.export_table import TooManyRows
    from crossroads.showing.exports import export

    try:
        content = export(graph, decision, given.to, drawing_hand())
    except TooManyRows as error:
        raise WrongUse(str(error)) from error
    except DrawingError as error:
        raise Trouble(str(error)) from error
    if given.out in (None, "-"):
        _print(content)
        return
    try:
        _write_whole(Path(given.out), content)
    except OSError as error:
        raise Trouble(f"Cannot write “{given.out}”: {error.strerror or error}.") from error


def import_csv(given: Namespace, today: date) -> int:
    """Print the YAML for a table in CSV; 1 where `check` would find an error in it, such as a gap."""
    from crossroads.showing.imports import BadTable, import_table
    from crossroads.showing.report import safe

    try:
        text = import_table(_read(given.file), today)
    except BadTable as error:
        raise WrongUse(safe(f"{given.file}: {error}")) from error
    found = _found(text, today)
    for one in found:
        if one.code == "over-limit":
            raise WrongUse(f"The table is too large for one decision. {one.message}")
    _print(text.encode())
    for one in found:
        sys.stderr.write(safe(f"crossroads: “crossroads check” will say: {one.message} {one.hint}") + "\n")
    return int(bool(found))


def _found(text: str, today: date) -> list[Diagnostic]:
    """List the errors of a decision in a library of its own."""
    reading = read_library({"imported.yml": text.encode()})
    every = in_order((*reading.diagnostics, *judge(reading.library, today).diagnostics))
    return [one for one in every if one.severity is Severity.ERROR]


def _read(name: str) -> bytes:
    from crossroads.showing.import_sheet import MAX_BYTES

    try:
        if name == "-":
            return sys.stdin.buffer.read(MAX_BYTES + 1)
        with Path(name).open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise Trouble(f"“{name}” cannot be read: {error.strerror}.") from error


def _print(content: bytes) -> None:
    """Write bytes as they are: CSV has line ends of its own, and every format is UTF-8."""
    sys.stdout.flush()
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def _write_whole(path: Path, content: bytes) -> None:
    """Put a finished file in the place of the old one in one step; what is no plain file is written to."""
    target = path.resolve()
    if target.exists() and not target.is_file():
        target.write_bytes(content)
        return
    beside = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        beside.write_bytes(content)
        if target.exists():
            shutil.copymode(target, beside)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
