"""Turn similarities into groups whose members are near each other on average, never across a ban.

Source:
    Average linkage (Sokal & Michener 1958), so that a chain of near pairs does
    not draw distant ends together; bans stand as in COP-KMeans (Wagstaff 2001).

"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

Floats = npt.NDArray[np.float32]

#: Rows compared at once: 512 rows against 20,000 need 40 MB.
ROWS = 512


def near_pairs(vectors: Floats, threshold: float) -> list[tuple[int, int, float]]:
    """List the pairs at least as similar as the threshold.

    Args:
        vectors: shape (n, width), rows of length 1.
        threshold: in [-1, 1].

    Returns:
        (i, j, similarity to four digits) with i < j, ascending. Rounded so that
        the make-up of an encoder's batch leaves no trace.

    """
    pairs: list[tuple[int, int, float]] = []
    for start in range(0, len(vectors), ROWS):
        close = np.round(vectors[start : start + ROWS] @ vectors[start:].T, 4)
        rows, columns = np.nonzero(close >= threshold)
        later = columns > rows
        found = zip(rows[later], columns[later], close[rows[later], columns[later]], strict=True)
        pairs += [(int(i) + start, int(j) + start, float(s)) for i, j, s in found]
    return pairs


def link_groups(
    vectors: Floats, *, threshold: float, allowed: Callable[[int, int], bool]
) -> list[tuple[int, ...]]:
    """Group rows by average linkage under a threshold and bans.

    Args:
        vectors: shape (n, width), rows of length 1.
        threshold: least average similarity of two groups that are joined.
        allowed: whether two rows, i < j, may ever be in one group; asked for
            pairs of one component only.

    Returns:
        Groups of row numbers, each ascending, in the order of their first.

    """
    pairs = [(i, j) for i, j, _ in near_pairs(vectors, threshold) if allowed(i, j)]
    groups: list[tuple[int, ...]] = []
    for members in _components(len(vectors), pairs):
        groups += [members] if len(members) == 1 else _link(members, vectors, threshold, allowed)
    return sorted(groups)


def _components(size: int, pairs: Sequence[tuple[int, int]]) -> list[tuple[int, ...]]:
    """Split rows where no pair is near: average linkage never joins across such a gap."""
    rows, columns = [i for i, _ in pairs], [j for _, j in pairs]
    graph = coo_matrix((np.ones(len(pairs)), (rows, columns)), shape=(size, size))
    labels = connected_components(graph, directed=False)[1]
    members: dict[int, list[int]] = {}
    for row, label in enumerate(labels.tolist()):
        members.setdefault(label, []).append(row)
    return [tuple(m) for m in members.values()]


def _link(
    members: tuple[int, ...], vectors: Floats, threshold: float, allowed: Callable[[int, int], bool]
) -> list[tuple[int, ...]]:
    """Join the two nearest groups until none are near enough."""
    chosen = vectors[list(members)]
    close = np.round(chosen @ chosen.T, 4).astype(np.float64)
    for i in range(len(members)):
        for j in range(i):
            if not allowed(members[j], members[i]):
                close[i, j] = close[j, i] = -np.inf
    np.fill_diagonal(close, -np.inf)
    groups: list[tuple[int, ...]] = [(m,) for m in members]
    best = close.max(axis=1)
    while len(groups) > 1:
        one = int(best.argmax())
        if best[one] < threshold:
            break
        other = int(close[one].argmax())
        sizes = len(groups[one]), len(groups[other])
        # An average with a ban, minus infinity, stays banned.
        merged = (close[one] * sizes[0] + close[other] * sizes[1]) / sum(sizes)
        groups[one], groups[other] = groups[one] + groups[other], ()
        close[one], close[:, one] = merged, merged
        close[other], close[:, other], close[one, one] = -np.inf, -np.inf, -np.inf
        stale = np.flatnonzero(np.isfinite(best))
        best[stale] = close[stale].max(axis=1)
    return [tuple(sorted(g)) for g in groups if g]
