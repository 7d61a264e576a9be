"""Tune the encoder's last layers so that each word's vector tells whether it signals a claim.

Usage: python -m training.tuning CACHE FOLDS    FOLDS is "0,1", "2,3" or "4": writes, for texts of these
folds, what layers that never saw them say of each word, CACHE/senses-FOLDS.pickle; or "all": writes the
layers that are shipped, CACHE/cues.npz.

Each sentence is read alone: the encoder's lower layers as they came, once, kept on disk; the layers above
them and a small network are learned together. What marks a corpus is learned as a bias beside the words and
set to that of news in the end, as annotators mark more or fewer claims. The weights of trainings that
differ in the order of the sentences are averaged: as good as averaging what they say, at the price of one.
"""

from __future__ import annotations

import pickle
import random
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from torch import nn
from torch.nn import functional

from causerie.encoders.layers import Layer
from causerie.encoders.words import Pieces, joined
from causerie.extraction.claims.networks.cues import CueReader
from causerie.extraction.claims.networks.weights import packed
from training.arguments import KINDS, SIGNS, tokens_of
from training.layers import TunedLayer, filled, laid_out, learn_soup, means, stored_layers
from training.prepare import BASE, base_pieces, load

#: Folds whose texts one run leaves out together.
GROUPS = ("0,1", "2,3", "4")

#: How many layers are tuned, on top of the base layer.
TUNED = 2

#: Corpora to learn from → number of the bias that marks them.
CORPORA = {"french": 0, "english": 0, "texts": 1, "press": 2, "polnear": 3, "because": 4}

#: Pieces of a batch.
BATCH = 1200

#: How much more a word of a cue weighs than another.
POSITIVE = 3.0

#: Share of features silenced before and inside the small network.
DROP_IN = 0.2

ROUNDS = 4

#: Trainings whose weights are averaged: from one start, sentences in another order each.
TRAININGS = 2

OUTPUTS = 1 + len(KINDS) + len(SIGNS) + 2

Floats = npt.NDArray[np.float32]

#: (Text, first word of a sentence) → what is said of its words, shape (words, 12).
Senses = dict[tuple[str, int], Floats]


@dataclass
class Row:
    """A sentence: its pieces at the base layer, and what is to be said of its words."""

    text: str
    first: int
    fold: int
    corpus: int
    pieces: Pieces
    claims: Floats
    weights: Floats
    kinds: npt.NDArray[np.int64]
    signs: npt.NDArray[np.int64]
    roles: Floats


def rows_of(name: str, *, cache: Path) -> list[Row]:
    """Lay out the sentences of a corpus."""
    found = []
    for prepared, pieces in zip(load(name, cache=cache), base_pieces(name, cache=cache), strict=True):
        size = len(prepared.parse.tokens)
        claims, weights = np.zeros(size, np.float32), np.ones(size, np.float32)
        kinds, signs = np.full(size, -1), np.full(size, -1)
        roles = np.zeros((size, 2), np.float32)
        for claim in prepared.text.claims:
            cue = [t.i for t in tokens_of(prepared, claim.cue)]
            if claim.optional:
                weights[cue] = 0
            elif claim.kind is not None:
                claims[cue], kinds[cue], signs[cue] = 1, KINDS.index(claim.kind), SIGNS.index(claim.polarity)
            for column, span in enumerate((claim.cause, claim.effect)):
                roles[[t.i for t in prepared.parse.tokens_in(span)], column] = 1
        for sentence, held in zip(prepared.parse.sentences, pieces, strict=True):
            a = sentence.tokens[0].i
            b = a + len(sentence.tokens)
            found.append(
                Row(
                    prepared.text.id, a, prepared.text.fold, CORPORA[name], held,
                    claims[a:b], weights[a:b], kinds[a:b], signs[a:b], roles[a:b],
                )
            )  # fmt: skip
    return found


@dataclass(frozen=True)
class Batch:
    """Sentences laid end to end.

    Attributes:
        pieces: shape (pieces, width), the states of the base layer.
        places, held: as `TunedLayer` takes them.
        words: shape (pieces,), the word of each piece; -1: none.
        count: how many words there are.
        corpora: shape (words,), the number of each word's corpus.

    """

    pieces: torch.Tensor
    places: torch.Tensor
    held: torch.Tensor
    words: torch.Tensor
    count: int
    corpora: torch.Tensor


def batch_of(rows: Sequence[Row]) -> Batch:
    """Lay the inputs of sentences end to end."""
    places, held = laid_out([len(r.pieces.owners) for r in rows])
    whole = joined([r.pieces for r in rows])
    corpora = np.repeat([r.corpus for r in rows], [r.pieces.words for r in rows])
    return Batch(
        torch.from_numpy(whole.states), places, held, torch.from_numpy(whole.owners), whole.words,
        torch.from_numpy(corpora),
    )  # fmt: skip


