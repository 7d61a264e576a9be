"""Turn stored weights into arrays to compute with: eight bits with a scale for each column, or floats."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from causerie.encoders.layers import Floats, Layer, Stack, in_whole_numbers

Arrays = dict[str, npt.NDArray[np.generic]]

#: Ending of the name of an eight-bit matrix's scales, one for each column.
SCALES = ":scales"


def load_arrays(name: str) -> Arrays:
    """Load shipped weights that serve all languages: "<name>.npz" in their shared folder."""
    with (files("causerie.languages") / "shared" / f"{name}.npz").open("rb") as file, np.load(file) as held:
        return dict(held)


def packed(name: str, array: npt.NDArray[np.floating]) -> Arrays:
    """Store a matrix in eight bits, its columns each with a scale; anything smaller in half precision."""
    if array.ndim < 2 or array.size < 10_000:
        return {name: array.astype(np.float16)}
    whole, scales = in_whole_numbers(array, top=127)
    return {name: whole, name + SCALES: scales}


def floats_in(arrays: Mapping[str, npt.NDArray[np.generic]]) -> dict[str, Floats]:
    """Give the stored weights as floats, by name; whole numbers that are no weights are left out."""
    found = {}
    for name, array in arrays.items():
        if name.endswith(SCALES):
            continue
        if (scales := arrays.get(name + SCALES)) is not None:
            found[name] = np.ascontiguousarray(array.astype(np.float32) * scales.astype(np.float32))
        elif array.dtype.kind == "f":
            found[name] = np.ascontiguousarray(array, np.float32)
    return found


def stack_in(arrays: Mapping[str, Floats]) -> Stack:
    """Gather the layers named "layer<i>.<array>"; a norm is kept as its scale and shift."""
    count = len({name.partition(".")[0] for name in arrays if name.startswith("layer")})
    return Stack([_layer(arrays, f"layer{i}.") for i in range(count)])


def _layer(arrays: Mapping[str, Floats], prefix: str) -> Layer:
    norms = {
        name: (arrays[f"{prefix}{name}.scale"], arrays[f"{prefix}{name}.shift"])
        for name in ("mixed_norm", "outer_norm")
    }
    matrices = {f.name: arrays[prefix + f.name] for f in fields(Layer) if f.name not in norms}
    return Layer(**matrices, **norms)  # type: ignore[arg-type]
