"""Print sheets: find the setting that fits, and keep what was printed."""

from __future__ import annotations

import contextlib
import functools
import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib import resources
from pathlib import Path
from typing import Final

from crossroads.showing.drawing.locker import write_whole
from crossroads.showing.paper.sheet import A4, BOTH, LETTER, Data, Density, Paper, Printed, Setting, Sheet
from crossroads.showing.paper.typesetter import Typesetter

_SUM: Final = 32
Print = Callable[[Sheet], Printed]

# From roomy to dense. Below 11 points people make mistakes, so what does not fit takes a second page and says why.
_DENSITIES: Final = tuple(
    Density(*d)
    for d in (
        (12, 1.8, 6, 2),
        (11.5, 1.5, 5, 2),
        (11, 1.4, 4.5, 2),
        (11, 1.1, 3.5, 2),
        (11, 1.1, 3.5, 1),
        (11, 0.85, 2.6, 1),
    )
)
TEXT_WIDTH: Final = 178  # millimetres
PAGES: Final = Density(11, 1.4, 4.5, 2)


def printer(typesetter: Typesetter, folder: Path) -> Print:
    """Give the function that prints sheets, each from the folder if it was printed before."""

    def made(sheet: Sheet) -> Printed:
        key = _key(sheet, typesetter)
        kept = _get(folder, key)
        if kept is None:
            kept = print_sheet(sheet, typesetter)
            _put(folder, key, kept)
        return kept

    return made


def print_sheet(sheet: Sheet, typesetter: Typesetter, paper: Paper | None = None) -> Printed:
    """Print a sheet for both papers at once, for one, or where one page of both is too small, for each."""
    if not sheet.one_page:
        return Printed(_set(sheet, typesetter, Setting(_narrow(paper or BOTH), PAGES)))
    if paper is not None:
        return Printed(_one_page(sheet, typesetter, paper))
    fitting = [_fitting(sheet, typesetter, size) for size in (BOTH, A4, LETTER)]
    if fitting[0] or not any(fitting):
        return Printed(_one_page(sheet, typesetter, BOTH))
    return Printed(_one_page(sheet, typesetter, A4), _one_page(sheet, typesetter, LETTER))


def _narrow(paper: Paper) -> Paper:
    """Keep running text narrow on every paper, so that lines stay readable."""
    return replace(paper, side=(paper.width - TEXT_WIDTH) / 2)


def _one_page(sheet: Sheet, typesetter: Typesetter, paper: Paper) -> bytes:
    """Set a sheet on one page where that can be; else on more, with the reason."""
    fitting = _fitting(sheet, typesetter, paper)
    if fitting:
        return _set(sheet, typesetter, fitting)
    return _set(sheet, typesetter, Setting(paper, PAGES), {"two-pages": sheet.too_long})


def _fitting(sheet: Sheet, typesetter: Typesetter, paper: Paper) -> Setting | None:
    settings = (Setting(paper, density) for density in _DENSITIES)
    return next((s for s in settings if typesetter.pages(sheet.template, {**sheet.data, **s.data()}) == 1), None)


def _set(sheet: Sheet, typesetter: Typesetter, setting: Setting, more: Data | None = None) -> bytes:
    return typesetter.pdf(sheet.template, {**sheet.data, **setting.data(), **(more or {})})


def _key(sheet: Sheet, typesetter: Typesetter) -> str:
    content = json.dumps([sheet.template, sheet.data, sheet.too_long], sort_keys=True)
    return hashlib.sha256("\0".join((content, typesetter.version, _code())).encode()).hexdigest()


@functools.cache
def _code() -> str:
    """Give the hash of this package, its templates and its fonts: nobody has to remember a version."""
    return hashlib.sha256(b"\0".join(_sources())).hexdigest()


def _sources() -> Iterator[bytes]:
    package = resources.files("crossroads")
    for folder, ending in ((("showing", "paper"), ".py"), (("templates",), ".typ"), (("fonts",), ".ttf")):
        for one in sorted(package.joinpath(*folder).iterdir(), key=lambda o: o.name):
            if one.name.endswith(ending):
                yield one.read_bytes()


def _get(folder: Path, key: str) -> Printed | None:
    """Give what was printed, or None where it is not there or damaged."""
    pdf = _read(folder / f"{key}.pdf")
    letter = _read(folder / f"{key}-letter.pdf")
    return None if pdf is None else Printed(pdf, letter)


def _read(path: Path) -> bytes | None:
    try:
        data = path.read_bytes()
    except OSError:
        return None
    body = data[_SUM:]
    return body if hashlib.sha256(body).digest() == data[:_SUM] else None


def _put(folder: Path, key: str, printed: Printed) -> None:
    """Keep the bytes; the letter goes first, so that a kept sheet is never without it."""
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        for name, body in ((f"{key}-letter.pdf", printed.letter), (f"{key}.pdf", printed.pdf)):
            if body is not None:
                write_whole(folder / name, hashlib.sha256(body).digest() + body)
