"""Styles that pages ask for: where MkDocs puts them, and that every kind of page gets all it wears."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from crossroads.adapters.hoist import hoisted
from crossroads.showing.pages import STYLES, assets, style_link, style_uri

PAGE = '<head><link rel="stylesheet" href="main.css">{own}</head><body>{asked}<p>Words</p></body>'
OWN = '<link rel="stylesheet" href="../assets/site.css">'
ASKED = style_link("../assets/crossroads/page.css")
PACKAGE = Path(__file__).parent.parent.parent / "generator" / "crossroads"


def test_a_style_moves_before_the_site_s_own() -> None:
    moved = hoisted(PAGE.format(own=OWN, asked=ASKED), ["assets/site.css"])
    assert moved == PAGE.format(own=ASKED + OWN, asked="")


def test_a_style_moves_to_the_end_of_the_head_where_the_site_has_none() -> None:
    assert hoisted(PAGE.format(own="", asked=ASKED), []) == PAGE.format(own=ASKED, asked="")


def test_two_kinds_on_a_page_are_asked_for_once_each() -> None:
    other = style_link("../assets/crossroads/checklist.css")
    moved = hoisted(PAGE.format(own="", asked=ASKED + other + ASKED), [])
    assert moved == PAGE.format(own=ASKED + other, asked="")


@pytest.mark.parametrize("html", ["<p>No head</p>" + ASKED, PAGE.format(own=OWN, asked="")])
def test_other_pages_stay_as_they_are(html: str) -> None:
    assert hoisted(html, ["assets/site.css"]) == html


def test_each_kind_of_page_gets_a_rule_for_each_class_that_has_one_somewhere() -> None:
    """A class that a template writes and some style knows must be known to the style of that template's page."""
    told = {made.uri: made.content.decode() for made in assets()}
    known = {kind: set(re.findall(r"\.(cr-[a-z-]+)", told[style_uri(kind)])) for kind in STYLES}
    anywhere = set().union(*known.values())
    for kind, templates in TEMPLATES.items():
        texts = "".join((PACKAGE / "templates" / f"{name}.html.jinja").read_text("utf-8") for name in templates)
        written = set(re.findall(r"cr-[a-z-]+", " ".join(re.findall(r'class="([^"]*)"', texts))))
        assert len(written & anywhere) > 5
        assert (written & anywhere) - known[kind] <= ELSEWHERE, kind


# Quiet are buttons of the walk alone; folds of the page of changes look like all others.
ELSEWHERE = {"cr-quiet", "cr-fold"}
TEMPLATES = {
    "decision": ("decision", "walk", "drawing", "table", "question", "outcome", "audit"),
    "checklist": ("checklist",),
    "page": ("evidence", "source", "index", "glossary", "history", "format", "diagnostics", "sum"),
}
