"""Who signs off which file, as GitHub's CODEOWNERS: lines between two marks, so that a file may hold others."""

from __future__ import annotations

import re

from crossroads.model.library import Library

BEGIN = "# Written by “crossroads owners”: edit “owner” in the files instead."
END = "# End of what “crossroads owners” writes."
_NAME = re.compile(r"@?[A-Za-z0-9][A-Za-z0-9-]*(/[A-Za-z0-9._-]+)?")
_MAIL = re.compile(r"[^\s@#]+@[^\s@#]+\.[^\s@#]+")


def owner_lines(library: Library, folder: str) -> str:
    """Give the block: a line for each decision and checklist, an owner GitHub cannot know as a comment."""
    owned = [(f"{d.id}.yml", str(d.owner)) for d in library.decisions]
    owned += [(f"checklists/{c.id}.yml", str(c.owner)) for c in library.checklists]
    return "\n".join([BEGIN, *(_line(f"/{folder}/{name}", owner) for name, owner in sorted(owned)), END])


def _line(path: str, owner: str) -> str:
    names = owner.replace(",", " ").split()
    if names and all(_MAIL.fullmatch(n) for n in names):
        return f"{path} {' '.join(names)}"
    if names and all(_NAME.fullmatch(n) for n in names):
        return f"{path} {' '.join('@' + n.removeprefix('@') for n in names)}"
    return f"# {path} is owned by {' '.join(owner.split())}, which is no name that GitHub knows."


def with_owners(text: str, block: str) -> str:
    """Put the block into a file in the place of the one that is there, else at its end."""
    start, end = text.find(BEGIN), text.find(END)
    if 0 <= start < end:
        return text[:start] + block + text[end + len(END) :]
    before = text.rstrip("\n")
    return (before + "\n\n" if before else "") + block + "\n"
