"""Turn a language folder's causation.toml into the cues that claims are read by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import Any

from causerie.errors import LanguageDataError
from causerie.languages.rows import read_closed, read_rows, read_table
from causerie.model import Kind, Polarity


class Frame(StrEnum):
    """Where a verb keeps its cause and its effect."""

    DIRECT = "direct"  #: subject → object
    INVERSE = "inverse"  #: object → subject
    OBLIQUE = "oblique"  #: subject → complement under one of `preps`
    SOURCE = "source"  #: complement under one of `preps` → subject
    INFINITIVE = "infinitive"  #: subject → infinitive
    CLAUSE = "clause"  #: subject → finite clause
    BLAME = "blame"  #: object → complement under one of `preps`
    ATTRIBUTE = "attribute"  #: complement under one of `preps` → object
    OUTCOME = "outcome"  #: complement under one of `preps` → the whole clause


class Role(StrEnum):
    """Which end of a claim something is."""

    CAUSE = "cause"
    EFFECT = "effect"


@dataclass(frozen=True, slots=True)
class VerbRow:
    """Verbs that share a frame, a kind and a sign.

    Attributes:
        lemmas: verbs; a second word is a particle ("bring about").
        sign: 1, -1, or 0 where the text gives no direction.
        nouns: object or complement that belongs to the cue ("mettre *fin* à").
        preps: words that introduce the complement of the frame.
        reflexive: the cue holds only with its reflexive pronoun.
        apart: its `nouns` are no part of the object ("rendre *possible*").
        tight: no object stands before its `nouns`: it is read with them there ("rend *la route impossible*").
        hinders: an infinitive under another cue, it is stripped and turns the sign.
        directional: says by itself that its object rises or falls.
        keeps: the one who is made to act stays inside the effect ("cause N to V").
        aside: counts only between two stated directions ("is followed by").
        receiver: counts only with one who gets its object ("gives *the town* a lift").
        clitic: counts only where a pronoun before the verb stands for its complement ("*y* a contribué").
        measured: counts only with a number behind one of `preps` ("porte l'effectif *à seize*").
    """

    id: str
    lemmas: tuple[str, ...]
    frame: str
    example: str
    kind: str = "cause"
    sign: int = 1
    nouns: tuple[str, ...] = ()
    preps: tuple[str, ...] = ()
    reflexive: bool = False
    hinders: bool = False
    sufficient: bool = False
    directional: bool = False
    apart: bool = False
    tight: bool = False
    keeps: bool = False
    aside: bool = False
    receiver: bool = False
    clitic: bool = False
    measured: bool = False


@dataclass(frozen=True, slots=True)
class SignedRow:
    """Verbs of many senses that are no cue by themselves, and share a sign where the networks hear one.

    Attributes:
        sign: 1 or -1: what the object comes to ("the fire *consumed* the files").
    """

    id: str
    lemmas: tuple[str, ...]
    sign: int
    example: str


@dataclass(frozen=True, slots=True)
class MarkerRow:
    """Words that introduce a cause or an effect, whose other end is the host they hang from.

    Attributes:
        words: words parted as the parser parts them ("à l' aide de"); contractions are undone.
        introduces: "cause" or "effect".
        takes: what may follow: "noun", "infinitive", "gerund", "clause".
        back: stands in the effect (or cause) itself; its other end comes before it.
        initial: counts only at the border of a clause ("aussi").
        heads: if given, what it introduces is one of these lemmas ("pour des *raisons*").
        bare: what it introduces is a noun without determiner ("par *ignorance*").
        absence: says that its noun is lacking: a denied host needs it, another is prevented by it (if its
            kind is no need).
        unreal: counts only where its host tells what would have been ("but for").
        aside: counts only between two stated directions ("each time").
        placed: its place shows its arguments, which no network reads otherwise ("on pain of").
    """

    id: str
    words: tuple[str, ...]
    signal: str
    introduces: str
    takes: tuple[str, ...]
    example: str
    kind: str = "cause"
    sign: int = 1
    back: bool = False
    absence: bool = False
    initial: bool = False
    unreal: bool = False
    heads: tuple[str, ...] = ()
    bare: bool = False
    aside: bool = False
    placed: bool = False


@dataclass(frozen=True, slots=True)
class PredicateRow:
    """Nouns or adjectives that say of their subject that it is a cause (or an effect).

    Attributes:
        subject: which end the subject is; the complement under `preps` is the other.
        denied: states a link only where it is denied ("n'est pas *étranger* à").
        clitic: its complement may be a pronoun before it ("*en* est la cause").
    """

    id: str
    lemmas: tuple[str, ...]
    subject: str
    preps: tuple[str, ...]
    example: str
    kind: str = "cause"
    sign: int = 1
    sufficient: bool = False
    denied: bool = False
    clitic: bool = False


@dataclass(frozen=True, slots=True)
class DegreeRow:
    """Degree words whose measure has a consequence ("too … to", "assez … pour", "so … that").

    Attributes:
        words: the degree words.
        links: what introduces the consequence.
    """

    id: str
    words: tuple[str, ...]
    links: tuple[str, ...]
    example: str
    kind: str = "enable"
    sign: int = 1
    signal: str = "adj"


@dataclass(frozen=True, slots=True)
class LookalikeRow:
    """Words that look like a cue and are none.

    Attributes:
        words: the cue's own words, in normal form, or one lemma.
        near: if given, counts only with one of these lemmas in the cue's clause.
        never: it is no claim, whatever the learned filter holds of it.
    """

    id: str
    words: tuple[str, ...]
    example: str
    near: tuple[str, ...] = ()
    never: bool = False


@dataclass(frozen=True)
class Words:
    """Closed classes that the grammar asks about.

    Attributes:
        contractions: word → normal form ("du" → "de"); one in capitals holds where a sentence begins.
        joined: relative pronouns that may stand behind a preposition → the one they hold, or "" ("duquel").
        clitics: pronouns before the verb → the prepositions of the complements they stand for ("y" → "à").
        linking: last words of a marker before which an adjective may stand ("sous l'effet conjugué de").
        relative: relative pronouns that stand for a noun.
        object_relative: relative pronouns for an object, behind which verb and subject may change places.
        asking: words that open a clause which stands for a noun ("over *what* they heard").
        thence: clitics that name what went before as a source ("il en résulte").
        alternative: conjunctions of choice.
        adding: conjunctions that add a clause.
        commanding: marks of mood, person or form that a verb without subject bears where it commands.
        corrective: conjunctions that put the right thing in place of a refused one ("not X but Y").
        lessened, than: words around what is less so, and before what is more so ("less X than Y").
        instead: phrases that refuse what follows them ("Y rather than X").
        sole: adjectives that say that there is no other ("the *only* way to").
        unlinked: phrases that begin like a marker and link nothing ("pour autant").
        contrast: words that open a clause which is set against another ("whereas").
        partly: phrases that say how much of it a cue accounts for ("in large part because").
        far: phrases that refuse the act that follows them, and are places before a noun ("far from helping").
        fact: nouns that a clause spells out ("the fact that").
        alone: words that make a condition the only one ("only if").
        demonstrative: what "ce" is in "ce qui": stands for a clause.
        reflexive: reflexive pronouns.
        infinitive: words that introduce an infinitive.
        that: complementisers.
        by: words that introduce the agent of a passive.
        gerund: words that introduce a gerund of means.
        without: words of absence ("impossible sans").
        impossible: predicates that deny possibility.
        able: verbs and adjectives of ability, which do so where they are denied ("cannot").
        necessity: verbs and adjectives of need, whose complement is needed.
        obligation: verbs and auxiliaries whose infinitive is needed ("doit", not "devrait").
        among: prepositions of a set of which one is named ("among the causes of").
        having: "to have": its infinitive is needed if it follows at once ("avoir à"); it forms the perfect.
        taking: verbs whose object is needed if their subject is nobody ("it takes").
        seeing, seen_in: verbs of seeing one thing as another, and prepositions of the first ("y voir").
        enough: verbs of sufficiency ("il suffit de X pour Y").
        proportion: verbs that say that something exists ("il y a", "there is").
        concession: words that turn a condition into a concession or a comparison ("même si").
        when: markers of condition that also state a time.
        neuter: pronouns that stand for a clause ("cela").
        third: personal pronouns of the third person, that stand for a noun.
        likewise: words that repeat a direction ("so do Y").
        averting: hindering verbs that are always taken off an effect, the sign turned.
        ending: verbs that take away what is made to do so ("faire *disparaître*"); none in English, where
            who is made to act stays in the effect.
        joining: phrases that set one thing beside another ("along with").
        along: words that let one thing move with another ("rises with").
        more, less: comparative degree words of "plus… plus…", "the more… the less".
        none: words that say that there is nothing of a thing ("no roads, more floods"); none in French,
            where "pas de routes, plus de crues" may mean more floods or no more.
        rising, falling: words (verbs, adjectives, nouns, quantifiers) that state a direction.
        good, bad: adjectives that give an effect its sign ("a devastating effect on").
        persons: pronouns and nouns of persons, whose acts are not claims by themselves.
        light: nouns too light to be the effect of a claim ("place", "part").
        open_endings: endings of verbs that change a state ("iser").
        open_blocked: transitive verbs that change nothing (say, see, have).
    """

    contractions: Mapping[str, str]
    joined: Mapping[str, str]
    clitics: Mapping[str, frozenset[str]]
    linking: frozenset[str]
    relative: frozenset[str]
    object_relative: frozenset[str]
    asking: frozenset[str]
    thence: frozenset[str]
    alternative: frozenset[str]
    adding: frozenset[str]
    commanding: frozenset[str]
    corrective: frozenset[str]
    lessened: frozenset[str]
    than: frozenset[str]
    instead: frozenset[str]
    sole: frozenset[str]
    unlinked: frozenset[str]
    contrast: frozenset[str]
    partly: frozenset[str]
    far: frozenset[str]
    alone: frozenset[str]
    fact: frozenset[str]
    demonstrative: frozenset[str]
    reflexive: frozenset[str]
    infinitive: frozenset[str]
    that: frozenset[str]
    by: frozenset[str]
    gerund: frozenset[str]
    without: frozenset[str]
    impossible: frozenset[str]
    able: frozenset[str]
    necessity: frozenset[str]
    obligation: frozenset[str]
    among: frozenset[str]
    having: frozenset[str]
    taking: frozenset[str]
    seeing: frozenset[str]
    seen_in: frozenset[str]
    enough: frozenset[str]
    concession: frozenset[str]
    when: frozenset[str]
    neuter: frozenset[str]
    third: frozenset[str]
    likewise: frozenset[str]
    averting: frozenset[str]
    ending: frozenset[str]
    joining: frozenset[str]
    along: frozenset[str]
    proportion: frozenset[str]
    more: frozenset[str]
    less: frozenset[str]
    none: frozenset[str]
    article: frozenset[str]
    rising: frozenset[str]
    falling: frozenset[str]
    good: frozenset[str]
    bad: frozenset[str]
    persons: frozenset[str]
    light: frozenset[str]
    open_endings: tuple[str, ...]
    open_blocked: frozenset[str]

    def plain(self, word: str) -> str:
        """Undo a contraction or elision; give another word as it is."""
        return self.contractions.get(word, word)


#: First word of a cue → the rest of the cue, its row.
VerbIndex = Mapping[str, tuple[tuple[str, VerbRow], ...]]
MarkerIndex = Mapping[str, tuple[tuple[tuple[str, ...], MarkerRow], ...]]


@dataclass(frozen=True)
class Causation:
    """The causal cues of one language, looked up by word.

    Attributes:
        verbs: first word of a lemma → (particle or "", row).
        markers: first word → (all its words, row), longest first.
        side_verbs, side_markers: the same of the rows that count only between two directions.
        nouns, adjectives: lemma → rows.
        signed: lemma → the row that gives the sign of a verb that is no cue by itself.
        hinders: lemmas of the verb rows that are marked so → the prepositions of their complements.
        directional: lemmas of the verb rows that are marked so.
        precision: pattern id → share of its candidates that are claims, where measured.
    """

    verbs: VerbIndex
    markers: MarkerIndex
    side_verbs: VerbIndex
    side_markers: MarkerIndex
    nouns: Mapping[str, tuple[PredicateRow, ...]]
    adjectives: Mapping[str, tuple[PredicateRow, ...]]
    degrees: tuple[DegreeRow, ...]
    lookalikes: Mapping[str, tuple[LookalikeRow, ...]]
    signed: Mapping[str, SignedRow]
    words: Words
    hinders: Mapping[str, frozenset[str]]
    directional: frozenset[str]
    precision: Mapping[str, float]

    def examples(self) -> Iterable[tuple[str, str]]:
        """Give every row's id with its marked example."""
        seen: dict[str, str] = {}
        for rows in (*self.verbs.values(), *self.side_verbs.values()):
            seen.update({row.id: row.example for _, row in rows})
        for found in (*self.markers.values(), *self.side_markers.values()):
            seen.update({row.id: row.example for _, row in found})
        for held in (*self.nouns.values(), *self.adjectives.values()):
            seen.update({row.id: row.example for row in held})
        seen.update({row.id: row.example for row in self.degrees})
        return seen.items()

    def signed_examples(self) -> Iterable[tuple[SignedRow, str]]:
        """Give every row of signs with its marked example."""
        return {row.id: (row, row.example) for row in self.signed.values()}.values()

    @cached_property
    def never(self) -> frozenset[str]:
        """List the look-alikes that are no claims, whatever the learned filter holds of them."""
        return frozenset(r.id for rows in self.lookalikes.values() for r in rows if r.never)

    def lookalike_examples(self) -> Iterable[tuple[str, str]]:
        """Give every look-alike's id with its example, which holds no claim."""
        return {r.id: r.example for rows in self.lookalikes.values() for r in rows}.items()


