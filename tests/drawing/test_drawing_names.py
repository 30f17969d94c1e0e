"""What the drawing and its page are called by those who hear them: the browser's own tree of names, read whole."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest
import yaml
from playwright.sync_api import Page

from served_site import ROOT, Site
from walking import begin, finish, look, submit

pytestmark = pytest.mark.browser
Looking = Callable[..., Page]
Told = tuple[dict[str, Any], tuple[str, ...]]
OURS = ("choose-method", "combine")  # with places drawn elsewhere, and with a table
if os.environ.get("CROSSROADS_AUDIT"):
    OURS += ("need-at-all", "retrieval-readiness")
STATES = ("start", "question", "result")
PICTURES = {"img", "image", "graphics-symbol", "graphics-object"}
TEXT = ("StaticText", "InlineTextBox")  # what stands on the page; a name that is made of it is another node's
SEEN = "(all) => all.map((a) => [...a.querySelectorAll('text')].map((t) => t.textContent).join(' '))"
IDS = """() => [...document.querySelectorAll('[data-node], [data-option], [data-to]')].flatMap((e) =>
  [e.dataset.node, e.dataset.option, e.dataset.to].filter(Boolean).flatMap((each) => each.split(' ')))"""
TITLES = """() => [document.title, ...[...document.querySelectorAll('[title]')].map((e) => e.title),
  ...[...document.querySelectorAll('svg title')].map((e) => e.textContent)]"""
CODE = re.compile(r"->|\.(ya?ml|json|svg|md|m?js|css|html|dot)\b|\w--\w")


def go(page: Page, state: str) -> None:
    """Bring the walk to its start, to its first question, or to a result."""
    if state == "start":
        return
    begin(page)
    while state == "result" and page.locator("crossroads-walk form [type=submit]").count():
        page.locator("crossroads-walk form input").first.check(force=True)
        submit(page)
    finish(page)


def lay_out(page: Page) -> None:
    """Have all of the page laid out, also what is far below the window."""
    page.evaluate(
        """() => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync('* { content-visibility: visible !important }');
          document.adoptedStyleSheets = [sheet];
        }"""
    )
    look(page)


def focusable(node: Mapping[str, Any]) -> bool:
    """Tell whether a node can have the focus."""
    return any(each["name"] == "focusable" and each["value"]["value"] for each in node.get("properties", ()))


def tree(page: Page) -> list[dict[str, Any]]:
    """Give the nodes of the accessibility tree that are told to anybody."""
    return [node for node in whole_tree(page) if not node["ignored"]]


def whole_tree(page: Page) -> list[dict[str, Any]]:
    """Give the nodes of the accessibility tree, also those that only hold others."""
    nodes: list[dict[str, Any]] = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    return nodes


def said(node: Mapping[str, Any], what: str) -> str:
    """Give a text of a node; none is empty."""
    return str(node.get(what, {}).get("value", ""))


def plain(text: str) -> str:
    """Give a text without colons and white space, as lines and names are joined in other ways."""
    return re.sub(r"[:\s]", "", text)


def within(nodes: list[dict[str, Any]], root: Mapping[str, Any], above: tuple[str, ...] = ()) -> Iterator[Told]:
    """Give each node below one, with the roles from there down to it; what is ignored is passed through."""
    known = {node["nodeId"]: node for node in nodes}
    for key in root.get("childIds", ()):
        if key in known:
            node = known[key]
            yield node, above
            yield from within(nodes, node, (*above, said(node, "role")))


def prose(value: Any) -> Iterator[str]:
    """Give the words of every sentence of a file; a single word may be an id and tells nothing."""
    if isinstance(value, Mapping):
        for each in value.values():
            yield from prose(each)
    elif isinstance(value, list):
        for each in value:
            yield from prose(each)
    elif " " in str(value):
        yield from words(str(value))


def words(text: str) -> list[str]:
    """Split a text; a hyphen joins."""
    return re.findall(r"[\w-]+", text.lower())


def codes(page: Page, name: str) -> set[str]:
    """Give the ids of a page that are no words: with a hyphen or a digit, and in no sentence and no title."""
    ids = {key for key in page.evaluate(IDS) if re.search(r"[a-z]", key) and not re.fullmatch(r"[a-z]+", key)}
    folder = ROOT / "decisions"
    known = set(prose(yaml.safe_load((folder / f"{name}.yml").read_text("utf-8"))))
    titles = re.findall(r"^ +title: (.*)", (folder / "evidence.yml").read_text("utf-8"), re.MULTILINE)
    return ids - known - set(words(" ".join(titles)))


def coded(texts: list[str], ids: set[str]) -> list[str]:
    """Give the texts that hold an id, an arrow of code or the name of a file."""
    return [text for text in texts if CODE.search(text) or ids & set(words(text))]


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("name", OURS)
def test_b3_no_id_no_arrow_and_no_file_in_any_name_or_title(
    looking: Looking, site: Site, name: str, state: str
) -> None:
    """B3: names and descriptions of the whole page, tooltips, titles of pictures and of the window."""
    page = looking(site.at(f"decisions/{name}/"))
    go(page, state)
    lay_out(page)
    ids = codes(page, name)
    nodes = [node for node in tree(page) if said(node, "role") not in TEXT]
    names = [said(node, what) for node in nodes for what in ("name", "description")]
    titles = page.evaluate(TITLES)
    assert len(ids) > 5
    assert len([text for text in names if text]) > 60
    assert len(titles) > 3
    assert coded([*names, *titles], ids) == []


def test_ids_arrows_and_files_are_found_where_they_are_names(looking: Looking, site: Site) -> None:
    page = looking(site.at("decisions/need-at-all/"))
    key = sorted(codes(page, "need-at-all"))[0]
    page.evaluate("(key) => document.querySelector('.cr-d-box').setAttribute('aria-label', `To ${key}: it`)", key)
    page.evaluate("document.querySelector('.cr-tools button').title = 'test-set->define'")
    page.evaluate("document.querySelector('.cr-drawing title').textContent = 'need-at-all.svg'")
    names = [said(node, "name") for node in tree(page) if said(node, "role") not in TEXT]
    found = coded([*names, *page.evaluate(TITLES)], codes(page, "need-at-all"))
    assert {f"To {key}: it", "test-set->define", "need-at-all.svg"} <= set(found)


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("name", OURS)
def test_b4_boxes_are_links_in_the_tree_of_names(looking: Looking, site: Site, name: str, state: str) -> None:
    """B4: every box is told as a link whose name starts with what is seen, in a document of graphics with a name."""
    page = looking(site.at(f"decisions/{name}/"))
    go(page, state)
    lay_out(page)
    nodes = whole_tree(page)
    (root,) = [node for node in nodes if said(node, "role") == "graphics-document"]
    assert said(root, "name") == page.locator("h1").inner_text()
    told = list(within(nodes, root))
    links = [(said(node, "name"), above) for node, above in told if said(node, "role") == "link"]
    seen = page.locator(".cr-drawing a").evaluate_all(SEEN)
    assert len(links) > 5
    pairs = list(zip([name for name, _ in links], seen, strict=True))
    assert [(name, shown) for name, shown in pairs if not plain(name).startswith(plain(shown))] == []
    assert [name for name, above in links if PICTURES & {said(root, "role"), *above}] == []
    assert {said(node, "role") for node, _ in told if focusable(node)} == {"link"}
