"""Tell what stands beside a condition: that nothing else will do, or what is deduced from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from causerie.extraction.claims.grammar.arguments import Proposal, Scene
from causerie.extraction.claims.grammar.drafts import Signal
from causerie.extraction.claims.grammar.introduced import introduced
from causerie.extraction.claims.grammar.marks import ENDS
from causerie.extraction.claims.grammar.matching import matched
from causerie.extraction.claims.grammar.tidying import tidy
from causerie.extraction.syntax import Token
from causerie.languages.causal_rows import MarkerRow, Role
from causerie.languages.directions import directions
from causerie.languages.qualifiers import qualifier_words
from causerie.model import Span


def is_degree(trigger: tuple[Token, ...]) -> bool:
    """Say whether a marker only measures an adjective or adverb that is no predicate: "even if late"."""
    token, host = trigger[0], trigger[0].head
    told = any(c.rel in ("cop", "nsubj") for c in host.children)
    return token.rel == "advmod" and host.pos in ("ADJ", "ADV") and not told and host not in trigger


def lone_condition(scene: Scene, trigger: tuple[Token, ...], *, governor: Token | None) -> Token | None:
    """Give the word that says that nothing else will do ("*only* if", "ne … *que* si"), or None."""
    words, before = qualifier_words(scene.language), scene.previous(trigger[0])
    alone = scene.lexicon.words.alone
    if trigger[0].lower in alone:
        return trigger[0]
    if before is not None and before.lower in alone:
        return before
    if before is None or before.lower not in words.restrictors or governor is None:
        return None
    opened = any(c.lower in words.particles and c.i < governor.i for c in governor.children)
    return before if opened else None


def ended_before(scene: Scene, proposal: Proposal, end: Token) -> Iterator[Proposal]:
    """End an argument before a word that stands within it: "the ferry leaves (*only* …)"."""
    if not proposal.span.start < end.start < proposal.span.end:
        yield proposal
        return
    span = tidy(scene.parse.text, Span(proposal.span.start, end.start))
    if span is not None:
        yield replace(proposal, span=span)


def is_deduced(scene: Scene, trigger: tuple[Token, ...]) -> bool:
    """Say whether what follows a condition gives its reason: "if prices rise, it is (not) because …"."""
    words, known = qualifier_words(scene.language), directions(scene.language)
    tokens = scene.parse.sentence_of(trigger[0]).tokens
    behind = [t for t in tokens if t.i > trigger[-1].i]
    for comma, first in pairwise(behind):
        if comma.text in ENDS:
            return False
        if comma.text != "," or first.lower not in words.presenters:
            continue
        after = scene.next(first)
        while after is not None and (
            after.lower in words.particles
            or {after.lower, after.lemma} & words.negators
            or known.is_in("copulas", after.lower)
        ):
            after = scene.next(after)
        if after is not None and after.i - first.i > 1 and _opens_reason(scene, after):
            return True
    return False


def _opens_reason(scene: Scene, token: Token) -> bool:
    """Say whether "that", "because" or "because of" begins at a word."""
    if scene.norm(token) in scene.lexicon.words.that:
        return True
    known = scene.lexicon.markers.get(scene.norm(token), ())
    return any(
        row.signal in (Signal.CONJ, Signal.PREP)
        and not row.absence
        and row.introduces == Role.CAUSE
        and matched(scene, token, words, whole=True)
        for words, row in known
    )


def is_counted(target: Token) -> bool:
    """Say whether a number comes next, which is no condition: "à moins de 200 mètres"."""
    return target.pos == "NUM" or any(c.rel == "nummod" for c in target.children)


def is_inverted(scene: Scene, trigger: tuple[Token, ...]) -> bool:
    """Say whether an auxiliary before its subject opens a condition behind its clause: "… had they acted"."""
    words = qualifier_words(scene.language)
    if trigger[0].lower not in words.inverted:
        return False
    before = [t for t in scene.parse.sentence_of(trigger[0]).tokens if t.i < trigger[0].i]
    unreal = any(
        t.rel in ("aux", "cop") and (t.lower in words.conditionals or t.lemma in words.hedges) for t in before
    )
    return unreal and has_subject_behind(scene, trigger)


def inverts(scene: Scene, trigger: tuple[Token, ...], *, row: MarkerRow) -> bool:
    """Say whether a marker is an auxiliary that opens a condition by standing before its subject."""
    alone = row.signal == Signal.COND and len(trigger) == 1
    return alone and trigger[0].lower in qualifier_words(scene.language).inverted


def has_subject_behind(scene: Scene, trigger: tuple[Token, ...]) -> bool:
    """Say whether a marker stands before the subject of what it opens; "and *should* cut fraud" does not."""
    target = introduced(scene, trigger)
    return target is not None and any(
        c.rel.startswith(("nsubj", "expl")) and c.i > trigger[-1].i for c in target.children
    )
