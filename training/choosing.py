"""Learn which candidates are claims, and which reading of each, by taggers that never saw the text.

Usage: python -m training.choosing CACHE default|fast [--ship]    cross-validates, prints scores, and writes
CACHE/readings-CORPUS[-fast].jsonl for the shared scorers; the profile fast leaves the networks out;
--ship writes languages/shared/chooser[-fast].npz, and draws docs/pictures/reliability.svg.
"""

from __future__ import annotations

import json
import math
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import numpy.typing as npt
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from causerie.encoders.words import Pieces
from causerie.exports.readings import claim_to_json
from causerie.extraction.claims.chooser import LEXICAL, Chooser, Scored, read_chooser
from causerie.extraction.claims.clashes import compatible
from causerie.extraction.claims.finding import claims_of_scored
from causerie.extraction.claims.grammar.candidates import Candidate, propose_claims
from causerie.extraction.claims.joined_verbs import told_apart
from causerie.extraction.claims.networks.close import CloseReader
from causerie.extraction.claims.networks.lexical import vectors_of
from causerie.extraction.claims.networks.readers import Encoded, looked_at, tag_windows, with_windows
from causerie.extraction.claims.networks.tagger import Tagged, Tagger, read_tagger
from causerie.extraction.claims.pairings import (
    Pairing,
    context_of,
    describe,
    pairings,
    pattern_key,
    widened,
)
from causerie.extraction.claims.sensed import sense_candidates
from causerie.extraction.extract import Profile
from causerie.languages.rows import available
from causerie.model import Claim, Span
from training.corpora import FOLDS, ROOT
from training.crossfit import tagger_path
from training.lexical import learn_lexical
from training.prepare import Prepared, base_pieces, load
from training.tuning import GROUPS, Senses, read_senses

Floats = npt.NDArray[np.float64]
Arrays = dict[str, npt.NDArray[np.generic]]

#: Corpora whose claims follow our definition or come near it; the filter learns from them.
SCORED = ("french", "english", "because", "texts", "press", "polnear")

#: Corpora whose own rate of claims is learned apart, so that it does not set that of news.
APART = ("because", "texts", "press", "polnear")

#: Corpora that the threshold is set on, one for both languages: real news, by our definition.
SET_ON = ("french", "english", "polnear")

#: Corpora on news as it comes: confidence is set on them.
NEWS = ("french", "english")

#: Corpora whose cross-validated readings are written.
ESTIMATED = ("french", "english", "because", "texts")

#: Where the package looks for weights that serve both languages.
SHIPPED = ROOT / "src" / "causerie" / "languages" / "shared"

#: The reliability of the default profile, for docs/quality.md.
PLOT = ROOT / "docs" / "pictures" / "reliability.svg"

#: Share of right candidates that the fast filter may keep from the encoder.
LOST = 0.01

#: Overlap of both arguments from which a pairing counts as the gold claim, as in score_reading.py.
LENIENT = 0.3

#: What F1 may lose by a higher threshold: less than a claim of french/dev is worth.
LEEWAY = 0.003

#: Claims and other candidates added to a pattern's counts before its log odds are taken.
SMOOTHING = (1.0, 3.0)

#: Candidates that a pattern's class counts for, beside its own.
DRAWN = 4.0

#: Weight of word vectors beside the other numbers: there are many, and each says little.
STATES = 0.3


#: Weight of the decision by words beside the two by numbers, with the encoder and without: there it is all
#: that is known of a cue's meaning.
SHARE, SHARE_ALONE = 1 / 4, 1 / 2


@dataclass
class Item:
    """A candidate with its pairings, and what each is worth: its overlap with the best gold claim."""

    prepared: Prepared
    candidate: Candidate
    pairs: list[Pairing]
    worth: Floats
    optional: bool
    tagged: Tagged | None

    @property
    def right(self) -> bool:
        """Say whether a pairing is right."""
        return bool(self.worth.max() >= LENIENT)

    @property
    def text(self) -> str:
        """Name the text."""
        return self.prepared.text.id

    @property
    def fold(self) -> int:
        """Give the fold of the text."""
        return self.prepared.text.fold


def cells(text: str, span: Span) -> frozenset[int]:
    """Give the characters of a span that are not white space."""
    return frozenset(i for i in range(span.start, span.end) if not text[i].isspace())


def iou(a: frozenset[int], b: frozenset[int]) -> float:
    """Intersection over union."""
    return len(a & b) / len(a | b) if a | b else 1.0


