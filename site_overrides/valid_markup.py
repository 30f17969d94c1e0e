"""Mend the theme's markup where no block can be overridden: boxes cannot be completed, and dialogs need a name.

Firefox heeds the attribute all the same and would bring back old ticks without it, so `assets/site.js` puts it on.
"""

from __future__ import annotations

import re
from typing import Any

_DIALOG = '<div class="md-search" data-md-component="search" role="dialog"'
_BOX = re.compile(r'(<input\b[^>]*\btype="(?:checkbox|radio)"[^>]*?) autocomplete="off"')


def on_post_page(output: str, **_: Any) -> str:
    """Mend a page."""
    return _BOX.sub(r"\1", output).replace(_DIALOG, f'{_DIALOG} aria-label="Search"')


def on_post_template(output_content: str, template_name: str, **_: Any) -> str:
    """Mend the error page."""
    return on_post_page(output_content) if template_name.endswith(".html") else output_content
