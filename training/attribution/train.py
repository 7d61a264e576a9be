"""Turn examples into the weights of the filter over attributions; cross-validation chooses the threshold.

A logistic model with an L1 penalty over named features; folds never cut an article. The threshold
is the one with the best F1 end to end, the rules' own finds counted.
Needs scikit-learn (`pip install causerie[training]`).

usage: python training/attribution/train.py EXAMPLES.jsonl WEIGHTS.json [--check OTHER_EXAMPLES.jsonl]
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

#: Articles in which a feature must occur to be kept.
RARE = 4
FOLDS = 5
#: Inverse strength of the penalty; smaller keeps fewer features.
PENALTY = 0.2
#: Overlap from which two contents are one, whatever their cues: the likelier is kept.
SAME = 0.5
THRESHOLDS = [round(0.4 + 0.01 * n, 2) for n in range(21)]


def load(path: Path) -> list[dict[str, Any]]:
    """Read the examples, a document each."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def known_features(documents: list[dict[str, Any]]) -> set[str]:
    """List the features that occur in enough articles."""
    seen: Counter[str] = Counter()
    for document in documents:
        seen.update({name for row in document["candidates"] for name in row[1]})
    return {name for name, n in seen.items() if n >= RARE}


def fit(documents: list[dict[str, Any]]) -> tuple[dict[str, float], float]:
    """Fit the model; give the weights that are not zero, and the bias."""
    known = known_features(documents)
    rows = [row for d in documents for row in d["candidates"]]
    vectors = DictVectorizer(sparse=True, dtype=np.float32)
    matrix = vectors.fit_transform([{n: 1.0 for n in row[1] if n in known} for row in rows])
    matrix.indices, matrix.indptr = matrix.indices.astype(np.int32), matrix.indptr.astype(np.int32)
    truth = np.array([row[4] for row in rows])
    model = LogisticRegression(l1_ratio=1.0, C=PENALTY, solver="liblinear", max_iter=200)
    model.fit(matrix, truth)
    held = zip(vectors.get_feature_names_out(), model.coef_[0], strict=True)
    return {n: round(float(w), 3) for n, w in held if abs(w) >= 0.005}, round(float(model.intercept_[0]), 4)


def chances(document: dict[str, Any], weights: dict[str, float], bias: float) -> list[float]:
    """Give each candidate's probability."""
    sums = [bias + sum(weights.get(n, 0.0) for n in row[1]) for row in document["candidates"]]
    return [1 / (1 + float(np.exp(-s))) for s in sums]


def places(content: list[list[int]]) -> set[int]:
    """List the tokens of a content."""
    return {i for low, high in content for i in range(low, high)}


def overlap(a: set[int], b: set[int]) -> float:
    """Give intersection over union."""
    return len(a & b) / len(a | b)


def score(scored: list[tuple[dict[str, Any], list[float]]], threshold: float) -> dict[str, float]:
    """Count end to end: the best candidate of each cue above the threshold, and what the rules find."""
    gold = predicted = matched = 0
    for document, probabilities in scored:
        ranked = sorted(zip(probabilities, document["candidates"], strict=True), key=lambda x: -x[0])
        taken = [places(content) for content in document["fixed"]]
        cues: set[int] = set()
        hits = set(document["found"])
        for chance, (cue, _, truth, content, _) in ranked:
            if chance < threshold:
                break
            held = places([content])
            if cue not in cues and all(overlap(held, other) < SAME for other in taken):
                cues.add(cue)
                taken.append(held)
                hits |= {truth} - {-1}
        gold += document["gold"]
        predicted += len(taken)
        matched += len(hits)
    return {"p": matched / predicted, "r": matched / gold, "f1": 2 * matched / (predicted + gold)}


def main() -> None:
    """Cross-validate, choose the threshold, fit on everything, write the weights."""
    documents = load(Path(sys.argv[1]))
    scored = []
    for fold in range(FOLDS):
        kept = [d for n, d in enumerate(documents) if n % FOLDS != fold]
        weights, bias = fit(kept)
        scored += [(d, chances(d, weights, bias)) for n, d in enumerate(documents) if n % FOLDS == fold]
    results = {t: score(scored, t) for t in THRESHOLDS}
    threshold = max(results, key=lambda t: results[t]["f1"])
    print("cross-validated", threshold, results[threshold])
    weights, bias = fit(documents)
    if "--check" in sys.argv:
        others = load(Path(sys.argv[sys.argv.index("--check") + 1]))
        print("check", score([(d, chances(d, weights, bias)) for d in others], threshold))
    held = {"bias": bias, "threshold": threshold, "weights": dict(sorted(weights.items()))}
    Path(sys.argv[2]).write_text(json.dumps(held, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    print(len(weights), "features")


if __name__ == "__main__":
    main()
