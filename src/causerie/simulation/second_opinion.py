"""A causal map to what fuzzy cognitive maps say of the same push, over draws and settings.

Every draw has its own weights: which links are there, whom one believes, how
strong. So a contradicted link is + in some draws and - in others, never 0.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from causerie.model import CausalMap
from causerie.simulation.ensemble import PressOptions
from causerie.simulation.fuzzy import (
    DEFAULT,
    SETTINGS,
    Setting,
    Trajectory,
    Uniqueness,
    run_fuzzy,
    uniqueness,
)
from causerie.simulation.fuzzy_lanes import run_fuzzy_many
from causerie.simulation.hearing import Heard, check_push, hear
from causerie.simulation.matrices import Floats
from causerie.simulation.states import draw_states, table_of
from causerie.simulation.streams import Draws

#: Change of a state below which a concept is said not to move: ten times what
#: single precision leaves uncertain.
_NO_CHANGE = 1e-5

#: Iterations after which a draw is given up as unsettled.
_LONGEST = 300


@dataclass(frozen=True)
class FuzzyShares:
    """How the responses of one setting are spread over the draws.

    Attributes:
        rise, fall: share of the settled draws, shape (concepts,).
        settled: share of the draws that settle, with and without the push.
        bound: the uniqueness bound of the mean map.

    """

    setting: Setting
    rise: Floats
    fall: Floats
    settled: float
    bound: Uniqueness

    @property
    def lean(self) -> Floats:
        """Give rise less fall, shape (concepts,), each in [-1, 1]."""
        return self.rise - self.fall


@dataclass(frozen=True)
class FuzzyAnswers:
    """What every setting says.

    Attributes:
        concepts: ids, in the order of all arrays.
        by_setting: one entry a setting.
        holds: per concept, share of the settings that settle on which "+", "-" and "0" hold.

    """

    concepts: tuple[str, ...]
    by_setting: tuple[FuzzyShares, ...]
    holds: tuple[dict[str, float], ...]


def answer_fuzzy(
    causal_map: CausalMap,
    push: Mapping[str, int],
    *,
    by: str | None = None,
    settings: Sequence[Setting] = SETTINGS,
    options: PressOptions | None = None,
) -> FuzzyAnswers:
    """Hold the pushed concepts high or low in fuzzy cognitive maps, and compare with the baseline.

    One-sided links are felt on both sides here.

    Args:
        causal_map: concepts and links with their evidence.
        push: concept id → 1 or -1.
        by: hear one voice alone.
        settings: rules, transfers and slopes to sweep.
        options: draws (256 when left out), seed, encoding and conditions.

    Raises:
        UnknownConceptError: the map holds no such concept.
        ModelError: nothing is pushed.

    """
    options = options or PressOptions(draws=256)
    check_push(causal_map, push)
    heard = hear(causal_map, by=by, conditions=options.conditions)
    return fuzzy_answers(heard, push, settings=settings, options=options)


def trace_fuzzy(
    causal_map: CausalMap,
    push: Mapping[str, int],
    *,
    by: str | None = None,
    setting: Setting = DEFAULT,
    draw: int = 0,
    options: PressOptions | None = None,
) -> Trajectory:
    """Follow one of the draws by iteration: it settles from no activation, then the push is held.

    Args:
        causal_map: concepts and links with their evidence.
        push: concept id → 1 or -1.
        by: hear one voice alone.
        setting: rule, transfer and slope.
        draw: number of the draw; links are there or not, and voices believed or not, as in that one.
        options: seed, encoding and conditions.

    Returns:
        The states from the settled baseline on, concepts in the order of the map.

    Raises:
        UnknownConceptError: the map holds no such concept.
        ModelError: nothing is pushed.

    """
    options = options or PressOptions()
    check_push(causal_map, push)
    heard = hear(causal_map, by=by, conditions=options.conditions)
    skeleton = heard.skeleton
    matrix = np.zeros((skeleton.size, skeleton.size))
    if heard.links:
        table = table_of(heard.links, encoding=options.encoding)
        states = draw_states(table, Draws(options.seed, draw, 1))
        np.add.at(matrix, (skeleton.cause, skeleton.effect), (states.sign * states.quantile)[:, 0])
    base = run_fuzzy(matrix, np.full(skeleton.size, setting.neutral), setting=setting)
    held = {skeleton.position[c]: 1.0 if d > 0 else setting.lowest for c, d in push.items()}
    return run_fuzzy(matrix, base.final, setting=setting, held=held)


def fuzzy_answers(
    heard: Heard, push: Mapping[str, int], *, settings: Sequence[Setting], options: PressOptions
) -> FuzzyAnswers:
    """Do the same for links that are already heard."""
    skeleton = heard.skeleton
    weights = np.zeros((0, options.draws))
    if heard.links:
        table = table_of(heard.links, encoding=options.encoding)
        states = draw_states(table, Draws(options.seed, 0, options.draws))
        weights = states.sign * states.quantile
    held = {skeleton.position[c]: d for c, d in push.items()}
    places = (skeleton.cause, skeleton.effect)
    mean = sparse.csr_array((weights.mean(axis=1), places), shape=(skeleton.size, skeleton.size))
    shares = []
    for setting in settings:
        base = run_fuzzy_many(skeleton, weights, setting=setting, start=setting.neutral, steps=_LONGEST)
        ends = {c: 1.0 if d > 0 else setting.lowest for c, d in held.items()}
        pushed = run_fuzzy_many(
            skeleton, weights, setting=setting, start=base.states, held=ends, steps=_LONGEST
        )
        settled = base.settled & pushed.settled
        change = (pushed.states - base.states)[:, settled]
        count = max(int(settled.sum()), 1)
        shares.append(
            FuzzyShares(
                setting=setting,
                rise=(change > _NO_CHANGE).sum(axis=1) / count,
                fall=(change < -_NO_CHANGE).sum(axis=1) / count,
                settled=float(settled.mean()),
                bound=uniqueness(mean, setting),
            )
        )
    return FuzzyAnswers(skeleton.concepts, tuple(shares), _holds(shares, skeleton.size, draws=options.draws))


def disagreement(answers: FuzzyAnswers, at: int, sign: str) -> float | None:
    """Give the share of the settings that settle and give a concept another sign; None if none settles."""
    shares = answers.holds[at]
    return 1 - shares[sign] if shares else None


def _holds(shares: Sequence[FuzzyShares], size: int, *, draws: int) -> tuple[dict[str, float], ...]:
    """Say on which share of the settings each sign is the commoner one.

    A setting counts if most of its draws settle; "0" holds where neither
    direction leads by three standard errors.
    """
    counted = [s for s in shares if s.settled > 0.5]
    if not counted:
        return tuple({} for _ in range(size))
    leans = np.array([s.lean for s in counted])
    spread = np.array([s.rise + s.fall for s in counted])
    noise = 3 * np.sqrt(spread / draws)
    signs = np.where(np.abs(leans) > noise, np.sign(leans), 0)
    names = {"+": 1, "-": -1, "0": 0}
    return tuple({n: float((signs[:, i] == v).mean()) for n, v in names.items()} for i in range(size))
