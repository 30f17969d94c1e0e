"""A change as a comment on a pull request: GitHub's Markdown, bounded, and safe whatever the YAML says."""

from __future__ import annotations

from collections.abc import Iterator

from crossroads.reasoning.changes.decision_change import DecisionChange
from crossroads.reasoning.changes.library_change import LibraryChange, Listed
from crossroads.showing.changes.fragments import fragment_mermaid, fragments
from crossroads.showing.changes.marks import comment_text as plain
from crossroads.showing.changes.marks import narrowed
from crossroads.showing.changes.phrases import some
from crossroads.showing.changes.told import (
    ToldDecision,
    ToldMove,
    ToldPart,
    Where,
    headline,
    listed_line,
    tell,
    tell_part,
)

MOST = 60_000  # GitHub takes 65,536 characters; bytes are never fewer than those
MOST_PARTS = 60  # of one decision
MOST_ROWS = 100  # of the table of decisions
MARKER = "<!-- crossroads-review -->"


def diff_markdown(change: LibraryChange) -> str:
    """Write the report; nothing at all where nothing changed."""
    if change.nothing:
        return ""
    told = [(d, tell(d)) for d in change.decisions]
    head = [MARKER, "### What this does to decisions", "", plain(headline(change), 1000), "", *_failing(told)]
    if len(told) > 1:
        head += [*_table([t for _, t in told]), ""]
    blocks = ["\n".join(_decision(d, t)) for d, t in told]
    blocks += ["\n".join(_listed("Checklists", change.checklists))] if change.checklists else []
    blocks += ["\n".join(_listed("Evidence", change.evidence))] if change.evidence else []
    return _bounded("\n".join(head), blocks, told)


def _bounded(head: str, blocks: list[str], told: list[tuple[DecisionChange, ToldDecision]]) -> str:
    """Put in as many blocks as fit, the worst first; say exactly how many are left out."""
    text, left = head, 0
    for block in blocks:
        if left or len((text + block).encode()) > MOST:
            left += 1
        else:
            text += "\n" + block + "\n"
    if left:
        parts = some(left, "part is", "parts are")
        text += f"\n{parts} left out here, because a comment holds no more; “crossroads diff” shows all of it.\n"
    return text


def _failing(told: list[tuple[DecisionChange, ToldDecision]]) -> Iterator[str]:
    names = [name for _, t in told for name in t.failing]
    if names:
        yield f"> ❌ **{some(len(names), 'scenario or claim now fails', 'scenarios and claims now fail')}:**"
        for name in names[:20]:
            yield f"> - {plain(name)}"
        if len(names) > 20:
            yield f"> - and {len(names) - 20} more"
        yield ""


def _table(told: list[ToldDecision]) -> Iterator[str]:
    yield "| Decision | Bears on | Answers that end elsewhere | Owner |"
    yield "| --- | --- | --- | --- |"
    for t in told[:MOST_ROWS]:
        yield f"| {plain(t.title, 120)} | {t.impact} | {t.moved or '–'} | {plain(t.owner, 60)} |"
    if len(told) > MOST_ROWS:
        yield f"| and {len(told) - MOST_ROWS} more | | | |"


def _decision(change: DecisionChange, t: ToldDecision) -> Iterator[str]:
    yield f"#### {plain(t.title, 120)} <sub>{t.impact}</sub>"
    yield ""
    yield plain(t.sentence)
    for name in t.passing[:20]:
        yield f"- now passes: {plain(name)}"
    yield ""
    for move in t.moves[:20]:
        yield from _move(move)
    if len(t.moves) > 20:
        yield f"- and {len(t.moves) - 20} more moves between outcomes"
    for word, ends in (("new cases end at", t.arrived), ("cases are gone from", t.left)):
        if ends:
            listed = ", ".join(f"{plain(title, 120)} ({count})" for title, count in ends[:12])
            yield f"- {word} {listed}{' and others' if len(ends) > 12 else ''}"
    if t.rest:
        yield f"- {t.rest} of these combinations lie in smaller cases, which are not listed"
    yield ""
    yield from _drawn(change)
    yield from _parts(t.parts)
    owner = f"Signs off: {plain(t.owner, 60)} · " if t.owner else ""
    hashes = f"rules {t.hashes[0] or 'none'} → {t.hashes[1] or 'none'} · " if t.hashes[0] != t.hashes[1] else ""
    yield f"<sub>{owner}{hashes}change {t.fingerprint}</sub>"


def _move(move: ToldMove) -> Iterator[str]:
    yield f"- **{plain(move.old, 120)} → {plain(move.new, 120)}**: {move.count}"
    if move.shared:
        yield f"  - where {_where(move.shared)}"
    for where, count in move.cases:
        if where:
            yield f"    - {count}: {_where(where)}" if move.shared else f"  - {count}: {_where(where)}"


def _where(where: Where) -> str:
    return " and ".join(f"*{plain(q, 120)}* {' or '.join(plain(c, 80) for c in cells)}" for q, cells in where)


def _drawn(change: DecisionChange) -> Iterator[str]:
    both = fragments(change)
    if both is None:
        return
    yield "<details><summary>Before and after, drawn; thick lines are those that differ</summary>"
    for word, fragment in zip(("Before", "After"), both, strict=True):
        if fragment.arrows:
            yield from ("", f"**{word}**", "", "```mermaid", fragment_mermaid(fragment), "```")
    yield from ("", "</details>", "")


def _parts(parts: tuple[ToldPart, ...]) -> Iterator[str]:
    if not parts:
        return
    edited = some(len(parts), "part was edited", "parts were edited")
    yield f"<details><summary>{edited}; which lines to look at</summary>"
    yield from ("", "| What | Where | Before | After | Line |", "| --- | --- | --- | --- | --- |")
    for part in parts[:MOST_PARTS]:
        old, new = (plain(text, 300) for text in narrowed(part.old, part.new))
        line = f"{plain(part.place.file, 100)}, {part.place.line}{' before' if part.gone else ''}"
        yield f"| {plain(part.what)} | {plain(part.where, 100)} | {old} | {new} | {line} |"
    if len(parts) > MOST_PARTS:
        yield f"| and {len(parts) - MOST_PARTS} more | | | | |"
    yield from ("", "</details>", "")


def _listed(title: str, listed: tuple[Listed, ...]) -> Iterator[str]:
    yield f"#### {title}"
    yield ""
    for entry in listed[:40]:
        yield f"- {plain(listed_line(entry), 200)}"
        for part in entry.parts[:12]:
            told = tell_part(part)
            old, new = (plain(text, 200) for text in narrowed(told.old, told.new))
            yield f"  - {plain(told.what)} {plain(told.where, 80)}: {old or '–'} → {new or '–'}"
        if len(entry.parts) > 12:
            yield f"  - and {len(entry.parts) - 12} more"
    if len(listed) > 40:
        yield f"- and {len(listed) - 40} more"