@dataclass(frozen=True)
class Networks:
    """What finds arguments, learned without some folds."""

    tagger: Tagger
    close: CloseReader


def tag(
    prepared: Prepared,
    candidates: Sequence[Candidate],
    *,
    pieces: Sequence[Pieces],
    senses: Senses,
    networks: Networks,
) -> list[tuple[Candidate, Tagged]]:
    """Tag the cues of a prepared text's candidates, and sensed ones, if they are worth a look."""
    parse, vectors = prepared.parse, prepared.states.astype(np.float32)
    states = {s.index: vectors[s.tokens[0].i : s.tokens[-1].i + 1] for s in parse.sentences}
    told = {s.index: senses[prepared.text.id, s.tokens[0].i] for s in parse.sentences}
    encoded = Encoded(dict(enumerate(pieces)), told)
    sensed = sense_candidates(parse, told, known=candidates)
    looked = looked_at(with_windows([*candidates, *sensed], parse), encoded)
    windows = [w for _, w in looked]
    tagged = tag_windows(windows, encoded, states=states, tagger=networks.tagger, close=networks.close)
    return [(c, said) for (c, _), said in zip(looked, tagged, strict=True)]


def read_items(
    texts: Sequence[Prepared],
    pieces: Sequence[Sequence[Pieces]],
    folds: Mapping[int, Networks],
    *,
    senses: Senses,
) -> list[Item]:
    """List the candidates of texts; without networks those that the grammar alone reads."""
    if not folds:
        return [i for p in texts for i in items_of(p, [(c, None) for c in proposed(p)])]
    found = []
    for prepared, held in zip(texts, pieces, strict=True):
        networks = folds[prepared.text.fold]
        said = tag(prepared, proposed(prepared), pieces=held, senses=senses, networks=networks)
        found += items_of(prepared, said)
    return found


def proposed(prepared: Prepared) -> tuple[Candidate, ...]:
    """Give the grammar's candidates."""
    return tuple(propose_claims(prepared.parse, language=prepared.text.language))


def items_of(prepared: Prepared, read: Sequence[tuple[Candidate, Tagged | None]]) -> list[Item]:
    """Give candidates their pairings and gold overlaps."""
    text, gold = prepared.text.text, prepared.text.claims
    golds = [(cells(text, c.cause), cells(text, c.effect)) for c in gold]
    found = []
    for candidate, said in read:
        if said is not None:
            candidate = widened(candidate, said, parse=prepared.parse)
        pairs = pairings(candidate)
        spans = {p.span: cells(text, p.span) for p in (*candidate.causes, *candidate.effects)}
        worth, optional = np.zeros(len(pairs)), False
        for i, pair in enumerate(pairs):
            for claim, (cause, effect) in zip(gold, golds, strict=True):
                value = min(iou(spans[pair.cause.span], cause), iou(spans[pair.effect.span], effect))
                worth[i] = max(worth[i], value)
                optional |= claim.optional and value >= LENIENT
        if pairs:
            found.append(Item(prepared, candidate, pairs, worth, optional, said))
    return found


def log_odds(counts: Mapping[str, Sequence[int]]) -> dict[str, float]:
    """Turn [right, wrong] counts into smoothed log odds; "" stands for what was never seen."""
    right, wrong = SMOOTHING
    held = {k: math.log((a + right) / (b + wrong)) for k, (a, b) in counts.items()}
    return held | {"": math.log(right / wrong)}


Counts = dict[str, list[int]]
Tables = tuple[dict[str, float], dict[str, float]]


def counts_of(items: Sequence[Item]) -> dict[str, Counts]:
    """Count, by text, how often patterns ("p:…") and constructions ("w:…") were right and wrong.

    A class of cues is counted as a pattern without a name.
    """
    found: dict[str, Counts] = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    for item in items:
        counts = found[item.text]
        for pattern in (item.candidate.pattern, ""):
            counts["p:" + pattern_key(item.candidate.signal, pattern)][1 - item.right] += 1
        if item.right:
            best = item.pairs[int(item.worth.argmax())]
            for side, proposals, chosen in (
                ("cause", item.candidate.causes, best.cause),
                ("effect", item.candidate.effects, best.effect),
            ):
                for proposal in proposals:
                    counts[f"w:{side}:{proposal.construction}"][int(proposal is not chosen)] += 1
    return found


