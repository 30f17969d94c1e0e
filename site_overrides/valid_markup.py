"""Take out what the HTML standard does not allow in the theme's base template, where no block can be overridden."""

from __future__ import annotations

import re
from typing import Any

_TOGGLE = re.compile(r'(<input class="md-toggle"[^>]*?type="checkbox"[^>]*?) autocomplete="off">')


def on_post_page(output: str, **_: Any) -> str:
    """Mend a page: a checkbox cannot be completed by the browser."""
    return _TOGGLE.sub(r"\1>", output)


def on_post_template(output_content: str, template_name: str, **_: Any) -> str:
    """Mend the error page."""
    return on_post_page(output_content) if template_name.endswith(".html") else output_content
