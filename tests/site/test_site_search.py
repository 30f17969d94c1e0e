"""The search of the theme finds a question that only a walk would show."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from served_site import Site

pytestmark = pytest.mark.browser


def test_the_words_of_a_deep_question_are_found(site: Site, page: Page) -> None:
    page.goto(site.at("decisions/choose-method/"))
    question = page.locator(".cr-outline .cr-ask").nth(4).inner_text()
    page.goto(site.at())
    page.locator(".md-search__input").click()
    page.locator(".md-search__input").press_sequentially(question.rstrip("?"))
    results = page.locator(".md-search-result__item a")
    results.first.wait_for()
    assert any("decisions/choose-method/" in (a.get_attribute("href") or "") for a in results.all())
