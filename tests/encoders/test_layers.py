"""Layers run in whole numbers as they would in floats, nearly, whatever else is in the batch."""

from dataclasses import fields

import numpy as np
import pytest

from causerie.encoders.layers import BATCH, Floats, Layer, Stack, gelu
from causerie.encoders.words import WordEncoder

HEADS = 12


@pytest.fixture(scope="module")
def layer() -> Layer:
    return WordEncoder(layer=0).layer(0)


def states_of(*lengths: int) -> list[Floats]:
    rng = np.random.default_rng(0)
    return [rng.normal(size=(n, 384)).astype(np.float32) for n in lengths]


def norm(x: Floats, weights: tuple[Floats, Floats]) -> Floats:
    centred = x - x.mean(axis=-1, keepdims=True)
    return np.asarray(centred / x.std(axis=-1, keepdims=True) * weights[0] + weights[1])


def in_floats(layer: Layer, x: Floats) -> Floats:
    """Run one sequence through a layer by the textbook."""
    joint = (x @ layer.attention + layer.attention_bias).reshape(len(x), 3, HEADS, -1)
    query, key, value = joint.transpose(1, 2, 0, 3)
    looks = np.exp(query @ key.swapaxes(-1, -2))
    looks /= looks.sum(axis=-1, keepdims=True)
    mixed = (looks @ value).transpose(1, 0, 2).reshape(x.shape)
    x = norm(x + mixed @ layer.mixed + layer.mixed_bias, layer.mixed_norm)
    wide = gelu(x @ layer.inner + layer.inner_bias)
    return norm(x + wide @ layer.outer + layer.outer_bias, layer.outer_norm)


def test_a_layer_runs_as_in_floats_but_for_rounding(layer: Layer) -> None:
    sequences = states_of(5, 17)
    for x, ran in zip(sequences, Stack([layer]).run(sequences), strict=True):
        expected = in_floats(layer, x)
        assert np.linalg.norm(ran - expected) < 0.05 * np.linalg.norm(expected)


def test_neither_order_nor_company_nor_padding_changes_a_sequence(layer: Layer) -> None:
    sequences = states_of(3, 40, 9, BATCH + 20, 40, 1)
    stack = Stack([layer, layer])
    together = stack.run(sequences)
    for x, among in zip(sequences, together, strict=True):
        (alone,) = stack.run([x])
        assert among.shape == x.shape
        assert np.allclose(alone, among, atol=2e-2)


def test_states_of_zero_and_no_sequences_are_run(layer: Layer) -> None:
    assert Stack([layer]).run([]) == []
    (ran,) = Stack([layer]).run([np.zeros((2, 384), np.float16)])
    assert np.isfinite(ran).all()


def test_no_layers_change_nothing() -> None:
    (x,) = states_of(4)
    assert Stack([]).run([x])[0] is x


def test_a_column_of_zeros_stays_zero(layer: Layer) -> None:
    blank = Layer(
        **{f.name: getattr(layer, f.name) for f in fields(Layer) if f.name != "outer"},
        outer=np.zeros_like(layer.outer),
    )
    (x,) = states_of(6)
    (ran,) = Stack([blank]).run([x])
    assert np.isfinite(ran).all()
    assert np.linalg.norm(ran - in_floats(blank, x)) < 0.05 * np.linalg.norm(ran)


def test_the_graph_is_the_one_that_is_drawn() -> None:
    pytest.importorskip("onnx", reason="onnx is there only for training")
    from training.graph import PATH, draw

    assert PATH.read_bytes() == draw().SerializeToString()
