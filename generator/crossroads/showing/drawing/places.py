"""Place the nodes of each rank across it: in Graphviz's order, near what they are linked to, within a width.

Graphviz orders the ranks well but spreads them without limit; here each rank is fitted again, by isotonic
regression (pool adjacent violators), which is exact for one rank while its neighbours stand still.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Final

from crossroads.showing.drawing.mesh import Link, Mesh
from crossroads.showing.drawing.rows import APART

LANE_APART: Final = 15
SWEEPS: Final = 16
STIFF: Final = 24
"""How much a lane insists on its run's goal, where a link of a box counts 1 or 2."""
SPARE: Final = 30
NEAR: Final = 36
"""A pill that stands nearly in line, in px, is put in line."""
SLIGHT: Final = 12
"""A bend of less than this, in px, looks like a slip of the pen."""


class Places:
    """Hold where each node is across its rank, and move nodes without ever changing their order."""

    def __init__(self, mesh: Mesh, ranks: Sequence[Sequence[int]]) -> None:
        """Start packed; the width is a little more than what the widest rank needs."""
        self.mesh = mesh
        self.ranks = [rank for rank in ranks if rank]
        self.rank_of = {node: rank for rank in self.ranks for node in rank}
        self.at = [0.0] * len(mesh.nodes)
        self.links: list[list[tuple[int, float]]] = [[] for _ in mesh.nodes]
        for link in mesh.links:
            self.links[link.tail].append((link.head, _pull(mesh, link)))
            self.links[link.head].append((link.tail, _pull(mesh, link)))
        self.offsets = [self._offsets(rank) for rank in self.ranks]
        self.width = SPARE + max(self._needs(rank) for rank in range(len(self.ranks)))
        self.runs = self._find_runs()
        self.goals = [0.0] * len(self.runs)
        self.weights = [sum(pull for _, pull in links) or 1.0 for links in self.links]
        self.run_of = {node: number for number, run in enumerate(self.runs) for node in run}
        self.around = [sorted({node for lane in run for node, _ in self.links[lane]} | {*run}) for run in self.runs]

    def settle(self) -> None:
        """Move all nodes near what they are linked to, then put lanes and pills in line."""
        for rank, nodes in enumerate(self.ranks):
            spare = (self.width - self._needs(rank)) / 2
            for node, offset in zip(nodes, self.offsets[rank], strict=True):
                self.at[node] = spare + self.mesh.nodes[nodes[0]].breadth / 2 + offset
        for sweep in range(SWEEPS):
            self._aim()
            for rank in range(len(self.ranks)) if sweep % 2 else reversed(range(len(self.ranks))):
                self._fit(rank)
        self._line_up()
        self._smooth()
        left = min(place - node.breadth / 2 for place, node in zip(self.at, self.mesh.nodes, strict=True))
        self.at = [float(round(place - left + 0.5)) for place in self.at]

    def _offsets(self, nodes: Sequence[int]) -> list[float]:
        offsets = [0.0]
        for one, two in itertools.pairwise(nodes):
            offsets.append(offsets[-1] + self._apart(one, two))
        return offsets

    def _apart(self, one: int, two: int) -> float:
        a, b = self.mesh.nodes[one], self.mesh.nodes[two]
        return (a.breadth + b.breadth) / 2 + (LANE_APART if a.is_lane or b.is_lane else APART)

    def _needs(self, rank: int) -> float:
        first, last = self.mesh.nodes[self.ranks[rank][0]], self.mesh.nodes[self.ranks[rank][-1]]
        return self.offsets[rank][-1] + (first.breadth + last.breadth) / 2

    def _aim(self) -> None:
        """Give each run of lanes one goal: the mean of its lanes and of the places that it joins."""
        for number, around in enumerate(self.around):
            self.goals[number] = sum(map(self.at.__getitem__, around)) / len(around)

    def _wish(self, node: int) -> tuple[float, float]:
        """Give where a node wants to be, and how much."""
        if node in self.run_of:
            return self.goals[self.run_of[node]], STIFF
        wish = 0.0
        for other, pull in self.links[node]:
            wish += self.at[other] * pull
        return wish / self.weights[node], self.weights[node]

    def _fit(self, rank: int) -> None:
        """Give each node of a rank the mean of its links' places, as far as order and width let it."""
        nodes, offsets = self.ranks[rank], self.offsets[rank]
        least = self.mesh.nodes[nodes[0]].breadth / 2
        most = self.width - self.mesh.nodes[nodes[-1]].breadth / 2 - offsets[-1]
        pools: list[tuple[float, float, int]] = []
        for node, offset in zip(nodes, offsets, strict=True):
            wish, weight = self._wish(node)
            pool = ((wish - offset) * weight, weight, 1)
            while pools and pools[-1][0] * pool[1] > pool[0] * pools[-1][1]:
                total, weight, count = pools.pop()
                pool = (total + pool[0], weight + pool[1], count + pool[2])
            pools.append(pool)
        fitted = [min(max(total / weight, least), most) for total, weight, count in pools for _ in range(count)]
        for node, offset, place in zip(nodes, offsets, fitted, strict=True):
            self.at[node] = place + offset

    def _line_up(self) -> None:
        """Make lanes straight over as many ranks as there is room for, then pills that nearly are."""
        for run in self.runs:
            self._straighten(run)
        for number, node in enumerate(self.mesh.nodes):
            if node.rank % 2 and not node.is_lane:
                self._nudge(number)

    def _find_runs(self) -> list[list[int]]:
        """Give the lanes of each long line, from its end upwards, with the box it leads to last in mind."""
        next_lane = {
            link.tail: link.head
            for link in self.mesh.links
            if self.mesh.nodes[link.tail].is_lane and self.mesh.nodes[link.head].is_lane
        }
        later = set(next_lane.values())
        firsts = [index for index, node in enumerate(self.mesh.nodes) if node.is_lane and index not in later]
        runs = []
        for first in firsts:
            run = [first]
            while run[-1] in next_lane:
                run.append(next_lane[run[-1]])
            runs.append(run[::-1])
        return runs

    def _straighten(self, run: Sequence[int]) -> None:
        """Move lanes to one place, starting a new one only where neighbours leave no other way."""
        (goal,) = [other for other, _ in self.links[run[0]] if self._rank(other) > self._rank(run[0])]
        start = 0
        while start < len(run):
            low, high, end = *self._free(run[start]), start + 1
            while end < len(run):
                least, most = self._free(run[end])
                if max(low, least) > min(high, most):
                    break
                low, high, end = max(low, least), min(high, most), end + 1
            place = min(max(self.at[goal], low), high)
            for node in run[start:end]:
                self.at[node] = place
            goal, start = run[end - 1], end

    def _nudge(self, pill: int) -> None:
        heads = [other for other, _ in self.links[pill] if self._rank(other) > self._rank(pill)]
        if not heads:  # it jumps
            return
        (head,) = heads
        low, high = self._free(pill)
        if abs(self.at[head] - self.at[pill]) < NEAR and low <= self.at[head] <= high:
            self.at[pill] = self.at[head]

    def _smooth(self) -> None:
        """Put boxes and pills in line with what they are linked to, where slight bends then are fewer."""
        for link in self.mesh.links:
            if self._is_slight(link.tail, link.head) and not self._aligned(link.head, link.tail):
                self._aligned(link.tail, link.head)

    def _aligned(self, node: int, other: int) -> bool:
        """Move a node in line with another; tell whether it did any good, else it stands as before."""
        low, high = self._free(node)
        place = self.at[other]
        if self.mesh.nodes[node].is_lane or not low <= place <= high:
            return False
        before, here = self._slips(node), self.at[node]
        self.at[node] = place
        if self._slips(node) < before:
            return True
        self.at[node] = here
        return False

    def _slips(self, node: int) -> int:
        return sum(self._is_slight(node, other) for other, _ in self.links[node])

    def _is_slight(self, one: int, two: int) -> bool:
        """Tell whether a link has a slight bend; the only line to a box leads straight on anyway."""
        lower = max(one, two, key=self._rank)
        docks = (
            not self._rank(lower) % 2
            and sum(self._rank(other) < self._rank(lower) for other, _ in self.links[lower]) == 1
        )
        return not docks and 0.5 < abs(self.at[one] - self.at[two]) < SLIGHT

    def _rank(self, node: int) -> int:
        return self.mesh.nodes[node].rank

    def _free(self, node: int) -> tuple[float, float]:
        """Give how far a node can move while its neighbours in the rank stand still."""
        nodes = self.rank_of[node]
        place, half = nodes.index(node), self.mesh.nodes[node].breadth / 2
        low, high = half, self.width - half
        if place:
            low = self.at[nodes[place - 1]] + self._apart(nodes[place - 1], node)
        if place + 1 < len(nodes):
            high = self.at[nodes[place + 1]] - self._apart(node, nodes[place + 1])
        return low, high


def _pull(mesh: Mesh, link: Link) -> float:
    """Weigh a link: lanes pull hardest, as a bend in a long line is seen most."""
    lanes = mesh.nodes[link.tail].is_lane + mesh.nodes[link.head].is_lane
    return (1.0, 2.0, 2.0)[lanes]
