"""Weights of many draws to how the responses lean when one link is changed at a time.

A changed link is a rank-one change of the map: x' = x + R[:, i] d x_j / (1 - d R[j, i]),
with R the responses to unit pushes and d the change of the weight j → i
(Sherman & Morrison 1950). R is found once a draw, and every change costs one pass.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from causerie.simulation import kernels
from causerie.simulation.matrices import Floats, Ints, Skeleton

#: Below this share of the terms that make it up, a changed response is their
#: rounding: the change has cut the only way.
_ROUNDING = 1e-8

#: Relative change at which sweeps stop here: well below `_ROUNDING`, so that what
#: they leave is not taken for a response.
_SETTLED = 1e-10

#: What dense inversion leaves in place of an exact zero: with gain .8 rounding
#: stays below this, and a way as weak as this tells nothing.
_NOISE = 1e-14

#: Draws whose matrices are inverted together without numba.
_TOGETHER = 128


def changed_leans(
    skeleton: Skeleton, weights: Floats, push: Floats, *, links: Ints, changed: Floats
) -> Floats:
    """Sum the signs of all responses over draws, for each changed link.

    Args:
        skeleton: the map's structure; self-limitation is 1.
        weights: signed strengths of a contracting prior, shape (links, draws).
        push: shape (concepts,).
        links: which link each change is about, shape (changes,).
        changed: its weight after the change, shape (changes, draws).

    Returns:
        Shape (changes, concepts).

    """
    leans = np.zeros((links.size, skeleton.size))
    if kernels.repays(weights.shape[1] * skeleton.size * (skeleton.size**2 + 4 * links.size)):
        order = np.ascontiguousarray(skeleton.sweep_order.members[::-1])
        out = np.argsort(skeleton.cause, kind="stable")
        starts = np.searchsorted(skeleton.cause[out], np.arange(skeleton.size + 1))
        sweeps = kernels.SWEEPS if skeleton.cyclic.any() else 1
        kernels.jitted(_change_rows)(
            order, starts, out, skeleton.cause, skeleton.effect, weights, push, links, changed,
            _SETTLED, sweeps, _ROUNDING, leans,
        )  # fmt: skip
        return leans
    for first in range(0, weights.shape[1], _TOGETHER):
        part = slice(first, first + _TOGETHER)
        leans += _inverted(skeleton, weights[:, part], push, links, changed[:, part])
    return leans


def _inverted(skeleton: Skeleton, weights: Floats, push: Floats, links: Ints, changed: Floats) -> Floats:
    """Invert the matrices of some draws, and change every link in all of them at once."""
    matrix = np.zeros((weights.shape[1], skeleton.size, skeleton.size))
    np.add.at(matrix.transpose(1, 2, 0), (skeleton.effect, skeleton.cause), -weights)
    inverse = np.linalg.inv(matrix + np.eye(skeleton.size))
    inverse[np.abs(inverse) < _NOISE] = 0.0
    response = inverse @ push
    cause, effect = skeleton.cause[links], skeleton.effect[links]
    change = (changed - weights[links]).T
    factor = change * response[:, cause] / (1 - change * inverse[:, cause, effect])
    moved = inverse[:, :, effect] * factor[:, None, :]
    after = response[:, :, None] + moved
    after[np.abs(after) <= _ROUNDING * np.abs(moved)] = 0.0
    return np.asarray(np.sign(after).sum(axis=0).T)


def _change_rows(
    order: Any,
    starts: Any,
    out: Any,
    cause: Any,
    effect: Any,
    weights: Any,
    push: Any,
    links: Any,
    changed: Any,
    settled: float,
    sweeps: int,
    rounding: float,
    leans: Any,
) -> None:
    """Do it draw by draw; row i of `answer` holds what a push on i does to all. Plain loops for numba."""
    size, draws = len(starts) - 1, weights.shape[1]
    answer = np.empty((size, size))
    row = np.empty(size)
    response = np.empty(size)
    held = np.empty(len(out))
    for draw in range(draws):
        for place in range(len(out)):
            held[place] = weights[out[place], draw]
        answer[:, :] = 0.0
        for sweep in range(sweeps):
            # Looking whether anything moved costs as much as a sweep: look every fourth time.
            looks = sweep % 4 == 3
            moving = 0
            for concept in order:
                row[:] = 0.0
                row[concept] = 1.0
                for place in range(starts[concept], starts[concept + 1]):
                    weight = held[place]
                    if weight != 0.0:
                        after = effect[out[place]]
                        for t in range(size):
                            row[t] += weight * answer[after, t]
                if looks:
                    for t in range(size):
                        moving += abs(row[t] - answer[concept, t]) > settled * abs(row[t])
                for t in range(size):
                    answer[concept, t] = row[t]
            if looks and moving == 0:
                break
        response[:] = 0.0
        for concept in range(size):
            if push[concept] != 0.0:
                for t in range(size):
                    response[t] += push[concept] * answer[concept, t]
        for number in range(len(links)):
            begin, end = cause[links[number]], effect[links[number]]
            change = changed[number, draw] - weights[links[number], draw]
            factor = change * response[begin] / (1.0 - change * answer[end, begin])
            for t in range(size):
                moved = factor * answer[end, t]
                after = response[t] + moved
                if abs(after) > rounding * abs(moved):
                    leans[number, t] += 1.0 if after > 0.0 else -1.0
