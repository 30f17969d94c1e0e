"""Find routes that come back to a step they have left."""

from __future__ import annotations

from crossroads.model.place import Placed
from crossroads.reading.records import Reader, Record

Pairs = tuple[tuple[Placed, Record], ...]
Edges = dict[str, list[Placed]]


def judge_cycles(questions: Pairs, tables: Pairs, reader: Reader) -> None:
    """Report every edge that closes a cycle, in the order of the file. Nothing recurses."""
    edges: Edges = {
        str(key): [o.get("next") for _, o in question.get("options", ()) if o.get("next") is not None]
        for key, question in questions
    }
    for name, table in tables:
        edges[str(name)] = [r.get("next") for r in table.get("rules", ()) if r.get("next") is not None]
    done: set[str] = set()
    for key in edges:
        if key not in done:
            _search(key, edges, done, reader)


def _search(start: str, edges: Edges, done: set[str], reader: Reader) -> None:
    route = [start]
    on_route = {start}
    waiting = [iter(edges[start])]
    while waiting:
        step = next(waiting[-1], None)
        if step is None:
            waiting.pop()
            left = route.pop()
            on_route.discard(left)
            done.add(left)
        elif step in on_route:
            shown = " → ".join((*route[route.index(step) :], step))
            reader.say("cycle", step.place, f"The route goes in a circle: {shown}.", "Let this option lead onwards.")
        elif step in edges and step not in done:
            route.append(str(step))
            on_route.add(str(step))
            waiting.append(iter(edges[step]))
