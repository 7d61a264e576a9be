"""Fuzzy cognitive maps: weights and a start to states by iteration, and what these cannot say.

A second opinion beside press answers, and the mode compatible with the tools of
the field. Iterations are not time. W[i, j] is the effect of i on j.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt
from scipy import sparse

from causerie.errors import ModelError
from causerie.simulation.matrices import Floats, square

#: Largest change of a state in one iteration that still counts as settled.
SETTLED = 1e-3

#: Iterations after which a map that still moves is given up as unsettled.
LONGEST = 1000

#: Change of change from one iteration to the next above which a settled map is
#: called slow: what remains may be a hundred times the last step.
_SLOW = 0.98

#: Largest map whose spectral norm is worked out: a singular value decomposition of a second.
_EXACT_NORM = 400

#: Differences between two settled states below this count as none.
NO_CHANGE = 1e-6


def kosko(state: Floats, weights: Floats) -> Floats:
    """Sum what comes in: xW (Kosko 1986, IJMMS 24:65-75)."""
    return np.asarray(state @ weights)


def modified_kosko(state: Floats, weights: Floats) -> Floats:
    """Add the concept's own last state: xW + x (Stylios & Groumpos 2004)."""
    return np.asarray(state @ weights + state)


def rescaled(state: Floats, weights: Floats) -> Floats:
    """Take .5 as no activation: (2x-1)W + (2x-1) (Papageorgiou 2011)."""
    centred = 2 * state - 1
    return np.asarray(centred @ weights + centred)


def rescaled_kosko(state: Floats, weights: Floats) -> Floats:
    """Take .5 as no activation, without memory: (2x-1)W (Knight, Lloyd & Penn 2014)."""
    return np.asarray((2 * state - 1) @ weights)


def sigmoid(total: Floats, slope: float) -> Floats:
    """Squash to (0, 1): 1 / (1 + exp(-slope x))."""
    # tanh does not overflow where exp would.
    return np.asarray(0.5 + 0.5 * np.tanh(0.5 * slope * total))


def tanh(total: Floats, slope: float) -> Floats:
    """Squash to (-1, 1) by the hyperbolic tangent of slope x."""
    return np.asarray(np.tanh(slope * total))


def bivalent(total: Floats, _: float) -> Floats:
    """Switch: 1 above zero, else 0."""
    return np.asarray((total > 0).astype(np.float64))


def trivalent(total: Floats, _: float) -> Floats:
    """Take the sign: 1, 0 or -1."""
    return np.asarray(np.sign(total))


#: Inference rules: state (…, concepts) and weights → what each concept takes in.
RULES: dict[str, Callable[[Floats, Floats], Floats]] = {
    "kosko": kosko,
    "mkosko": modified_kosko,
    "rescaled": rescaled,
    "rescaled-kosko": rescaled_kosko,
}

#: Transfers: what is taken in, and a slope → the next state.
TRANSFERS: dict[str, Callable[[Floats, float], Floats]] = {
    "sigmoid": sigmoid,
    "tanh": tanh,
    "bivalent": bivalent,
    "trivalent": trivalent,
}

#: Greatest steepness of a transfer per slope; the switches have none.
_STEEPEST = {"sigmoid": 0.25, "tanh": 1.0}

#: Whether a rule doubles the state, and whether it adds the state's own memory.
_FORMS = {"kosko": (1, 0), "mkosko": (1, 1), "rescaled": (2, 1), "rescaled-kosko": (2, 0)}


@dataclass(frozen=True, slots=True)
class Setting:
    """A rule, a transfer and its slope (no unit)."""

    rule: str
    transfer: str
    slope: float = 1.0

    @property
    def lowest(self) -> float:
        """Give the lowest state of the transfer."""
        return -1.0 if self.transfer in ("tanh", "trivalent") else 0.0

    @property
    def neutral(self) -> float:
        """Give the state that stands for no activation, where a baseline starts."""
        return 0.5 if self.transfer == "sigmoid" else 0.0


#: 0 means "no change", and its linear part is the press answer.
DEFAULT = Setting("kosko", "tanh")

