"""A causal map and a lasting push to an answer for every concept.

Tiers, ranges over priors, ways, deciding claims and voices: docs/method.md
says what each may mean.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from causerie.errors import ModelError, UnknownConceptError
from causerie.model import CausalMap, Evidence, Link, Polarity
from causerie.simulation.answers import (
    Acceptance,
    Answer,
    Decider,
    PathAnswer,
    PriorShare,
    Pushed,
    Range,
    SpeakerShare,
    Tier,
    WhatIf,
)
from causerie.simulation.determinate import Possible, has_balancing_loop, possible_directions
from causerie.simulation.ensemble import (
    FEWEST,
    EnsembleCounts,
    PressOptions,
    PriorCounts,
    count_responses,
    push_vector,
)
from causerie.simulation.fuzzy import SETTINGS
from causerie.simulation.hearing import Heard, hear, speakers_of
from causerie.simulation.matrices import Floats
from causerie.simulation.paths import strongest_ways
from causerie.simulation.priors import PRIORS, prior_named
from causerie.simulation.robustness import QUIET, LeftOut, leave_out, whom_share
from causerie.simulation.second_opinion import FuzzyAnswers, disagreement, fuzzy_answers
from causerie.simulation.solving import LARGEST_TESTED

#: Probability from which a sign counts as robust, under every prior.
ROBUST = 0.95

#: Least change of P(rise) - P(fall) for which a claim is said to decide anything.
_DECIDES = 0.02

#: How many deciding claims, and deciding voices, are named for an answer.
_NAMED = 5

#: Draws for the second opinion of fuzzy cognitive maps, each under every setting.
_FUZZY_DRAWS = 256

#: Claims that are left out one by one; on larger maps those on the strongest ways.
_MOST_CLAIMS = 400

#: Ways whose strengths are added up for the shares of an answer.
_WAYS = 200


@dataclass(frozen=True)
class _Details:
    """What decides: groups of claims that were left out, and what then happens."""

    claims: tuple[Evidence, ...]
    voices: tuple[str, ...]
    left: LeftOut
    whom: Floats
    alone: Mapping[str, PriorCounts]
    fuzzy: FuzzyAnswers


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
    possible = possible_directions(heard.skeleton, vector)
    options, skipped = _runnable(heard, options)
    counts = count_responses(heard, vector, options=options)
    counted = _counted(counts)
    left_out = [f"{n} (a feedback component is too large for its stability test)" for n in skipped]
    left_out += [
        f"{n} (too few draws left: {c.draws - c.stable} of {c.draws} are unstable)"
        for n, c in counts.by_prior.items()
        if n not in counted
    ]
    details = (
        _details(heard, push, vector=vector, options=options) if options.details and heard.links else None
    )
    wanted = targets if targets is not None else [c.id for c in causal_map.concepts if c.id not in push]
    labels = {c.id: c.label for c in causal_map.concepts}
    answers = tuple(
        _answer(heard, c, label=labels[c], push=push, possible=possible, counts=counts, counted=counted,
                details=details, options=options)
        for c in wanted
    )  # fmt: skip
    return WhatIf(
        pushed=tuple(Pushed(labels[c], c, labels[c], int(d)) for c, d in push.items()),
        answers=answers,
        assumptions=_assumptions(whole, heard, by=by, options=options, left_out=left_out),
        acceptance=tuple(_acceptance(name, c) for name, c in counts.by_prior.items()),
        draws=options.draws,
        seed=options.seed,
    )


def _check(
    causal_map: CausalMap, push: Mapping[str, int], *, targets: Sequence[str] | None, options: PressOptions
) -> None:
    named = [*push, *(targets or ())]
    named += [c for o in options.criteria for c in (*o.push, *o.seen)]
    for concept in named:
        if concept not in causal_map.by_id:
            raise UnknownConceptError(f"the map holds no concept '{concept}'")
    if not push:
        raise ModelError("nothing is pushed; name at least one concept")
    for concept, direction in push.items():
        if direction not in (1, -1):
            raise ModelError(f"push on '{concept}': {direction!r} is no direction; use 1 or -1")
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


def _runnable(heard: Heard, options: PressOptions) -> tuple[PressOptions, tuple[str, ...]]:
    """Leave out priors whose stability test is beyond reach on this map, if others remain."""
    largest = max((len(b) for b in heard.skeleton.blocks), default=0)
    fits = tuple(n for n in options.priors if prior_named(n).contracting or largest <= LARGEST_TESTED)
    if not fits:
        raise ModelError(
            f"a feedback component of {largest} concepts is too large for the stability test of "
            f"{', '.join(options.priors)}; use a prior that is stable by construction"
        )
    return replace(options, priors=fits), tuple(n for n in options.priors if n not in fits)


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


def _details(heard: Heard, push: Mapping[str, int], *, vector: Floats, options: PressOptions) -> _Details:
    """Leave out claims and voices, and hear each voice alone."""
    fewer = replace(options, draws=min(options.draws, options.detail_draws), priors=("contraction",))
    claims = tuple(e for link in heard.links for e in link.evidence)[:_MOST_CLAIMS]
    voices = speakers_of(heard.causal_map)
    groups = [frozenset({e.key}) for e in claims]
    for voice in voices:
        own = (e.key for link in heard.links for e in link.evidence if heard.name_of(e) == voice)
        groups.append(frozenset(own))
    alone = {}
    for voice in voices if len(voices) > 1 else ():
        only = hear(heard.causal_map, by=voice)
        alone[voice] = count_responses(only, vector, options=replace(fewer, criteria=())).by_prior[
            "contraction"
        ]
    left = leave_out(heard, vector, groups=groups, options=fewer)
    whom = whom_share(heard, vector, options=fewer)
    worlds = replace(fewer, draws=min(fewer.draws, _FUZZY_DRAWS))
    fuzzy = fuzzy_answers(heard, push, settings=SETTINGS, options=worlds)
    return _Details(claims, voices, left, whom, alone, fuzzy)


def _answer(
    heard: Heard,
    concept: str,
    *,
    label: str,
    push: Mapping[str, int],
    possible: Possible,
    counts: EnsembleCounts,
    counted: tuple[str, ...],
    details: _Details | None,
    options: PressOptions,
) -> Answer:
    at = heard.skeleton.position[concept]
    shares = tuple(_prior_share(n, counts.by_prior[n], at) for n in counted)
    rise = Range(min(s.rise for s in shares), max(s.rise for s in shares))
    fall = Range(min(s.fall for s in shares), max(s.fall for s in shares))
    tier, sign = _tier_and_sign(possible, at, shares=shares, counts=counts)
    if tier is Tier.UNREACHABLE:
        return Answer(concept, label, sign, tier, rise, fall, given_response=Range(0.0, 0.0))
    ways, offsetting = _ways(heard, at, push=push, strength=counts.strength, limit=options.paths)
    decided, voices = _deciders(heard, at, details) if details else ((), ())
    return Answer(
        concept, label, sign, tier, rise, fall,
        given_response=_given_response(shares),
        paths=ways,
        offsetting=offsetting,
        decided_by=decided,
        deciding_speakers=voices,
        by_prior=shares,
        by_speaker=_by_speaker(details, at) if details else (),
        whom=float(details.whom[at]) if details and np.isfinite(details.whom[at]) else None,
        fuzzy_disagreement=disagreement(details.fuzzy, at, sign) if details and sign in "+-" else None,
        error=max(_error(s, counts.by_prior[s.prior].used) for s in shares),
    )  # fmt: skip


def _prior_share(name: str, counts: PriorCounts, at: int) -> PriorShare:
    return PriorShare(name, float(counts.rise[at] / counts.used), float(counts.fall[at] / counts.used))


def _error(share: PriorShare, used: int) -> float:
    """Give the larger standard error of the two probabilities."""
    return float(max(np.sqrt(p * (1 - p) / used) for p in (share.rise, share.fall)))


def _tier_and_sign(
    possible: Possible, at: int, *, shares: tuple[PriorShare, ...], counts: EnsembleCounts
) -> tuple[Tier, str]:
    if not possible.rise[at] and not possible.fall[at]:
        return Tier.UNREACHABLE, "0"
    if not possible.fall[at]:
        return Tier.CERTAIN, "+"
    if not possible.rise[at]:
        return Tier.CERTAIN, "-"
    if min(s.rise for s in shares) >= ROBUST:
        return Tier.ROBUST, "+"
    if min(s.fall for s in shares) >= ROBUST:
        return Tier.ROBUST, "-"
    leads = {_lead(s, counts.by_prior[s.prior].used) for s in shares}
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


def _ways(
    heard: Heard, at: int, *, push: Mapping[str, int], strength: Floats, limit: int
) -> tuple[tuple[PathAnswer, ...], tuple[float, float]]:
    """List the strongest ways from what is pushed, and weigh those that raise against those that lower."""
    skeleton = heard.skeleton
    found = []
    for concept, direction in push.items():
        source = skeleton.position[concept]
        for way in strongest_ways(skeleton, strength, source=source, target=at, limit=_WAYS):
            sign = int(np.prod(skeleton.sign[list(way.links)]))
            found.append((way.strength, sign * direction, way.links))
    found.sort(key=lambda f: (-f[0], f[2]))
    total = sum(f[0] for f in found)
    if not total:
        return (), (0.0, 0.0)
    paths = tuple(_path(heard, links, share=size / total) for size, _, links in found[:limit])
    raising = sum(size for size, sign, _ in found if sign > 0) / total
    lowering = sum(size for size, sign, _ in found if sign < 0) / total
    return paths, (raising, lowering)


def _path(heard: Heard, links: tuple[int, ...], *, share: float) -> PathAnswer:
    steps = [heard.causal_map.links[i] for i in links]
    signs = [link.sign.value for link in steps]
    sign = next((s for s in ("?", "±") if s in signs), "-" if signs.count("-") % 2 else "+")
    supports = [[e for e in link.evidence if not e.negated] for link in steps]
    held = [{heard.name_of(e) for e in support} for support in supports]
    return PathAnswer(
        concepts=(steps[0].cause, *(link.effect for link in steps)),
        sign=sign,
        share=share,
        speakers=tuple(tuple(dict.fromkeys(heard.name_of(e) for e in s)) for s in supports),
        claims=tuple(tuple(_claim_name(e) for e in s) for s in supports),
        against=tuple(tuple(_claim_name(e) for e in _against(link)) for link in steps),
        held_by=tuple(sorted(set.intersection(*held))),
    )


def _against(link: Link) -> list[Evidence]:
    """List the claims that deny a link, or give it the sign that fewer give it."""
    signed = [e.polarity for e in link.evidence if not e.negated and e.polarity is not Polarity.UNKNOWN]
    fewer = Polarity.MINUS if 2 * signed.count(Polarity.PLUS) >= len(signed) else Polarity.PLUS
    contradicted = {Polarity.PLUS, Polarity.MINUS} <= set(signed)
    return [e for e in link.evidence if e.negated or (contradicted and e.polarity is fewer)]


def _claim_name(claim: Evidence) -> str:
    return f"{claim.document}:{claim.claim}"


def _deciders(heard: Heard, at: int, details: _Details) -> tuple[tuple[Decider, ...], tuple[Decider, ...]]:
    """Name the claims, and the voices, whose absence moves an answer most."""
    base, without = details.left.base[at], details.left.without[:, at]
    claims = [
        Decider(_claim_name(e), heard.name_of(e), *_moved(base, without[i]))
        for i, e in enumerate(details.claims)
    ]
    voices = [
        Decider(None, voice, *_moved(base, without[len(details.claims) + i]))
        for i, voice in enumerate(details.voices)
    ]
    return _most(claims), _most(voices)


def _moved(base: float, without: float) -> tuple[float, bool]:
    """Give the change, and whether the lean turns or falls silent."""
    leans = [0 if abs(x) <= QUIET else int(np.sign(x)) for x in (base, without)]
    return float(without - base), leans[0] != leans[1]


def _most(deciders: list[Decider]) -> tuple[Decider, ...]:
    moving = [d for d in deciders if abs(d.change) >= _DECIDES]
    return tuple(sorted(moving, key=lambda d: (not d.flips, -abs(d.change)))[:_NAMED])


def _by_speaker(details: _Details, at: int) -> tuple[SpeakerShare, ...]:
    return tuple(
        SpeakerShare(voice, float(c.rise[at] / c.used), float(c.fall[at] / c.used))
        for voice, c in details.alone.items()
    )


def _assumptions(
    whole: Heard, heard: Heard, *, by: str | None, options: PressOptions, left_out: Sequence[str]
) -> tuple[str, ...]:
    """State what an answer rests on that nobody in the texts said."""
    said = [
        "Every concept limits itself: this is our assumption, not a claim. "
        "Responses are those of a system that stays near a steady state.",
        "Only directions are answered. No size and no time can be known from signs.",
        "Strengths are drawn from priors: "
        + "; ".join(f"{n} ({prior_named(n).says})" for n in options.priors)
        + ". Details are under the prior 'contraction'.",
        "Chances of links come from the words of their claims (evidence.toml): proposals, not measurements.",
    ]
    names = {c.id: c.label for c in whole.causal_map.concepts}
    if by is not None:
        said.append(f"Only '{by}' is heard.")
    if left_out:
        said.append(f"Priors that are not counted: {'; '.join(left_out)}.")
    if not has_balancing_loop(heard.skeleton):
        said.append(
            "No claim describes a balancing loop among what is reached: "
            "only the assumed self-limitation keeps the system near its state."
        )
    one_sided = sum(rise != fall for rise, fall in (link.licensed_sides for link in heard.links))
    if one_sided:
        said.append(
            f"{one_sided} link(s) are only said of a fall ('impossible without') or of a rise ('is enough'); "
            f"on the other side they are felt with a chance drawn in {_shown(options)}."
        )
    if whole.denied:
        shown = "; ".join(f"{names[cause]} → {names[effect]}" for cause, effect in whole.denied)
        said.append(f"Links that are only denied run as absent: {shown}.")
    said += [f"Taken as {'met' if met else 'not met'}: {c!r}." for c, met in whole.conditions.items()]
    if options.criteria:
        said.append(f"{len(options.criteria)} observation(s) reject the draws that do not show them.")
    return tuple(said)


def _shown(options: PressOptions) -> str:
    span = options.encoding.unlicensed
    return f"[{span.low:g}, {span.high:g}]"
