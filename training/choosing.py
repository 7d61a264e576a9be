"""Learn which candidates are claims, and which reading of each, on features that no training text leaked into.

Usage: python -m training.choosing CACHE LAYERS|- [--ship]    cross-validates and prints scores; "-" leaves the
tagger out (profile fast); --ship writes languages/shared/chooser[-fast].npz.
"""

from __future__ import annotations

import math
import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression

from causerie.extraction.claims.candidates import Candidate, propose_claims
from causerie.extraction.claims.chooser import (
    Pairing,
    clash,
    context_of,
    cue_tokens,
    describe,
    pairings,
    widened,
)
from causerie.model import Span
from causerie.extraction.claims.tagger import Tagged, Tagger, read_tagger, tag_windows
from causerie.extraction.claims.windows import window_around
from causerie.extraction.syntax import Token
from training.corpora import FOLDS, OURS, ROOT
from training.crossfit import tagger_path
from training.prepare import LAYERS, Prepared, load

#: Corpora whose claims follow our definition or come near it; the filter learns from them.
SCORED = ("french", "english", "because", "texts")

#: Where the package looks for weights that serve both languages.
SHIPPED = ROOT / "src" / "causerie" / "languages" / "shared"

#: Share of right candidates that the fast filter may keep from the encoder.
LOST = 0.01

#: Overlap of both arguments from which a pairing counts as the gold claim, as in score_reading.py.
LENIENT = 0.3

#: Claims and other candidates added to a pattern's counts before its log odds are taken.
SMOOTHING = (1.0, 3.0)


@dataclass
class Item:
    """A candidate with its pairings, and what each is worth: its overlap with the best gold claim."""

    prepared: Prepared
    candidate: Candidate
    pairs: list[Pairing]
    worth: npt.NDArray[np.float64]
    optional: npt.NDArray[np.bool_]
    gold: npt.NDArray[np.int64]
    tagged: Tagged | None


def cells(text: str, span: Span) -> frozenset[int]:
    """Give the characters of a span that are not white space."""
    return frozenset(i for i in range(span.start, span.end) if not text[i].isspace())


def iou(a: frozenset[int], b: frozenset[int]) -> float:
    """Intersection over union."""
    return len(a & b) / len(a | b) if a | b else 1.0


def tag(prepared: Prepared, cues: Sequence[Sequence[Token]], *, tagger: Tagger) -> list[Tagged]:
    """Tag cues of a prepared text."""
    chosen = [LAYERS.index(n) for n in tagger.layers]
    states = prepared.states[:, chosen].reshape(len(prepared.states), -1).astype(np.float32)
    held = {s.index: states[s.tokens[0].i : s.tokens[-1].i + 1] for s in prepared.parse.sentences}
    return tag_windows([window_around(prepared.parse, c) for c in cues], held, tagger=tagger)


def items_of(prepared: Prepared, tagger: Tagger | None) -> list[Item]:
    """List the candidates of a text with their pairings and gold overlaps."""
    text, gold = prepared.text.text, prepared.text.claims
    golds = [(cells(text, c.cause), cells(text, c.effect)) for c in gold]
    known: dict[Span, frozenset[int]] = {}
    found = []
    candidates = propose_claims(prepared.parse, language=prepared.text.language)
    cues = [cue_tokens(prepared.parse, c) for c in candidates]
    sayings = tag(prepared, cues, tagger=tagger) if tagger else [None] * len(candidates)
    for candidate, said in zip(candidates, sayings, strict=True):
        if said is not None:
            candidate = widened(candidate, said, parse=prepared.parse)
        pairs = pairings(candidate)
        worth, which = np.zeros(len(pairs)), np.full(len(pairs), -1)
        for i, pair in enumerate(pairs):
            for span in (pair.cause.span, pair.effect.span):
                if span not in known:
                    known[span] = cells(text, span)
            for j, (cause, effect) in enumerate(golds):
                value = min(iou(known[pair.cause.span], cause), iou(known[pair.effect.span], effect))
                if value > worth[i]:
                    worth[i], which[i] = value, j
        optional = np.array([j >= 0 and gold[j].optional for j in which]) & (worth >= LENIENT)
        found.append(Item(prepared, candidate, pairs, worth, optional, which, said))
    return found


def log_odds(counts: dict[str, list[int]]) -> dict[str, float]:
    """Turn [right, wrong] counts into smoothed log odds; "" stands for what was never seen."""
    right, wrong = SMOOTHING
    held = {k: math.log((a + right) / (b + wrong)) for k, (a, b) in counts.items()}
    return held | {"": math.log(right / wrong)}


