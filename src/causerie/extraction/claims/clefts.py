"""Read what a cleft brings forward, from its words: "it is because of the rain that the match is off"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from causerie.extraction.claims.arguments import Proposal, Scene, is_finite, tidy
from causerie.extraction.syntax import Token, highest
from causerie.languages.directions import directions
from causerie.languages.qualifiers import qualifier_words
from causerie.model import Span

#: Marks that a cleft does not cross.
ENDS = frozenset({";", ":", ".", "!", "?", "«", "»", "“", "”", '"'})


@dataclass(frozen=True, slots=True)
class Cleft:
    """What stands behind the marker, the clause behind it, and whether the link between them is denied."""

    focus: Proposal
    clause: Proposal
    denied: bool


def read_cleft(scene: Scene, trigger: Sequence[Token]) -> Cleft | None:
    """Read "it is (not) MARKER focus that clause"; None where the marker opens no cleft."""
    denied = _presented(scene, trigger)
    if denied is None or _is_whole(scene, trigger):
        return None
    joint = _joint(scene, trigger)
    if joint is None:
        return None
    tokens = scene.parse.tokens
    last = joint
    while (
        last + 1 < len(tokens)
        and tokens[last + 1].sent == tokens[joint].sent
        and tokens[last + 1].text not in ENDS
    ):
        last += 1
    focus = _proposal(scene, tokens[trigger[-1].i + 1 : joint], "focus")
    clause = _proposal(scene, tokens[joint + 1 : last + 1], "clause behind focus")
    return Cleft(focus, clause, denied) if focus is not None and clause is not None else None


def brings_forward(scene: Scene, trigger: Sequence[Token]) -> bool:
    """Say whether a marker holds the cleft's own subject: "c'est grâce à"."""
    return trigger[0].lower in qualifier_words(scene.language).presenters


def is_ruled_out(scene: Scene, trigger: Sequence[Token]) -> bool:
    """Say whether a marker is itself denied: "not because of the strike", "it is not because"."""
    words, before = qualifier_words(scene.language), scene.previous(trigger[0])
    if _presented(scene, trigger):
        return True
    if before is None:
        return False
    if not {before.lemma, before.lower} & words.negators:
        # "Non parce que": a word that never denies a verb.
        return directions(scene.language).is_in("lone_negators", before.lower)
    host = scene.previous(before)
    if host is not None and (host.pos in ("AUX", "VERB") or host.lower in words.particles):
        # "He could not, because …", "il ne part pas parce que …": the verb is denied, not its reason.
        return directions(scene.language).is_in("copulas", host.lower) and not words.particles
    return not _has_particle(scene, before)


def _has_particle(scene: Scene, negator: Token) -> bool:
    """Say whether a negation's first half stands before it in its clause ("ne … jamais")."""
    words, before = qualifier_words(scene.language), scene.previous(negator)
    while before is not None and before.pos not in ("PUNCT", "CCONJ"):
        if before.lower in words.particles:
            return True
        before = scene.previous(before)
    return False


def _presented(scene: Scene, trigger: Sequence[Token]) -> bool | None:
    """Say whether the words before a marker deny it ("it is not"); None where they bring nothing forward."""
    words, known = qualifier_words(scene.language), directions(scene.language)
    if brings_forward(scene, trigger):
        return False
    before, denied = scene.previous(trigger[0]), False
    while before is not None and (before.pos == "ADV" or {before.lemma, before.lower} & words.negators):
        denied |= bool({before.lemma, before.lower} & words.negators)
        before = scene.previous(before)
    if before is None or not known.is_in("copulas", before.lower):
        return None
    before = scene.previous(before)
    if before is not None and before.lower in words.particles:
        before = scene.previous(before)
    return denied if before is not None and before.lower in words.presenters else None


def _is_whole(scene: Scene, trigger: Sequence[Token]) -> bool:
    """Say whether a marker ends with the copula's own "that": "c'est que" brings nothing forward."""
    known = directions(scene.language)
    return len(trigger) > 1 and known.is_in("copulas", trigger[-2].lower)


def _joint(scene: Scene, trigger: Sequence[Token]) -> int | None:
    """Find the "that" behind a focus: the first that a finite clause follows."""
    tokens = scene.parse.tokens
    for index in range(trigger[-1].i + 2, len(tokens)):
        token = tokens[index]
        if token.sent != trigger[-1].sent or token.text in ENDS:
            return None
        if scene.norm(token) in scene.lexicon.words.that and _is_clause(tokens[index + 1 : index + 12]):
            return index
    return None


def _is_clause(tokens: Sequence[Token]) -> bool:
    """Say whether a finite verb with a word before it follows."""
    return any(is_finite(t) for t in tokens[1:])


def _proposal(scene: Scene, tokens: Sequence[Token], construction: str) -> Proposal | None:
    held = [t for t in tokens if t.pos != "SPACE"]
    span = tidy(scene.parse.text, Span(held[0].start, held[-1].end)) if held else None
    return Proposal(span, highest(held).i, construction) if span is not None else None
