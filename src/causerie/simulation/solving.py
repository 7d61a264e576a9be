"""Weights of many draws to the responses of all concepts to a lasting push.

The response to a press p is x = (D - W)^-1 p, linearised about a stable state.
It is solved one strongly connected component after the other, causes first:
exact, and on the mostly acyclic maps that texts give nearly free. A one-sided
link carries the rise or the fall of its cause only, which makes the map
piecewise linear; within a component its side is found by iteration.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import scipy.sparse.linalg
from scipy import sparse

from causerie.errors import ModelError
from causerie.simulation import kernels
from causerie.simulation.matrices import Bools, Floats, Skeleton, square
from causerie.simulation.states import States

#: Passes over a component after which its sides are taken as they stand.
_PASSES = 12

#: Links of the longest walk that is summed; size of what is left when a sum has
#: ended; and size from which it will not.
_WALKS, _ENDED, _RUNAWAY = 500, 1e-15, 1e6

#: Below this share of the largest response of its component, a solved
#: response is rounding: the claims that would carry it are not there.
_ROUNDING = 1e-13

#: Largest component whose stability is tested: above it, eigenvalues of one
#: draw take seconds and nearly all draws are unstable anyway.
LARGEST_TESTED = 300


@dataclass(frozen=True)
class Weights:
    """Signed strengths of every link, shape (links, draws), with self-limitation.

    Attributes:
        rising: strength with which a link carries the rise of its cause.
        falling: the same for a fall; `rising` itself where no link is one-sided.
        limits: self-limitation, shape (concepts, draws), each at least 0.

    """

    rising: Floats
    falling: Floats
    limits: Floats

    @property
    def one_sided(self) -> bool:
        """Say whether any link tells rise from fall."""
        return self.falling is not self.rising

    def take(self, kept: Bools) -> Weights:
        """Keep only some draws."""
        rising = self.rising[:, kept]
        falling = self.falling[:, kept] if self.one_sided else rising
        return Weights(rising, falling, self.limits[:, kept])


def weights_of(states: States, sizes: Floats, *, limits: Floats) -> Weights:
    """Give drawn links their sizes, shape (links, draws)."""
    signed = states.sign * sizes
    if states.rising.all() and states.falling.all():
        return Weights(signed, signed, limits)
    return Weights(signed * states.rising, signed * states.falling, limits)


def respond(skeleton: Skeleton, weights: Weights, *, push: Floats, contracting: bool) -> Floats:
    """Solve for the response of every concept in every draw, shape (concepts, draws).

    Args:
        skeleton: the map's structure.
        weights: strengths of its links.
        push: lasting push on each concept, shape (concepts,).
        contracting: whether components may be solved by sweeps, because their
            row sums stay below their self-limitation.

    """
    draws = weights.rising.shape[1]
    if contracting:
        return kernels.sweep(skeleton, weights.rising, weights.falling, push)
    response = np.zeros((skeleton.size, draws))
    for block in skeleton.blocks:
        inside = _inner_links(skeleton, block)
        drive = _drive(skeleton, weights, response, block, push=push)
        if not inside:
            response[block[0]] = _divided(drive[0], weights.limits[block[0]])
        elif np.any(drive):
            response[list(block)] = _solve_block(skeleton, weights, block, drive=drive)
    return response


def stable(skeleton: Skeleton, weights: Weights) -> Bools:
    """Say of every draw whether all eigenvalues have negative real parts, shape (draws,).

    Components are tested one by one, which is exact. A one-sided link counts
    with its larger strength.

    Raises:
        ModelError: a component is too large for the test.

    """
    keep = np.ones(weights.rising.shape[1], dtype=np.bool_)
    for block in skeleton.blocks:
        if len(block) > LARGEST_TESTED:
            raise ModelError(
                f"a feedback component of {len(block)} concepts is too large for the stability test "
                f"(at most {LARGEST_TESTED}); use a prior that is stable by construction"
            )
        if not _inner_links(skeleton, block):
            keep &= weights.limits[block[0]] > 0
        elif keep.any():
            alive = np.flatnonzero(keep)
            part = weights.take(keep)
            larger = np.where(np.abs(part.rising) >= np.abs(part.falling), part.rising, part.falling)
            keep[alive] = kernels.block_stable(_block_matrix(skeleton, part, larger, block))
    return keep


def press_response(matrix: Floats, push: Floats) -> Floats:
    """Solve one community matrix for its response to a press, shape (concepts,).

    Args:
        matrix: shape (concepts, concepts); matrix[i, j] is the effect of j on i.
        push: shape (concepts,).

    Raises:
        ModelError: the matrix is not square or singular, or the push does not fit.

    >>> press_response(np.array([[-1.0, 0.0], [0.5, -1.0]]), np.array([1.0, 0.0]))
    array([1. , 0.5])
    """
    held = square(matrix)
    if np.shape(push) != (len(held),):
        raise ModelError(f"a push on {len(held)} concepts has shape ({len(held)},), got {np.shape(push)}")
    return np.asarray(negative_inverse(held) @ np.asarray(push, dtype=np.float64))


def press_links(skeleton: Skeleton, weights: Floats, push: Floats) -> Floats:
    """Solve one large map with given weights for its response to a push, shape (concepts,).

    The sum over walks, which ends soon where feedback is weak; a sparse
    factorisation where it does not end. Stability is not tested.

    Args:
        skeleton: the map's structure; self-limitation is 1.
        weights: signed strength of each link, shape (links,).
        push: shape (concepts,).

    Raises:
        ModelError: the map is singular.

    """
    matrix = sparse.csr_matrix((weights, (skeleton.effect, skeleton.cause)), shape=(skeleton.size,) * 2)
    response, wave = push.astype(np.float64), push.astype(np.float64)
    for _ in range(_WALKS):
        wave = matrix @ wave
        response = response + wave
        size = np.abs(wave).max(initial=0.0)
        if size <= _ENDED:
            return np.asarray(response)
        if size > _RUNAWAY:
            break
    factors = _factorised(sparse.identity(skeleton.size, format="csc") - matrix.tocsc())
    return np.asarray(factors.solve(push.astype(np.float64)), dtype=np.float64)


def _factorised(matrix: sparse.csc_matrix) -> Any:
    try:
        return scipy.sparse.linalg.splu(matrix)
    except RuntimeError as error:  # what SuperLU says of a singular matrix
        raise ModelError("the map is singular: its responses are not defined") from error


def negative_inverse(matrix: Floats) -> Floats:
    """Invert -A: entry [i, j] is the response of i to a unit press on j.

    Raises:
        ModelError: the matrix is singular, so that no response is defined.

    """
    held = square(matrix)
    refusal = "the matrix is singular: its responses are not defined"
    try:
        inverse = np.linalg.inv(-held)
    except np.linalg.LinAlgError as error:
        raise ModelError(refusal) from error
    # The condition number in the 1-norm: at 1/eps no digit of the inverse is known.
    if held.size and np.linalg.norm(held, 1) * np.linalg.norm(inverse, 1) >= 1 / np.finfo(np.float64).eps:
        raise ModelError(refusal)
    return np.asarray(inverse)


def _inner_links(skeleton: Skeleton, block: tuple[int, ...]) -> list[int]:
    return [k for i in block for k in skeleton.incoming[i] if skeleton.cyclic[k]]


def _drive(
    skeleton: Skeleton, weights: Weights, response: Floats, block: tuple[int, ...], *, push: Floats
) -> Floats:
    """Sum the push and what comes in from earlier components, shape (block, draws)."""
    drive = np.repeat(push[list(block)][:, None], response.shape[1], axis=1)
    for row, concept in enumerate(block):
        for link in skeleton.incoming[concept]:
            if not skeleton.cyclic[link]:
                drive[row] += _carried(weights, link, response[skeleton.cause[link]])
    return drive


def _carried(weights: Weights, link: int, cause: Floats) -> Floats:
    if not weights.one_sided:
        return np.asarray(weights.rising[link] * cause)
    return np.asarray(np.where(cause > 0, weights.rising[link], weights.falling[link]) * cause)


def _divided(drive: Floats, limit: Floats) -> Floats:
    """Divide by self-limitation; undriven concepts stay at 0 even without any."""
    return np.divide(drive, limit, out=np.zeros_like(drive), where=(drive != 0) & (limit != 0))


def _solve_block(skeleton: Skeleton, weights: Weights, block: tuple[int, ...], *, drive: Floats) -> Floats:
    """Solve one component; the sides of one-sided links are those of the solution itself."""
    chosen = weights.rising
    solved = _solved(_block_matrix(skeleton, weights, chosen, block), drive)
    for _ in range(_PASSES if weights.one_sided else 0):
        whole = np.zeros((skeleton.size, drive.shape[1]))
        whole[list(block)] = solved
        sided = np.where(whole[skeleton.cause] > 0, weights.rising, weights.falling)
        if np.array_equal(sided, chosen):
            break
        chosen = sided
        solved = _solved(_block_matrix(skeleton, weights, chosen, block), drive)
    return solved


def _solved(matrices: Floats, drive: Floats) -> Floats:
    solved = np.linalg.solve(-matrices, drive.T[:, :, None])[:, :, 0].T
    solved[np.abs(solved) < _ROUNDING * np.abs(solved).max(axis=0)] = 0.0
    return np.asarray(solved)


def _block_matrix(skeleton: Skeleton, weights: Weights, chosen: Floats, block: tuple[int, ...]) -> Floats:
    """Arrange a component's community matrices, shape (draws, block, block)."""
    place = {c: i for i, c in enumerate(block)}
    matrix = np.zeros((chosen.shape[1], len(block), len(block)))
    for concept in block:
        matrix[:, place[concept], place[concept]] = -weights.limits[concept]
    for link in _inner_links(skeleton, block):
        matrix[:, place[int(skeleton.effect[link])], place[int(skeleton.cause[link])]] += chosen[link]
    return matrix