def tables(items: Sequence[Item], *, leave: bool) -> list[tuple[dict[str, float], dict[str, float]]]:
    """Measure patterns and constructions; with `leave`, for each item without its own text's counts."""
    total: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    of_text: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    for item in items:
        right = int((item.worth >= LENIENT).any())
        keys = ["p:" + item.candidate.pattern]
        for group in (total, of_text[item.prepared.text.id]):
            for key in keys:
                group[key][1 - right] += 1
        if right:
            best = item.pairs[int(item.worth.argmax())]
            for side, proposals, chosen in (
                ("cause", item.candidate.causes, best.cause),
                ("effect", item.candidate.effects, best.effect),
            ):
                for proposal in proposals:
                    key = f"w:{side}:{proposal.construction}"
                    for group in (total, of_text[item.prepared.text.id]):
                        group[key][int(proposal is not chosen)] += 1

    def split(counts: dict[str, list[int]]) -> tuple[dict[str, float], dict[str, float]]:
        patterns = {k[2:]: v for k, v in counts.items() if k.startswith("p:")}
        ways = {k[2:]: v for k, v in counts.items() if k.startswith("w:")}
        return log_odds(patterns), log_odds(ways)

    if not leave:
        return [split(total)]
    held = {}
    for name, own in of_text.items():
        rest = {k: [a - own[k][0], b - own[k][1]] if k in own else [a, b] for k, (a, b) in total.items()}
        held[name] = split(rest)
    return [held[i.prepared.text.id] for i in items]


def rows_of(
    items: Sequence[Item], measured: Sequence[tuple[dict[str, float], dict[str, float]]]
) -> list[npt.NDArray[np.float64]]:
    """Describe the pairings of items, each with its own tables, or all with one."""
    of_text: dict[str, list[int]] = defaultdict(list)
    for i, item in enumerate(items):
        of_text[item.prepared.text.id].append(i)
    found: list[npt.NDArray[np.float64]] = [np.empty((0, 0))] * len(items)
    for indices in of_text.values():
        patterns, ways = measured[indices[0] if len(measured) > 1 else 0]
        candidates = [items[i].candidate for i in indices]
        context = context_of(items[indices[0]].prepared.parse, candidates, patterns=patterns, ways=ways)
        for i in indices:
            found[i] = np.array(describe(items[i].pairs, context, tagged=items[i].tagged))
    return found


def fit(
    rows: npt.NDArray[np.float64],
    right: npt.NDArray[np.bool_],
    *,
    weights: npt.NDArray[np.float64],
    seed: int = 0,
) -> HistGradientBoostingClassifier:
    """Train the trees."""
    model = HistGradientBoostingClassifier(
        learning_rate=0.04,
        max_iter=160,
        max_leaf_nodes=10,
        min_samples_leaf=25,
        l2_regularization=5.0,
        max_features=0.3,
        random_state=seed,
    )
    return model.fit(rows, right, sample_weight=weights)


def weights_of(items: Sequence[Item]) -> npt.NDArray[np.float64]:
    """Let each candidate weigh the square root of its pairings, so that many readings do not drown few."""
    return np.concatenate([np.full(len(i.pairs), len(i.pairs) ** -0.5) for i in items])


def train(items: Sequence[Item], *, seeds: int) -> list[HistGradientBoostingClassifier]:
    """Train the trees on items, each described by tables that leave its own text out."""
    rows = np.vstack(rows_of(items, tables(items, leave=True)))
    right = np.concatenate([i.worth >= LENIENT for i in items])
    keep = ~np.concatenate([i.optional for i in items])
    weights = weights_of(items)
    return [fit(rows[keep], right[keep], weights=weights[keep], seed=s) for s in range(seeds)]


def cross_validate(items: Sequence[Item], *, seeds: int = 3) -> list[npt.NDArray[np.float64]]:
    """Score every item by models that never saw its fold: log odds for each pairing."""
    found: list[npt.NDArray[np.float64]] = [np.empty(0)] * len(items)
    for fold in range(FOLDS):
        seen = [i for i in items if i.prepared.text.fold != fold]
        test = [n for n, i in enumerate(items) if i.prepared.text.fold == fold]
        models = train(seen, seeds=seeds)
        held = rows_of([items[n] for n in test], tables(seen, leave=False))
        for n, described in zip(test, held, strict=True):
            found[n] = np.mean([m.decision_function(described) for m in models], axis=0)
    return found


@dataclass(frozen=True)
class Choice:
    """A pairing chosen for a candidate, with its score."""

    item: Item
    index: int
    score: float


