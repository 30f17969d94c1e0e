"""The safe subset of Markdown: emphasis, code, lists, links. One parser judges texts and renders them."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any

from crossroads.model.diagnostic import Diagnostic, diagnostic
from crossroads.model.place import Place
from crossroads.reading.links import MARKDOWN_SCHEMES, link_fault
from crossroads.reading.nodes import Scalar

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_RULES = ["paragraph", "list", "emphasis", "backticks", "link", "autolink", "escape", "entity", "newline"]
_WORTH_A_LOOK = re.compile(r"<|\]\(|\]:|\[[^\]]*\]")


@cache
def _parser(html: bool) -> MarkdownIt:
    from markdown_it import MarkdownIt  # imported late: most commands never render

    parser = MarkdownIt("zero", {"html": html})
    parser.enable(_RULES)
    parser.enable(["html_block", "html_inline"] if html else [], True)
    judge: Callable[[str], bool] = _anything if html else _is_safe
    parser.add_render_rule("link_open", _link_open)
    parser.validateLink = judge  # type: ignore[method-assign, assignment]
    return parser


def _link_open(self: Any, tokens: Any, index: int, options: Any, env: Any) -> str:
    """Open a link; one that leaves the site gives the other side nothing to hold on to."""
    if str(tokens[index].attrs.get("href", "")).lower().startswith("http"):
        tokens[index].attrSet("rel", "noopener")
    return str(self.renderToken(tokens, index, options, env))


def _anything(_: str) -> bool:
    return True


def _is_safe(address: str) -> bool:
    return not link_fault(address, MARKDOWN_SCHEMES, relative=True)


def render_markdown(text: str) -> str:
    """Render a text as HTML: everything outside the subset is escaped, unsafe links stay text."""
    return str(_parser(False).render(text)).strip()


def render_inline(text: str) -> str:
    """Render a text of one paragraph without its `<p>`."""
    return str(_parser(False).renderInline(text)).strip()


def tokens(text: str) -> list[Token]:
    """Give the tokens of a text in the safe subset, for whoever writes something else than HTML."""
    return list(_parser(False).parse(text))


def judge_markdown(node: Scalar) -> list[Diagnostic]:
    """Find raw HTML and links that pages may not carry."""
    if not _WORTH_A_LOOK.search(node.text):
        return []
    found = [d for token in _flat(_parser(True).parse(node.text)) for d in _judge(token, node.place)]
    html = [d for d in found if d.code == "raw-html"]
    return html[:1] + [d for d in found if d.code != "raw-html"]


def _flat(tokens: list[Token]) -> list[Token]:
    return [inner for token in tokens for inner in (token, *_flat(token.children or []))]


def _judge(token: Token, place: Place) -> list[Diagnostic]:
    if token.type in ("html_block", "html_inline"):
        shown = token.content.strip()[:40]
        hint = "Use Markdown (*emphasis*, `code`, lists, links), or put `code` marks around it."
        return [diagnostic("raw-html", place, f"HTML is not allowed in texts: {shown}", hint)]
    if token.type != "link_open":
        return []
    address = str(token.attrs.get("href", ""))
    fault = link_fault(address, MARKDOWN_SCHEMES, relative=True)
    if not fault:
        return []
    hint = "Link with http:, https:, mailto: or to a page of this site."
    return [diagnostic("bad-link", place, f"The link to “{address[:60]}” {fault}.", hint)]