def summed(counts: Mapping[str, Counts]) -> Counts:
    """Add the counts of all texts."""
    total: Counts = defaultdict(lambda: [0, 0])
    for own in counts.values():
        for key, (right, wrong) in own.items():
            total[key][0] += right
            total[key][1] += wrong
    return total


def tables_of(counts: Counts) -> Tables:
    """Turn counts into the tables of patterns and of constructions."""
    patterns = {k[2:]: v for k, v in counts.items() if k.startswith("p:")}
    return pattern_odds(patterns), log_odds({k[2:]: v for k, v in counts.items() if k.startswith("w:")})


def pattern_odds(counts: Mapping[str, Sequence[int]]) -> dict[str, float]:
    """Turn [right, wrong] counts of patterns into log odds, drawn to those of the patterns of their class.

    A rare row is like the others of its class until much is known of it (a beta-binomial prior).
    """
    classes = log_odds({k: v for k, v in counts.items() if k.endswith(":")})
    found = dict(classes)
    for key, (right, wrong) in counts.items():
        if not key.endswith(":"):
            share = 1 / (1 + math.exp(-classes[key[: key.index(":") + 1]]))
            found[key] = math.log((right + DRAWN * share) / (wrong + DRAWN * (1 - share)))
    return found


def without(total: Counts, own: Counts) -> Counts:
    """Take a text's own counts out, so that its description does not give its answer away."""
    return {k: [a - own[k][0], b - own[k][1]] if k in own else [a, b] for k, (a, b) in total.items()}


def rows_of(items: Sequence[Item], tables: Mapping[str, Tables]) -> list[Floats]:
    """Describe the pairings of items, by the tables of their text, or by those under ""."""
    of_text: dict[str, list[int]] = defaultdict(list)
    for i, item in enumerate(items):
        of_text[item.text].append(i)
    found: list[Floats] = [np.empty((0, 0))] * len(items)
    for name, indices in of_text.items():
        patterns, ways = tables.get(name) or tables[""]
        candidates = [items[i].candidate for i in indices]
        context = context_of(items[indices[0]].prepared.parse, candidates, patterns=patterns, ways=ways)
        for i in indices:
            found[i] = describe(items[i].pairs, context, tagged=items[i].tagged)
    return found


def learn_ranking(items: Sequence[Item], rows: Sequence[Floats]) -> Floats:
    """Learn to choose among the pairings of candidates that are claims."""
    held = [(i, r) for i, r in zip(items, rows, strict=True) if i.right and len(i.pairs) > 1]
    centred = np.vstack([r - r.mean(0) for _, r in held])
    best = np.concatenate([i.worth >= max(LENIENT, i.worth.max() - 0.1) for i, _ in held])
    weights = np.concatenate([np.full(len(r), 10 / len(r)) for _, r in held])
    scale = centred.std(0) + 1e-6
    model = LogisticRegression(C=0.1, max_iter=500).fit(centred / scale, best, sample_weight=weights)
    return np.asarray(model.coef_[0] / scale)


def learn_linear(chosen: Floats, states: Floats | None, *, items: Sequence[Item]) -> tuple[Floats, float]:
    """Learn the linear decision; what marks a corpus is learned beside it and left out: news is the rule."""
    right = [i.right for i in items]
    blocks = [(chosen, 1.0)] + ([(states, STATES)] if states is not None else [])
    scaled, factors, means = [], [], []
    for block, weight in blocks:
        scaler = StandardScaler().fit(block)
        scaled.append(scaler.transform(block) * weight)
        factors.append(weight / scaler.scale_)
        means.append(scaler.mean_)
    corpora = [[float(i.prepared.text.corpus == c) for c in APART] for i in items]
    model = LogisticRegression(C=0.005, max_iter=500).fit(np.hstack([*scaled, np.array(corpora)]), right)
    factor, mean = np.concatenate(factors), np.concatenate(means)
    weights = model.coef_[0][: len(factor)] * factor
    return weights, float(model.intercept_[0] - weights @ mean)


def learn_trees(chosen: Floats, *, items: Sequence[Item], seeds: int = 3) -> Arrays:
    """Learn the trees."""
    models = [
        HistGradientBoostingClassifier(
            learning_rate=0.04,
            max_iter=120,
            max_leaf_nodes=6,
            min_samples_leaf=15,
            l2_regularization=5.0,
            max_features=0.3,
            random_state=seed,
        ).fit(chosen, [i.right for i in items])
        for seed in range(seeds)
    ]
    return nodes_of(models)


