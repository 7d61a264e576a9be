"""Learn protest news by its own, wider, notion of cause (Causal News Corpus), for the profile wide.

Usage: python -m training.wide CACHE [--ship]    prints sentence and relation F1 of five held-out folds;
--ship writes languages/shared/wide.npz, learned from all of them.

The corpus marks motives, purposes and sequences in time that guides/annotation.md
holds for no claims: the reader keeps its own definition unless it is asked for
this one.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
import numpy.typing as npt
import torch
from sklearn.linear_model import LogisticRegression
from torch.nn import functional

from benchmarks.sets import Line, as_relations, is_purpose, shared_scorer
from causerie.exports.readings import claim_to_json
from causerie.extraction.claims.finding import find_claims
from causerie.extraction.claims.networks.wide import SLOTS, Relation, WideReader, joined
from causerie.extraction.claims.networks.windows import WORD_SIZES, word_categories
from training.choosing import SHIPPED, Arrays
from training.corpora import FOLDS
from training.networks import Net, Shape, exported, padded
from training.prepare import LAYER, Prepared, load

#: Networks whose scores are averaged.
NETWORKS = 2

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


@dataclass(frozen=True)
class Read:
    """A held-out text with the relations found in it.

    Attributes:
        gold: it, in the shape of the shared scorer.
        relations: what the networks found.
        alone: the same in the shape of the shared scorer.
        whole: what the package gives in the profile wide, in the same shape.
    """

    gold: Line
    relations: list[Relation]
    alone: Line
    whole: Line


def arrays_of(nets: Sequence[Net]) -> Arrays:
    """Give the arrays of trained networks, not calibrated yet."""
    arrays: Arrays = {"layer": np.array(LAYER), "languages": np.array(["en"])}
    arrays |= {"slope": np.array(1.0), "shift": np.array(0.0)}
    for seed, net in enumerate(nets):
        arrays |= {f"network{seed}.{k}": v for k, v in exported(net, corpus=0).items()}
    return arrays


def read(reader: WideReader, test: Sequence[Sample]) -> list[Read]:
    """Read held-out texts as the package does."""
    found = []
    for one in test:
        text, parse, vectors = one.prepared.text, one.prepared.parse, one.states.astype(np.float32)
        states = [vectors[s.tokens[0].i : s.tokens[-1].i + 1] for s in parse.sentences]
        relations = [r for s, held in zip(parse.sentences, states, strict=True) for r in reader.read(s, held)]
        wide = reader.read_all(parse.sentences, states)
        both = joined(find_claims(parse, language=text.language), wide)
        alone, whole = as_relations(
            [
                {"id": text.raw["id"], "claims": [claim_to_json(c, text.id) for c in claims]}
                for claims in (wide, both)
            ],
            turned=is_purpose,
        )
        found.append(Read(text.raw, relations, alone, whole))
    return found


def calibrated(found: Sequence[Read]) -> tuple[float, float]:
    """Learn slope and shift from a relation's score to the log odds of its being right."""
    scorer = shared_scorer("score_causal")
    scores, right = [], []
    for one in found:
        held = [
            {"cause": [r.cause.start, r.cause.end], "effect": [r.effect.start, r.effect.end]}
            for r in one.relations
        ]
        hit = {j for _, j in scorer.match_relations(one.gold["text"], one.gold["relations"], held)}
        scores += [[r.score] for r in one.relations]
        right += [j in hit for j in range(len(held))]
    model = LogisticRegression(C=100.0).fit(scores, right)
    return float(model.coef_[0][0]), float(model.intercept_[0])


def shown(found: Sequence[Read], which: Literal["alone", "whole"]) -> str:
    """Write sentence and relation F1 in one line."""
    scorer = shared_scorer("score_causal")
    gold, held = [r.gold for r in found], [getattr(r, which) for r in found]
    sentences, relations = scorer.sentence_scores(gold, held), scorer.relation_scores(gold, held)
    return f"sentence F1 {sentences['f1']:.3f} relation F1 {relations['f1']:.3f}"


def main() -> None:
    """Cross-validate, print scores, and ship if asked."""
    torch.set_num_threads(1)
    samples = [sample(p) for p in load("cnc", cache=Path(sys.argv[1]))]
    found: list[Read] = []
    for fold in range(FOLDS):
        training = [s for s in samples if s.prepared.text.fold != fold]
        nets = [learn(training, seed=seed) for seed in range(NETWORKS)]
        found += read(WideReader(arrays_of(nets)), [s for s in samples if s.prepared.text.fold == fold])
        print(
            f"up to fold {fold}: networks {shown(found, 'alone')}; profile wide {shown(found, 'whole')}",
            flush=True,
        )
    if "--ship" in sys.argv:
        slope, shift = calibrated(found)
        arrays = arrays_of([learn(samples, seed=seed) for seed in range(NETWORKS)])
        path = SHIPPED / "wide.npz"
        np.savez_compressed(path, **arrays | {"slope": np.array(slope), "shift": np.array(shift)})
        print("wrote", path, path.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
