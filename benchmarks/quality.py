"""Turn readings of the gold and development sets into a table of scores, checked against floors.

usage: python -m benchmarks.quality [--floors] [--profile default|fast] [--set NAME …]
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from benchmarks.scoring import MEASURES, count_document, interval
from benchmarks.sets import (
    ROOT,
    Line,
    as_attributions,
    as_relations,
    own_gold,
    shared_scorer,
    shared_set,
)
from causerie.assembly.names import NameBook
from causerie.assembly.wordings import word_phrase
from causerie.exports.readings import reading_to_json
from causerie.extraction.extract import Profile, extract_reading
from causerie.reading import read_text

Scores = dict[str, float]
FLOORS = ROOT / "benchmarks" / "floors.toml"


@dataclass(frozen=True, slots=True)
class Set:
    """A set to score: how to load it, its language, and how to score it.

    Attributes:
        learned: the shipped weights for claims were learned from it too, so what is
            scored here guards against losses and estimates nothing; docs/quality.md
            has the cross-validated scores.
    """

    load: Callable[[], list[Line]]
    language: str
    score: Callable[[Sequence[Line], Sequence[Line]], Scores]
    learned: bool = False


def score_passages(gold: Sequence[Line], readings: Sequence[Line]) -> Scores:
    """Score whole passages annotated by our own guide."""
    held = {r["id"]: r for r in readings}
    counts = sum((count_document(g, held[g["id"]]) for g in gold), Counter[str]())
    scores = {name: measure(counts) for name, measure in MEASURES.items()}
    if not counts["statements gold"]:
        scores = {
            k: v
            for k, v in scores.items()
            if "statement" not in k and k not in ("source right", "mode right")
        }
    return scores


def score_because(gold: Sequence[Line], readings: Sequence[Line]) -> Scores:
    """Score English relations with both spans (BECAUSE)."""
    found = shared_scorer("score_causal").relation_scores(list(gold), as_relations(readings))
    return {"relations F1": found["f1"], "relations precision": found["p"], "relations recall": found["r"]}


def score_eidos(gold: Sequence[Line], readings: Sequence[Line]) -> Scores:
    """Score recall and signs of the edges that Eidos finds.

    Its signs relate bare concepts ("reduced yields" stands for yields), ours the
    spans as written: the last score compares after our map has taken the
    directions out of the phrases.
    """
    scorer, found = shared_scorer("score_causal"), as_relations(readings)
    passing = [{**g, "relations": [r for r in g["relations"] if r["status"] == "pass"]} for g in gold]
    scores = scorer.relation_scores(passing, found, contain=True)
    of = {r["id"]: r["relations"] for r in found}
    right = []
    for line in passing:
        for i, j in scorer.match_relations(line["text"], line["relations"], of[line["id"]], contain=True):
            sign = line["relations"][i].get("polarity")
            if sign:
                right.append(bare_sign(of[line["id"]][j], line["text"]) == sign)
    return {
        "edges recall": scores["r"],
        "edges sign right": scores["attributes"]["polarity"]["acc"],
        "edges sign right, directions out": float(np.mean(right)),
    }


def bare_sign(relation: Line, text: str) -> str | None:
    """Give the sign between the concepts of an English relation, as a map has it."""
    book = NameBook()
    turn = 1
    for start, end in (relation["cause"], relation["effect"]):
        turn *= word_phrase(text[start:end], language="en", book=book, document="").direction
    sign: str | None = relation["polarity"]
    return {"+": "-", "-": "+"}.get(sign or "", sign) if turn < 0 else sign


def score_cnc(gold: Sequence[Line], readings: Sequence[Line]) -> Scores:
    """Score protest news by its own, wider, notion of cause (Causal News Corpus)."""
    scorer, found = shared_scorer("score_causal"), as_relations(readings, flip_purpose=True)
    return {
        "sentences F1": scorer.sentence_scores(list(gold), found)["f1"],
        "relations F1": scorer.relation_scores(list(gold), found)["f1"],
    }


def score_polnear(gold: Sequence[Line], readings: Sequence[Line]) -> Scores:
    """Score English attributions (PolNeAR)."""
    found = shared_scorer("score_attribution").score(list(gold), as_attributions(readings))
    return {"detection F1": found["detection"]["f1"], "joint F1": found["joint"]["f1"]}


#: Name of a set → what it is. Sets from the shared folder are skipped where it is absent.
SETS = {
    "gold-fr": Set(lambda: own_gold("fr"), "fr", score_passages),
    "gold-en": Set(lambda: own_gold("en"), "en", score_passages),
    "french-dev": Set(lambda: shared_set("french/dev.jsonl"), "fr", score_passages, learned=True),
    "english-dev": Set(lambda: shared_set("english/dev.jsonl"), "en", score_passages, learned=True),
    "because-dev": Set(lambda: shared_set("because/dev.jsonl"), "en", score_because, learned=True),
    "eidos-dev": Set(lambda: shared_set("eidos/dev.jsonl"), "en", score_eidos),
    "cnc-train": Set(lambda: shared_set("cnc/train.jsonl.gz"), "en", score_cnc, learned=True),
    "polnear-dev": Set(lambda: shared_set("polnear/dev.jsonl.gz"), "en", score_polnear),
}


def read_set(gold: Sequence[Line], *, language: str, profile: Profile) -> list[Line]:
    """Read each passage of a set as `causerie read` would."""
    lines = []
    for number, passage in enumerate(gold, start=1):
        document = read_text(passage["text"], id=passage["id"], input=passage["id"], language=language)
        lines.append(reading_to_json(extract_reading(document, profile=profile)))
        if sys.stderr.isatty():
            print(f"\r  {number}/{len(gold)}", end="", file=sys.stderr)
    return lines


def recall_by_signal(gold: Sequence[Line], readings: Sequence[Line]) -> str:
    """Tell how many claims of each class of cue were found, of how many."""
    held = {r["id"]: r for r in readings}
    counts = sum((count_document(g, held[g["id"]]) for g in gold), Counter[str]())
    signals = [k.split()[1] for k in counts if k.startswith("signal ") and k.endswith(" gold")]
    signals.sort(key=lambda s: -counts[f"signal {s} gold"])
    return ", ".join(f"{s} {counts[f'signal {s} matched']}/{counts[f'signal {s} gold']}" for s in signals)


def floors(profile: Profile) -> dict[str, Scores]:
    """Read the pinned floors: set → measure → least score."""
    held: dict[str, Any] = tomllib.loads(FLOORS.read_text(encoding="utf-8"))
    pinned: dict[str, Scores] = held.get(profile.value, {})
    return pinned


def with_interval(name: str, gold: Sequence[Line], readings: Sequence[Line]) -> str:
    """Give the 95 % interval of a measure of annotated passages."""
    if name not in MEASURES:
        return ""
    held = {r["id"]: r for r in readings}
    counts = [count_document(g, held[g["id"]]) for g in gold]
    low, high = interval(counts, name, rng=np.random.default_rng(0))
    return f"[{low:.3f}, {high:.3f}]"


def main() -> int:
    """Score the sets; with --floors only those that have floors, failing below one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--floors", action="store_true", help="fail where a score is under its floor")
    parser.add_argument("--profile", type=Profile, choices=list(Profile), default=Profile.DEFAULT)
    parser.add_argument("--set", action="append", choices=list(SETS), help="only these sets")
    options = parser.parse_args()
    pinned = floors(options.profile)
    under = []
    for name in options.set or (pinned if options.floors else SETS):
        one = SETS[name]
        gold = one.load()
        if not gold:
            print(f"{name}: skipped, ../shared is not here")
            continue
        readings = read_set(gold, language=one.language, profile=options.profile)
        learned = "; claims learned from it, no estimate" if one.learned else ""
        print(f"\n{name} ({options.profile.value} profile, {len(gold)} passages{learned})")
        for measure, score in one.score(gold, readings).items():
            floor = pinned.get(name, {}).get(measure)
            print(
                f"  {measure:26} {score:.3f} {with_interval(measure, gold, readings):16}"
                + (f" floor {floor:.3f}" if floor is not None else "")
            )
            if measure == "claims recall":
                print(f"    {recall_by_signal(gold, readings)}")
            if floor is not None and score < floor:
                under.append(f"{name}: {measure} is {score:.3f}, under its floor of {floor:.3f}")
    print("\n".join(under) if options.floors else "", file=sys.stderr)
    return 1 if options.floors and under else 0


if __name__ == "__main__":
    sys.exit(main())
