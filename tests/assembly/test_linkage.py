import numpy as np

from causerie.assembly.linkage import Floats, link_groups, near_pairs


def around(*degrees: float) -> Floats:
    angles = np.radians(degrees)
    return np.stack([np.cos(angles), np.sin(angles)], axis=1).astype(np.float32)


def linked(
    vectors: Floats, threshold: float, banned: frozenset[tuple[int, int]] = frozenset()
) -> list[tuple[int, ...]]:
    pairs = [p for p in near_pairs(vectors, threshold) if p[:2] not in banned]
    return link_groups(vectors, pairs, threshold=threshold, allowed=lambda i, j: (i, j) not in banned)


def test_near_pairs_give_cosines() -> None:
    assert near_pairs(around(0, 60, 90), 0.4) == [(0, 1, 0.5), (1, 2, 0.866)]


def test_near_pairs_stay_inside_their_block() -> None:
    assert near_pairs(around(0, 1, 2), 0.9, blocks=["a", "b", "a"]) == [(0, 2, 0.9994)]


def test_average_linkage_cuts_a_chain() -> None:
    # Neighbours are 30 degrees apart, cosine .87; single linkage would make one group of five.
    assert linked(around(0, 30, 60, 90, 120), 0.8) == [(0, 1), (2, 3), (4,)]


def test_equal_rows_are_one_group() -> None:
    assert linked(around(10, 10, 200, 10), 0.9) == [(0, 1, 3), (2,)]


def test_a_ban_holds_through_a_third_row() -> None:
    assert linked(around(0, 5, 12), 0.9, frozenset({(0, 2)})) == [(0, 1), (2,)]


def test_nothing_to_link() -> None:
    assert linked(np.zeros((0, 2), dtype=np.float32), 0.9) == []
