"""The reader takes whatever is thrown at it: mutated files never raise. Some seconds here, 10^5 in `make audit`."""

from __future__ import annotations

import os
import random
from datetime import date
from pathlib import Path

from crossroads.reading.examples import BASE, FOLDER
from crossroads.reading.library import read_library
from crossroads.reasoning.judge import judge
from crossroads.showing.report import as_json, as_text

ROOT = Path(__file__).parent.parent.parent
AUDIT = bool(os.environ.get("CROSSROADS_AUDIT"))
INPUTS = 100_000 if AUDIT else 1_500
BITS = [
    b":", b": ", b"- ", b"\n", b"\n  ", b"\t", b"{", b"}", b"[", b"]", b",", b"#", b"&a ", b"*a",
    b"!!str ", b"|\n", b">\n",
    b"'", b'"', b"~", b"null", b"? ", b"<<: ", b"---\n", b"%YAML 9\n", b"@", b"`", b"\\",
    b"\x00", b"\xff", b"\xe2\x80\xae",
    b"\xef\xbb\xbf", b"\xc2\xa0", b"<b>", b"](", b"javascript:", b"9" * 30, b"-1.5", b"yes", b"unknown", b"next: harm",
    b"was: [ship]", b"when: {harm: yes}", b"settled-by: ship", b"unit: x", b"from: 5", b"\r", b"\xe2\x80\xa8",
]  # fmt: skip


def mutated(raw: bytes, chance: random.Random) -> bytes:
    """Change a file a few times: delete, repeat, swap or insert pieces."""
    text = bytearray(raw)
    for _ in range(chance.choice((1, 1, 1, 2, 3, 8))):
        at = chance.randrange(len(text) + 1)
        length = chance.choice((0, 1, 2, 5, 20, 80))
        action = chance.randrange(4)
        if action == 0:
            del text[at : at + length]
        elif action == 1:
            text[at:at] = text[at : at + length] * chance.randrange(1, 4)
        elif action == 2:
            text[at : at + length] = chance.choice(BITS)
        else:
            other = chance.randrange(len(text) + 1)
            text[at:at] = text[other : other + length]
    return bytes(text)


def take(files: dict[str, bytes]) -> None:
    reading = read_library(files)
    found = (*reading.diagnostics, *judge(reading.library, date(2026, 11, 22)).diagnostics)
    as_text(found, reading.sources)
    as_json(found)


def test_mutated_files_never_raise() -> None:
    chance = random.Random(20261122)  # noqa: S311 - a repeatable run
    base = {name: (FOLDER / "base" / name).read_bytes() for name in BASE}
    names = [*BASE, "ship.yml", "ship.yml", "ship.yml"]
    for number in range(INPUTS):
        name = chance.choice(names)
        files = {**base, name: mutated(base[name], chance)}
        try:
            take(files)
        except Exception as error:
            raise AssertionError(f"input {number}, {name}:\n{files[name]!r}") from error


def test_mutated_real_files_never_raise() -> None:
    chance = random.Random(11)  # noqa: S311
    folder = ROOT / "decisions"
    files = {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*.yml")}
    for number in range(INPUTS // 100):
        name = chance.choice(sorted(files))
        changed = {**files, name: mutated(files[name], chance)}
        try:
            take(changed)
        except Exception as error:
            raise AssertionError(f"input {number}, {name}") from error
