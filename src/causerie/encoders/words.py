"""Turn words into vectors, in their sentence or as they stand alone, by multilingual E5 small.

The first layers of the transformer are run by `layers`; its input embeddings
alone are what a word is before any sentence.

Source:
    Wang et al. (2024), Multilingual E5 Text Embeddings, arXiv:2402.05672.

"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

from causerie.encoders.layers import Floats, Layer, Stack, States
from causerie.encoders.weights import open_weights
from causerie.errors import ModelError
from causerie.model import Span

#: Words whose vectors are kept at hand, at most.
KNOWN = 50_000


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
        self._weights = open_weights(path)
        if not 0 <= layer <= self._weights.layers:
            raise ModelError(f"layer {layer}: choose from 0 to {self._weights.layers}")
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
        numbers, spans = self._weights.vocabulary.pieces(text[start:end])
        keep = self._weights.longest - 2
        return numbers[:keep], [Span(s.start + start, s.end + start) for s in spans[:keep]]

    def sentence(self, text: str) -> Floats:
        """Encode a text as the mean of its pieces in the last asked layer, shape (384,), length 1."""
        numbers, _ = self._weights.vocabulary.pieces(text)
        (states,) = self.pieces([numbers[: self._weights.longest - 2]])
        mean = states[:, -self._weights.width :].mean(axis=0)
        return np.asarray(mean / np.linalg.norm(mean), dtype=np.float32)

    def pieces(self, sequences: Sequence[Sequence[int]]) -> list[Floats]:
        """Run sequences of piece numbers through the layers.

        Returns:
            For each sequence, shape (pieces + 2, width): the marks of beginning
            and end included.

        """
        begin, end = self._weights.begin, self._weights.end
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


class WordTable:
    """What words are before any sentence: the mean of their pieces' input embeddings.

    Args:
        path: the file of weights; by default that of the installed package.

    """

    def __init__(self, *, path: Path | None = None) -> None:
        self._weights = open_weights(path)
        self._known: dict[str, Floats] = {}

    def means(self, groups: Sequence[Sequence[str]]) -> Floats:
        """Average the vectors of groups of words: shape (groups, 384); an empty group is all zeros."""
        self._learn(dict.fromkeys(word for group in groups for word in group))
        rows = [self._known[word] for group in groups for word in group]
        sizes = np.array([len(group) for group in groups], np.int64)
        return _means(np.array(rows, np.float32).reshape(-1, self._weights.width), sizes)

    def _learn(self, words: Iterable[str]) -> None:
        """Look up the words that are not at hand."""
        if len(self._known) > KNOWN:
            self._known.clear()
        new = [word for word in words if word not in self._known]
        numbers = [self._weights.vocabulary.pieces(word)[0] for word in new]
        flat = np.array([n for held in numbers for n in held], np.intp)
        rows = self._weights.rows("emb.word", flat, width=self._weights.width)
        self._known |= zip(new, _means(rows, np.array([len(n) for n in numbers], np.int64)), strict=True)
