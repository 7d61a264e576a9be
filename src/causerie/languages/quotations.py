"""Turn a language folder's quotations.toml into the habits of its quotation marks."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from causerie.languages.rows import checked_row, read_table


@dataclass(frozen=True, slots=True)
class QuotationHabits:
    """What a language does with quotations beyond the marks.

    Attributes:
        dialogue_dashes: dashes that begin a turn of dialogue at the start of a paragraph.
        elided: words that begin with an apostrophe, without it, in lower case.
    """

    dialogue_dashes: tuple[str, ...]
    elided: tuple[str, ...]


@lru_cache
def quotation_habits(code: str) -> QuotationHabits:
    """Load the quotation habits of one language.

    Raises:
        LanguageDataError: no such language, or a wrong entry.

    >>> "—" in quotation_habits("fr").dialogue_dashes
    True
    """
    return checked_row(QuotationHabits, read_table(code, "quotations"), where=f"{code}/quotations.toml")
