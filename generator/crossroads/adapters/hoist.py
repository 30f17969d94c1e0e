"""Move the styles that pages ask for into their heads, where no browser shows a page before it has them.

They stand before the site's own styles, so that these have the last word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_STYLE = re.compile(r'<link rel="stylesheet" href="[^"]*assets/crossroads/[a-z]+\.css">\n?')


def hoisted(html: str, own: Sequence[object]) -> str:
    """Move the styles of a page up; `own` are those of the site's configuration."""
    head, mark, body = html.partition("</head>")
    found = dict.fromkeys(_STYLE.findall(body))
    if not mark or not found:
        return html
    link = re.search(rf'<link rel="stylesheet" href="[^"]*{re.escape(str(own[0]))}">', head) if own else None
    at = link.start() if link else len(head)
    return head[:at] + "".join(found) + head[at:] + mark + _STYLE.sub("", body)
