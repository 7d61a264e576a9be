"""Drawn link states to weights: one row of `PRIORS` for each way to draw strengths.

Signs alone fix no strengths, and equally defensible priors give different
probabilities (Kristensen, Chisholm & McDonald-Madden 2019). So answers are
given as a range over a declared set.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from causerie.errors import ModelError
from causerie.simulation.matrices import Floats, Skeleton

#: Largest sum of the influences that a concept takes from its own feedback
#: loops, where stability is by construction.
GAIN = 0.8

#: Weakest link of the log-uniform prior, a hundredth of the strongest.
WEAKEST = 0.01


@dataclass(frozen=True, slots=True)
class Prior:
    """A way to draw the strengths of links and of self-limitation.

    Attributes:
        sizes: quantiles in (0, 1), shape (links, draws) → sizes in (0, 1], same shape.
        draws_limits: whether self-limitation is drawn from U(0, 1) instead of being 1.
        contracting: whether every draw is stable by construction; else unstable
            draws are rejected.

    """

    sizes: Callable[[Skeleton, Floats], Floats]
    draws_limits: bool
    contracting: bool


def uniform_sizes(_: Skeleton, quantile: Floats) -> Floats:
    """Draw sizes from U(0, 1).

    Source:
        Melbourne-Thomas et al. (2012), Ecol Monogr 82:505; Raymond et al. (2011), J Appl Ecol 48:181.
    """
    return quantile


def log_uniform_sizes(_: Skeleton, quantile: Floats) -> Floats:
    """Draw sizes whose logarithm is uniform between `WEAKEST` and 1."""
    return np.asarray(WEAKEST ** (1 - quantile))


def contracting_sizes(skeleton: Skeleton, quantile: Floats) -> Floats:
    """Draw sizes from U(0, 1); those on feedback loops share `GAIN` at each concept.

    A component's matrix then has row sums below 1, so that walks die out and
    no draw is unstable. Links outside feedback loops need no such bound.
    """
    return np.asarray(quantile * loop_shares(skeleton)[:, None])


def shared_sizes(skeleton: Skeleton, quantile: Floats) -> Floats:
    """Divide `GAIN` among the links into each concept by uniform (Dirichlet) shares."""
    parts = -np.log1p(-quantile)
    total = np.zeros((skeleton.size, quantile.shape[1]))
    np.add.at(total, skeleton.effect, parts)
    return np.asarray(GAIN * parts / total[skeleton.effect])


PRIORS = {
    "contraction": Prior(
        sizes=contracting_sizes,
        draws_limits=False,
        contracting=True,
    ),
    "shares": Prior(
        sizes=shared_sizes,
        draws_limits=False,
        contracting=True,
    ),
    "unit": Prior(
        sizes=uniform_sizes,
        draws_limits=False,
        contracting=False,
    ),
    "qpress": Prior(
        sizes=uniform_sizes,
        draws_limits=True,
        contracting=False,
    ),
    "loguniform": Prior(
        sizes=log_uniform_sizes,
        draws_limits=False,
        contracting=False,
    ),
}

#: The set over which an answer's range is given; the first one gives its details.
DECLARED = ("contraction", "shares", "unit", "qpress", "loguniform")


def prior_named(name: str) -> Prior:
    """Look up a row of `PRIORS`.

    Raises:
        ModelError: no such prior.

    """
    if name not in PRIORS:
        raise ModelError(f"no prior '{name}'; choose from {', '.join(PRIORS)}")
    return PRIORS[name]


def loop_shares(skeleton: Skeleton) -> Floats:
    """Give what U(0, 1) is multiplied with, per link: 1 outside feedback loops."""
    on_loops = np.bincount(skeleton.effect[skeleton.cyclic], minlength=skeleton.size)
    return np.where(skeleton.cyclic, GAIN / np.maximum(on_loops[skeleton.effect], 1), 1.0)
