"""Turn word vectors into how likely each word signals a claim, or stands in a cause or an effect.

The vectors come from the last layers of the encoder, tuned for this question
on annotated claims; the tagger, asked about one cue, reads the encoder as it
came, which serves arguments better.

Source:
    Houlsby et al. (2019), Parameter-Efficient Transfer Learning for NLP, ICML, on
    tuning a model's last layers alone; learned by `training/tuning.py`.

"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from functools import lru_cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from causerie.encoders.words import Branch, Layer, WordEncoder, gelu
from causerie.model import Span

Floats = npt.NDArray[np.float32]

#: Columns of what is said of a word: log odds of being in a cue; its kinds, its signs; log odds of being in a
#: cause, in an effect.
CLAIM, KIND, SIGN, CAUSE, EFFECT = 0, slice(1, 7), slice(7, 10), 10, 11


class CueReader:
    """The tuned layers, and what is read off their vectors.

    Args:
        arrays: as `training/tuning.py` writes them: "at", the layer that the branch
            goes on from; "layer<i>.<name>" for each of its layers; "hidden.w",
            "hidden.b", "out.w", "out.b".

    """

    def __init__(self, arrays: Mapping[str, npt.NDArray[np.generic]]) -> None:
        held = {k: np.ascontiguousarray(v, np.float32) for k, v in arrays.items() if v.dtype.kind == "f"}
        count = 1 + max(int(k[len("layer") : k.index(".")]) for k in held if k.startswith("layer"))
        self.branch = Branch(int(arrays["at"]), tuple(_layer(held, f"layer{i}.") for i in range(count)))
        self._hidden = held["hidden.w"], held["hidden.b"]
        self._out = held["out.w"], held["out.b"]
        self._encoders: dict[tuple[int, ...], WordEncoder] = {}

    def encode(
        self, sentences: Sequence[Sequence[Span]], *, text: str, layers: tuple[int, ...]
    ) -> list[tuple[Floats, Floats]]:
        """Encode the words of sentences of one text.

        Args:
            sentences: the places of each sentence's words in `text`, in order.
            text: the whole text.
            layers: which layers' outputs to give as they are.

        Returns:
            For each sentence the words' vectors, shape (words, width), and what
            `read` says of them, shape (words, 12).

        """
        encoder = self._encoders.get(layers) or WordEncoder(layers=layers, branch=self.branch)
        self._encoders[layers] = encoder
        width = encoder.width * len(layers) // (len(layers) + 1)
        return [(both[:, :width], self.read(both[:, width:])) for both in encoder.words(sentences, text=text)]

    def read(self, states: Floats) -> Floats:
        """Say of each word what the columns name: shape (words, 384) → (words, 12), log odds or logits."""
        hidden = gelu(states @ self._hidden[0] + self._hidden[1])
        return np.asarray(hidden @ self._out[0] + self._out[1], dtype=np.float32)


@lru_cache(maxsize=1)
def load_cues() -> CueReader:
    """Load the shipped layers, once; one set serves both languages."""
    with (files("causerie.languages") / "shared" / "cues.npz").open("rb") as file, np.load(file) as arrays:
        return CueReader(dict(arrays))


def _layer(arrays: Mapping[str, Floats], prefix: str) -> Layer:
    """Gather one layer; a norm is kept as scale and shift."""
    norms = {
        name: (arrays[f"{prefix}{name}.scale"], arrays[f"{prefix}{name}.shift"])
        for name in ("mixed_norm", "outer_norm")
    }
    matrices = {f.name: arrays[prefix + f.name] for f in fields(Layer) if f.name not in norms}
    return Layer(**matrices, **norms)  # type: ignore[arg-type]
