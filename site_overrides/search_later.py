"""Shorten the index of the search, and leave an empty one where the theme loads it with every page.

The worker `assets/javascripts/workers/later.js` asks for the full one. A host that knows no hooks serves the theme's
own index, with which that worker works as well.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority

ENOUGH = 3  # new words, for a sentence to be kept whole
FEW = 8  # words left of other sentences, in a paragraph


@event_priority(-100)
def on_post_build(config: MkDocsConfig) -> None:
    """Move the index once the search plugin has written it."""
    place = Path(config.site_dir) / "search" / "search_index.json"
    index = json.loads(place.read_text("utf-8"))
    place.with_name("index.json").write_text(_json({**index, "docs": shorter(index["docs"])}), "utf-8")
    place.write_text(_json({**index, "docs": []}), "utf-8")


def shorter(docs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Keep each page's questions and each of its words; of a sentence with few new words, those words alone.

    A sentence is a paragraph, because the theme shows the paragraphs in which it finds something, whole.
    """
    seen: dict[str, set[str]] = defaultdict(set)
    return [{**doc, "text": _short(doc["text"], seen[doc["location"].split("#")[0]])} for doc in docs]


def _short(text: str, seen: set[str]) -> str:
    plain = re.sub(r"</?(?:a|abbr|b|code|em|i|kbd|strong)\b[^>]*>", "", text)
    whole: list[str] = []
    rest: list[str] = []
    for sentence in re.split(r"(?<=[.?!:])\s+|\s*(?:<[^>]+>\s*)+", " ".join(plain.split())):
        new = [word for word in dict.fromkeys(re.findall(r"\w{3,}", sentence)) if word.lower() not in seen]
        seen.update(word.lower() for word in new)
        if "?" in sentence or len(new) >= ENOUGH:
            whole.append(sentence)
        else:
            rest += new
    few = (" ".join(rest[at : at + FEW]) for at in range(0, len(rest), FEW))
    return "".join(f"<p>{part}</p>" for part in (*whole, *few) if part)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
