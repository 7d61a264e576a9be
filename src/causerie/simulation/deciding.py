"""A map, a push and one answer to who and what decides it: claims, voices, documents, weights."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
from scipy import sparse
from scipy.sparse import csgraph

from causerie.model import CausalMap
from causerie.simulation.details import each_alone
from causerie.simulation.ensemble import PressOptions, count_responses, push_vector
from causerie.simulation.hearing import Heard, check_concepts, check_push, claim_name, hear, speakers_of
from causerie.simulation.matrices import Floats
from causerie.simulation.robustness import direction, flips, leave_out, tipping_weight, whom_share

#: Claims among which sets that flip an answer are searched one by one.
_CANDIDATES = 12

#: Draws on which sets are compared: the same for all, so that few suffice.
_SEARCH_DRAWS = 1_000

#: Claims of the largest set that is looked for by adding the next best one.
_LARGEST_SET = 8


@dataclass(frozen=True, slots=True)
class Moved:
    """What an answer becomes without some claims.

    Attributes:
        name: "document:claim", a voice's name or a document's id.
        change: change of P(rise) - P(fall), in [-2, 2].
        flips: whether the likelier direction becomes another one, or none.

    """

    name: str
    change: float
    flips: bool


@dataclass(frozen=True, slots=True)
class Tipping:
    """The weight of a link at which the response of the mean map turns.

    Attributes:
        weight: mean weight of the link over draws, absence counted as 0.
        tips_at: the weight at which the response is zero.

    """

    link: str
    weight: float
    tips_at: float


@dataclass(frozen=True)
class Deciding:
    """What decides the answer for one concept.

    Attributes:
        lean: P(rise) - P(fall) with everything heard.
        claims, speakers, documents: every one, most moving first.
        whom: share of the sign's variance due to whom one believes; None if the sign never varies.
        alone: voice → P(rise) and P(fall) if it alone is heard.
        tipping: links whose weight could turn the response within [-1, 1], nearest first.
        flipping: the smallest set of claims found without which the likelier
            direction is another one or none; empty if none was found or none leads.
        proven: whether no smaller set can exist: single claims and all pairs
            and triples of the most moving claims were tried.

    """

    concept: str
    lean: float
    claims: tuple[Moved, ...]
    speakers: tuple[Moved, ...]
    documents: tuple[Moved, ...]
    whom: float | None
    alone: Mapping[str, tuple[float, float]]
    tipping: tuple[Tipping, ...]
    flipping: tuple[str, ...]
    proven: bool


def find_deciding(
    causal_map: CausalMap,
    push: Mapping[str, int],
    *,
    target: str,
    by: str | None = None,
    options: PressOptions | None = None,
) -> Deciding:
    """Find what decides how one concept responds to a lasting push.

    All draws of the options are used, in batches of bounded memory and under
    the contraction prior.

    Args:
        causal_map: concepts and links with their evidence.
        push: concept id → 1 or -1.
        target: id of the responding concept.
        by: hear one voice alone.
        options: draws, seed, threads, progress.

    Raises:
        UnknownConceptError: the map holds no such concept.
        ModelError: nothing is pushed.

    """
    options = replace(options or PressOptions(), priors=("contraction",), criteria=())
    check_push(causal_map, push)
    check_concepts(causal_map, [target])
    whole = hear(causal_map, by=by, conditions=options.conditions)
    heard = _between(whole, push, target)
    skeleton = heard.skeleton
    vector, at = push_vector(skeleton, push), skeleton.position[target]
    claims = {claim_name(e): frozenset({e.key}) for link in heard.links for e in link.evidence}
    speakers = {v: _keys(heard, speaker=v) for v in speakers_of(heard.causal_map)}
    documents = {d: _keys(heard, document=d) for d in _documents(heard)}
    left = leave_out(
        heard, vector, groups=[*claims.values(), *speakers.values(), *documents.values()], options=options
    )
    lean, without = float(left.base[at]), left.without[:, at]
    parts = np.split(without, [len(claims), len(claims) + len(speakers)])
    whom = whom_share(heard, vector, options=options)[at]
    ranked = _ranked(claims, lean, parts[0])
    flipping, proven = _flipping(heard, push, target, ranked, claims=claims, lean=lean, options=options)
    return Deciding(
        concept=target,
        lean=lean,
        claims=ranked,
        speakers=_ranked(speakers, lean, parts[1]),
        documents=_ranked(documents, lean, parts[2]),
        whom=float(whom) if np.isfinite(whom) else None,
        alone={
            voice: (float(c.rise[at] / c.used), float(c.fall[at] / c.used))
            for voice, c in each_alone(heard, vector, options=options).items()
        },
        tipping=_tipping(heard, vector, at, options=options),
        flipping=flipping,
        proven=proven,
    )


def _between(heard: Heard, push: Mapping[str, int], target: str) -> Heard:
    """Keep the links on ways from what is pushed to the target; no other can matter."""
    skeleton = heard.skeleton
    ahead = skeleton.reached(skeleton.position[c] for c in push)
    back = skeleton.reached([skeleton.position[target]], backwards=True)
    return heard.part(np.flatnonzero(ahead[skeleton.cause] & back[skeleton.effect]))


def _keys(heard: Heard, *, speaker: str | None = None, document: str | None = None) -> frozenset[str]:
    claims = (e for link in heard.links for e in link.evidence)
    return frozenset(e.key for e in claims if heard.name_of(e) == speaker or e.document == document)


def _documents(heard: Heard) -> tuple[str, ...]:
    return tuple(dict.fromkeys(e.document for link in heard.links for e in link.evidence))


def _ranked(names: Mapping[str, frozenset[str]], lean: float, without: Floats) -> tuple[Moved, ...]:
    moved = [Moved(n, float(w - lean), flips(lean, float(w))) for n, w in zip(names, without, strict=True)]
    return tuple(sorted(moved, key=lambda m: (not m.flips, -abs(m.change), m.name)))


def _tipping(heard: Heard, vector: Floats, at: int, *, options: PressOptions) -> tuple[Tipping, ...]:
    """Solve the mean map for the tipping weight of every link."""
    skeleton = heard.skeleton
    mean = count_responses(heard, vector, options=replace(options, progress=None)).mean
    matrix = -np.eye(skeleton.size)
    np.add.at(matrix, (skeleton.effect, skeleton.cause), mean)
    found = []
    for i, link in enumerate(heard.causal_map.links):
        cause, effect = int(skeleton.cause[i]), int(skeleton.effect[i])
        whole = matrix[effect, cause]
        tips = tipping_weight(matrix, vector, cause=cause, effect=effect, responder=at)
        # Self-limitation shares its entry with a link of a concept to itself.
        weight = None if tips is None else tips - whole + mean[i]
        if weight is not None and abs(weight) <= 1:
            found.append(Tipping(link.id, float(mean[i]), float(weight)))
    return tuple(sorted(found, key=lambda t: abs(t.tips_at - t.weight)))


def _flipping(
    heard: Heard,
    push: Mapping[str, int],
    target: str,
    ranked: Sequence[Moved],
    *,
    claims: Mapping[str, frozenset[str]],
    lean: float,
    options: PressOptions,
) -> tuple[tuple[str, ...], bool]:
    """Look for the smallest set of claims without which the answer turns or falls silent."""
    if not direction(lean):
        return (), True
    if ranked and ranked[0].flips:
        return (ranked[0].name,), True
    fewer = replace(options, draws=min(options.draws, _SEARCH_DRAWS), progress=None)
    at, vector = heard.skeleton.position[target], push_vector(heard.skeleton, push)
    against = sorted(ranked, key=lambda m: m.change * np.sign(lean))[:_CANDIDATES]
    names = [m.name for m in against]

    def turned(sets: list[tuple[str, ...]]) -> tuple[str, ...] | None:
        groups = [frozenset().union(*(claims[n] for n in chosen)) for chosen in sets]
        leans = leave_out(heard, vector, groups=groups, options=fewer).without[:, at]
        best = int(np.argmin(leans * np.sign(lean)))
        return sets[best] if flips(lean, float(leans[best])) else None

    for size in (2, 3):
        sets = list(combinations(names, size))
        found = turned(sets) if sets else None
        if found:
            return found, size == 2 or len(ranked) <= _CANDIDATES
    cut = _cut(heard, push, target)
    for size in range(4, min(_LARGEST_SET, len(names), len(cut) - 1) + 1):
        found = turned([tuple(names[:size])])
        if found:
            return found, False
    return cut, False


def _cut(heard: Heard, push: Mapping[str, int], target: str) -> tuple[str, ...]:
    """Name the fewest asserting claims that carry every way to the target (minimum cut)."""
    skeleton = heard.skeleton
    source, end = skeleton.size, skeleton.position[target]
    asserting = [[e for e in link.evidence if not e.negated] for link in heard.links]
    sources = [skeleton.position[c] for c in push]
    plenty = 1 + sum(len(a) for a in asserting)
    capacity = sparse.csr_matrix(
        (
            np.array([len(a) for a in asserting] + [plenty] * len(sources), dtype=np.int32),
            (np.append(skeleton.cause, [source] * len(sources)), np.append(skeleton.effect, sources)),
        ),
        shape=(source + 1, source + 1),
    )
    left = capacity - csgraph.maximum_flow(capacity, source, end).flow
    left.data = np.maximum(left.data, 0)
    left.eliminate_zeros()
    near = csgraph.breadth_first_order(left, source, return_predecessors=False)
    inside = np.zeros(source + 1, dtype=np.bool_)
    inside[near] = True
    cut = np.flatnonzero(inside[skeleton.cause] & ~inside[skeleton.effect])
    return tuple(claim_name(e) for i in cut for e in asserting[i])
