"""The glossary of a library, and links from its words, where they first stand in a text, to their meaning."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from html import escape

from crossroads.model.library import Library

URI = "glossary.md"
# Words inside these name something, do something, or are not prose.
SILENT = frozenset(
    {"a", "abbr", "button", "code", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "kbd", "label", "legend", "math"}
    | {"option", "pre", "select", "summary", "svg", "table"}
)
VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
# Parts of a decision's page that are running text; a step begins anew.
PROSE = frozenset({"cr-help", "cr-why", "cr-summary", "cr-because"})
STEP = frozenset({"cr-step"})

_MARKUP = re.compile(
    r"<!--.*?-->"
    r"|<(?P<raw>script|style)\b.*?</(?P=raw)\s*>"
    r"|<(?P<end>/?)(?P<tag>[a-z][a-z0-9-]*)(?P<rest>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>",
    re.DOTALL | re.IGNORECASE,
)
_CLASSES = re.compile(r"""\bclass=(?:"([^"]*)"|'([^']*)')""")


@dataclass(frozen=True)
class Term:
    """One word of the glossary with its meaning and its anchor."""

    word: str
    gloss: str
    anchor: str


def terms(library: Library) -> tuple[Term, ...]:
    """List the words of a library's glossary in the order of the alphabet."""
    made = (Term(str(word), str(gloss), slug(str(word))) for word, gloss in library.settings.terms)
    return tuple(sorted(made, key=lambda t: t.word.lower()))


def slug(word: str) -> str:
    """Make the anchor of a word."""
    return re.sub(r"[^a-z0-9]+", "-", word.lower()).strip("-") or "term"


@dataclass
class _Level:
    """An open element: whether words in it are linked, and which have been."""

    tag: str
    silent: bool
    prose: bool
    seen: set[str]


def link_terms(
    html: str,
    words: tuple[Term, ...],
    page: str,
    only: frozenset[str] = frozenset(),
    again: frozenset[str] = frozenset(),
) -> str:
    """Link each word to its meaning where it first stands in running text; all else stays byte for byte.

    `page` is the address of the glossary. `only` names classes inside which words are linked (none: everywhere),
    `again` classes of elements in which counting begins anew.
    """
    if not words:
        return html
    levels, out, done = [_Level("", False, not only, set())], [], 0
    for found in _MARKUP.finditer(html):
        out += [_linked(html[done : found.start()], levels[-1], words, page), found.group()]
        done = found.end()
        if found["tag"] and found["end"]:
            _leave(levels, found["tag"].lower())
        elif found["tag"] and found["tag"].lower() not in VOID and not found["rest"].endswith("/"):
            levels.append(_entered(levels[-1], found["tag"].lower(), found["rest"], only, again))
    return "".join((*out, _linked(html[done:], levels[-1], words, page)))


def _entered(top: _Level, tag: str, rest: str, only: frozenset[str], again: frozenset[str]) -> _Level:
    match = _CLASSES.search(rest)
    classes = set((match[1] or match[2] or "").split()) if match else set()
    seen = set() if classes & again else top.seen
    return _Level(tag, top.silent or tag in SILENT, top.prose or bool(classes & only), seen)


def _leave(levels: list[_Level], tag: str) -> None:
    place = next((i for i in range(len(levels) - 1, 0, -1) if levels[i].tag == tag), 0)
    if place:
        del levels[place:]


def _linked(text: str, level: _Level, words: tuple[Term, ...], page: str) -> str:
    if level.silent or not level.prose or not text.strip():
        return text
    pattern, by_word = _pattern(words)

    def link(found: re.Match[str]) -> str:
        term = by_word[found.lastgroup or ""]
        if term.anchor in level.seen:
            return found.group()
        level.seen.add(term.anchor)
        href, gloss = escape(f"{page}#{term.anchor}"), escape(term.gloss)
        return f'<a class="cr-term" href="{href}" title="{gloss}">{found.group()}</a>'

    return pattern.sub(link, text)


@lru_cache(maxsize=8)
def _pattern(words: tuple[Term, ...]) -> tuple[re.Pattern[str], dict[str, Term]]:
    """Match any word of the glossary, the longest first; a plural counts, capitals other than the first must agree."""
    ordered = sorted(words, key=lambda t: -len(t.word))
    by_word = {f"w{number}": term for number, term in enumerate(ordered)}
    parts = "|".join(f"(?P<{name}>{_part(term.word)}(?:s|es)?)" for name, term in by_word.items())
    return re.compile(rf"(?<![\w&#-])(?:{parts})(?![\w-])"), by_word


def _part(word: str) -> str:
    first, rest = re.escape(word[0]), re.escape(word[1:])
    return f"[{first}{first.upper()}]{rest}" if word[0].islower() else first + rest
