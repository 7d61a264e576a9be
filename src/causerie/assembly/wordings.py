"""Turn the words of an argument into a wording: what it names, which way it moves, and what must agree."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import takewhile

from causerie.assembly.names import NameBook
from causerie.assembly.strip import strip_directions, strip_openers
from causerie.assembly.taking import Stripped
from causerie.languages.directions import Directions, directions
from causerie.languages.names import all_titles, find_place, name_words
from causerie.languages.words import Word, fold

#: Longest label, in characters; beyond, it is cut at a word.
LABEL = 72

#: Shortest word that loses its plural ending in a key, so that "gas" stays "gas".
PLURAL = 4

#: Share of the shorter of two words that both begin with where they are of one stem.
STEM = 0.65

#: What parts the thousands of a number, in any language here.
GROUPING = re.compile(r"[ .,\u00a0\u202f](?=\d{3}(?!\d))")

SPACE = re.compile(r"\s+")
QUOTES = re.compile(r"[«“„] ?| ?[»”]|\"")


#: Lists of small words, which say nothing of what a phrase names.
SMALL = ("linkers", "determiners", "clitics", "possessives")

#: Lists of words that name nothing by themselves.
EMPTY = (*SMALL, "pronouns", "auxiliaries", "copulas", "prepositions", "relatives")


class Sort(StrEnum):
    """What a wording names; wordings of different sorts are never one concept."""

    THING = "thing"
    #: A person, office or country by itself: one who acts.
    AGENT = "agent"
    #: How a ruler or country stands: what "the fall of X" moves.
    STANDING = "standing"
    #: Nothing but a pronoun or small words: never one concept with another.
    PRONOUN = "pronoun"


@dataclass(frozen=True, slots=True)
class Wording:
    """One phrase, as far as a concept needs it.

    Attributes:
        text: the phrase as printed, white space made single.
        core: the words that name the thing, as printed.
        label: `core` with the owner it cannot do without.
        direction: +1 or -1.
        names: the names in it, each in its one form.
        numbers: the numbers in it that do not merely count.
        key: normal form; equal keys name one thing.
        encoded: the words to compare by meaning; names only where nothing else is said.
        turned: the core says itself that a rule ends ("changement de régime"), so
            that a label made of it means the thing at direction -1.
        moved: a word of direction was taken out.
        bound: the document outside which it names nothing ("that incident"), or "".

    """

    text: str
    language: str
    core: str
    label: str
    direction: int
    sort: Sort
    names: frozenset[str]
    numbers: frozenset[str]
    key: str
    encoded: str
    turned: bool = False
    moved: bool = False
    bound: str = ""

    @property
    def folded(self) -> str:
        """Give the text without capitals and accents: how decisions name a wording."""
        return fold(self.text)


def word_phrase(text: str, *, language: str, book: NameBook, document: str) -> Wording:
    """Turn a phrase of a document into its wording.

    Args:
        text: the argument's words, or those of its antecedent.
        language: code of a language folder.
        book: what is a name in the documents.
        document: id of the document the phrase stands in.

    >>> w = word_phrase("une forte baisse des loyers", language="fr", book=NameBook(), document="")
    >>> w.label, w.direction
    ('loyers', -1)
    """
    text = SPACE.sub(" ", text).strip()
    lexicon = directions(language)
    words = lexicon.splitter.split(text)
    if not words:
        return Wording(
            text, language, text, text, 1, Sort.THING, frozenset(), frozenset(), fold(text), text or "?"
        )
    return _Worder(text, words, lexicon, book, document).word()


class _Worder:
    """Holds what the parts of a wording are made from."""

    def __init__(
        self, text: str, words: Sequence[Word], lexicon: Directions, book: NameBook, document: str
    ) -> None:
        self._text, self._words, self._lex, self._book = text, words, lexicon, book
        self._document, self._stripped = document, strip_directions(words, lexicon)
        listed = name_words(lexicon.code)
        self._names = [
            None
            if self._is_small(w.low)
            or w.low in listed.capitals
            or w.low.endswith("'")
            or (i == 0 and (w.low,) in lexicon.adjectives)
            else book.name_of(w, document=document, first=w.opens)
            for i, w in enumerate(words)
        ]
        self._offices, self._changes = frozenset(listed.offices), frozenset(listed.changes)
        self._stripped = self._unmoved() or self._stripped

    def _unmoved(self) -> Stripped | None:
        """Strip the words anew where their direction is no rise or fall of what they name.

        Who leaves is no less for it, unless he rules; and a place by itself is
        not what falls when it is destroyed: "the exodus of teachers" and "the
        destruction of Smyrna" are things of their own.
        """
        kept = self._stripped.kept
        sort = self._sort(kept, moved=self._stripped.moved)
        titled = any(self._words[i].low in all_titles() - self._offices for i in kept)
        if self._stripped.leaving and (sort is Sort.THING or (sort is Sort.STANDING and titled)):
            return strip_directions(self._words, self._lex, leaving=False)
        if sort is Sort.STANDING and not self._is_office(kept):
            named = [i for i in self._until_preposition(kept) if self._names[i] is not None]
            return strip_openers(self._words, self._lex) if all(map(self._is_placed, named)) else None
        return None

    def _is_placed(self, at: int) -> bool:
        return find_place(self._words[at].text) is not None

    def word(self) -> Wording:
        """Put the wording together."""
        kept, direction, turned = self._ruled(self._stripped)
        sort = self._sort(kept, moved=self._stripped.moved or turned)
        owner = self._owner(kept)
        names = self._standing_of(self._name_set(range(len(self._words))), kept, sort)
        core = self._printed(self._stripped.kept)
        if sort is Sort.STANDING:
            core = self._printed(self._until_preposition(self._stripped.kept))
            key = "standing:" + "+".join(sorted(names) or self._key_words(kept[:1]))
        else:
            key = f"{sort}:" + " ".join([*self._key_words(kept), *sorted(fold(o) for o in owner)])
        return Wording(
            text=self._text,
            language=self._lex.code,
            core=core,
            label=_shorten(f"{core} ({', '.join(owner)})" if owner else core),
            direction=self._stripped.direction * direction,
            sort=sort,
            names=names,
            numbers=frozenset(
                GROUPING.sub("", w.low) for i, w in enumerate(self._words) if i in kept and w.is_number
            ),
            key=key,
            encoded=self._encoded(kept),
            turned=turned,
            moved=self._stripped.moved,
        )

    # -- rule and standing

    def _ruled(self, stripped: Stripped) -> tuple[tuple[int, ...], int, bool]:
        """Take the change out of "change of government": kept words, direction, whether it was there."""
        kept = stripped.kept
        low = [self._words[i].low for i in kept]
        if low[0] in self._changes:
            start = next((j for j in range(1, len(low)) if not self._is("linkers", low[j])), len(low))
            if start < len(low) and self._is_office(kept[start:]):
                return kept[start:], -1, True
        if len(low) > 1 and low[-1] in self._changes and self._is_office(kept[:-1]):
            return kept[:-1], -1, True
        return kept, 1, False

    def _is_office(self, kept: Sequence[int]) -> bool:
        """Say whether a phrase names a rule, and nothing else but its holder and place."""
        return any(self._words[i].low in self._offices for i in kept[:3]) and not self._substance(kept)

    def _substance(self, kept: Sequence[int]) -> list[int]:
        """List the words before a preposition that are no name, title, office or small word."""
        rest: list[int] = []
        for i in self._until_preposition(kept):
            low = self._words[i].low
            known = low in self._offices or low in all_titles() or self._names[i] is not None
            if not known and not self._is_small(low):
                rest.append(i)
        return rest

    def _until_preposition(self, kept: Sequence[int]) -> tuple[int, ...]:
        """Keep what stands before a place or circumstance ("regime change | in the north")."""
        low = [self._words[i].low for i in kept]
        stops = (
            j for j, w in enumerate(low) if j and self._is("prepositions", w) and not self._is("linkers", w)
        )
        return tuple(kept[: next(stops, len(kept))])

    def _sort(self, kept: Sequence[int], *, moved: bool) -> Sort:
        low = [self._words[i].low for i in kept]
        if all((len(w) == 1 and w.isalpha()) or any(self._is(n, w) for n in EMPTY) for w in low):
            return Sort.PRONOUN
        if self._is("pronouns", " ".join(low)):
            return Sort.PRONOUN  # "ces derniers"
        if self._substance(kept) or self._is_common(kept):
            return Sort.THING
        rule = any(
            self._words[i].low in self._offices and self._words[i].low not in all_titles() for i in kept
        )
        named = [i for i in kept if self._names[i] is not None]
        if moved and not rule and named and all(map(self._is_initials, named)):
            return Sort.THING
        return Sort.STANDING if moved or rule else Sort.AGENT

    def _is_initials(self, at: int) -> bool:
        """Say whether a name is written in capitals alone, as taxes and laws are, and no place."""
        text = self._words[at].text
        return len(text) > 1 and text.isupper() and find_place(text) is None

    def _is_common(self, kept: Sequence[int]) -> bool:
        """Say whether a single name that is no place has a determiner, as a thing has."""
        alone = len(kept) == 1 and self._names[kept[0]] is not None
        before = kept[0] - 1
        return (
            alone
            and before >= 0
            and self._is("determiners", self._words[before].low)
            and not self._is("linkers", self._words[before].low)
            and find_place(self._words[kept[0]].text) is None
        )

    def _standing_of(self, names: frozenset[str], kept: Sequence[int], sort: Sort) -> frozenset[str]:
        """Say whose standing it is, by what the document says of who rules."""
        if sort is not Sort.STANDING or not any(self._words[i].low in self._offices for i in kept):
            return names
        if not names:
            ruler = self._book.rulers.get(self._document)
            return frozenset({ruler} if ruler else ())
        realm = self._book.realms.get(self._document, {})
        ruled = frozenset(realm.get(n, n) for n in names)
        holders = ruled - names
        return holders or names

    # -- words

    def _is(self, name: str, low: str) -> bool:
        return self._lex.is_in(name, low)

    def _is_small(self, low: str) -> bool:
        return any(self._is(n, low) for n in SMALL)

    def _owner(self, kept: Sequence[int]) -> list[str]:
        """List the owner, and names that the core has lost, as printed."""
        if self._stripped.owner:
            return [self._printed(self._bare(self._stripped.owner))]
        core = self._name_set(kept)
        lost = [
            i
            for i, n in enumerate(self._names)
            if n and i not in kept and n not in core and self._words[i].is_capitalised
        ]
        return list(dict.fromkeys(self._words[i].text for i in lost))

    def _bare(self, kept: Sequence[int]) -> tuple[int, ...]:
        """Take determiners off the front."""
        start = next((j for j, i in enumerate(kept) if not self._is("determiners", self._words[i].low)), 0)
        return tuple(kept[start:])

    def _name_set(self, places: Iterable[int]) -> frozenset[str]:
        """Give the names at these places, a person by the surname."""
        found: set[str] = set()
        for i in places:
            name = self._names[i]
            following = self._names[i + 1] if i + 1 < len(self._names) else None
            adjacent = following is not None and self._words[i + 1].start == self._words[i].end + 1
            given = adjacent and not find_place(self._words[i].text) and self._words[i + 1].is_capitalised
            if name and not given:
                found.add(name)
        return frozenset(found)

    def _printed(self, kept: Sequence[int]) -> str:
        """Quote the kept words with what stands between those that follow each other."""
        runs: list[list[int]] = []
        for i in kept:
            if runs and i == runs[-1][-1] + 1:
                runs[-1].append(i)
            else:
                runs.append([i])
        printed = " ".join(self._text[self._words[r[0]].start : self._words[r[-1]].end] for r in runs)
        for at, verb in self._stripped.spoken:
            printed = printed.replace(self._words[at].text, verb)
        if (
            kept
            and kept[0] == 0
            and self._is_plain(0)
            and not (printed[:2].isalpha() and printed[:2].isupper())
        ):
            printed = printed[0].lower() + printed[1:]  # the capital was that of a sentence
        return QUOTES.sub("", printed)

    def _is_plain(self, at: int) -> bool:
        """Say whether a word is neither title nor part of a name, nor an owner."""
        following = self._words[at + 1 : at + 2]
        named = any(
            (w.is_capitalised and w.start == self._words[at].end + 1) or self._is("clitics", w.low)
            for w in following
        )  # "Stockholm's" keeps its capital
        return self._names[at] is None and self._words[at].low not in all_titles() and not named

    def _key_words(self, kept: Sequence[int]) -> list[str]:
        """Fold the words that carry meaning, singular; "price of oil" reads "oil price"."""
        parts: list[list[str]] = [[]]
        for i in kept:
            low = self._words[i].low
            if self._is("linkers", low):
                parts.append([])
            elif not any(self._is(n, low) for n in ("determiners", "possessives", "clitics")):
                parts[-1].append(self._names[i] or singular(fold(low)))
        if len(parts) == 2:
            parts = sorted(parts)
        return [w for part in parts for w in part]

    def _encoded(self, kept: Sequence[int]) -> str:
        """Write the kept words without names, which have to agree anyway and would outweigh the rest."""
        plain = [i for i in kept if self._names[i] is None]
        said = plain if any(not self._is_small(self._words[i].low) for i in plain) else kept
        return " ".join(self._words[i].low for i in said).replace("' ", "'")


def singular(word: str) -> str:
    """Take off a plural's ending, alike for all languages here: keys only need to agree."""
    return word[:-1] if len(word) >= PLURAL and word[-1] in "sx" and word[-2] != "s" else word


def of_one_stem(one: str, other: str, *, least: int = 2) -> bool:
    """Say whether two folded words begin alike, with so many letters at least and most of the shorter."""
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    return shared >= max(least, STEM * min(len(one), len(other)))


def head_of(low: Sequence[str], lexicon: Directions) -> str:
    """Give the word that says what a phrase is about: the first, or the last before a link."""
    if lexicon.head_first:
        head = next((w for w in low if not lexicon.is_degree(w)), low[0] if low else "")
    else:
        links = ("linkers", "loose_linkers", "prepositions", "relatives")
        stop = next((i for i, w in enumerate(low) if i and any(lexicon.is_in(n, w) for n in links)), len(low))
        head = low[stop - 1] if low else ""
    return singular(fold(head))


def _shorten(label: str) -> str:
    """Cut a label at a word when it is too long to read on a map."""
    if len(label) <= LABEL:
        return label
    return label[:LABEL].rsplit(" ", 1)[0].rstrip(",;:") + "…"
