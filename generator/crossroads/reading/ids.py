"""Ids: what they look like, and the legal one to offer for an illegal one."""

from __future__ import annotations

import re

MAX_LENGTH = 60
RESERVED_STEMS = ("library", "evidence", "index")
_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_STATEMENT = re.compile(r"(?:[a-z][a-z0-9-]*/)?[A-Za-z0-9]+(?:[.-][A-Za-z0-9]+)*")


def is_id(text: str) -> bool:
    """Tell whether a text is a kebab-case id of legal length."""
    return len(text) <= MAX_LENGTH and _ID.fullmatch(text) is not None


def is_statement_id(text: str) -> bool:
    """Tell whether a text can be the id of a statement, with or without its source."""
    return _STATEMENT.fullmatch(text) is not None


def legal_id(text: str) -> str:
    """Offer a legal id that says the same: `3-days` becomes `days-3`; empty where there is none."""
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", text)
    parts = [p for p in re.split(r"[^a-z0-9]+", spaced.lower()) if p]
    while parts and parts[0][0].isdigit():
        digits, rest = re.match(r"(\d+)(.*)", parts[0]).groups()  # type: ignore[union-attr]
        parts = [*([rest] if rest else []), *parts[1:], digits]
        if all(p.isdigit() for p in parts):
            parts.insert(0, "n")
    return "-".join(parts)[:MAX_LENGTH].rstrip("-")


def id_fault(text: str, reserved: tuple[str, ...] = ()) -> tuple[str, str] | None:
    """Say what is wrong with an id, and the repair; None where nothing is."""
    if text in reserved:
        return f"The id “{text}” is reserved.", f"Call it something else, “{text}-1” for example."
    if is_id(text):
        return None
    offer = legal_id(text)
    hint = "Ids are lower-case words and numbers joined by single hyphens, and start with a letter."
    if offer and offer != text:
        hint = f"Write “{offer}”. {hint}"
    if len(text) > MAX_LENGTH:
        return f"The id “{text[:30]}…” has {len(text)} characters; at most {MAX_LENGTH} are allowed.", hint
    return f"“{text}” cannot be an id.", hint