@lru_cache
def causation(code: str) -> Causation:
    """Load the causal cues of a language.

    Raises:
        LanguageDataError: an entry is unknown, missing, repeated or wrong.
    """
    verbs = read_rows(code, "causation", "verb", VerbRow, key="id")
    markers = read_rows(code, "causation", "marker", MarkerRow, key="id")
    nouns = read_rows(code, "causation", "noun", PredicateRow, key="id")
    adjectives = read_rows(code, "causation", "adjective", PredicateRow, key="id")
    degrees = read_rows(code, "causation", "degree", DegreeRow, key="id")
    signed = read_rows(code, "causation", "signed", SignedRow, key="id")
    for row in (*verbs, *markers, *nouns, *adjectives, *degrees, *signed):
        _check_row(code, row)
    words = _words(code)
    return Causation(
        verbs=_by_first_word(code, [r for r in verbs if not r.aside]),
        markers=_markers_by_first_word(code, [r for r in markers if not r.aside], closed=words),
        side_verbs=_by_first_word(code, [r for r in verbs if r.aside]),
        side_markers=_markers_by_first_word(code, [r for r in markers if r.aside], closed=words),
        nouns=_by_lemma(nouns),
        adjectives=_by_lemma(adjectives),
        degrees=degrees,
        lookalikes=_lookalikes(read_rows(code, "causation", "lookalike", LookalikeRow, key="id")),
        signed=_signed(code, signed, verbs=verbs),
        words=words,
        hinders={lemma: frozenset(row.preps) for row in verbs if row.hinders for lemma in row.lemmas},
        directional=frozenset(lemma for row in verbs if row.directional for lemma in row.lemmas),
        precision=_precision(code),
    )


