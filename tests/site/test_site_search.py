"""The search of the theme finds a question that only a walk would show."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Browser, Page

from served_site import Site

pytestmark = pytest.mark.browser


def test_the_words_of_a_deep_question_are_found(site: Site, page: Page) -> None:
    """A32: whatever the question, its words lead to its page."""
    page.goto(site.at("decisions/choose-method/"))
    question = page.locator(".cr-outline .cr-ask").nth(4).inner_text()
    page.goto(site.at())
    page.locator(".md-search__input").click()
    page.locator(".md-search__input").press_sequentially(question.rstrip("?"))
    results = page.locator(".md-search-result__item a")
    results.first.wait_for()
    assert any("decisions/choose-method/" in (a.get_attribute("href") or "") for a in results.all())


@pytest.mark.parametrize("address", ["", "decisions/need-at-all/", "checklists/retrieval/", "evidence/"])
@pytest.mark.parametrize("width", [1280, 390])
def test_the_themes_script_sleeps_until_somebody_searches(
    site: Site, browser: Browser, address: str, width: int
) -> None:
    """F5: it is not asked for before; then it finds what was typed, and puts the results away."""
    context = browser.new_context(viewport={"width": width, "height": 800})
    page, asked = context.new_page(), list[str]()
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site.at(address), wait_until="networkidle")
    assert [url for url in asked if "bundle" in url] == []
    field = page.locator(".md-search__input")
    if width < 960:
        page.locator("label.md-header__button[for=__search]").click()
    else:
        field.click()
    page.keyboard.type("retrieval")
    page.locator(".md-search-result__item a").first.wait_for()
    assert len([url for url in asked if "bundle" in url]) == 1
    page.keyboard.press("Escape")
    page.wait_for_function("!document.getElementById('__search').checked", timeout=5000)
    context.close()


def test_the_short_index_has_every_word_of_every_page(site: Site) -> None:
    """A32, F3: an index without repetitions loses no word of the text that it was made from."""
    index = json.loads((site.folder / "search" / "index.json").read_text("utf-8"))
    indexed = {doc["location"].split("#")[0]: "" for doc in index["docs"]}
    for doc in index["docs"]:
        indexed[doc["location"].split("#")[0]] += f" {doc['title']} {doc['text']}".lower()
    for path in site.folder.glob("decisions/*.json"):
        data = json.loads(path.read_text("utf-8"))
        page = indexed.get(f"decisions/{path.stem}/", "")
        for outcome in data.get("outcomes", {}).values():
            words = re.findall(r"\w{3,}", outcome["summary"])
            assert [word for word in words if word.lower() not in page] == [], path.stem


@pytest.mark.parametrize(("word", "width"), [("retrieval", 1280), ("evidence", 390)])
def test_results_show_sentences_and_not_pages(site: Site, browser: Browser, word: str, width: int) -> None:
    """A32: several results fit a window, and what is for paper alone is not among them."""
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(site.at())
    if width < 960:
        page.locator("label.md-header__button[for=__search]").click()
    page.locator(".md-search__input").click()
    page.keyboard.type(word)
    page.locator(".md-search-result__item a").first.wait_for()
    page.wait_for_timeout(300)
    results = page.locator(".md-search-result__item").all()[:6]
    assert len(results) > 3
    assert max(result.bounding_box()["height"] for result in results) <= 400  # type: ignore[index]
    assert page.get_by_text("Outcome (letter)").count() == 0
    page.close()
