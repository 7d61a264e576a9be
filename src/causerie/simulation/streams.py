"""Names to random numbers that depend on nothing but seed, name and draw.

A stream belongs to a claim, a voice or a word, not to a position in a loop. So
the same draw of the same claim is the same number whatever else the map holds,
however draws are batched and whatever thread draws them: answers with and
without a claim differ by the claim alone (common random numbers).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Keys = npt.NDArray[np.uint64]
Floats = npt.NDArray[np.float64]

# SplitMix64: Steele, Lea & Flood (2014), Fast splittable pseudorandom number
# generators, OOPSLA; constants of the reference implementation.
_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_FIRST = np.uint64(0xBF58476D1CE4E5B9)
_SECOND = np.uint64(0x94D049BB133111EB)


@dataclass(frozen=True, slots=True)
class Draws:
    """A run of consecutive draws: `count` of them from number `first` on."""

    seed: int
    first: int
    count: int


def keys_of(names: Iterable[str]) -> Keys:
    """Give each name its stream, shape (names,)."""
    digests = (hashlib.blake2b(n.encode(), digest_size=8).digest() for n in names)
    return np.frombuffer(b"".join(digests), dtype=np.uint64)


def uniforms(keys: Keys, draws: Draws) -> Floats:
    """Draw uniform numbers strictly between 0 and 1, shape (streams, draws).

    >>> keys = keys_of(["a", "b"])
    >>> whole = uniforms(keys, Draws(seed=1, first=0, count=8))
    >>> bool((uniforms(keys, Draws(seed=1, first=5, count=3)) == whole[:, 5:]).all())
    True
    """
    seed = np.array([draws.seed % 2**64], dtype=np.uint64)
    start = _mixed(keys ^ _mixed(seed + _GOLDEN))
    number = np.arange(draws.first + 1, draws.first + draws.count + 1, dtype=np.uint64)
    bits = _mixed(start[:, None] + number * _GOLDEN)
    bits >>= np.uint64(11)
    # 53 bits, in the middle of their cell, so that neither 0 nor 1 occurs.
    return np.asarray((bits + 0.5) * 2.0**-53, dtype=np.float64)


def _mixed(bits: Keys) -> Keys:
    """Scatter the bits; `bits` is a fresh array and is overwritten."""
    shifted = bits >> np.uint64(30)
    bits = bits ^ shifted
    bits *= _FIRST
    np.right_shift(bits, np.uint64(27), out=shifted)
    bits ^= shifted
    bits *= _SECOND
    np.right_shift(bits, np.uint64(31), out=shifted)
    bits ^= shifted
    return bits
