"""Checks of checklists: what aviation and surgery learned about sheets that are read at a pause.

Sources: Degani and Wiener, "Human factors of flight-deck checklists" (1990); CAP 676 of the UK Civil Aviation
Authority; "A checklist for checklists" (Gawande and others, 2010). Words are judged in English texts only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date

from crossroads.model.diagnostic import Diagnostic, diagnostic
from crossroads.model.library import Checklist, Item, Library, Section

# A verb that names no act, unless it says what is looked at; a state that nobody can see; a way out.
_VERB = re.compile(
    r"^(re-?|double-?)?(check|ensure|verify|confirm|consider|review|make sure|see to it)\b.{0,12}$", re.IGNORECASE
)
_STATE = re.compile(
    r"^((it|this|that|all|everything)\s+)?((is|are|was|were|has been|have been)\s+)?(now\s+)?"
    r"(check(ed)?|ensured?|verified|confirmed|considered|reviewed|done|complete[d]?|finished|set|ok|okay|yes|fine|good)"
    r"[\s.!]*$",
    re.IGNORECASE,
)
_AS_REQUIRED = re.compile(r"\b(as|if|when|where)\s+(required|needed|necessary|appropriate|applicable)\b", re.IGNORECASE)
_MOMENT = re.compile(
    r"\b(before|after|when|whenever|once|while|until|till|during|every|each|daily|weekly|monthly|quarterly|"
    r"at|on|by|as soon as|the day|the moment)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w{4,}")
STEM = 4  # letters by which words of one family are told: retrieve, retrieval
_EMPTY_TITLE = {"checklist", "check", "list"}


def _english(library: Library) -> bool:
    return library.settings.lang.split("-")[0].lower() == "en"


def sections(library: Library, today: date) -> Iterator[Diagnostic]:
    """Find sections with too many items, or with critical items behind others."""
    limit = library.settings.threshold("section-items")
    for section in (s for c in library.checklists for s in c.sections):
        if len(section.items) > limit:
            message = f"Section “{section.title}” has {len(section.items)} items; one pause holds {limit}."
            yield diagnostic("too-many-items", section.title.place, message, "Split it at a second pause.")
        yield from _order(section)


def _order(section: Section) -> Iterator[Diagnostic]:
    ordinary = False
    for item in section.items:
        if item.critical and ordinary:
            message = f"Critical item “{item.id}” stands behind items that are not critical."
            yield diagnostic("critical-later", item.id.place, message, "Move it to the top of its section.")
        ordinary = ordinary or not item.critical


def pauses(library: Library, today: date) -> Iterator[Diagnostic]:
    """Find sections that do not say when to stop and read them."""
    if not _english(library):
        return
    for section in (s for c in library.checklists for s in c.sections):
        if not _MOMENT.search(section.pause):
            message = f"“{section.pause}” names no moment."
            hint = "Say when to stop and read: before what, after what, or how often."
            yield diagnostic("unclear-pause", section.pause.place, message, hint)


def _stems(text: str) -> set[str]:
    return {word.lower()[:STEM] for word in _WORD.findall(text) if word.lower() not in _EMPTY_TITLE}


def titles(library: Library, today: date) -> Iterator[Diagnostic]:
    """Find titles that share no word with the objective they should name."""
    if not _english(library):
        return
    for checklist in library.checklists:
        if not _stems(checklist.title) & _stems(checklist.objective):
            message = f"“{checklist.title}” names nothing of the objective “{checklist.objective}”."
            hint = "Put the main word of the objective into the title, or that of the title into the objective."
            yield diagnostic("unclear-title", checklist.title.place, message, hint)


def items(library: Library, today: date) -> Iterator[Diagnostic]:
    """Find items that are too long, or do not say what to do and when it is done."""
    limit = library.settings.threshold("item-words")
    for item in (i for c in library.checklists for i in c.items):
        words = len(item.do.split()) + len(item.done.split())
        if words > limit:
            message = f"Item “{item.id}” has {words} words in “do” and “done”; a pause leaves time for {limit}."
            yield diagnostic("long-item", item.id.place, message, "Shorten it; put the reason into “why”.")
        if _english(library):
            yield from _vague(item)


def _vague(item: Item) -> Iterator[Diagnostic]:
    hint = "Name the act, and the state that can be seen."
    if _VERB.search(item.do) or _AS_REQUIRED.search(item.do):
        yield diagnostic("vague-item", item.do.place, f"“{item.do}” does not say what to do.", hint)
    if _STATE.search(item.done) or _AS_REQUIRED.search(item.done):
        yield diagnostic("vague-item", item.done.place, f"“{item.done}” does not say when it is done.", hint)
    elif item.done.strip(" .").lower() == item.do.strip(" .").lower():
        yield diagnostic("vague-item", item.done.place, f"“{item.done}” only says again what to do.", hint)


def completions(library: Library, today: date) -> Iterator[Diagnostic]:
    """Find last lines that state nothing that is true once all is ticked."""
    for checklist in library.checklists:
        if _states_nothing(checklist, _english(library)):
            message = f"The last line “{checklist.completion}” does not state what is now reached."
            hint = "Write what is true once every box is ticked: “The index is ready for the pilot.”"
            yield diagnostic("vague-completion", checklist.completion.place, message, hint)


def _states_nothing(checklist: Checklist, english: bool) -> bool:
    text = checklist.completion.strip()
    return text.endswith("?") or (english and bool(_STATE.search(text)))


CHECKLIST_CHECKS: tuple[Callable[[Library, date], Iterator[Diagnostic]], ...] = (
    sections,
    pauses,
    titles,
    items,
    completions,
)