def choose(items: Sequence[Item], scores: Sequence[npt.NDArray[np.float64]]) -> dict[str, list[Choice]]:
    """Choose the best pairing of each candidate, and the best candidate of each cue; by text."""
    found: dict[str, list[Choice]] = defaultdict(list)
    best = sorted(
        (Choice(i, int(s.argmax()), float(s.max())) for i, s in zip(items, scores, strict=True)),
        key=lambda c: -c.score,
    )
    for choice in best:
        pair = choice.item.pairs[choice.index]
        taken = found[choice.item.prepared.text.id]
        if not any(clash(pair, t.item.pairs[t.index]) for t in taken):
            taken.append(choice)
    return found


def report(
    items: Sequence[Item], chosen: dict[str, list[Choice]], *, texts: Sequence[Prepared], threshold: float
) -> dict[str, float]:
    """Score chosen claims as score_reading.py does, one-to-one."""
    matched = predicted = gold = minus_g = minus_p = minus_r = signs = kinds = exact = alone = looks = 0
    for p in texts:
        held = [c for c in chosen.get(p.text.id, []) if c.score >= threshold]
        text = p.text.text
        gold += sum(not c.optional for c in p.text.claims)
        minus_g += sum(c.polarity == "-" for c in p.text.claims if not c.optional)
        triggers = frozenset().union(*(cells(text, s) for c in held for s in c.item.candidate.trigger))
        looks += len(p.text.lookalikes)
        alone += sum(not cells(text, s) & triggers for s in p.text.lookalikes)
        ranked = []
        for j, c in enumerate(held):
            pair = c.item.pairs[c.index]
            a, b = cells(text, pair.cause.span), cells(text, pair.effect.span)
            for i, g in enumerate(p.text.claims):
                value = min(iou(a, cells(text, g.cause)), iou(b, cells(text, g.effect)))
                if value >= LENIENT:
                    ranked.append((value, i, j))
        used_i, used_j = {}, set()
        for value, i, j in sorted(ranked, reverse=True):
            if i not in used_i and j not in used_j:
                used_i[i] = (j, value)
                used_j.add(j)
        skipped = {j for i, (j, _) in used_i.items() if p.text.claims[i].optional}
        predicted += len(held) - len(skipped)
        for j, c in enumerate(held):
            pair = c.item.pairs[c.index]
            sign = c.item.candidate.polarity.times(pair.cause.turn * pair.effect.turn).value
            if j not in skipped:
                minus_p += sign == "-"
        for i, (j, value) in used_i.items():
            g, c = p.text.claims[i], held[j]
            if g.optional:
                continue
            pair = c.item.pairs[c.index]
            sign = c.item.candidate.polarity.times(pair.cause.turn * pair.effect.turn).value
            matched += 1
            exact += value > 0.999
            signs += sign == (g.polarity or "?")
            kinds += c.item.candidate.kind == g.kind
            minus_r += sign == "-" == g.polarity
    f1 = 2 * matched / max(1, predicted + gold)
    return {
        "f1": f1, "p": matched / max(1, predicted), "r": matched / max(1, gold),
        "exact": 2 * exact / max(1, predicted + gold),
        "sign": signs / max(1, matched), "kind": kinds / max(1, matched),
        "minus_f1": 2 * minus_r / max(1, minus_p + minus_g), "alone": alone / max(1, looks),
    }  # fmt: skip


def best_threshold(
    items: Sequence[Item], chosen: dict[str, list[Choice]], *, texts: Sequence[Prepared]
) -> float:
    """Find the log odds from which claims are best taken, by lenient F1."""
    grid = np.arange(-2.5, 1.0, 0.1)
    f1 = [report(items, chosen, texts=texts, threshold=float(t))["f1"] for t in grid]
    # Smoothed over neighbours, so that one lucky claim does not decide.
    smooth = np.convolve(np.pad(f1, 2, mode="edge"), np.ones(5) / 5, mode="valid")
    return float(grid[int(smooth.argmax())])


def calibrated(chosen: Sequence[Choice]) -> LogisticRegression:
    """Learn the probability of being right from the log odds."""
    right = [bool(c.item.worth[c.index] >= LENIENT) for c in chosen]
    return LogisticRegression(C=100.0).fit([[c.score] for c in chosen], right)


