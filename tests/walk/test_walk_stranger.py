"""The walk in a stranger's site: the stock theme, with instant navigation and anchor tracking switched on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from walk_model import DECISIONS, model
from walk_page import WalkPage

from served_site import build, served

pytestmark = pytest.mark.browser

TEMPLATES = DECISIONS.parent / "generator" / "crossroads" / "templates"
CONFIG = """
site_name: Elsewhere
site_url: !ENV SITE_URL
docs_dir: {docs}
theme:
  name: material
  font: false
  features: [navigation.instant, navigation.tracking]
plugins:
  - crossroads: {{decisions: {decisions}}}
markdown_extensions: [attr_list, md_in_html]
"""

COVERS = """---
covers: [S3.8, S3.9, S7.6, S7.7, S7.8]
---
"""
"""Where the source document comes from is told by a page of ours, and no rule can encode it."""


@pytest.fixture(scope="module")
def stranger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Build and serve the stranger's site."""
    folder: Path = tmp_path_factory.mktemp("stranger")
    (folder / "docs").mkdir()
    (folder / "docs" / "index.md").write_text(COVERS + "# Elsewhere\n\n[A decision](decisions/need-at-all.md)\n")
    config = folder / "mkdocs.yml"
    config.write_text(CONFIG.format(docs=folder / "docs", decisions=DECISIONS))
    with served(folder / "site") as url:
        build(folder / "site", url, config)
        yield url


def test_a31_the_theme_takes_the_drawing_as_it_is() -> None:
    """The stock theme breaks off on `<a href>` in SVG; `<a xlink:href>` it leaves alone."""
    template = TEMPLATES / "drawing.svg.jinja"
    assert not re.search(r"<a [^>]*(?<!:)href=", template.read_text())


def enter(walk: WalkPage) -> None:
    walk.page.get_by_role("link", name="A decision").click()
    walk.page.wait_for_selector("crossroads-walk .cr-start")
    walk.page.wait_for_function("document.querySelector('crossroads-walk').data")


def leave(walk: WalkPage) -> None:
    walk.page.locator(".md-header a.md-logo").click()
    walk.page.wait_for_function("!document.querySelector('crossroads-walk')")


def test_a31_instant_navigation_leaves_one_working_walk(new_page: Any, stranger: str) -> None:
    walk = WalkPage(new_page(), stranger)
    walk.load()
    walk.page.evaluate("window.same = true")
    for _ in range(3):
        enter(walk)
        before = walk.page.evaluate("history.length")
        walk.start()
        assert walk.page.evaluate("history.length") == before + 1
        walk.answer("enough", "below-target")
        assert walk.page.evaluate("history.length") == before + 3
        assert walk.look()["heading"] == model("need-at-all").text("simpler-way")
        walk.page.go_back()
        assert walk.look()["heading"] == model("need-at-all").text("best-prompt")
        leave(walk)
        assert walk.page.title() == "Elsewhere"
    assert walk.page.evaluate("window.same") is True


def test_a31_a_state_link_is_walked_on_arrival(new_page: Any, stranger: str) -> None:
    walk = WalkPage(new_page(), stranger + "decisions/need-at-all/")
    walk.load()
    digits = walk.digits()
    walk.load(f"#~{digits}&test-set=too-few")
    assert walk.look()["heading"] == model("need-at-all").text("define")
    assert walk.focus()["covered"] is False


def test_a19_anchor_tracking_does_not_take_the_address(new_page: Any, stranger: str) -> None:
    walk = WalkPage(new_page(viewport={"width": 1280, "height": 700}), stranger + "decisions/need-at-all/")
    walk.load()
    walk.start()
    walk.answer("enough")
    state = walk.look()["hash"]
    for _ in range(4):
        walk.page.mouse.wheel(0, 700)
        walk.page.wait_for_timeout(300)
    walk.page.wait_for_timeout(700)
    walk.page.wait_for_function("h => location.hash === h", arg=state)
    walk.page.reload()
    assert walk.look()["heading"] == model("need-at-all").text("best-prompt")
