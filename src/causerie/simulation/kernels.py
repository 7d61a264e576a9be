"""Arrays to arrays, in the few loops where time goes: numba when it is there, numpy else, same results.

Numba is an optional dependency and is only loaded for work that repays its
start; every kernel has a numpy twin that gives the same numbers.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from typing import Any

import numpy as np
import numpy.typing as npt

from causerie.simulation.matrices import Bools, Floats, Skeleton

#: Change of every response, relative to itself, at which sweeps stop. To itself,
#: because far responses are small and their signs count as much; a millionth,
#: because only a sign is wanted.
SETTLED = 1e-6

#: Sweeps that a map with feedback usually takes.
_USUAL_SWEEPS = 15

#: Sweeps at most; with gain .8 the largest error left is 1e-12 by then.
SWEEPS = 120


#: Largest matrices whose stability is decided by squaring.
_LARGEST_SQUARED = 200

#: Squarings after which a matrix is left to its eigenvalues: 2^12 powers tell a
#: largest real part of a thousandth from zero.
SQUARINGS = 12

#: Updates of one link in one draw that numpy does in about half a second, which
#: is what loading numba and its compiled loops takes.
WORTH_LOADING = 200_000_000


#: Draws whose update takes numpy as long as calling it.
CALL = 1_000


@dataclass
class _Spent:
    """Updates done so far without numba; numbers never depend on it."""

    updates: float = 0.0


_SPENT = _Spent()


def repays(updates: float) -> bool:
    """Say whether numba is there and repays its loading, with what this process has spent so far."""
    _SPENT.updates += updates
    return _SPENT.updates >= WORTH_LOADING and has_numba()


@cache
def has_numba() -> bool:
    """Say whether numba is installed; it is not loaded by this."""
    return find_spec("numba") is not None


@cache
def jitted(loop: Callable[..., Any]) -> Callable[..., Any]:
    """Compile a plain loop with numba; its arithmetic stays as written, bit for bit."""
    import numba

    # The numpy error model does not stop to look for zero divisors, so that loops become SIMD.
    made: Callable[..., Any]
    try:
        made = numba.njit(cache=True, nogil=True, error_model="numpy")(loop)
    except RuntimeError:  # no folder where compiled loops could be kept: compile in every process
        made = numba.njit(nogil=True, error_model="numpy")(loop)
    return made


def sweep(skeleton: Skeleton, rising: Floats, falling: Floats, push: Floats) -> Floats:
    """Solve contracting maps by Gauss-Seidel sweeps over each component, shape (concepts, draws).

    Self-limitation is 1. Concepts without feedback take one pass. A draw stops
    when it has settled itself, so that its numbers do not depend on its neighbours.
    """
    order = skeleton.sweep_order
    sides = (rising, falling, falling is not rising)
    response = np.zeros((skeleton.size, rising.shape[1]))
    passes = _USUAL_SWEEPS if order.cyclic[0].any() else 1
    if repays(len(rising) * passes * max(rising.shape[1], CALL)):
        jitted(_sweep_lanes)(*order, *sides, push, response, SETTLED, SWEEPS, _lanes(len(rising)))
    else:
        _sweep_rows(*order, *sides, push, response)
    return response


def _lanes(links: int) -> int:
    """Choose how many draws are worked on together: their weights should stay in a core's cache."""
    return 64 if links <= 2_000 else 16


def _sweep_rows(
    members: Any,
    cyclic: Any,
    starts: Any,
    links: Any,
    cause: Any,
    rising: Any,
    falling: Any,
    sided: bool,
    push: Floats,
    response: Floats,
) -> None:
    """Sweep with one numpy operation a link, over all draws that still move."""
    for block, (first, last) in enumerate(itertools.pairwise(cyclic[1])):
        if not cyclic[0][block]:
            concept = members[first]
            response[concept] = _taken_in(
                concept, starts, links, cause, rising, falling, sided, push, response
            )
            continue
        rows = members[first:last]
        moving = np.arange(response.shape[1])
        local, up, down = response, rising, falling
        for _ in range(SWEEPS):
            going = np.zeros(moving.size, dtype=np.bool_)
            for concept in rows:
                total = _taken_in(concept, starts, links, cause, up, down, sided, push, local)
                going |= np.abs(total - local[concept]) > SETTLED * np.abs(total)
                local[concept] = total
            response[rows[:, None], moving] = local[rows]
            if not going.any():
                break
            if not going.all():
                moving = moving[going]
                local, up = local[:, going], up[:, going]
                down = down[:, going] if sided else up


def _taken_in(
    concept: int,
    starts: Any,
    links: Any,
    cause: Any,
    rising: Any,
    falling: Any,
    sided: bool,
    push: Floats,
    response: Floats,
) -> Floats:
    total = np.full(response.shape[1], push[concept])
    for link in links[starts[concept] : starts[concept + 1]]:
        acting = response[cause[link]]
        total += (np.where(acting > 0, rising[link], falling[link]) if sided else rising[link]) * acting
    return total


