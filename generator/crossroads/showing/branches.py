"""Split a picture that is too large to take in: parts that each fit a page, and an overview of them.

Every box stands in one part only, and every arrow in the part of its tail, so the parts together are the picture.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from crossroads.showing.drawing import Arrow, Box, Picture
from crossroads.showing.words import WORDS, count

MOST: Final = 40
"""Above this number of boxes a drawing is split."""
PART: Final = 20
"""The number of boxes that a part holds at most, unless one question alone has more answers."""


@dataclass(frozen=True)
class Parts:
    """Hold the overview and the parts that it leads to."""

    overview: Picture
    parts: tuple[Picture, ...]


def split(picture: Picture) -> Parts | None:
    """Split a picture into parts, or give None where one drawing can be taken in."""
    if len(picture.boxes) <= MOST:
        return None
    groups = _groups(picture)
    parts = tuple(_part(picture, number, keys) for number, keys in enumerate(groups, 1))
    return Parts(_overview(picture, parts), parts)


def part_key(number: int) -> str:
    """Give the key of a part; its two dashes keep it apart from every id of an author."""
    return f"part--{number}"


def _groups(picture: Picture) -> list[list[str]]:
    """Cut the tree of nearest parents, from its leaves up, wherever a branch is full."""
    order = _in_order(picture)
    parent = _nearest_parents(picture, order)
    weight = dict.fromkeys(order, 1)
    children: dict[str, list[str]] = {key: [] for key in order}
    for key, above in parent.items():
        children[above].append(key)
    roots = {key for key in order if key not in parent}
    for key in reversed(order):
        kept = sorted(children[key], key=lambda child: weight[child])
        while kept and 1 + sum(weight[child] for child in kept) > PART and weight[kept[-1]] > 1:
            roots.add(kept.pop())
        weight[key] = 1 + sum(weight[child] for child in kept)
    group_of: dict[str, str] = {}
    for key in order:
        group_of[key] = key if key in roots else group_of[parent[key]]
    return [[key for key in order if group_of[key] == root] for root in order if root in roots]


def _in_order(picture: Picture) -> list[str]:
    """Give the keys so that every arrow leads forward; the order of the boxes breaks ties."""
    waiting = {box.key: 0 for box in picture.boxes}
    heads: dict[str, list[str]] = {box.key: [] for box in picture.boxes}
    for arrow in picture.arrows:
        waiting[arrow.head] += 1
        heads[arrow.tail].append(arrow.head)
    order = [key for key, count in waiting.items() if not count]
    for key in order:
        for head in heads[key]:
            waiting[head] -= 1
            if not waiting[head]:
                order.append(head)
    return order


def _nearest_parents(picture: Picture, order: Sequence[str]) -> dict[str, str]:
    """Give for each box the last that leads to it: it is drawn beside that one."""
    place = {key: index for index, key in enumerate(order)}
    parent: dict[str, str] = {}
    for arrow in picture.arrows:
        if place[arrow.tail] >= place[parent.get(arrow.head, order[0])]:
            parent[arrow.head] = arrow.tail
    return parent


def _part(picture: Picture, number: int, keys: Sequence[str]) -> Picture:
    inside = set(keys)
    arrows = tuple(arrow for arrow in picture.arrows if arrow.tail in inside)
    heads = {arrow.head for arrow in arrows}
    boxes = _chosen(picture.boxes, inside)
    return Picture(
        prefix=f"{picture.prefix}--{part_key(number)}",
        title=f"{WORDS['drawing-part']} {number}: {_root(picture, keys).label}",
        boxes=boxes,
        arrows=arrows,
        away=_chosen(picture.boxes, heads - inside),
        jump=picture.jump,
        states=picture.states,
    )


def _chosen(boxes: Iterable[Box], keys: set[str]) -> tuple[Box, ...]:
    return tuple(box for box in boxes if box.key in keys)


def _root(picture: Picture, keys: Sequence[str]) -> Box:
    return picture.box(keys[0])


def _overview(picture: Picture, parts: Sequence[Picture]) -> Picture:
    """Draw each part as one box; ways that lead back to an earlier part stand in the parts alone."""
    part_of = {box.key: number for number, part in enumerate(parts, 1) for box in part.boxes}
    ways: dict[tuple[int, int], list[Arrow]] = {}
    for arrow in picture.arrows:
        tail, head = part_of[arrow.tail], part_of[arrow.head]
        if tail < head:
            ways.setdefault((tail, head), []).append(arrow)
    return Picture(
        prefix=f"{picture.prefix}--overview",
        title=picture.title,
        boxes=tuple(_box_of(picture, number, part) for number, part in enumerate(parts, 1)),
        arrows=tuple(_way(pair, ways[pair]) for pair in sorted(ways)),
        jump=picture.jump,
        states=picture.states,
    )


def _box_of(picture: Picture, number: int, part: Picture) -> Box:
    inside = {box.key for box in part.boxes}
    root = next(key for key in _in_order(picture) if key in inside)
    label, word = picture.box(root).label, f"{WORDS['drawing-part']} {number}"
    size = f"{label} {_size(part)}"
    href, holds = f"#{picture.prefix}--{part_key(number)}", tuple(box.key for box in part.boxes)
    return Box(part_key(number), "part", "", word, label, size, href, holds)


def _size(part: Picture) -> str:
    outcomes = sum(box.kind == "outcome" for box in part.boxes)
    questions = count(len(part.boxes) - outcomes, "question", "questions")
    return f"({questions}, {count(outcomes, 'outcome', 'outcomes')})"


def _way(pair: tuple[int, int], arrows: Sequence[Arrow]) -> Arrow:
    label = arrows[0].label if len(arrows) == 1 else count(len(arrows), "way", "ways")
    return Arrow(part_key(pair[0]), part_key(pair[1]), "ways", label)


def drawn_in(parts: Sequence[Picture]) -> Mapping[str, int]:
    """Give the number of the part that each box stands in."""
    return {box.key: number for number, part in enumerate(parts, 1) for box in part.boxes}