def _check_row(code: str, row: Any) -> None:
    """Refuse kinds, signs, frames and roles that do not exist."""
    where = f"{code}/causation.toml '{row.id}'"
    accepted: dict[str, Iterable[object]] = {
        "kind": [k.value for k in Kind],
        "sign": (-1, 0, 1),
        "frame": [f.value for f in Frame],
        "introduces": [r.value for r in Role],
        "subject": [r.value for r in Role],
    }
    for name, values in accepted.items():
        value = getattr(row, name, None)
        if value is not None and value not in list(values):
            raise LanguageDataError(f"{where}: {name} '{value}'; choose from {', '.join(map(str, values))}")


def _by_first_word(code: str, rows: Iterable[VerbRow]) -> dict[str, tuple[tuple[str, VerbRow], ...]]:
    """Index verbs by their first word; the same lemma twice in a row is an error."""
    held: dict[str, list[tuple[str, VerbRow]]] = {}
    for row in rows:
        if len(set(row.lemmas)) != len(row.lemmas):
            twice = sorted({x for x in row.lemmas if row.lemmas.count(x) > 1})
            raise LanguageDataError(f"{code}/causation.toml verb '{row.id}': repeated {twice}")
        for lemma in row.lemmas:
            verb, _, particle = lemma.partition(" ")
            held.setdefault(verb, []).append((particle, row))
    return {k: tuple(v) for k, v in held.items()}