def _sweep_lanes(
    members: Any,
    cyclic: Any,
    starts: Any,
    links: Any,
    cause: Any,
    rising: Any,
    falling: Any,
    sided: bool,
    push: Any,
    response: Any,
    settled: float,
    sweeps: int,
    lanes: int,
) -> None:
    """Sweep a few draws at a time with everything they need close by; plain loops for numba."""
    size, draws = response.shape
    up = np.empty((len(links), lanes))
    down = np.empty((len(links), lanes)) if sided else up
    local = np.empty((size, lanes))
    total, going, moved = np.empty(lanes), np.empty(lanes), np.empty(lanes)
    for begin in range(0, draws, lanes):
        width = min(lanes, draws - begin)
        for place in range(len(links)):
            for lane in range(width):
                up[place, lane] = rising[links[place], begin + lane]
            if sided:
                for lane in range(width):
                    down[place, lane] = falling[links[place], begin + lane]
        local[:, :] = 0.0
        for block in range(len(cyclic[0])):
            first, last = cyclic[1][block], cyclic[1][block + 1]
            going[:] = 1.0
            for _ in range(sweeps if cyclic[0][block] else 1):
                moved[:] = 0.0
                for member in range(first, last):
                    concept = members[member]
                    total[:] = push[concept]
                    for place in range(starts[concept], starts[concept + 1]):
                        acting = cause[links[place]]
                        if sided:
                            for lane in range(width):
                                x = local[acting, lane]
                                total[lane] += (up[place, lane] if x > 0 else down[place, lane]) * x
                        else:
                            for lane in range(width):
                                total[lane] += up[place, lane] * local[acting, lane]
                    for lane in range(width):
                        step = abs(total[lane] - local[concept, lane])
                        moved[lane] = 1.0 if step > settled * abs(total[lane]) else moved[lane]
                        local[concept, lane] = total[lane] if going[lane] > 0.0 else local[concept, lane]
                moving = 0.0
                for lane in range(width):
                    going[lane] *= moved[lane]
                    moving += going[lane]
                if moving == 0.0:
                    break
        for concept in range(size):
            for lane in range(width):
                response[concept, begin + lane] = local[concept, lane]


def block_stable(matrices: Floats) -> Bools:
    """Say of each matrix, shape (draws, size, size), whether all eigenvalues have negative real parts."""
    size = matrices.shape[1]
    if size == 1:
        return np.asarray(matrices[:, 0, 0] < 0)
    if size == 2:
        return _stable_pairs(matrices)
    if size == 3:
        return _stable_triples(matrices)
    decided = np.zeros(len(matrices), dtype=np.int8)
    if size <= _LARGEST_SQUARED:
        decided = _squared(matrices)
    known = decided > 0
    rest = decided == 0
    if rest.any():
        known[rest] = np.linalg.eigvals(matrices[rest]).real.max(axis=1) < 0
    return known


def _squared(matrices: Floats) -> npt.NDArray[np.int8]:
    """Decide stability by powers of the Cayley transform: 1 stable, -1 unstable, 0 undecided.

    C = (sI + A)(sI - A)^-1 takes the left half-plane into the unit disc, for any
    s > 0. Squared again and again its norm falls below 1 if all eigenvalues lie
    inside; a trace above the size shows one outside.
    """
    size = matrices.shape[1]
    eye = np.eye(size)
    shift = _shift(matrices)[:, None, None]
    decided = np.zeros(len(matrices), dtype=np.int8)
    try:
        power = 2 * shift * np.linalg.inv(shift * eye - matrices) - eye
    except np.linalg.LinAlgError:
        return decided  # some eigenvalue is s itself: leave all to the eigenvalues
    open_ = np.arange(len(matrices))
    for _ in range(SQUARINGS):
        power = power @ power
        norm = np.square(power).sum(axis=(1, 2))
        outside = np.abs(np.trace(power, axis1=1, axis2=2)) > size
        decided[open_[norm < 1]] = 1
        decided[open_[outside]] = -1
        going = (norm >= 1) & ~outside & np.isfinite(norm)
        open_, power = open_[going], power[going]
    return decided


def _shift(matrices: Floats) -> Floats:
    """Choose s near the middle of the eigenvalues' sizes, so that few squarings are needed."""
    size = matrices.shape[1]
    return np.asarray(0.5 * np.sqrt(np.square(matrices).sum(axis=(1, 2)) / size))


def _stable_pairs(m: Floats) -> Bools:
    """Test by the Routh-Hurwitz conditions: negative trace, positive determinant."""
    trace = m[:, 0, 0] + m[:, 1, 1]
    return np.asarray((trace < 0) & (m[:, 0, 0] * m[:, 1, 1] - m[:, 0, 1] * m[:, 1, 0] > 0))


def _stable_triples(m: Floats) -> Bools:
    """Test x^3 + a x^2 + b x + c by the Routh-Hurwitz conditions: a, c > 0 and ab > c."""
    a = -(m[:, 0, 0] + m[:, 1, 1] + m[:, 2, 2])
    b = (
        m[:, 0, 0] * m[:, 1, 1] - m[:, 0, 1] * m[:, 1, 0]
        + m[:, 0, 0] * m[:, 2, 2] - m[:, 0, 2] * m[:, 2, 0]
        + m[:, 1, 1] * m[:, 2, 2] - m[:, 1, 2] * m[:, 2, 1]
    )  # fmt: skip
    c = -(
        m[:, 0, 0] * (m[:, 1, 1] * m[:, 2, 2] - m[:, 1, 2] * m[:, 2, 1])
        - m[:, 0, 1] * (m[:, 1, 0] * m[:, 2, 2] - m[:, 1, 2] * m[:, 2, 0])
        + m[:, 0, 2] * (m[:, 1, 0] * m[:, 2, 1] - m[:, 1, 1] * m[:, 2, 0])
    )
    return np.asarray((a > 0) & (c > 0) & (a * b > c))
