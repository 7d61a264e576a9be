"""Turn a language folder's boilerplate.toml into phrases that page furniture is made of.

The phrases of all languages are tried on every document: a French page carries
English cookie notices.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from causerie.errors import LanguageDataError
from causerie.languages.rows import available, checked_row, read_rows, read_table

_TOKEN = re.compile(r"[^\W_]+|[:©@]")
_ACCENT = re.compile("[\u0300-\u036f]+")
#: How many words the sign "…" of a pattern may stand for, when it does not say.
_GAP = "4"


class Place(StrEnum):
    """Where in a paragraph a phrase must stand."""

    WHOLE = "whole"
    OPENING = "opening"
    ANYWHERE = "anywhere"


class Role(StrEnum):
    """What a paragraph with the phrase does on the page.

    `MORE` ends a box about another article; `LABEL` announces one title of another
    article, `LIST` several; `CREDIT` ends a caption; `DATE` and `SOURCE` hold the date
    and the publisher;
    `PATH` is the way to the page ("Home » World » …") and `CAPTION` a word left over
    from a picture; these two are told by shape and repetition.
    """

    FURNITURE = "furniture"
    MORE = "more"
    LABEL = "label"
    LIST = "list"
    CREDIT = "credit"
    DATE = "date"
    SOURCE = "source"
    PATH = "path"
    CAPTION = "caption"


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase of page furniture.

    Attributes:
        words: the pattern. `a|b` is either word, `[a]` an optional one, `a_b` two words
            taken as one, `#` a number, `…` up to four words, `…9` up to nine. Case,
            accents and punctuation other than `:`, `©` and `@` do not count.
        example: a paragraph that must match.
        counter: paragraphs that must not match.
        most: how many words a paragraph with the phrase may have.
    """

    words: str
    place: str
    example: str
    role: str = Role.FURNITURE
    most: int = 12
    counter: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Names:
    """The words that open bylines and spell dates.

    Attributes:
        byline: what stands before the author's name.
        joiners: what stands between two authors' names.
        particles: what stands in lower case within a name.
        places: what stands between an author and the place he writes from.
        press: nouns that name newspapers and agencies.
        months: twelve entries, each a month with its short forms, separated by spaces.
        ordinals: endings of a day's number.
        day_first: whether 3/4/2024 is the third of April; None where usage varies.
        agencies: news and picture agencies as they sign a dateline or a picture.
        common: the commonest words, by which a very short text shows its language.
        answers: one-word answers, which may repeat without being captions.
    """

    byline: tuple[str, ...]
    joiners: tuple[str, ...]
    particles: tuple[str, ...]
    places: tuple[str, ...]
    press: tuple[str, ...]
    months: tuple[str, ...]
    ordinals: tuple[str, ...]
    agencies: tuple[str, ...]
    common: tuple[str, ...]
    answers: tuple[str, ...]
    day_first: str


def normalised(text: str) -> str:
    """Reduce a text to bare words: no case, accents or punctuation.

    >>> normalised("À LIRE aussi : l’article")
    'a lire aussi : l article'
    """
    flat = unicodedata.normalize("NFKD", text.casefold().replace("(c)", "©"))
    return " ".join(_TOKEN.findall(_ACCENT.sub("", flat)))


def compiled(phrase: Phrase) -> re.Pattern[str]:
    """Compile a phrase to a pattern over `normalised(text) + " "`.

    Raises:
        LanguageDataError: an unknown place or role.

    """
    if phrase.place not in list(Place) or phrase.role not in list(Role):
        raise LanguageDataError(
            f"phrase '{phrase.words}': place '{phrase.place}', role '{phrase.role}'; "
            f"choose from {[p.value for p in Place]} and {[r.value for r in Role]}"
        )
    start = r"(?:^|(?<= ))" if phrase.place == Place.ANYWHERE else "^"
    end = "$" if phrase.place == Place.WHOLE else ""
    return re.compile(start + "".join(_piece(p) for p in phrase.words.split()) + end)


def _piece(part: str) -> str:
    """Turn one part of a pattern into a regular expression that takes its space along."""
    if part.startswith("…"):
        return rf"(?:\S+ ){{0,{part[1:] or _GAP}}}"
    if part.startswith("[") and part.endswith("]"):
        return f"(?:{_piece(part[1:-1])})?"
    either = (r"\d+ " if p == "#" else re.escape(normalised(p)) + " " for p in part.split("|"))
    return f"(?:{'|'.join(either)})"


@lru_cache
def phrases(code: str) -> tuple[Phrase, ...]:
    """Load the phrases of one language.

    Raises:
        LanguageDataError: a row is wrong or repeated.

    """
    return read_rows(code, "boilerplate", "phrase", Phrase, key="words")


@lru_cache
def names(code: str) -> Names:
    """Load the words of bylines and dates of one language.

    Raises:
        LanguageDataError: an entry is unknown or missing, or there are not twelve months.

    """
    raw = read_table(code, "boilerplate")["names"]
    row = checked_row(Names, raw, where=f"{code}/boilerplate.toml names")
    if len(row.months) != 12 or row.day_first not in ("yes", "no", "varies"):
        raise LanguageDataError(
            f"{code}/boilerplate.toml names: {len(row.months)} months, day_first '{row.day_first}'; "
            "accepted 12 months and yes, no, varies"
        )
    return row


@lru_cache
def _rules() -> tuple[tuple[re.Pattern[str], Phrase], ...]:
    return tuple((compiled(p), p) for code in available() for p in phrases(code))


@lru_cache
def _longest() -> int:
    return max(p.most for _, p in _rules())


def phrase_in(text: str) -> Phrase | None:
    """Find the phrase of page furniture that a paragraph holds, in any language.

    >>> phrase_in("Pour en savoir plus, cliquez ICI.").role
    'more'
    >>> phrase_in("Le gel freine la pousse.") is None
    True
    """
    if len(text) > _longest() * 20:
        return None
    key = normalised(text) + " "
    count = key.count(" ")
    for pattern, phrase in _rules():
        if count <= phrase.most and pattern.search(key):
            return phrase
    return None
