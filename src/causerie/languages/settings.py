"""Turn a language folder's language.toml into its settings."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from causerie.errors import LanguageDataError
from causerie.languages.rows import checked_row, read_table


@dataclass(frozen=True, slots=True)
class Settings:
    """What a language is called, and which parser model reads it.

    Attributes:
        parser: name of an installed spaCy pipeline.
        scheme: labels that the parser speaks, "ud" (Universal Dependencies) or
            "clear" (ClearNLP, turned into UD by `extraction.universal`).
        abbreviations: words that a full stop follows inside a sentence, in small letters.
        spelling: sign → the sign that the parser's training texts have in its place.
    """

    name: str
    native_name: str
    parser: str
    scheme: str
    abbreviations: tuple[str, ...]
    spelling: dict[str, str]


@lru_cache
def settings(code: str) -> Settings:
    """Load the settings of one language.

    Raises:
        LanguageDataError: no such language, or a wrong entry.

    >>> settings("fr").native_name
    'français'
    """
    where = f"{code}/language.toml"
    read = checked_row(Settings, read_table(code, "language"), where=where)
    long = [s for pair in read.spelling.items() for s in pair if len(s) != 1]
    if long:
        raise LanguageDataError(f"{where} spelling: {long} are no single signs, so places would shift")
    return read
