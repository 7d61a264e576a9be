"""Turn words that a user types, in either language, into the concept they mean."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from causerie.assembly.names import NameBook, unify_spellings
from causerie.assembly.senses import opposed
from causerie.assembly.wordings import SMALL, Sort, Wording, word_phrase
from causerie.encoders.phrases import encode_phrases
from causerie.errors import AmbiguousConceptError, UnknownConceptError
from causerie.languages.directions import directions
from causerie.languages.names import find_place
from causerie.languages.rows import available
from causerie.languages.words import fold
from causerie.model import CausalMap, Concept

#: Least similarity at which words are taken for a concept. Lower than for merging:
#: the user sees which concept was taken and can say otherwise.
ANSWERS = 0.6

#: Likeness in meaning below which a concept whose wording holds the very words goes first,
#: and how alike that concept must be itself: "water" alone does not mean the price of water.
OUTWEIGHS, HELD = 0.75, 0.5

#: Lead that the best concept needs before the next, and before one that holds the words too.
LEAD, CLEAR = 0.04, 0.25

#: Similarity of a person's bare name to how that person stands, and the most that
#: meaning alone can reach: below the same words.
NAMED = 0.95

#: Candidates that an error lists.
LISTED = 5


@dataclass(frozen=True, slots=True)
class ConceptMatch:
    """The concept that some words name.

    Attributes:
        asked: the words as given.
        direction: -1 when the words mean that the concept falls ("fall in prices").
        similarity: 1.0 for the same words, else the encoder's, in [-1, 1].
        holds: the concept's wording holds all the words that were asked, and more.

    """

    asked: str
    concept: Concept
    direction: int
    similarity: float
    holds: bool = False


def resolve_concept(causal_map: CausalMap, words: str, *, language: str | None = None) -> ConceptMatch:
    """Find the concept that some words name.

    Args:
        causal_map: the map to look in.
        words: an id, a label, a wording, or other words for one.
        language: code of the words' language; None: every language is tried.

    Raises:
        UnknownConceptError: nothing is near; lists the nearest.
        AmbiguousConceptError: several are as near; lists them.

    """
    if words in causal_map.by_id:
        return ConceptMatch(words, causal_map.by_id[words], 1, 1.0)
    if not causal_map.concepts or not any(c.isalnum() for c in words):
        raise UnknownConceptError(f"no concept answers to '{words}'; the map has {len(causal_map.concepts)}")
    ranked = _rank(causal_map, words, (language,) if language else available())
    near = _near(ranked)
    if not near:
        raise UnknownConceptError(f"no concept answers to '{words}'; nearest: {_listed(ranked)}")
    if len(near) > 1:
        raise AmbiguousConceptError(f"'{words}' may be {_listed(near)}; name one more fully")
    return near[0]


def _near(ranked: Sequence[ConceptMatch]) -> list[ConceptMatch]:
    """Give the concepts that the words may mean, best first; none when nothing is near."""
    best, holding = ranked[0], [m for m in ranked if m.holds and m.similarity >= HELD]
    near = [m for m in ranked if m.similarity > best.similarity - LEAD]
    if best.similarity == 1.0:
        return [m for m in near if m.similarity == 1.0]
    if holding and best.similarity < (ANSWERS if best.holds else OUTWEIGHS):
        return holding  # "debt": "debt of the club", whatever else sounds alike
    if best.similarity < ANSWERS:
        return []
    if best.holds and best.similarity < NAMED:
        close = best.similarity - CLEAR
        return [m for m in ranked if m in near or (m.holds and m.similarity > close)]  # "strikes": whose?
    return near


def _listed(matches: Sequence[ConceptMatch]) -> str:
    return ", ".join(f"'{m.concept.label}' ({m.similarity:.2f})" for m in matches[:LISTED])


@dataclass(frozen=True, slots=True)
class _Known:
    """A wording of a concept, with what its direction is against the concept's."""

    concept: Concept
    wording: Wording
    direction: int


