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

from causerie.encoders.words import WordEncoder
from causerie.extraction.syntax import Parse, parse_paragraphs
from training.corpora import Text, read_corpus

CORPORA = ("french", "english", "because", "texts", "press", "polnear", "cnc")

#: Layers of the encoder kept on disk.
LAYERS = (6,)


@dataclass
class Prepared:
    """A text with its trees and the vectors of its words, shape (words, layers, 384)."""

    text: Text
    parse: Parse
    states: npt.NDArray[np.float16]


def prepare(name: str) -> list[Prepared]:
    """Read, parse and encode a corpus."""
    encoder = WordEncoder(layers=LAYERS)
    found = []
    for text in read_corpus(name):
        parse = parse_paragraphs(text.text, text.paragraphs, language=text.language)
        sentences = [[t.span for t in s.tokens] for s in parse.sentences]
        states = encoder.words(sentences, text=text.text)
        together = np.concatenate(states).reshape(-1, len(LAYERS), 384).astype(np.float16)
        found.append(Prepared(text, parse, together))
    return found


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
    """Prepare the corpora named, or every one."""
    for name in sys.argv[2:] or CORPORA:
        held = load(name, cache=Path(sys.argv[1]))
        print(name, len(held), "texts", sum(len(p.parse.tokens) for p in held), "words")


if __name__ == "__main__":
    main()
