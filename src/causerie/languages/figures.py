"""Turn a language folder's figures.toml into the words and signs of its numbers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from causerie.errors import LanguageDataError
from causerie.languages.rows import checked_row, read_rows, read_table


@dataclass(frozen=True, slots=True)
class FigureWords:
    """How one language writes and says numbers; words in lower case.

    Attributes:
        decimal: mark before the decimals.
        thousands: marks between groups of three digits.
        joiners: words between the parts of one number.
        articles: number words that count only before a scale or a collective.
        definite: words before a number that only takes up what is known.
        approximate: words or phrases that say that a number is not exact.
        range_pairs: words before and between the ends of a range; range_joiners: between alone.
        of: prepositions between a number and what it counts.
        months, weekdays, clock, clock_openers: what makes a number a date or an hour.
        ages, age_openers: what makes it an age.
        time_units, time_openers: units of time, and what makes a stretch of them a date.
        moments: words, alone or with the word before them, that say when ("noon", "the time").
        edges: parts of a stretch of time ("the *end* of the month").
        shares: parts of a whole that say how much ("half").
        labels: nouns whose number is a label.
        percent: how a share of a hundred is written.
        day_openers: words before a day of the month.
        symbols: units that are signs or short words.
        numbers, scales, collectives: number word → value.
    """

    decimal: str
    thousands: tuple[str, ...]
    joiners: tuple[str, ...]
    articles: tuple[str, ...]
    definite: tuple[str, ...]
    approximate: tuple[str, ...]
    range_pairs: tuple[str, ...]
    range_joiners: tuple[str, ...]
    of: tuple[str, ...]
    months: tuple[str, ...]
    weekdays: tuple[str, ...]
    clock: tuple[str, ...]
    clock_openers: tuple[str, ...]
    ages: tuple[str, ...]
    age_openers: tuple[str, ...]
    time_units: tuple[str, ...]
    time_openers: tuple[str, ...]
    moments: tuple[str, ...]
    edges: tuple[str, ...]
    shares: tuple[str, ...]
    labels: tuple[str, ...]
    symbols: tuple[str, ...]
    percent: tuple[str, ...]
    day_openers: tuple[str, ...]
    numbers: dict[str, int]
    scales: dict[str, int]
    collectives: dict[str, int]


@dataclass(frozen=True, slots=True)
class FigureExample:
    """A sentence with its figure in braces, or with none; it runs as a test."""

    text: str
    value: float | None = None
    high: float | None = None
    approximate: bool = False
    unit: str = ""


@lru_cache
def figure_words(code: str) -> FigureWords:
    """Load the words of one language.

    Raises:
        LanguageDataError: no such language; an entry is unknown, missing, repeated or no number.

    >>> figure_words("en").scales["bn"]
    1000000000
    """
    raw = {k: v for k, v in read_table(code, "figures").items() if k != "example"}
    words = checked_row(FigureWords, raw, where=f"{code}/figures.toml")
    seen: set[str] = set()
    for table in (words.numbers, words.scales, words.collectives):
        for word, value in table.items():
            if word in seen or not isinstance(value, int):
                raise LanguageDataError(f"{code}/figures.toml '{word}': repeated, or no whole number")
            seen.add(word)
    return words


def figure_examples(code: str) -> tuple[FigureExample, ...]:
    """Load the example sentences of one language."""
    return read_rows(code, "figures", "example", FigureExample, key="text")
