"""Turn wordings into what tells whether two of them may be one concept, beside how near they look."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from causerie.assembly.linkage import Pair
from causerie.assembly.opposites import opposed_words
from causerie.assembly.wordings import SMALL, Sort, Wording, head_of, of_one_stem, singular
from causerie.encoders.phrases import encode_phrases
from causerie.languages.directions import directions
from causerie.languages.words import fold, longest

#: Least similarity of a single word to words of its own language: there what is only of
#: one kind looks near ("power", "force").
SINGLE = 0.78

#: Words that carry meaning from which on a phrase says more than one word of another
#: language can.
CLAUSE = 3


@dataclass(frozen=True)
class Sense:
    """What of a wording has to agree with another one's, worked out once.

    Attributes:
        words, bag: folded, singular words that carry meaning.
        head: the one that says what the phrase is about.
        opposers: words such as "against".
        judged: it says that the thing is good or bad.
        leaning: direction of the words that the core still holds ("efforts to cut
            spending"), 0 where it holds none.

    """

    wording: Wording
    words: tuple[str, ...]
    bag: frozenset[str]
    head: str
    opposers: frozenset[str]
    judged: bool
    leaning: int

    @property
    def agreeing(self) -> tuple[object, ...]:
        """Give what must be equal."""
        return self.wording.sort, self.wording.names, self.wording.numbers, self.wording.bound, self.judged


def sense_of(wording: Wording) -> Sense:
    """Work out what of a wording has to agree with another one's."""
    lexicon = directions(wording.language)
    low = [w.low for w in lexicon.splitter.split(wording.core)]
    meaning = [w for w in low if not any(lexicon.is_in(n, w) for n in SMALL)]
    leaning = 0
    for at in range(len(low)):
        noun, verb = longest(lexicon.nouns, low, at), longest(lexicon.verbs, low, at)
        if noun or verb:
            leaning = (leaning or 1) * (noun[1].direction if noun else verb[1].verb.direction if verb else 1)
    words = tuple(singular(fold(w)) for w in meaning)
    return Sense(
        wording,
        words,
        frozenset(words),
        head_of(low, lexicon),
        frozenset(low) & lexicon.lists["opposers"],
        any(lexicon.is_in("judgements", w) for w in low),
        leaning,
    )


def compatible(one: Sense, other: Sense) -> bool:
    """Say whether two wordings may be one concept at all, however near they look.

    >>> from causerie.assembly.names import NameBook
    >>> from causerie.assembly.wordings import word_phrase
    >>> def sense(text): return sense_of(word_phrase(text, language="fr", book=NameBook(), document=""))
    >>> compatible(sense("la guerre"), sense("la paix"))
    False
    """
    if one.agreeing != other.agreeing or _lean_apart(one, other):
        return False
    sort, names = one.wording.sort, one.wording.names
    if sort is Sort.PRONOUN or (sort is not Sort.THING and names):
        return False  # a name alone: the key has settled it
    return not _opposed(one, other) and not _is_part(one, other)


def _lean_apart(one: Sense, other: Sense) -> bool:
    """Say whether words of direction that are left differ.

    One language's list may lack what another's has, so that silence says nothing there.
    """
    same = one.wording.language == other.wording.language
    return one.leaning != other.leaning and (same or bool(one.leaning and other.leaning))


def opposed(one: Wording, other: Wording) -> bool:
    """Say whether a word of one stands against a word of the other, in any language."""
    return _opposed(sense_of(one), sense_of(other))


def _opposed(one: Sense, other: Sense) -> bool:
    languages = frozenset({one.wording.language, other.wording.language})
    return opposed_words(one.bag - other.bag, other.bag - one.bag, languages=languages)


def _is_part(one: Sense, other: Sense) -> bool:
    """Say whether one names something about the other ("sentiment against trade", "trade").

    In one language the heads tell; across languages, that a single word
    cannot say what a clause says.
    """
    if one.wording.language != other.wording.language:
        lengths = sorted((len(one.words), len(other.words)))
        return lengths[0] == 1 and lengths[1] >= CLAUSE
    if one.opposers != other.opposers:
        return True
    apart = one.head != other.head and (one.head in other.bag) != (other.head in one.bag)
    return apart and not _one_stem(one, other)


def _one_stem(one: Sense, other: Sense) -> bool:
    """Say whether two phrases differ in one word each, of one stem ("the use of force", "using force")."""
    first, second = one.bag - other.bag, other.bag - one.bag
    return len(first) == len(second) == 1 and of_one_stem(min(first), min(second))


def _difference(one: Sense, other: Sense) -> tuple[str, str] | None:
    """Give what differs where two phrases have one head ("wheat | prices", "bread | prices").

    There the whole looks nearer than it is, and so do two clauses about one
    thing ("they breed | oysters", "they sell | oysters"): the parts that differ
    have to be near themselves.
    """
    if one.wording.language != other.wording.language or _one_stem(one, other):
        return None
    shared = one.bag & other.bag
    clauses = shared and min(len(one.bag - shared), len(other.bag - shared)) >= CLAUSE
    if one.head != other.head and not clauses:
        return None
    first = " ".join(w for w in one.words if w not in other.bag)
    second = " ".join(w for w in other.words if w not in one.bag)
    return (first, second) if first and second else None


def is_vague(one: Sense, other: Sense, similarity: float) -> bool:
    """Say whether a single word is not near enough to words of its own language."""
    same = one.wording.language == other.wording.language
    return (
        same and similarity < SINGLE and min(len(one.words), len(other.words)) == 1 and one.bag != other.bag
    )


def mergeable(senses: Sequence[Sense], pairs: Iterable[Pair], similar: float) -> list[Pair]:
    """Keep the near pairs that may be one concept."""
    kept: list[Pair] = []
    differing: list[tuple[Pair, tuple[str, str]]] = []
    for pair in pairs:
        one, other = senses[pair[0]], senses[pair[1]]
        if is_vague(one, other, pair[2]) or not compatible(one, other):
            continue
        difference = _difference(one, other)
        if difference:
            differing.append((pair, difference))
        else:
            kept.append(pair)
    parts = sorted({part for _, both in differing for part in both})
    rows = dict(zip(parts, encode_phrases(parts), strict=True))
    near = [p for p, (a, b) in differing if round(float(rows[a] @ rows[b]), 4) >= similar]
    return sorted(kept + near)
