"""The walk's script as a page gets it, but for one line that lets a test call what it reasons with."""

from __future__ import annotations

from crossroads.showing.pages import WALK, pressed

OPENED = "window.reasoning = { walk, questionsLeft, sensitivity, holds, press, checksum, sealed };"


def script() -> str:
    """Give the finished script."""
    return pressed(WALK, OPENED).decode("utf-8")
