"""A skeleton with strengths to the ways that lead from one concept to another."""

from __future__ import annotations

import heapq
import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.sparse import csgraph

from causerie.model import CausalMap
from causerie.simulation.hearing import check_concepts
from causerie.simulation.matrices import Floats, Skeleton, skeleton_of_map

#: Part-ways looked at for one pair of concepts; on dense maps the weakest
#: ways beyond them are left out, and shares are of the ways found.
_LOOKED_AT = 5_000


@dataclass(frozen=True, slots=True)
class Way:
    """A simple path: the positions of its links, and the product of their strengths."""

    links: tuple[int, ...]
    strength: float


@dataclass(frozen=True, slots=True)
class Connection:
    """How well two concepts are connected.

    Attributes:
        flow: maximum flow from one to the other, links carrying their citations.
        threads: voices that hold a complete way alone.

    """

    flow: int
    threads: tuple[str, ...]


def strongest_ways(
    skeleton: Skeleton, strength: Floats, *, source: int, target: int, limit: int
) -> tuple[Way, ...]:
    """List the simple paths between two concepts, strongest first.

    Args:
        skeleton: the map's structure.
        strength: size of each link in [0, 1], shape (links,); links of 0 are no way.
        source: position of the concept where they start.
        target: position of the concept where they end.
        limit: how many ways at most.

    Source:
        best-first search with the exact remaining strength as its bound (A*, Hart et al. 1968).

    """
    ahead = _best_ahead(skeleton, strength, target)
    found: list[Way] = []
    waiting: list[tuple[float, int, float, tuple[int, ...], tuple[int, ...]]] = []
    number = 0
    if ahead[source] > 0:
        waiting.append((-ahead[source], number, 1.0, (source,), ()))
    while waiting and len(found) < limit and number < _LOOKED_AT:
        _, _, so_far, concepts, links = heapq.heappop(waiting)
        if links and concepts[-1] == target:
            found.append(Way(links, so_far))
            continue
        for link in skeleton.outgoing[concepts[-1]]:
            after = int(skeleton.effect[link])
            through = so_far * float(strength[link])
            if through * ahead[after] > 0 and (after not in concepts):
                number += 1
                step = (-through * ahead[after], number, through, (*concepts, after), (*links, link))
                heapq.heappush(waiting, step)
    return tuple(found)


def connection(causal_map: CausalMap, *, source: str, target: str) -> Connection:
    """Measure the connection of two concepts by claims: maximum flow and thread count.

    Both are shown because they differ: many claims may make a way that nobody
    holds as a whole (A→B from one voice and B→C from another is not A→C said
    by anyone).

    Raises:
        UnknownConceptError: the map does not hold one of the concepts.

    """
    skeleton = skeleton_of_map(causal_map)
    check_concepts(causal_map, (source, target))
    start, end = skeleton.position[source], skeleton.position[target]
    asserting = [[e for e in link.evidence if not e.negated] for link in causal_map.links]
    if start == end:
        return Connection(0, ())
    capacity = sparse.csr_matrix(
        (np.array([len(a) for a in asserting], dtype=np.int32), (skeleton.cause, skeleton.effect)),
        shape=(skeleton.size, skeleton.size),
    )
    names = {v.id: v.speaker for v in causal_map.voices}
    voices = dict.fromkeys(e.voice for a in asserting for e in a)
    threads = []
    for voice in voices:
        own = np.array(
            [i for i, a in enumerate(asserting) if any(e.voice == voice for e in a)], dtype=np.int64
        )
        if skeleton.part(own).reached([start])[end]:
            threads.append(names.get(voice, voice))
    flow = csgraph.maximum_flow(capacity, start, end).flow_value
    return Connection(int(flow), tuple(threads))


def _best_ahead(skeleton: Skeleton, strength: Floats, target: int) -> Sequence[float]:
    """Give the strength of the best way from every concept to `target`, 0 where there is none."""
    best = [0.0] * skeleton.size
    waiting = [(-1.0, target)]
    while waiting:
        reached, concept = heapq.heappop(waiting)
        if -reached <= best[concept] or math.isnan(reached):
            continue
        best[concept] = -reached
        for link in skeleton.incoming[concept]:
            before = int(skeleton.cause[link])
            through = -reached * float(strength[link])
            if through > best[before]:
                heapq.heappush(waiting, (-through, before))
    return best
