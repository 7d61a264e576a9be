"""Turn what a construction found into a candidate: the common form of all constructions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from causerie.extraction.claims.grammar.arguments import Proposal
from causerie.extraction.syntax import Token
from causerie.languages.causal_rows import MarkerRow
from causerie.model import Kind

#: How the patterns of "impossible without X" end: claims by definition, of which our texts have next to none.
IMPOSSIBLE = ".impossible"

#: How the patterns of markers end whose clause says that something is needed ("we must act to …").
NEED = ".need"

#: End the patterns whose arguments their words show: clefts, corrections ("not X but Y"), clauses with the
#: subject behind the verb, and markers whose place shows them ("because of which", "on pain of").
CLEFT, CORRECTED, TURNED, PLACED = ".cleft", ".corrected", ".turned", ".placed"
#: What no network reads otherwise.
FIXED = (CLEFT, CORRECTED, TURNED, PLACED)
#: What the tagger may read backwards.
BACKWARD = (TURNED, PLACED)


class Signal(StrEnum):
    """What class of words signals a link."""

    VERB = "verb"
    ADJ = "adj"
    NOUN = "noun"
    PREP = "prep"
    CONJ = "conj"
    ADV = "adv"
    COND = "cond"
    NECESSITY = "necessity"
    GERUND = "gerund"
    PURPOSE = "purpose"
    COMPARATIVE = "comparative"


#: Signals that stand beside the predicate: what denies it leaves the link alone.
BESIDE = frozenset({Signal.ADV, Signal.COND, Signal.CONJ, Signal.PREP})


def row_pattern(pattern: str) -> str:
    """Give the pattern of the plain row that clefts and what is turned round are read by."""
    for ending in FIXED:
        pattern = pattern.removesuffix(ending)
    return pattern


@dataclass(frozen=True, slots=True, eq=False)
class Draft:
    """A cue with its possible arguments, before its qualifiers are read.

    Attributes:
        pattern: id of the row, or "open.…" for what no row names.
        trigger: the cue's tokens.
        anchor: the cue's head.
        predicates: where negation and certainty are looked for.
        denied: whether the cue itself is denied ("not because of"); None where its predicates say so.
        sure_sign: a cue that no row names has a sign of its own all the same.
    """

    pattern: str
    signal: Signal
    kind: Kind
    sign: int
    trigger: tuple[Token, ...]
    anchor: Token
    causes: Iterable[Proposal]
    effects: Iterable[Proposal]
    predicates: tuple[Token, ...] = field(default=())
    sufficient: bool = False
    denied: bool | None = None
    sure_sign: bool = False


def marker_draft(
    row: MarkerRow,
    trigger: tuple[Token, ...],
    *,
    causes: Iterable[Proposal],
    effects: Iterable[Proposal],
    predicate: Token | None,
    need: Kind | None = None,
    suffix: str = "",
) -> Draft:
    """Put a marker's ends together."""
    return Draft(
        pattern=row.id + (suffix or (NEED if need else "")),
        signal=Signal.NECESSITY if need and row.signal == Signal.PURPOSE else Signal(row.signal),
        kind=need or Kind(row.kind),
        sign=1 if need else row.sign,
        trigger=trigger,
        anchor=trigger[0],
        causes=causes,
        effects=effects,
        predicates=() if predicate is None else (predicate,),
        sufficient=need is Kind.ENABLE,
    )
