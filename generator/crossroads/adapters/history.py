"""Read the past of decisions from git, as far as this copy has it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path, PurePosixPath

from crossroads import __version__
from crossroads.adapters.git import Repository, repository
from crossroads.adapters.hand import cache_folder
from crossroads.adapters.trouble import Trouble
from crossroads.model.decision import Decision
from crossroads.reading.ids import RESERVED_STEMS
from crossroads.reading.library import read_library
from crossroads.reasoning.changes.space import Version
from crossroads.reasoning.changes.versions import History, State, rule_versions
from crossroads.reasoning.counts import behaviour_hash, oldest
from crossroads.reasoning.graph import Graph
from crossroads.reasoning.lower import NotLowered, TooLarge, lower
from crossroads.showing.drawing.locker import write_whole

Known = dict[str, list[str] | None]  # blob -> first id and hash of the decision in it; None where it cannot be read


def read_history(folder: Path, decisions: Mapping[str, tuple[Decision, Graph]], on: str) -> History:
    """Give every behaviour version of the present decisions; what git cannot tell is said, never an error."""
    try:
        kept = repository(folder)
        if kept.shallow:
            return _today(decisions, on, "shallow")
        below = folder.resolve().relative_to(kept.top.resolve()).as_posix()
        past = _past(kept, "" if below == "." else below)
    except (Trouble, ValueError):
        return _today(decisions, on, "none")
    return History({name: rule_versions(_states(past, *now, on)) for name, now in decisions.items()})


def _today(decisions: Mapping[str, tuple[Decision, Graph]], on: str, missing: str) -> History:
    made = {name: rule_versions([_present(*now, on)]) for name, now in decisions.items()}
    return History(made, missing)


def _present(decision: Decision, graph: Graph, on: str) -> State:
    return State(on, "", "", behaviour_hash(graph, decision), lambda: Version(decision, graph))


def _states(past: Mapping[str, list[State]], decision: Decision, graph: Graph, on: str) -> list[State]:
    return [*past.get(oldest(decision), ()), _present(decision, graph, on)]


def _past(kept: Repository, path: str) -> dict[str, list[State]]:
    """Give the states of each decision by its first id, the oldest first."""
    touched = kept.touched(path)
    wanted = {blob: name for _, files in touched for name, blob in files if _is_decision(name, path)}
    store = cache_folder().parent / "history.json"
    known = _recalled(store)
    fresh = [blob for blob in wanted if blob not in known]
    contents = kept.contents(fresh) if fresh else {}
    for blob in fresh:
        version = _read(PurePosixPath(wanted[blob]).name, contents.get(blob, b""))
        found = [oldest(version.decision), behaviour_hash(version.graph, version.decision)] if version else None
        known[blob] = found
    if fresh:
        _remember(store, known)
    states: dict[str, list[State]] = {}
    for commit, files in touched:
        for name, blob in files:
            told = known.get(blob) if blob in wanted else None
            if told:
                load = _loader(kept, PurePosixPath(name).name, blob)
                states.setdefault(told[0], []).append(State(commit.on, commit.id, commit.subject, told[1], load))
    return states


def _is_decision(name: str, path: str) -> bool:
    place = PurePosixPath(name)
    return place.suffix == ".yml" and place.parent == PurePosixPath(path or ".") and place.stem not in RESERVED_STEMS


def _loader(kept: Repository, name: str, blob: str) -> Callable[[], Version]:
    def load() -> Version:
        version = _read(name, kept.contents([blob])[blob])
        if version is None:
            raise Trouble(f"“{name}” could be read before and cannot be read now.")
        return version

    return load


@lru_cache(maxsize=512)
def _read(name: str, raw: bytes) -> Version | None:
    """Read one file as a decision; None where it is none."""
    found = read_library({name: raw}).library.decisions
    try:
        return Version(found[0], lower(found[0]).graph) if found else None
    except (NotLowered, TooLarge):
        return None


def _recalled(store: Path) -> Known:
    """Give what earlier builds found out; anything odd is found out again."""
    try:
        kept = json.loads(store.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    blobs = kept.get("blobs") if isinstance(kept, dict) and kept.get("version") == __version__ else None
    return {b: f for b, f in blobs.items() if f is None or len(f) == 2} if isinstance(blobs, dict) else {}


def _remember(store: Path, known: Known) -> None:
    try:
        store.parent.mkdir(parents=True, exist_ok=True)
        write_whole(store, json.dumps({"version": __version__, "blobs": known}).encode())
    except OSError:
        return  # a folder that cannot be written costs time, nothing else
