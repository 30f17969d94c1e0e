"""Give every line that runs between two ranks a track of its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

CLEAR: Final = 10
"""How far apart two lines on one track must stay, in px."""
_SAME: Final = 4
"""Below this, two lines in px would look like one."""
ROUNDS: Final = 6
_OVERLAP: Final = 12
"""How many crossings two lines that run on each other are worth."""


@dataclass(frozen=True)
class Net:
    """Hold lines that meet: where they come in from the rank before, and leave to the rank after."""

    before: tuple[float, ...]
    after: tuple[float, ...]
    low: float
    high: float

    @classmethod
    def of(cls, before: Iterable[float], after: Iterable[float]) -> Net:
        """Make a net; equal places count once."""
        one, two = tuple(sorted(set(before))), tuple(sorted(set(after)))
        return cls(one, two, min(one[0], two[0]), max(one[-1], two[-1]))

    @property
    def is_straight(self) -> bool:
        """Tell whether the net needs no track at all."""
        return self.high - self.low < 1


def order(nets: Sequence[Net]) -> list[int]:
    """Give the numbers of the nets, first track first, with few crossings; straight ones are left out."""
    found = [index for index, net in enumerate(nets) if not net.is_straight]
    found.sort(key=lambda index: (nets[index].low, index))
    cost = {(one, two): _cost(nets[one], nets[two]) for one in found for two in found}
    for _ in range(ROUNDS):
        before = list(found)
        for index in before:
            _sift(found, index, cost)
        if found == before:
            break
    return found


def _sift(found: list[int], index: int, cost: dict[tuple[int, int], int]) -> None:
    """Move one net to where it costs least, and as little as possible."""
    old = found.index(index)
    found.remove(index)
    now = sum(cost[index, other] for other in found)
    options = [(now, old != 0, 0)]
    for place, other in enumerate(found, 1):
        now += cost[other, index] - cost[index, other]
        options.append((now, old != place, place))
    found.insert(min(options)[2], index)


def tracks(nets: Sequence[Net], in_order: Sequence[int]) -> dict[int, int]:
    """Give the track of each net; nets that are clear of each other share one."""
    found: dict[int, int] = {}
    for index in in_order:
        blocked = [track for other, track in found.items() if _overlap(nets[other], nets[index])]
        found[index] = max(blocked, default=-1) + 1
    return found


def crossings(nets: Sequence[Net], in_order: Sequence[int]) -> int:
    """Count the crossings between the nets of a gap."""
    straight = [net for net in nets if net.is_straight]
    through = sum(_within(nets[index], (net.low,)) for index in in_order for net in straight)
    return through + sum(
        _cost(nets[one], nets[two]) for place, one in enumerate(in_order) for two in in_order[place + 1 :]
    )


def _cost(first: Net, second: Net) -> int:
    """Count what crosses when the first net has the earlier track; lines on each other count more."""
    if first.high < second.low - _SAME or second.high < first.low - _SAME:
        return 0
    touching = sum(abs(one - two) < _SAME for one in first.after for two in second.before)
    return _within(second, first.after) + _within(first, second.before) + _OVERLAP * touching


def _within(net: Net, places: Sequence[float]) -> int:
    return sum(net.low < place < net.high for place in places)


def _overlap(one: Net, two: Net) -> bool:
    return one.low < two.high + CLEAR and two.low < one.high + CLEAR
