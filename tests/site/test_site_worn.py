"""What the site leaves out of the theme's style: only rules that nothing on any page could match."""

from __future__ import annotations

from site_hooks import hook

from served_site import Site


def test_only_rules_of_classes_that_nothing_names_go() -> None:
    style = ".worn{color:red}.gone{color:blue}.worn,.gone{top:0}#lost a{left:0}a[title]{right:0}.worn .gone{bottom:0}"
    left = hook("worn_styles").worn(style, {"worn", "title"})
    assert "color:red" in left
    assert "top:0" in left
    assert "right:0" in left
    assert not [rule for rule in ("#00f", "blue", "left:0", "bottom:0") if rule in left]


def test_a_word_in_a_picture_is_no_class() -> None:
    style = '.worn{background:url("data:image/svg+xml,<svg d=.5z>")}.worn::after{content:".gone"}'
    assert "svg" in hook("worn_styles").worn(style, {"worn"})
    assert ".gone" in hook("worn_styles").worn(style, {"worn"})


def test_states_that_a_script_puts_together_stay() -> None:
    assert "color:red" in hook("worn_styles").worn(".worn.is-possible{color:red}", {"worn"})


def test_each_style_is_cut_to_the_pages_that_ask_for_it(site: Site) -> None:
    """F1: what no page of its kind names is not sent, and what a page names is."""
    joined = {path: path.read_text("utf-8") for path in (site.folder / "assets" / "joined").glob("*.css")}
    decisions = [style for style in joined.values() if ".cr-walk" in style]
    assert decisions
    for style in decisions:
        assert ".cr-question" in style
        assert ".is-possible" in style
        assert ".cr-checklist" not in style


def test_the_site_wears_less_than_the_theme_brings(site: Site) -> None:
    """F2: and keeps what it wears, such as the search and the toggles of colours."""
    (path,) = (site.folder / "assets" / "stylesheets").glob("main.*.css")
    style = path.read_text("utf-8")
    assert len(style) < 100_000
    for kept in (".md-search-result__", ".md-header", ".md-toggle", ".md-typeset table", "@media print", ".highlight"):
        assert kept in style
    assert ".md-consent" not in style
