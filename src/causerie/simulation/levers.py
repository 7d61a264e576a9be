"""A map and a target to the pushes that move it: how surely, and at what side effects."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from causerie.errors import ModelError
from causerie.model import CausalMap
from causerie.simulation.answers import Range, Tier
from causerie.simulation.determinate import possible_directions
from causerie.simulation.ensemble import (
    FEWEST,
    PressOptions,
    batches,
    draw_weights,
    push_vector,
    runnable,
    usable,
    worth_running,
)
from causerie.simulation.hearing import Heard, check_concepts, hear
from causerie.simulation.matrices import Floats
from causerie.simulation.press import ROBUST
from causerie.simulation.priors import prior_named
from causerie.simulation.solving import respond
from causerie.simulation.states import draw_states, table_of

#: Concepts that are tried as levers: those nearest to the target, by links.
_TRIED = 60

#: Best single pushes that are tried in pairs.
_PAIRED = 8

_ORDER = {Tier.CERTAIN: 0, Tier.ROBUST: 1, Tier.OPEN: 2}


@dataclass(frozen=True, slots=True)
class SideEffect:
    """What a lever does to a concept that the user marked.

    Attributes:
        wanted: whether the user wants it to rise (else: not to rise).
        helps: whether it goes the user's way, with the tier's certainty; None
            if it is open or does not respond.

    """

    concept: str
    wanted: bool
    tier: Tier
    rise: Range
    fall: Range
    helps: bool | None


@dataclass(frozen=True, slots=True)
class Lever:
    """One push, or two together, that may move the target as wanted.

    Attributes:
        push: (concept id, 1 or -1), one or two.
        probability: of moving the target as wanted, over the priors.

    """

    push: tuple[tuple[str, int], ...]
    tier: Tier
    probability: Range
    side_effects: tuple[SideEffect, ...]

    @property
    def harms(self) -> int:
        """Count the marked concepts that it moves against the user's wish."""
        return sum(s.helps is False for s in self.side_effects)


def find_levers(
    causal_map: CausalMap,
    target: str,
    *,
    direction: int = 1,
    wanted: Collection[str] = (),
    unwanted: Collection[str] = (),
    pairs: bool = True,
    by: str | None = None,
    options: PressOptions | None = None,
) -> tuple[Lever, ...]:
    """Rank the pushes that may move a target: certain ones first, then by probability and harm done.

    Args:
        causal_map: concepts and links with their evidence.
        target: id of the concept to move.
        direction: 1 to raise it, -1 to lower it.
        wanted: ids of concepts whose rise is welcome.
        unwanted: ids of concepts whose rise is not.
        pairs: whether the best single pushes are also tried two by two.
        by: hear one voice alone.
        options: draws (1,000 when left out), priors, seed.

    Raises:
        UnknownConceptError: the map holds no such concept.
        ModelError: the direction is none.

    """
    options = options or PressOptions(draws=1000)
    check_concepts(causal_map, (target, *wanted, *unwanted))
    if direction not in (1, -1):
        raise ModelError(f"{direction!r} is no direction; use 1 or -1")
    heard = hear(causal_map, by=by, conditions=options.conditions)
    marked = {**dict.fromkeys(wanted, True), **dict.fromkeys(unwanted, False)}
    trial = _Trial(heard, target, direction, marked, options)
    single = trial.levers([((c, d),) for c in _near(heard, target) for d in (1, -1)])
    if not pairs:
        return single
    best = [lever.push[0] for lever in single[:_PAIRED]]
    both = [(a, b) for a, b in combinations(best, 2) if a[0] != b[0]]
    return tuple(sorted((*single, *trial.levers(both)), key=_rank))


