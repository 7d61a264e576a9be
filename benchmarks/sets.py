"""Turn the project's own gold texts and the shared development sets into lists of gold passages."""

from __future__ import annotations

import gzip
import importlib.util
import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from causerie.extraction.claims.grammar.drafts import NEED
from causerie.languages.causation import causation
from tests.gold import markup

ROOT = Path(__file__).resolve().parent.parent
#: The folder of shared benchmarks, beside the repository; a clone elsewhere has none.
SHARED = ROOT.parent / "shared" / "benchmarks"
Line = dict[str, Any]


def own_gold(language: str) -> list[Line]:
    """Give the gold passages that were written for this project."""
    return markup.read_all(sorted((ROOT / "tests" / "gold" / language).glob("*.txt")))


def shared_set(path: str) -> list[Line]:
    """Read a shared JSON Lines set, plain or gzipped; empty where the folder is absent."""
    file = SHARED / path
    if not file.is_file():
        return []
    content = file.read_bytes()
    text = (gzip.decompress(content) if file.suffix == ".gz" else content).decode("utf-8")
    return [json.loads(line) for line in text.split("\n") if line.strip()]


def shared_scorer(name: str) -> ModuleType:
    """Load a shared scorer as a module."""
    spec = importlib.util.spec_from_file_location(name, SHARED / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def as_relations(readings: Sequence[Line], *, turned: Callable[[Line], bool] = lambda _: False) -> list[Line]:
    """Give readings the shape that `score_causal` reads, the surest claims first.

    Args:
        readings: lines of the reading contract.
        turned: says of a claim whether the other corpus takes its effect for the cause.
    """
    return [_relations(reading, turned) for reading in readings]


def is_purpose(claim: Line) -> bool:
    """Say whether a claim is a purpose: the Causal News Corpus and BECAUSE take the goal for the cause."""
    return bool(claim["kind"] == "purpose")


def is_aim(claim: Line) -> bool:
    """Say whether BECAUSE calls a claim a purpose: "we must act to stop it" too, by our guide a need."""
    return is_purpose(claim) or (claim["kind"] == "require" and claim["pattern"].endswith(NEED))


def with_relatives(reading: Line) -> Line:
    """Put the relative pronoun, which BECAUSE annotates, for the antecedent before it ("a law that …")."""
    text, claims = reading["text"], []
    words = "|".join(causation("en").words.relative)
    for claim in reading["claims"]:
        end = claim["cause"][1]
        found = re.compile(rf",?\s*\b({words})\b").match(text, end)
        behind = found and all(start >= found.end() for start, _ in claim["trigger"])
        claims.append({**claim, "cause": list(found.span(1))} if found and behind else claim)
    return {**reading, "claims": claims}


def _relations(reading: Line, turned: Callable[[Line], bool]) -> Line:
    relations = []
    for claim in sorted(reading["claims"], key=lambda c: -c["confidence"]):
        cause, effect = claim["cause"], claim["effect"]
        if turned(claim):
            cause, effect = effect, cause
        relations.append(
            {
                "cause": cause,
                "effect": effect,
                "signals": claim["trigger"],
                **{k: claim[k] for k in ("polarity", "kind", "negated", "hedged")},
            }
        )
    return {
        "id": reading["id"],
        "causal": int(any(not r["negated"] for r in relations)),
        "relations": relations,
    }


def as_attributions(readings: Sequence[Line]) -> list[Line]:
    """Give readings the shape that `score_attribution` reads."""

    def listed(span: Any) -> list[Any]:
        return [] if not span else [span] if isinstance(span[0], int) else span

    return [
        {
            "id": reading["id"],
            "attributions": [
                {k: listed(s[k]) for k in ("source", "cue", "content")} for s in reading["statements"]
            ],
        }
        for reading in readings
    ]
