"""Turn training texts into parses with word vectors, kept on disk between runs.

Usage: python -m training.prepare CACHE    parses and encodes every corpus.
"""

from __future__ import annotations

import pickle
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from causerie.encoders.words import load_words
from causerie.extraction.syntax import Parse, load_parser, read_trees
from training.corpora import Text, read_corpus

CORPORA = ("french", "english", "because", "texts", "cnc")

#: Layers kept on disk, to compare them.
LAYERS = (2, 4, 6, 8, 10, 12)


@dataclass
class Prepared:
    """A text with its trees and the vectors of its words, shape (words, layers, 384)."""

    text: Text
    parse: Parse
    states: npt.NDArray[np.float16]


def parse_texts(texts: Sequence[Text]) -> list[Parse]:
    """Parse texts of one language in one stream."""
    if not texts:
        return []
    code = texts[0].language
    stream = load_parser(code).pipe((p.of(t.text) for t in texts for p in t.paragraphs), batch_size=64)
    return [read_trees(t.text, ((p, next(stream)) for p in t.paragraphs), language=code) for t in texts]


def prepare(name: str) -> list[Prepared]:
    """Read, parse and encode a corpus."""
    texts = read_corpus(name)
    encoder = load_words(LAYERS)
    found = {}
    for code in sorted({t.language for t in texts}):
        held = [t for t in texts if t.language == code]
        for text, parse in zip(held, parse_texts(held), strict=True):
            sentences = [[t.span for t in s.tokens] for s in parse.sentences]
            states = encoder.words(sentences, text=text.text)
            together = np.concatenate(states).reshape(-1, len(LAYERS), 384).astype(np.float16)
            found[text.id] = Prepared(text, parse, together)
    return [found[t.id] for t in texts]


def load(name: str, *, cache: Path) -> list[Prepared]:
    """Give a prepared corpus from the cache, preparing it if need be."""
    sys.setrecursionlimit(100_000)
    path = cache / f"{name}.pickle"
    if not path.is_file():
        cache.mkdir(parents=True, exist_ok=True)
        held = [(p.text, p.parse, p.states) for p in prepare(name)]
        path.write_bytes(pickle.dumps(held, protocol=5))
    return [Prepared(*p) for p in pickle.loads(path.read_bytes())]


def main() -> None:
    """Prepare every corpus."""
    for name in CORPORA:
        held = load(name, cache=Path(sys.argv[1]))
        print(name, len(held), "texts", sum(len(p.parse.tokens) for p in held), "words")


if __name__ == "__main__":
    main()
