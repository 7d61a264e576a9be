"""Turn claims and statements into claims that know who makes them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from causerie.model import Claim, Span, Statement

#: Share of an argument's characters that must lie in what is said. An edge may differ by a
#: word or a mark between the two readings of one clause; two clauses differ by more.
INSIDE = 0.5


def attribute_claims(claims: Iterable[Claim], statements: Sequence[Statement]) -> tuple[Claim, ...]:
    """Give each claim the innermost statement that carries it, and its speaker.

    A statement carries a claim if what is said holds its trigger and both its
    arguments (its trigger may be the verb of saying: "blame the drought for the
    famine"), or one of them where the other stands before the statement ("It
    rains less. That is why, he says, …"). A claim that no statement carries is
    the author's own: statement and speaker are None.

    Args:
        claims: of one document.
        statements: of the same document.
    """
    return tuple(_attributed(claim, statements) for claim in claims)


def _attributed(claim: Claim, statements: Sequence[Statement]) -> Claim:
    """Give one claim its statement."""
    carrying = [s for s in statements if _carries(s, claim)]
    if not carrying:
        return replace(claim, statement=None, speaker=None)
    innermost = min(carrying, key=lambda s: sum(c.end - c.start for c in s.content))
    return replace(claim, statement=innermost.id, speaker=innermost.speaker)


def _carries(statement: Statement, claim: Claim) -> bool:
    """Say whether a claim is part of what a statement says."""
    cause, effect = (_share(a, statement.content) >= INSIDE for a in (claim.cause, claim.effect))
    said = (*statement.content, statement.cue) if cause and effect and statement.cue else statement.content
    if not all(_share(t, said) >= INSIDE for t in claim.trigger):
        return False
    begins = min(c.start for c in statement.content)
    return (
        (cause and effect) or (effect and claim.cause.end <= begins) or (cause and claim.effect.end <= begins)
    )


def _share(span: Span, content: Sequence[Span]) -> float:
    """Give the share of a span that lies in the content."""
    inside = sum(max(0, min(span.end, c.end) - max(span.start, c.start)) for c in content)
    return inside / max(span.end - span.start, 1)
