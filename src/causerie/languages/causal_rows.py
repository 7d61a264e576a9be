"""Turn the rows of a language folder's causation.toml into checked data, one class for each kind of cue."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from causerie.errors import LanguageDataError
from causerie.languages.rows import read_rows
from causerie.model import Kind, Polarity

Row = TypeVar("Row")


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


def read_cues(code: str, table: str, row_type: type[Row]) -> tuple[Row, ...]:
    """Read the `[[table]]` rows of a language, each once under its id.

    Raises:
        LanguageDataError: a row is wrong, or two rows share an id.
    """
    rows = read_rows(code, "causation", table, row_type, key="id")
    for row in rows:
        _check_row(code, row)
    return rows


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


def polarity_of(sign: int) -> Polarity:
    """Turn a row's sign into a polarity.

    >>> polarity_of(-1)
    <Polarity.MINUS: '-'>
    """
    return {1: Polarity.PLUS, -1: Polarity.MINUS}.get(sign, Polarity.UNKNOWN)
