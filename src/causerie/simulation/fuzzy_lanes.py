"""One fuzzy cognitive map with other weights in every draw to its end states, many draws at a time.

Single precision and a rational tanh: what counts is the sign of a difference.
With numba and without, the numbers are the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from causerie.errors import ModelError
from causerie.simulation import kernels
from causerie.simulation.fuzzy import Setting
from causerie.simulation.matrices import Bools, Skeleton

Singles = npt.NDArray[np.float32]

#: Draws worked on together: as many as keep a map of 50 concepts in a core's cache.
_LANES = 64

#: The same for numpy, where every operation costs a call.
_ROWS = 2048

#: Beyond this, tanh is 1 in single precision.
_FLAT = np.float32(9.0)

# tanh(x) = x P(x²) / Q(x²) on [-9, 9], coefficients fitted to least largest
# error by us: 2e-8 in exact arithmetic, 4e-7 in single precision.
_P = tuple(
    np.float32(c) for c in (0.9999999063, 0.1337319750, 3.486581665e-3, 2.047182699e-5, 1.318421927e-8)
)
_Q = tuple(np.float32(c) for c in (1.0, 0.4670649436, 2.584197830e-2, 3.271385024e-4, 7.702661548e-7))


@dataclass(frozen=True)
class Ends:
    """End states of many draws.

    Attributes:
        states: shape (concepts, draws).
        settled: whether the last step moved no concept by more than the tolerance, shape (draws,).

    """

    states: Singles
    settled: Bools


@dataclass(frozen=True, slots=True)
class _Form:
    """A setting as z' = scale * tanh(gain * (Wz + memory * z)) + shift, of a state that may be centred."""

    memory: float
    gain: float
    scale: float
    shift: float
    centred: bool


def run_fuzzy_many(
    skeleton: Skeleton,
    weights: npt.NDArray[Any],
    *,
    setting: Setting,
    start: npt.NDArray[Any] | float,
    held: Mapping[int, float] | None = None,
    steps: int = 200,
    tolerance: float = 1e-6,
) -> Ends:
    """Iterate a map from a start in many draws of its weights.

    Args:
        skeleton: which links there are.
        weights: shape (links, draws), each in [-1, 1].
        setting: any rule, with the transfer "sigmoid" or "tanh".
        start: a state for all, or shape (concepts, draws).
        held: position → state at which a concept is clamped.
        steps: iterations at most.
        tolerance: a draw stops when no concept moves further than this; 0 runs all steps.

    Raises:
        ModelError: the setting is not known, or has no slope.

    """
    form = _form(setting)
    draws = weights.shape[1]
    state = np.empty((skeleton.size, draws), dtype=np.float32)
    state[:] = np.float32(start) if np.ndim(start) == 0 else start
    clamped = np.zeros(skeleton.size, dtype=np.bool_)
    for concept, value in (held or {}).items():
        clamped[concept] = True
        state[concept] = value
    if form.centred:
        state = 2 * state - 1
    order = skeleton.sweep_order
    numbers: tuple[Any, ...] = tuple(np.float32(x) for x in (form.memory, form.gain, form.scale, form.shift))
    ended = np.empty_like(state)
    settled = np.zeros(draws, dtype=np.bool_)
    links = (order.starts, order.links, order.cause, np.ascontiguousarray(weights, dtype=np.float32))
    if kernels.repays(len(weights) * steps * max(draws, kernels.CALL)):
        run = kernels.jitted(_run_lanes)
        run(
            *links,
            state,
            clamped,
            *numbers,
            steps,
            np.float32(tolerance),
            _LANES,
            _P,
            _Q,
            _FLAT,
            ended,
            settled,
        )
    else:
        for first in range(0, draws, _ROWS):
            part = slice(first, first + _ROWS)
            ended[:, part], settled[part] = _run_rows(
                links, part, state, clamped, numbers, steps=steps, tolerance=tolerance
            )
    return Ends(np.asarray((ended + 1) / 2 if form.centred else ended, dtype=np.float32), settled)


def _form(setting: Setting) -> _Form:
    memory = {"kosko": 0.0, "mkosko": 1.0, "rescaled": 1.0, "rescaled-kosko": 0.0}
    if setting.rule not in memory or setting.transfer not in ("sigmoid", "tanh"):
        raise ModelError(
            f"draws run with the rules {', '.join(memory)} and the transfers sigmoid and tanh, "
            f"got '{setting.rule}' with '{setting.transfer}'"
        )
    centred = setting.rule.startswith("rescaled")
    if setting.transfer == "tanh":
        scale, shift = (2.0, -1.0) if centred else (1.0, 0.0)
        return _Form(memory[setting.rule], setting.slope, scale, shift, centred)
    # The sigmoid is (1 + tanh(x/2)) / 2; centred it is tanh(x/2) itself.
    scale, shift = (1.0, 0.0) if centred else (0.5, 0.5)
    return _Form(memory[setting.rule], setting.slope / 2, scale, shift, centred)


