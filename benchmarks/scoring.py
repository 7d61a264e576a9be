"""Turn gold passages and readings of them into scores with confidence intervals.

The definitions are those of the shared scorer (`score_reading.py`), so that
floors can be kept where that scorer is absent; a test holds the two together.

Claims match one to one, best pairs first, where cause and effect each overlap
by at least .3 (intersection over union in characters other than white space);
"exact" where both are identical. Statements match where contents overlap by .5.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

Line = Mapping[str, Any]
Cells = frozenset[int]
LENIENT = 0.3
STATEMENT = 0.5
#: Resamples of the documents for an interval; at 500 the ends move by less than .005.
RESAMPLES = 500


def cells(spans: Sequence[Any] | None, text: str) -> Cells:
    """Give the places of the characters, other than white space, that spans cover."""
    if not spans:
        return frozenset()
    pairs = [spans] if isinstance(spans[0], int) else spans
    return frozenset(i for s, e in pairs for i in range(s, min(e, len(text))) if not text[i].isspace())


def overlap(a: Cells, b: Cells) -> float:
    """Give intersection over union, 1 for two empty sets."""
    return len(a & b) / len(a | b) if a | b else 1.0


def same_speaker(a: str | None, b: str | None) -> bool:
    """Say whether two names may be one: equal words, or one a part of the other with the same last word.

    >>> same_speaker("Ponomarev", "Ilia Ponomarev"), same_speaker("Rupert Jones", "Anne Jones")
    (True, False)
    """
    x, y = _words(a), _words(b)
    if not x or not y:
        return not x and not y
    return x == y or (x[-1] == y[-1] and (set(x) <= set(y) or set(y) <= set(x)))


def _words(name: str | None) -> list[str]:
    plain = unicodedata.normalize("NFKD", name or "").casefold()
    return re.findall(r"\w+", "".join(c for c in plain if not unicodedata.combining(c)))


def pair_up(gold: int, predicted: int, score: Callable[[int, int], float], *, floor: float) -> dict[int, int]:
    """Pair gold and predicted items one to one, best pairs first; map gold → predicted."""
    ranked = sorted(((score(i, j), -i, -j) for i in range(gold) for j in range(predicted)), reverse=True)
    pairs: dict[int, int] = {}
    used: set[int] = set()
    for value, i, j in ranked:
        if value >= floor and -i not in pairs and -j not in used:
            pairs[-i] = -j
            used.add(-j)
    return pairs


def count_document(gold: Line, reading: Line) -> Counter[str]:
    """Count what one reading found, missed and invented."""
    return count_claims(gold, reading) + count_statements(gold, reading)


def count_claims(gold: Line, reading: Line) -> Counter[str]:
    """Count one document's claims and look-alikes."""
    text, counts = gold["text"], Counter[str]()
    wanted, found = gold.get("claims", []), reading.get("claims", [])
    a = [(cells(c["cause"], text), cells(c["effect"], text)) for c in wanted]
    b = [(cells(c["cause"], text), cells(c["effect"], text)) for c in found]

    def score(i: int, j: int) -> float:
        return min(overlap(a[i][0], b[j][0]), overlap(a[i][1], b[j][1]))

    pairs = pair_up(len(a), len(b), score, floor=LENIENT)
    optional = {pairs[i] for i, c in enumerate(wanted) if c.get("optional") and i in pairs}
    for i, claim in enumerate(wanted):
        if claim.get("optional"):
            continue
        signal = f"signal {claim.get('signal') or claim['kind']}"
        minus = claim["polarity"] == "-"
        counts.update({"claims gold": 1, "minus gold": int(minus), f"{signal} gold": 1})
        if i in pairs:
            held = found[pairs[i]]
            counts.update(
                {
                    "claims matched": 1,
                    f"{signal} matched": 1,
                    "claims exact": int(score(i, pairs[i]) > 0.999),
                    "polarity right": int(claim["polarity"] == held["polarity"]),
                    "kind right": int(claim["kind"] == held["kind"]),
                    "negated right": int(bool(claim["negated"]) == held["negated"]),
                    "hedged right": int(bool(claim["hedged"]) == held["hedged"]),
                    "claim speaker right": int(same_speaker(claim.get("speaker"), held["speaker"])),
                    "minus matched": int(minus and held["polarity"] == "-"),
                }
            )
    counted = [c for j, c in enumerate(found) if j not in optional]
    counts.update(
        {"claims predicted": len(counted), "minus predicted": sum(c["polarity"] == "-" for c in counted)}
    )
    triggers = frozenset().union(*(cells(c["trigger"], text) for c in found))
    for alike in gold.get("distractors", []):
        counts.update({"alikes gold": 1, "alikes left alone": int(not cells(alike["cue"], text) & triggers)})
    return counts


