"""Learn the close reader: given a marked cue, where its cause and effect stand, and what it says.

Usage: python -m training.closing CACHE FOLDS    FOLDS is "0,1", "2,3" or "4": writes what never saw these
folds, CACHE/close-FOLDS.npz; or "all": writes what is shipped, CACHE/close-all.npz.

It learns from the cues that the tuned layers (those that never saw the text) do not take for hopeless, a few
more than it will be asked about, and from all annotated ones. The weights of two trainings are averaged.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from torch import nn
from torch.nn import functional

from causerie.encoders.layers import Layer
from causerie.encoders.words import Pieces, joined
from causerie.extraction.claims.networks.cues import CLAIM
from causerie.extraction.claims.networks.readers import WORTH_A_LOOK
from causerie.extraction.claims.networks.weights import packed
from causerie.extraction.claims.networks.windows import WINDOW_SIZES
from training.arguments import ALONE, CUE_OUTPUTS, WORD_OUTPUTS, Example, batch_of, examples, loss_of
from training.layers import TunedLayer, filled, laid_out, learn_soup, means, stored_layers
from training.prepare import BASE, Prepared, base_pieces, load
from training.tuning import CORPORA, Senses, read_senses

#: Layers that are tuned, on top of the base layer.
TUNED = 4

#: Pieces of a batch.
BATCH = 1600

#: Share of features silenced before and inside the small network.
DROP_IN = 0.2

ROUNDS = 3

#: Trainings whose weights are averaged: from one start, cues in another order each.
TRAININGS = 3


@dataclass(frozen=True)
class Marked:
    """An example with the pieces of its window's sentences."""

    example: Example
    pieces: tuple[Pieces, ...]

    @property
    def size(self) -> int:
        """Count the pieces."""
        return sum(len(p.owners) for p in self.pieces)

    def alone(self) -> Marked:
        """Give the same without earlier sentences, or as it is if its claim needs them."""
        cut = self.example.alone()
        return Marked(cut, self.pieces[-len(cut.window.sentences) :])


def marked_of(
    texts: Sequence[Prepared], pieces_of: Sequence[Sequence[Pieces]], *, senses: Senses
) -> list[Marked]:
    """Lay out the cues of texts."""
    found = []
    for text, pieces in zip(texts, pieces_of, strict=True):
        said = np.concatenate([senses[text.text.id, s.tokens[0].i][:, CLAIM] for s in text.parse.sentences])
        for held in examples([text]):
            cue = [t.i for t, inside in zip(held.window.tokens, held.window.cue, strict=True) if inside]
            if held.claim is not None or said[cue].max() >= WORTH_A_LOOK:
                own = tuple(pieces[i] for i in held.window.sentences)
                none = np.empty((len(held.window.tokens), 0), np.float16)
                found.append(Marked(replace(held, states=none), own))
    return found


