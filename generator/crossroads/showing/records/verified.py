"""Hold a record against today's rules: same, drifted, or edited."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from crossroads.model.decision import UNKNOWN, Decision
from crossroads.reasoning.graph import Graph
from crossroads.reasoning.walk import Walk, in_order, walk
from crossroads.showing.records.texts import STYLES, checksum, sealed

_SEAL = re.compile(
    r"<!-- crossroads 1 (?P<style>[a-z]+); "
    r"(?P<decision>[a-z0-9-]+)#~(?P<hash>[0-9a-f]{12})(?P<pairs>(?:&[a-z0-9-]+=[a-z0-9-]+)*); "
    r"(?P<ends>[a-z0-9-]+(?:,[a-z0-9-]+)*); (?P<sum>[0-9a-f]{8}) -->"
)


class NoRecord(Exception):
    """A text that is not a record of ours, or one of a later form."""


@dataclass(frozen=True)
class Seal:
    """What a record says of itself in its last line, and whether its text still fits."""

    decision: str
    hash: str
    answers: dict[str, str]
    ends: tuple[str, ...]
    untouched: bool


@dataclass(frozen=True)
class Verdict:
    """How a record stands: `same`, `drifted` or `edited`, with what has to be said of it."""

    status: str
    lines: tuple[str, ...]


def read_seal(text: str) -> Seal:
    """Read the last line of a record; people's notes may follow it. NoRecord where there is none, or more than one."""
    text = text.replace("\r\n", "\n").removeprefix("\ufeff")
    found = list(_SEAL.finditer(text))
    if len(found) != 1 or found[0]["style"] not in STYLES:
        raise NoRecord("This is not a record of a walk: its line “<!-- crossroads 1 …; … -->” is missing or not whole.")
    seal = found[0]
    body = text[: seal.start()].removesuffix("\n")
    answers = dict(pair.split("=") for pair in seal["pairs"].split("&")[1:])
    fits = checksum(sealed(body)) == seal["sum"]
    return Seal(seal["decision"], seal["hash"], answers, tuple(seal["ends"].split(",")), fits)


def verify(seal: Seal, decision: Decision, graph: Graph, hash_now: str) -> Verdict:
    """Walk a record's answers by today's rules."""
    answers, gone = _present(decision, seal.answers)
    steps = in_order(graph, answers)
    done = walk(graph, steps)
    renamed = {str(w): str(o.id) for o in decision.outcomes for w in o.was}
    before = tuple(renamed.get(end, end) for end in seal.ends)
    lines = [*gone, *_differences(decision, before, answers, steps, done)]
    if not seal.untouched:
        return Verdict("edited", ("The text between its heading and its last line is not what was written.", *lines))
    if lines:
        return Verdict("drifted", tuple(lines))
    if seal.hash != hash_now:
        return Verdict("same", (f"The rules have changed since ({seal.hash}, now {hash_now}), not for these answers.",))
    return Verdict("same", ())


def _present(decision: Decision, given: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """Give answers their present ids, and say which can no longer be given."""
    questions = {str(w): str(q.id) for q in decision.questions for w in (*q.was, q.id)}
    answers, gone = {}, []
    for old_question, old_option in given.items():
        name = questions.get(old_question)
        if name is None:
            gone.append(f"The question “{old_question}” is no more.")
            continue
        options = {str(w): str(o.id) for o in decision.question(name).options for w in (*o.was, o.id)}
        option = UNKNOWN if old_option == UNKNOWN else options.get(old_option)
        if option is None:
            gone.append(f"“{decision.question(name).ask}” no longer has the answer “{old_option}”.")
        else:
            answers[name] = option
    return answers, gone


def _differences(
    decision: Decision, before: tuple[str, ...], answers: Mapping[str, str], steps: Mapping[str, str], done: Walk
) -> list[str]:
    lines = [f"No longer asked: {decision.question(q).ask}" for q in answers if q not in steps]
    if done.ask_next is not None:
        lines.append(f"Asked now, and not answered in the record: {decision.question(done.ask_next).ask}")
    if set(before) != set(done.possible):
        lines.append(f"Then: {_titles(decision, before)}")
        lines.append(f"Now: {_titles(decision, done.possible)}")
    return lines


def _titles(decision: Decision, outcomes: tuple[str, ...]) -> str:
    known = decision.outcomes_by_id
    return "; ".join(str(known[o].title) if o in known else o for o in outcomes)