def count_statements(gold: Line, reading: Line) -> Counter[str]:
    """Count one document's statements; none where the gold was not annotated for them."""
    counts = Counter[str]()
    wanted = gold.get("statements", gold.get("attributions"))
    if wanted is None:
        return counts
    text, found = gold["text"], reading.get("statements", [])
    a, b = [cells(s["content"], text) for s in wanted], [cells(s["content"], text) for s in found]
    pairs = pair_up(len(a), len(b), lambda i, j: overlap(a[i], b[j]), floor=STATEMENT)
    counts.update(
        {"statements gold": len(a), "statements predicted": len(b), "statements matched": len(pairs)}
    )
    for i, j in pairs.items():
        source, held = cells(wanted[i]["source"], text), cells(found[j]["source"], text)
        counts.update(
            {
                "source right": int(bool(source & held) or not (source or held)),
                "statement speaker right": int(same_speaker(wanted[i]["speaker"], found[j]["speaker"])),
                "mode right": int(wanted[i]["mode"] == found[j]["mode"]),
            }
        )
    return counts


def share(part: float, whole: float) -> float:
    """Divide, 0 where there is nothing to divide by."""
    return part / whole if whole else 0.0


def f1(matched: float, gold: float, predicted: float) -> float:
    """Give the harmonic mean of precision and recall, 0 where nothing matched."""
    return share(2 * matched, gold + predicted)


#: How a score comes from counts.
Measure = Callable[[Mapping[str, int]], float]

#: Name of a measure → how it comes from the counts.
MEASURES: dict[str, Measure] = {
    "claims F1": lambda n: f1(n["claims matched"], n["claims gold"], n["claims predicted"]),
    "claims precision": lambda n: share(n["claims matched"], n["claims predicted"]),
    "claims recall": lambda n: share(n["claims matched"], n["claims gold"]),
    "claims exact F1": lambda n: f1(n["claims exact"], n["claims gold"], n["claims predicted"]),
    "negative claims F1": lambda n: f1(n["minus matched"], n["minus gold"], n["minus predicted"]),
    "sign right": lambda n: share(n["polarity right"], n["claims matched"]),
    "kind right": lambda n: share(n["kind right"], n["claims matched"]),
    "negation right": lambda n: share(n["negated right"], n["claims matched"]),
    "hedge right": lambda n: share(n["hedged right"], n["claims matched"]),
    "speaker right": lambda n: share(n["claim speaker right"], n["claims matched"]),
    "look-alikes left alone": lambda n: share(n["alikes left alone"], n["alikes gold"]),
    "statements F1": lambda n: f1(n["statements matched"], n["statements gold"], n["statements predicted"]),
    "source right": lambda n: share(n["source right"], n["statements matched"]),
    "statement speaker right": lambda n: share(n["statement speaker right"], n["statements matched"]),
    "mode right": lambda n: share(n["mode right"], n["statements matched"]),
}


def recalls(counts: Mapping[str, int]) -> dict[str, Measure]:
    """Give the share of claims found for each class of cue, as a measure, the most frequent class first."""
    signals = [k.split()[1] for k in counts if k.startswith("signal ") and k.endswith(" gold")]
    return {s: _recall_of(s) for s in sorted(signals, key=lambda s: -counts[f"signal {s} gold"])}


def _recall_of(signal: str) -> Measure:
    return lambda n: share(n[f"signal {signal} matched"], n[f"signal {signal} gold"])


def interval(
    counts: Sequence[Counter[str]], measure: Measure, *, rng: np.random.Generator
) -> tuple[float, float]:
    """Give the 95 % interval of a measure by bootstrap over documents.

    Source:
        Efron & Tibshirani (1993), An Introduction to the Bootstrap, percentile interval.
    """
    keys = sorted(set().union(*counts))
    table = np.array([[c[k] for k in keys] for c in counts])
    drawn = rng.multinomial(len(counts), np.full(len(counts), 1 / len(counts)), size=RESAMPLES) @ table
    values = [measure(Counter(dict(zip(keys, map(int, row), strict=True)))) for row in drawn]
    low, high = np.quantile(values, [0.025, 0.975])
    return float(low), float(high)
