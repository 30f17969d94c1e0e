"""What a button of a checklist puts on the clipboard."""

from __future__ import annotations

import re

from playwright.sync_api import Page


def copied(page: Page, act: str, kind: str = "text/plain") -> str:
    """Press a button and give what it copied, once the page says that it has: writing takes its time.

    Every page of one browser shares the clipboard, so reading early would give the copy of another.
    """
    page.click(f"[data-act={act}]")
    page.locator(".cr-told", has_text=re.compile(r"^Copied\.$")).wait_for()
    return held(page, kind)


def held(page: Page, kind: str = "text/plain") -> str:
    """Give what the clipboard holds."""
    read = "async kind => (await (await navigator.clipboard.read())[0].getType(kind)).text()"
    return str(page.evaluate(read, kind))
