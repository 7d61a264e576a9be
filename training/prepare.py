"""Turn training texts into parses with word vectors, kept on disk between runs.

Usage: python -m training.prepare CACHE [CORPUS …]    parses and encodes these corpora, or every one.
"""

from __future__ import annotations

import pickle
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from causerie.encoders.words import Pieces, WordEncoder, owners_of
from causerie.extraction.syntax import Parse, parse_paragraphs
from training.corpora import Text, read_corpus

CORPORA = ("french", "english", "because", "texts", "press", "polnear", "cnc")

#: Layer of the encoder whose words' vectors are kept on disk.
LAYER = 6

#: Layer whose pieces are kept: what is tuned goes on from it.
BASE = 4


Halves = npt.NDArray[np.float16]
Owners = npt.NDArray[np.int64]


@dataclass
class Prepared:
    """A text with its trees and the vectors of its words, shape (words, 384)."""

    text: Text
    parse: Parse
    states: Halves


def prepare(name: str) -> list[Prepared]:
    """Read, parse and encode a corpus."""
    encoder = WordEncoder(layer=LAYER)
    found = []
    for text in read_corpus(name):
        parse = parse_paragraphs(text.text, text.paragraphs, language=text.language)
        sentences = [[t.span for t in s.tokens] for s in parse.sentences]
        states = encoder.words(sentences, text=text.text)
        found.append(Prepared(text, parse, np.concatenate(states).astype(np.float16)))
    return found


def load(name: str, *, cache: Path) -> list[Prepared]:
    """Give a prepared corpus from the cache, preparing it if need be."""
    sys.setrecursionlimit(100_000)
    path = cache / f"{name}.pickle"
    if not path.is_file():
        cache.mkdir(parents=True, exist_ok=True)
        held = [(p.text, p.parse, p.states) for p in prepare(name)]
        path.write_bytes(pickle.dumps(held, protocol=5))
    return [Prepared(t, p, s.reshape(len(s), -1)) for t, p, s in pickle.loads(path.read_bytes())]


def base_pieces(name: str, *, cache: Path) -> list[list[Pieces]]:
    """Give the pieces of each text's sentences at the base layer, in half precision."""
    texts = load(name, cache=cache)
    path = cache / f"pieces-{name}.pickle"
    if not path.is_file():
        encoder = WordEncoder(layer=BASE)
        path.write_bytes(pickle.dumps([_pieces(p, encoder) for p in texts], protocol=5))
    return [
        [Pieces(states, own, len(s.tokens)) for s, (states, own) in zip(p.parse.sentences, held, strict=True)]
        for p, held in zip(texts, pickle.loads(path.read_bytes()), strict=True)
    ]


def _pieces(prepared: Prepared, encoder: WordEncoder) -> list[tuple[Halves, Owners]]:
    numbers, owners = [], []
    for sentence in prepared.parse.sentences:
        words = [t.span for t in sentence.tokens]
        own, places = encoder.cut(words, text=prepared.text.text)
        numbers.append(own)
        owners.append(owners_of(places, words))
    return [(s.astype(np.float16), o) for s, o in zip(encoder.pieces(numbers), owners, strict=True)]


def main() -> None:
    """Prepare the corpora named, or every one."""
    for name in sys.argv[2:] or CORPORA:
        held = load(name, cache=Path(sys.argv[1]))
        base_pieces(name, cache=Path(sys.argv[1]))
        print(name, len(held), "texts", sum(len(p.parse.tokens) for p in held), "words")


if __name__ == "__main__":
    main()
