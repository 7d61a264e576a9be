"""Turn a language folder's reporting.toml into the words that attribute what is said.

A row groups words that take the same forms of content, so that a new word is
one entry in a list. Its example marks what must be found: `{source|…}`,
`{cue|…}` and `{said|…}`; it runs as a test.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType

from causerie.errors import LanguageDataError
from causerie.languages.rows import checked_row, read_rows, read_table


class Form(StrEnum):
    """What may follow a cue as its content.

    QUOTE: a quotation beside it; CLAUSE: a finite clause; INFINITIVE; QUESTION: an
    indirect question; NOUN: a noun phrase as object; QUOTED: a noun phrase, but only
    one that is quoted in part; PREDICATE: an adjective or noun said of somebody.
    """

    QUOTE = "quote"
    CLAUSE = "clause"
    INFINITIVE = "infinitive"
    QUESTION = "question"
    NOUN = "noun"
    QUOTED = "quoted"
    PREDICATE = "predicate"


class Scope(StrEnum):
    """What kind of attribution a cue makes.

    SPEECH: saying, writing, demanding, promising; THOUGHT: holding, fearing, knowing;
    SHOWING: what documents and figures say; STANCE: praise, blame, support; PLAN:
    wanting, intending, deciding.
    """

    SPEECH = "speech"
    THOUGHT = "thought"
    SHOWING = "showing"
    STANCE = "stance"
    PLAN = "plan"


#: Scopes that the guide counts as statements.
STATED = frozenset({Scope.SPEECH, Scope.THOUGHT, Scope.SHOWING})


@dataclass(frozen=True, slots=True)
class Verbs:
    """Verbs that attribute, all with the same forms of content.

    Attributes:
        takes: forms of content.
        through: prepositions before an infinitive or a noun phrase as content.
        agentive: only somebody who can speak is ever their subject.
        personal: a relative clause with an infinitive says something only of somebody who can speak.
        addressee: the object is whom the source speaks to, not what it says.
        nouns: lemmas of these that take a noun phrase, too, whatever the others take.
        lemmas: a verb, or a verb and the words that follow it ("faire savoir"); "…" stands for an
            object between them ("mettre … sur le compte").
    """

    name: str
    scope: str
    takes: tuple[str, ...]
    lemmas: tuple[str, ...]
    example: str
    through: tuple[str, ...] = ()
    agentive: bool = False
    personal: bool = False
    addressee: bool = False
    nouns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Nouns:
    """Nouns that attribute what their clause says to the one whose they are."""

    name: str
    scope: str
    takes: tuple[str, ...]
    lemmas: tuple[str, ...]
    example: str
    through: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Prepositions:
    """Words that name a source for the clause around them.

    Attributes:
        words: the words in order, in lower case; "_" stands for one adjective or noun.
        fronted: counts only at the head of its clause and before somebody who can speak; an owner's
            words about a part of it ("a threat, in his words") say nothing themselves.
        bare: the words name the source themselves ("de source _").
        owned: "_" stands for whoever owns the noun behind it ("in _ view": "in her view").
    """

    name: str
    words: tuple[str, ...]
    example: str
    fronted: bool = False
    bare: bool = False
    owned: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """Closed classes that the search for statements needs.

    Attributes:
        complementisers: open a clause as content ("que", "that").
        bare_clauses: whether a clause may follow its verb without a complementiser.
        questions: open an indirect question.
        conjunctions: join the sentence to the one before and belong to no content.
        adverbials: same, adverbs.
        authors: pronouns of the author, not a source outside quotations.
        generic: pronouns and nouns of nobody in particular.
        pointing: pronouns of things pointed at, which say nothing.
        relatives: pronouns that stand for the noun before them.
        things: nouns after "according to" that measure or order and say nothing.
        reflexives: pronouns that belong to the verb behind them; those with one first letter are one.
        speakers: nouns of bodies and documents that can say something, beyond those of people.toml.
        silent: lemmas of verbs whose clause is nothing that anybody says.
        question_labels, answer_labels: what stands before the turns of an interview, if no name does.
        reasons: open a reason or a condition that belongs to the clause before.
        carrying: phrases that open a reason, which an incise may part from its clause ("…, dit-elle, grâce").
        agents: prepositions before whoever does what a passive tells, likewise.
        joined: words that make another conjunction of the complementiser behind them.
        unnamed: what sources ask for who stay without a name ("anonymity"), which is no statement.
        orders: prepositions of time before an infinitive, which is done as well ("avant de").
        contracted: preposition and its contracted forms, joined by spaces.
        passive: lemmas of the verb that makes the passive.
        agent_endings: endings of nouns of people who do something.
        asking: lemmas of verbs that ask something.
        addressing: words of a question to somebody in particular.
        negations: words that deny the verb they hang from.
        quoting: lemmas of verbs whose object, not subject, says what follows ("quoted her as saying that").
        refusing: lemmas of verbs that say that what they govern is not said ("refuse to admit").
        conditions: open a condition, whose main clause takes the conditional by rule.
        opening: open a relative clause, in which a source may stand ("dont le coût, dit-elle, monte").
        comparing: open a clause that names the source of the one around it ("comme l'a dit", "as she says").
        neuter: pronouns for what is said, one of which such a clause must hold ("comme *l*'a dit"), if any.
        hearsay: adverbs that pass a report on.
        mood: value of the feature Mood that passes a report on, or "".
    """

    complementisers: tuple[str, ...]
    bare_clauses: bool
    questions: tuple[str, ...]
    conjunctions: tuple[str, ...]
    adverbials: tuple[str, ...]
    authors: tuple[str, ...]
    generic: tuple[str, ...]
    pointing: tuple[str, ...]
    relatives: tuple[str, ...]
    things: tuple[str, ...]
    reflexives: tuple[str, ...]
    speakers: tuple[str, ...]
    silent: tuple[str, ...]
    question_labels: tuple[str, ...]
    answer_labels: tuple[str, ...]
    reasons: tuple[str, ...]
    carrying: tuple[str, ...]
    agents: tuple[str, ...]
    joined: tuple[str, ...]
    unnamed: tuple[str, ...]
    orders: tuple[str, ...]
    contracted: tuple[str, ...]
    passive: tuple[str, ...]
    agent_endings: tuple[str, ...]
    asking: tuple[str, ...]
    addressing: tuple[str, ...]
    negations: tuple[str, ...]
    quoting: tuple[str, ...]
    refusing: tuple[str, ...]
    conditions: tuple[str, ...]
    opening: tuple[str, ...]
    comparing: tuple[str, ...]
    neuter: tuple[str, ...]
    hearsay: tuple[str, ...]
    mood: str


@dataclass(frozen=True, slots=True)
class Forms:
    """Forms of verbs that a lemmatiser may not know.

    Attributes:
        finite: ending of the lemma → endings of its finite forms.
        participles: ending of the lemma → endings of its participles.
        irregular: lemma → finite forms.
    """

    finite: dict[str, list[str]]
    participles: dict[str, list[str]]
    irregular: dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a row: the words behind its first, and the pronoun that stands before, or ""."""

    rest: tuple[str, ...]
    reflexive: str
    row: Verbs


