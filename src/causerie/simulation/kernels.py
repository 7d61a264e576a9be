"""Arrays to arrays, in the few loops where time goes: numba when it is there, numpy else, same results.

Numba is an optional dependency and is only loaded for work that repays its
start; every kernel has a numpy twin that gives the same numbers.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from typing import Any

import numpy as np

from causerie.simulation.matrices import Bools, Floats, Skeleton

#: Change of a response, relative to the largest of its component, at which
#: sweeps stop: signs of responses above 1e-9 of the largest are settled by then.
SETTLED = 1e-10

#: With gain .8 and this many sweeps what is left is below SETTLED.
SWEEPS = 120


#: Steps of inner loops from which loading and compiling numba repays itself.
WORTH_COMPILING = 100_000


def compiled(loop: Callable[..., Any], *, work: int) -> Callable[..., Any]:
    """Compile a plain loop with numba, where numba is there and the work repays it."""
    if work < WORTH_COMPILING or not has_numba():
        return loop
    return _jitted(loop)


@cache
def has_numba() -> bool:
    """Say whether numba is installed; it is not loaded by this."""
    return find_spec("numba") is not None


@cache
def _jitted(loop: Callable[..., Any]) -> Callable[..., Any]:
    import numba

    jitted: Callable[..., Any] = numba.njit(cache=True, nogil=True)(loop)
    return jitted


def sweep(skeleton: Skeleton, rising: Floats, falling: Floats, push: Floats) -> Floats:
    """Solve contracting maps by Gauss-Seidel sweeps over each component, shape (concepts, draws).

    Self-limitation is 1. Concepts without feedback take one pass.
    """
    response = np.zeros((skeleton.size, rising.shape[1]))
    for block in skeleton.blocks:
        inner = any(skeleton.cyclic[k] for i in block for k in skeleton.incoming[i])
        for _ in range(SWEEPS if inner else 1):
            change = _pass(skeleton, rising, falling, push, block=block, response=response)
            if change <= SETTLED:
                break
    return response


def _pass(
    skeleton: Skeleton,
    rising: Floats,
    falling: Floats,
    push: Floats,
    *,
    block: tuple[int, ...],
    response: Floats,
) -> float:
    """Update the concepts of a component in place, and give the largest relative change."""
    change, largest = 0.0, 0.0
    for concept in block:
        total = np.full(response.shape[1], push[concept])
        for link in skeleton.incoming[concept]:
            cause = response[skeleton.cause[link]]
            if falling is rising:
                total += rising[link] * cause
            else:
                total += np.where(cause > 0, rising[link], falling[link]) * cause
        change = max(change, float(np.abs(total - response[concept]).max(initial=0.0)))
        largest = max(largest, float(np.abs(total).max(initial=0.0)))
        response[concept] = total
    return change / largest if largest else 0.0


def block_stable(matrices: Floats) -> Bools:
    """Say of each matrix, shape (draws, size, size), whether all eigenvalues have negative real parts."""
    size = matrices.shape[1]
    if size == 1:
        return np.asarray(matrices[:, 0, 0] < 0)
    if size == 2:
        return _stable_pairs(matrices)
    if size == 3:
        return _stable_triples(matrices)
    return np.asarray(np.linalg.eigvals(matrices).real.max(axis=1) < 0)


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
