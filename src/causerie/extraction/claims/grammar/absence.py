"""Turn connectives of absence into drafts: "no peace without justice", "faute de pluie"."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from causerie.extraction.carriers import carriers
from causerie.extraction.claims.grammar.arguments import (
    PREDICATES,
    Proposal,
    Scene,
    clause,
    noun_phrase,
    proposal_of,
    propose,
    verb_phrase,
)
from causerie.extraction.claims.grammar.drafts import IMPOSSIBLE, Draft, marker_draft
from causerie.extraction.claims.grammar.introduced import marker_and_words
from causerie.extraction.claims.grammar.subjects import subjects
from causerie.extraction.negation import denying, is_denied
from causerie.extraction.syntax import Token
from causerie.languages.causal_rows import MarkerRow
from causerie.languages.qualifiers import qualifier_words
from causerie.model import Kind


def draft_absence(
    scene: Scene,
    trigger: tuple[Token, ...],
    *,
    row: MarkerRow,
    inner: list[Proposal],
    outer: list[Proposal],
    governor: Token | None,
    target: Token,
) -> Iterator[Draft]:
    """Read "Y impossible without X" as need, and "without X, bad Y" as prevention."""
    if governor is None:
        return
    cut = marker_and_words(trigger, target=target)
    chain = [governor, *carriers(governor, language=scene.language)]
    denied = is_denied(chain, words=qualifier_words(scene.language))
    impossible = _is_impossible(scene, chain, denied=denied)
    lacked = _lacked(governor, language=scene.language)
    # Told apart: what is called impossible is a need far more often than what is merely denied.
    suffix = IMPOSSIBLE if impossible or lacked is not None else ""
    if lacked is not None:
        apart = cut | {c.i for c in lacked.children if c.rel in ("det", "advmod") and c.i < lacked.i}
        effects = list(propose(noun_phrase(scene, lacked, cut=apart), lacked, "wanted noun"))
    elif impossible or denied:
        effects = _wanted(scene, governor, cut=cut, chain=chain if denied else ())
    else:
        # "The bill passed without anything changing", "it costs money without helping": nothing is missing.
        if row.kind != Kind.REQUIRE and not (target.pos == "VERB" and target.i > governor.i):
            yield marker_draft(row, trigger, causes=inner, effects=outer, predicate=governor)
        return
    need = Kind.REQUIRE
    yield marker_draft(row, trigger, causes=inner, effects=effects, predicate=None, need=need, suffix=suffix)


def _is_impossible(scene: Scene, chain: Sequence[Token], *, denied: bool) -> bool:
    """Say whether a verb, with what carries it, says that something cannot be: "cannot", "impossible"."""
    able, top = scene.lexicon.words.able, chain[-1].head
    modal = any(t.lemma in able and t.pos != "NOUN" for t in (*chain, *chain[0].children))
    unable = top.lemma in able and is_denied([top], words=qualifier_words(scene.language))
    called = any(t.lemma in scene.lexicon.words.impossible for t in (*chain, top))
    return (denied and modal) or unable or called


def _wanted(scene: Scene, governor: Token, *, cut: Collection[int], chain: Sequence[Token]) -> list[Proposal]:
    """Propose what is not, or cannot be, without something: "(they cannot) *cross*".

    `chain` is the verb with what carries it, where it is denied. "Peace is impossible without X" wants peace:
    the word of impossibility is no part of it.
    """
    below = next(
        (c for c in governor.children if c.rel in ("xcomp", "ccomp", "csubj", "acl") and c.i not in cut), None
    )
    found: list[Proposal] = []
    said = governor.lemma in scene.lexicon.words.impossible
    if below is not None or not said:
        wanted = below if below is not None and said else governor
        denial = {c.i for c in wanted.children if c.rel in ("aux", "cop", "advmod") and c.i < wanted.i}
        found += propose(verb_phrase(scene, wanted, cut={*cut, *denial}), wanted, "wanted phrase")
        found += propose(clause(scene, wanted, cut=cut), wanted, "wanted clause")
    found += subjects(scene, governor, cut=cut)
    # As written, "nothing grows" is what water hinders; "grows", what it lets happen.
    denials = denying(chain, words=qualifier_words(scene.language))
    return [replace(p, turn=-p.turn) if any(p.span.covers(t.span) for t in denials) else p for p in found]


def _lacked(governor: Token, *, language: str) -> Token | None:
    """Give the noun that is said not to be there: "there is no peace", "il n'y a pas de paix"."""
    host = governor.head if governor.rel == "obj" else governor
    thing = governor if governor.pos == "NOUN" else governor.child("obj")
    missing = host.child("expl") is not None and is_denied([host], words=qualifier_words(language))
    return thing if missing else None


def draft_verbless(scene: Scene, trigger: tuple[Token, ...], *, row: MarkerRow) -> Draft | None:
    """Read "no Y without X" and "without X, no Y" where no verb is said."""
    tokens = scene.parse.sentence_of(trigger[0]).tokens
    held = [t for t in tokens if t.pos not in ("PUNCT", "SPACE") or t.text == ","]
    if any(t.pos in PREDICATES for t in tokens):
        return None
    ahead = [t for t in held if t.i < trigger[0].i]
    behind = [t for t in held if t.i > trigger[-1].i]
    comma = next((n for n, t in enumerate(behind) if t.text == ","), len(behind))
    wanting, lacking = behind[:comma], ahead or behind[comma + 1 :]
    negators = qualifier_words(scene.language).negators
    if (
        not lacking
        or bool(ahead) != (comma == len(behind))
        or not {lacking[0].lemma, lacking[0].lower} & negators
    ):
        return None
    noun = next((n for n, t in enumerate(lacking) if n and t.pos not in ("ADP", "DET")), len(lacking))
    wanted, needed = (
        proposal_of(scene, lacking[noun:], "wanted noun"),
        proposal_of(scene, wanting, "introduced noun"),
    )
    if wanted is None or needed is None or any(t.text == "," for t in lacking):
        return None
    return marker_draft(
        row, trigger, causes=[needed], effects=[wanted], predicate=None, need=Kind.REQUIRE, suffix=IMPOSSIBLE
    )
