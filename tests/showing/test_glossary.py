"""The glossary: every term has its entry, words link to it once in running text, and nothing else changes."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from crossroads.reading.library import read_library
from crossroads.showing.glossary import Term, link_terms, slug, terms

WORDS = (
    Term("token", 'A "piece" of a word <small>', "token"),
    Term("RAG", "Retrieval", "rag"),
    Term("test question", "A question", "test-question"),
    Term("question", "Asked", "question"),
)
LINK = re.compile(r'<a class="cr-term" href="[^"]*" title="[^"]*">([^<]*)</a>')


def linked(html: str, **more: frozenset[str]) -> list[str]:
    return LINK.findall(link_terms(html, WORDS, "../glossary/", **more))


def test_words_link_once_with_their_meaning() -> None:
    html = link_terms("<p>A token, tokens and RAG.</p>", WORDS, "../glossary/")
    assert LINK.findall(html) == ["token", "RAG"]
    assert 'href="../glossary/#token" title="A &quot;piece&quot; of a word &lt;small&gt;"' in html


def test_which_words_count() -> None:
    assert linked("<p>Tokens</p>") == ["Tokens"]
    assert linked("<p>rag, drag, RAGs, tokenise, pre-token, &token;</p>") == ["RAGs"]
    assert linked("<p>A test question and a question</p>") == ["test question", "question"]


def test_what_is_no_running_text_is_left_alone() -> None:
    for tag in ("a", "code", "pre", "h2", "button", "label", "summary", "svg", "table", "script", "style"):
        assert linked(f"<{tag}>token</{tag}><p>RAG</p>") == ["RAG"], tag
    assert linked("<!-- token --><p title='a token > RAG'>question</p>") == ["question"]


def test_parts_and_new_beginnings() -> None:
    html = '<section class="s"><p>token</p><div class="in">token<br>token</div></section>'
    assert linked(html, only=frozenset({"in"})) == ["token"]
    assert linked(html * 2, only=frozenset({"in"})) == ["token"]
    assert linked(html * 2, only=frozenset({"in"}), again=frozenset({"s"})) == ["token", "token"]


pieces = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<br>",
        "<i class='x'>",
        "</i>",
        '<a href="?a=1&b">',
        "</a>",
        "token",
        " RAG ",
        "&amp;",
        "&x",
        "<",
        ">",
        "\n",
        "<code>",
        "</code>",
        '"',
        "'",
        "<!--",
        "-->",
        "<svg viewBox='0'><linearGradient/></svg>",
        "é",
    ]
)


@given(st.lists(pieces, max_size=25).map("".join))
def test_taking_the_links_out_gives_the_page_back(html: str) -> None:
    assert LINK.sub(r"\1", link_terms(html, WORDS, "g")) == html


leaves = st.sampled_from(["token ", "RAG", "a question", "<br>", "&amp; "])
bodies = st.recursive(
    leaves,
    lambda b: (
        st.builds("<{0}>{1}</{0}>".format, st.sampled_from(["p", "i", "code", "h2"]), b) | st.tuples(b, b).map("".join)
    ),
)
wholes = st.lists(bodies | bodies.map("<a href='x'>{}</a>".format), max_size=5).map("".join)


class _Links(HTMLParser):
    """The oracle: the standard library's parser tells in what each of our links stands."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if ("class", "cr-term") in attrs:
            self.inside += self.open
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self.open.pop()


@given(wholes)
def test_no_link_stands_in_a_link_a_heading_or_code(html: str) -> None:
    reader = _Links()
    reader.feed(link_terms(html, WORDS, "g"))
    assert not {"a", "code", "h2"} & set(reader.inside)


def test_terms_come_from_the_library() -> None:
    raw = b"terms:\n  zebra: An animal.\n  Ape (large): Another.\n"
    found = terms(read_library({"library.yml": raw}).library)
    assert [(t.word, t.gloss, t.anchor) for t in found] == [
        ("Ape (large)", "Another.", "ape-large"),
        ("zebra", "An animal.", "zebra"),
    ]
    assert slug("§") == "term"
    assert unescape(link_terms("<p>zebras</p>", found, "g")).count("An animal.") == 1
