"""Run layers of a transformer on sequences of states: ONNX Runtime, products in whole numbers.

One graph, "layer.onnx" beside this file (drawn by `training/graph.py`), holds the
steps of a layer without its weights; each layer gets its own from memory. Every
position is scaled by its own largest value before a product of matrices, so that
what else is in the batch changes nothing; weights of seven bits and states of eight
never overflow on processors that add products in sixteen.

Source:
    Dettmers et al. (2022), LLM.int8(), NeurIPS, on products with a scale for each
    row and column.

"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files

import numpy as np
import numpy.typing as npt
import onnxruntime

Floats = npt.NDArray[np.float32]
States = npt.NDArray[np.float32 | np.float16]

#: Positions in one batch, with what is padded: a long sentence or a few short ones, so that the wide inner
#: activation stays in the nearest cache; 384 were 5 % slower.
BATCH = 64

#: Largest whole number that stands for a weight.
TOP = 63

#: Errors alone are logged.
LOGGED = 3


@dataclass(frozen=True, slots=True)
class Layer:
    """One transformer layer, transposed for `states @ matrix`."""

    attention: Floats
    attention_bias: Floats
    mixed: Floats
    mixed_bias: Floats
    mixed_norm: tuple[Floats, Floats]
    inner: Floats
    inner_bias: Floats
    outer: Floats
    outer_bias: Floats
    outer_norm: tuple[Floats, Floats]


class Stack:
    """Layers on top of each other, of any training.

    Args:
        layers: the lowest first; with none, states stay what they are.

    """

    def __init__(self, layers: Sequence[Layer]) -> None:
        self._sessions = [_session(layer) for layer in layers]

    def run(self, sequences: Sequence[States]) -> list[Floats]:
        """Run sequences of states, shape (positions, width) each, through the layers.

        Returns:
            The same shapes in the same order; what else is asked at once changes nothing.

        """
        results: list[Floats] = [np.asarray(s, np.float32) for s in sequences]
        if not self._sessions:
            return results
        for batch in _batches([len(s) for s in sequences]):
            held, states = _padded([results[i] for i in batch])
            for session in self._sessions:
                (states,) = session.run(None, {"states": states, "held": held})
            rows = states.reshape(*held.shape, -1)
            for row, i in zip(rows, batch, strict=True):
                results[i] = row[: len(sequences[i])]
        return results


def in_whole_numbers(
    matrix: npt.NDArray[np.floating], *, top: int
) -> tuple[npt.NDArray[np.int8], npt.NDArray[np.float32]]:
    """Write a matrix in whole numbers up to `top`, and a scale for each of its columns."""
    scales = (np.abs(matrix).max(axis=0) / top).astype(np.float32)
    return np.round(matrix / np.where(scales > 0, scales, 1)).astype(np.int8), scales


def gelu(x: Floats) -> Floats:
    """Apply GELU by its tanh form, within 0.001 of the exact one and twenty times as fast."""
    cubic = x * x
    cubic *= np.float32(0.044715)
    cubic += 1
    cubic *= x
    cubic *= np.float32((2 / np.pi) ** 0.5)
    np.tanh(cubic, out=cubic)
    cubic += 1
    cubic *= x
    cubic *= np.float32(0.5)
    return cubic


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Group the indices of sequences of like length into at most `BATCH` positions, or one sequence."""
    group: list[int] = []
    for i in sorted(range(len(lengths)), key=lengths.__getitem__):
        if group and (len(group) + 1) * lengths[i] > BATCH:
            yield group
            group = []
        group.append(i)
    if group:
        yield group


def _padded(sequences: Sequence[Floats]) -> tuple[npt.NDArray[np.int32], Floats]:
    """Lay sequences under each other, each filled up with zeros to the longest.

    Returns:
        Which positions are held, shape (sequences, longest), and the states of all, (positions, width).

    """
    longest, width = max(map(len, sequences)), sequences[0].shape[1]
    held = np.zeros((len(sequences), longest), np.int32)
    states = np.zeros((len(sequences), longest, width), np.float32)
    for row, sequence in enumerate(sequences):
        held[row, : len(sequence)] = 1
        states[row, : len(sequence)] = sequence
    return held, states.reshape(-1, width)


def _session(layer: Layer) -> onnxruntime.InferenceSession:
    """Give the graph a layer's weights."""
    options = onnxruntime.SessionOptions()
    options.log_severity_level = LOGGED
    # Documents are read side by side by processes; a second thread in each gains nothing.
    options.intra_op_num_threads = 1
    weights = _weights(layer)
    values = [onnxruntime.OrtValue.ortvalue_from_numpy(np.ascontiguousarray(w)) for w in weights.values()]
    options.add_external_initializers([*weights], values)
    graph = (files("causerie.encoders") / "layer.onnx").read_bytes()
    return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])


def _weights(layer: Layer) -> dict[str, npt.NDArray[np.generic]]:
    """Name a layer's weights as the graph does."""
    found: dict[str, npt.NDArray[np.generic]] = {}
    matrices = {
        "attention": (layer.attention, layer.attention_bias),
        "mixed": (layer.mixed, layer.mixed_bias),
        "inner": (layer.inner, layer.inner_bias),
        "outer": (layer.outer, layer.outer_bias),
    }
    for name, (matrix, bias) in matrices.items():
        found[f"{name}.whole"], found[f"{name}.scales"] = in_whole_numbers(matrix, top=TOP)
        found[f"{name}.bias"] = bias
    for name, (scale, shift) in (("mixed_norm", layer.mixed_norm), ("outer_norm", layer.outer_norm)):
        found[f"{name}.scale"], found[f"{name}.shift"] = scale, shift
    return found
