"""The encoder's layers in torch, so that they can be tuned; and their export."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields

import numpy as np
import numpy.typing as npt
import torch
from torch import nn
from torch.nn import functional

from causerie.encoders.words import Layer
from causerie.extraction.claims.weights import packed

#: Share of features silenced in the tuned layers.
DROP = 0.15


class TunedLayer(nn.Module):
    """The torch twin of one layer of `WordEncoder`."""

    def __init__(self, layer: Layer, *, heads: int = 12) -> None:
        super().__init__()
        self.heads = heads
        self.w = nn.ParameterDict()
        for field in fields(Layer):
            value = getattr(layer, field.name)
            named = {"": value} if isinstance(value, np.ndarray) else {"_scale": value[0], "_shift": value[1]}
            for ending, array in named.items():
                self.w[field.name + ending] = nn.Parameter(torch.tensor(np.array(array, np.float32)))

    def forward(self, x: torch.Tensor, places: torch.Tensor, held: torch.Tensor) -> torch.Tensor:
        """Run the layer on sentences laid end to end.

        Args:
            x: shape (pieces, width).
            places: shape (sentences, longest), where each sentence's pieces stand in `x`.
            held: the same shape, False on padding.

        """
        w, width = self.w, x.shape[-1]
        joint = (x @ w["attention"] + w["attention_bias"])[places]
        query, key, value = joint.view(*places.shape, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        outside = torch.where(held, 0.0, -1e9)[:, None, None, :]
        looks = self._drop(torch.softmax((query @ key.transpose(-1, -2)).float() + outside, -1))
        mixed = (looks.to(value.dtype) @ value).transpose(1, 2).reshape(*places.shape, width)[held]
        x = x + self._drop(mixed @ w["mixed"] + w["mixed_bias"]).float()
        x = functional.layer_norm(x, (width,), w["mixed_norm_scale"], w["mixed_norm_shift"], 1e-12)
        inner = functional.gelu(x @ w["inner"] + w["inner_bias"], approximate="tanh")
        x = x + self._drop(inner @ w["outer"] + w["outer_bias"]).float()
        return functional.layer_norm(x, (width,), w["outer_norm_scale"], w["outer_norm_shift"], 1e-12)

    def _drop(self, x: torch.Tensor) -> torch.Tensor:
        return functional.dropout(x, DROP, self.training)


def laid_out(lengths: Sequence[int]) -> tuple[torch.Tensor, torch.Tensor]:
    """Say where sequences laid end to end stand: places and held, as `TunedLayer` takes them."""
    sizes = torch.tensor(lengths)
    held = torch.arange(int(sizes.max()))[None] < sizes[:, None]
    starts = sizes.cumsum(0) - sizes
    return torch.where(held, starts[:, None] + torch.arange(held.shape[1])[None], 0), held


def means(values: torch.Tensor, at: torch.Tensor, count: int) -> torch.Tensor:
    """Average rows by the number that each goes to: shape (rows, width) → (count, width)."""
    sums = torch.zeros(count, values.shape[1]).index_add(0, at, values)
    sizes = torch.zeros(count).index_add(0, at, torch.ones(len(at)))
    return sums / sizes.clamp(min=1)[:, None]


def stored_layers(layers: Iterable[nn.Module]) -> dict[str, npt.NDArray[np.generic]]:
    """Give the arrays of tuned layers as `weights.layers_in` reads them."""
    arrays: dict[str, npt.NDArray[np.generic]] = {}
    for i, layer in enumerate(layers):
        for name, value in layer.w.items():  # type: ignore[union-attr, operator]
            arrays |= packed(f"layer{i}.{name.replace('_norm_', '_norm.')}", value.detach().numpy())
    return arrays