def _markers_by_first_word(
    code: str, rows: Iterable[MarkerRow], *, closed: Words
) -> dict[str, tuple[tuple[tuple[str, ...], MarkerRow], ...]]:
    """Index markers by their first word in normal form, longest first: "à cause de" wins over "à".

    Raises:
        LanguageDataError: the same words twice in a row, contractions undone ("au vu de", "à vu de").

    """
    held: dict[str, list[tuple[tuple[str, ...], MarkerRow]]] = {}
    for row in rows:
        seen = set()
        for words in row.words:
            parts = tuple(map(closed.plain, words.split()))
            if parts in seen:
                raise LanguageDataError(f"{code}/causation.toml marker '{row.id}': repeated '{words}'")
            seen.add(parts)
            held.setdefault(parts[0], []).append((parts, row))
    return {k: tuple(sorted(v, key=lambda x: -len(x[0]))) for k, v in held.items()}


def _by_lemma(rows: Iterable[PredicateRow]) -> dict[str, tuple[PredicateRow, ...]]:
    """Index predicates by lemma."""
    held: dict[str, list[PredicateRow]] = {}
    for row in rows:
        for lemma in row.lemmas:
            held.setdefault(lemma, []).append(row)
    return {k: tuple(v) for k, v in held.items()}


def _signed(code: str, rows: Iterable[SignedRow], *, verbs: Iterable[VerbRow]) -> dict[str, SignedRow]:
    """Index signs by lemma; a verb has one, and none beside a row of its own with an object."""
    known = {
        x for row in verbs if row.frame in (Frame.DIRECT, Frame.INVERSE) and not row.nouns for x in row.lemmas
    }
    held: dict[str, SignedRow] = {}
    for row in rows:
        for lemma in row.lemmas:
            if lemma in held or lemma in known:
                raise LanguageDataError(f"{code}/causation.toml signed '{row.id}': repeated '{lemma}'")
            held[lemma] = row
    return held