class Tuned(nn.Module):
    """The tuned layers and the small network on their words."""

    def __init__(self, layers: Sequence[Layer], *, width: int = 384, hidden: int = 256) -> None:
        super().__init__()
        self.layers = nn.ModuleList(TunedLayer(layer) for layer in layers)
        self.corpus = nn.Embedding(1 + max(CORPORA.values()), hidden)
        nn.init.normal_(self.corpus.weight, std=0.02)
        self.hidden = nn.Linear(width, hidden)
        self.out = nn.Linear(hidden, OUTPUTS)

    def forward(self, batch: Batch, corpora: torch.Tensor) -> torch.Tensor:
        """Score the words of a batch as texts of some corpora: shape (words, outputs)."""
        x = batch.pieces
        for layer in self.layers:
            x = layer(x, batch.places, batch.held)
        of_words = batch.words >= 0
        at, x = batch.words[of_words], x[of_words].float()
        states = functional.dropout(means(x, at, batch.count), DROP_IN, self.training)
        hidden = functional.gelu(self.hidden(states) + self.corpus(corpora), approximate="tanh")
        scored: torch.Tensor = self.out(functional.dropout(hidden, DROP_IN, self.training))
        return scored.float()


def batches_of(rows: Sequence[Row], rng: random.Random) -> list[list[Row]]:
    """Shuffle sentences into batches."""
    mixed = rng.sample(list(rows), len(rows))
    return filled(mixed, lambda r: len(r.pieces.owners), limit=BATCH)


def loss_of(scored: torch.Tensor, rows: Sequence[Row]) -> torch.Tensor:
    """Add up what is wrong: cue or not, kind and sign of a cue, in a cause, in an effect."""

    def all_of(name: str) -> torch.Tensor:
        return torch.from_numpy(np.concatenate([getattr(r, name) for r in rows]))

    claims, weights = all_of("claims"), all_of("weights")
    ends = 1 + len(KINDS), 1 + len(KINDS) + len(SIGNS)
    total = functional.binary_cross_entropy_with_logits(
        scored[:, 0], claims, weight=weights * (1 + (POSITIVE - 1) * claims), reduction="sum"
    )
    for part, targets in ((scored[:, 1 : ends[0]], "kinds"), (scored[:, ends[0] : ends[1]], "signs")):
        total = total + 0.3 * functional.cross_entropy(
            part, all_of(targets), ignore_index=-1, reduction="sum"
        )
    total = total + 0.1 * functional.binary_cross_entropy_with_logits(
        scored[:, ends[1] :], all_of("roles"), weight=weights[:, None], reduction="sum"
    )
    return total / len(rows)


def learn(rows: Sequence[Row]) -> Tuned:
    """Tune on sentences; products of matrices in half precision."""

    def loss(net: Tuned, held: Sequence[Row]) -> torch.Tensor:
        batch = batch_of(held)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            scored = net(batch, batch.corpora)
        return loss_of(scored, held)

    return learn_soup(
        Tuned, lambda rng: batches_of(rows, rng), loss, tuned=TUNED, rounds=ROUNDS, trainings=TRAININGS
    )


def exported(net: Tuned) -> dict[str, npt.NDArray[np.generic]]:
    """Give the arrays that `CueReader` reads, speaking as news."""
    arrays = {"at": np.array(BASE)} | stored_layers(net.layers)
    hidden = net.hidden.bias + net.corpus.weight[0]
    for name, tensor in (
        ("hidden.w", net.hidden.weight.T), ("hidden.b", hidden),
        ("out.w", net.out.weight.T), ("out.b", net.out.bias),
    ):  # fmt: skip
        arrays |= packed(name, tensor.detach().numpy())
    return arrays


def senses_of(arrays: Mapping[str, npt.NDArray[np.generic]], rows: Sequence[Row]) -> Senses:
    """Say what stored layers see, as in news."""
    said = CueReader(arrays).read([r.pieces for r in rows])
    return {(row.text, row.first): held for row, held in zip(rows, said, strict=True)}


def read_senses(cache: Path) -> Senses:
    """Read what layers that never saw it say of each text."""
    found: Senses = {}
    for folds in GROUPS:
        found |= pickle.loads((cache / f"senses-{folds}.pickle").read_bytes())
    return found


def main() -> None:
    """Tune without some folds and say what is seen in them, or tune on all."""
    torch.set_num_threads(1)
    cache, folds = Path(sys.argv[1]), sys.argv[2]
    rows = [r for name in CORPORA for r in rows_of(name, cache=cache)]
    left = set() if folds == "all" else {int(f) for f in folds.split(",")}
    arrays = exported(learn([r for r in rows if r.fold not in left]))
    if left:
        senses = senses_of(arrays, [r for r in rows if r.fold in left])
        (cache / f"senses-{folds}.pickle").write_bytes(pickle.dumps(senses, protocol=5))
    else:
        np.savez_compressed(cache / "cues.npz", **arrays)


if __name__ == "__main__":
    main()
