"""A push to what its answers hang on: each claim and voice left out, each voice alone, a second opinion.

All of it for all concepts at once, under the contraction prior and on fewer
draws than the answers themselves.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from causerie.model import Evidence
from causerie.simulation.answers import Answer, Decider, SpeakerShare
from causerie.simulation.ensemble import PressOptions, PriorCounts, count_responses, push_vector
from causerie.simulation.fuzzy import SETTINGS
from causerie.simulation.hearing import Heard, claim_name, hear, speakers_of
from causerie.simulation.matrices import Floats
from causerie.simulation.robustness import LeftOut, flips, leave_out, whom_share
from causerie.simulation.second_opinion import FuzzyAnswers, disagreement, fuzzy_answers

#: Least change of P(rise) - P(fall) for which a claim is said to decide anything.
_DECIDES = 0.02

#: How many deciding claims, and deciding voices, are named for an answer.
_NAMED = 5

#: Draws for the second opinion of fuzzy cognitive maps, each under every setting.
_FUZZY_DRAWS = 256

#: Updates of one link in one draw that details may take: a few seconds without numba.
#: On larger maps there are fewer draws, and only claims near the push are left out.
_WORK = 2e9

#: Draws below which nothing is left out any more: the claims are fewer instead.
_LEAST_DRAWS = 200

#: Passes over a map with feedback for one response, and for all settings of fuzzy maps.
_PASSES, _FUZZY_PASSES = 15, 16 * 100


@dataclass(frozen=True)
class Details:
    """What decides the answers to one push.

    Attributes:
        heard: links that were run.
        claims: claims that were left out one by one.
        voices: voices that were left out whole, after the claims.
        left: leans with everything and without each claim and voice.
        whom: share of the sign's variance due to whom one believes, shape (concepts,).
        alone: voice → counts if it alone is heard.
        fuzzy: what fuzzy cognitive maps say.

    """

    heard: Heard
    claims: tuple[Evidence, ...]
    voices: tuple[str, ...]
    left: LeftOut
    whom: Floats
    alone: Mapping[str, PriorCounts]
    fuzzy: FuzzyAnswers

    def put_into(self, answer: Answer, *, at: int) -> Answer:
        """Add to the answer for the concept at a position what decides it."""
        base, without = float(self.left.base[at]), self.left.without[:, at]
        # Only those that move anything are looked at: on a large map that is a few of many.
        moving = np.flatnonzero(np.abs(without - base) >= _DECIDES).tolist()
        claims, voices = [], []
        for i in moving:
            moved = (float(without[i] - base), flips(base, float(without[i])))
            if i < len(self.claims):
                claim = self.claims[i]
                claims.append(Decider(claim_name(claim), self.heard.name_of(claim), *moved))
            else:
                voices.append(Decider(None, self.voices[i - len(self.claims)], *moved))
        return replace(
            answer,
            decided_by=_most(claims),
            deciding_speakers=_most(voices),
            by_speaker=tuple(
                SpeakerShare(voice, float(c.rise[at] / c.used), float(c.fall[at] / c.used))
                for voice, c in self.alone.items()
            ),
            whom=float(self.whom[at]) if np.isfinite(self.whom[at]) else None,
            fuzzy_disagreement=disagreement(self.fuzzy, at, answer.sign) if answer.sign in "+-" else None,
        )


def find_details(heard: Heard, push: Mapping[str, int], *, options: PressOptions) -> Details:
    """Leave out claims and voices in turn, hear each voice alone, and ask fuzzy maps.

    Args:
        heard: links that the push reaches; at least one.
        push: concept id → 1 or -1.
        options: draws, seed, threads and encoding; observations do not count here.

    """
    vector = push_vector(heard.skeleton, push)
    voices = speakers_of(heard.causal_map)
    passes = len(heard.links) * (_PASSES if heard.skeleton.cyclic.any() else 1)
    most = max(int(_WORK / (_LEAST_DRAWS * passes)) - len(voices), 1)
    claims = _nearest(heard, push)[:most]
    groups = [frozenset({e.key}) for e in claims]
    groups += [frozenset(e.key for e in _claims(heard) if heard.name_of(e) == voice) for voice in voices]
    fits = max(int(_WORK / (len(groups) * passes)), _LEAST_DRAWS)
    draws = min(options.draws, options.detail_draws, fits)
    fewer = replace(options, draws=draws, priors=("contraction",), criteria=(), progress=None)
    worlds = min(draws, _FUZZY_DRAWS, max(int(_WORK / (len(heard.links) * _FUZZY_PASSES)), 16))
    return Details(
        heard=heard,
        claims=claims,
        voices=voices,
        left=leave_out(heard, vector, groups=groups, options=fewer),
        whom=whom_share(heard, vector, options=fewer),
        alone=each_alone(heard, vector, options=fewer) if len(voices) > 1 else {},
        fuzzy=fuzzy_answers(heard, push, settings=SETTINGS, options=replace(fewer, draws=worlds)),
    )


def each_alone(heard: Heard, vector: Floats, *, options: PressOptions) -> dict[str, PriorCounts]:
    """Run a push, shape (concepts,), for each voice as if nobody else had spoken; under the first prior."""
    found = {}
    for voice in speakers_of(heard.causal_map):
        only = hear(heard.causal_map, by=voice)
        found[voice] = count_responses(only, vector, options=options).by_prior[options.priors[0]]
    return found


def _claims(heard: Heard) -> list[Evidence]:
    return [e for link in heard.links for e in link.evidence]


def _nearest(heard: Heard, push: Mapping[str, int]) -> tuple[Evidence, ...]:
    """List all claims, those on links near the push first."""
    skeleton = heard.skeleton
    order = [skeleton.position[c] for c in push]
    seen = set(order)
    claims: list[Evidence] = []
    for concept in order:
        for link in skeleton.outgoing[concept]:
            claims += heard.links[link].evidence
            effect = int(skeleton.effect[link])
            if effect not in seen:
                seen.add(effect)
                order.append(effect)
    return tuple(claims)


def _most(deciders: list[Decider]) -> tuple[Decider, ...]:
    return tuple(sorted(deciders, key=lambda d: (not d.flips, -abs(d.change)))[:_NAMED])