#: The usual settings of the field, over which the sign of a response is swept.
SETTINGS = (
    DEFAULT,
    Setting("mkosko", "tanh"),
    Setting("rescaled", "sigmoid"),
    Setting("rescaled-kosko", "sigmoid"),
    Setting("kosko", "sigmoid"),
    Setting("kosko", "sigmoid", 5.0),
    Setting("mkosko", "sigmoid"),
    Setting("mkosko", "sigmoid", 5.0),
)


class Outcome(StrEnum):
    """How a run ended.

    SETTLED: no concept moves any more. SLOW: the steps fell below the limit but
    shrink so slowly that the state is not yet near its end. CYCLE: states come
    back. UNSETTLED: none of these within the iterations allowed.
    """

    SETTLED = "settled"
    SLOW = "slow"
    CYCLE = "cycle"
    UNSETTLED = "unsettled"


@dataclass(frozen=True)
class Trajectory:
    """States by iteration.

    Attributes:
        states: shape (iterations + 1, concepts), the start first.
        period: iterations after which states come back; None unless a cycle.

    """

    states: Floats
    outcome: Outcome
    period: int | None = None

    @property
    def final(self) -> Floats:
        """Give the last state, shape (concepts,)."""
        return np.asarray(self.states[-1])

    @property
    def iterations(self) -> int:
        """Count the steps; they are no time."""
        return len(self.states) - 1


@dataclass(frozen=True, slots=True)
class Uniqueness:
    """Whether a map is sure to settle in one state only, whatever its start.

    Attributes:
        gain: what a step can at most multiply a difference of states with.
        unique: whether that is below 1; if not, nothing is known either way.

    """

    gain: float
    unique: bool


def run_fuzzy(
    weights: npt.ArrayLike,
    start: npt.ArrayLike,
    *,
    setting: Setting = DEFAULT,
    held: Mapping[int, float] | None = None,
    tolerance: float = SETTLED,
    longest: int = LONGEST,
) -> Trajectory:
    """Iterate a fuzzy cognitive map from a start until it settles, cycles or is given up.

    Args:
        weights: shape (concepts, concepts); weights[i, j] is the effect of i on j.
        start: shape (concepts,).
        setting: rule, transfer and slope.
        held: position → state at which a concept is clamped.
        tolerance: largest change in one step that counts as settled.
        longest: iterations at most.

    Raises:
        ModelError: shapes do not fit, or the setting is not known.

    >>> run_fuzzy([[0.0, 1.0], [0.0, 0.0]], [0.0, 0.0], held={0: 1.0}).final.round(3)
    array([1.   , 0.762])
    """
    matrix = square(weights)
    state = np.array(start, dtype=np.float64)
    if state.shape != (len(matrix),):
        raise ModelError(f"{len(matrix)} concepts need a start of shape ({len(matrix)},), got {state.shape}")
    rule, transfer = _looked_up(setting)
    places = np.array(list(held or {}), dtype=np.int64)
    values = np.array(list((held or {}).values()), dtype=np.float64)
    state[places] = values
    states, changes = [state], [np.inf]
    for _ in range(longest):
        state = transfer(rule(states[-1], matrix), setting.slope)
        state[places] = values
        changes.append(float(np.abs(state - states[-1]).max(initial=0.0)))
        states.append(state)
        if changes[-1] <= tolerance:
            slow = changes[-1] > 0 and changes[-1] / changes[-2] > _SLOW
            return Trajectory(np.array(states), Outcome.SLOW if slow else Outcome.SETTLED)
    period = _period(np.array(states), tolerance)
    return Trajectory(np.array(states), Outcome.CYCLE if period else Outcome.UNSETTLED, period)


def uniqueness(weights: npt.ArrayLike | sparse.sparray, setting: Setting = DEFAULT) -> Uniqueness:
    """Bound what one step does to the distance of two states; below 1 there is one end state.

    The sufficient condition of a contraction: slope times ||W||_2 below 4
    (sigmoid Kosko) or 1 (tanh Kosko), slope times ||I + W||_2 below 2 (rescaled).
    Switches have no such bound. Above a few hundred concepts the norm itself is
    bounded by those of rows and columns, which keeps the condition sufficient.

    Args:
        weights: shape (concepts, concepts), dense or sparse.
        setting: rule, transfer and slope.

    Source:
        Knight, Lloyd & Penn (2014), Ecological Modelling 293:193; Harmati,
        Hatwágner & Kóczy (2018); Koutsellis et al. (2022).

    """
    _looked_up(setting)
    if setting.transfer not in _STEEPEST:
        return Uniqueness(float("inf"), False)
    doubled, memory = _FORMS[setting.rule]
    matrix = sparse.csr_array(weights if sparse.issparse(weights) else square(weights))
    norm = _spectral_norm(matrix, memory)
    gain = _STEEPEST[setting.transfer] * setting.slope * doubled * norm
    return Uniqueness(gain, gain < 1)


