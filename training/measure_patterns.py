"""Measure how often each pattern's candidates are claims, and write it into the language folders.

Usage: python -m training.measure_patterns [--write]

Measured on the training texts of this project, on the annotated part of PolNeAR, on the odd
documents of the shared French and English sets and on the first half of BECAUSE; the others
are left to score on. A candidate
counts as right if one of its readings matches a gold claim (overlap of both arguments at least
LENIENT). Counts are drawn towards the mean of the pattern's language and signal class, because
most patterns occur less than ten times.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from causerie.extraction.claims.grammar.candidates import Candidate, propose_claims
from causerie.extraction.syntax import parse_paragraphs
from causerie.model import Span
from training.corpora import ROOT, Text, read_corpus

#: Overlap of both arguments from which a reading counts as the gold claim, as in score_reading.py.
LENIENT = 0.3
#: Weight of the class mean, in candidates.
WEIGHT = 4.0
LANGUAGES = ROOT / "src" / "causerie" / "languages"
HEADER = "# Share of the candidates of a pattern that are claims; written by training/measure_patterns.py.\n"


def training_texts() -> Iterator[Text]:
    """Give the texts that priors are measured on."""
    for name in ("french", "english"):
        yield from read_corpus(name)[::2]
    for name in ("texts", "press", "polnear"):
        yield from read_corpus(name)
    because = read_corpus("because")
    yield from because[: len(because) // 2]


def cells(text: str, span: Span) -> frozenset[int]:
    """Give the characters of a span that are not white space."""
    return frozenset(i for i in range(span.start, span.end) if not text[i].isspace())


def overlap(a: frozenset[int], b: frozenset[int]) -> float:
    """Intersection over union."""
    return len(a & b) / len(a | b) if a | b else 0.0


def is_right(candidate: Candidate, text: Text) -> bool:
    """Say whether some reading of a candidate is a gold claim."""
    for claim in text.claims:
        gold = (cells(text.text, claim.cause), cells(text.text, claim.effect))
        best = [
            max(overlap(cells(text.text, p.span), g) for p in proposals)
            for proposals, g in zip((candidate.causes, candidate.effects), gold, strict=True)
        ]
        if min(best) >= LENIENT:
            return True
    return False


def measure() -> dict[str, dict[str, float]]:
    """Count right and all candidates of each pattern, and smooth the shares."""
    counts: dict[str, dict[str, list[float]]] = {
        "fr": defaultdict(lambda: [0, 0]),
        "en": defaultdict(lambda: [0, 0]),
    }
    classes: dict[tuple[str, str], list[float]] = defaultdict(lambda: [0, 0])
    signals: dict[str, str] = {}
    for text in training_texts():
        parse = parse_paragraphs(text.text, text.paragraphs, language=text.language)
        for candidate in propose_claims(parse, language=text.language):
            if candidate.lookalike or candidate.states_directions:
                continue
            right = is_right(candidate, text)
            signals[candidate.pattern] = _family(candidate)
            for held in (
                counts[text.language][candidate.pattern],
                classes[text.language, _family(candidate)],
            ):
                held[0] += float(right)
                held[1] += 1
    shares: dict[str, dict[str, float]] = {}
    for code, patterns in counts.items():
        shares[code] = {}
        for pattern, (right, every) in sorted(patterns.items()):
            of_class = classes[code, signals[pattern]]
            mean = (of_class[0] + 1) / (of_class[1] + 2)
            shares[code][pattern] = round((right + WEIGHT * mean) / (every + WEIGHT), 3)
    return shares


def _family(candidate: Candidate) -> str:
    """Name the class whose mean a pattern is drawn to: guesses by form are a class of their own."""
    return "open" if candidate.is_open else candidate.signal.value


def main() -> None:
    """Print the shares, or write them."""
    for code, shares in measure().items():
        lines = [HEADER, "[precision]\n", *(f'"{k}" = {v}\n' for k, v in shares.items())]
        if "--write" in sys.argv:
            Path(LANGUAGES / code / "precision.toml").write_text("".join(lines), encoding="utf-8")
        else:
            sys.stdout.write("".join(lines))


if __name__ == "__main__":
    main()
