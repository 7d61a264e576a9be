"""Turn readings of the gold and development sets into a table of scores, checked against floors.

usage: python -m benchmarks.quality [--floors] [--profile default|fast|wide] [--set NAME …] [--readings FILE]
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.scoring import MEASURES, count_document, interval, recalls
from benchmarks.sets import (
    ROOT,
    Line,
    as_attributions,
    as_relations,
    is_aim,
    is_purpose,
    own_gold,
    shared_scorer,
    shared_set,
    with_relatives,
)
from causerie.assembly.names import NameBook
from causerie.assembly.wordings import word_phrase
from causerie.errors import InputError
from causerie.exports.readings import reading_to_json, refused_to_json
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
    counts = sum(counts_of(gold, readings), Counter[str]())
    scores = {name: measure(counts) for name, measure in MEASURES.items()}
    if not counts["statements gold"] or not any("statements" in r for r in readings):
        scores = {
            k: v
            for k, v in scores.items()
            if "statement" not in k and k not in ("source right", "mode right")
        }
    return scores


def score_because(gold: Sequence[Line], readings: Sequence[Line]) -> Scores:
    """Score English relations with both spans (BECAUSE).

    It takes the goal of a purpose for its cause: the first scores turn these. The
    last also follows it where it differs from our guide in form alone: "we must act
    to stop it" is a purpose, and a relative pronoun is an argument, not what it stands for.
    """
    scorer = shared_scorer("score_causal")
    found = scorer.relation_scores(list(gold), as_relations(readings, turned=is_purpose))
    alike = as_relations([with_relatives(r) for r in readings], turned=is_aim)
    return {
        "relations F1": found["f1"],
        "relations precision": found["p"],
        "relations recall": found["r"],
        "relations F1, in its own form": scorer.relation_scores(list(gold), alike)["f1"],
    }


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
    scorer, found = shared_scorer("score_causal"), as_relations(readings, turned=is_purpose)
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
        lines.append(read_passage(passage, language=language, profile=profile))
        if sys.stderr.isatty():
            print(f"\r  {number}/{len(gold)}", end="", file=sys.stderr)
    return lines


def read_passage(passage: Line, *, language: str, profile: Profile) -> Line:
    """Read one passage; what is refused ("Photo credit: …" alone) holds no claim and no statement."""
    name, text = passage["id"], passage["text"]
    try:
        document = read_text(text, id=name, input=name, language=language)
    except InputError as refused:
        return refused_to_json(name, str(refused)) | {"text": text, "claims": [], "statements": []}
    return reading_to_json(extract_reading(document, profile=profile))


def read_file(path: Path, gold: Sequence[Line]) -> list[Line]:
    """Read readings that were written before, one JSON line each.

    Raises:
        SystemExit: a gold passage has none.
    """
    with path.open(encoding="utf-8") as lines:
        held = {(r := json.loads(line))["id"]: r for line in lines if line.strip()}
    if missing := [g["id"] for g in gold if g["id"] not in held]:
        raise SystemExit(f"{path} has no reading of {', '.join(missing[:5])} ({len(missing)} in all)")
    return [held[g["id"]] for g in gold]


def recall_by_signal(gold: Sequence[Line], readings: Sequence[Line]) -> list[str]:
    """Tell how many claims of each class of cue were found, of how many, with the share's 95 % interval."""
    counts = counts_of(gold, readings)
    total = sum(counts, Counter[str]())
    shown = []
    for signal, recall in recalls(total).items():
        low, high = interval(counts, recall, rng=np.random.default_rng(0))
        matched, held = total[f"signal {signal} matched"], total[f"signal {signal} gold"]
        shown.append(f"{signal:12} {matched:3d}/{held:<3d} {recall(total):.2f} [{low:.2f}, {high:.2f}]")
    return shown


def counts_of(gold: Sequence[Line], readings: Sequence[Line]) -> list[Counter[str]]:
    """Count each passage."""
    held = {r["id"]: r for r in readings}
    return [count_document(g, held[g["id"]]) for g in gold]


def floors(profile: Profile) -> dict[str, Scores]:
    """Read the pinned floors: set → measure → least score."""
    held: dict[str, Any] = tomllib.loads(FLOORS.read_text(encoding="utf-8"))
    pinned: dict[str, Scores] = held.get(profile.value, {})
    return pinned


def with_interval(name: str, gold: Sequence[Line], readings: Sequence[Line]) -> str:
    """Give the 95 % interval of a measure of annotated passages."""
    if name not in MEASURES:
        return ""
    low, high = interval(counts_of(gold, readings), MEASURES[name], rng=np.random.default_rng(0))
    return f"[{low:.3f}, {high:.3f}]"


def main() -> int:
    """Score the sets; with --floors only those that have floors, failing below one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--floors", action="store_true", help="fail where a score is under its floor")
    parser.add_argument("--profile", type=Profile, choices=list(Profile), default=Profile.DEFAULT)
    parser.add_argument("--set", action="append", choices=list(SETS), help="only these sets")
    parser.add_argument("--readings", type=Path, help="score these instead of reading; with one --set")
    options = parser.parse_args()
    if options.readings and len(options.set or ()) != 1:
        parser.error("--readings FILE goes with one --set NAME: what the readings are of")
    if options.floors and (options.readings or not floors(options.profile)):
        parser.error("--floors needs a profile that has floors, and reads: default or fast, no --readings")
    pinned = {} if options.readings else floors(options.profile)
    under = []
    for name in options.set or (pinned if options.floors else SETS):
        one = SETS[name]
        gold = one.load()
        if not gold:
            print(f"{name}: skipped, ../shared is not here")
            continue
        if options.readings:
            readings, how = read_file(options.readings, gold), f"as read in {options.readings}"
        else:
            readings = read_set(gold, language=one.language, profile=options.profile)
            learned = ", claims learned from it, no estimate" if one.learned else ""
            how = f"{options.profile.value} profile{learned}"
        print(f"\n{name} ({how}; {len(gold)} passages)")
        for measure, score in one.score(gold, readings).items():
            floor = pinned.get(name, {}).get(measure)
            print(
                f"  {measure:32} {score:.3f} {with_interval(measure, gold, readings):16}"
                + (f" floor {floor:.3f}" if floor is not None else "")
            )
            if measure == "claims recall":
                print("\n".join(f"    {line}" for line in recall_by_signal(gold, readings)))
            if floor is not None and score < floor:
                under.append(f"{name}: {measure} is {score:.3f}, under its floor of {floor:.3f}")
    print("\n".join(under) if options.floors else "", file=sys.stderr)
    return 1 if options.floors and under else 0


if __name__ == "__main__":
    sys.exit(main())