def _run_rows(
    map_links: tuple[Any, ...],
    part: slice,
    state: Singles,
    clamped: Bools,
    numbers: tuple[Any, ...],
    *,
    steps: int,
    tolerance: float,
) -> tuple[Singles, Bools]:
    """Iterate some of the draws with one numpy operation a link."""
    starts, links, cause, weights = map_links
    memory, gain, scale, shift = numbers
    weights, state = weights[:, part], state[:, part]
    now = state.copy()
    going = np.ones(state.shape[1], dtype=np.bool_)
    free = np.flatnonzero(~clamped)
    for _ in range(steps):
        total = memory * now
        for concept in free:
            for link in links[starts[concept] : starts[concept + 1]]:
                total[concept] += weights[link] * now[cause[link]]
        after = now.copy()
        after[free] = scale * _rational_tanh(gain * total[free]) + shift
        change = np.abs(after - now).max(axis=0, initial=0.0)
        now = np.where(going, after, now)
        going &= change > tolerance
        if not going.any() and tolerance > 0:
            break
    return now, ~going


def _rational_tanh(x: Singles) -> Singles:
    x = np.minimum(np.maximum(x, -_FLAT), _FLAT)
    square = x * x
    top = (((_P[4] * square + _P[3]) * square + _P[2]) * square + _P[1]) * square + _P[0]
    bottom = (((_Q[4] * square + _Q[3]) * square + _Q[2]) * square + _Q[1]) * square + _Q[0]
    return np.asarray(x * top / bottom)


def _run_lanes(
    starts: Any,
    links: Any,
    cause: Any,
    weights: Any,
    state: Any,
    clamped: Any,
    memory: Any,
    gain: Any,
    scale: Any,
    shift: Any,
    steps: int,
    tolerance: Any,
    lanes: int,
    p: Any,
    q: Any,
    flat: Any,
    ended: Any,
    settled: Any,
) -> None:
    """Iterate a few draws at a time with everything they need close by; plain loops for numba."""
    size, draws = state.shape
    held = np.empty((len(links), lanes), dtype=np.float32)
    now = np.zeros((size, lanes), dtype=np.float32)
    after = np.zeros((size, lanes), dtype=np.float32)
    total = np.zeros(lanes, dtype=np.float32)
    change = np.zeros(lanes, dtype=np.float32)
    going = np.empty(lanes, dtype=np.bool_)
    for begin in range(0, draws, lanes):
        width = min(lanes, draws - begin)
        for place in range(len(links)):
            for lane in range(width):
                held[place, lane] = weights[links[place], begin + lane]
        for concept in range(size):
            for lane in range(width):
                now[concept, lane] = state[concept, begin + lane]
                after[concept, lane] = now[concept, lane]
        going[:] = True
        for _ in range(steps):
            for concept in range(size):
                if clamped[concept]:
                    continue
                for lane in range(lanes):
                    total[lane] = memory * now[concept, lane]
                for place in range(starts[concept], starts[concept + 1]):
                    acting = cause[links[place]]
                    for lane in range(lanes):
                        total[lane] += held[place, lane] * now[acting, lane]
                for lane in range(lanes):
                    x = gain * total[lane]
                    x = x if x > -flat else -flat
                    x = x if x < flat else flat
                    y = x * x
                    top = (((p[4] * y + p[3]) * y + p[2]) * y + p[1]) * y + p[0]
                    bottom = (((q[4] * y + q[3]) * y + q[2]) * y + q[1]) * y + q[0]
                    after[concept, lane] = scale * (x * top / bottom) + shift
            if tolerance > 0:
                change[:] = 0
                for concept in range(size):
                    for lane in range(lanes):
                        step = abs(after[concept, lane] - now[concept, lane])
                        change[lane] = step if step > change[lane] else change[lane]
                        if not going[lane]:
                            after[concept, lane] = now[concept, lane]
                moving = False
                for lane in range(width):
                    going[lane] = going[lane] and change[lane] > tolerance
                    moving = moving or going[lane]
                now, after = after, now
                if not moving:
                    break
            else:
                now, after = after, now
        for concept in range(size):
            for lane in range(width):
                ended[concept, begin + lane] = now[concept, lane]
        for lane in range(width):
            settled[begin + lane] = not going[lane]