def _lookalikes(rows: Iterable[LookalikeRow]) -> dict[str, tuple[LookalikeRow, ...]]:
    """Index look-alikes by their words."""
    held: dict[str, list[LookalikeRow]] = {}
    for row in rows:
        for words in row.words:
            held.setdefault(words, []).append(row)
    return {k: tuple(v) for k, v in held.items()}


def _words(code: str) -> Words:
    """Read the closed classes."""
    raw = read_closed(code, "causation", names={f.name for f in fields(Words)})
    held: dict[str, Any] = {}
    for name, value in raw.items():
        if name in ("contractions", "joined"):
            held[name] = dict(value)
        elif name == "clitics":
            held[name] = {word: frozenset(preps) for word, preps in value.items()}
        elif name == "open_endings":
            held[name] = tuple(value)
        else:
            held[name] = frozenset(value)
    return Words(**held)


def _precision(code: str) -> dict[str, float]:
    """Read the measured precision of each pattern (written by training/measure_patterns.py)."""
    measured = read_table(code, "precision").get("precision", {})
    return {str(k): float(v) for k, v in measured.items()}


def polarity_of(sign: int) -> Polarity:
    """Turn a row's sign into a polarity.

    >>> polarity_of(-1)
    <Polarity.MINUS: '-'>
    """
    return {1: Polarity.PLUS, -1: Polarity.MINUS}.get(sign, Polarity.UNKNOWN)
