"""Time the main job's parts side by side in one run: parser, reading, judging. Ratios matter, times do not travel."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import yaml

from crossroads.reading.compose import compose
from crossroads.reading.library import read_library
from crossroads.reading.source import read_source
from crossroads.reasoning.judge import judge

ROOT = Path(__file__).parent.parent


def best(job: Callable[[], object], rounds: int = 7) -> float:
    """Give the shortest of several runs, in milliseconds."""
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        job()
        times.append(time.perf_counter() - began)
    return min(times) * 1000


def main() -> int:
    """Print each part's time and its ratio to the bare YAML parser."""
    folder = ROOT / "decisions"
    files = {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*.yml")}
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    library = read_library(files).library

    def events() -> None:
        for raw in files.values():
            for _ in yaml.parse(raw.decode(), Loader=loader):
                pass

    def nodes() -> None:
        for name, raw in files.items():
            source, _ = read_source(name, raw)
            if source is not None:
                compose(source)

    base = best(events)
    parts = {
        "YAML parser's events": base,
        "composed nodes with places": best(nodes),
        "library read": best(lambda: read_library(files)),
        "library judged": best(lambda: judge(library, date(2026, 11, 22))),
    }
    size = sum(len(raw) for raw in files.values())
    print(f"{len(files)} files, {size / 1000:.0f} kB, best of 7")
    for name, took in parts.items():
        print(f"{name:<30}{took:9.1f} ms {took / base:7.2f} x the parser")
    return 0


if __name__ == "__main__":
    sys.exit(main())
