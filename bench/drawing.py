"""Measure drawing, side by side: the embedded engine cold and warm, a cache hit, and the `dot` of this machine.

Run with `python bench/drawing.py`. Ratios to the warm embedded engine travel between machines, milliseconds do not.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "drawing"))

from drawing_pictures import large

from crossroads.showing.drawing import Cache, EmbeddedEngine, Picture, SystemEngine, draw
from crossroads.showing.drawing.locker import Locker

SIZES = (6, 30, 60, 200)


def milliseconds(work: Callable[[], object], times: int) -> float:
    """Give the median time of some runs."""
    found = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        found.append((time.perf_counter() - start) * 1000)
    return statistics.median(found)


def lines(picture: Picture, folder: Path) -> dict[str, float]:
    """Measure one picture in every way that this machine has."""
    warm, cache = EmbeddedEngine(locker=Locker(folder / "locker")), Cache(folder / "cache")
    draw(picture, warm, cache)
    times = 3 if len(picture.boxes) > 100 else 7
    found = {
        "embedded, warm": milliseconds(lambda: draw(picture, warm), times),
        "embedded, module read back": milliseconds(
            lambda: draw(picture, EmbeddedEngine(locker=Locker(folder / "locker"))), times
        ),
        "embedded, module compiled": milliseconds(
            lambda: draw(picture, EmbeddedEngine(locker=Locker(Path(tempfile.mkdtemp(dir=folder))))), 1
        ),
        "cache hit": milliseconds(lambda: draw(picture, warm, cache), 200),
    }
    if shutil.which("dot"):
        found["system dot"] = milliseconds(lambda: draw(picture, SystemEngine()), times)
    return found


def main() -> None:
    """Print a table of milliseconds and of ratios to the warm embedded engine."""
    with tempfile.TemporaryDirectory() as name:
        tables = {size: lines(large(size), Path(name)) for size in SIZES}
    print("whole drawing (all layouts tried, SVG written), ms and ratio to embedded warm")
    print(f"{'boxes':28}" + "".join(f"{size:>18}" for size in SIZES))
    for way in tables[SIZES[0]]:
        cells = (f"{table[way]:9.2f} {table[way] / table['embedded, warm']:7.3f}x" for table in tables.values())
        print(f"{way:28}" + "".join(f"{cell:>18}" for cell in cells))
    if not shutil.which("dot"):
        print("system dot: not on this machine, not measured")


if __name__ == "__main__":
    main()
