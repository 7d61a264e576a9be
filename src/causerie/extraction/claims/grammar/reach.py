"""Say how far a denial reaches: to clauses about nothing, to acts that are not let happen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from causerie.extraction.carriers import carriers
from causerie.extraction.claims.grammar.arguments import (
    Proposal,
    Scene,
    after_comma,
    propose,
    verb_phrase,
)
from causerie.extraction.claims.grammar.drafts import Draft, Signal
from causerie.extraction.negation import denying, is_denied
from causerie.extraction.qualifiers import comes_to_nothing
from causerie.extraction.syntax import Token, is_finite
from causerie.languages.qualifiers import qualifier_words


def is_reached(scene: Scene, predicate: Token) -> bool:
    """Say whether a denial outside a predicate's own tree denies it."""
    return _is_about_nothing(scene, predicate) or _is_not_let(scene, predicate)


def _is_about_nothing(scene: Scene, verb: Token) -> bool:
    """Say whether a clause tells of what is said not to exist: "there is no law *that prevents* fraud"."""
    noun = verb.head
    if verb.dep != "acl:relcl" or after_comma(scene, verb):
        return False
    host = noun.head if noun.rel == "obj" else noun
    if host.child("expl") is None:
        return False
    words, before = qualifier_words(scene.language), scene.previous(noun.subtree()[0])
    if before is not None and before.lower in words.restrictors:
        return False  # "Il n'y a pas que la grêle qui abîme": hail does, too.
    return noun.lemma in words.negators or is_denied([host], words=words)


def _is_not_let(scene: Scene, verb: Token) -> bool:
    """Say whether what acts is not let do it: "will not let the rain *spoil* the fair"."""
    words, letting = qualifier_words(scene.language), verb.head
    if verb.rel == "acl" and letting.rel == "obj" and verb.child("mark") is None:
        letting = letting.head  # The French tree hangs the act from who does it.
    if verb.rel not in ("acl", "ccomp", "xcomp") or letting.lemma not in words.letting or is_finite(verb):
        return False
    acts = [c for c in (*verb.children, *letting.children) if c.rel in ("nsubj", "obj")]
    between = any(letting.i < c.i < verb.i for c in acts)
    return between and comes_to_nothing(letting, language=scene.language)


def denied_reason(scene: Scene, trigger: Sequence[Token], draft: Draft) -> Draft | None:
    """Read "people will not leave just because it rains": rain is no reason to leave; None for any other."""
    words = qualifier_words(scene.language)
    before, host = scene.previous(trigger[0]), draft.predicates[0] if draft.predicates else None
    if before is None or host is None or before.lower not in words.mere or draft.signal is not Signal.CONJ:
        return None
    chain = [host, *carriers(host, language=scene.language)]
    if host.i > before.i or not is_denied(chain, words=words):
        return None
    denial = {t.i for t in denying(chain, words=words)} | {t.i for t in (before, *trigger)}
    helpers = {c.i for c in host.children if c.rel == "aux" and c.i < host.i}
    reason = {i for p in draft.causes for i in range(*_places(scene, p))}
    act = verb_phrase(scene, host, cut=denial | helpers | reason)
    return replace(draft, effects=list(propose(act, host, "denied phrase")), denied=True)


def _places(scene: Scene, proposal: Proposal) -> tuple[int, int]:
    """Give the places of an argument's first word and of what stands behind its last."""
    held = scene.parse.tokens_in(proposal.span)
    return held[0].i, held[-1].i + 1
