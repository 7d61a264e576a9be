"""Turn the states of a sentence into how likely each word signals a claim, or stands in a cause or an effect.

Two layers of the encoder, tuned for this question on annotated claims, go on
from one of its own.

Source:
    Houlsby et al. (2019), Parameter-Efficient Transfer Learning for NLP, ICML, on
    tuning a model's last layers alone; learned by `training/tuning.py`.

"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from causerie.encoders.layers import Floats, gelu
from causerie.encoders.words import Pieces
from causerie.extraction.claims.networks.weights import floats_in, stack_in

#: Columns of what is said of a word: log odds of being in a cue; its kinds, its signs; log odds of being in a
#: cause, in an effect.
CLAIM, KIND, SIGN, CAUSE, EFFECT = 0, slice(1, 7), slice(7, 10), 10, 11


class CueReader:
    """The tuned layers, and what is read off their vectors.

    Args:
        arrays: as `training/tuning.py` writes them: "at", the encoder's layer that they go
            on from; "layer<i>.<array>"; "hidden.w", "hidden.b", "out.w", "out.b".

    """

    def __init__(self, arrays: Mapping[str, npt.NDArray[np.generic]]) -> None:
        self.at = int(arrays["at"])
        self._w = floats_in(arrays)
        self._stack = stack_in(self._w)

    def read(self, sentences: Sequence[Pieces]) -> list[Floats]:
        """Say of each word of some sentences what the columns name: shape (words, 12), log odds or logits.

        Args:
            sentences: their pieces at layer `at`.

        """
        tuned = self._stack.run([s.states for s in sentences])
        return [self._said(s.onto_words(states)) for s, states in zip(sentences, tuned, strict=True)]

    def _said(self, words: Floats) -> Floats:
        hidden = gelu(words @ self._w["hidden.w"] + self._w["hidden.b"])
        return np.asarray(hidden @ self._w["out.w"] + self._w["out.b"], dtype=np.float32)
