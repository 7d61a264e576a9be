"""Learn the network that decides on readings by their numbers and their words alone; `choosing` uses it.

What marks a corpus is learned as a bias beside them and set to that of news in the end, as annotators mark
more or fewer claims. Several networks, which begin elsewhere each, are laid side by side as one.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import torch
from torch import nn
from torch.nn import functional

from causerie.extraction.claims.networks.weights import packed

Floats = npt.NDArray[np.floating]
Arrays = dict[str, npt.NDArray[np.generic]]

#: Networks that are averaged, and hidden units of each.
NETWORKS, HIDDEN = 3, 64

#: Readings of a batch; how often each is seen.
BATCH, ROUNDS = 256, 4

#: How fast it learns at most.
RATE = 2e-3

#: Share of inputs, and of hidden units, that is silenced.
DROP_IN, DROP = 0.1, 0.3

#: Weight of the words beside the numbers: there are many, and each says little.
WORDS = 0.5


class Network(nn.Module):
    """One hidden layer on standardised inputs, and a bias for each corpus."""

    def __init__(self, inputs: int, *, corpora: int) -> None:
        super().__init__()
        self.hidden = nn.Linear(inputs, HIDDEN)
        self.out = nn.Linear(HIDDEN, 1)
        self.corpus = nn.Embedding(corpora, 1)
        nn.init.zeros_(self.corpus.weight)

    def forward(self, inputs: torch.Tensor, corpora: torch.Tensor) -> torch.Tensor:
        """Score readings, shape (readings, inputs) → (readings,)."""
        seen = functional.dropout(inputs, DROP_IN, self.training)
        hidden = functional.gelu(self.hidden(seen), approximate="tanh")
        scored = self.out(functional.dropout(hidden, DROP, self.training)) + self.corpus(corpora)
        return torch.as_tensor(scored)[:, 0]


def learn_lexical(numbers: Floats, words: Floats, *, right: Sequence[bool], corpora: Sequence[int]) -> Arrays:
    """Learn the arrays that `LexicalNetwork` reads.

    Args:
        numbers: descriptions of readings, shape (readings, numbers).
        words: what `vectors_of` gives of their words, shape (readings, groups * 384).
        right: whether each is a claim.
        corpora: the number of each one's corpus; 0 is news.

    """
    parts = [(part.mean(0), part.std(0) + 1e-6, w) for part, w in ((numbers, 1.0), (words, WORDS))]
    inputs = torch.from_numpy(
        np.hstack(
            [(p - mean) / scale * w for p, (mean, scale, w) in zip((numbers, words), parts, strict=True)]
        ).astype(np.float32)
    )
    labels = torch.tensor(right, dtype=torch.float32)
    nets = [
        _tuned(inputs, labels, torch.tensor(corpora), seed=seed, count=max(corpora) + 1)
        for seed in range(NETWORKS)
    ]
    factors = np.concatenate([w / scale for _, scale, w in parts])
    means = np.concatenate([mean for mean, _, _ in parts])
    weights = np.hstack([n.hidden.weight.detach().numpy().T for n in nets]) * factors[:, None]
    hidden = np.concatenate([n.hidden.bias.detach().numpy() for n in nets]) - means @ weights
    out = np.concatenate([n.out.weight.detach().numpy()[0] for n in nets]) / NETWORKS
    base = np.mean([float((n.out.bias + n.corpus.weight[0]).detach()) for n in nets])
    size = numbers.shape[1]
    plain = {"numbers": weights[:size], "hidden": hidden, "out": out, "base": np.array(base)}
    arrays: Arrays = {k: v.astype(np.float32) for k, v in plain.items()}
    return arrays | packed("words", weights[size:].astype(np.float32))


def _tuned(
    inputs: torch.Tensor, labels: torch.Tensor, corpora: torch.Tensor, *, seed: int, count: int
) -> Network:
    """Learn one network."""
    torch.manual_seed(seed)
    net = Network(inputs.shape[1], corpora=count)
    optimizer = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=1e-3)
    batches = -(-len(inputs) // BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=ROUNDS * batches)
    for _ in range(ROUNDS):
        for batch in torch.randperm(len(inputs)).split(BATCH):
            scored = net(inputs[batch], corpora[batch])
            loss = functional.binary_cross_entropy_with_logits(scored, labels[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
    return net.eval()
