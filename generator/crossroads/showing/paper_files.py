"""The printed sheets of a site: which files there are, and how pages link to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from crossroads.model.decision import Decision
from crossroads.model.diagnostic import Diagnostic, diagnostic
from crossroads.model.library import Checklist, Library
from crossroads.reasoning.counts import behaviour_hash
from crossroads.reasoning.graph import Graph
from crossroads.showing.artifact import Addresses, Artifact, checklist_uri, decision_uri
from crossroads.showing.paper import Ink, Print, Sheet, checklist_sheet, decision_sheet
from crossroads.showing.paper.qr import code
from crossroads.showing.views import Link
from crossroads.showing.words import WORDS

DIGITS = 12  # of the behaviour hash, as it is shown everywhere


@dataclass(frozen=True)
class Imprint:
    """What stands on a printed page so that it can be found again."""

    version: str
    address: str
    qr: Markup | None


@dataclass(frozen=True)
class Desk:
    """Where sheets are made: the library, its graphs, and the address that the site will have."""

    library: Library
    graphs: dict[str, Graph]
    addresses: Addresses
    site_url: str = ""

    def checklist(self, ink: Ink, checklist: Checklist) -> Sheet:
        """Make the sheet of a checklist."""
        version = self.library.digests.get(f"checklists/{checklist.id}", "")[:8]
        return checklist_sheet(ink, self.library, checklist, version, self._address(checklist_uri(checklist.id)))

    def decision(self, ink: Ink, decision: Decision) -> Sheet:
        """Make the sheet of a decision that can be computed."""
        graph = self.graphs[decision.id]
        version = behaviour_hash(graph, decision)[:DIGITS]
        return decision_sheet(ink, self.library, decision, graph, version, self._address(decision_uri(decision.id)))

    def imprint(self, decision: Decision) -> Imprint:
        """Say what the printed page of a decision tells about itself."""
        address = self._address(decision_uri(decision.id))
        drawn = code(address)
        version = behaviour_hash(self.graphs[decision.id], decision)[:DIGITS]
        return Imprint(version, address, Markup(drawn.svg) if drawn else None)  # noqa: S704 - made of numbers alone

    def _address(self, uri: str) -> str:
        return self.site_url.rstrip("/") + "/" + self.addresses.address(uri) if self.site_url else ""

    def missing_glyphs(self) -> list[Diagnostic]:
        """Find texts with signs that the font of the sheets does not have."""
        ink = Ink()
        for checklist in self.library.checklists:
            self.checklist(ink, checklist)
        for decision in self.library.decisions:
            if decision.id in self.graphs:
                self.decision(ink, decision)
        return [_missing(sign, text) for (_, sign), text in ink.missing.items()]


def _missing(sign: str, text: str) -> Diagnostic:
    message = f"The font of the printed sheets has no sign for “{sign}”; on paper it stands as [U+{ord(sign):04X}]."
    return diagnostic("missing-glyph", text.place, message, "Say it in letters, or in signs that the font has.")  # type: ignore[attr-defined]


def papers(uri: str, sheet: Sheet, hand: Print, source: str) -> tuple[Artifact, ...]:
    """Print a sheet beside its page: one file, or one for each paper."""
    printed, stem = hand(sheet), uri.removesuffix(".md")
    made = [Artifact(f"{stem}.pdf", printed.pdf, source)]
    if printed.letter is not None:
        made.append(Artifact(f"{stem}-letter.pdf", printed.letter, source))
    return tuple(made)


def paper_links(uri: str, files: Sequence[Artifact], addresses: Addresses) -> tuple[Link, ...]:
    """Link a page to its sheets; the paper is named where there are two."""
    words = ("paper-pdf",) if len(files) == 1 else ("paper-pdf-a4", "paper-pdf-letter")
    return tuple(Link(WORDS[w], addresses.link(uri, f.uri)) for w, f in zip(words, files, strict=False))
