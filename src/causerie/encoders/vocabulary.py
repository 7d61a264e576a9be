"""Cut a text into the pieces that a model knows, the likeliest of all ways.

Source:
    Kudo (2018), Subword Regularization, ACL, on the unigram model; what SentencePiece does.

"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

import numpy as np

from causerie.encoders.layers import Floats
from causerie.model import Span

#: What SentencePiece writes for a space.
SPACE_MARK = "\u2581"


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
