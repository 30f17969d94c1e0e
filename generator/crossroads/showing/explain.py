"""What a diagnostic means, with an example that is run while it is explained."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from crossroads.model.codes import CODES
from crossroads.reading.examples import FOLDER, Example, examples
from crossroads.reading.library import read_library
from crossroads.reasoning.judge import judge
from crossroads.showing.report import as_text, safe

LIBRARY = "library.yml"
EXAMPLE_DAY = date(2026, 11, 22)


@dataclass(frozen=True)
class Shown:
    """One example as it is shown: the file, the faulty piece, the report of it, the mended piece."""

    file: str
    fails: str
    report: str
    silent: str


def show(example: Example) -> Shown:
    """Run an example and give what it shows."""
    reading = read_library(example.library("fails"))
    found = [*reading.diagnostics, *judge(reading.library, EXAMPLE_DAY).diagnostics]
    own = [d for d in found if d.code == example.code]
    report = as_text(own[:1], reading.sources).rsplit("\n", 1)[0].rstrip()
    beside = _beside(example)
    fails, silent = (_piece(pieces) + beside for pieces in (example.fails, example.silent))
    return Shown(f"decisions/{example.file}", fails, report, silent)


def _beside(example: Example) -> str:
    """Show what the example's library says beyond that of the base."""
    plain = (FOLDER / "base" / LIBRARY).read_text("utf-8").split("\n")
    more = [line for line in example.also.get(LIBRARY, "").split("\n") if line not in plain]
    return "\n".join(("", f"# and in decisions/{LIBRARY}:", *more)) if more else ""


def _piece(pieces: tuple[str, ...]) -> str:
    shown = [p.strip("\n") for p in pieces if p.strip()]
    return "\n…\n".join(_indented(p) for p in shown) or "(the line is missing)"


def _indented(piece: str) -> str:
    """Take off what all lines but the first have in common, so that a piece stands by itself."""
    lines = piece.split("\n")
    return "\n".join(safe(line) for line in lines)


def explain_text(code: str) -> str:
    """Explain a code as the terminal shows it; KeyError for a code that there is not."""
    known = CODES[code]
    kind = "fault: nothing is computed for that file" if known.fault else "finding: the file still works"
    lines = [f"{code} ({known.severity}; {kind})", "", f"It means: {known.means}."]
    for example in examples(code)[:2]:
        shown = show(example)
        lines += ["", f"Wrong, in {shown.file}:", "", *_block(shown.fails)]
        lines += ["", "What is said:", "", *_block(shown.report), "", "Right:", "", *_block(shown.silent)]
    return "\n".join(lines)


def _block(text: str) -> list[str]:
    return [f"    {line}" for line in text.split("\n")]
