"""H8: what a walk says comes from the page's catalogue, in the forms that the page's language has."""

from __future__ import annotations

import re
from typing import Any

import pytest
from walk_model import model

pytestmark = pytest.mark.browser

# Of Unicode's CLDR: the form that goes with a count, and (as a pattern) what joins the last two of several things.
FORMS = {
    "en": ({1: "one", 2: "other", 3: "other", 4: "other"}, ",? and "),
    "pl": ({1: "one", 2: "few", 3: "few", 4: "few"}, " i "),
    "ar": ({1: "one", 2: "two", 3: "few", 4: "few"}, " و"),
    "ja": ({1: "other", 2: "other", 3: "other", 4: "other"}, "、"),
}


@pytest.mark.parametrize("language", FORMS)
def test_h8_plurals_and_lists_follow_the_language(walking: Any, language: str) -> None:
    """H8: each count takes its own form, and several outcomes are joined as the language joins them."""
    forms, joined = FORMS[language]
    walk = walking("need-at-all")
    spoken = ", ".join(f'"answered-{form}": "{form}: {{count}}"' for form in ("one", "two", "few", "many", "other"))

    def translated(route: Any) -> None:
        page = route.fetch().text().replace('<html lang="en"', f'<html lang="{language}"')
        english = r'"answered-one": ?"[^"]*", ?"answered-other": ?"[^"]*"'
        route.fulfill(body=re.sub(english, spoken, page), content_type="text/html")

    walk.page.route(walk.url, translated)
    walk.load()
    seen, lists = {}, set()
    for way in model("need-at-all").ways():
        if len(way.answers) not in seen:
            acts = [
                ("begin", None),
                *(("answer", option) for _, option in way.answers),
                ("look", None),
                ("reset", None),
            ]
            result = walk.drive(*acts)[-2]
            seen[len(way.answers)] = result["progress"]
            lists.add(bool(re.search(f"”{joined}“", result["text"])))
    assert seen == {count: f"{form}: {count}" for count, form in forms.items()}
    assert True in lists
