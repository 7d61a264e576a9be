"""Turn a phrase into its words, with elided and attached words apart."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

Value = TypeVar("Value")

#: Marks after which a capital may be that of a sentence or title.
SENTENCE_MARKS = frozenset('.!?…:;«»“”"\n')


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a phrase: where it stands, as printed, and without capitals.

    Attributes:
        start, end: code points into the phrase.
        low: without capitals, with a straight apostrophe.
        opens: it may start a sentence, so that its capital says nothing.

    """

    start: int
    end: int
    text: str
    low: str
    opens: bool

    @property
    def is_number(self) -> bool:
        """Say whether it starts with a digit."""
        return self.text[0].isdigit()

    @property
    def is_capitalised(self) -> bool:
        """Say whether it starts with a capital."""
        return self.text[0].isupper()


class WordSplitter:
    """Splits phrases of one language.

    Args:
        elisions: words joined to the next one, with their apostrophe.
        clitics: words joined to the one before, with their apostrophe.

    """

    def __init__(self, elisions: Sequence[str], clitics: Sequence[str]) -> None:
        parts = [rf"(?<!\w){_apostrophes(e)}(?=\w)" for e in elisions]
        parts += [rf"{_apostrophes(c)}\b" for c in clitics]
        tails = "|".join(_apostrophes(c)[len("['’]") :] for c in clitics)
        guard = rf"(?!(?:{tails})\b)" if tails else ""
        parts += [
            r"\d+(?:[.,]\d+|[ \u00a0\u202f]\d{3}(?!\d))*",
            "%",
            rf"[^\W_]+(?:(?:-|['’]{guard})[^\W_]+)*",
        ]
        self._pattern = re.compile("|".join(parts), re.IGNORECASE)

    def split(self, phrase: str) -> tuple[Word, ...]:
        """List the words of a phrase, in order; marks between them are left out."""
        words: list[Word] = []
        end = 0
        for m in self._pattern.finditer(phrase):
            opens = not words or any(c in SENTENCE_MARKS for c in phrase[end : m.start()])
            words.append(Word(m.start(), m.end(), m.group(), m.group().casefold().replace("’", "'"), opens))
            end = m.end()
        return tuple(words)


def _apostrophes(word: str) -> str:
    """Give a pattern that takes either form of the apostrophe."""
    return re.escape(word).replace("'", "['’]")


def longest(
    phrases: Mapping[tuple[str, ...], Value], words: Sequence[str], at: int
) -> tuple[int, Value] | None:
    """Find the longest listed phrase that starts at a word.

    Returns:
        Its length in words and what is listed for it, or None.

    >>> longest({("a",): 1, ("a", "b"): 2}, ["a", "b", "c"], 0)
    (2, 2)

    """
    for length in range(min(5, len(words) - at), 0, -1):
        key = tuple(words[at : at + length])
        if key in phrases:
            return length, phrases[key]
    return None


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """Take out capitals and accents.

    >>> fold("Élan")
    'elan'
    """
    parts = unicodedata.normalize("NFD", text.casefold().replace("’", "'"))
    return "".join(c for c in parts if not unicodedata.combining(c))
