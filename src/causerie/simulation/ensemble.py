"""Heard links and a push to counts: in how many draws each concept rises or falls, prior by prior."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from causerie.errors import ModelError
from causerie.simulation.encoding import Encoding, load_encoding
from causerie.simulation.hearing import Heard
from causerie.simulation.matrices import Bools, Floats, Skeleton
from causerie.simulation.priors import DECLARED, Prior, prior_named
from causerie.simulation.solving import LARGEST_TESTED, Weights, respond, stable, weights_of
from causerie.simulation.states import States, Table, draw_states, table_of
from causerie.simulation.streams import Draws, keys_of, uniforms

Part = TypeVar("Part")

#: Numbers per array of a batch: 8 MB, so that a batch's few arrays stay small
#: beside any laptop's memory however many draws are asked for.
_BATCH_NUMBERS = 1_000_000

#: Draws of a batch, at least and at most.
_SMALLEST, _LARGEST = 64, 8192

#: Largest component whose stability is tested where another prior needs no test:
#: ten thousand draws of it take a few seconds.
_QUICKLY_TESTED = 60

#: Draws on which a prior is tried, and how many more stable ones than seen it is given the benefit of.
_PILOT, _DOUBT = 512, 3

#: Stable draws below which a prior's probabilities are not counted: fewer give
#: a standard error above .04.
FEWEST = 150


@dataclass(frozen=True)
class Observation:
    """What was seen when something changed: "when X fell, Y rose".

    Attributes:
        push: concept id → 1 or -1, what changed.
        seen: concept id → 1, -1, or 0 for no change, what was seen to follow.

    """

    push: Mapping[str, int]
    seen: Mapping[str, int]


@dataclass(frozen=True)
class PressOptions:
    """How a push is run.

    Attributes:
        draws: how many draws for every prior.
        seed: the same seed gives the same answers to the bit.
        priors: names in `PRIORS` over which ranges are given; details come from the first.
        encoding: chances that words carry.
        conditions: condition → whether it is met; met where left out.
        criteria: observations that reject the draws which do not show them.
        threads: how many batches are worked on at once; answers do not depend on it.
        paths: how many of the strongest ways are listed for an answer.
        detail_draws: draws for what decides and who decides, at most `draws`: common
            random numbers make differences far surer than their number suggests.
        details: whether to find out what decides, who decides and what fuzzy maps say.
        progress: called with (batches done, batches in all).
        language: code of the language in which assumptions are stated.

    """

    draws: int = 10_000
    seed: int = 0
    priors: tuple[str, ...] = DECLARED
    encoding: Encoding = field(default_factory=load_encoding)
    conditions: Mapping[str, bool] = field(default_factory=dict)
    criteria: tuple[Observation, ...] = ()
    threads: int = 1
    paths: int = 3
    detail_draws: int = 4_000
    details: bool = True
    progress: Callable[[int, int], None] | None = None
    language: str = "en"


@dataclass(frozen=True)
class PriorCounts:
    """Counts under one prior.

    Attributes:
        rise, fall: number of used draws in which each concept rises or falls, shape (concepts,).
        used: draws that are stable and meet the criteria.
        stable: draws that are stable.
        draws: draws in all.

    """

    rise: npt.NDArray[np.int64]
    fall: npt.NDArray[np.int64]
    used: int
    stable: int
    draws: int

    def __add__(self, other: PriorCounts) -> PriorCounts:
        return PriorCounts(
            self.rise + other.rise,
            self.fall + other.fall,
            self.used + other.used,
            self.stable + other.stable,
            self.draws + other.draws,
        )


@dataclass(frozen=True)
class EnsembleCounts:
    """Counts under every prior, and how strong each link was.

    Attributes:
        by_prior: prior → its counts.
        strength: mean size of each link under the first prior, 0 where it is not
            there, shape (links,).
        mean: mean signed weight of each link under the first prior, shape (links,).

    """

    by_prior: Mapping[str, PriorCounts]
    strength: Floats
    mean: Floats


def batches(draws: int, *, width: int, seed: int) -> Iterator[Draws]:
    """Cut draws into runs whose arrays have bounded size, whatever the number of threads."""
    size = int(np.clip(_BATCH_NUMBERS // max(width, 1), _SMALLEST, _LARGEST))
    for first in range(0, draws, size):
        yield Draws(seed, first, min(size, draws - first))


def push_vector(skeleton: Skeleton, push: Mapping[str, float]) -> Floats:
    """Arrange a push over the concepts of a skeleton, shape (concepts,)."""
    vector = np.zeros(skeleton.size)
    for concept, direction in push.items():
        vector[skeleton.position[concept]] = direction
    return vector


def count_responses(heard: Heard, push: Floats, *, options: PressOptions) -> EnsembleCounts:
    """Run a push under every prior of the options and count directions.

    Args:
        heard: links that are run.
        push: shape (concepts,).
        options: draws, priors, criteria.

    """
    table = table_of(heard.links, encoding=options.encoding)
    skeleton = heard.skeleton

    tried = worth_running(heard, table, options=options)
    priors = [name for name, failed in tried.items() if failed is None]

    def run(draws: Draws) -> tuple[dict[str, PriorCounts], Floats]:
        states = draw_states(table, draws)
        counts, sizes = {}, np.zeros((2, len(heard.links)))
        for name in priors:
            prior = prior_named(name)
            weights = draw_weights(skeleton, states, prior=prior, draws=draws)
            counts[name] = count_directions(skeleton, weights, push, prior=prior, criteria=options.criteria)
            if name == priors[0]:
                both = (weights.rising, weights.falling)
                sizes = np.array([[np.abs(w).sum(axis=1), w.sum(axis=1)] for w in both]).mean(axis=0)
        return counts, sizes

    runs = list(batches(options.draws, width=max(len(heard.links), skeleton.size), seed=options.seed))
    total: dict[str, PriorCounts] = {}
    sizes = np.zeros((2, len(heard.links)))
    for counts, part in in_order(run, runs, threads=options.threads, progress=options.progress):
        total = {name: total[name] + c if name in total else c for name, c in counts.items()}
        sizes += part
    strength, mean = sizes / options.draws
    total = {name: failed or total[name] for name, failed in tried.items()}
    return EnsembleCounts(total, strength, mean)


def runnable(skeleton: Skeleton, *, options: PressOptions) -> tuple[PressOptions, tuple[str, ...]]:
    """Leave out priors whose stability test takes too long on this map, if others remain.

    Returns:
        The options without them, and their names.

    Raises:
        ModelError: none remains, and the test is beyond reach.

    """
    largest = max((len(b) for b in skeleton.blocks), default=0)
    safe = tuple(n for n in options.priors if prior_named(n).contracting)
    if largest <= _QUICKLY_TESTED or (not safe and largest <= LARGEST_TESTED):
        return options, ()
    if not safe:
        raise ModelError(
            f"a feedback component of {largest} concepts is too large for the stability test of "
            f"{', '.join(options.priors)}; use a prior that is stable by construction"
        )
    return replace(options, priors=safe), tuple(n for n in options.priors if n not in safe)


def worth_running(heard: Heard, table: Table, *, options: PressOptions) -> dict[str, PriorCounts | None]:
    """Find the priors of which enough draws can be stable, as far as a first few draws tell.

    On maps with much feedback nearly all draws of a rejecting prior are
    unstable, and finding that out for all of them takes most of the time.

    Returns:
        Prior → None if it is worth running; else what the first draws gave.

    """
    skeleton = heard.skeleton
    draws = Draws(options.seed, 0, min(_PILOT, options.draws))
    states = draw_states(table, draws)
    nothing = np.zeros(skeleton.size, dtype=np.int64)
    found: dict[str, PriorCounts | None] = {}
    for name in options.priors:
        prior = prior_named(name)
        found[name] = None
        if not prior.contracting and draws.count < options.draws:
            kept = int(stable(skeleton, draw_weights(skeleton, states, prior=prior, draws=draws)).sum())
            if (kept + _DOUBT) * options.draws < FEWEST * draws.count:
                found[name] = PriorCounts(nothing, nothing, kept, kept, draws.count)
    return found


def draw_weights(skeleton: Skeleton, states: States, *, prior: Prior, draws: Draws) -> Weights:
    """Give drawn states the strengths and the self-limitation of a prior."""
    limits = draw_limits(skeleton, prior=prior, draws=draws)
    return weights_of(states, prior.sizes(skeleton, states.quantile), limits=limits)


def usable(
    skeleton: Skeleton, weights: Weights, *, prior: Prior, criteria: tuple[Observation, ...]
) -> tuple[Bools, Bools]:
    """Say which draws are stable, and which of them meet the criteria; shape (draws,) each."""
    count = weights.rising.shape[1]
    kept = np.ones(count, dtype=np.bool_) if prior.contracting else stable(skeleton, weights)
    matching = kept.copy()
    for observation in criteria if kept.any() else ():
        push = push_vector(skeleton, observation.push)
        response = respond(skeleton, weights.take(kept), push=push, contracting=prior.contracting)
        for concept, direction in observation.seen.items():
            matching[kept] &= np.sign(response[skeleton.position[concept]]) == direction
    return kept, matching


def in_order(
    run: Callable[[Draws], Part],
    runs: list[Draws],
    *,
    threads: int,
    progress: Callable[[int, int], None] | None,
) -> Iterator[Part]:
    """Work on batches at once, and give their results in the order of the batches."""
    if threads < 1:
        raise ModelError(f"{threads} threads cannot run; choose 1 or more")
    if threads == 1:
        for done, draws in enumerate(runs, start=1):
            yield run(draws)
            if progress:
                progress(done, len(runs))
        return
    with ThreadPoolExecutor(threads) as pool:
        for done, result in enumerate(pool.map(run, runs), start=1):
            yield result
            if progress:
                progress(done, len(runs))


def count_directions(
    skeleton: Skeleton,
    weights: Weights,
    push: Floats,
    *,
    prior: Prior,
    criteria: tuple[Observation, ...] = (),
) -> PriorCounts:
    """Count in how many stable draws that meet the criteria each concept rises or falls."""
    kept, matching = usable(skeleton, weights, prior=prior, criteria=criteria)
    nothing = np.zeros(skeleton.size, dtype=np.int64)
    if not matching.any():
        return PriorCounts(nothing, nothing, 0, int(kept.sum()), kept.size)
    used = weights if matching.all() else weights.take(matching)
    response = respond(skeleton, used, push=push, contracting=prior.contracting)
    return PriorCounts(
        rise=(response > 0).sum(axis=1),
        fall=(response < 0).sum(axis=1),
        used=int(matching.sum()),
        stable=int(kept.sum()),
        draws=kept.size,
    )


def draw_limits(skeleton: Skeleton, *, prior: Prior, draws: Draws) -> Floats:
    """Draw the self-limitation of every concept, shape (concepts, draws); 0 for those without."""
    limits = np.repeat(skeleton.limited[:, None].astype(np.float64), draws.count, axis=1)
    if prior.draws_limits:
        limits *= uniforms(keys_of(f"limit:{c}" for c in skeleton.concepts), draws)
    return limits
