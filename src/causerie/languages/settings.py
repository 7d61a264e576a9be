"""Turn a language folder's language.toml into its settings."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from causerie.languages.rows import checked_row, read_table


@dataclass(frozen=True, slots=True)
class Settings:
    """What a language is called, and which parser model reads it.

    Attributes:
        parser: name of an installed spaCy pipeline.
        scheme: labels that the parser speaks, "ud" (Universal Dependencies) or
            "clear" (ClearNLP, turned into UD by `extraction.syntax`).
    """

    name: str
    native_name: str
    parser: str
    scheme: str


@lru_cache
def settings(code: str) -> Settings:
    """Load the settings of one language.

    Raises:
        LanguageDataError: no such language, or a wrong entry.

    >>> settings("fr").native_name
    'français'
    """
    return checked_row(Settings, read_table(code, "language"), where=f"{code}/language.toml")
