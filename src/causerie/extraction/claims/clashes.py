"""Keep of scored pairings what does not state the same link as a better one."""

from __future__ import annotations

from collections.abc import Sequence

from causerie.extraction.claims.chooser import Scored
from causerie.extraction.claims.grammar.drafts import CORRECTED
from causerie.extraction.claims.pairings import Pairing


def compatible(scored: Sequence[Scored]) -> list[Scored]:
    """Keep, from the best down, what does not clash with a better one."""
    kept: list[Scored] = []
    for one in sorted(scored, key=lambda s: -s.score):
        if not any(clash(one.pairing, k.pairing) for k in kept):
            kept.append(one)
    return kept


def clash(a: Pairing, b: Pairing) -> bool:
    """Say whether two pairings state one link: twice, turned round, or by one cue with a shared argument."""
    causes, effects = a.cause.span.overlaps(b.cause.span), a.effect.span.overlaps(b.effect.span)
    turned = a.cause.span.overlaps(b.effect.span) and a.effect.span.overlaps(b.cause.span)
    same_cue = any(s.overlaps(t) for s in a.candidate.trigger for t in b.candidate.trigger)
    if same_cue and _are_set_against(a, b):
        return causes and effects
    return (causes and effects) or turned or (same_cue and (causes or effects))


def _are_set_against(a: Pairing, b: Pairing) -> bool:
    """Say whether one of two pairings is refused for the other, or added to it: "not (only) X but Y"."""
    one, other = a.candidate, b.candidate
    return one.pattern.endswith(CORRECTED) and one.pattern == other.pattern
