"""A causal map and a lasting push to an answer for every concept.

Tiers, ranges over priors, ways, deciding claims and voices: docs/method.md
says what each may mean.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from causerie.errors import ModelError
from causerie.languages.interface import phrases
from causerie.model import CausalMap
from causerie.simulation.answers import (
    Acceptance,
    Answer,
    PathAnswer,
    PriorShare,
    Pushed,
    Range,
    Tier,
    WhatIf,
)
from causerie.simulation.assumptions import state_assumptions
from causerie.simulation.details import Details, find_details
from causerie.simulation.determinate import Possible, possible_directions
from causerie.simulation.ensemble import (
    FEWEST,
    EnsembleCounts,
    PressOptions,
    PriorCounts,
    count_responses,
    push_vector,
    runnable,
)
from causerie.simulation.hearing import Heard, check_concepts, check_push, hear
from causerie.simulation.priors import PRIORS
from causerie.simulation.ways import ways_to

#: Probability from which a sign counts as robust, under every prior.
ROBUST = 0.95

#: Answers whose ways are listed: on larger maps those of the clearest responses;
#: ask for a concept by name to see its ways.
_SHOWN = 200


@dataclass(frozen=True)
class _Run:
    """Everything from which the answers to one push are put together."""

    heard: Heard
    push: Mapping[str, int]
    possible: Possible
    counts: EnsembleCounts
    counted: tuple[str, ...]
    details: Details | None
    paths: int

    def shares(self, at: int) -> tuple[PriorShare, ...]:
        """Give the probabilities for a concept under every prior that counts."""
        return tuple(_prior_share(n, self.counts.by_prior[n], at) for n in self.counted)

    def reached(self, at: int) -> bool:
        """Say whether a concept can respond at all."""
        return bool(self.possible.rise[at] or self.possible.fall[at])

    def clearness(self, at: int) -> float:
        """Say how clearly a concept responds, to choose whose ways are looked for first."""
        return sum(abs(s.rise - s.fall) for s in self.shares(at))


def answer_press(
    causal_map: CausalMap,
    push: Mapping[str, int],
    *,
    targets: Sequence[str] | None = None,
    by: str | None = None,
    options: PressOptions | None = None,
) -> WhatIf:
    """Say what a lasting push does to the concepts of a map.

    Args:
        causal_map: concepts and links with their evidence.
        push: concept id → 1 for a lasting rise, -1 for a lasting fall.
        targets: ids of the concepts to answer for; all but those pushed when left out.
        by: a speaker's name or a voice's id, to hear him alone.
        options: draws, seed, priors and the rest; the defaults when left out.

    Raises:
        UnknownConceptError: the map holds no such concept.
        ModelError: nothing is pushed, or nothing can be run, with the reason.

    """
    options = options or PressOptions()
    _check(causal_map, push, targets=targets, options=options)
    whole = hear(causal_map, by=by, conditions=options.conditions)
    heard = _reached_part(whole, push, options=options)
    vector = push_vector(heard.skeleton, push)
    options, skipped = runnable(heard.skeleton, options=options)
    counts = count_responses(heard, vector, options=options)
    counted = _counted(counts)
    words = phrases(options.language, "assumptions")
    left_out = [f"{n} ({words['too_large']})" for n in skipped]
    left_out += [
        f"{n} ({words['too_few'].format(unstable=c.draws - c.stable, draws=c.draws)})"
        for n, c in counts.by_prior.items()
        if n not in counted
    ]
    run = _Run(
        heard=heard,
        push=push,
        possible=possible_directions(heard.skeleton, vector),
        counts=counts,
        counted=counted,
        details=find_details(heard, push, options=options) if options.details and heard.links else None,
        paths=options.paths,
    )
    wanted = targets if targets is not None else [c.id for c in causal_map.concepts if c.id not in push]
    labels = {c.id: c.label for c in causal_map.concepts}
    position = heard.skeleton.position
    reached = sorted(
        (c for c in wanted if run.reached(position[c])), key=lambda c: -run.clearness(position[c])
    )
    shown = set(reached[:_SHOWN] if options.paths else ())
    answers = tuple(_answer(run, c, label=labels[c], ways=c in shown) for c in wanted)
    return WhatIf(
        pushed=tuple(Pushed(labels[c], c, labels[c], int(d)) for c, d in push.items()),
        answers=answers,
        assumptions=state_assumptions(whole, heard, by=by, options=options, left_out=left_out),
        acceptance=tuple(_acceptance(name, c) for name, c in counts.by_prior.items()),
        draws=options.draws,
        seed=options.seed,
    )


def _check(
    causal_map: CausalMap, push: Mapping[str, int], *, targets: Sequence[str] | None, options: PressOptions
) -> None:
    check_push(causal_map, push)
    observed = (c for o in options.criteria for c in (*o.push, *o.seen))
    check_concepts(causal_map, (*(targets or ()), *observed))
    if options.draws < 1:
        raise ModelError(f"{options.draws} draws answer nothing; use 1 or more")
    if not options.priors:
        raise ModelError(f"no prior to run; choose from {', '.join(PRIORS)}")


def _reached_part(heard: Heard, push: Mapping[str, int], *, options: PressOptions) -> Heard:
    """Keep the links that a push can travel: what it cannot reach cannot matter."""
    skeleton = heard.skeleton
    sources = [c for p in (push, *(o.push for o in options.criteria)) for c in p]
    reached = skeleton.reached(skeleton.position[c] for c in sources)
    return heard.part(np.flatnonzero(reached[skeleton.cause]))


def _counted(counts: EnsembleCounts) -> tuple[str, ...]:
    """Name the priors with enough draws to count.

    Raises:
        ModelError: none has.

    """
    enough = tuple(n for n, c in counts.by_prior.items() if c.used >= min(FEWEST, c.draws))
    if not enough:
        shares = ", ".join(f"{n}: {c.stable} stable, {c.used} used" for n, c in counts.by_prior.items())
        raise ModelError(
            f"too few of the draws are stable and meet the criteria ({shares}): nothing can be said"
        )
    return enough


def _acceptance(name: str, counts: PriorCounts) -> Acceptance:
    stable = counts.stable / counts.draws
    matching = counts.used / counts.stable if counts.stable else 0.0
    return Acceptance(name, stable, matching, counts.used >= min(FEWEST, counts.draws))


def _answer(run: _Run, concept: str, *, label: str, ways: bool) -> Answer:
    at = run.heard.skeleton.position[concept]
    shares = run.shares(at)
    rise = Range(min(s.rise for s in shares), max(s.rise for s in shares))
    fall = Range(min(s.fall for s in shares), max(s.fall for s in shares))
    if not run.reached(at):
        return Answer(concept, label, "0", Tier.UNREACHABLE, rise, fall, given_response=Range(0.0, 0.0))
    tier, sign = _tier_and_sign(run, at, shares=shares)
    paths: tuple[PathAnswer, ...] = ()
    offsetting = (0.0, 0.0)
    if ways:
        strength = run.counts.strength
        paths, offsetting = ways_to(run.heard, at, push=run.push, strength=strength, limit=run.paths)
    answer = Answer(
        concept, label, sign, tier, rise, fall,
        given_response=_given_response(shares),
        paths=paths,
        offsetting=offsetting,
        by_prior=shares,
        error=max(_error(s, run.counts.by_prior[s.prior].used) for s in shares),
    )  # fmt: skip
    return run.details.put_into(answer, at=at) if run.details else answer


def _prior_share(name: str, counts: PriorCounts, at: int) -> PriorShare:
    return PriorShare(name, float(counts.rise[at] / counts.used), float(counts.fall[at] / counts.used))


def _error(share: PriorShare, used: int) -> float:
    """Give the larger standard error of the two probabilities."""
    return float(max(np.sqrt(p * (1 - p) / used) for p in (share.rise, share.fall)))


def _tier_and_sign(run: _Run, at: int, *, shares: tuple[PriorShare, ...]) -> tuple[Tier, str]:
    if not run.possible.fall[at]:
        return Tier.CERTAIN, "+"
    if not run.possible.rise[at]:
        return Tier.CERTAIN, "-"
    if min(s.rise for s in shares) >= ROBUST:
        return Tier.ROBUST, "+"
    if min(s.fall for s in shares) >= ROBUST:
        return Tier.ROBUST, "-"
    leads = {_lead(s, run.counts.by_prior[s.prior].used) for s in shares}
    return Tier.OPEN, leads.pop() if len(leads) == 1 else "?"


def _lead(share: PriorShare, used: int) -> str:
    """Name the likelier direction, if it leads by more than three standard errors."""
    noise = 3 * np.sqrt((share.rise + share.fall) / used)
    if abs(share.rise - share.fall) <= noise:
        return "?"
    return "+" if share.rise > share.fall else "-"


def _given_response(shares: tuple[PriorShare, ...]) -> Range:
    """Give the probability of the likelier direction among the draws with a response."""
    rises = sum(s.rise for s in shares) >= sum(s.fall for s in shares)
    given = [(s.rise if rises else s.fall) / (s.rise + s.fall) for s in shares if s.rise + s.fall > 0]
    return Range(min(given), max(given)) if given else Range(0.0, 0.0)