def with_driver(weights: npt.ArrayLike, impact: Mapping[int, float]) -> Floats:
    """Add a driver as a last concept that acts on others and is acted on by none.

    Args:
        weights: shape (concepts, concepts).
        impact: position → weight of the driver's effect on it.

    Returns:
        Shape (concepts + 1, concepts + 1); hold the last concept to use it.

    """
    matrix = square(weights)
    grown = np.zeros((len(matrix) + 1, len(matrix) + 1))
    grown[:-1, :-1] = matrix
    for concept, weight in impact.items():
        grown[-1, concept] = weight
    return grown


def response_signs(
    weights: npt.ArrayLike, push: Mapping[int, int], *, settings: Sequence[Setting] = SETTINGS
) -> npt.NDArray[np.float64]:
    """Compare clamped runs with the baseline, setting by setting.

    The baseline settles from no activation; then the pushed concepts are held
    at the highest or lowest state, and the map settles anew.

    Args:
        weights: shape (concepts, concepts); weights[i, j] is the effect of i on j.
        push: position → 1 or -1.
        settings: rules, transfers and slopes to try.

    Returns:
        Shape (settings, concepts): 1, -1 or 0; nan in a setting that does not settle.

    """
    matrix = square(weights)
    signs = np.full((len(settings), len(matrix)), np.nan)
    for row, setting in enumerate(settings):
        tight = {"setting": setting, "tolerance": NO_CHANGE * 1e-3}
        base = run_fuzzy(matrix, np.full(len(matrix), setting.neutral), **tight)  # type: ignore[arg-type]
        held = {c: 1.0 if d > 0 else setting.lowest for c, d in push.items()}
        pushed = run_fuzzy(matrix, base.final, held=held, **tight)  # type: ignore[arg-type]
        if {base.outcome, pushed.outcome} <= {Outcome.SETTLED, Outcome.SLOW}:
            change = pushed.final - base.final
            signs[row] = np.where(np.abs(change) > NO_CHANGE, np.sign(change), 0.0)
    return signs


def _looked_up(
    setting: Setting,
) -> tuple[Callable[[Floats, Floats], Floats], Callable[[Floats, float], Floats]]:
    if setting.rule not in RULES:
        raise ModelError(f"no rule '{setting.rule}'; choose from {', '.join(RULES)}")
    if setting.transfer not in TRANSFERS:
        raise ModelError(f"no transfer '{setting.transfer}'; choose from {', '.join(TRANSFERS)}")
    if not setting.slope > 0:
        raise ModelError(f"slope {setting.slope} does not rise; use a number above 0")
    return RULES[setting.rule], TRANSFERS[setting.transfer]


def _spectral_norm(weights: sparse.csr_array, memory: int) -> float:
    """Give ||memory * I + W||_2, or for large maps the geometric mean of its row and column norms."""
    size = weights.shape[0]
    matrix = weights + memory * sparse.eye_array(size)
    if not size:
        return 0.0
    if size <= _EXACT_NORM:
        return float(np.linalg.norm(matrix.toarray(), 2))
    sizes = abs(matrix)
    return float(np.sqrt(sizes.sum(axis=0).max() * sizes.sum(axis=1).max()))


def _period(states: Floats, tolerance: float) -> int | None:
    """Find after how many iterations the last states come back, looking at half of all."""
    last = states[-1]
    for period in range(2, len(states) // 2):
        if np.abs(states[-1 - period] - last).max() <= tolerance:
            window = states[-period:] - states[-2 * period : -period]
            if np.abs(window).max() <= tolerance:
                return period
    return None
