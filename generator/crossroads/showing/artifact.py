"""What a build makes: files with addresses, before any site generator sees them."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass


@dataclass(frozen=True)
class Artifact:
    """One file of the site. A page is Markdown with front matter, everything else is served as it is."""

    uri: str  # below the site's pages: `decisions/choose-method.md`, `decisions/choose-method.svg`
    content: bytes
    source: str = ""  # the file an author edits to change it, below the folder of decisions
    in_navigation: bool = False

    @property
    def is_page(self) -> bool:
        """Tell whether a site generator renders it."""
        return self.uri.endswith(".md")


def decision_uri(decision_id: str) -> str:
    """Give the page of a decision."""
    return f"decisions/{decision_id}.md"


def checklist_uri(checklist_id: str) -> str:
    """Give the page of a checklist."""
    return f"checklists/{checklist_id}.md"


@dataclass(frozen=True)
class Addresses:
    """How pages reach each other: `decisions/x/` where a page is a folder, else `decisions/x.html`."""

    directories: bool = True

    def address(self, uri: str) -> str:
        """Give the address of a page or file below the site's root."""
        if not uri.endswith(".md"):
            return uri
        stem = uri.removesuffix(".md")
        if posixpath.basename(stem) == "index":
            return stem.removesuffix("index") if self.directories else stem + ".html"
        return stem + "/" if self.directories else stem + ".html"

    def link(self, source: str, target: str, anchor: str = "") -> str:
        """Give the relative address of one page or file from another."""
        here = self.address(source)
        folder = here if here.endswith("/") or not here else posixpath.dirname(here)
        there = self.address(target)
        path = posixpath.relpath(there or ".", folder or ".")
        path += "/" if there.endswith("/") or (not there and self.directories) else ""
        return path + (f"#{anchor}" if anchor else "")
