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
    groups: dict[int, tuple[int, ...]] = {i: (i,) for i in range(len(vectors))}
    sums: dict[int, Floats] = dict(enumerate(vectors))
    near: dict[int, set[int]] = defaultdict(set)
    for i, j, _ in pairs:
        near[i].add(j)
        near[j].add(i)
    queue = [(-s, i, j) for i, j, s in pairs]
    heapq.heapify(queue)
    fresh = len(vectors)
    while queue:
        _, one, other = heapq.heappop(queue)
        if one not in groups or other not in groups:
            continue
        if not all(allowed(min(i, j), max(i, j)) for i in groups[one] for j in groups[other]):
            near[one].discard(other)
            near[other].discard(one)
            continue
        groups[fresh] = groups[one] + groups[other]
        sums[fresh] = sums.pop(one) + sums.pop(other)
        near[fresh] = (near.pop(one) | near.pop(other)) - {one, other}
        del groups[one], groups[other]
        for neighbour in sorted(n for n in near[fresh] if n in groups):
            near[neighbour].add(fresh)
            total = float(sums[fresh] @ sums[neighbour])
            average = round(total / (len(groups[fresh]) * len(groups[neighbour])), 4)
            if average >= threshold:
                heapq.heappush(queue, (-average, neighbour, fresh))
        fresh += 1
    return sorted(tuple(sorted(g)) for g in groups.values())
