"""End an argument before the words that only lead up to its cue: "The rise *is largely* due to"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from causerie.extraction.claims.grammar.arguments import NOMINALS, Proposal, Scene
from causerie.extraction.claims.grammar.matching import phrase_before
from causerie.extraction.claims.grammar.tidying import tidy
from causerie.extraction.syntax import Token
from causerie.languages.directions import directions
from causerie.model import Span


def without_run_up(scene: Scene, proposal: Proposal, *, trigger: Sequence[Token]) -> Proposal:
    """Leave out what ties an argument to the cue behind it: a copula, its adverbs, "in large part"."""
    first = min(trigger, key=lambda t: t.i)
    held = [t for t in scene.parse.tokens_in(proposal.span) if t.i < first.i]
    between = scene.parse.tokens[held[-1].i + 1 : first.i] if held else ()
    if not held or any(t.text != "," and t.pos != "ADV" for t in between):
        return proposal
    count = len(_without_share(scene, held))
    count = _before_copula(scene, held[:count])
    rest = held[:count]
    if count == len(held) or not any(t.pos in NOMINALS for t in rest):
        return proposal
    span = tidy(scene.parse.text, Span(proposal.span.start, rest[-1].end))
    return proposal if span is None else replace(proposal, span=span)


def _without_share(scene: Scene, held: Sequence[Token]) -> Sequence[Token]:
    """Leave out how much of it a cue accounts for, at the end of some words: "they left, *in large part*"."""
    begin = phrase_before(scene, held[-1].i + 1, scene.lexicon.words.partly)
    return held if begin is None else [t for t in held if t.i < begin]


def _before_copula(scene: Scene, held: Sequence[Token]) -> int:
    """Count the words before a copula that ends some words, adverbs behind it apart; all where none does."""
    count = len(held)
    while count and held[count - 1].pos == "ADV":
        count -= 1
    if count and directions(scene.language).is_in("copulas", held[count - 1].lower):
        return count - 1
    return len(held)
