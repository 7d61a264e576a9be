"""Turn the annotated corpora into one kind of training document, with folds that never cut a document."""

from __future__ import annotations

import gzip
import json
import sys
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from causerie.model import Span

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared" / "benchmarks"
TEXTS = ROOT / "training" / "texts"
OFFSETS = ROOT / "training" / "offsets"

#: Corpora annotated by guides/annotation.md; the others have definitions of their own.
OURS = ("french", "english", "texts", "press", "polnear")

FOLDS = 5

#: Sentences of BECAUSE that fall into one fold together: it has only five documents, one of them large.
BLOCK = 40


@dataclass(frozen=True)
class Claim:
    """A gold claim; `kind` and `polarity` as in the reading contract, None where the corpus has none."""

    cause: Span
    effect: Span
    cue: tuple[Span, ...]
    kind: str | None
    polarity: str | None
    negated: bool
    optional: bool = False


@dataclass(frozen=True)
class Text:
    """One annotated text: its paragraphs, its claims, its look-alikes, its fold."""

    id: str
    corpus: str
    language: str
    fold: int
    text: str
    paragraphs: tuple[Span, ...]
    claims: tuple[Claim, ...]
    lookalikes: tuple[Span, ...]
    causal: bool
    raw: dict[str, Any]


def paragraphs_of(text: str) -> tuple[Span, ...]:
    """Cut a text at its line breaks, blank lines left out, space around lines left out."""
    found, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            left = start + len(line) - len(line.lstrip())
            found.append(Span(left, left + len(line.strip())))
        start += len(line) + 1
    return tuple(found)


def read_corpus(name: str) -> list[Text]:
    """Read one corpus.

    Args:
        name: french, english, because, cnc, polnear (all of ../shared), texts or press (both our own).

    """
    readers = {"because": _because, "cnc": _cnc, "texts": _texts, "press": _press, "polnear": _polnear}
    return list(readers.get(name, lambda: _news(name))())


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf8") as lines:
        yield from map(json.loads, lines)


def _span(pair: list[int]) -> Span:
    return Span(pair[0], pair[1])


def _ours(raw: dict[str, Any], *, corpus: str, language: str, fold: int) -> Text:
    claims = tuple(
        Claim(
            _span(c["cause"]), _span(c["effect"]), (_span(c["cue"]),), c["kind"], c["polarity"],
            bool(c["negated"]), bool(c.get("optional")),
        )
        for c in raw["claims"]
    )  # fmt: skip
    lookalikes = tuple(_span(d["cue"]) for d in raw["distractors"])
    return Text(
        raw["id"], corpus, language, fold, raw["text"], paragraphs_of(raw["text"]), claims, lookalikes,
        bool(claims), raw,
    )  # fmt: skip


def _news(name: str) -> Iterator[Text]:
    language = {"french": "fr", "english": "en"}[name]
    for i, raw in enumerate(_lines(SHARED / name / "dev.jsonl")):
        yield _ours(raw, corpus=name, language=language, fold=i % FOLDS)


def _texts() -> Iterator[Text]:
    sys.path.insert(0, str(ROOT / "tests" / "gold"))
    from markup import read_all

    if TEXTS.is_dir():
        for raw in read_all([TEXTS]):
            yield _ours(raw, corpus="texts", language=raw["language"], fold=_fold(raw["id"]))


def _fold(name: str) -> int:
    """Choose a fold by the name, so that a new text moves no other to another fold."""
    return zlib.crc32(name.encode()) % FOLDS


def _press() -> Iterator[Text]:
    notes = {n["id"]: n for n in _lines(OFFSETS / "press.jsonl")}
    for path in sorted((OFFSETS / "press").glob("*.txt")):
        text = path.read_text(encoding="utf-8").removesuffix("\n")
        yield _noted(notes[path.stem], text=text, corpus="press", language="fr")


def _polnear() -> Iterator[Text]:
    texts = {raw["id"]: raw["text"] for raw in _lines(SHARED / "polnear" / "train.jsonl.gz")}
    for note in _lines(OFFSETS / "polnear.jsonl"):
        yield _noted(note, text=texts[note["id"]][: note["length"]], corpus="polnear", language="en")


def _noted(note: dict[str, Any], *, text: str, corpus: str, language: str) -> Text:
    """Put offsets and their text together."""
    if len(text) != note["length"]:
        raise ValueError(f"{note['id']}: {len(text)} characters of text, {note['length']} annotated")
    claims = tuple(
        Claim(
            _span(c["cause"]), _span(c["effect"]), (_span(c["cue"]),), c["kind"], c["polarity"],
            "negated" in c["flags"], "optional" in c["flags"],
        )
        for c in note["claims"]
    )  # fmt: skip
    return Text(
        note["id"], corpus, language, _fold(note["id"]), text, paragraphs_of(text), claims, (), bool(claims),
        note,
    )  # fmt: skip


def _because() -> Iterator[Text]:
    # BECAUSE takes the goal for the cause of a purpose; we take the act.
    kinds = {"causes": "cause", "prevents": "prevent", "conditional": "condition"}
    turned = {"Purpose": ("effect", "cause")}
    for i, raw in enumerate(_lines(SHARED / "because" / "dev.jsonl")):
        claims = tuple(
            Claim(
                *(_span(r[end]) for end in turned.get(r["type"], ("cause", "effect"))),
                tuple(map(_span, r["signals"])),
                "purpose" if r["type"] == "Purpose" else kinds[r["kind"]], r["polarity"], False,
            )
            for r in raw["relations"]
        )  # fmt: skip
        lookalikes = tuple(_span(s) for n in raw["noncausal"] for s in n["signals"])
        yield Text(
            raw["id"], "because", "en", (i // BLOCK) % FOLDS, raw["text"], paragraphs_of(raw["text"]), claims,
            lookalikes, bool(raw["causal"]), raw,
        )  # fmt: skip


def _cnc() -> Iterator[Text]:
    for raw in _lines(SHARED / "cnc" / "train.jsonl.gz"):
        claims = tuple(
            Claim(
                _span(r["cause"]),
                _span(r["effect"]),
                tuple(map(_span, r["signals"])),
                None,
                None,
                False,
            )
            for r in raw["relations"]
        )
        # The second field of the id names the batch of news that the sentence came from.
        fold = int(raw["id"].split("_")[2]) % FOLDS
        yield Text(
            raw["id"], "cnc", "en", fold, raw["text"], paragraphs_of(raw["text"]), claims, (),
            bool(raw["causal"]), raw,
        )  # fmt: skip
