"""Time the comparison of versions: growth, another order of the questions, many decisions. Ratios matter."""

from __future__ import annotations

import copy
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

import yaml

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from crossroads.adapters.files import Folder
from crossroads.adapters.review import compared
from crossroads.reading.library import read_library
from crossroads.reasoning.changes.compare import compare
from crossroads.reasoning.changes.library_change import changes
from crossroads.reasoning.changes.space import Space, Version
from crossroads.reasoning.lower import lower
from specimens import Spec, document, read


def timed(job: Callable[[], object], rounds: int = 3) -> float:
    """Give the shortest of several runs, in milliseconds."""
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        job()
        times.append(time.perf_counter() - began)
    return min(times) * 1000


def lattice(width: int, turned: bool = False) -> Spec:
    """Make a decision whose routes part and join; `turned` changes every two neighbours about, and moves one edge."""
    order = list(range(width))
    if turned:
        order = [i ^ 1 if i ^ 1 < width else i for i in order]
    spec: Spec = {}
    for place, index in enumerate(order):
        after = f"q{order[place + 1]}" if place + 1 < width else "end"
        spec[f"q{index}"] = {"a": f"p{index}", "b": after, "c": "stop"}
        spec[f"p{index}"] = {"a": after, "b": "end" if turned and place == width // 2 else "stop"}
    return spec


def space(old: Spec, new: Spec) -> Space:
    """Put two versions into their common space."""
    sides = []
    for spec in (old, new):
        decision = read(document(spec))
        sides.append(Version(decision, lower(decision).graph))
    return Space(*sides)


def growth() -> None:
    """Compare two versions of growing decisions."""
    print("Comparing two versions of a decision:")
    for width in (8, 16, 30, 60):
        old = lattice(width)
        new = copy.deepcopy(old)
        new[f"p{width // 2}"]["b"] = "end"
        both, turned = space(old, new), space(old, lattice(width, turned=True))
        one, two = timed(lambda s=both: compare(s)), timed(lambda s=turned: compare(s), 1)
        found = compare(turned)
        told = f"{found.changed:.1e} moved" if found.analysed else "not analysed"
        print(f"  {2 * width:>4} questions, {6**width:.0e} combinations: one edge {one:7.1f} ms;", end=" ")
        print(f"questions in another order {two:8.1f} ms ({told})")


def many() -> None:
    """Compare two libraries of 500 decisions, 50 of them edited."""
    spec = {f"q{i}": {"a": f"q{i + 1}" if i < 29 else "end", "b": "stop"} for i in range(30)}
    edited = copy.deepcopy(spec)
    edited["q15"]["b"] = "end"
    raw, other = (json.dumps(document(s), indent=1).encode() for s in (spec, edited))
    old = {f"d{n}.yml": raw for n in range(500)}
    new = {f"d{n}.yml": other if n < 50 else raw for n in range(500)}
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    differing = [*list(old.values())[:50], *list(new.values())[:50]]
    parser = timed(lambda: [list(yaml.parse(r.decode(), Loader=loader)) for r in differing], 1)
    whole = timed(lambda: compared(Folder("decisions", old, ()), Folder("decisions", new, ())), 1)
    both = read_library({n: r for n, r in old.items() if r != new[n]}), read_library(dict(list(new.items())[:50]))
    comparing = timed(lambda: changes(both[0].library, both[1].library), 1)
    print(f"50 of 500 decisions of 30 questions edited: {whole:.0f} ms,", end=" ")
    print(f"of which comparing {comparing / whole:.0%} and the bare YAML parser {parser / whole:.0%}")


def main() -> int:
    """Run all."""
    growth()
    many()
    return 0


if __name__ == "__main__":
    sys.exit(main())