def calibration_error(chosen: Sequence[Choice], *, threshold: float) -> float:
    """Measure the expected calibration error of claims from the threshold on, in ten bins, by cross-validation."""
    pairs = []
    for fold in range(FOLDS):
        seen = [c for c in chosen if c.item.prepared.text.fold != fold]
        test = [c for c in chosen if c.item.prepared.text.fold == fold and c.score >= threshold]
        if test:
            said = calibrated(seen).predict_proba([[c.score] for c in test])[:, 1]
            pairs += [(p, bool(c.item.worth[c.index] >= LENIENT)) for p, c in zip(said, test, strict=True)]
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for pair in pairs:
        bins[min(9, int(pair[0] * 10))].append(pair)
    for number, held in sorted(bins.items()):
        said, right = np.mean([p for p, _ in held]), np.mean([r for _, r in held])
        print(f"  confidence {number / 10:.1f}+: {len(held)} claims, said {said:.2f}, right {right:.2f}")
    gaps = [abs(sum(p for p, _ in held) - sum(r for _, r in held)) for held in bins.values()]
    return float(sum(gaps) / max(1, len(pairs)))


def nodes_of(models: Sequence[HistGradientBoostingClassifier]) -> dict[str, npt.NDArray[np.generic]]:
    """Lay the trees of all models end to end, as `Trees` reads them; their scores are averaged."""
    parts: dict[str, list[npt.NDArray[np.generic]]] = defaultdict(list)
    roots, start = [], 0
    for model in models:
        for (tree,) in model._predictors:
            n = tree.nodes
            leaf = n["is_leaf"].astype(bool)
            parts["feature"].append(np.where(leaf, -1, n["feature_idx"].astype(np.int64)).astype(np.int16))
            parts["threshold"].append(n["num_threshold"].astype(np.float32))
            parts["left"].append((n["left"].astype(np.int64) + start).astype(np.int32))
            parts["right"].append((n["right"].astype(np.int64) + start).astype(np.int32))
            parts["value"].append((n["value"] / len(models)).astype(np.float32))
            roots.append(start)
            start += len(n)
    whole: dict[str, npt.NDArray[np.generic]] = {k: np.concatenate(v) for k, v in parts.items()}
    base = np.mean([float(np.ravel(m._baseline_prediction)[0]) for m in models])
    return whole | {"roots": np.array(roots, np.int32), "base": np.array([base])}


def ship(
    items: Sequence[Item],
    scores: Sequence[npt.NDArray[np.float64]],
    chosen: Sequence[Choice],
    *,
    threshold: float,
    name: str,
) -> None:
    """Train on everything and write the filter that the package reads."""
    arrays = nodes_of(train(items, seeds=3))
    ((patterns, ways),) = tables(items, leave=False)
    for key, table in (("pattern", patterns), ("way", ways)):
        arrays |= {f"{key}s": np.array(list(table)), f"{key}_odds": np.array(list(table.values()))}
    grid = np.linspace(-5, 4, 37)
    arrays |= {"scores": grid, "shares": calibrated(chosen).predict_proba(grid[:, None])[:, 1]}
    best = [float(s.max()) for i, s in zip(items, scores, strict=True) if (i.worth >= LENIENT).any()]
    arrays |= {"threshold": np.array(threshold), "worthwhile": np.array(np.quantile(best, LOST))}
    SHIPPED.mkdir(exist_ok=True)
    np.savez_compressed(SHIPPED / f"{name}.npz", **arrays)
    print("wrote", SHIPPED / f"{name}.npz")


def read_fold(cache: Path, layers: str, *, fold: int | str) -> Tagger | None:
    """Read the taggers that never saw a fold; none for the fast profile."""
    if layers == "-":
        return None
    with np.load(tagger_path(cache, layers=layers, fold=fold)) as arrays:
        return read_tagger(dict(arrays))


def main() -> None:
    """Cross-validate and print."""
    cache, name = Path(sys.argv[1]), sys.argv[2]
    taggers = {f: read_fold(cache, name, fold=f) for f in range(FOLDS)}
    corpora = {c: load(c, cache=cache) for c in SCORED}
    items = [i for held in corpora.values() for p in held for i in items_of(p, taggers[p.text.fold])]
    scores = cross_validate(items)
    chosen = choose(items, scores)
    ours = [p for c in corpora if c in OURS for p in corpora[c]]
    threshold = best_threshold(items, chosen, texts=ours)
    for corpus, texts in [*corpora.items(), ("ours", ours)]:
        for at in (*np.arange(-2.5, 0.51, 0.5), threshold):
            found = report(items, chosen, texts=texts, threshold=float(at))
            print(corpus, round(float(at), 2), {k: round(v, 3) for k, v in found.items()})
    flat = [c for p in ours for c in chosen.get(p.text.id, [])]
    print("expected calibration error", round(calibration_error(flat, threshold=threshold), 3))
    if "--ship" in sys.argv:
        ship(items, scores, flat, threshold=threshold, name="chooser" if name != "-" else "chooser-fast")


if __name__ == "__main__":
    main()
