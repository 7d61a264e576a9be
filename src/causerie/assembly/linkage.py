"""Turn similarities into groups whose members are near each other on average, never across a ban.

Source:
    Average linkage (Sokal & Michener 1958), so that a chain of near pairs does
    not draw distant ends together; bans stand as in COP-KMeans (Wagstaff 2001).

"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

#: Two rows, i < j, and their similarity.
Pair = tuple[int, int, float]

#: Rows compared at once: 512 rows against 20,000 need 40 MB.
ROWS = 512


def near_pairs(vectors: Floats, threshold: float, *, blocks: Sequence[object] | None = None) -> list[Pair]:
    """List the pairs at least as similar as the threshold.

    Args:
        vectors: shape (n, width), rows of length 1.
        threshold: in [-1, 1].
        blocks: a value for each row; rows pair only where it is equal.

    Returns:
        (i, j, similarity to four digits) with i < j, ascending. Rounded so that
        the make-up of an encoder's batch leaves no trace.

    """
    members: dict[object, list[int]] = defaultdict(list)
    for row in range(len(vectors)):
        members[blocks[row] if blocks else None].append(row)
    pairs: list[Pair] = []
    for held in members.values():
        rows = np.array(held)
        for start in range(0, len(rows) - 1, ROWS):
            some, later = rows[start : start + ROWS], rows[start:]
            close = np.round((vectors[some] @ vectors[later].T).astype(np.float64), 4)
            one, other = np.nonzero(np.triu(close >= threshold, 1))
            found = zip(some[one].tolist(), later[other].tolist(), close[one, other].tolist(), strict=True)
            pairs += list(found)
    return sorted(pairs)


def link_groups(
    vectors: Floats, pairs: Sequence[Pair], *, threshold: float, allowed: Callable[[int, int], bool]
) -> list[tuple[int, ...]]:
    """Group rows by average linkage under a threshold and bans.

    Groups whose average reaches the threshold hold at least one pair that does,
    so that the near pairs are all the neighbours there are; the average itself
    is the product of the groups' sums.

    Args:
        vectors: shape (n, width), rows of length 1.
        pairs: the near pairs at this threshold, from `near_pairs`, banned ones left out.
        threshold: least average similarity of two groups that are joined.
        allowed: whether two rows, i < j, may be in one group.

    Returns:
        Groups of row numbers, each ascending, in the order of their first.

    """
    linkage = _Linkage(vectors, pairs, threshold)
    while linkage.queue:
        _, one, other = heapq.heappop(linkage.queue)
        if one in linkage.groups and other in linkage.groups:
            both = ((i, j) for i in linkage.groups[one] for j in linkage.groups[other])
            if all(allowed(min(p), max(p)) for p in both):
                linkage.join(one, other)
            else:
                linkage.part(one, other)
    return sorted(tuple(sorted(g)) for g in linkage.groups.values())


class _Linkage:
    """The groups as they stand, with the sum of each and the neighbours it may join.

    Attributes:
        groups: number of a group → its rows; a joined group takes a new number.
        queue: heap of (minus average similarity, group, group); may name groups that are gone.

    """

    def __init__(self, vectors: Floats, pairs: Sequence[Pair], threshold: float) -> None:
        self.groups: dict[int, tuple[int, ...]] = {i: (i,) for i in range(len(vectors))}
        self.queue = [(-s, i, j) for i, j, s in pairs]
        heapq.heapify(self.queue)
        self._sums: dict[int, Floats] = dict(enumerate(vectors))
        self._threshold = threshold
        self._next = len(vectors)
        self._near: dict[int, set[int]] = defaultdict(set)
        for i, j, _ in pairs:
            self._near[i].add(j)
            self._near[j].add(i)

    def part(self, one: int, other: int) -> None:
        """Make two groups no neighbours."""
        self._near[one].discard(other)
        self._near[other].discard(one)

    def join(self, one: int, other: int) -> None:
        """Put two groups into a new one and queue its neighbours."""
        fresh, self._next = self._next, self._next + 1
        self.groups[fresh] = self.groups.pop(one) + self.groups.pop(other)
        self._sums[fresh] = self._sums.pop(one) + self._sums.pop(other)
        near = (self._near.pop(one) | self._near.pop(other)) & self.groups.keys()
        self._near[fresh] = near
        for neighbour in sorted(near):
            self._near[neighbour].add(fresh)
            size = len(self.groups[fresh]) * len(self.groups[neighbour])
            average = round(float(self._sums[fresh] @ self._sums[neighbour]) / size, 4)
            if average >= self._threshold:
                heapq.heappush(self.queue, (-average, neighbour, fresh))
