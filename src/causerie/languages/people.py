"""Turn a language folder's people.toml into the words that tell who a mention is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from causerie.errors import LanguageDataError
from causerie.languages.rows import available, checked_row, read_rows, read_table

KINDS = ("person", "body", "document")
GENDERS = ("Masc", "Fem", "Neut", "")
NUMBERS = ("Sing", "Plur", "")


@dataclass(frozen=True, slots=True)
class Lists:
    """The flat lists of people.toml; each word in lower case, names as they are written."""

    particles: tuple[str, ...]
    definite: tuple[str, ...]
    demonstrative: tuple[str, ...]
    indefinite: tuple[str, ...]
    past: tuple[str, ...]
    latter: tuple[str, ...]
    former: tuple[str, ...]
    second: tuple[str, ...]
    ages: tuple[str, ...]
    other: tuple[str, ...]
    postnominals: tuple[str, ...]
    impersonal: tuple[str, ...]
    makers: tuple[str, ...]
    handling: tuple[str, ...]
    of: str
    of_before_vowel: str
    masculine_names: tuple[str, ...]
    feminine_names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TitleRow:
    """Titles that stand before a name and are no part of it.

    Attributes:
        noun: the role that the title is short for ("senator"), "" for none.
    """

    words: tuple[str, ...]
    gender: str
    example: str
    noun: str = ""


@dataclass(frozen=True, slots=True)
class Pronoun:
    """Pronouns that stand for somebody.

    Attributes:
        gender, number: "Masc", "Fem", "Neut"; "Sing", "Plur"; "" agrees with all.
        nearest: points at the last one named ("celui-ci"), not at the most prominent.
        relative: stands for the noun before its clause.
        person: never stands for a body ("he").
    """

    forms: tuple[str, ...]
    gender: str
    number: str
    nearest: bool = False
    relative: bool = False
    person: bool = False


@dataclass(frozen=True, slots=True)
class RoleClass:
    """Words by which one person, body or document may be called.

    Attributes:
        kind: "person", "body" or "document".
        words: each names a role of its own; two of them contradict each other.
        general: fit every other word of the class.
        any: the words fit every member of their kind.
        natural: their gender is that of the person, never that of the noun alone.
    """

    name: str
    kind: str
    example: str
    words: tuple[str, ...] = ()
    general: tuple[str, ...] = ()
    any: bool = False
    natural: bool = False


@dataclass(frozen=True, slots=True)
class PeopleWords:
    """What one language knows of people.

    Attributes:
        code: the language.
        owners: possessive determiner → gender and number of the owner.
        titles: title → its row.
        pronouns: form → pronoun.
        roles: noun in the singular → its class; genders: noun → the gender that it shows.
        general: the nouns that fit every other noun of their class.
    """

    code: str
    lists: Lists
    owners: dict[str, Pronoun]
    titles: dict[str, TitleRow]
    pronouns: dict[str, Pronoun]
    roles: dict[str, RoleClass]
    genders: dict[str, str]
    general: set[str]


def _checked(value: str, *, accepted: tuple[str, ...], where: str) -> None:
    if value not in accepted:
        raise LanguageDataError(f"{where}: '{value}' is none of {', '.join(a or repr(a) for a in accepted)}")


def _put(table: dict[str, Any], word: str, value: Any, *, where: str) -> None:
    if word in table:
        raise LanguageDataError(f"{where}: '{word}' is repeated")
    table[word] = value


@lru_cache
def people_words(code: str) -> PeopleWords:
    """Load the words of one language.

    Raises:
        LanguageDataError: no such language; a row is unknown, missing, repeated or wrong.

    >>> people_words("fr").roles["sénatrice"].name
    'politics'
    """
    where = f"{code}/people.toml"
    raw = {
        k: v for k, v in read_table(code, "people").items() if k not in ("title", "pronoun", "owner", "class")
    }
    held = PeopleWords(code, checked_row(Lists, raw, where=where), {}, {}, {}, {}, {}, set())
    for title in read_rows(code, "people", "title", TitleRow, key="words"):
        _checked(title.gender, accepted=GENDERS, where=f"{where} title")
        for word in title.words:
            _put(held.titles, word, title, where=f"{where} title")
    for table, index in (("pronoun", held.pronouns), ("owner", held.owners)):
        for pronoun in read_rows(code, "people", table, Pronoun, key="forms"):
            _checked(pronoun.gender, accepted=GENDERS, where=f"{where} {table}")
            _checked(pronoun.number, accepted=NUMBERS, where=f"{where} {table}")
            for form in pronoun.forms:
                _put(index, form, pronoun, where=f"{where} {table}")
    for row in read_rows(code, "people", "class", RoleClass, key="name"):
        _read_class(held, row, where=f"{where} class '{row.name}'")
    for title in held.titles.values():
        if title.noun and title.noun not in held.roles:
            raise LanguageDataError(f"{where} title: '{title.noun}' is in no class")
    return held


def _read_class(held: PeopleWords, row: RoleClass, *, where: str) -> None:
    """Enter the words of one class, with the gender that a pair shows."""
    _checked(row.kind, accepted=KINDS, where=where)
    for entry in (*row.words, *row.general):
        masculine, _, feminine = entry.partition("/")
        for word in filter(None, (masculine, feminine)):
            _put(held.roles, word, row, where=where)
            if row.any or entry in row.general:
                held.general.add(word)
        if feminine:
            held.genders[masculine], held.genders[feminine] = "Masc", "Fem"


@lru_cache
def first_names(code: str) -> dict[str, str]:
    """Map the first names of all languages to a gender; "" where others than the text's own differ.

    Args:
        code: the language of the text, whose own lists prevail ("Jean" is a man in French).

    >>> first_names("fr")["Pauline"], first_names("fr")["Jean"], first_names("en")["Jean"]
    ('Fem', 'Masc', 'Fem')
    """
    known: dict[str, str] = {}
    for other in sorted(available(), key=lambda c: c == code):
        lists = people_words(other).lists
        own: dict[str, str] = {}
        for gender, names in (("Masc", lists.masculine_names), ("Fem", lists.feminine_names)):
            for name in names:
                own[name] = gender if own.get(name, gender) == gender else ""
        clash = {n for n, g in own.items() if known.get(n, g) != g and other != code}
        known |= {**own, **dict.fromkeys(clash, "")}
    return known


def gender_of_first_name(name: str, *, language: str) -> str | None:
    """Give the gender that a first name shows, "" if it shows none, None if it is no known first name.

    The first part of a double name decides.

    >>> [gender_of_first_name(n, language="fr") for n in ("Jean-Marie", "Marie-Pierre", "Kiev")]
    ['Masc', 'Fem', None]
    """
    known = first_names(language)
    if name in known:
        return known[name]
    genders = [known[part] for part in name.split("-") if part in known]
    return next(filter(None, genders), "") if genders else None
