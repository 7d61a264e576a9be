"""Learn protest news by its own, wider, notion of cause (Causal News Corpus), as a second opinion; five-fold.

Usage: python -m training.wide CACHE [FOLD …]    prints sentence and relation F1 of the held-out folds.

The corpus marks motives, purposes and sequences in time that guides/annotation.md
holds for no claims, so nothing learned here is shipped: the reader keeps its own
definition, and this says what its networks reach when they are taught the other.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch.nn import functional

from causerie.extraction.claims.windows import WORD_SIZES, word_categories
from training.corpora import FOLDS
from training.networks import Net, Shape, padded
from training.prepare import Prepared, load

#: Relations looked for in one sentence: more are rare.
SLOTS = 2

#: Start and end of cause and effect, for each slot.
OUTPUTS = 4 * SLOTS

#: Whether there is a relation for each slot; the first says whether the sentence is causal.
HEADS = SLOTS


@dataclass(frozen=True)
class Sample:
    """A sentence with its relations as rows (cause first, cause last, effect first, effect last)."""

    prepared: Prepared
    states: npt.NDArray[np.float16]
    categories: npt.NDArray[np.int64]
    targets: tuple[tuple[int, int, int, int], ...]


def sample(prepared: Prepared) -> Sample:
    """Lay out one sentence of the corpus, in the order of its causes."""
    parse = prepared.parse
    targets = []
    for claim in prepared.text.claims:
        ends = [parse.tokens_in(span) for span in (claim.cause, claim.effect)]
        if all(ends):
            targets.append((ends[0][0].i, ends[0][-1].i, ends[1][0].i, ends[1][-1].i))
    categories = np.concatenate([word_categories(s) for s in parse.sentences])
    return Sample(prepared, prepared.states, categories, tuple(sorted(targets)[:SLOTS]))


def batch_of(chosen: Sequence[Sample]) -> dict[str, torch.Tensor]:
    """Stack sentences; all their words count as the cue, so that the whole sentence is judged."""
    lengths = torch.tensor([len(s.states) for s in chosen])
    mask = torch.arange(int(lengths.max()))[None] < lengths[:, None]
    empty = (-1, -1, -1, -1)
    targets = [[*s.targets, *[empty] * (SLOTS - len(s.targets))] for s in chosen]
    causal = [[s.prepared.text.causal] + [len(s.targets) > k for k in range(1, SLOTS)] for s in chosen]
    return {
        "states": padded([s.states for s in chosen], dtype=torch.float32),
        "categories": padded([s.categories for s in chosen], dtype=torch.long),
        "mask": mask,
        "corpus": torch.zeros(len(chosen), dtype=torch.long),
        "targets": torch.tensor(targets).reshape(len(chosen), OUTPUTS),
        "causal": torch.tensor(causal, dtype=torch.float32),
    }


def run(net: Net, b: dict[str, torch.Tensor]) -> tuple[torch.Tensor, torch.Tensor]:
    """Score a batch."""
    words, heads = net(b["states"], b["categories"], b["mask"], b["mask"], b["corpus"])
    return words.masked_fill(~b["mask"][..., None], -1e4), heads


def learn(training: Sequence[Sample], *, seed: int, rounds: int = 10, rate: float = 2e-3) -> Net:
    """Train one network."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    net = Net(Shape(training[0].states.shape[1], WORD_SIZES, OUTPUTS, HEADS))
    some = np.concatenate([s.states for s in rng.sample(list(training), 500)]).astype(np.float32)
    net.mean += torch.from_numpy(some.mean(0))
    net.scale *= torch.from_numpy(1 / (some.std(0) + 1e-3))
    optimizer = torch.optim.AdamW(net.parameters(), lr=rate, weight_decay=0.02)
    steps = rounds * -(-len(training) // 32)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, rate, total_steps=steps, pct_start=0.1)
    net.train()
    for _ in range(rounds):
        order = sorted(training, key=lambda s: len(s.states) * rng.uniform(0.8, 1.25))
        batches = [order[i : i + 32] for i in range(0, len(order), 32)]
        rng.shuffle(batches)
        for batch in batches:
            b = batch_of(batch)
            words, heads = run(net, b)
            loss = functional.binary_cross_entropy_with_logits(heads, b["causal"]) * HEADS
            for k in range(OUTPUTS):
                if (b["targets"][:, k] >= 0).any():
                    loss = loss + functional.cross_entropy(words[..., k], b["targets"][:, k], ignore_index=-1)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            schedule.step()
    return net.eval()


@torch.no_grad()
def read(
    nets: Sequence[Net], test: Sequence[Sample], *, causal: float, second: float
) -> list[dict[str, Any]]:
    """Read sentences: causal or not, and the relations, the surest first."""
    found = []
    for one in test:
        b = batch_of([one])
        runs = [run(net, b) for net in nets]
        words = torch.stack([w for w, _ in runs]).mean(0)[0].log_softmax(0).numpy()
        heads = torch.stack([h for _, h in runs]).mean(0)[0].sigmoid().tolist()
        text = one.prepared.text
        record: dict[str, Any] = {"id": text.id, "causal": int(heads[0] >= causal), "relations": []}
        for slot in range(SLOTS):
            if record["causal"] and (slot == 0 or heads[slot] >= second):
                cause, effect = best_pair(words[:, 4 * slot : 4 * slot + 4])
                tokens = one.prepared.parse.tokens
                record["relations"].append(
                    {
                        "cause": [tokens[cause[0]].start, tokens[cause[1]].end],
                        "effect": [tokens[effect[0]].start, tokens[effect[1]].end],
                    }
                )
        found.append(record)
    return found


def best_pair(edges: npt.NDArray[np.float32]) -> tuple[tuple[int, int], tuple[int, int]]:
    """Find the likeliest cause and effect that do not overlap."""
    ranked = []
    for column in (0, 2):
        starts, ends = np.argsort(-edges[:, column])[:8], np.argsort(-edges[:, column + 1])[:8]
        spans = [
            (float(edges[a, column] + edges[b, column + 1]), int(a), int(b)) for a in starts for b in ends
        ]
        ranked.append([s for s in spans if s[1] <= s[2]] or [(-99.0, 0, 0)])
    pairs = [
        (c[0] + e[0], (c[1], c[2]), (e[1], e[2]))
        for c in ranked[0]
        for e in ranked[1]
        if c[2] < e[1] or e[2] < c[1]
    ]
    _, cause, effect = max(pairs, default=(0.0, ranked[0][0][1:], ranked[1][0][1:]))
    return cause, effect


def main() -> None:
    """Cross-validate, and write what was read to CACHE/wide.jsonl beside its gold."""
    torch.set_num_threads(1)
    cache = Path(sys.argv[1])
    samples = [sample(p) for p in load("cnc", cache=cache)]
    folds = [int(f) for f in sys.argv[2:]] or list(range(FOLDS))
    for name in ("wide.jsonl", "wide-gold.jsonl"):
        (cache / name).unlink(missing_ok=True)
    for fold in folds:
        training = [s for s in samples if s.prepared.text.fold != fold]
        test = [s for s in samples if s.prepared.text.fold == fold]
        nets = [learn(training, seed=seed) for seed in range(2)]
        # Both chances are set beforehand: all sentences causal scores high on this corpus.
        records = read(nets, test, causal=0.4, second=0.5)
        for name, lines in (
            ("wide.jsonl", records),
            ("wide-gold.jsonl", [s.prepared.text.raw for s in test]),
        ):
            with (cache / name).open("a", encoding="utf-8") as file:
                file.writelines(json.dumps(line) + "\n" for line in lines)
        print("fold", fold, "done", flush=True)


if __name__ == "__main__":
    main()
