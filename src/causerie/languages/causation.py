"""Turn a language folder's causation.toml into the cues that claims are read by, looked up by word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from causerie.errors import LanguageDataError
from causerie.languages.causal_rows import (
    DegreeRow,
    Frame,
    LookalikeRow,
    MarkerRow,
    PredicateRow,
    SignedRow,
    VerbRow,
    read_cues,
)
from causerie.languages.causal_words import Words, read_words
from causerie.languages.rows import read_table

#: First word of a cue → the rest of the cue, its row.
VerbIndex = Mapping[str, tuple[tuple[str, VerbRow], ...]]
MarkerIndex = Mapping[str, tuple[tuple[tuple[str, ...], MarkerRow], ...]]


@dataclass(frozen=True)
class Causation:
    """The causal cues of one language, looked up by word.

    Attributes:
        verbs: first word of a lemma → (particle or "", row).
        markers: first word → (all its words, row), longest first.
        side_verbs, side_markers: the same of the rows that count only between two directions.
        nouns, adjectives: lemma → rows.
        signed: lemma → the row that gives the sign of a verb that is no cue by itself.
        hinders: lemmas of the verb rows that are marked so → the prepositions of their complements.
        directional: lemmas of the verb rows that are marked so.
        precision: pattern id → share of its candidates that are claims, where measured.
    """

    verbs: VerbIndex
    markers: MarkerIndex
    side_verbs: VerbIndex
    side_markers: MarkerIndex
    nouns: Mapping[str, tuple[PredicateRow, ...]]
    adjectives: Mapping[str, tuple[PredicateRow, ...]]
    degrees: tuple[DegreeRow, ...]
    lookalikes: Mapping[str, tuple[LookalikeRow, ...]]
    signed: Mapping[str, SignedRow]
    words: Words
    hinders: Mapping[str, frozenset[str]]
    directional: frozenset[str]
    precision: Mapping[str, float]

    def examples(self) -> Iterable[tuple[str, str]]:
        """Give every row's id with its marked example."""
        seen: dict[str, str] = {}
        for rows in (*self.verbs.values(), *self.side_verbs.values()):
            seen.update({row.id: row.example for _, row in rows})
        for found in (*self.markers.values(), *self.side_markers.values()):
            seen.update({row.id: row.example for _, row in found})
        for held in (*self.nouns.values(), *self.adjectives.values()):
            seen.update({row.id: row.example for row in held})
        seen.update({row.id: row.example for row in self.degrees})
        return seen.items()

    def signed_examples(self) -> Iterable[tuple[SignedRow, str]]:
        """Give every row of signs with its marked example."""
        return {row.id: (row, row.example) for row in self.signed.values()}.values()

    @cached_property
    def never(self) -> frozenset[str]:
        """List the look-alikes that are no claims, whatever the learned filter holds of them."""
        return frozenset(r.id for rows in self.lookalikes.values() for r in rows if r.never)

    def lookalike_examples(self) -> Iterable[tuple[str, str]]:
        """Give every look-alike's id with its example, which holds no claim."""
        return {r.id: r.example for rows in self.lookalikes.values() for r in rows}.items()


@lru_cache
def causation(code: str) -> Causation:
    """Load the causal cues of a language.

    Raises:
        LanguageDataError: an entry is unknown, missing, repeated or wrong.
    """
    verbs = read_cues(code, "verb", VerbRow)
    markers = read_cues(code, "marker", MarkerRow)
    nouns = read_cues(code, "noun", PredicateRow)
    adjectives = read_cues(code, "adjective", PredicateRow)
    degrees = read_cues(code, "degree", DegreeRow)
    signed = read_cues(code, "signed", SignedRow)
    words = read_words(code)
    return Causation(
        verbs=_by_first_word(code, [r for r in verbs if not r.aside]),
        markers=_markers_by_first_word(code, [r for r in markers if not r.aside], closed=words),
        side_verbs=_by_first_word(code, [r for r in verbs if r.aside]),
        side_markers=_markers_by_first_word(code, [r for r in markers if r.aside], closed=words),
        nouns=_by_lemma(nouns),
        adjectives=_by_lemma(adjectives),
        degrees=degrees,
        lookalikes=_lookalikes(read_cues(code, "lookalike", LookalikeRow)),
        signed=_signed(code, signed, verbs=verbs),
        words=words,
        hinders={lemma: frozenset(row.preps) for row in verbs if row.hinders for lemma in row.lemmas},
        directional=frozenset(lemma for row in verbs if row.directional for lemma in row.lemmas),
        precision=_precision(code),
    )


