"""G1, G12: the policy of a page is computed from it, and what the policy would refuse is mended or told."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from pathlib import Path

import pytest

from crossroads.adapters.policy import guard
from served_site import build

HEAD = '<!doctype html><html><head><meta charset="utf-8"><title>T</title></head><body>'


def page(body: str) -> str:
    return f"{HEAD}{body}</body></html>"


def hashed(text: str) -> str:
    return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def script_rule(html: str) -> list[str]:
    """Read the rule for scripts out of a guarded page."""
    content = html.split('http-equiv="Content-Security-Policy" content="')[1].split('"')[0]
    return next(rule.split()[1:] for rule in content.split("; ") if rule.startswith("script-src "))


def test_the_policy_stands_directly_after_the_character_set() -> None:
    html = guard(page("")).html
    assert '<meta charset="utf-8"><meta http-equiv="Content-Security-Policy"' in html
    assert guard("<html><head><title>T</title>").html.startswith("<html><head><meta http-equiv=")


@pytest.mark.parametrize(
    ("body", "scripts"),
    [
        ("", []),
        ("<script>a()</script>", ["a()"]),
        ("<script>a()</script>\n<p>ü</p><script type='module'>b('ü <b>&amp;</b>')</script>", 2 * ["?"]),
        ("<script>\n a()\r\n b()</script>", ["\n a()\n b()"]),
        ("<SCRIPT type=''>a()</SCRIPT>", ["a()"]),
        ("<script>a()</script><script>a()</script>", ["a()"]),
        ("<script src='a.js'></script><script type='application/json'>{}</script>", []),
        ("<script>if (1 < 2) x('<p style=\"y\">')</script>", ["if (1 < 2) x('<p style=\"y\">')"]),
    ],
)
def test_each_inline_script_that_runs_is_named_by_its_hash(body: str, scripts: list[str]) -> None:
    expected = [hashed(s) for s in scripts] if "?" not in scripts else [hashed("a()"), hashed("b('ü <b>&amp;</b>')")]
    guarded = guard(page(body))
    assert script_rule(guarded.html) == ["'self'", *expected]
    assert guarded.refused == ()


def test_aligned_tables_speak_by_class() -> None:
    table = '<table><tr>\n<th style="text-align: right;">A</th>\n<td class="x" style="text-align:center">B &amp; C</td>'
    html = guard(page(table)).html
    assert '<th class="cr-align-right">A</th>\n<td class="x cr-align-center">B &amp; C</td>' in html
    assert "style=" not in html


@pytest.mark.parametrize(
    ("link", "rel"),
    [
        ('<a href="https://example.org/?a=1&amp;b=2">', 'href="https://example.org/?a=1&amp;b=2" rel="noopener"'),
        ('<a href="//example.org" rel="license">', 'rel="license noopener"'),
        ('<a rel="noopener" href="https://example.org">', '<a rel="noopener" href="https://example.org">'),
        ('<a href="https://here.example/about/">', '<a href="https://here.example/about/">'),
        ('<a href="../about/" title="&lt;">', '<a href="../about/" title="&lt;">'),
        ('<a href="mailto:a@example.org">', '<a href="mailto:a@example.org">'),
        ('<svg><a xlink:href="https://example.org">', 'xlink:href="https://example.org" rel="noopener"'),
    ],
)
def test_g12_a_link_to_another_host_gets_no_opener(link: str, rel: str) -> None:
    assert rel in guard(page(f"<p>\n{link}x</a>"), "here.example").html


def test_g12_a_referrer_policy_is_added_where_there_is_none() -> None:
    assert guard(page("")).html.count('name="referrer"') == 1
    own = '<head><meta charset="utf-8"><meta name="referrer" content="no-referrer">'
    assert guard(own).html.count('name="referrer"') == 1


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ('<p style="color: red">', "line 1: <p> with a style attribute"),
        ("<style>p { color: red }</style>", "line 1: <style>"),
        ('\n\n<p onclick="x()">', "line 3: <p> with the handler onclick"),
        ('<a href="java\tscript:x()">', "with a javascript: link"),
        ('<script src="https://cdn.example/x.js"></script>', "from another host: https://cdn.example/x.js"),
        ('<link rel="stylesheet" href="https://fonts.example/css">', "from another host"),
    ],
)
def test_what_the_policy_will_refuse_is_told(body: str, told: str) -> None:
    assert [told in refused for refused in guard(page(body)).refused] == [True]


def test_nothing_else_of_a_page_is_changed() -> None:
    body = "<p>\r\n&nbsp;ü 🚸 <br/><img alt='a > b' src=x.png> <!-- <script>no()</script> --> <textarea></p>"
    html = guard(page(body)).html
    assert html.endswith(f"<title>T</title></head><body>{body}</body></html>")


def test_a_stranger_s_site_is_guarded_by_the_option(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "decisions").mkdir()
    (tmp_path / "docs" / "index.md").write_text("# Elsewhere\n\n| a | b |\n| --- | ---: |\n| 1 | 2 |\n")
    (tmp_path / "docs" / "bad.md").write_text('# Bad\n\n<p style="color: red">x</p>\n')
    text = "site_name: Elsewhere\ntheme: {{name: material, font: false}}\nplugins: [crossroads: {{policy: {}}}]\n"
    config = tmp_path / "mkdocs.yml"
    for wanted in ("true", "false"):
        config.write_text(text.format(wanted))
        said = build(tmp_path / wanted, "https://here.example/", config)
        html = (tmp_path / wanted / "index.html").read_text("utf-8")
        assert ("Content-Security-Policy" in html) == (wanted == "true")
        assert ("cr-align-right" in html) == (wanted == "true")
        assert ("bad.md: the policy of the page will refuse line" in said) == (wanted == "true")
