"""Decide on a reading of a cue by its numbers and by its words as they stand in the dictionary.

The words' vectors are the encoder's input embeddings, for which no layer is run:
what a cue means by itself is known at the price of looking it up, also where the
profile has no encoder.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from causerie.encoders.layers import Floats, gelu
from causerie.encoders.words import WordTable
from causerie.extraction.claims.grammar.arguments import Proposal
from causerie.extraction.claims.grammar.candidates import Candidate
from causerie.extraction.claims.networks.weights import floats_in
from causerie.extraction.claims.networks.windows import cue_tokens
from causerie.extraction.syntax import Parse

#: The groups of words that are looked up.
GROUPS = (
    "cue",
    "lemma",
    "head of the cause",
    "head of the effect",
    "before",
    "behind",
    "governor",
    "helpers",
)

#: Words before and behind the cue that are looked up.
NEAR = 2

#: Parts of speech of the words that help a cue: auxiliaries, negations, particles, subordinators.
HELPERS = frozenset({"AUX", "ADV", "PART", "SCONJ", "ADP", "VERB"})

#: The words of one reading, a tuple for each of GROUPS.
Words = tuple[tuple[str, ...], ...]


def words_of(candidate: Candidate, ends: tuple[Proposal, Proposal], *, parse: Parse) -> Words:
    """Gather the words of a reading: of its cue, around it, and the heads of its arguments."""
    tokens, anchor, cue = parse.tokens, parse.tokens[candidate.anchor], cue_tokens(parse, candidate)
    first, last = min(t.i for t in cue), max(t.i for t in cue)
    sentence = parse.sentence_of(anchor).tokens
    before = tokens[max(sentence[0].i, first - NEAR) : first]
    behind = tokens[last + 1 : min(sentence[-1].i, last + NEAR) + 1]
    return (
        tuple(t.lower for t in cue),
        (anchor.lemma.lower(),),
        *((tokens[e.head].lower,) for e in ends),
        tuple(t.lower for t in before),
        tuple(t.lower for t in behind),
        (anchor.head.lower,) if anchor.head.i != anchor.i else (),
        tuple(t.lower for t in anchor.children if t.pos in HELPERS),
    )


@lru_cache(maxsize=1)
def load_table() -> WordTable:
    """Load the vectors of words, once."""
    return WordTable()


def vectors_of(words: Sequence[Words]) -> Floats:
    """Look up the words of readings: shape (readings, groups * 384), each group the mean of its words."""
    means = load_table().means([group for held in words for group in held])
    return means.reshape(len(words), -1)


class LexicalNetwork:
    """One hidden layer on a reading's numbers and words.

    Args:
        arrays: as `training/lexical.py` writes them: "numbers" (numbers of a description, hidden),
            "words" (groups * 384, hidden), "hidden" (hidden,), "out" (hidden,), "base" ().

    """

    def __init__(self, arrays: Mapping[str, npt.NDArray[np.generic]]) -> None:
        self._w = floats_in(arrays)

    def score(self, rows: npt.NDArray[np.float64], words: Sequence[Words]) -> Floats:
        """Score readings, described by `pairings.describe`: shape (readings,), log odds of being a claim."""
        w = self._w
        hidden = gelu(rows.astype(np.float32) @ w["numbers"] + vectors_of(words) @ w["words"] + w["hidden"])
        return np.asarray(hidden @ w["out"] + w["base"])