def _by_first_word(code: str, rows: Iterable[VerbRow]) -> dict[str, tuple[tuple[str, VerbRow], ...]]:
    """Index verbs by their first word; the same lemma twice in a row is an error."""
    held: dict[str, list[tuple[str, VerbRow]]] = {}
    for row in rows:
        if len(set(row.lemmas)) != len(row.lemmas):
            twice = sorted({x for x in row.lemmas if row.lemmas.count(x) > 1})
            raise LanguageDataError(f"{code}/causation.toml verb '{row.id}': repeated {twice}")
        for lemma in row.lemmas:
            verb, _, particle = lemma.partition(" ")
            held.setdefault(verb, []).append((particle, row))
    return {k: tuple(v) for k, v in held.items()}


def _markers_by_first_word(
    code: str, rows: Iterable[MarkerRow], *, closed: Words
) -> dict[str, tuple[tuple[tuple[str, ...], MarkerRow], ...]]:
    """Index markers by their first word in normal form, longest first: "à cause de" wins over "à".

    Raises:
        LanguageDataError: the same words twice in a row, contractions undone ("au vu de", "à vu de").

    """
    held: dict[str, list[tuple[tuple[str, ...], MarkerRow]]] = {}
    for row in rows:
        seen = set()
        for words in row.words:
            parts = tuple(map(closed.plain, words.split()))
            if parts in seen:
                raise LanguageDataError(f"{code}/causation.toml marker '{row.id}': repeated '{words}'")
            seen.add(parts)
            held.setdefault(parts[0], []).append((parts, row))
    return {k: tuple(sorted(v, key=lambda x: -len(x[0]))) for k, v in held.items()}


def _by_lemma(rows: Iterable[PredicateRow]) -> dict[str, tuple[PredicateRow, ...]]:
    """Index predicates by lemma."""
    held: dict[str, list[PredicateRow]] = {}
    for row in rows:
        for lemma in row.lemmas:
            held.setdefault(lemma, []).append(row)
    return {k: tuple(v) for k, v in held.items()}


def _signed(code: str, rows: Iterable[SignedRow], *, verbs: Iterable[VerbRow]) -> dict[str, SignedRow]:
    """Index signs by lemma; a verb has one, and none beside a row of its own with an object."""
    known = {
        x for row in verbs if row.frame in (Frame.DIRECT, Frame.INVERSE) and not row.nouns for x in row.lemmas
    }
    held: dict[str, SignedRow] = {}
    for row in rows:
        for lemma in row.lemmas:
            if lemma in held or lemma in known:
                raise LanguageDataError(f"{code}/causation.toml signed '{row.id}': repeated '{lemma}'")
            held[lemma] = row
    return held


def _lookalikes(rows: Iterable[LookalikeRow]) -> dict[str, tuple[LookalikeRow, ...]]:
    """Index look-alikes by their words."""
    held: dict[str, list[LookalikeRow]] = {}
    for row in rows:
        for words in row.words:
            held.setdefault(words, []).append(row)
    return {k: tuple(v) for k, v in held.items()}


def _precision(code: str) -> dict[str, float]:
    """Read the measured precision of each pattern (written by training/measure_patterns.py)."""
    measured = read_table(code, "precision").get("precision", {})
    return {str(k): float(v) for k, v in measured.items()}
