"""Train taggers that never saw one fold, for what stands on them to be learned and scored; and those shipped.

Usage: python -m training.crossfit CACHE FOLD [SEEDS]    writes CACHE/tagger-FOLD.npz;
FOLD is a number, or "all" for the taggers that are shipped.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import numpy as np
import torch

from training.arguments import examples, learn
from training.networks import exported
from training.prepare import CORPORA, LAYER, load


def tagger_path(cache: Path, *, fold: int | str) -> Path:
    """Name the file of the taggers that never saw a fold."""
    return cache / f"tagger-{fold}.npz"


def main() -> None:
    """Train the taggers of one fold."""
    torch.set_num_threads(1)
    cache, fold = Path(sys.argv[1]), sys.argv[2]
    seeds = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    texts = [p for c in CORPORA for p in load(c, cache=cache) if str(p.text.fold) != fold]
    training = examples(texts)
    print(fold, len(training), "cues to learn from", flush=True)
    arrays = {"layer": np.array(LAYER)}
    for seed in range(seeds):
        started = time.perf_counter()
        net = learn(training, seed=seed)
        arrays |= {f"network{seed}.{k}": v for k, v in exported(net, corpus=0).items()}
        print(fold, "seed", seed, round(time.perf_counter() - started), "s", flush=True)
        np.savez_compressed(tagger_path(cache, fold=fold), **arrays)


if __name__ == "__main__":
    main()
