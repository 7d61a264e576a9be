"""A causal map to its feedback loops: reinforcing, balancing, contradicted, and how strong.

The search starts from each concept in turn, goes only to later ones, and only
where the way back is still short enough: a backward breadth-first search gives
that bound, which is what keeps it fast on large maps.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
import numpy.typing as npt

from causerie.errors import ModelError
from causerie.model import CausalMap
from causerie.simulation import kernels
from causerie.simulation.ensemble import PressOptions, batches
from causerie.simulation.hearing import Heard, hear
from causerie.simulation.matrices import Floats, Skeleton, square
from causerie.simulation.states import draw_states, table_of

#: What the search does for one link in plain Python, in updates of one link in one draw.
_STEP = 10_000


class LoopPolarity(StrEnum):
    """What a loop does to a change that enters it."""

    REINFORCING = "reinforcing"
    BALANCING = "balancing"
    CONTRADICTED = "contradicted"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Loop:
    """A feedback loop with those who describe it.

    Attributes:
        concepts: ids in the direction of influence; the last acts on the first.
        links: ids of its links, from the first concept on.
        gain: product of the mean sizes of its links, in [0, 1]; absence counts as 0.
        speakers: per link, who asserts it.
        held_by: voices that hold the whole loop.

    """

    concepts: tuple[str, ...]
    links: tuple[str, ...]
    polarity: LoopPolarity
    gain: float
    speakers: tuple[tuple[str, ...], ...]
    held_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SignedLoop:
    """A loop of a matrix of signs: positions in the direction of influence, and 1 or -1."""

    concepts: tuple[int, ...]
    sign: int


def find_loops(
    causal_map: CausalMap,
    *,
    longest: int = 8,
    most: int = 10_000,
    by: str | None = None,
    options: PressOptions | None = None,
) -> tuple[Loop, ...]:
    """Find all feedback loops up to a length, strongest first.

    Args:
        causal_map: concepts and links with their evidence.
        longest: links of a loop, at most.
        most: loops, at most; more are refused rather than cut silently.
        by: hear one voice alone.
        options: draws, seed and encoding behind the gains.

    Raises:
        ModelError: more than `most` loops; shorten `longest`.

    """
    heard = hear(causal_map, by=by)
    strength = _mean_sizes(heard, options or PressOptions(draws=2000))
    found = enumerate_loops(heard.skeleton, longest=longest, most=most)
    loops = [_loop(heard, links, strength) for links in found]
    return tuple(sorted(loops, key=lambda loop: (-loop.gain, loop.concepts)))


def loops_by_concept(loops: Iterable[Loop]) -> dict[str, tuple[Loop, ...]]:
    """List, for every concept, the loops that it sits in, in the order given."""
    found: dict[str, list[Loop]] = {}
    for loop in loops:
        for concept in loop.concepts:
            found.setdefault(concept, []).append(loop)
    return {concept: tuple(held) for concept, held in found.items()}


def loops_of_signs(signs: npt.ArrayLike, *, longest: int | None = None) -> tuple[SignedLoop, ...]:
    """Find all feedback loops of a matrix of signs, self-limitation included.

    Args:
        signs: shape (concepts, concepts); signs[i, j] is the effect of j on i.
        longest: links of a loop, at most; any number when left out.

    """
    matrix = square(signs)
    effect, cause = np.nonzero(matrix)
    sign = np.sign(matrix[effect, cause]).astype(np.int64)
    names = tuple(str(i) for i in range(len(matrix)))
    skeleton = Skeleton(names, cause, effect, sign, np.zeros(len(matrix), dtype=np.bool_))
    found = enumerate_loops(skeleton, longest=longest or max(len(matrix), 1), most=1_000_000)
    return tuple(
        SignedLoop(tuple(int(cause[k]) for k in links), int(np.prod(sign[list(links)]))) for links in found
    )


def enumerate_loops(skeleton: Skeleton, *, longest: int, most: int) -> list[tuple[int, ...]]:
    """List the simple loops of a skeleton as positions of links, each once.

    Raises:
        ModelError: more than `most` loops, or a `longest` below 1.

    """
    if longest < 1:
        raise ModelError(f"loops have at least 1 link, got longest={longest}")
    kept = np.flatnonzero(skeleton.cyclic)
    if not kept.size:
        return []
    inner = skeleton.part(kept)
    order = np.argsort(inner.cause, kind="stable")
    starts = np.searchsorted(inner.cause[order], np.arange(skeleton.size + 1))
    back = np.argsort(inner.effect, kind="stable")
    back_starts = np.searchsorted(inner.effect[back], np.arange(skeleton.size + 1))
    search = kernels.jitted(_search) if kernels.repays(kept.size * _STEP) else _search
    room = min(most, 4096)
    while True:
        found = np.full((room, longest), -1, dtype=np.int64)
        count = search(starts, order, inner.effect, back_starts, back, inner.cause, longest, found)
        if count <= room:
            break
        if room >= most:
            raise ModelError(f"more than {most} loops of up to {longest} links; ask for shorter ones")
        room = min(most, room * 16)
    rows = kept[np.maximum(found[:count], 0)].tolist()
    sizes = (found[:count] >= 0).sum(axis=1).tolist()
    return [tuple(row[:size]) for row, size in zip(rows, sizes, strict=True)]


def _search(
    starts: Any, order: Any, effect: Any, back_starts: Any, back: Any, cause: Any, longest: int, found: Any
) -> int:
    """Fill `found` with loops, one a row, and count them; stop at the first that has no room.

    Plain loops over arrays, so that the same code runs with and without numba.
    """
    size = len(starts) - 1
    room = len(found)
    count = 0
    away = np.full(size, longest + 1, dtype=np.int64)
    touched = np.empty(size, dtype=np.int64)
    on_way = np.zeros(size, dtype=np.bool_)
    links = np.empty(longest + 1, dtype=np.int64)
    cursor = np.empty(longest + 1, dtype=np.int64)
    nodes = np.empty(longest + 1, dtype=np.int64)
    for first in range(size):
        if starts[first] == starts[first + 1] or back_starts[first] == back_starts[first + 1]:
            continue
        # How many links each later concept is away from `first`, up to what a loop can use.
        away[first] = 0
        touched[0] = first
        known, looked = 1, 0
        while looked < known:
            here = touched[looked]
            looked += 1
            if away[here] >= longest - 1:
                break
            for place in range(back_starts[here], back_starts[here + 1]):
                before = cause[back[place]]
                if before > first and away[before] > longest:
                    away[before] = away[here] + 1
                    touched[known] = before
                    known += 1
        depth = 0
        nodes[0] = first
        cursor[0] = starts[first]
        on_way[first] = True
        while depth >= 0:
            here = nodes[depth]
            if cursor[depth] == starts[here + 1]:
                on_way[here] = False
                depth -= 1
                continue
            link = order[cursor[depth]]
            cursor[depth] += 1
            there = effect[link]
            if there == first:
                if count == room:
                    return count + 1
                for step in range(depth):
                    found[count, step] = links[step]
                found[count, depth] = link
                count += 1
            elif there > first and not on_way[there] and depth + 1 + away[there] <= longest:
                links[depth] = link
                depth += 1
                nodes[depth] = there
                cursor[depth] = starts[there]
                on_way[there] = True
        for place in range(known):
            away[touched[place]] = longest + 1
    return count


def _mean_sizes(heard: Heard, options: PressOptions) -> Floats:
    """Give the mean size of each link over draws, strengths U(0, 1), absence as 0; shape (links,)."""
    total = np.zeros(len(heard.links))
    if heard.links:
        table = table_of(heard.links, encoding=options.encoding)
        for draws in batches(options.draws, width=len(heard.links), seed=options.seed):
            states = draw_states(table, draws)
            total += (np.abs(states.sign) * states.quantile).sum(axis=1)
    return total / options.draws


def _loop(heard: Heard, links: Sequence[int], strength: Floats) -> Loop:
    held = [heard.causal_map.links[i] for i in links]
    signs = [link.sign.value for link in held]
    polarity = LoopPolarity.BALANCING if signs.count("-") % 2 else LoopPolarity.REINFORCING
    if "±" in signs:
        polarity = LoopPolarity.CONTRADICTED
    if "?" in signs:
        polarity = LoopPolarity.UNKNOWN
    voices = [tuple(dict.fromkeys(heard.name_of(e) for e in link.evidence if not e.negated)) for link in held]
    return Loop(
        concepts=tuple(link.cause for link in held),
        links=tuple(link.id for link in held),
        polarity=polarity,
        gain=float(np.prod(strength[list(links)])),
        speakers=tuple(voices),
        held_by=tuple(sorted(set.intersection(*(set(v) for v in voices)))),
    )
