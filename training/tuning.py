"""Tune the encoder's last layers so that each word's vector tells whether it signals a claim.

Usage: python -m training.tuning CACHE FOLDS    FOLDS is "0,1", "2,3" or "4": writes, for texts of these
folds, what layers that never saw them say of each word, CACHE/senses-FOLDS.pickle; or "all": writes the
layers that are shipped, CACHE/cues.npz.

Each sentence is read alone: the encoder's lower layers as they came, once, kept on disk; the layers above
them and a small network are learned together. What marks a corpus is learned as a bias beside the words and
set to that of news in the end, as annotators mark more or fewer claims.
"""

from __future__ import annotations

import pickle
import random
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from torch import nn
from torch.nn import functional

from causerie.encoders.words import Layer, WordEncoder
from causerie.model import Span
from training.arguments import KINDS, SIGNS, tokens_of
from training.prepare import Prepared, load

#: Folds whose texts one run leaves out together.
GROUPS = ("0,1", "2,3", "4")

#: Layer that the tuned ones go on from, and how many there are.
BASE, TUNED = 4, 2

#: Corpora to learn from → number of the bias that marks them.
CORPORA = {"french": 0, "english": 0, "texts": 1, "press": 2, "polnear": 3, "because": 4}

#: Pieces of a batch; and of a sentence at most.
BATCH, LONGEST = 1200, 300

#: How much more a word of a cue weighs than another.
POSITIVE = 3.0

#: Share of features silenced: in the tuned layers, before and inside the small network.
DROP, DROP_IN = 0.15, 0.2

ROUNDS, RATE = 4, 3e-4

OUTPUTS = 1 + len(KINDS) + len(SIGNS) + 2

Floats = npt.NDArray[np.float32]

#: The states of a sentence's pieces, and the word of each.
Pieces = tuple[npt.NDArray[np.float16], npt.NDArray[np.int64]]


@dataclass
class Row:
    """A sentence: its pieces at the base layer, the word of each (-1: none), what is to be said of words."""

    text: str
    first: int
    fold: int
    corpus: int
    pieces: npt.NDArray[np.float16]
    words: npt.NDArray[np.int64]
    claims: Floats
    weights: Floats
    kinds: npt.NDArray[np.int64]
    signs: npt.NDArray[np.int64]
    roles: Floats


def base_pieces(name: str, *, cache: Path) -> list[list[Pieces]]:
    """Give, for each text's sentences, the piece states of the base layer and the word of each piece."""
    path = cache / f"pieces-{name}.pickle"
    if not path.is_file():
        encoder = WordEncoder(layers=(BASE,))
        held = [_pieces(p, encoder) for p in load(name, cache=cache)]
        path.write_bytes(pickle.dumps(held, protocol=5))
    found: list[list[Pieces]] = pickle.loads(path.read_bytes())
    return found


def _pieces(prepared: Prepared, encoder: WordEncoder) -> list[Pieces]:
    numbers, words = [], []
    for sentence in prepared.parse.sentences:
        spans = [t.span for t in sentence.tokens]
        pieces, places = encoder.cut(spans, text=prepared.text.text)
        numbers.append(pieces[:LONGEST])
        words.append(np.array([-1, *_word_of(places[:LONGEST], spans), -1], np.int64))
    states = encoder.pieces(numbers)
    return [(s.astype(np.float16), w) for s, w in zip(states, words, strict=True)]


def _word_of(places: Sequence[Span], words: Sequence[Span]) -> list[int]:
    """Give the number of the word under each piece."""
    found, at = [], 0
    for place in places:
        while at < len(words) - 1 and words[at].end <= place.start:
            at += 1
        found.append(at)
    return found


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
        for sentence, (states, words) in zip(prepared.parse.sentences, pieces, strict=True):
            a = sentence.tokens[0].i
            b = a + len(sentence.tokens)
            found.append(
                Row(
                    prepared.text.id, a, prepared.text.fold, CORPORA[name], states, words,
                    claims[a:b], weights[a:b], kinds[a:b], signs[a:b], roles[a:b],
                )
            )  # fmt: skip
    return found


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


