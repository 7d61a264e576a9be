"""Turn the languages' tables of opposites into one that holds across languages too."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from causerie.assembly.wordings import singular
from causerie.encoders.phrases import encode_phrases
from causerie.languages.directions import directions
from causerie.languages.rows import available

#: Least similarity of a word to a word of another language that it translates: "guerre"
#: and "war" have .86, unrelated words about .35.
TRANSLATION = 0.65

#: Shortest stem whose prefix is looked at: "in" before "e" says nothing.
STEM = 4


def opposed_words(one: Iterable[str], other: Iterable[str], *, languages: frozenset[str]) -> bool:
    """Say whether a word of one side stands against a word of the other.

    Args:
        one: folded, singular words of a phrase, without those that both share.
        other: the same of the other phrase.
        languages: the one or two languages of the phrases.

    >>> opposed_words({"emploi"}, {"chomage"}, languages=frozenset({"fr"}))
    True
    """
    table, second = opposites(), frozenset(other)
    for word in one:
        if table.get(word, frozenset()) & second:
            return True
        if len(languages) == 1 and any(_prefixed(word, w, languages) for w in second):
            return True
    return False


def _prefixed(one: str, other: str, languages: frozenset[str]) -> bool:
    """Say whether one word is the other behind a negative prefix ("illegal", "legal")."""
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    prefix = longer.removesuffix(shorter)
    if len(shorter) < STEM or prefix == longer:
        return False
    return any(directions(c).is_in("negative_prefixes", prefix) for c in languages)


@lru_cache(maxsize=1)
def opposites() -> Mapping[str, frozenset[str]]:
    """Map each folded, singular word of the tables to those against it in any language.

    Across languages a word stands against another when one of its opposites
    translates that one better than the word itself does.
    """
    tables = {c: directions(c).antonyms for c in available()}
    found = {w: set(against) for table in tables.values() for w, against in table.items()}
    words = {c: sorted(t) for c, t in tables.items()}
    vectors = {c: encode_phrases(w) for c, w in words.items()}
    rows = {c: {w: i for i, w in enumerate(listed)} for c, listed in words.items()}
    for one, other in ((a, b) for a in words for b in words if a != b):
        close = vectors[one] @ vectors[other].T
        for word, against in tables[one].items():
            best = close[[rows[one][a] for a in against]].max(axis=0)
            nearer = (best >= TRANSLATION) & (best > close[rows[one][word]])
            for w, is_opposed in zip(words[other], nearer.tolist(), strict=True):
                if is_opposed:
                    found[word].add(w)
                    found[w].add(word)
    return {singular(w): frozenset(map(singular, against)) for w, against in found.items()}
