"""Tell apart the effects of verbs joined to each other: "limits trade and blocks aid" states two links.

The span of the first effect may have swallowed the second verb, and would then
clash with the second link, so that one of the two were lost.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from causerie.extraction.claims.chooser import Scored
from causerie.extraction.claims.grammar.coordination import before_joint
from causerie.extraction.claims.grammar.drafts import Signal
from causerie.extraction.claims.pairings import Pairing
from causerie.extraction.syntax import Parse, Token, highest

#: Log odds from which a verb counts as stating a link of its own.
LIKELY = -0.5


def told_apart(scored: Sequence[Scored], *, parse: Parse) -> list[Scored]:
    """End a verb's effect before a verb joined to it that states a link from the same cause.

    Args:
        scored: the chosen pairing of each candidate.
        parse: the trees.

    """
    verbs: dict[int, list[tuple[Token, Pairing]]] = defaultdict(list)
    for one in scored:
        if _is_likely_verb(one):
            cue = parse.tokens_in(one.pairing.candidate.trigger[0])[0]
            verbs[cue.sent].append((cue, one.pairing))
    for held in verbs.values():
        held.sort(key=lambda v: v[0].i)
    found = []
    for one in scored:
        if _is_likely_verb(one):
            others = verbs[parse.tokens[one.pairing.candidate.anchor].sent]
            one = replace(one, pairing=_cut(one.pairing, others, parse=parse))
        found.append(one)
    return found


def _is_likely_verb(one: Scored) -> bool:
    return one.score >= LIKELY and one.pairing.candidate.signal is Signal.VERB


def _cut(pairing: Pairing, others: Sequence[tuple[Token, Pairing]], *, parse: Parse) -> Pairing:
    """End the effect before the first verb joined to this one; the others come in the order of the text."""
    effect, trigger = pairing.effect, pairing.candidate.trigger[0]
    for cue, other in others:
        inside = effect.span.start < cue.start < effect.span.end and cue.start < other.effect.span.start
        same = pairing.cause.span.overlaps(other.cause.span) and other.cause.span.end <= trigger.start
        if not inside or not same or _is_nested(cue, effect.head):
            continue
        rest = before_joint(effect.span, cue, parse)
        if rest is not None:
            return replace(pairing, effect=replace(effect, span=rest, head=highest(parse.tokens_in(rest)).i))
    return pairing


def _is_nested(cue: Token, head: int) -> bool:
    """Say whether a verb hangs from another verb inside the effect ("the need to cut wages and block")."""
    between = list(takewhile(lambda t: t.i != head, cue.ancestors()))
    reaches = any(t.i == head for t in cue.ancestors())
    return reaches and any(t.pos in ("VERB", "AUX") for t in between)
