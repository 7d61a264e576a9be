"""Heard links and a push to what the answers hang on: claims, voices, documents, and whom one believes.

Everything here runs under the contraction prior, in which no draw is rejected,
so that draws with and without a claim can be compared one by one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from causerie.simulation import kernels
from causerie.simulation.changes import changed_leans
from causerie.simulation.ensemble import PressOptions, batches, in_order
from causerie.simulation.hearing import Heard
from causerie.simulation.matrices import Floats, Ints, Skeleton, square
from causerie.simulation.priors import loop_shares
from causerie.simulation.solving import Weights, negative_inverse, weights_of
from causerie.simulation.states import LinkEvidence, States, Table, draw_states, table_of
from causerie.simulation.streams import Draws

#: Lean P(rise) - P(fall) up to which neither direction leads.
_QUIET = 0.05

#: Largest map whose responses to every unit push are worked out in each draw.
_LARGEST_CHANGED = 400


@dataclass(frozen=True)
class LeftOut:
    """How answers lean, P(rise) - P(fall), with everything heard and without parts of it.

    Attributes:
        base: shape (concepts,).
        without: shape (groups, concepts).

    """

    base: Floats
    without: Floats


@dataclass(frozen=True)
class _Cut:
    """What a group of claims leaves of the links that it touches."""

    links: Ints
    asserted: Ints
    table: Table | None

    @property
    def one_sided(self) -> bool:
        """Say whether what is left speaks of one side only."""
        return self.table is not None and bool((self.table.rises != self.table.falls).any())


def leave_out(
    heard: Heard, push: Floats, *, groups: Sequence[frozenset[str]], options: PressOptions
) -> LeftOut:
    """Run a push with all claims, and without each group of claims, on the same draws.

    Links keep the random numbers they have (common random numbers), so a
    difference is the claims' own. A link that loses its last asserting claim
    is absent; one that keeps others is drawn from those.

    Args:
        heard: links that are run.
        push: shape (concepts,).
        groups: keys of the claims that are left out together.
        options: draws, seed and encoding.

    """
    skeleton = heard.skeleton
    table = table_of(heard.links, encoding=options.encoding)
    cuts = [_cut(heard.links, keys, options=options) for keys in groups]
    shares = loop_shares(skeleton)[:, None]

    def run(draws: Draws) -> tuple[Floats, Floats]:
        weights = _weights(draw_states(table, draws), shares)
        return _lean(skeleton, weights, push), _cut_leans(
            skeleton, weights, push, cuts, shares=shares, draws=draws
        )

    base, without = np.zeros(skeleton.size), np.zeros((len(groups), skeleton.size))
    width = max(len(heard.links), skeleton.size, sum(len(c.asserted) for c in cuts))
    runs = list(batches(options.draws, width=width, seed=options.seed))
    for lean, leans in in_order(run, runs, threads=options.threads, progress=options.progress):
        base += lean
        without += leans
    return LeftOut(base / options.draws, without / options.draws)


def whom_share(heard: Heard, push: Floats, *, options: PressOptions) -> Floats:
    """Give the share of the variance of each response's sign that is due to whom one believes.

    The first-order Sobol index of the rank of voices, by pick-freeze: a second
    set of draws keeps the ranks and renews all else; the covariance of the two
    signs over their variance is the index. 0 where nobody contradicts.

    Returns:
        Shape (concepts,), each in [0, 1]; nan where the sign never varies, and 0
        where the index is within three standard errors of it.

    Source:
        Sobol (1993); estimator of Janon et al. (2014), ESAIM: P&S 18:342-364.

    """
    skeleton = heard.skeleton
    table = table_of(heard.links, encoding=options.encoding)
    shares = loop_shares(skeleton)[:, None]

    def run(draws: Draws) -> Floats:
        first, second = (
            np.sign(_response(skeleton, _weights(draw_states(table, draws, renewed=renewed), shares), push))
            for renewed in (False, True)
        )
        sums = (first * second, (first + second) / 2, (first**2 + second**2) / 2)
        return np.array([part.sum(axis=1) for part in sums])

    runs = list(batches(options.draws, width=max(len(heard.links), skeleton.size), seed=options.seed))
    sums = np.zeros((3, skeleton.size))
    for part in in_order(run, runs, threads=options.threads, progress=options.progress):
        sums += part
    product, mean, square_mean = sums / options.draws
    variance = square_mean - mean**2
    index = np.full(skeleton.size, np.nan)
    np.divide(product - mean**2, variance, out=index, where=variance > 1e-12)
    index[np.abs(index) < 3 / np.sqrt(options.draws)] = 0.0
    return np.asarray(np.clip(index, 0.0, 1.0))


def flips(lean: float, without: float) -> bool:
    """Say whether a lean turns, or falls silent."""
    return direction(lean) != direction(without)


def direction(lean: float) -> int:
    """Give the direction that leads, 1 or -1, or 0 where neither does."""
    return 0 if abs(lean) <= _QUIET else int(np.sign(lean))


def leave_out_links(matrix: Floats, push: Floats) -> Floats:
    """Solve one community matrix without each of its entries in turn, by rank-one updates.

    Args:
        matrix: shape (concepts, concepts); matrix[i, j] is the effect of j on i.
        push: shape (concepts,).

    Returns:
        Responses, shape (entries, concepts), in the order of `numpy.argwhere(matrix)`;
        nan where the matrix without the entry is singular.

    Source:
        Sherman & Morrison (1950), Ann Math Stat 21:124-127.

    """
    held = square(matrix)
    inverse = negative_inverse(held)
    response = inverse @ np.asarray(push, dtype=np.float64)
    effect, cause = np.nonzero(held)
    weight = held[effect, cause]
    gain = 1 + weight * inverse[cause, effect]
    with np.errstate(divide="ignore", invalid="ignore"):
        factor = np.where(np.abs(gain) > 1e-12, weight * response[cause] / gain, np.nan)
    return np.asarray(response - factor[:, None] * inverse[:, effect].T)


def tipping_weight(matrix: Floats, push: Floats, *, cause: int, effect: int, responder: int) -> float | None:
    """Find the weight of one link at which a response is zero, and changes its sign beyond.

    Args:
        matrix: shape (concepts, concepts); matrix[i, j] is the effect of j on i.
        push: shape (concepts,).
        cause: position of the link's cause.
        effect: position of its effect.
        responder: whose response tips.

    Returns:
        The weight in closed form; None if no weight of this link tips the response.

    Source:
        Sherman-Morrison; cf. Koslicki & Novak (2018), J Math Biol 77:1-28.

    """
    held = square(matrix)
    inverse = negative_inverse(held)
    response = inverse @ np.asarray(push, dtype=np.float64)
    slope = inverse[responder, effect] * response[cause] - response[responder] * inverse[cause, effect]
    if abs(slope) < 1e-14:
        return None
    return float(held[effect, cause] - response[responder] / slope)


def _cut(links: Sequence[LinkEvidence], keys: frozenset[str], *, options: PressOptions) -> _Cut:
    touched = [i for i, link in enumerate(links) if any(e.key in keys for e in link.evidence)]
    left = [links[i].without(keys) for i in touched]
    asserted = [row for row, link in enumerate(left) if link.asserted]
    table = table_of([left[row] for row in asserted], encoding=options.encoding) if asserted else None
    return _Cut(np.array(touched, dtype=np.int64), np.array(asserted, dtype=np.int64), table)


def _cut_leans(
    skeleton: Skeleton, weights: Weights, push: Floats, cuts: Sequence[_Cut], *, shares: Floats, draws: Draws
) -> Floats:
    """Sum the signs of all responses without each group, shape (groups, concepts).

    Groups on one link are rank-one changes; those on several, and maps with
    one-sided links, whose sides may turn, are solved anew.
    """
    leans = np.zeros((len(cuts), skeleton.size))
    single = [row for row, cut in enumerate(cuts) if cut.links.size == 1 and not cut.one_sided]
    if weights.one_sided or skeleton.size > _LARGEST_CHANGED:
        single = []
    if single:
        links = np.array([cuts[row].links[0] for row in single])
        changed = np.zeros((len(single), draws.count))
        for place, row in enumerate(single):
            table = cuts[row].table
            if table:
                changed[place] = _weights(draw_states(table, draws), shares[links[place : place + 1]]).rising
        leans[single] = changed_leans(skeleton, weights.rising, push, links=links, changed=changed)
    for row in sorted(set(range(len(cuts))) - set(single)):
        leans[row] = _lean(skeleton, _with_cut(weights, cuts[row], shares=shares, draws=draws), push)
    return leans


def _with_cut(weights: Weights, cut: _Cut, *, shares: Floats, draws: Draws) -> Weights:
    """Give the weights that are left without a group of claims."""
    rising = weights.rising.copy()
    rising[cut.links] = 0.0
    falling = rising
    kept = _weights(draw_states(cut.table, draws), shares[cut.links[cut.asserted]]) if cut.table else None
    if weights.one_sided or (kept and kept.one_sided):
        falling = weights.falling.copy()
        falling[cut.links] = 0.0
    if kept:
        rows = cut.links[cut.asserted]
        rising[rows] = kept.rising
        if falling is not rising:
            falling[rows] = kept.falling
    return Weights(rising, falling, weights.limits)


def _weights(states: States, shares: Floats) -> Weights:
    """Give states the strengths of the contraction prior; its self-limitation of 1 is not looked at."""
    return weights_of(states, states.quantile * shares, limits=np.ones((0, 0)))


def _response(skeleton: Skeleton, weights: Weights, push: Floats) -> Floats:
    return kernels.sweep(skeleton, weights.rising, weights.falling, push)


def _lean(skeleton: Skeleton, weights: Weights, push: Floats) -> Floats:
    return np.asarray(np.sign(_response(skeleton, weights, push)).sum(axis=1))
