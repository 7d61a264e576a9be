"""Turn word vectors and categories into scores with a small convolutional network, in numpy.

Words' vectors are projected, the embeddings of their categories added, then
dilated convolutions with residuals let each word see its neighbourhood.

Source:
    Strubell et al. (2017), Fast and Accurate Entity Recognition with Iterated
    Dilated Convolutions, EMNLP.

"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Integers = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Scores:
    """What the network says.

    Attributes:
        words: shape (words, outputs per word), logits.
        cue: shape (outputs per cue,), logits; empty for a network without a cue.

    """

    words: Floats
    cue: Floats


class Network:
    """One trained network.

    Args:
        weights: name → array, as `training/networks.py` writes them.

    """

    def __init__(self, weights: Mapping[str, npt.NDArray[np.generic]]) -> None:
        self._w: dict[str, Floats] = {
            k: np.ascontiguousarray(v, dtype=np.float32) for k, v in weights.items() if v.dtype.kind == "f"
        }
        self._dilations = [int(d) for d in weights["dilations"]]
        self._tables = [self._w[f"table{i}"] for i in range(sum(k.startswith("table") for k in weights))]

    def project(self, states: Floats) -> Floats:
        """Bring word vectors to the network's width, once for all windows that share them."""
        return states @ self._w["project.w"] + self._w["project.b"]

    def score(self, projected: Floats, categories: Integers, *, cue: npt.NDArray[np.bool_] | None) -> Scores:
        """Score one window.

        Args:
            projected: shape (words, width), from `project`.
            categories: shape (words, tables), each below its table's size.
            cue: shape (words,), which words are the cue; None if the network knows none.

        """
        w = self._w
        x = projected.copy()
        for i, table in enumerate(self._tables):
            x += table[categories[:, i]]
        if cue is not None:
            x += x[cue].mean(axis=0) @ w["share.w"] + w["share.b"]
        x = _norm(np.maximum(x, 0), w["norm.w"], w["norm.b"])
        for i, dilation in enumerate(self._dilations):
            wide = np.concatenate([_shifted(x, dilation), x, _shifted(x, -dilation)], axis=1)
            x = _norm(
                x + np.maximum(wide @ w[f"turn{i}.w"] + w[f"turn{i}.b"], 0), w[f"norm{i}.w"], w[f"norm{i}.b"]
            )
        words = x @ w["words.w"] + w["words.b"]
        if cue is None:
            return Scores(words, np.empty(0, np.float32))
        pooled = np.concatenate([x[cue].mean(axis=0), x.max(axis=0)])
        hidden = np.maximum(pooled @ w["inner.w"] + w["inner.b"], 0)
        return Scores(words, hidden @ w["cue.w"] + w["cue.b"])


def _shifted(x: Floats, by: int) -> Floats:
    """Move the rows by some places, zeros coming in."""
    moved = np.zeros_like(x)
    if abs(by) < len(x):
        if by > 0:
            moved[by:] = x[:-by]
        else:
            moved[:by] = x[-by:]
    return moved


def _norm(x: Floats, scale: Floats, shift: Floats) -> Floats:
    centred = x - x.mean(axis=1, keepdims=True)
    deviation = np.sqrt((centred * centred).mean(axis=1, keepdims=True) + np.float32(1e-5))
    return np.asarray(centred / deviation * scale + shift, dtype=np.float32)