def nodes_of(models: Sequence[HistGradientBoostingClassifier]) -> Arrays:
    """Lay the trees of all models end to end, as `Trees` reads them; their scores are averaged."""
    parts: dict[str, list[npt.NDArray[np.generic]]] = defaultdict(list)
    roots, start = [], 0
    for model in models:
        for (tree,) in model._predictors:
            n = tree.nodes
            leaf = n["is_leaf"].astype(bool)
            parts["feature"].append(np.where(leaf, -1, n["feature_idx"].astype(np.int64)).astype(np.int16))
            parts["cut"].append(n["num_threshold"].astype(np.float64))
            parts["left"].append((n["left"].astype(np.int64) + start).astype(np.int32))
            parts["right"].append((n["right"].astype(np.int64) + start).astype(np.int32))
            parts["value"].append((n["value"] / len(models)).astype(np.float32))
            roots.append(start)
            start += len(n)
    whole: Arrays = {k: np.concatenate(v) for k, v in parts.items()}
    base = np.mean([float(np.ravel(m._baseline_prediction)[0]) for m in models])
    return whole | {"roots": np.array(roots, np.int32), "base": np.array([base])}


def states_of(items: Sequence[Item]) -> list[npt.NDArray[np.float32]] | None:
    """Give the cues' word vectors, where the tagger was asked."""
    return [i.tagged.state for i in items if i.tagged is not None] or None


def learn_words(chosen: Floats, pairs: Sequence[Pairing], *, items: Sequence[Item], encodes: bool) -> Arrays:
    """Learn the decision by words too; what marks a corpus is left out here as well."""
    words = vectors_of([p.words(i.prepared.parse) for p, i in zip(pairs, items, strict=True)])
    numbers = {name: n for n, name in enumerate(APART, start=1)}
    arrays = learn_lexical(
        chosen,
        words,
        right=[i.right for i in items],
        corpora=[numbers.get(i.prepared.text.corpus, 0) for i in items],
    )
    share = SHARE if encodes else SHARE_ALONE
    return {LEXICAL + k: v for k, v in arrays.items()} | {"share": np.array(share)}


def learn(items: Sequence[Item]) -> Arrays:
    """Learn a filter whose threshold and confidence are still to be set."""
    items = [i for i in items if not i.optional]
    counts = counts_of(items)
    total = summed(counts)
    rows = rows_of(items, {name: tables_of(without(total, own)) for name, own in counts.items()})
    ranking = learn_ranking(items, rows)
    picks = [int((r @ ranking).argmax()) for r in rows]
    chosen = np.array([r[n] for r, n in zip(rows, picks, strict=True)])
    states = states_of(items)
    linear, bias = learn_linear(chosen, np.array(states) if states else None, items=items)
    arrays = learn_trees(chosen, items=items) | {"ranking": ranking, "linear": linear}
    pairs = [i.pairs[n] for i, n in zip(items, picks, strict=True)]
    arrays |= learn_words(chosen, pairs, items=items, encodes=states is not None)
    for key, table in zip(("pattern", "way"), tables_of(total), strict=True):
        arrays |= {f"{key}s": np.array(list(table)), f"{key}_odds": np.array(list(table.values()))}
    numbers = {"bias": bias, "slope": 1.0, "shift": 0.0, "worthwhile": -9.0}
    return arrays | {k: np.array(v) for k, v in numbers.items()}


def apply(chooser: Chooser, items: Sequence[Item]) -> list[Scored]:
    """Choose and score items as the package does."""
    rows = rows_of(items, {"": (dict(chooser.patterns), dict(chooser.ways))})
    parses = [i.prepared.parse for i in items]
    return chooser.choose([i.pairs for i in items], rows, states=states_of(items), parses=parses)


def cross_validate(items: Sequence[Item]) -> list[Scored]:
    """Score every item by a filter that never saw its fold."""
    found: list[Scored | None] = [None] * len(items)
    for fold in sorted({i.fold for i in items}):
        chooser = read_chooser(learn([i for i in items if i.fold != fold]))
        test = [n for n, i in enumerate(items) if i.fold == fold]
        for n, scored in zip(test, apply(chooser, [items[n] for n in test]), strict=True):
            found[n] = scored
    return [s for s in found if s is not None]


