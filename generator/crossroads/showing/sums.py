"""Worked sums as pages show them: a table of inputs and results, or one number in a sentence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from crossroads.model.library import Library
from crossroads.model.sums import Result, Sum
from crossroads.reading.embeds import Embed, embeds
from crossroads.reasoning.sums import column, compute, shown
from crossroads.showing.templates import render
from crossroads.showing.words import WORDS

_SIGNS = {"*": "×", "/": "÷", "-": "−", "+": "+"}


@dataclass(frozen=True)
class Origin:
    """A source that an input is taken from."""

    text: str
    href: str


@dataclass(frozen=True)
class Row:
    """One line of a sum: an input with its origin, or a result with its formula."""

    id: str
    label: str
    values: tuple[str, ...]
    unit: str
    origins: tuple[Origin, ...] = ()
    note: str = ""
    seen: date | None = None
    formula: str = ""


@dataclass(frozen=True)
class SumView:
    """One sum with its numbers."""

    sum: Sum
    varies: Row | None
    heads: tuple[str, ...]
    inputs: tuple[Row, ...]
    results: tuple[Row, ...]


def sum_view(worked: Sum, library: Library, evidence_link: Callable[[str], str]) -> SumView:
    """Make the view of a sum; `evidence_link` gives the address of an entry of the register."""
    register, values = library.evidence_by_id(), compute(worked)
    labels = {str(i.id): str(i.label) for i in worked.inputs} | {str(r.id): str(r.label) for r in worked.results}
    inputs = tuple(
        Row(
            id=str(i.id),
            label=str(i.label),
            values=tuple(f"{v:,f}" for v in i.values),
            unit=str(i.unit or ""),
            origins=tuple(
                Origin(str(register[e].publisher or register[e].title), evidence_link(e))
                for e in map(str, i.evidence)
                if e in register
            ),
            note=str(i.note or ""),
            seen=i.seen,
        )
        for i in worked.inputs
    )
    results = tuple(
        Row(
            id=str(r.id),
            label=str(r.label),
            values=tuple(shown(r, v) for v in values[str(r.id)]),
            unit=str(r.unit or ""),
            formula=formula_text(r, labels),
        )
        for r in worked.results
    )
    varies = next((row for row in inputs if len(row.values) > 1), None)
    return SumView(worked, varies, varies.values if varies else (WORDS["sum-value"],), inputs, results)


def formula_text(result: Result, labels: dict[str, str]) -> str:
    """Write a formula with the labels of what it uses."""
    text = " ".join(_SIGNS.get(w) or (_lower(labels[w]) if w in labels else _number(w)) for w in result.words)
    return text.replace("( ", "(").replace(" )", ")")


def _number(word: str) -> str:
    return word if word in "()" else f"{int(word):,}" if word.isdigit() else word


def _lower(label: str) -> str:
    """Begin with a small letter, except where the first word is no ordinary one (`RAG`)."""
    return label if label[:2].isupper() else label[:1].lower() + label[1:]


def embed_sums(text: str, library: Library, evidence_link: Callable[[str], str]) -> str:
    """Put every sum that a page names in the place of its name; unknown names are diagnosed elsewhere."""
    sums, out, done = {s.id: s for s in library.sums}, [], 0
    for found in embeds(text):
        new = _block(found, sums, library, evidence_link) if found.block else _single(found, sums)
        if new is not None:
            out += [text[done : found.start], new]
            done = found.end
    return "".join((*out, text[done:]))


def _block(found: Embed, sums: dict[str, Sum], library: Library, link: Callable[[str], str]) -> str | None:
    worked = sums.get(found.name)
    if worked is None:
        return None
    html = render("sum.html.jinja", view=sum_view(worked, library, link))
    return "\n".join(line for line in html.splitlines() if line.strip()) + "\n\n"


def _single(found: Embed, sums: dict[str, Sum]) -> str | None:
    path, _, value = found.name.partition("@")
    sum_id, _, result_id = path.partition(".")
    worked = sums.get(sum_id)
    result = next((r for r in worked.results if r.id == result_id), None) if worked else None
    if worked is None or result is None:
        return None
    place = column(worked, value)
    return None if place is None else inert(shown(result, compute(worked)[str(result.id)][place]))


def inert(text: str) -> str:
    """Write a text so that neither Markdown nor HTML finds a mark in it."""
    return "".join(c if c.isalnum() or c in " ,." else f"&#{ord(c)};" for c in text)
