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
    """Leave out what ties an argument to the cue behind it: a copula, "largely", "in large part"."""
    first = min(t.i for t in trigger)
    held = [t for t in scene.parse.tokens_in(proposal.span) if t.i < first]
    if not held or _before_shares(scene, first, least=held[0].i) > held[-1].i + 1:
        return proposal
    end = _before_shares(scene, min(first, held[-1].i + 1), least=held[0].i)
    last = scene.parse.tokens[end - 1]
    if directions(scene.language).is_in("copulas", last.lower):
        end -= 1
    rest = [t for t in held if t.i < end]
    if len(rest) == len(held) or not any(t.pos in NOMINALS for t in rest):
        return proposal
    span = tidy(scene.parse.text, Span(proposal.span.start, rest[-1].end))
    return proposal if span is None else replace(proposal, span=span)


def _before_shares(scene: Scene, end: int, *, least: int) -> int:
    """Step back from a place over commas and over how much of it a cue accounts for: "in large part"."""
    while end > least:
        begin = phrase_before(scene, end, scene.lexicon.words.partly)
        if begin is None and scene.parse.tokens[end - 1].text != ",":
            break
        end = end - 1 if begin is None else begin
    return max(end, least)