@dataclass(frozen=True)
class Reporting:
    """All that a language folder knows of attribution.

    Attributes:
        verbs: first lemma → its entries, longer ones first.
        nouns: lemma → its row.
        open: the row of all other verbs: a clause behind them counts, an incise behind a quotation too.
        forms: inflected form → lemma, for the first words of the verbs' entries.
        finite: those forms that are finite.
    """

    words: Words
    verb_rows: tuple[Verbs, ...]
    noun_rows: tuple[Nouns, ...]
    preposition_rows: tuple[Prepositions, ...]
    verbs: MappingProxyType[str, tuple[Entry, ...]]
    nouns: MappingProxyType[str, Nouns]
    forms: MappingProxyType[str, str]
    finite: frozenset[str]
    open: Verbs


@lru_cache
def reporting(code: str) -> Reporting:
    """Load the words of attribution of one language.

    Raises:
        LanguageDataError: a row is wrong, names an unknown form or scope, or a word stands twice.
    """
    verbs = read_rows(code, "reporting", "verbs", Verbs, key="name")
    nouns = read_rows(code, "reporting", "nouns", Nouns, key="name")
    prepositions = read_rows(code, "reporting", "prepositions", Prepositions, key="name")
    for verb in verbs:
        _check_values(code, verb)
    for noun in nouns:
        _check_values(code, noun)
    for preposition in prepositions:
        _check_owner(code, preposition)
    words = checked_row(
        Words, read_table(code, "reporting").get("words", {}), where=f"{code}/reporting.toml words"
    )
    forms = checked_row(
        Forms, read_table(code, "reporting").get("forms", {}), where=f"{code}/reporting.toml forms"
    )
    entries = _verb_entries(code, verbs, words.reflexives)
    finite = _inflected(tuple(entries), forms.finite)
    finite.update({form: lemma for lemma, held in forms.irregular.items() for form in held})
    return Reporting(
        words=words,
        verb_rows=verbs,
        noun_rows=nouns,
        preposition_rows=prepositions,
        verbs=entries,
        nouns=_noun_rows(code, nouns),
        forms=MappingProxyType({**_inflected(tuple(entries), forms.participles), **finite}),
        finite=frozenset(finite),
        open=Verbs("open", Scope.THOUGHT, (Form.QUOTE, Form.CLAUSE), (), ""),
    )


