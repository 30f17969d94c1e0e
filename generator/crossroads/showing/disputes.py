"""Where people dispute an advice: an issue of the repository that can be filled in, a page, or words."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, replace

_MAIL = re.compile(r"^mailto:\S+$")
_WEB = re.compile(r"^https?://\S+$")
_GITHUB = re.compile(r"^https://github\.com/[\w.-]+/[\w.-]+?(\.git)?/?$")
_GITLAB = re.compile(r"^https://gitlab\.[\w.-]+/[\w./-]+?(\.git)?/?$")


@dataclass(frozen=True)
class Dispute:
    """An address with the names of its fields for a title and a text, where it has some; else words on whom to ask."""

    href: str = ""
    fields: str = ""
    contact: str = ""

    def seen_from(self, page: str) -> Dispute:
        """Make an address below the site's root relative to a page's."""
        if not self.href or _WEB.match(self.href) or _MAIL.match(self.href):
            return self
        folder = page if page.endswith("/") else posixpath.dirname(page)
        path = posixpath.relpath(self.href, folder or ".") + ("/" if self.href.endswith("/") else "")
        return replace(self, href=path)


UNTOLD = Dispute()


def dispute(repository: str, feedback: str, contact: str) -> Dispute:
    """Choose the best of what a site names: its repository, its page for feedback, its library's contact."""
    repository = repository.removesuffix("/").removesuffix(".git")
    if _GITHUB.match(repository):
        return Dispute(f"{repository}/issues/new", "title body", contact)
    if _GITLAB.match(repository):
        return Dispute(f"{repository}/-/issues/new", "issue[title] issue[description]", contact)
    if feedback:
        return Dispute(feedback, "", contact)
    if _MAIL.match(contact):
        return Dispute(contact, "subject body", contact)
    return Dispute(contact if _WEB.match(contact) else "", "", contact)
