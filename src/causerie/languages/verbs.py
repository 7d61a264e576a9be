"""Turn a language folder's verbs.toml into finite verb forms and their infinitives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files
from itertools import chain

from causerie.errors import LanguageDataError
from causerie.languages.causation import causation
from causerie.languages.rows import read_table

TABLES = frozenset({"endings", "participles", "past", "irregular", "words"})
WORDS = frozenset(
    {
        "more",
        "adjectives",
        "before_nouns",
        "gerund",
        "euphonic",
        "perfect",
        "neither",
        "openers",
        "subject_ends",
        "followers",
    }
)


@dataclass(frozen=True)
class VerbForms:
    """Finite forms that a parser may miss.

    Attributes:
        lemmas: form → infinitive.
        participles: present participle → infinitive.
        past: past participle of what verbs act on, which a parser may miss → infinitive.
        having: the verb that forms the perfect and is no copula.
        by: words that introduce the agent of a passive.
        gerund: words that introduce a gerund.
        euphonic: sounds between a verb and its pronoun, which the parser takes for the pronoun.
        perfect: auxiliaries that the parser takes for the verb of their participle's object.
        adjectives: verbs that are adjectives too ("open").
        neither: words that deny each of several participles under one auxiliary.
        before_nouns: words that no finite verb follows directly.
        subject_ends, followers: parts of speech beside a verb that may be hidden.
        openers: words that open a clause inside a sentence.
    """

    lemmas: Mapping[str, str]
    participles: Mapping[str, str]
    past: Mapping[str, str]
    having: frozenset[str]
    by: frozenset[str]
    gerund: frozenset[str]
    euphonic: frozenset[str]
    perfect: frozenset[str]
    adjectives: frozenset[str]
    neither: frozenset[str]
    before_nouns: frozenset[str]
    openers: frozenset[str]
    subject_ends: frozenset[str]
    followers: frozenset[str]

    @cached_property
    def infinitives(self) -> frozenset[str]:
        """The infinitives of all forms."""
        return frozenset(self.lemmas.values())


@lru_cache
def verb_forms(code: str) -> VerbForms | None:
    """Load the verb forms of a language; None where its parser needs no such help.

    Raises:
        LanguageDataError: an entry is unknown or missing.
    """
    if not (files("causerie.languages") / code / "verbs.toml").is_file():
        return None
    table = read_table(code, "verbs")
    if set(table) != TABLES or set(table["words"]) != WORDS:
        raise LanguageDataError(
            f"{code}/verbs.toml: tables {sorted(table)}; "
            f"accepted {', '.join(sorted(TABLES))}; words ({', '.join(sorted(WORDS))})"
        )
    lemmas: dict[str, str] = {}
    participles: dict[str, str] = {}
    for verb in sorted(chain(causation(code).verbs, table["words"]["more"])):
        participles.update(dict.fromkeys(_inflect(verb, table["participles"]), verb))
        for form in _inflect(verb, table["endings"]):
            lemmas.setdefault(form, verb)
    past = {
        form: verb
        for verb in sorted(chain(causation(code).verbs, causation(code).signed, table["words"]["more"]))
        for form in _inflect(verb, table["past"])
    }
    for verb, forms in table["irregular"].items():
        lemmas.update(dict.fromkeys(forms, verb))
    known = causation(code).words
    words = {name: frozenset(table["words"][name]) for name in WORDS - {"more"}}
    return VerbForms(lemmas, participles, past, known.having, known.by, **words)


def _inflect(verb: str, endings: Mapping[str, list[str]]) -> Iterator[str]:
    """Give the regular finite forms of an infinitive."""
    group = next((e for e in endings if verb.endswith(e)), None)
    if group is None:
        return
    stem = verb.removesuffix(group)
    for ending in endings[group]:
        yield stem + ending
        open_stem = _opened(stem) if group == "er" and ending in ("e", "ent") else None
        if open_stem:
            yield open_stem + ending
        if group == "er" and stem.endswith("g") and ending[0] in "aâ":
            yield stem + "e" + ending
        if group == "er" and stem.endswith("c") and ending[0] in "aâ":
            yield stem[:-1] + "ç" + ending


def _opened(stem: str) -> str | None:
    """Open the last vowel before a mute ending: "accélér" → "accélèr".

    >>> _opened("lev"), _opened("accélér"), _opened("port")
    ('lèv', 'accélèr', None)
    """
    if len(stem) > 2 and stem[-2] in "eé" and stem[-1] not in "aeiouyéè":
        return stem[:-2] + "è" + stem[-1]
    return None
