"""Turn a written date into an ISO date."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from causerie.languages.boilerplate import Names, names
from causerie.languages.rows import available
from causerie.model import Span

_ISO = re.compile(r"(?<!\d)(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)")
_NUMBERS = re.compile(
    r"(?<!\d)(?P<first>\d{1,2})(?P<sep>[./-])(?P<second>\d{1,2})(?P=sep)(?P<year>\d{4})(?!\d)"
)


@lru_cache
def _worded(code: str) -> tuple[re.Pattern[str], dict[str, int]]:
    """Build the pattern of a date with its month in words, and each month's number."""
    table = names(code)
    months = {word: n for n, row in enumerate(table.months, 1) for word in row.casefold().split()}
    month = "|".join(sorted(map(re.escape, months), key=len, reverse=True))
    ordinal = rf"(?:{'|'.join(map(re.escape, table.ordinals))})?"
    year = r"(?P<year{0}>\d{{4}})(?!\d)"
    day_first = rf"(?<!\d)(?P<day>\d{{1,2}}){ordinal}\s+(?P<month>{month})\b\.?,?\s+{year.format('')}"
    month_first = rf"\b(?P<month2>{month})\b\.?\s+(?P<day2>\d{{1,2}}){ordinal},?\s+{year.format(2)}"
    return re.compile(f"{day_first}|{month_first}", re.IGNORECASE), months


def find_date(text: str, *, language: str) -> tuple[str, Span] | None:
    """Find the first full date of a text; a month without day or year is none.

    Numbers only (3/4/2024) count where the language's usage or the numbers
    themselves leave no doubt which is the day.

    >>> find_date("Publié le 1er mars 2024 à 10h30", language="fr")
    ('2024-03-01', Span(start=10, end=23))
    >>> find_date("03/04/2024", language="en") is None
    True
    """
    for code in (language, *(c for c in available() if c != language)):
        pattern, months = _worded(code)
        if found := pattern.search(text):
            part = found.groupdict()
            month = months[(part["month"] or part["month2"]).casefold()]
            iso = _iso(part["year"] or part["year2"], str(month), part["day"] or part["day2"])
            if iso:
                return iso, Span(*found.span())
    return _in_numbers(text, names(language))


def _in_numbers(text: str, table: Names) -> tuple[str, Span] | None:
    if found := _ISO.search(text):
        iso = _iso(found["year"], found["month"], found["day"])
        return (iso, Span(*found.span())) if iso else None
    if found := _NUMBERS.search(text):
        first, second = int(found["first"]), int(found["second"])
        if table.day_first == "yes" or first > 12 or first == second:
            iso = _iso(found["year"], found["second"], found["first"])
        elif table.day_first == "no" or second > 12:
            iso = _iso(found["year"], found["first"], found["second"])
        else:
            iso = None
        return (iso, Span(*found.span())) if iso else None
    return None


def _iso(year: str, month: str, day: str) -> str | None:
    """Write a date; None when the calendar has no such day."""
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None
