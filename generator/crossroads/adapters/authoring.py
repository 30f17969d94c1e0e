"""Commands for authors: schemas for editors, a new decision, explanations, many walks at once."""

from __future__ import annotations

import csv
import io
import json
import sys
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from crossroads.adapters.trouble import Trouble, WrongUse
from crossroads.model.codes import CODES
from crossroads.model.decision import UNKNOWN, Decision
from crossroads.model.library import Library
from crossroads.reading.ids import RESERVED_STEMS, id_fault
from crossroads.reading.nearest import meant
from crossroads.reasoning.graph import Graph
from crossroads.reasoning.walk import option_for, walk
from crossroads.showing.walk_report import walk_record


def write_schemas(given: Namespace, library: Library) -> str:
    """Give the schema asked for, or write all of them into a folder."""
    from crossroads.showing.schema import FILES, editor_settings, file_schema

    decisions = {d.id: d for d in library.decisions}
    if given.out:
        folder = Path(given.out)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            for name in FILES:
                (folder / f"{name}.json").write_text(_json(file_schema(name, library)), "utf-8")
            for name, decision in decisions.items():
                (folder / f"decision.{name}.json").write_text(
                    _json(file_schema("decision", library, decision)), "utf-8"
                )
        except OSError as error:
            raise Trouble(f"Cannot write below “{folder}”: {error.strerror}.") from error
        return _json(editor_settings(folder.as_posix(), FILES)).rstrip("\n")
    if given.what in FILES:
        return _json(file_schema(given.what, library)).rstrip("\n")
    if given.what in decisions:
        return _json(file_schema("decision", library, decisions[given.what])).rstrip("\n")
    raise WrongUse(f"There is no file or decision “{given.what}”. {meant(given.what, [*FILES, *decisions], 'choices')}")


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def new_decision(given: Namespace, today: Any) -> str:
    """Write a starter decision where none stands, and say where."""
    from crossroads.showing.starter import starter

    fault = id_fault(given.id, RESERVED_STEMS)
    if fault:
        raise WrongUse(" ".join(fault))
    path = Path(given.decisions) / f"{given.id}.yml"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as stream:
            stream.write(starter(today))
    except FileExistsError as error:
        raise WrongUse(f"“{path}” is already there; nothing was changed.") from error
    except OSError as error:
        raise Trouble(f"Cannot write “{path}”: {error.strerror}.") from error
    return f"{path} is there. Edit it, and run: crossroads check"


def explain(given: Namespace) -> str:
    """Explain a code, or list all codes."""
    from crossroads.showing.explain import explain_text

    if not given.code:
        return "\n".join(f"{code:<22} {known.means}" for code, known in sorted(CODES.items()))
    if given.code not in CODES:
        raise WrongUse(f"There is no diagnostic “{given.code}”. {meant(given.code, CODES, 'codes')}")
    return explain_text(given.code)


def walk_batch(decision: Decision, graph: Graph, name: str) -> tuple[list[str], bool]:
    """Walk every case of a file; give one JSON line each, and whether every case could be read."""
    lines, fine = [], True
    for number, case in _cases(name):
        answers, faults = _read_case(decision, case)
        fine = fine and not faults
        record = walk_record(decision, graph, walk(graph, answers))
        extra = {"case": number, **({"errors": faults} if faults else {})}
        lines.append(json.dumps({**record, **extra}, ensure_ascii=False))
    return lines, fine


def _text(name: str) -> str:
    try:
        return sys.stdin.read() if name == "-" else Path(name).read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Trouble(f"“{name}” is not UTF-8 text.") from error
    except OSError as error:
        raise Trouble(f"“{name}” cannot be read: {error.strerror}.") from error


def _cases(name: str) -> Iterator[tuple[int, dict[str, Any]]]:
    text = _text(name)
    if text.lstrip()[:1] == "{":
        for number, line in enumerate(text.splitlines(), 1):
            if line.strip():
                yield number, _json_case(number, line)
        return
    reader = csv.DictReader(io.StringIO(text, newline=""))
    for row in reader:
        yield reader.line_num, {k: v for k, v in row.items() if k is not None}


def _json_case(number: int, line: str) -> dict[str, Any]:
    try:
        case = json.loads(line)
    except ValueError as error:
        raise WrongUse(f"Line {number} is not JSON: {error}.") from error
    if not isinstance(case, dict):
        raise WrongUse(f"Line {number} is not an object of answers.")
    return case


def _read_case(decision: Decision, case: dict[str, Any]) -> tuple[dict[str, str], list[str]]:
    """Read answers as people give them; an empty one is not sure, a further column is nobody's business."""
    answers: dict[str, str] = {}
    faults: list[str] = []
    for name, value in case.items():
        question = str(name).strip()
        if question not in decision.questions_by_id:
            continue
        text = UNKNOWN if value is None or str(value).strip() == "" else str(value).strip()
        option = option_for(decision, question, text)
        if option is None:
            known = [str(o.id) for o in decision.question(question).options]
            faults.append(f"“{question}” has no option “{text}”. {meant(text, known, 'options')}")
        else:
            answers[question] = option
    return answers, faults