def by_text(items: Sequence[Item], scored: Sequence[Scored]) -> dict[str, list[Scored]]:
    """Gather what was scored, text by text."""
    held: dict[str, list[Scored]] = defaultdict(list)
    for item, one in zip(items, scored, strict=True):
        held[item.text].append(one)
    return held


def unclashing(texts: Sequence[Prepared], held: Mapping[str, Sequence[Scored]]) -> dict[str, list[Scored]]:
    """Keep of each text's scored pairings what does not clash."""
    return {
        p.text.id: compatible(told_apart(held[p.text.id], parse=p.parse)) for p in texts if p.text.id in held
    }


@dataclass
class Tally:
    """Counts of the scorer, over texts."""

    gold: int = 0
    predicted: int = 0
    matched: int = 0
    exact: int = 0
    signs: int = 0
    kinds: int = 0
    minus_gold: int = 0
    minus_predicted: int = 0
    minus_right: int = 0
    looks: int = 0
    alone: int = 0

    def shown(self) -> str:
        """Write the scores in one line."""
        f1 = 2 * self.matched / max(1, self.gold + self.predicted)
        minus = 2 * self.minus_right / max(1, self.minus_gold + self.minus_predicted)
        exact = 2 * self.exact / max(1, self.gold + self.predicted)
        precision, recall = self.matched / max(1, self.predicted), self.matched / max(1, self.gold)
        return (
            f"F1 {f1:.3f} (P {precision:.3f} R {recall:.3f})"
            f" exact {exact:.3f} minus {minus:.3f} sign {self.signs / max(1, self.matched):.3f}"
            f" kind {self.kinds / max(1, self.matched):.3f} look-alikes {self.alone / max(1, self.looks):.3f}"
        )

    @property
    def f1(self) -> float:
        """Lenient F1."""
        return 2 * self.matched / max(1, self.gold + self.predicted)


def sign_of(scored: Scored) -> str:
    """Give the sign of a chosen pairing."""
    pair = scored.pairing
    return str(pair.candidate.polarity.times(pair.cause.turn * pair.effect.turn).value)


def spans_of(held: Sequence[Scored]) -> list[tuple[Span, Span]]:
    """Give cause and effect of what was chosen."""
    return [(s.pairing.cause.span, s.pairing.effect.span) for s in held]


def pair_up(prepared: Prepared, found: Sequence[tuple[Span, Span]]) -> dict[int, tuple[int, float]]:
    """Match causes and effects to gold claims one-to-one, best first: gold → (number in `found`, overlap)."""
    text = prepared.text.text
    ranked = []
    for j, spans in enumerate(found):
        cause, effect = (cells(text, s) for s in spans)
        for i, g in enumerate(prepared.text.claims):
            value = min(iou(cause, cells(text, g.cause)), iou(effect, cells(text, g.effect)))
            if value >= LENIENT:
                ranked.append((value, -i, -j))
    pairs: dict[int, tuple[int, float]] = {}
    for value, i, j in sorted(ranked, reverse=True):
        if -i not in pairs and -j not in {p for p, _ in pairs.values()}:
            pairs[-i] = (-j, value)
    return pairs


def tally(texts: Sequence[Prepared], chosen: Mapping[str, Sequence[Scored]], *, threshold: float) -> Tally:
    """Score chosen claims as score_reading.py does."""
    t = Tally()
    for p in texts:
        held = [s for s in chosen.get(p.text.id, []) if s.score >= threshold]
        gold, pairs = p.text.claims, pair_up(p, spans_of(held))
        skipped = {j for i, (j, _) in pairs.items() if gold[i].optional}
        counted = [s for j, s in enumerate(held) if j not in skipped]
        t.gold += sum(not c.optional for c in gold)
        t.predicted += len(counted)
        t.minus_gold += sum(c.polarity == "-" for c in gold if not c.optional)
        t.minus_predicted += sum(sign_of(s) == "-" for s in counted)
        for i, (j, value) in pairs.items():
            if gold[i].optional:
                continue
            t.matched += 1
            t.exact += value > 0.999
            t.signs += sign_of(held[j]) == (gold[i].polarity or "?")
            t.minus_right += sign_of(held[j]) == "-" == gold[i].polarity
            t.kinds += held[j].pairing.candidate.kind == gold[i].kind
        text = p.text.text
        triggers = frozenset[int]().union(
            *(cells(text, s) for h in held for s in h.pairing.candidate.trigger)
        )
        t.looks += len(p.text.lookalikes)
        t.alone += sum(not cells(text, s) & triggers for s in p.text.lookalikes)
    return t


