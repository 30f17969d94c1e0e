"""The direction of the floors: nothing imports from a floor above, and nothing imports in a circle."""

from __future__ import annotations

import ast
from graphlib import TopologicalSorter
from pathlib import Path

import crossroads

ROOT = Path(crossroads.__file__).parent
FLOORS = ["model", "reading", "reasoning", "showing", "adapters"]
FILES = sorted(ROOT.rglob("*.py"))


def name_of(path: Path) -> str:
    parts = ("crossroads", *path.relative_to(ROOT).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {a.name for a in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{path}: a relative import"
            found.add(node.module)
            found |= {f"{node.module}.{a.name}" for a in node.names}
    return {f for f in found if f.startswith("crossroads.")}


def floor(name: str) -> int:
    parts = name.split(".")
    return FLOORS.index(parts[1]) if len(parts) > 1 and parts[1] in FLOORS else -1


def test_no_file_imports_from_a_floor_above() -> None:
    upward = [
        f"{name_of(path)} imports {name}"
        for path in FILES
        for name in imports(path)
        if 0 <= floor(name_of(path)) < floor(name)
    ]
    assert upward == []


def test_no_circle() -> None:
    modules = {name_of(p): p for p in FILES}
    TopologicalSorter({n: imports(p) & (modules.keys() - {n}) for n, p in modules.items()}).prepare()


def test_only_one_place_starts_processes() -> None:
    starts = [
        name_of(p)
        for p in FILES
        if any(word in p.read_text("utf-8") for word in ("import subprocess", "os.system", "popen"))
    ]
    assert len(starts) <= 1, starts
