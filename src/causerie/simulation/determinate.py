"""Signs of links to what the signs alone decide: what is unreachable, and which responses have one sign.

Source of the adjoint, of absolute feedback and of weighted predictions:
Dambacher, Li & Rossignol (2002), Ecology 83:1372-1385.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from causerie.errors import ModelError
from causerie.simulation.matrices import Bools, Floats, Ints, Skeleton, square

#: Largest matrix whose terms are counted: 2^20 sets of columns are 8 MB and a second.
LARGEST_COUNTED = 20

#: Largest component whose terms are counted within an answer, for speed.
_LARGEST_IN_ANSWER = 14


@dataclass(frozen=True)
class Predictions:
    """What the signs of a community matrix predict about every press.

    Attributes:
        adjoint: shape (concepts, concepts), exact integers; [i, j] is the number
            of terms that raise i under a press on j less those that lower it.
        total: absolute feedback, the number of all these terms.
        weighted: |adjoint| / total in [0, 1], 1 where there is no term.
        determinant: of -A; the adjoint has the signs of the responses if it is positive.
        signs: predicted signs of the responses, or None with the reason in `refusal`.

    """

    adjoint: npt.NDArray[np.object_]
    total: npt.NDArray[np.object_]
    weighted: Floats
    determinant: int
    signs: Ints | None
    refusal: str | None


@dataclass(frozen=True, slots=True)
class Possible:
    """Which directions the claims leave open for every concept, shape (concepts,) each."""

    rise: Bools
    fall: Bools


def predict_signs(signs: npt.ArrayLike) -> Predictions:
    """Count the terms of every response of a community matrix of signs, exactly.

    Args:
        signs: shape (concepts, concepts), each -1, 0 or 1; signs[i, j] is the effect of j on i.

    Raises:
        ModelError: not square, not signs, or more than `LARGEST_COUNTED` concepts.

    >>> predict_signs([[-1, -1], [1, -1]]).adjoint.tolist()
    [[1, -1], [1, 1]]
    """
    matrix = square(signs)
    if not np.isin(matrix, (-1, 0, 1)).all():
        raise ModelError("weighted predictions need a matrix of signs: -1, 0 and 1 only")
    if len(matrix) > LARGEST_COUNTED:
        raise ModelError(f"terms are counted for at most {LARGEST_COUNTED} concepts, got {len(matrix)}")
    adjoint, determinant = _adjoint([[-int(v) for v in row] for row in matrix])
    total = _total_terms(np.abs(matrix).astype(np.int64))
    weighted = np.ones(matrix.shape)
    np.divide(np.abs(adjoint).astype(float), total.astype(float), out=weighted, where=total > 0)
    refusal = None
    if determinant <= 0:
        refusal = (
            f"the determinant of -A is {determinant}, not positive: signs of responses are not predicted"
        )
    predicted = None if refusal else np.sign(adjoint).astype(np.int64)
    return Predictions(adjoint, total, weighted, determinant, predicted, refusal)


def possible_directions(skeleton: Skeleton, push: Floats) -> Possible:
    """Find, given stability, the directions in which a push can move every concept.

    Components are taken one by one, so that the feedback of one that is not on
    the way leaves no doubt: stability makes its determinant positive. Within
    one, two rules decide: without a negative loop, a stable component hands on
    one sign only (its inverse is that of an M-matrix); else all terms of the
    adjoint must agree. Where neither is known the direction is left open.
    """
    rise, fall = push > 0, push < 0
    for block in skeleton.blocks:
        for concept in block:
            for link in skeleton.incoming[concept]:
                if not skeleton.cyclic[link]:
                    _hand_on(skeleton, link, rise=rise, fall=fall)
        members = list(block)
        if len(members) > 1 and (rise[members].any() or fall[members].any()):
            rise[members], fall[members] = _within(skeleton, block, rise=rise[members], fall=fall[members])
    return Possible(rise, fall)


def has_balancing_loop(skeleton: Skeleton) -> bool:
    """Say whether some feedback loop of the links is negative, or may be."""
    own = skeleton.cause == skeleton.effect
    if (skeleton.sign[own] <= 0).any():
        return True
    return any(len(b) > 1 and _balanced_sides(skeleton, b) is None for b in skeleton.blocks)


def _hand_on(skeleton: Skeleton, link: int, *, rise: Bools, fall: Bools) -> None:
    cause, effect, sign = skeleton.cause[link], skeleton.effect[link], skeleton.sign[link]
    if sign >= 0:
        rise[effect] |= rise[cause]
        fall[effect] |= fall[cause]
    if sign <= 0:
        rise[effect] |= fall[cause]
        fall[effect] |= rise[cause]


def _within(skeleton: Skeleton, block: tuple[int, ...], *, rise: Bools, fall: Bools) -> tuple[Bools, Bools]:
    """Spread the directions in which a component is driven over its concepts; shape (block,) each."""
    side = _balanced_sides(skeleton, block)
    if side is not None:
        with_first = bool(rise[side].any() or fall[~side].any())
        against_first = bool(fall[side].any() or rise[~side].any())
        return np.where(side, with_first, against_first), np.where(side, against_first, with_first)
    if len(block) > _LARGEST_IN_ANSWER:
        unknown = np.ones(len(block), dtype=np.bool_)
        return unknown, unknown
    matrix, mixed = _block_signs(skeleton, block)
    adjoint, _ = _adjoint((-matrix).tolist())
    # An entry of either sign counts two terms that cancel.
    total = _total_terms(np.abs(matrix) + 2 * mixed)
    up, down = (adjoint > -total).astype(bool), (adjoint < total).astype(bool)
    return (up @ rise) | (down @ fall), (up @ fall) | (down @ rise)


def _block_signs(skeleton: Skeleton, block: tuple[int, ...]) -> tuple[Ints, Ints]:
    """Arrange a component as a matrix of signs, and a mask of entries that can have either."""
    place = {c: i for i, c in enumerate(block)}
    plus = np.zeros((len(block), len(block)), dtype=np.bool_)
    minus = plus.copy()
    for i, concept in enumerate(block):
        minus[i, i] = skeleton.limited[concept]
        for link in skeleton.incoming[concept]:
            if skeleton.cyclic[link]:
                j = place[int(skeleton.cause[link])]
                plus[i, j] |= skeleton.sign[link] >= 0
                minus[i, j] |= skeleton.sign[link] <= 0
    mixed = (plus & minus).astype(np.int64)
    return (plus.astype(np.int64) - minus) * (1 - mixed), mixed


def _balanced_sides(skeleton: Skeleton, block: tuple[int, ...]) -> Bools | None:
    """Part the concepts in two camps with positive links inside and negative ones between.

    Returns None if there is no such parting, that is if some loop is negative
    or of unknown sign. Links of a concept to itself do not matter.
    """
    inner = [k for i in block for k in skeleton.incoming[i] if skeleton.cyclic[k]]
    ends = [(int(skeleton.cause[k]), int(skeleton.effect[k]), int(skeleton.sign[k])) for k in inner]
    ends = [e for e in ends if e[0] != e[1]]
    neighbours: dict[int, list[tuple[int, int]]] = {concept: [] for concept in block}
    for cause, effect, sign in ends:
        neighbours[cause].append((effect, sign))
        neighbours[effect].append((cause, sign))
    side = {block[0]: 1}
    waiting = [block[0]]
    while waiting:
        here = waiting.pop()
        for there, sign in neighbours[here]:
            if there not in side:
                side[there] = side[here] * sign
                waiting.append(there)
    if any(sign != side[cause] * side[effect] for cause, effect, sign in ends):
        return None
    # A sign of 0 never fits: sides would be 0 with it, so such links are looked at apart.
    return None if any(not sign for *_, sign in ends) else np.array([side[c] > 0 for c in block])


def _adjoint(matrix: list[list[int]]) -> tuple[npt.NDArray[np.object_], int]:
    """Give adjoint and determinant by the Faddeev-LeVerrier recursion, in exact integers."""
    size = len(matrix)
    held = np.array(matrix, dtype=object).reshape(size, size)
    unit = np.array([[int(i == j) for j in range(size)] for i in range(size)], dtype=object)
    unit = unit.reshape(size, size)
    product, coefficient = unit, 1
    for step in range(1, size + 1):
        adjoint = product
        product = held.dot(product)
        coefficient = -int(sum(product[i, i] for i in range(size))) // step
        product = product + coefficient * unit
    sign = -1 if size % 2 == 0 else 1
    return (adjoint * sign if size else unit), (-1) ** size * coefficient


def _total_terms(sizes: Ints) -> npt.NDArray[np.object_]:
    """Count the terms of every entry of the adjoint: permanents of all minors.

    The rows before and after the one left out are counted once for every set
    of columns, and joined.
    """
    size = len(sizes)
    masks = np.arange(1 << size)
    count = np.zeros(1 << size, dtype=np.int64)
    for column in range(size):
        count += (masks >> column) & 1
    before = _row_terms(sizes, masks, count)
    after = _row_terms(sizes[::-1], masks, count)
    total = np.zeros((size, size), dtype=object)
    everything = (1 << size) - 1
    for row in range(size):
        above = masks[count == row]
        for column in range(size):
            left = above[(above >> column) & 1 == 0]
            rest = everything ^ (1 << column) ^ left
            total[column, row] = int((before[left] * after[rest]).sum())
    return total


def _row_terms(sizes: Ints, masks: Ints, count: Ints) -> Ints:
    """Give, per set of k columns, the permanent of the first k rows on it."""
    terms = np.zeros(masks.size, dtype=np.int64)
    terms[0] = 1
    for row in range(len(sizes)):
        level = masks[count == row + 1]
        for column in np.flatnonzero(sizes[row]):
            holding = level[(level >> column) & 1 == 1]
            terms[holding] += sizes[row, column] * terms[holding ^ (1 << int(column))]
    return terms
