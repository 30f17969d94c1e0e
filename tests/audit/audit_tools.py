"""Where the programs of the long checks are."""

from __future__ import annotations

import sys
from pathlib import Path


def program(name: str) -> str:
    """Give the path of a program that a wheel brought, such as node or npm."""
    return str(Path(sys.executable).parent / name)