class Close(nn.Module):
    """The layers that know their cue, and the small network on their words."""

    def __init__(self, layers: Sequence[Layer], *, width: int = 384, hidden: int = 256) -> None:
        super().__init__()
        self.layers = nn.ModuleList(TunedLayer(layer) for layer in layers)
        self.tables = nn.ModuleList(nn.Embedding(size, width) for size in WINDOW_SIZES)
        self.mark = nn.Embedding(2, width)
        self.corpus = nn.Embedding(3, hidden)
        for table in (*self.tables, self.mark, self.corpus):
            nn.init.normal_(table.weight, std=0.02)  # type: ignore[arg-type]
        self.hidden = nn.Linear(width, hidden)
        self.words = nn.Linear(hidden, WORD_OUTPUTS)
        self.inner = nn.Linear(2 * width, hidden)
        self.cue = nn.Linear(hidden, CUE_OUTPUTS)

    def forward(
        self, batch: Sequence[Marked], laid: dict[str, torch.Tensor]
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Score windows: (windows, longest, outputs of words), (windows, outputs of the cue)."""
        windows = [m.example.window for m in batch]
        sizes = torch.tensor([len(w.tokens) for w in windows])
        count, row = int(sizes.sum()), torch.repeat_interleave(torch.arange(len(windows)), sizes)
        inside = torch.from_numpy(np.concatenate([w.cue for w in windows]))
        categories = torch.from_numpy(np.concatenate([w.categories for w in windows]))
        known = self.mark(inside.long())
        for i, table in enumerate(self.tables):
            known = known + table(categories[:, i])
        whole = joined([p for m in batch for p in m.pieces])
        owners = torch.from_numpy(whole.owners)
        of_words = owners >= 0
        at = owners[of_words]
        x = torch.from_numpy(whole.states).index_add(0, of_words.nonzero()[:, 0], known[at])
        places, held = laid_out([m.size for m in batch])
        for layer in self.layers:
            x = layer(x, places, held)
        words = means(x[of_words].float(), at, count)
        marks = self.corpus(laid["corpus"])
        hidden = functional.gelu(self.hidden(self._drop(words)) + marks[row], approximate="tanh")
        said = self.words(self._drop(hidden)).float()
        mask = laid["mask"]
        scored = torch.zeros(*mask.shape, WORD_OUTPUTS).masked_scatter(mask[..., None], said)
        around = torch.cat(
            [means(words[inside], row[inside], len(windows)), means(words, row, len(windows))], dim=-1
        )
        inner = functional.gelu(self.inner(self._drop(around)) + marks, approximate="tanh")
        return scored, self.cue(self._drop(inner)).float()

    def _drop(self, x: torch.Tensor) -> torch.Tensor:
        return functional.dropout(x, DROP_IN, self.training)


def batches_of(training: Sequence[Marked], rng: random.Random) -> list[list[Marked]]:
    """Shuffle into batches of windows of like length, most of them without earlier sentences."""
    cut = [m.alone() if rng.random() < ALONE else m for m in training]
    alike = sorted(cut, key=lambda m: m.size * rng.uniform(0.8, 1.25))
    found = filled(alike, lambda m: m.size, limit=BATCH)
    rng.shuffle(found)
    return found


def learn(training: Sequence[Marked]) -> Close:
    """Tune on cues; products of matrices in half precision."""

    def loss(net: Close, batch: Sequence[Marked]) -> torch.Tensor:
        laid = batch_of([m.example for m in batch])
        with torch.autocast("cpu", dtype=torch.bfloat16):
            scores = net(batch, laid)
        return loss_of(*scores, laid)

    return learn_soup(
        Close, lambda rng: batches_of(training, rng), loss, tuned=TUNED, rounds=ROUNDS, trainings=TRAININGS
    )


def exported(net: Close) -> dict[str, npt.NDArray[np.generic]]:
    """Give the arrays that `CloseReader` reads, speaking as texts of our own definition."""
    stored = {"at": np.array(BASE)} | stored_layers(net.layers)
    for i, table in enumerate(net.tables):
        stored |= packed(f"table{i}", table.weight.detach().numpy())  # type: ignore[operator]
    stored |= packed("mark", net.mark.weight.detach().numpy())
    ours = net.corpus.weight[0]
    for name, linear, added in (
        ("hidden", net.hidden, ours),
        ("words", net.words, torch.zeros(())),
        ("inner", net.inner, ours),
        ("cue", net.cue, torch.zeros(())),
    ):
        stored |= packed(f"{name}.w", linear.weight.T.detach().numpy())
        stored |= packed(f"{name}.b", (linear.bias + added).detach().numpy())
    return stored


def main() -> None:
    """Learn without some folds, or from all."""
    torch.set_num_threads(1)
    cache, folds = Path(sys.argv[1]), sys.argv[2]
    left = set() if folds == "all" else {int(f) for f in folds.split(",")}
    senses = read_senses(cache)
    cues = [
        marked
        for name in CORPORA
        for marked in marked_of(load(name, cache=cache), base_pieces(name, cache=cache), senses=senses)
        if marked.example.fold not in left
    ]
    print(folds, len(cues), "cues to learn from", flush=True)
    np.savez_compressed(cache / f"close-{folds}.npz", **exported(learn(cues)))


if __name__ == "__main__":
    main()