@dataclass(frozen=True)
class Judged:
    """Texts with the grammar's candidates and what was scored of them."""

    texts: Sequence[Prepared]
    candidates: Sequence[tuple[Candidate, ...]]
    scored: Sequence[Sequence[Scored]]

    def settled(self, chooser: Chooser) -> list[tuple[Claim, ...]]:
        """Turn what was scored into claims, text by text, as the package does to the end."""
        return [
            claims_of_scored(p.parse, candidates, scored, chooser=chooser)
            for p, candidates, scored in zip(self.texts, self.candidates, self.scored, strict=True)
        ]


def judged_texts(texts: Sequence[Prepared], of_text: Mapping[str, Sequence[Scored]]) -> Judged:
    """Gather what is needed to settle texts."""
    return Judged(texts, [proposed(p) for p in texts], [of_text.get(p.text.id, []) for p in texts])


def settled_f1(texts: Sequence[Prepared], settled: Sequence[Sequence[Claim]]) -> float:
    """Give the lenient F1 of settled claims."""
    gold = predicted = matched = 0
    for p, claims in zip(texts, settled, strict=True):
        found = [(c.cause, c.effect) for c in claims]
        pairs = pair_up(p, found)
        optional = sum(p.text.claims[i].optional for i in pairs)
        gold += sum(not c.optional for c in p.text.claims)
        predicted += len(found) - optional
        matched += len(pairs) - optional
    return 2 * matched / max(1, gold + predicted)


def best_threshold(held: Judged, *, chooser: Chooser) -> float:
    """Find the log odds from which claims are best taken, by lenient F1 smoothed over neighbours.

    Of those that are as good within LEEWAY the highest: a claim that nobody made costs more than one missed.
    """
    grid = np.arange(-1.2, 1.0, 0.1)
    f1 = []
    for at in grid:
        there = replace(chooser, thresholds=dict.fromkeys(available(), float(at)))
        f1.append(settled_f1(held.texts, held.settled(there)))
    smooth = np.convolve(np.pad(f1, 2, mode="edge"), np.ones(5) / 5, mode="valid")
    return float(grid[np.flatnonzero(smooth >= smooth.max() - LEEWAY)[-1]])


def judged(
    texts: Sequence[Prepared], chosen: Mapping[str, Sequence[Scored]]
) -> list[tuple[int, float, bool]]:
    """List fold, score and rightness of all that was chosen."""
    found = []
    for p in texts:
        held = list(chosen.get(p.text.id, []))
        right = {j for j, _ in pair_up(p, spans_of(held)).values()}
        found += [(p.text.fold, s.score, j in right) for j, s in enumerate(held)]
    return found


def calibrated(held: Sequence[tuple[int, float, bool]]) -> tuple[float, float]:
    """Learn slope and shift of the log odds of being right."""
    model = LogisticRegression(C=100.0).fit([[s] for _, s, _ in held], [r for _, _, r in held])
    return float(model.coef_[0][0]), float(model.intercept_[0])


#: Claims of one confidence: how many, what was said of them on average, what share was right.
Bin = tuple[int, float, float]


def calibration(held: Sequence[tuple[int, float, bool]], *, threshold: float) -> list[Bin]:
    """Sort claims from the threshold on by the confidence said, in tenths, cross-validated."""
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for fold in sorted({f for f, _, _ in held}):
        slope, shift = calibrated([h for h in held if h[0] != fold])
        for _, score, right in (h for h in held if h[0] == fold and h[1] >= threshold):
            said = 1 / (1 + math.exp(-(slope * score + shift)))
            bins[min(9, int(said * 10))].append((said, right))
    return [
        (len(inside), float(np.mean([p for p, _ in inside])), float(np.mean([r for _, r in inside])))
        for _, inside in sorted(bins.items())
    ]


def expected_error(bins: Sequence[Bin]) -> float:
    """Give the expected calibration error."""
    return sum(n * abs(said - right) for n, said, right in bins) / sum(n for n, _, _ in bins)


