"""The site's own styles come in one file a page, in the order in which the page asked for them."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from site_hooks import hook

from served_site import Site

LINK = re.compile(r'<link rel="stylesheet" href="([^"]+)">')
PAGE = """<head>
<link rel="stylesheet" href="../assets/stylesheets/main.css">
<link rel="stylesheet" href="../assets/a.css"><meta name="m">
<link rel="stylesheet" href="../assets/parts/b.css">
<link rel="stylesheet" href="../assets/gone.css">
<link rel="stylesheet" href="https://host.example/assets/c.css">
</head>"""


def test_styles_are_joined_in_their_order(tmp_path: Path) -> None:
    (tmp_path / "assets" / "parts").mkdir(parents=True)
    (tmp_path / "assets" / "a.css").write_text("a{top:0}")
    (tmp_path / "assets" / "parts" / "b.css").write_text("a{top:1px}")
    page = hook("joined_styles").joined(PAGE, tmp_path)
    theme, joined, *others = LINK.findall(page)
    assert theme == "../assets/stylesheets/main.css"
    assert others == ["../assets/gone.css", "https://host.example/assets/c.css"]
    assert (tmp_path / joined.removeprefix("../")).read_text("utf-8").split() == ["a{top:0}", "a{top:1px}"]
    assert '<meta name="m">' in page
    assert hook("joined_styles").joined(page, tmp_path) == page


def test_no_page_waits_for_more_than_two_styles(site: Site) -> None:
    """F6: the theme's and ours; both are there."""
    for address in site.pages():
        found = LINK.findall((site.folder / address / "index.html").read_text("utf-8"))
        assert 1 <= len(found) <= 2, address
        paths = [urlsplit(urljoin(site.at(address), href)).path.lstrip("/") for href in found]
        assert [path for path in paths if not (site.folder / path).is_file()] == []
