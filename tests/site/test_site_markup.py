"""What every built page holds true: links lead somewhere, one main heading, nothing a strict policy forbids."""

from __future__ import annotations

import itertools
import json
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from served_site import Site

# Words of the theme's own inline scripts, whose hashes a policy can name.
THEME_SCRIPTS = ("__md_scope", "__md_get", "palette.color", "__tabbed_")


@dataclass
class Markup(HTMLParser):
    """One page as a list of its elements."""

    text: str
    elements: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Read the page at once."""
        super().__init__(convert_charrefs=True)
        self.feed(self.text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the element; a script's text follows."""
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag == "script":
            self.scripts.append("")

    def handle_data(self, data: str) -> None:
        """Keep the text of scripts."""
        if self.elements and self.elements[-1][0] == "script" and self.cdata_elem == "script":
            self.scripts[-1] += data

    def ids(self) -> list[str]:
        """Name every id of the page."""
        return [attributes["id"] for _, attributes in self.elements if "id" in attributes]

    def inline_scripts(self) -> list[str]:
        """Give the text of scripts that would run."""
        attributes = [a for tag, a in self.elements if tag == "script"]
        return [
            text
            for text, a in zip(self.scripts, attributes, strict=True)
            if "src" not in a and a.get("type") != "application/json"
        ]


@pytest.fixture(scope="session")
def pages(site: Site) -> dict[str, Markup]:
    """Read every page of the built site, by its address."""
    return {
        path.relative_to(site.folder).as_posix().removesuffix("index.html"): Markup(path.read_text("utf-8"))
        for path in sorted(site.folder.rglob("*.html"))
    }


def _file(folder: Path, address: str) -> Path:
    return folder / (address + "index.html" if address == "" or address.endswith("/") else address)


def test_every_internal_link_and_anchor_leads_somewhere(site: Site, pages: dict[str, Markup]) -> None:
    broken = []
    for here, page in pages.items():
        for tag, attributes in page.elements:
            target = attributes.get("href") or attributes.get("src")
            if not target:
                continue
            parts = urlsplit(urljoin(site.url + here, target))
            if parts.netloc != urlsplit(site.url).netloc:
                continue
            address = unquote(parts.path.lstrip("/"))
            if not _file(site.folder, address).is_file():
                broken.append(f"{here}: <{tag}> {target}")
            elif parts.fragment and address in pages and unquote(parts.fragment) not in pages[address].ids():
                broken.append(f"{here}: no anchor {target}")
    assert broken == []


def test_every_page_has_one_main_heading_a_language_and_a_description(pages: dict[str, Markup]) -> None:
    """B26, H1: and a description for those who search."""
    for address, page in pages.items():
        tags = [tag for tag, _ in page.elements]
        assert tags.count("h1") == 1, address
        assert dict(page.elements)["html"]["lang"] == "en"
        meta = {a["name"]: a.get("content", "") for tag, a in page.elements if tag == "meta" and "name" in a}
        assert meta["description"], address
        assert meta["referrer"] == "strict-origin"


def test_headings_skip_no_level(pages: dict[str, Markup]) -> None:
    """B26: every page's headings nest."""
    for address, page in pages.items():
        levels = [int(tag[1]) for tag, _ in page.elements if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit()]
        jumps = [(a, b) for a, b in itertools.pairwise(levels) if b > a + 1]
        assert jumps == [], f"{address}: {jumps}"


def test_no_id_stands_twice(pages: dict[str, Markup]) -> None:
    """B23: on any page, whatever stands on it."""
    for address, page in pages.items():
        ids = page.ids()
        assert [i for i in set(ids) if ids.count(i) > 1] == [], address


def test_a_strict_policy_would_refuse_nothing_of_ours(pages: dict[str, Markup]) -> None:
    for address, page in pages.items():
        for tag, attributes in page.elements:
            bad = [name for name in attributes if name == "style" or name.startswith("on")]
            assert bad == [], f"{address}: <{tag} {bad}>"
            assert not attributes.get("href", "").lower().startswith("javascript:"), address
        assert "style" not in [tag for tag, _ in page.elements], address
        foreign = [s for s in page.inline_scripts() if not any(name in s for name in THEME_SCRIPTS)]
        assert foreign == [], address


def test_search_knows_the_text_of_every_question(site: Site) -> None:
    """A32: as it is asked."""
    index = json.loads((site.folder / "search/index.json").read_text("utf-8"))
    words = " ".join(entry["text"] + entry["title"] for entry in index["docs"])
    for data in site.folder.glob("decisions/*.json"):
        for question in json.loads(data.read_text("utf-8")).get("questions", {}).values():
            assert question["ask"].split("?")[0] in words, question["ask"]
