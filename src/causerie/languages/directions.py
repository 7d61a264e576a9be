"""Turn a language folder's directions.toml into the words of rising, falling and ending."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeVar

from causerie.errors import LanguageDataError
from causerie.languages.rows import checked_row, read_table
from causerie.languages.words import WordSplitter, fold

#: Which argument of a verb rises or falls.
MOVES = ("subject", "object", "both")

#: Where an adjective of direction stands: before its noun, after it, or either.
PLACES = ("before", "after", "any")


#: Tables of rows in the file.
TABLES = ("noun", "verb", "adjective", "quantifier", "ability", "antonym")

#: Where a phrase has its head.
HEADS = ("first", "last")


@dataclass(frozen=True, slots=True)
class Paradigm:
    """How forms are made from a lemma: what is cut off its end, what is put there."""

    cut: str
    endings: tuple[str, ...]
    participles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DirectionNoun:
    """A noun such as "hausse".

    Attributes:
        tail: it may follow what it moves ("tax cuts").
        worse: what is good by itself is less for it, what is bad more.
        leaving: somebody goes, who is no less for it, unless he rules ("the departure of …").
        alone: it names something by itself ("the shortage"), where "the decline" is that of something.
        gerund: an act may follow it without a link ("difficulty | finding work").
        links: words that link it to its thing, in place of the language's own ("obstacles | au commerce").
        only, besides, turned: heads of what it is about; with others it moves nothing, with these
            it says something else, with these the opposite ("tightening": of rules, of credit).

    """

    lemma: str
    direction: int
    example: str
    paradigm: str
    forms: tuple[str, ...] = ()
    tail: bool = False
    alone: bool = False
    worse: bool = False
    leaving: bool = False
    gerund: bool = False
    links: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    besides: tuple[str, ...] = ()
    turned: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DirectionVerb:
    """A verb such as "augmenter".

    Attributes:
        moves: which argument rises or falls, one of `MOVES`.
        owned: the subject owns the object ("lose ground"), and stays in the name.
        worse, leaving: as in nouns.
        thing: its own form names a thing as well ("fuel prices"), unless a determiner follows.
        describes: its own form is an adjective as well; it says how one is who acts ("slow pilots").
        besides: objects with which it says something else ("lose the war").
        only, turned: as in nouns.

    """

    lemma: str
    moves: str
    direction: int
    example: str
    paradigm: str
    forms: tuple[str, ...] = ()
    participles: tuple[str, ...] = ()
    owned: bool = False
    worse: bool = False
    leaving: bool = False
    thing: bool = False
    describes: bool = False
    besides: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    turned: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class VerbForm:
    """A printed form of a verb of direction."""

    verb: DirectionVerb
    participle: bool


@dataclass(frozen=True, slots=True)
class DirectionAdjective:
    """An adjective such as "rising".

    Attributes:
        place: where it stands, one of `PLACES`.
        worse, leaving: as in nouns.
        describes: it says how one is who acts, no change of him ("a weak state").
        good: it moves only what is good by itself ("poor harvests", where "poor families" are no fewer).
        only, besides, turned: as in nouns.

    """

    lemma: str
    place: str
    direction: int
    example: str
    paradigm: str
    forms: tuple[str, ...] = ()
    worse: bool = False
    leaving: bool = False
    describes: bool = False
    good: bool = False
    only: tuple[str, ...] = ()
    besides: tuple[str, ...] = ()
    turned: tuple[str, ...] = ()


#: Any row that moves a thing.
Moving = DirectionNoun | DirectionVerb | DirectionAdjective


#: A row with forms but without a conjugation.
NounRow = TypeVar("NounRow", DirectionNoun, DirectionAdjective)


@dataclass(frozen=True, slots=True)
class Quantifier:
    """Words that count; few of a thing is a direction as well."""

    words: tuple[str, ...]
    direction: int
    example: str


@dataclass(frozen=True, slots=True)
class Ability:
    """Words that say whether somebody does or can do what the next verb says.

    Attributes:
        impersonal: they say it of the act ("it is difficult to …"), not of who acts ("unable to").

    """

    words: tuple[str, ...]
    direction: int
    example: str
    impersonal: bool = False


@dataclass(frozen=True, slots=True)
class Antonym:
    """A word and those that stand against it."""

    word: str
    against: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DirectionLists:
    """The plain lists of directions.toml; the file says what each is for."""

    determiners: tuple[str, ...]
    possessives: tuple[str, ...]
    openers: tuple[str, ...]
    linkers: tuple[str, ...]
    loose_linkers: tuple[str, ...]
    elisions: tuple[str, ...]
    clitics: tuple[str, ...]
    reflexives: tuple[str, ...]
    prepositions: tuple[str, ...]
    relatives: tuple[str, ...]
    negators: tuple[str, ...]
    agents: tuple[str, ...]
    negator_heads: tuple[str, ...]
    lone_negators: tuple[str, ...]
    copulas: tuple[str, ...]
    auxiliaries: tuple[str, ...]
    carriers: tuple[str, ...]
    adverbs: tuple[str, ...]
    adverb_endings: tuple[str, ...]
    causatives: tuple[str, ...]
    degrees: tuple[str, ...]
    measures: tuple[str, ...]
    number_words: tuple[str, ...]
    pronouns: tuple[str, ...]
    opposers: tuple[str, ...]
    coordinators: tuple[str, ...]
    subject_relatives: tuple[str, ...]
    asides: tuple[str, ...]
    questions: tuple[str, ...]
    conditions: tuple[str, ...]
    actors: tuple[str, ...]
    fractions: tuple[str, ...]
    measuring: tuple[str, ...]
    measuring_moved: tuple[str, ...]
    amounts: tuple[str, ...]
    participles: tuple[str, ...]
    definites: tuple[str, ...]
    backward: tuple[str, ...]
    gerunds: tuple[str, ...]
    pasts: tuple[str, ...]
    carried: tuple[str, ...]
    hanging: tuple[str, ...]
    goods: tuple[str, ...]
    judgements: tuple[str, ...]
    units: tuple[str, ...]
    negative_prefixes: tuple[str, ...]
    fixed: tuple[str, ...]
    adjective_endings: tuple[str, ...]
    expletives: tuple[str, ...]
    becoming: tuple[str, ...]
    lasting: tuple[str, ...]
    infinitive_links: tuple[str, ...]
    beneficiaries: tuple[str, ...]
    standing: str
    head: str


@dataclass(frozen=True)
class Directions:
    """All that a language folder knows of direction.

    Attributes:
        lists: word → whether it is in the list of that name, see `is_in`.
        nouns, verbs, adjectives, quantifiers, abilities, openers, backward, auxiliaries, fixed: the printed
            words, one tuple a phrase → what they are.
        carrying: first words of the auxiliaries of the language itself.
        affirmed: auxiliary joined to its negation → the auxiliary ("won't": "will").
        antonyms: folded word → folded words that stand against it, both ways.
        examples: every row's example with its direction.

    """

    code: str
    splitter: WordSplitter
    lists: Mapping[str, frozenset[str]]
    standing: str
    head_first: bool
    openers: Mapping[tuple[str, ...], None]
    backward: Mapping[tuple[str, ...], None]
    auxiliaries: Mapping[tuple[str, ...], None]
    carrying: frozenset[str]
    fixed: Mapping[tuple[str, ...], None]
    quantifiers: Mapping[tuple[str, ...], int]
    abilities: Mapping[tuple[str, ...], Ability]
    nouns: Mapping[tuple[str, ...], DirectionNoun]
    verbs: Mapping[tuple[str, ...], VerbForm]
    adjectives: Mapping[tuple[str, ...], DirectionAdjective]
    affirmed: Mapping[str, str]
    antonyms: Mapping[str, frozenset[str]]
    examples: tuple[tuple[str, int], ...]

    def is_in(self, name: str, word: str) -> bool:
        """Say whether a word stands in one of the plain lists."""
        return word in self.lists[name]

    def is_degree(self, word: str) -> bool:
        """Say whether a word before a noun only says how much or of what kind."""
        ending = len(word) > 5 and any(word.endswith(e) for e in self.lists["adjective_endings"])
        return self.is_in("degrees", word) or self.is_adverb(word) or ending

    def may_be_carried(self, word: str) -> bool:
        """Say whether a word ends as infinitives do that stand before what moves."""
        return len(word) > 4 and any(word.endswith(e) for e in self.lists["carried"])

    def is_adverb(self, word: str) -> bool:
        """Say whether a word is listed as an adverb, or is long and ends as one."""
        return self.is_in("adverbs", word) or (
            len(word) > 5 and any(word.endswith(e) for e in self.lists["adverb_endings"])
        )


@lru_cache
def directions(code: str) -> Directions:
    """Load and check one language's words of direction.

    Raises:
        LanguageDataError: no such language, or an entry is unknown, missing,
            repeated or wrong.

    >>> directions("fr").nouns[("hausse",)].direction
    1
    """
    raw = read_table(code, "directions")
    where = f"{code}/directions.toml"
    tables = {t: raw.pop(t, []) for t in TABLES}
    paradigms = {
        n: checked_row(Paradigm, p, where=f"{where} paradigm '{n}'")
        for n, p in raw.pop("paradigms", {}).items()
    }
    affirmed = raw.pop("affirmed", {})
    lists = checked_row(DirectionLists, raw, where=where)
    if lists.head not in HEADS:
        raise LanguageDataError(f"{where}: head '{lists.head}'; accepted {', '.join(HEADS)}")
    loader = _Loader(where, WordSplitter(lists.elisions, lists.clitics), paradigms)
    nouns = [loader.row(DirectionNoun, r, key="lemma") for r in tables["noun"]]
    verbs = [loader.row(DirectionVerb, r, key="lemma") for r in tables["verb"]]
    adjectives = [loader.row(DirectionAdjective, r, key="lemma") for r in tables["adjective"]]
    quantifiers = [loader.row(Quantifier, r, key="example") for r in tables["quantifier"]]
    abilities = [loader.row(Ability, r, key="example") for r in tables["ability"]]
    antonyms = [
        checked_row(Antonym, r, where=f"{where} antonym '{r.get('word')}'") for r in tables["antonym"]
    ]
    loader.check_choice(verbs, "moves", MOVES)
    loader.check_choice(adjectives, "place", PLACES)
    return Directions(
        code=code,
        splitter=loader.splitter,
        lists={
            n: frozenset(v) for n in DirectionLists.__slots__ if isinstance(v := getattr(lists, n), tuple)
        },
        standing=lists.standing,
        head_first=lists.head == HEADS[0],
        openers=dict.fromkeys(map(loader.key, lists.openers)),
        backward=dict.fromkeys(map(loader.key, lists.backward)),
        fixed=dict.fromkeys(map(loader.key, lists.fixed)),
        auxiliaries=dict.fromkeys(map(loader.key, (*lists.auxiliaries, *lists.carriers))),
        carrying=frozenset(loader.key(a)[0] for a in lists.auxiliaries),
        quantifiers={loader.key(w): q.direction for q in quantifiers for w in q.words},
        abilities={loader.key(w): a for a in abilities for w in a.words},
        nouns=loader.noun_forms(nouns),
        verbs=loader.verb_forms(verbs),
        adjectives=loader.noun_forms(adjectives),
        affirmed=affirmed,
        antonyms=_both_ways(antonyms),
        examples=tuple(
            (r.example, r.direction) for r in (*nouns, *verbs, *adjectives, *quantifiers, *abilities)
        ),
    )


class _Loader:
    """Checks rows and makes the printed forms of their lemmas."""

    def __init__(self, where: str, splitter: WordSplitter, paradigms: Mapping[str, Paradigm]) -> None:
        self._where, self.splitter, self._paradigms = where, splitter, paradigms
        self._seen: set[tuple[type, str]] = set()

    def row(self, row_type: Any, raw: dict[str, Any], *, key: str) -> Any:
        """Build one row; refuse a repeated key, a wrong direction or example."""
        where = f"{self._where} {row_type.__name__} '{raw.get(key)}'"
        row = checked_row(row_type, raw, where=where)
        name = (row_type, getattr(row, key))
        if name in self._seen:
            raise LanguageDataError(f"{where}: repeated")
        self._seen.add(name)
        if row.direction not in (1, -1):
            raise LanguageDataError(f"{where}: direction {row.direction}; accepted 1 and -1")
        if row.example.count("<") != 1 or row.example.count(">") != 1:
            raise LanguageDataError(f"{where}: example '{row.example}' needs one <…> around what moves")
        return row

    def check_choice(self, rows: Iterable[Any], name: str, accepted: tuple[str, ...]) -> None:
        """Refuse a value that is none of the accepted ones."""
        for row in rows:
            value = getattr(row, name)
            if value not in accepted:
                where = f"{self._where} '{row.lemma}'"
                raise LanguageDataError(f"{where}: {name} '{value}'; accepted {', '.join(accepted)}")

    def key(self, phrase: str) -> tuple[str, ...]:
        """Split a listed phrase as texts are split; a lone elided word stays one."""
        return tuple(w.low for w in self.splitter.split(phrase + "x" if phrase.endswith("'") else phrase))[
            : None if not phrase.endswith("'") else -1
        ]

    def forms(
        self, lemma: str, paradigm: str, extra: tuple[str, ...]
    ) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Give the printed forms of a lemma, and its participles."""
        if paradigm not in self._paradigms:
            raise LanguageDataError(f"{self._where} '{lemma}': no paradigm '{paradigm}'")
        rule = self._paradigms[paradigm]
        if not lemma.endswith(rule.cut):
            raise LanguageDataError(f"{self._where} '{lemma}': does not end in '{rule.cut}'")
        stem = lemma.removesuffix(rule.cut)
        regular = () if extra else tuple(stem + e for e in rule.endings)
        return (*regular, *extra), tuple(stem + e for e in rule.participles)

    def noun_forms(self, rows: Iterable[NounRow]) -> dict[tuple[str, ...], NounRow]:
        """List every printed form of nouns or adjectives."""
        listed: dict[tuple[str, ...], NounRow] = {}
        for row in rows:
            for forms in self.forms(row.lemma, row.paradigm, row.forms):
                listed.update({self.key(f): row for f in forms})
        return listed

    def verb_forms(self, verbs: Iterable[DirectionVerb]) -> dict[tuple[str, ...], VerbForm]:
        """List every printed form; one that is also finite counts as finite and participle."""
        listed: dict[tuple[str, ...], VerbForm] = {}
        for verb in verbs:
            finite, participles = self.forms(verb.lemma, verb.paradigm, verb.forms)
            listed.update({self.key(f): VerbForm(verb, participle=False) for f in finite})
            for form in (*participles, *verb.participles):
                listed[self.key(form)] = VerbForm(verb, participle=True)
        return listed


def _both_ways(rows: Iterable[Antonym]) -> dict[str, frozenset[str]]:
    """Make the table of opposites symmetric, folded."""
    pairs = {(fold(r.word), fold(a)) for r in rows for a in r.against}
    both = pairs | {(b, a) for a, b in pairs}
    return {word: frozenset(b for a, b in both if a == word) for word in {a for a, _ in both}}
