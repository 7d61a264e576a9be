"""The network of claims.networks.network in torch, so that it can learn; and its export."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
from torch import nn


@dataclass(frozen=True)
class Shape:
    """Sizes of a network: inputs, categories, outputs for each word and for the cue (0: knows no cue)."""

    width: int
    tables: tuple[int, ...]
    words: int
    cue: int
    corpora: int = 3
    hidden: int = 96
    dilations: tuple[int, ...] = (1, 2, 4, 8)
    drop: float = 0.3


class _Drop(nn.Module):
    """Dropout that silences a feature for all words of a window: regularises more, and costs less."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        if not self.training:
            return x
        shape = (x.shape[0], 1, x.shape[2]) if x.dim() == 3 else x.shape
        return x * (torch.rand(shape) >= self.share) / (1 - self.share)


class Net(nn.Module):
    """The torch twin of `Network`; `corpus` shifts the input, and is folded into a bias on export."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        h = shape.hidden
        self.shape = shape
        self.register_buffer("mean", torch.zeros(shape.width))
        self.register_buffer("scale", torch.ones(shape.width))
        self.project = nn.Linear(shape.width, h)
        self.tables = nn.ModuleList(nn.Embedding(n, h) for n in shape.tables)
        for table in self.tables:
            nn.init.normal_(table.weight, std=0.1)
        self.corpus = nn.Embedding(shape.corpora, h)
        nn.init.normal_(self.corpus.weight, std=0.05)
        self.share = nn.Linear(h, h) if shape.cue else None
        self.norm = nn.LayerNorm(h)
        self.turns = nn.ModuleList(nn.Linear(3 * h, h) for _ in shape.dilations)
        self.norms = nn.ModuleList(nn.LayerNorm(h) for _ in shape.dilations)
        self.words = nn.Linear(h, shape.words)
        if shape.cue:
            self.inner = nn.Linear(2 * h, h)
            self.cue = nn.Linear(h, shape.cue)
        self.drop_in = _Drop(shape.drop)
        self.drop = _Drop(shape.drop * 0.7)

    def forward(
        self,
        states: torch.Tensor,
        categories: torch.Tensor,
        mask: torch.Tensor,
        cue: torch.Tensor,
        corpus: torch.Tensor,
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Score a padded batch: (rows, words, width) → (rows, words, outputs), (rows, outputs of the cue)."""
        x = self.project(self.drop_in((states - self.mean) * self.scale))
        for i, table in enumerate(self.tables):
            x = x + table(categories[..., i])
        x = x + self.corpus(corpus)[:, None]
        held = mask[..., None].float()
        weight = cue.float()[..., None]
        total = weight.sum(1).clamp(min=1)
        if self.share is not None:
            x = x + self.share((x * weight).sum(1) / total)[:, None]
        x = self.norm(torch.relu(x)) * held
        for dilation, turn, norm in zip(self.shape.dilations, self.turns, self.norms, strict=True):
            wide = torch.cat([_shifted(x, dilation), x, _shifted(x, -dilation)], dim=-1)
            x = norm(x + torch.relu(turn(self.drop(wide)))) * held
        words = self.words(self.drop(x))
        if self.share is None:
            return words, words.new_empty((len(x), 0))
        pooled = torch.cat([(x * weight).sum(1) / total, x.masked_fill(~mask[..., None], -1e9).amax(1)], -1)
        return words, self.cue(self.drop(torch.relu(self.inner(self.drop(pooled)))))


def _shifted(x: torch.Tensor, by: int) -> torch.Tensor:
    moved = torch.zeros_like(x)
    if abs(by) < x.shape[1]:
        if by > 0:
            moved[:, by:] = x[:, :-by]
        else:
            moved[:, :by] = x[:, -by:]
    return moved


def exported(net: Net, *, corpus: int) -> dict[str, npt.NDArray[np.generic]]:
    """Give the arrays that `Network` reads, in half precision, speaking as one corpus."""
    w = {k: v.detach().numpy().astype(np.float32) for k, v in net.state_dict().items()}
    project = w["project.weight"] * w["scale"]
    bias = w["project.bias"] - project @ w["mean"] + w["corpus.weight"][corpus]
    arrays = {"project.w": project.T, "project.b": bias}
    for i in range(len(net.shape.tables)):
        arrays[f"table{i}"] = w[f"tables.{i}.weight"]
    names = {"words": "words"} | ({n: n for n in ("share", "inner", "cue")} if net.shape.cue else {})
    for i in range(len(net.shape.dilations)):
        names[f"turns.{i}"] = f"turn{i}"
        arrays |= {f"norm{i}.w": w[f"norms.{i}.weight"], f"norm{i}.b": w[f"norms.{i}.bias"]}
    arrays |= {"norm.w": w["norm.weight"], "norm.b": w["norm.bias"]}
    for torch_name, name in names.items():
        arrays |= {f"{name}.w": w[f"{torch_name}.weight"].T, f"{name}.b": w[f"{torch_name}.bias"]}
    halved: dict[str, npt.NDArray[np.generic]] = {k: v.astype(np.float16) for k, v in arrays.items()}
    return halved | {"dilations": np.array(net.shape.dilations)}


def padded(rows: Sequence[npt.NDArray[np.generic]], *, dtype: torch.dtype) -> torch.Tensor:
    """Stack arrays of different lengths, zeros behind the shorter ones."""
    longest = max(len(r) for r in rows)
    whole = torch.zeros((len(rows), longest, *rows[0].shape[1:]), dtype=dtype)
    for i, row in enumerate(rows):
        whole[i, : len(row)] = torch.from_numpy(np.ascontiguousarray(row)).to(dtype)
    return whole