@dataclass(frozen=True)
class _Trial:
    """A target with what the user wants, to try pushes on."""

    heard: Heard
    target: str
    direction: int
    marked: dict[str, bool]
    options: PressOptions

    def levers(self, pushes: Sequence[tuple[tuple[str, int], ...]]) -> tuple[Lever, ...]:
        """Try pushes, and keep those that may move the target as wanted, best first."""
        skeleton = self.heard.skeleton
        if not pushes or not self.heard.links:
            return ()
        vectors = [push_vector(skeleton, dict(p)) for p in pushes]
        rise, fall = _probabilities(self.heard, vectors, options=self.options)
        found = [
            self._lever(p, v, rise[:, i], fall[:, i])
            for i, (p, v) in enumerate(zip(pushes, vectors, strict=True))
        ]
        return tuple(sorted((lever for lever in found if lever), key=_rank))

    def _lever(
        self, push: tuple[tuple[str, int], ...], vector: Floats, rise: Floats, fall: Floats
    ) -> Lever | None:
        skeleton = self.heard.skeleton
        possible = possible_directions(skeleton, vector)
        at = skeleton.position[self.target]
        towards, away = (rise, fall) if self.direction > 0 else (fall, rise)
        if towards[:, at].mean() <= away[:, at].mean():
            return None
        tier = _tier(bool(possible.rise[at]), bool(possible.fall[at]), rise[:, at], fall[:, at])
        effects = []
        for concept, wish in self.marked.items():
            place = skeleton.position[concept]
            if concept != self.target and concept not in dict(push):
                up, down = rise[:, place], fall[:, place]
                kind = _tier(bool(possible.rise[place]), bool(possible.fall[place]), up, down)
                settled = kind in (Tier.CERTAIN, Tier.ROBUST)
                helps = bool(up.min() > down.max()) == wish if settled else None
                effects.append(SideEffect(concept, wish, kind, _range(up), _range(down), helps))
        return Lever(push, tier, _range(towards[:, at]), tuple(effects))


def _near(heard: Heard, target: str) -> list[str]:
    """List concepts with a way to the target, nearest first."""
    skeleton = heard.skeleton
    order = [skeleton.position[target]]
    seen = set(order)
    for concept in order:
        for link in skeleton.incoming[concept]:
            cause = int(skeleton.cause[link])
            if cause not in seen:
                seen.add(cause)
                order.append(cause)
        if len(order) > _TRIED:
            break
    return [skeleton.concepts[i] for i in order[1 : _TRIED + 1]]


def _probabilities(
    heard: Heard, vectors: Sequence[Floats], *, options: PressOptions
) -> tuple[Floats, Floats]:
    """Give P(rise) and P(fall) of all concepts under all pushes, shape (priors, pushes, concepts)."""
    skeleton = heard.skeleton
    table = table_of(heard.links, encoding=options.encoding)
    options, _ = runnable(skeleton, options=options)
    tried = worth_running(heard, table, options=options)
    names = [name for name, failed in tried.items() if failed is None]
    rise = np.zeros((len(names), len(vectors), skeleton.size))
    fall, used = np.zeros_like(rise), np.zeros(len(names))
    for draws in batches(options.draws, width=max(len(heard.links), skeleton.size), seed=options.seed):
        states = draw_states(table, draws)
        for row, name in enumerate(names):
            prior = prior_named(name)
            weights = draw_weights(skeleton, states, prior=prior, draws=draws)
            _, kept = usable(skeleton, weights, prior=prior, criteria=options.criteria)
            used[row] += kept.sum()
            weights = weights if kept.all() else weights.take(kept)
            for place, vector in enumerate(vectors if kept.any() else ()):
                response = respond(skeleton, weights, push=vector, contracting=prior.contracting)
                rise[row, place] += (response > 0).sum(axis=1)
                fall[row, place] += (response < 0).sum(axis=1)
    enough = used >= min(FEWEST, options.draws)
    if not enough.any():
        raise ModelError("too few of the draws are stable and meet the criteria: no lever can be judged")
    return rise[enough] / used[enough, None, None], fall[enough] / used[enough, None, None]


def _tier(can_rise: bool, can_fall: bool, rise: Floats, fall: Floats) -> Tier:
    if not can_rise and not can_fall:
        return Tier.UNREACHABLE
    if not (can_rise and can_fall):
        return Tier.CERTAIN
    return Tier.ROBUST if max(rise.min(), fall.min()) >= ROBUST else Tier.OPEN


def _range(values: Floats) -> Range:
    return Range(float(values.min()), float(values.max()))


def _rank(lever: Lever) -> tuple[int, int, float, int, tuple[tuple[str, int], ...]]:
    """Order by determinacy, harm, probability, and one push before two."""
    return (_ORDER[lever.tier], lever.harms, -lever.probability.low, len(lever.push), lever.push)
