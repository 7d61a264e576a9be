"""The encoder's layers in torch, so that they can be tuned; and their export."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields
from functools import partial
from typing import TypeVar

import numpy as np
import numpy.typing as npt
import torch
from torch import nn
from torch.nn import functional

from causerie.encoders.layers import Layer
from causerie.encoders.words import WordEncoder
from causerie.extraction.claims.networks.weights import packed
from training.prepare import BASE

#: Share of features silenced in the tuned layers.
DROP = 0.15

#: How fast the tuned layers learn at most.
RATE = 3e-4

T = TypeVar("T")
Net = TypeVar("Net", bound=nn.Module)


class TunedLayer(nn.Module):
    """The torch twin of one layer of `causerie.encoders.layers`."""

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


def filled(rows: Iterable[T], size: Callable[[T], int], *, limit: int) -> list[list[T]]:
    """Fill batches of at most `limit` pieces with rows as they come."""
    found: list[list[T]] = [[]]
    held = 0
    for row in rows:
        if found[-1] and held + size(row) > limit:
            found.append([])
            held = 0
        found[-1].append(row)
        held += size(row)
    return found


def tune(
    net: nn.Module, rounds: Sequence[Sequence[Sequence[T]]], loss: Callable[[Sequence[T]], torch.Tensor]
) -> None:
    """Tune a network on the batches of each round, what stands on its `layers` six times as fast as they.

    Args:
        net: learns in place, and is left ready to be asked.
        rounds: the batches of each.
        loss: mean loss of a batch's rows.

    """
    layers = list(net.layers.parameters())  # type: ignore[union-attr, operator]
    others = [p for n, p in net.named_parameters() if not n.startswith("layers.")]
    optimizer = torch.optim.AdamW(
        [{"params": layers, "lr": RATE}, {"params": others, "lr": 6 * RATE}], weight_decay=0.02
    )
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, [RATE, 6 * RATE], total_steps=sum(map(len, rounds)), pct_start=0.1
    )
    net.train()
    for number, batches in enumerate(rounds):
        started, total = time.perf_counter(), 0.0
        for batch in batches:
            lost = loss(batch)
            optimizer.zero_grad()
            lost.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 5.0)
            optimizer.step()
            schedule.step()
            total += float(lost.detach()) * len(batch)
        mean, seconds = total / sum(map(len, batches)), round(time.perf_counter() - started)
        print("round", number, "loss", round(mean, 4), seconds, "s", flush=True)
    net.eval()


def learn_soup(
    build: Callable[[Sequence[Layer]], Net],
    batches: Callable[[random.Random], Sequence[Sequence[T]]],
    loss: Callable[[Net, Sequence[T]], torch.Tensor],
    *,
    tuned: int,
    rounds: int,
    trainings: int,
) -> Net:
    """Tune networks that begin alike, and average their weights.

    A seed sets the order of the rows and what is silenced, not where a network starts.

    Args:
        build: makes the network on the layers that follow the base layer.
        batches: shuffles the rows of one round into batches.
        loss: mean loss of a batch's rows; products of matrices run in half precision where it says so.
        tuned: how many layers are tuned.
        rounds: how often all rows are seen.
        trainings: how many networks are averaged.

    Source:
        Wortsman et al. (2022), Model soups, ICML.

    """
    encoder, nets = WordEncoder(layer=BASE), []
    for seed in range(trainings):
        torch.manual_seed(0)
        net = build([encoder.layer(BASE + i) for i in range(tuned)])
        torch.manual_seed(seed)
        rng = random.Random(seed)
        tune(net, [batches(rng) for _ in range(rounds)], partial(loss, net))
        nets.append(net)
    return soup(nets)


def stored_layers(layers: Iterable[nn.Module]) -> dict[str, npt.NDArray[np.generic]]:
    """Give the arrays of tuned layers as `weights.stack_in` reads them."""
    arrays: dict[str, npt.NDArray[np.generic]] = {}
    for i, layer in enumerate(layers):
        for name, value in layer.w.items():  # type: ignore[union-attr, operator]
            arrays |= packed(f"layer{i}.{name.replace('_norm_', '_norm.')}", value.detach().numpy())
    return arrays


def soup(nets: Sequence[Net]) -> Net:
    """Average the weights of networks that began alike, into the first."""
    states = [net.state_dict() for net in nets]
    nets[0].load_state_dict({k: torch.stack([s[k] for s in states]).mean(0) for k in states[0]})
    return nets[0].eval()
