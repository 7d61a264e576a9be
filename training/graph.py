"""Draw the graph of one transformer layer, without its weights: what `causerie.encoders.layers` runs.

Usage: python -m training.graph    writes src/causerie/encoders/layer.onnx
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from onnx import ModelProto, NodeProto, TensorProto, helper, numpy_helper

PATH = Path(__file__).resolve().parents[1] / "src" / "causerie" / "encoders" / "layer.onnx"

#: Sizes of multilingual E5 small.
WIDTH, INNER, HEADS, EPSILON = 384, 1536, 12, 1e-12

#: ONNX's standard operators, and those of ONNX Runtime that join several.
OPSET, JOINED = 21, "com.microsoft"

#: Whole number that stands for 0 in a position's states, and the largest distance from it.
ZERO, REACH = 128, 127

#: Matrices by name: rows, columns.
MATRICES = {
    "attention": (WIDTH, 3 * WIDTH),
    "mixed": (WIDTH, WIDTH),
    "inner": (WIDTH, INNER),
    "outer": (INNER, WIDTH),
}

CONSTANTS = {
    "reach": np.float32(1 / REACH),
    "least": np.float32(1e-9),
    "zero": np.uint8(ZERO),
    "last": np.array([-1], np.int64),
    "flat": np.array([-1, WIDTH], np.int64),
    "width": np.array([WIDTH], np.int64),
}


def scaled(states: str) -> Iterator[NodeProto]:
    """Turn states, shape (positions, width), into whole numbers with a scale for each position."""
    yield helper.make_node("Abs", [states], [f"{states}.sizes"])
    yield helper.make_node("ReduceMax", [f"{states}.sizes", "last"], [f"{states}.most"], keepdims=0)
    yield helper.make_node("Max", [f"{states}.most", "least"], [f"{states}.largest"])
    yield helper.make_node("Mul", [f"{states}.largest", "reach"], [f"{states}.scales"])
    yield helper.make_node("Shape", [f"{states}.scales"], [f"{states}.positions"])
    yield helper.make_node("Expand", ["zero", f"{states}.positions"], [f"{states}.zeros"])
    yield helper.make_node(
        "QuantizeLinear", [states, f"{states}.scales", f"{states}.zeros"], [f"{states}.whole"], axis=0
    )
    yield helper.make_node("Unsqueeze", [f"{states}.scales", "last"], [f"{states}.column"])


def product(states: str, matrix: str) -> Iterator[NodeProto]:
    """Multiply scaled states by a matrix: gives "<matrix>", floats."""
    yield helper.make_node(
        "MatMulInteger", [f"{states}.whole", f"{matrix}.whole", "zero"], [f"{matrix}.sums"]
    )
    yield helper.make_node("Cast", [f"{matrix}.sums"], [f"{matrix}.floats"], to=TensorProto.FLOAT)
    yield helper.make_node("Mul", [f"{matrix}.floats", f"{states}.column"], [f"{matrix}.rows"])
    yield helper.make_node("Mul", [f"{matrix}.rows", f"{matrix}.scales"], [matrix])


def added(states: str, matrix: str, *, to: str) -> Iterator[NodeProto]:
    """Add a product and its bias to states, and bring each position to mean 0 and variance 1."""
    yield helper.make_node("Add", [states, matrix], [f"{to}.sum"])
    yield helper.make_node("Add", [f"{to}.sum", f"{matrix}.bias"], [f"{to}.biased"])
    yield helper.make_node(
        "LayerNormalization",
        [f"{to}.biased", f"{matrix}_norm.scale", f"{matrix}_norm.shift"],
        [to],
        axis=-1,
        epsilon=EPSILON,
    )


def steps() -> Iterator[NodeProto]:
    """List the steps of a layer; the scale of attention is in the queries."""
    yield from scaled("states")
    yield helper.make_node("Shape", ["held"], ["sizes"])
    yield helper.make_node("Concat", ["sizes", "width"], ["shape"], axis=0)
    yield from product("states", "attention")
    yield helper.make_node("Add", ["attention", "attention.bias"], ["attention.biased"])
    parts = ["query", "key", "value"]
    yield helper.make_node("Split", ["attention.biased"], parts, axis=-1, num_outputs=len(parts))
    for name in parts:
        yield helper.make_node("Reshape", [name, "shape"], [f"{name}.laid"])
    yield helper.make_node(
        "MultiHeadAttention",
        ["query.laid", "key.laid", "value.laid", "", "held"],
        ["looks.laid"],
        domain=JOINED,
        num_heads=HEADS,
        scale=1.0,
    )
    yield helper.make_node("Reshape", ["looks.laid", "flat"], ["looks"])
    yield from scaled("looks")
    yield from product("looks", "mixed")
    yield from added("states", "mixed", to="seen")
    yield from scaled("seen")
    yield from product("seen", "inner")
    yield helper.make_node("FastGelu", ["inner", "inner.bias"], ["wide"], domain=JOINED)
    yield from scaled("wide")
    yield from product("wide", "outer")
    yield from added("seen", "outer", to="result")


def absent(name: str, kind: int, shape: tuple[int, ...]) -> TensorProto:
    """Declare a weight that is given when the graph is loaded."""
    tensor = TensorProto(name=name, data_type=kind, dims=shape, data_location=TensorProto.EXTERNAL)
    size = int(np.prod(shape)) * (1 if kind == TensorProto.INT8 else 4)
    for key, value in (("location", "memory"), ("offset", "0"), ("length", str(size))):
        tensor.external_data.add(key=key, value=value)
    return tensor


def weights() -> Iterator[TensorProto]:
    """Declare all weights."""
    for name, (rows, columns) in MATRICES.items():
        yield absent(f"{name}.whole", TensorProto.INT8, (rows, columns))
        yield absent(f"{name}.scales", TensorProto.FLOAT, (columns,))
        yield absent(f"{name}.bias", TensorProto.FLOAT, (columns,))
    for norm in ("mixed_norm", "outer_norm"):
        for name in ("scale", "shift"):
            yield absent(f"{norm}.{name}", TensorProto.FLOAT, (WIDTH,))


def draw() -> ModelProto:
    """Draw the graph.

    Its inputs are "states", shape (sequences * longest, width), and "held", (sequences, longest), 0 on
    padding; its output "result" has the shape of "states".
    """
    states: list[str | int | None] = ["positions", WIDTH]
    graph = helper.make_graph(
        list(steps()),
        "layer",
        [
            helper.make_tensor_value_info("states", TensorProto.FLOAT, states),
            helper.make_tensor_value_info("held", TensorProto.INT32, ["sequences", "longest"]),
        ],
        [helper.make_tensor_value_info("result", TensorProto.FLOAT, states)],
        [*weights(), *(numpy_helper.from_array(np.asarray(v), k) for k, v in CONSTANTS.items())],
    )
    opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid(JOINED, 1)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=10, producer_name="causerie")


def main() -> None:
    """Draw and write."""
    PATH.write_bytes(draw().SerializeToString())
    print("wrote", PATH.name, PATH.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
