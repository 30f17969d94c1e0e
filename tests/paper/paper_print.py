"""Pages as a real Chromium prints them, and the squares that are found in the ink."""

from __future__ import annotations

from typing import Any

from paper_reader import MM, Sheet
from playwright.sync_api import Browser

from served_site import Site

SIZES = {"A4": (210.0, 297.0), "Letter": (215.9, 279.4)}
_kept: dict[Any, Sheet] = {}


def printed(
    browser: Browser,
    site: Site,
    address: str,
    paper: str = "A4",
    scheme: str = "light",
    backgrounds: bool = False,
    act: str = "",
) -> Sheet:
    """Print a page; what was printed once is kept."""
    key = (address, paper, scheme, backgrounds, act)
    if key not in _kept:
        context = browser.new_context(color_scheme=scheme)  # type: ignore[arg-type]
        page = context.new_page()
        page.goto(site.at(address))
        if act:
            page.evaluate(act)
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        _kept[key] = Sheet(page.pdf(format=paper, print_background=backgrounds))
        context.close()
    return _kept[key]


def words(text: str) -> str:
    """Give a text without its blanks, which a line's end may swallow or add."""
    return "".join(text.split())


def squares(sheet: Sheet, page: int) -> list[tuple[float, bool]]:
    """Find the squares at the left edge by their ink: side in millimetres, and whether anything is drawn in them."""
    picture, scale = sheet.picture(page, 300), 300 / 72
    left = min(c["x0"] for c in sheet.chars(page))
    column, found, y = round((left + 1.5 * MM) * scale), [], 0
    while y < picture.height - 80:
        dark = picture.getpixel((column, y)) < 100 and picture.getpixel((column + 8, y)) < 100
        down = next((n for n in range(40, 75) if dark and _row(picture, column, y + n)), 0)
        side = _side(picture, column, y + 12) if down else 0
        if down and abs(side - down) < 8 and _border(picture, column, y, down):
            inner = picture.crop((column - 6, y + 8, column + 22, y + down - 8))
            found.append((side / 300 * 25.4, inner.getextrema()[0] < 128))
            y += down
        y += 1
    return found


def _row(picture: Any, x: int, y: int) -> bool:
    return all(picture.getpixel((x + step, y)) < 100 for step in (0, 10, 20))


def _border(picture: Any, x: int, y: int, down: int) -> bool:
    """Tell whether an unbroken line goes down at the left: letters have none of that height."""
    return any(all(picture.getpixel((i, y + n)) < 128 for n in range(2, down - 2)) for i in range(x - 30, x))


def _side(picture: Any, x: int, y: int) -> int:
    """Measure from the left border to the right border, on a height where nothing else is."""
    row = [picture.getpixel((i, y)) < 128 for i in range(x - 30, x + 60)]
    dark = [i for i, ink in enumerate(row) if ink]
    return dark[-1] - dark[0] if dark else 0
