"""Turn the capitals of documents into names, each in one form however it is spelt."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import combinations, pairwise

from causerie.languages.directions import directions
from causerie.languages.names import all_titles, find_place, name_words
from causerie.languages.words import Word, fold
from causerie.model import Document

#: Letters that languages write in their own way, as one: a name keeps its consonants
#: when it is transcribed ("Poutine", "Putin").
SOUNDS = str.maketrans({"c": "k", "q": "k", "z": "s", "w": "v", "y": None, "j": None, "h": None})
VOWELS = frozenset("aeiou")

#: Consonants that a name needs before its skeleton says anything.
SKELETON = 3

#: Least likeness of letters between two spellings of one name (difflib ratio);
#: "poutine" and "putin" have .83, "patton" and "putin" .55.
SPELLING = 0.7


@dataclass(frozen=True)
class NameBook:
    """The names of a set of documents.

    Attributes:
        known: document id → folded words that are names there.
        forms: folded name → its one form.
        rulers: document id → the name of who rules there, as the text pairs
            an office with a name.
        realms: document id → place code → the name of who rules it.

    """

    known: Mapping[str, frozenset[str]] = field(default_factory=dict)
    forms: Mapping[str, str] = field(default_factory=dict)
    rulers: Mapping[str, str] = field(default_factory=dict)
    realms: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def name_of(self, word: Word, *, document: str, first: bool) -> str | None:
        """Give the one form of a name, or None when the word is none.

        A capital at the start of a phrase says nothing: there the document must
        have shown the word to be a name.
        """
        place = find_place(word.text)
        if place:
            return place
        folded = fold(word.text)
        known = folded in self.known.get(document, frozenset())
        if known or (word.is_capitalised and not first and word.low not in all_titles()):
            return self.forms.get(folded, folded)
        return None


def skeleton(name: str) -> str:
    """Keep the consonants of a folded name, doubled ones once.

    >>> skeleton("poutine") == skeleton("putin")
    True
    """
    kept = [c for c in name.translate(SOUNDS) if c.isalpha() and c not in VOWELS]
    return "".join(c for i, c in enumerate(kept) if i == 0 or kept[i - 1] != c)


def collect_names(documents: Sequence[Document]) -> NameBook:
    """Find what is a name in each document, and who rules there."""
    words = {d.id: _words(d) for d in documents}
    known = {d.id: _capitalised(words[d.id]) for d in documents}
    forms = unify_spellings({n for names in known.values() for n in names})
    book = NameBook(known=known, forms=forms)
    pairs = {
        d.id: tuple(_pairings(words[d.id], language=d.language, document=d.id, book=book)) for d in documents
    }
    rulers = _rulers(known, pairs, forms)
    realms = {i: _realms(found) for i, found in pairs.items()}
    return NameBook(known=known, forms=forms, rulers=rulers, realms=realms)


def _rulers(
    known: Mapping[str, frozenset[str]],
    pairs: Mapping[str, Sequence[tuple[str, str | None]]],
    forms: Mapping[str, str],
) -> dict[str, str]:
    """Find who rules in each document, if need be by the others that know only one ruler."""
    rulers = {i: r for i, found in pairs.items() if (r := _commonest(name for name, _ in found))}
    if len(set(rulers.values())) == 1:
        (ruler,) = set(rulers.values())
        named = {i for i, names in known.items() if ruler in {forms.get(n, n) for n in names}}
        rulers |= {i: ruler for i in named if not pairs[i]}
    return rulers


def unify_spellings(names: Iterable[str]) -> dict[str, str]:
    """Map each folded name to the first, in the order of the alphabet, of its spellings.

    >>> unify_spellings({"putin", "poutine", "patton"})["putin"]
    'poutine'
    """
    groups: dict[str, list[str]] = defaultdict(list)
    for name in sorted(names):
        bones = skeleton(name)
        if len(bones) >= SKELETON:
            groups[name[0] + bones].append(name)
    forms: dict[str, str] = {}
    for group in groups.values():
        for one, other in combinations(group, 2):
            if SequenceMatcher(None, one, other, autojunk=False).ratio() >= SPELLING:
                forms.setdefault(other, forms.get(one, one))
    return forms


def _words(document: Document) -> tuple[tuple[Word, ...], ...]:
    """List the words of each paragraph; the whole text where none is marked."""
    splitter = directions(document.language).splitter
    spans = [p.of(document.text) for p in document.paragraphs] or [document.text]
    return tuple(splitter.split(s) for s in spans)


def _capitalised(paragraphs: Iterable[Sequence[Word]]) -> frozenset[str]:
    """Find words that have a capital inside a sentence and never go without."""
    inside: set[str] = set()
    low: set[str] = set()
    for words in paragraphs:
        for before, word in pairwise(words):
            opens = word.opens and before.low not in all_titles()  # "M. Morvak" is one sentence
            if word.is_capitalised and not opens and word.low not in all_titles():
                inside.add(fold(word.text))
        low.update(fold(w.text) for w in words if w.text[0].islower())
    return frozenset(inside - low)


def _pairings(
    paragraphs: Iterable[Sequence[Word]], *, language: str, document: str, book: NameBook
) -> Iterable[tuple[str, str | None]]:
    """Find "régime de X", "X's government", "le président russe X": name, and place if said."""
    lexicon, offices = directions(language), set(name_words(language).offices)
    for words in paragraphs:
        for i, word in enumerate(words):
            if word.low not in offices:
                continue
            after, place = i + 1, None
            while after < len(words) and (
                lexicon.is_in("linkers", words[after].low) or find_place(words[after].text)
            ):
                place = find_place(words[after].text) or place
                after += 1
            name = _last_name(words[after:], document=document, book=book)
            before = i - 1
            if before >= 0 and find_place(words[before].text):
                place, before = find_place(words[before].text), before - 1
            if name is None and before >= 0 and lexicon.is_in("clitics", words[before].low):
                before -= 1
            if name is None and before >= 0 and not find_place(words[before].text):
                name = book.name_of(words[before], document=document, first=True)
            if name:
                yield name, place


def _last_name(words: Sequence[Word], *, document: str, book: NameBook) -> str | None:
    """Give the last of the names that follow each other, which is the surname."""
    name = None
    for word in words:
        found = book.name_of(word, document=document, first=True)
        if found is None or find_place(word.text) or not word.is_capitalised:
            break
        name = found
    return name


def _realms(pairs: Iterable[tuple[str, str | None]]) -> dict[str, str]:
    """Map each place to the name that the document pairs most often with it."""
    by_place: dict[str, list[str]] = defaultdict(list)
    for name, place in pairs:
        if place:
            by_place[place].append(name)
    return {p: r for p, names in by_place.items() if (r := _commonest(names))}


def _commonest(names: Iterable[str]) -> str | None:
    """Give the name that comes most often; None when two share the lead."""
    ranked = Counter(names).most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]
