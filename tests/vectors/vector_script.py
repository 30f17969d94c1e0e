"""The walk's script as a page gets it."""

from __future__ import annotations

from crossroads.showing.pages import SCRIPT, assets


def script() -> str:
    """Give the finished script."""
    return next(a for a in assets() if a.uri == SCRIPT).content.decode("utf-8")
