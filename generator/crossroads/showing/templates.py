"""Jinja templates of the package: everything is escaped, and nothing undefined passes."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from crossroads.reading.markdown import render_inline, render_markdown
from crossroads.showing.letters import letters
from crossroads.showing.records.texts import RECORDS
from crossroads.showing.words import SPOKEN, WORDS, count, span

FOLDER = Path(__file__).parent.parent / "templates"
ASSETS = Path(__file__).parent.parent / "assets"


@cache
def environment() -> Environment:
    """Make the environment once; templates are read from the package."""
    made = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
    made.filters["md"] = lambda text: Markup(render_markdown(text))  # noqa: S704 - rendered from the safe subset
    made.filters["inline_md"] = lambda text: Markup(render_inline(text))  # noqa: S704
    made.filters["json"] = inline_json
    made.filters["letters"] = letters
    made.globals.update(words=WORDS, spoken=_named(SPOKEN), records=dict(RECORDS), count=count, span=span)
    return made


def _named(words: Mapping[str, str]) -> dict[str, str]:
    """Keep the words that a script of the walk could ask for by a name that stands in it, whole or as a beginning."""
    scripts = "".join(path.read_text("utf-8") for path in sorted(ASSETS.glob("*.js")))
    names = set(re.findall(r"[\"'`]([a-z]+(?:-[a-z]+)*)-?[\"'`$]", scripts))
    return {key: words[key] for key in words if names & set(accumulate(key.split("-"), "{}-{}".format))}


def inline_json(value: Any) -> Markup:
    """Write JSON that may stand inside a script element of a page."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character, code in (("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026"), ("\u2028", "\\u2028")):
        text = text.replace(character, code)
    return Markup(text)  # noqa: S704 - no mark of HTML is left in it


def render(name: str, **values: Any) -> str:
    """Render one template."""
    return environment().get_template(name).render(**values)
