"""Our scores are those of the shared scorer, and what is perfect scores as perfect."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from benchmarks.quality import SETS, floors, read_file, read_passage, score_passages
from benchmarks.scoring import MEASURES, count_document, interval, recalls
from benchmarks.sets import SHARED, as_relations, is_aim, own_gold, shared_scorer, with_relatives
from causerie.project import Profile

Line = dict[str, Any]


def spoilt(gold: list[Line], *, seed: int) -> list[Line]:
    """Give readings that miss, cut, turn and invent some of what the gold holds."""
    rng = np.random.default_rng(seed)
    readings = []
    for passage in gold:
        claims = []
        for claim in passage["claims"]:
            if rng.random() < 0.7:
                held = {**claim, "trigger": [claim["cue"]] if claim.get("cue") else [], "confidence": 0.5}
                start, end = held["effect"]
                if rng.random() < 0.3:
                    held["effect"] = [start, max(start + 3, end - 15)]
                if rng.random() < 0.2:
                    held["polarity"] = "-"
                claims.append(held)
        claims += [{**c, "cause": c["effect"], "effect": c["cause"]} for c in claims if rng.random() < 0.1]
        statements = [s for s in passage["attributions"] if rng.random() < 0.6]
        readings.append({"id": passage["id"], "claims": claims, "statements": statements})
    return readings


def scores(gold: list[Line], readings: list[Line]) -> dict[str, float]:
    counts = sum((count_document(g, r) for g, r in zip(gold, readings, strict=True)), Counter[str]())
    return {name: measure(counts) for name, measure in MEASURES.items()}


def test_the_gold_itself_is_perfect() -> None:
    gold = own_gold("fr")
    perfect = [
        {
            "id": g["id"],
            "claims": [{**c, "trigger": [c["cue"]] if c.get("cue") else []} for c in g["claims"]],
            "statements": g["attributions"],
        }
        for g in gold
    ]
    found = scores(gold, perfect)
    assert all(value == 1.0 for value in found.values()), found


@pytest.mark.skipif(not SHARED.exists(), reason="the shared scorer is not beside this clone")
@pytest.mark.parametrize("seed", [0, 1, 2])
def test_scores_are_those_of_the_shared_scorer(seed: int) -> None:
    gold = own_gold("fr") + own_gold("en")
    readings = spoilt(gold, seed=seed)
    ours = scores(gold, readings)
    theirs = shared_scorer("score_reading").score(gold, {r["id"]: r for r in readings})
    on_claims, on_statements = theirs["on_matched_claims"], theirs["on_matched_statements"]
    expected = {
        "claims F1": theirs["claims"]["f1"],
        "claims exact F1": theirs["claims_exact"]["f1"],
        "negative claims F1": theirs["minus_claims_found_with_sign"]["f1"],
        "sign right": on_claims["polarity"],
        "kind right": on_claims["kind"],
        "speaker right": on_claims["speaker"],
        "look-alikes left alone": theirs["distractors_left_alone"],
        "statements F1": theirs["statements"]["f1"],
        "source right": on_statements["source"],
        "statement speaker right": on_statements["speaker"],
    }
    assert {k: round(ours[k], 4) for k in expected} == expected


def test_an_interval_holds_the_score_between_its_ends() -> None:
    gold = own_gold("fr")
    readings = spoilt(gold, seed=4)
    counts = [count_document(g, r) for g, r in zip(gold, readings, strict=True)]
    low, high = interval(counts, MEASURES["claims F1"], rng=np.random.default_rng(0))
    assert low < scores(gold, readings)["claims F1"] < high


def test_each_class_of_cue_has_its_recall() -> None:
    gold = own_gold("en")
    readings = spoilt(gold, seed=1)
    total = sum((count_document(g, r) for g, r in zip(gold, readings, strict=True)), Counter[str]())
    by_class = {signal: recall(total) for signal, recall in recalls(total).items()}
    assert set(by_class) == {c["signal"] for g in gold for c in g["claims"] if not c.get("optional")}
    assert min(by_class.values()) < MEASURES["claims recall"](total) < max(by_class.values())


def test_readings_written_before_are_scored_whole(tmp_path: Path) -> None:
    gold = own_gold("fr")
    path = tmp_path / "readings.jsonl"
    path.write_text(json.dumps({"id": gold[0]["id"], "claims": []}) + "\n", encoding="utf-8")
    assert read_file(path, gold[:1]) == [{"id": gold[0]["id"], "claims": []}]
    with pytest.raises(SystemExit, match=f"no reading of {gold[1]['id']}"):
        read_file(path, gold)


def reading_of(text: str, *, cause: str, trigger: str, kind: str, pattern: str) -> Line:
    """Build a reading with one claim, whose effect is the text's last word."""

    def span(words: str) -> list[int]:
        return [text.index(words), text.index(words) + len(words)]

    claim = {"cause": span(cause), "effect": span(text.split()[-1]), "trigger": [span(trigger)]}
    said = {"polarity": "+", "negated": False, "hedged": False, "confidence": 0.5}
    return {"id": "a", "text": text, "claims": [claim | said | {"kind": kind, "pattern": pattern}]}


@pytest.mark.parametrize(
    ("text", "cause", "trigger", "expected"),
    [
        ("They built a dam that causes floods", "a dam", "causes", "that"),
        ("They built a dam, which causes floods", "a dam", "causes", "which"),
        ("They built a dam that day, causing floods", "a dam that day", "causing", "a dam that day"),
        ("The dam causes that flood", "The dam", "causes", "The dam"),
        ("They blame floods for that thatch", "floods", "blame", "floods"),
    ],
)
def test_a_relative_pronoun_stands_for_what_is_before_it(
    text: str, cause: str, trigger: str, expected: str
) -> None:
    reading = reading_of(text, cause=cause, trigger=trigger, kind="cause", pattern="cause")
    start, end = with_relatives(reading)["claims"][0]["cause"]
    assert text[start:end] == expected


@pytest.mark.parametrize(
    ("kind", "pattern", "turned"),
    [
        ("purpose", "to", True),
        ("require", "to.need", True),
        ("require", "need", False),
        ("cause", "to.need", False),
    ],
)
def test_needs_with_a_purpose_are_aims(kind: str, pattern: str, turned: bool) -> None:
    reading = reading_of("We act to stop it", cause="We act", trigger="to", kind=kind, pattern=pattern)
    (line,) = as_relations([reading], turned=is_aim)
    assert (line["relations"][0]["effect"] == [0, 6]) is turned


def test_every_floor_names_a_set_and_a_measure() -> None:
    for profile in Profile:
        for name, pinned in floors(profile).items():
            assert name in SETS
            assert all(0 < floor < 1 for floor in pinned.values())
            if SETS[name].score is score_passages:
                assert set(pinned) <= set(MEASURES)


def test_a_passage_that_is_no_account_is_read_as_holding_nothing() -> None:
    line = read_passage({"id": "p", "text": "Photo credit: Ann Mirel"}, language="en", profile=Profile.FAST)
    assert line["claims"] == line["statements"] == []
    assert "page furniture" in line["problems"][0]
