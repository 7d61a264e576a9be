"""A causal map, or a matrix of signs, to the skeleton on which answers are computed.

Traps of orientation: in a community matrix A[i, j] is the effect of j on i; in
a fuzzy cognitive map W[i, j] is the effect of i on j. A skeleton has neither:
it lists its links as cause → effect.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.sparse import csgraph

from causerie.errors import ModelError
from causerie.model import CausalMap, LinkSign

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

SIGNS = {LinkSign.PLUS: 1, LinkSign.MINUS: -1, LinkSign.CONTRADICTED: 0, LinkSign.UNKNOWN: 0}


class SweepOrder(NamedTuple):
    """Concepts and links in the order of a sweep.

    Attributes:
        members: concepts, component after component.
        cyclic: per component whether it has feedback, and where in `members` it begins.
        starts: where in `links` the links into each concept begin, shape (concepts + 1,).
        links: positions of links, ordered by effect.
        cause: shape (links,), the cause of each link.

    """

    members: Ints
    cyclic: tuple[Bools, Ints]
    starts: Ints
    links: Ints
    cause: Ints


@dataclass(frozen=True)
class Skeleton:
    """Concepts and signed links as arrays.

    Attributes:
        concepts: their ids; positions are used everywhere else.
        cause, effect: shape (links,), positions of concepts.
        sign: shape (links,), 1 or -1; 0 where it is unknown or contradicted.
        limited: shape (concepts,), whether the concept limits itself. In a map
            drawn from claims all do: that is our assumption, nobody's claim.

    """

    concepts: tuple[str, ...]
    cause: Ints
    effect: Ints
    sign: Ints
    limited: Bools

    @property
    def size(self) -> int:
        """Count the concepts."""
        return len(self.concepts)

    @cached_property
    def position(self) -> dict[str, int]:
        """Map concept id → position."""
        return {c: i for i, c in enumerate(self.concepts)}

    @cached_property
    def incoming(self) -> tuple[tuple[int, ...], ...]:
        """List, per concept, the links that end in it."""
        return _grouped(self.effect, self.size)

    @cached_property
    def outgoing(self) -> tuple[tuple[int, ...], ...]:
        """List, per concept, the links that start from it."""
        return _grouped(self.cause, self.size)

    @cached_property
    def component(self) -> Ints:
        """Number the strongly connected components, causes before effects; shape (concepts,)."""
        if not self.size:
            return np.zeros(0, dtype=np.int64)
        count, label = csgraph.connected_components(self._adjacency(), connection="strong")
        return np.asarray(_ranks(count, label[self.cause], label[self.effect])[label], dtype=np.int64)

    @cached_property
    def blocks(self) -> tuple[tuple[int, ...], ...]:
        """List the concepts of every component, causes before effects."""
        count = int(self.component.max()) + 1 if self.size else 0
        return _grouped(self.component, count)

    @cached_property
    def cyclic(self) -> Bools:
        """Say of every link whether it lies on a feedback loop, shape (links,)."""
        return np.asarray(self.component[self.cause] == self.component[self.effect])

    @cached_property
    def sweep_order(self) -> SweepOrder:
        """Arrange concepts and links for sweeps over components, causes before effects."""
        order = np.argsort(self.effect, kind="stable")
        rank = self.component if self.size else np.zeros(0, dtype=np.int64)
        blocks = len(self.blocks)
        feedback = np.zeros(blocks, dtype=np.bool_)
        feedback[rank[self.effect[self.cyclic]]] = True
        members = np.lexsort((self._depth_order(), rank))
        bounds = np.searchsorted(rank[members], np.arange(blocks + 1))
        starts = np.searchsorted(self.effect[order], np.arange(self.size + 1))
        return SweepOrder(members, (feedback, bounds), starts, order, self.cause)

    def reached(self, sources: Iterable[int], *, backwards: bool = False) -> Bools:
        """Say which concepts lie on a way from `sources` (or to them), themselves included."""
        links = self.incoming if backwards else self.outgoing
        ends = (self.cause if backwards else self.effect).tolist()
        seen = set(sources)
        waiting = list(seen)
        while waiting:
            for link in links[waiting.pop()]:
                if ends[link] not in seen:
                    seen.add(ends[link])
                    waiting.append(ends[link])
        mask = np.zeros(self.size, dtype=np.bool_)
        mask[list(seen)] = True
        return mask

    def part(self, links: Ints) -> Skeleton:
        """Keep only `links` (positions); the concepts stay."""
        return Skeleton(self.concepts, self.cause[links], self.effect[links], self.sign[links], self.limited)

    def _depth_order(self) -> Ints:
        """Number concepts so that most links run forwards, also within components; shape (concepts,).

        The reverse postorder of a depth-first search: sweeps in this order
        carry a push along most links at once, and need fewer rounds.
        """
        ends = self.effect.tolist()
        number = np.full(self.size, -1, dtype=np.int64)
        seen = bytearray(self.size)
        left = self.size
        for start in range(self.size):
            if seen[start]:
                continue
            seen[start] = 1
            waiting = [(start, iter(self.outgoing[start]))]
            while waiting:
                concept, links = waiting[-1]
                follower = next((ends[k] for k in links if not seen[ends[k]]), None)
                if follower is None:
                    waiting.pop()
                    left -= 1
                    number[concept] = left
                else:
                    seen[follower] = 1
                    waiting.append((follower, iter(self.outgoing[follower])))
        return number

    def _adjacency(self) -> sparse.csr_matrix:
        ones = np.ones(self.cause.size, dtype=np.int8)
        return sparse.csr_matrix((ones, (self.cause, self.effect)), shape=(self.size, self.size))


def skeleton_of_map(causal_map: CausalMap) -> Skeleton:
    """Turn a causal map into arrays; every concept is taken to limit itself.

    Raises:
        ModelError: a link names a concept that the map does not hold.

    """
    concepts = tuple(c.id for c in causal_map.concepts)
    position = {c: i for i, c in enumerate(concepts)}
    for link in causal_map.links:
        for end in (link.cause, link.effect):
            if end not in position:
                raise ModelError(f"link '{link.id}': the map holds no concept '{end}'")
    return Skeleton(
        concepts=concepts,
        cause=np.array([position[link.cause] for link in causal_map.links], dtype=np.int64),
        effect=np.array([position[link.effect] for link in causal_map.links], dtype=np.int64),
        sign=np.array([SIGNS[link.sign] for link in causal_map.links], dtype=np.int64),
        limited=np.ones(len(concepts), dtype=np.bool_),
    )


def skeleton_of_signs(signs: npt.ArrayLike, *, concepts: Iterable[str] | None = None) -> Skeleton:
    """Turn a community matrix of signs into arrays.

    Args:
        signs: shape (concepts, concepts), each -1, 0 or 1; signs[i, j] is the
            effect of j on i. -1 on the diagonal is self-limitation, 1 a link to itself.
        concepts: their names; their positions when left out.

    Raises:
        ModelError: the matrix is not square, or holds something else than signs.

    """
    matrix = square(signs)
    if not np.isin(matrix, (-1, 0, 1)).all():
        raise ModelError("a matrix of signs holds only -1, 0 and 1")
    names = tuple(concepts) if concepts is not None else tuple(str(i) for i in range(len(matrix)))
    diagonal = np.diag(matrix) < 0
    effect, cause = np.nonzero(matrix - np.diag(np.where(diagonal, -1, 0)))
    return Skeleton(names, cause, effect, matrix[effect, cause].astype(np.int64), diagonal)


def square(values: npt.ArrayLike) -> Floats:
    """Check that `values` is a square matrix of finite numbers, and give it as floats.

    Raises:
        ModelError: it is not.

    """
    matrix = np.asarray(values, dtype=np.float64)
    if matrix.ndim != 2 or matrix.shape[0] != matrix.shape[1]:
        raise ModelError(f"a matrix over concepts is square, got shape {matrix.shape}")
    if not np.isfinite(matrix).all():
        raise ModelError("a matrix over concepts holds finite numbers only")
    return matrix


def _grouped(keys: Ints, count: int) -> tuple[tuple[int, ...], ...]:
    order = np.argsort(keys, kind="stable")
    ends = np.searchsorted(keys[order], np.arange(count + 1))
    whole = order.tolist()
    return tuple(tuple(whole[ends[i] : ends[i + 1]]) for i in range(count))


def _ranks(count: int, cause: Ints, effect: Ints) -> Ints:
    """Number `count` components so that every link runs from a lower to a higher one or stays."""
    across = cause != effect
    pairs = np.unique(np.stack([cause[across], effect[across]], axis=1), axis=0)
    follow = _grouped(pairs[:, 0], count)
    waits = np.bincount(pairs[:, 1], minlength=count)
    ready = [c for c in range(count) if not waits[c]]
    ranks = np.zeros(count, dtype=np.int64)
    for rank in range(count):
        block = ready.pop()
        ranks[block] = rank
        for pair in follow[block]:
            later = pairs[pair, 1]
            waits[later] -= 1
            if not waits[later]:
                ready.append(int(later))
    return ranks
