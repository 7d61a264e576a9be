"""Turn a language folder's interface.toml into the sentences that causerie itself speaks."""

from __future__ import annotations

import os
from functools import lru_cache
from typing import Any

from causerie.errors import LanguageDataError
from causerie.languages.rows import available, read_table

Phrases = dict[str, str]


@lru_cache
def phrases(code: str, table: str) -> Phrases:
    """Load one table of interface phrases: key → sentence with {named} places.

    Raises:
        LanguageDataError: the table is absent, or its keys are not those of the other languages.
    """
    tables = {c: _table(c, table) for c in available()}
    keys = {c: set(t) for c, t in tables.items()}
    every = set().union(*keys.values())
    for language, own in keys.items():
        if own != every:
            raise LanguageDataError(f"{language}/interface.toml [{table}] lacks {sorted(every - own)}")
    if code not in tables:
        raise LanguageDataError(f"no interface language '{code}'; choose from {', '.join(available())}")
    return tables[code]


def _table(code: str, table: str) -> Phrases:
    held: Any = read_table(code, "interface").get(table)
    if not isinstance(held, dict) or not all(isinstance(v, str) for v in held.values()):
        raise LanguageDataError(
            f"{code}/interface.toml: table [{table}] is missing, or holds more than sentences"
        )
    return held


class _Counted(int):
    """A number that picks the form of a word: "{claims:claim|claims}"."""

    singular_of: tuple[str, ...] = ()

    def __format__(self, forms: str) -> str:
        one, bar, many = forms.partition("|")
        return (one if str(int(self)) in self.singular_of else many) if bar else int(self).__format__(forms)


def filled(words: Phrases, key: str, **values: object) -> str:
    """Fill the places of a phrase of a table that has `singular_of`, the numbers that take the first form.

    >>> filled(phrases("en", "run"), "summary_claims", speaker="Ann", claims=1)
    'Ann: 1 claim'
    >>> filled(phrases("fr", "run"), "summary_claims", speaker="Ann", claims=0)
    'Ann : 0 affirmation'
    """
    held: dict[str, object] = {}
    for name, value in values.items():
        if isinstance(value, int):
            value = _Counted(value)
            value.singular_of = tuple(words["singular_of"].split())
        held[name] = value
    return words[key].format(**held)


def own_language() -> str:
    """Give the interface language that the user's environment asks for, else English."""
    asked = next((os.environ[k] for k in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(k)), "")
    return asked[:2] if asked[:2] in available() else "en"