def _rank(causal_map: CausalMap, words: str, languages: Iterable[str]) -> list[ConceptMatch]:
    """List every concept with its best match, best first."""
    book = _names(causal_map, words)
    asked = [word_phrase(_capitals(words, book), language=c, book=book, document="") for c in languages]
    known = [k for c in causal_map.concepts for k in _known(c, book)]
    texts = [w.encoded for w in asked] + [k.wording.encoded for k in known]
    vectors = encode_phrases(texts)
    close = vectors[: len(asked)] @ vectors[len(asked) :].T
    holding = {k.concept.id for k in known if any(_holds(k.wording, w) for w in asked)}
    best: dict[str, ConceptMatch] = {}
    for i, wanted in enumerate(asked):
        for j, held in enumerate(known):
            similarity, name = _similarity(wanted, held, float(close[i, j])), held.concept.id
            if name not in best or similarity > best[name].similarity:
                direction = wanted.direction * held.direction
                best[name] = ConceptMatch(words, held.concept, direction, similarity, name in holding)
    return sorted(best.values(), key=lambda m: (-m.similarity, m.concept.id))


def _holds(held: Wording, wanted: Wording) -> bool:
    """Say whether a wording holds all the words of another in one language, and more."""
    words = [frozenset(w.key.partition(":")[2].split()) for w in (wanted, held)]
    return held.language == wanted.language and bool(words[0]) and words[0] < words[1]


def _similarity(wanted: Wording, held: _Known, close: float) -> float:
    """Say how near two wordings are: 1 when they name one thing, 0 when they cannot."""
    other = held.wording
    names_fit = wanted.names <= other.names or other.sort is Sort.STANDING is wanted.sort
    if wanted.sort is Sort.STANDING and other.sort is Sort.STANDING and names_fit:
        # "the regime" is that of whoever rules in the documents.
        return 1.0 if not wanted.names or wanted.names == other.names or not other.names else 0.0
    if wanted.key == other.key or fold(wanted.text) == fold(held.concept.label):
        return 1.0
    if wanted.sort is Sort.AGENT and other.sort is not Sort.THING and wanted.names == other.names:
        return NAMED if wanted.names else round(close, 2)
    if not names_fit or opposed(wanted, other):
        return 0.0
    return min(round(close, 2), NAMED)


def _known(concept: Concept, book: NameBook) -> Iterable[_Known]:
    """Give each distinct wording of a concept once."""
    seen: set[tuple[str, int]] = set()
    for mention in concept.mentions:
        for language in concept.labels or available():
            wording = word_phrase(mention.text, language=language, book=book, document="")
            direction = wording.direction * mention.direction
            if (wording.key, direction) not in seen:
                seen.add((wording.key, direction))
                yield _Known(concept, wording, direction)


def _names(causal_map: CausalMap, words: str) -> NameBook:
    """Collect the names that the map's wordings and the asked words hold."""
    splitter = directions(available()[0]).splitter
    inside: set[str] = set()
    for text in [m.text for c in causal_map.concepts for m in c.mentions] + [words]:
        inside.update(fold(w.text) for w in splitter.split(text)[1:] if w.is_capitalised)
    return NameBook(known={"": frozenset(inside)}, forms=unify_spellings(inside))


def _capitals(words: str, book: NameBook) -> str:
    """Give names typed without capitals their capitals back."""
    held = words
    for word in reversed(directions(available()[0]).splitter.split(words)):
        if any(directions(c).is_in(n, word.low) for c in available() for n in (*SMALL, "pronouns")):
            continue  # "un" is no "UN"
        place = find_place(word.text, any_case=True) and not find_place(word.text)
        if place or fold(word.text) in book.known.get("", frozenset()):
            printed = word.text.upper() if find_place(word.text.upper()) else word.text.title()
            held = held[: word.start] + printed + held[word.end :]
    return held