def draw_reliability(bins: Sequence[Bin], path: Path) -> None:
    """Draw the share of right claims over the confidence said, each with its 95 % interval (Wilson)."""
    figure, axes = plt.subplots(figsize=(4.6, 4.2))
    axes.plot([0, 1], [0, 1], color="0.6", linestyle="--", linewidth=1, label="as said")
    z = 1.96
    for n, said, right in bins:
        middle = (right + z * z / (2 * n)) / (1 + z * z / n)
        half = z * math.sqrt(right * (1 - right) / n + z * z / (4 * n * n)) / (1 + z * z / n)
        axes.plot([said, said], [middle - half, middle + half], color="#0b62a8", linewidth=1.5)
        axes.annotate(str(n), (said, right), textcoords="offset points", xytext=(7, -3), fontsize=8)
    axes.scatter([b[1] for b in bins], [b[2] for b in bins], color="#0b62a8", zorder=3, label="right")
    axes.set(xlim=(0, 1), ylim=(0, 1), xlabel="confidence said", ylabel="share of claims right")
    axes.legend(loc="upper left", frameon=False)
    with plt.rc_context({"svg.hashsalt": "causerie"}):
        figure.savefig(path, format="svg", metadata={"Date": None}, bbox_inches="tight")
    plt.close(figure)


def write_readings(path: Path, texts: Sequence[Prepared], settled: Sequence[Sequence[Claim]]) -> None:
    """Write settled claims as readings, for the shared scorers."""
    with path.open("w", encoding="utf-8") as lines:
        for p, claims in zip(texts, settled, strict=True):
            found = [claim_to_json(c, p.text.id) for c in claims]
            lines.write(json.dumps({"id": p.text.id, "text": p.text.text, "claims": found}) + "\n")


def read_folds(cache: Path) -> dict[int, Networks]:
    """Read the networks that never saw each fold."""
    found = {}
    for fold in range(FOLDS):
        group = next(g for g in GROUPS if str(fold) in g.split(","))
        with (
            np.load(tagger_path(cache, fold=fold)) as tagger,
            np.load(cache / f"close-{group}.npz") as close,
        ):
            found[fold] = Networks(read_tagger(dict(tagger)), CloseReader(dict(close)))
    return found


def main() -> None:
    """Cross-validate, print, and ship if asked."""
    cache, profile = Path(sys.argv[1]), Profile(sys.argv[2])
    encodes = profile is Profile.DEFAULT
    folds, senses = (read_folds(cache), read_senses(cache)) if encodes else ({}, {})
    corpora = {c: load(c, cache=cache) for c in SCORED}
    items = [
        item
        for corpus, texts in corpora.items()
        for item in read_items(
            texts, base_pieces(corpus, cache=cache) if encodes else (), folds, senses=senses
        )
    ]
    scored = cross_validate(items)
    of_text = by_text(items, scored)
    chosen = unclashing([p for texts in corpora.values() for p in texts], of_text)
    news = [p for c in NEWS for p in corpora[c]]
    held = judged(news, chosen)
    slope, shift = calibrated(held)
    best = [s.score for i, s in zip(items, scored, strict=True) if i.right]
    numbers = {"slope": slope, "shift": shift, "worthwhile": float(np.quantile(best, LOST))}
    arrays = learn(items) | {k: np.array(v) for k, v in numbers.items()}
    set_on = judged_texts([p for c in SET_ON for p in corpora[c]], of_text)
    thresholds = dict.fromkeys(available(), best_threshold(set_on, chooser=read_chooser(arrays)))
    arrays |= {f"threshold.{k}": np.array(v) for k, v in thresholds.items()}
    for corpus, texts in corpora.items():
        best_at = thresholds[texts[0].text.language]
        for at in (best_at - 0.5, best_at, best_at + 0.5):
            print(corpus, round(at, 2), tally(texts, chosen, threshold=at).shown())
    bins = calibration(held, threshold=min(thresholds.values()))
    for n, said, right in bins:
        print(f"  {n:3d} claims, confidence said {said:.2f}, right {right:.2f}")
    print("expected calibration error", round(expected_error(bins), 3))
    for corpus in ESTIMATED:
        path = cache / f"readings-{corpus}{'' if encodes else '-fast'}.jsonl"
        texts = corpora[corpus]
        write_readings(path, texts, judged_texts(texts, of_text).settled(read_chooser(arrays)))
    if "--ship" in sys.argv:
        path = SHIPPED / ("chooser.npz" if encodes else "chooser-fast.npz")
        SHIPPED.mkdir(exist_ok=True)
        np.savez_compressed(path, **arrays)
        print("wrote", path, path.stat().st_size, "bytes")
        if encodes:
            draw_reliability(bins, PLOT)


if __name__ == "__main__":
    main()
