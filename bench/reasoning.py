"""Time the reasoning: against listing the answer space where that is possible, as growth where it is not."""

from __future__ import annotations

import itertools
import json
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import yaml

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "reading"))

from test_yaml import HOSTILE

from crossroads.reading.library import read_library
from crossroads.reasoning.counts import outcome_counts
from crossroads.reasoning.judge import judge
from crossroads.reasoning.lower import lower
from crossroads.reasoning.statistics import statistics
from specimens import Spec, document, oracle, outcome, read

TODAY = date(2026, 11, 22)


def best(job: Callable[[], object], rounds: int = 3) -> float:
    """Give the shortest of several runs, in milliseconds."""
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        job()
        times.append(time.perf_counter() - began)
    return min(times) * 1000


def lattice(width: int) -> Spec:
    """Make a decision whose routes part and join: three options, then two, `width` times."""
    spec: Spec = {}
    for index in range(width):
        after = f"q{index + 1}" if index + 1 < width else "end"
        spec[f"q{index}"] = {"a": f"p{index}", "b": after, "c": "stop"}
        spec[f"p{index}"] = {"a": after, "b": "stop"}
    return spec


def against_listing() -> None:
    """Count by the graph and by listing."""
    print("Counting against listing the answer space:")
    for width in (3, 4, 5):
        spec = lattice(width)
        decision = read(document(spec))

        def listed(spec: Spec = spec) -> Counter[str]:
            names = list(spec)
            every = itertools.product(*(spec[q] for q in names))
            return Counter(oracle(spec, dict(zip(names, choice, strict=True))) for choice in every)

        one, two = best(lambda d=decision: outcome_counts(lower(d).graph, d)), best(listed, 1)
        assert outcome_counts(lower(decision).graph, decision) == dict(listed())
        print(f"  {6**width:>10,} combinations {one:8.2f} ms against {two:10.2f} ms: {two / one:8.1f} times")


def growth() -> None:
    """Read, judge and count decisions that grow."""
    print("Reading, judging and stats of growing decisions:")
    for width in (15, 30, 60):
        raw = {"d.yml": json.dumps(document(lattice(width))).encode()}
        library = read_library(raw).library
        decision = library.decision("d")
        took = (
            best(lambda r=raw: judge(read_library(r).library, TODAY)),
            best(lambda d=decision: statistics(d, lower(d))),
        )
        print(f"  {2 * width:>4} questions, {6**width:.0e} combinations: {took[0]:8.1f} ms and {took[1]:8.1f} ms")


def table() -> None:
    """Lower a table that names every case."""
    rules = [
        {
            "when": {f"q{i}": f"o{(n // 3**i) % 3}" for i in range(6)},
            "next": f"end{sum((n // 3**i) % 3 for i in range(6)) % 4}",
        }
        for n in range(729)
    ]
    names = [f"q{i}" for i in range(6)]
    options = {f"o{o}": {"label": f"o{o}"} for o in range(3)}
    doc = document({"x": {"a": "end0", "b": "end1"}})
    doc |= {"start": "t", "questions": {q: {"ask": q, "rationale": "r", "options": options} for q in names}}
    doc |= {
        "tables": {"t": {"asks": names, "rules": rules}},
        "outcomes": {f"end{i}": outcome(title=f"{i}") for i in range(4)},
    }
    decision = read(doc)
    print(f"A table of 729 rules over 6 questions: {best(lambda: statistics(decision, lower(decision))):.1f} ms")


def thousand() -> None:
    """Read and judge many decisions, beside the bare YAML parser."""
    spec = {f"q{i}": {"a": f"q{i + 1}" if i < 29 else "end", "b": "stop"} for i in range(30)}
    raw = json.dumps(document(spec), indent=1).encode()
    files = {f"d{number}.yml": raw for number in range(200)}
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    parser = best(lambda: [list(yaml.parse(r.decode(), Loader=loader)) for r in files.values()], 1)
    whole = best(lambda: judge(read_library(files).library, TODAY), 1)
    print(f"200 decisions of 30 questions: {whole:.0f} ms, of which the YAML parser alone takes {parser / whole:.0%}")


def start_up() -> None:
    """Time the command for one file, beside a bare Python."""
    folder = Path(__file__).parent.parent / "generator/crossroads/examples/base"
    command = [sys.executable, "-m", "crossroads", "check", "--decisions", str(folder), "--today", "2026-11-22"]
    # Compiled modules are kept, as they are on people's machines.
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    bare = best(lambda: subprocess.run([sys.executable, "-c", "pass"], check=True), 5)
    whole = best(lambda: subprocess.run(command, check=True, capture_output=True, env=kept), 5)
    print(f"crossroads check of a small folder: {whole:.0f} ms, {whole / bare:.1f} times a bare Python")


def hostile() -> None:
    """Time what is refused."""
    slowest = max(
        (best(lambda t=t: read_library({"d.yml": t.encode("utf-8", "replace")}), 1), name)
        for name, t in HOSTILE.items()
    )
    print(f"Slowest of {len(HOSTILE)} hostile files: {slowest[1]}, {slowest[0]:.0f} ms")


def main() -> int:
    """Run all."""
    for part in (against_listing, growth, table, thousand, start_up, hostile):
        part()
    return 0


if __name__ == "__main__":
    sys.exit(main())
