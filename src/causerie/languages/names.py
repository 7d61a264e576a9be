"""Turn a language folder's names.toml into titles, offices and places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from causerie.errors import LanguageDataError
from causerie.languages.rows import available, checked_row, read_table


@dataclass(frozen=True, slots=True)
class NameWords:
    """What names.toml holds; the file says what each list is for.

    Attributes:
        places: code → the words for a place and its people, as printed.

    """

    titles: tuple[str, ...]
    offices: tuple[str, ...]
    changes: tuple[str, ...]
    capitals: tuple[str, ...]
    places: Mapping[str, list[str]]


@lru_cache
def name_words(code: str) -> NameWords:
    """Load one language's names.toml.

    Raises:
        LanguageDataError: no such language, or a wrong entry.

    >>> "président" in name_words("fr").offices
    True
    """
    return checked_row(NameWords, read_table(code, "names"), where=f"{code}/names.toml")


@lru_cache(maxsize=1)
def places() -> Mapping[str, str]:
    """Map every language's words for a place, as printed, to one code.

    Raises:
        LanguageDataError: one word stands for two places.

    >>> places()["Russie"] == places()["Russian"]
    True
    """
    found: dict[str, str] = {}
    for language in available():
        for code, words in name_words(language).places.items():
            for word in words:
                if found.setdefault(word, code) != code:
                    raise LanguageDataError(
                        f"{language}/names.toml places: '{word}' stands for {found[word]} and {code}"
                    )
    return found


def find_place(word: str, *, any_case: bool = False) -> str | None:
    """Give the code of the place that a word stands for.

    A word listed with a capital needs one ("US" is no "us"), unless `any_case`.

    >>> find_place("RUSSE"), find_place("us"), find_place("ukraine", any_case=True)
    ('RU', None, 'UA')
    """
    found = places().get(word) or places().get(word.casefold())
    if found is None and any_case:
        found = places().get(word.title()) or places().get(word.upper())
    return found


@lru_cache(maxsize=1)
def all_titles() -> frozenset[str]:
    """Give the titles of every language, without capitals."""
    return frozenset(t for language in available() for t in name_words(language).titles)
