"""A matrix of signs to the shares of draws in which each concept rises or falls (QPress's question).

Source: Melbourne-Thomas et al. (2012), Ecol Monogr 82:505-519; Raymond et al.
(2011), J Appl Ecol 48:181-190.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy.typing as npt

from causerie.errors import ModelError
from causerie.simulation.ensemble import (
    Observation,
    PriorCounts,
    batches,
    count_directions,
    draw_limits,
    push_vector,
)
from causerie.simulation.matrices import Floats, skeleton_of_signs
from causerie.simulation.priors import Prior, prior_named
from causerie.simulation.solving import Weights
from causerie.simulation.streams import keys_of, uniforms


@dataclass(frozen=True)
class Forecast:
    """Shares of the draws that were used.

    Attributes:
        rise, fall: shape (concepts,), each in [0, 1]; what they leave to 1 does not respond.
        stable: share of all draws that are stable.
        evidence: share of all draws that are stable and show the observations.
        used: number of draws behind `rise` and `fall`.

    """

    rise: Floats
    fall: Floats
    stable: float
    evidence: float
    used: int


def forecast_signs(
    signs: npt.ArrayLike,
    push: Mapping[str, int],
    *,
    concepts: Iterable[str] | None = None,
    prior: str | Prior = "qpress",
    criteria: tuple[Observation, ...] = (),
    draws: int = 10_000,
    seed: int = 0,
) -> Forecast:
    """Draw the strengths behind a matrix of signs, and count the directions of the responses.

    Args:
        signs: shape (concepts, concepts), each -1, 0 or 1; signs[i, j] is the effect
            of j on i, -1 on the diagonal is self-limitation.
        push: concept → 1 or -1.
        concepts: names of the concepts; "0", "1", … when left out.
        prior: a name in `PRIORS`, or a prior of your own.
        criteria: observations that reject the draws which do not show them.
        draws: how many draws.
        seed: the same seed gives the same shares to the bit.

    Raises:
        ModelError: no draw is stable and shows the observations, or the input is wrong.

    """
    counts = _counts(signs, push, concepts=concepts, prior=prior, criteria=criteria, draws=draws, seed=seed)
    if not counts.used:
        raise ModelError(
            f"none of {draws} draws is stable and shows the observations ({counts.stable} are stable): "
            "nothing can be forecast"
        )
    return Forecast(
        rise=counts.rise / counts.used,
        fall=counts.fall / counts.used,
        stable=counts.stable / counts.draws,
        evidence=counts.used / counts.draws,
        used=counts.used,
    )


def weigh_models(
    models: Mapping[str, npt.ArrayLike],
    seen: Observation,
    *,
    concepts: Iterable[str],
    belief: Mapping[str, float],
    draws: int = 10_000,
    seed: int = 0,
) -> dict[str, float]:
    """Weigh rival matrices of signs by how often they show an observation (Bayes' rule).

    Args:
        models: name → matrix of signs, as in `forecast_signs`.
        seen: what was observed.
        concepts: names of the concepts, the same for all models.
        belief: name → belief before the observation, in any unit.
        draws: how many draws for each model.
        seed: the same seed gives the same weights to the bit.

    Returns:
        Name → belief after the observation; together 1.

    Raises:
        ModelError: no model ever shows the observation.

    """
    names = tuple(concepts)
    mass = {}
    for model, signs in models.items():
        counts = _counts(
            signs, seen.push, concepts=names, prior="qpress", criteria=(seen,), draws=draws, seed=seed
        )
        mass[model] = belief[model] * counts.used / counts.draws
    total = sum(mass.values())
    if not total:
        raise ModelError(f"no model among {', '.join(models)} shows the observation in {draws} draws")
    return {model: m / total for model, m in mass.items()}


def _counts(
    signs: npt.ArrayLike,
    push: Mapping[str, int],
    *,
    concepts: Iterable[str] | None,
    prior: str | Prior,
    criteria: tuple[Observation, ...],
    draws: int,
    seed: int,
) -> PriorCounts:
    skeleton = skeleton_of_signs(signs, concepts=concepts)
    held = prior_named(prior) if isinstance(prior, str) else prior
    unknown = sorted(set(push) - set(skeleton.concepts))
    if unknown:
        raise ModelError(
            f"pushed {unknown} are no concepts of the matrix; choose from {list(skeleton.concepts)}"
        )
    names = [
        f"{skeleton.concepts[c]}→{skeleton.concepts[e]}"
        for c, e in zip(skeleton.cause, skeleton.effect, strict=True)
    ]
    keys = keys_of(f"size:{name}" for name in names)
    vector = push_vector(skeleton, push)
    parts = []
    for run in batches(draws, width=max(len(names), skeleton.size), seed=seed):
        sizes = held.sizes(skeleton, uniforms(keys, run)) * skeleton.sign[:, None]
        weights = Weights(sizes, sizes, draw_limits(skeleton, prior=held, draws=run))
        parts.append(count_directions(skeleton, weights, vector, prior=held, criteria=criteria))
    if not parts:
        raise ModelError(f"{draws} draws forecast nothing; use 1 or more")
    total = parts[0]
    for part in parts[1:]:
        total = total + part
    return total