def laid_out(rows: Sequence[Row]) -> Batch:
    """Lay the inputs of sentences end to end."""
    lengths = torch.tensor([len(r.words) for r in rows])
    held = torch.arange(int(lengths.max()))[None] < lengths[:, None]
    starts = lengths.cumsum(0) - lengths
    places = torch.where(held, starts[:, None] + torch.arange(held.shape[1])[None], 0)
    first, words, corpora = 0, [], []
    for row in rows:
        words.append(np.where(row.words >= 0, row.words + first, -1))
        corpora.append(np.full(len(row.claims), row.corpus))
        first += len(row.claims)
    pieces = np.concatenate([r.pieces for r in rows]).astype(np.float32)
    return Batch(
        torch.from_numpy(pieces), places, held, torch.from_numpy(np.concatenate(words)), first,
        torch.from_numpy(np.concatenate(corpora)),
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
        sums = torch.zeros(batch.count, x.shape[1]).index_add(0, at, x)
        sizes = torch.zeros(batch.count).index_add(0, at, torch.ones(len(at)))
        states = functional.dropout(sums / sizes.clamp(min=1)[:, None], DROP_IN, self.training)
        hidden = functional.gelu(self.hidden(states) + self.corpus(corpora), approximate="tanh")
        scored: torch.Tensor = self.out(functional.dropout(hidden, DROP_IN, self.training))
        return scored.float()


def batches_of(rows: Sequence[Row], rng: random.Random) -> list[list[Row]]:
    """Shuffle sentences into batches."""
    found: list[list[Row]] = [[]]
    size = 0
    for row in rng.sample(list(rows), len(rows)):
        if found[-1] and size + len(row.words) > BATCH:
            found.append([])
            size = 0
        found[-1].append(row)
        size += len(row.words)
    return found


def loss_of(scored: torch.Tensor, rows: Sequence[Row]) -> torch.Tensor:
    """Add up what is wrong: cue or not, kind and sign of a cue, in a cause, in an effect."""

    def joined(name: str) -> torch.Tensor:
        return torch.from_numpy(np.concatenate([getattr(r, name) for r in rows]))

    claims, weights = joined("claims"), joined("weights")
    ends = 1 + len(KINDS), 1 + len(KINDS) + len(SIGNS)
    total = functional.binary_cross_entropy_with_logits(
        scored[:, 0], claims, weight=weights * (1 + (POSITIVE - 1) * claims), reduction="sum"
    )
    for part, targets in ((scored[:, 1 : ends[0]], "kinds"), (scored[:, ends[0] : ends[1]], "signs")):
        total = total + 0.3 * functional.cross_entropy(
            part, joined(targets), ignore_index=-1, reduction="sum"
        )
    total = total + 0.1 * functional.binary_cross_entropy_with_logits(
        scored[:, ends[1] :], joined("roles"), weight=weights[:, None], reduction="sum"
    )
    return total / len(rows)


def learn(rows: Sequence[Row], *, seed: int = 0) -> Tuned:
    """Tune on sentences; products of matrices in half precision."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    encoder = WordEncoder(layers=(BASE,))
    net = Tuned([encoder.layer(BASE + i) for i in range(TUNED)])
    layers = list(net.layers.parameters())
    others = [p for n, p in net.named_parameters() if not n.startswith("layers.")]
    optimizer = torch.optim.AdamW(
        [{"params": layers, "lr": RATE}, {"params": others, "lr": 6 * RATE}], weight_decay=0.02
    )
    rounds = [batches_of(rows, rng) for _ in range(ROUNDS)]
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, [RATE, 6 * RATE], total_steps=sum(map(len, rounds)), pct_start=0.1
    )
    net.train()
    for number, batches in enumerate(rounds):
        started, total = time.perf_counter(), 0.0
        for held in batches:
            batch = laid_out(held)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                scored = net(batch, batch.corpora)
            loss = loss_of(scored, held)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 5.0)
            optimizer.step()
            schedule.step()
            total += float(loss.detach()) * len(held)
        seconds = round(time.perf_counter() - started)
        print("round", number, "loss", round(total / len(rows), 4), seconds, "s", flush=True)
    return net.eval()


@torch.no_grad()
def senses_of(net: Tuned, rows: Sequence[Row]) -> dict[tuple[str, int], Floats]:
    """Say what the tuned layers see, as in news: (text, first word of a sentence) → scores of its words."""
    found = {}
    for held in batches_of(rows, random.Random(0)):
        batch = laid_out(held)
        scored = net(batch, torch.zeros_like(batch.corpora)).numpy()
        first = 0
        for row in held:
            found[row.text, row.first] = scored[first : first + len(row.claims)].copy()
            first += len(row.claims)
    return found


def exported(net: Tuned) -> dict[str, npt.NDArray[np.generic]]:
    """Give the arrays that `CueReader` reads, in half precision, speaking as news."""
    arrays: dict[str, npt.NDArray[np.generic]] = {"at": np.array(BASE)}
    for i, layer in enumerate(net.layers):
        for name, value in layer.w.items():  # type: ignore[union-attr, operator]
            key = name.replace("_norm_", "_norm.")
            arrays[f"layer{i}.{key}"] = value.detach().numpy().astype(np.float16)
    hidden = net.hidden.bias + net.corpus.weight[0]
    for name, tensor in (
        ("hidden.w", net.hidden.weight.T), ("hidden.b", hidden),
        ("out.w", net.out.weight.T), ("out.b", net.out.bias),
    ):  # fmt: skip
        arrays[name] = tensor.detach().numpy().astype(np.float16)
    return arrays


def read_senses(cache: Path) -> dict[tuple[str, int], Floats]:
    """Read what layers that never saw it say of each text."""
    found: dict[tuple[str, int], Floats] = {}
    for folds in GROUPS:
        found |= pickle.loads((cache / f"senses-{folds}.pickle").read_bytes())
    return found


def main() -> None:
    """Tune without some folds and say what is seen in them, or tune on all."""
    torch.set_num_threads(1)
    cache, folds = Path(sys.argv[1]), sys.argv[2]
    rows = [r for name in CORPORA for r in rows_of(name, cache=cache)]
    if folds == "all":
        np.savez_compressed(cache / "cues.npz", **exported(learn(rows)))
        return
    left = {int(f) for f in folds.split(",")}
    net = learn([r for r in rows if r.fold not in left])
    senses = senses_of(net, [r for r in rows if r.fold in left])
    (cache / f"senses-{folds}.pickle").write_bytes(pickle.dumps(senses, protocol=5))


if __name__ == "__main__":
    main()
