"""Read a relative clause whose preposition says why: "un accord grâce auquel le port a rouvert"."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from causerie.extraction.claims.grammar.absence import draft_absence
from causerie.extraction.claims.grammar.arguments import (
    PREDICATES,
    Proposal,
    Scene,
    clause,
    is_predicate,
    noun_phrase,
    propose,
)
from causerie.extraction.claims.grammar.drafts import PLACED, Draft, Signal, marker_draft
from causerie.extraction.claims.grammar.introduced import to_border
from causerie.extraction.claims.grammar.marks import CLAUSES
from causerie.extraction.claims.grammar.subjects import antecedents_of_relative, nearest_before
from causerie.extraction.syntax import Token, is_finite
from causerie.languages.causal_rows import MarkerRow, Role


def takes_relative(row: MarkerRow, trigger: tuple[Token, ...]) -> bool:
    """Say whether a relative pronoun behind a marker is a cause; "on which", "pour lequel" say too little."""
    prep = row.signal == Signal.PREP and row.introduces == Role.CAUSE and not row.heads and not row.bare
    return prep and (row.absence or len(trigger) > 1)


def relative_behind(scene: Scene, trigger: tuple[Token, ...]) -> Token | None:
    """Find the relative pronoun that a preposition holds or stands before: "grâce auquel", "sans lequel"."""
    joined = scene.lexicon.words.joined
    last, after = trigger[-1], scene.next(trigger[-1])
    if joined.get(last.lower):
        return last
    return after if after is not None and joined.get(after.lower) == "" else None


def draft_relative(
    scene: Scene, trigger: tuple[Token, ...], *, row: MarkerRow, pronoun: Token
) -> Iterator[Draft]:
    """Read a relative clause with its preposition: "un accord grâce auquel le port a rouvert"."""
    verb = _verb_behind(scene, pronoun)
    if verb is None or pronoun is scene.parse.sentence_of(pronoun).tokens[-1]:
        return
    whole = trigger if pronoun in trigger else (*trigger, pronoun)
    end = _end_of_relative(scene, verb, trigger=whole)
    after = range(end, scene.parse.sentence_of(verb).tokens[-1].i + 1)
    cut = {t.i for t in whole} | set(after)
    outer = [
        *propose(clause(scene, verb, cut=cut), verb, "relative clause"),
        *propose(to_border(scene, pronoun, end=end), verb, "up to border"),
    ]
    behind = {t.i for t in verb.subtree() if t.i >= trigger[0].i}
    inner = list(_antecedents(scene, pronoun, trigger=whole, cut=cut | behind))
    if row.absence:
        yield from draft_absence(
            scene, whole, row=row, inner=inner, outer=outer, governor=verb, target=pronoun
        )
        return
    yield marker_draft(row, whole, causes=inner, effects=outer, predicate=verb, suffix=PLACED)


def _antecedents(
    scene: Scene, pronoun: Token, *, trigger: tuple[Token, ...], cut: Collection[int]
) -> Iterator[Proposal]:
    """Propose what the pronoun behind a preposition stands for: no word of the preposition itself."""
    noun = next((t.head for t in trigger if t.pos == "NOUN" and t.head.i < trigger[0].i), None)
    if noun is not None and not is_predicate(noun):
        yield from propose(noun_phrase(scene, noun, cut=cut), noun, "antecedent")
    inside = {t.i for t in trigger}
    yield from (p for p in antecedents_of_relative(scene, pronoun, cut=cut) if p.head not in inside)
    yield from nearest_before(scene, trigger[0], cut=cut)


def _end_of_relative(scene: Scene, verb: Token, *, trigger: tuple[Token, ...]) -> int:
    """Give the place where a relative clause ends: at the main verb, or at the comma that closes it.

    "The law, thanks to which the owners kept their homes, | was repealed", "the leak because of which the
    plant was shut | lasted an hour".
    """
    inside = set(verb.subtree())
    tokens = [t for t in scene.parse.sentence_of(verb).tokens if t.i > verb.i]
    last = tokens[-1].i + 1 if tokens else verb.i + 1
    before = scene.previous(trigger[0])
    if before is not None and before.text == ",":
        closed = next((n for n, t in enumerate(tokens) if t.text == ","), None)
        behind = [t for t in tokens[closed + 1 :] if t.pos != "ADV"] if closed is not None else []
        if behind and behind[0].pos in PREDICATES and is_finite(behind[0]):
            return behind[0].i - 1
    main = (t.i for t in tokens if t.pos in PREDICATES and is_finite(t) and t not in inside)
    return next(main, last)


def _verb_behind(scene: Scene, pronoun: Token) -> Token | None:
    """Find the verb of the relative clause that a pronoun opens; the tree may have hung it elsewhere."""
    for token in pronoun.ancestors():
        if token.i > pronoun.i and is_predicate(token):
            return token
    after = scene.next(pronoun)
    while after is not None and after.text not in CLAUSES:
        helped = any(c.rel in ("aux", "cop") for c in after.children)
        if after.rel not in ("aux", "cop") and is_predicate(after) and (is_finite(after) or helped):
            return after
        after = scene.next(after)
    return None
