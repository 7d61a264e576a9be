"""Tell what says by how much from what it is said of: "(cut) traffic *by a third*"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from causerie.extraction.claims.grammar.arguments import Proposal, Scene
from causerie.extraction.claims.grammar.tidying import tidy
from causerie.extraction.syntax import Token
from causerie.languages.figures import figure_words
from causerie.model import Span

#: Words between "by" and the share, at most: "de plus de la moitié".
BETWEEN = 5
#: Parts of speech of these words.
FILLING = frozenset({"ADJ", "ADP", "ADV", "DET", "SCONJ"})
#: Parts of speech of what a share is of: "by a third *party*", "d'un tiers *des* élèves".
WHOLE = frozenset({"ADJ", "DET", "NOUN", "PROPN"})


def without_extent(scene: Scene, held: Sequence[Token]) -> list[Token]:
    """Take off what says by how much: "(raised) the river by two metres", "(réduit) les ventes de 8 %"."""
    place = next((n for n in range(1, len(held)) if is_extent(scene, held[n:])), len(held))
    return list(held[:place])


def is_extent(scene: Scene, tokens: Sequence[Token]) -> bool:
    """Say whether words say by how much: "by two metres", "de 8 %", "de près d'un quart"."""
    counted = len(tokens) > 1 and tokens[0].pos == "ADP" and tokens[1].pos == "NUM"
    return counted or _opens_share(scene, tokens)


def before_extents(scene: Scene, proposals: Iterable[Proposal]) -> Iterator[Proposal]:
    """End what a verb acts on before the share by which it changes: "cut *traffic* by a third in weeks"."""
    for proposal in proposals:
        held = scene.parse.tokens_in(proposal.span)
        place = next((t for n, t in enumerate(held) if n and _opens_share(scene, held[n:])), None)
        span = tidy(scene.parse.text, Span(held[0].start, place.start)) if place is not None else None
        if place is None or span is None or place.i <= proposal.head:
            yield proposal
        else:
            yield replace(proposal, span=span)


def _opens_share(scene: Scene, tokens: Sequence[Token]) -> bool:
    """Say whether words open with a share of what was there: "by half", "by at least two per cent"."""
    known = figure_words(scene.language)
    if not tokens or tokens[0].pos != "ADP":
        return False
    opener = scene.norm(tokens[0])
    if opener not in scene.lexicon.words.by and opener not in known.of:
        return False
    for n, token in enumerate(tokens[1 : BETWEEN + 2], start=1):
        after = tokens[n + 1] if n + 1 < len(tokens) else None
        if token.lower in known.shares:
            return after is None or (after.pos not in WHOLE and scene.norm(after) not in known.of)
        if token.pos == "NUM":
            behind = " ".join(t.lower for t in tokens[n + 1 : n + 3])
            return any(behind.startswith(sign) for sign in known.percent)
        if token.pos not in FILLING:
            return False
    return False
