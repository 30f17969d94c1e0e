"""Put a finished site in the place of the last one, whole, in one step where the system can do that."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def _exchange(one: Path, two: Path) -> bool:
    """Let two folders change places in one step (Linux); False where that cannot be done."""
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    done: int = rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(two), _RENAME_EXCHANGE)
    return done == 0


def publish(fresh: Path, place: Path) -> None:
    """Move `fresh` to `place`; what stood there is gone only after the new one stands."""
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        fresh.rename(place)
    elif _exchange(fresh, place):
        shutil.rmtree(fresh)
    else:
        old = place.with_name(f".{place.name}.old")
        shutil.rmtree(old, ignore_errors=True)
        place.rename(old)
        fresh.rename(place)
        shutil.rmtree(old)


def main() -> int:
    """Publish argv[1] at argv[2] and say where it is."""
    fresh, place = Path(sys.argv[1]), Path(sys.argv[2])
    publish(fresh, place)
    sys.stdout.write(f"The site is in {place}/ (open {place}/index.html, or run “make serve”).\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