def _check_owner(code: str, row: Prepositions) -> None:
    """Refuse a row around an owner that does not say where he stands, or not what he owns."""
    if row.owned and "_" not in row.words[:-1]:
        raise LanguageDataError(f"{code}/reporting.toml '{row.name}': owned wants '_' before a word")


def _check_values(code: str, row: Verbs | Nouns) -> None:
    """Refuse a form or a scope that does not exist."""
    where = f"{code}/reporting.toml '{row.name}'"
    unknown = sorted(set(row.takes) - set(Form))
    if unknown:
        raise LanguageDataError(f"{where}: unknown forms {unknown}; accepted {sorted(Form)}")
    if row.scope not in set(Scope):
        raise LanguageDataError(f"{where}: unknown scope '{row.scope}'; accepted {sorted(Scope)}")


def _once(code: str, rows: Iterable[Verbs | Nouns]) -> dict[str, str]:
    """Map each entry to the name of its row, refusing one that stands twice."""
    seen: dict[str, str] = {}
    for row in rows:
        for entry in row.lemmas:
            if entry in seen:
                raise LanguageDataError(
                    f"{code}/reporting.toml '{row.name}': '{entry}' stands already in '{seen[entry]}'"
                )
            seen[entry] = row.name
    return seen


def _noun_rows(code: str, rows: tuple[Nouns, ...]) -> MappingProxyType[str, Nouns]:
    """Index the rows of nouns by lemma."""
    _once(code, rows)
    return MappingProxyType({lemma: row for row in rows for lemma in row.lemmas})


def _verb_entries(
    code: str, rows: tuple[Verbs, ...], reflexives: tuple[str, ...]
) -> MappingProxyType[str, tuple[Entry, ...]]:
    """Index the entries by their first word behind a reflexive pronoun, longer entries first."""
    _once(code, rows)
    index: dict[str, list[Entry]] = defaultdict(list)
    for row in rows:
        unknown = sorted(set(row.nouns) - set(row.lemmas))
        if unknown:
            raise LanguageDataError(f"{code}/reporting.toml '{row.name}': {unknown} stand in nouns only")
        with_nouns = replace(row, takes=(*row.takes, Form.NOUN))
        for entry in row.lemmas:
            words = re.split(r"(?<=')|\s+", entry)
            reflexive = words[0] if words[0] in reflexives else ""
            first, *rest = words[1:] if reflexive else words
            index[first].append(Entry(tuple(rest), reflexive, with_nouns if entry in row.nouns else row))
    return MappingProxyType({k: tuple(sorted(v, key=lambda e: -len(e.rest))) for k, v in index.items()})


def _inflected(lemmas: tuple[str, ...], endings: dict[str, list[str]]) -> dict[str, str]:
    """Spell out forms of the lemmas, so that a wrong lemma of the parser costs nothing."""
    return {
        lemma.removesuffix(ending) + other: lemma
        for lemma in lemmas
        for ending, others in endings.items()
        if lemma.endswith(ending)
        for other in others
    }
