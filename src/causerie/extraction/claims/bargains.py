"""Turn requests that carry a promise or a threat into drafts: "retirez l'article et nous voterons"."""

from __future__ import annotations

from collections.abc import Iterator

from causerie.extraction.claims.arguments import Scene, clause, is_predicate, propose, verb_phrase
from causerie.extraction.claims.drafts import Draft, Signal
from causerie.extraction.syntax import Token, is_finite
from causerie.model import Kind


def draft_bargains(scene: Scene, token: Token) -> Iterator[Draft]:
    """Draft what follows if a request is met ("… and we will vote") or is not ("… or we will leave")."""
    words, norm = scene.lexicon.words, scene.norm(token)
    if token.rel != "cc" or norm not in words.joint | words.alternative:
        return
    asked, promised = _joined_by(token)
    if asked is None or promised is None or not _is_request(asked) or not _is_promise(scene, promised):
        return
    cut = {token.i, *(t.i for t in promised.subtree())}
    yield Draft(
        pattern="bargain",
        signal=Signal.COND,
        kind=Kind.CONDITION,
        sign=1 if norm in words.joint else -1,
        trigger=(token,),
        anchor=token,
        causes=list(propose(verb_phrase(scene, asked, cut=cut), asked, "request")),
        effects=list(propose(clause(scene, promised, cut={token.i}), promised, "promise")),
    )


def _joined_by(conjunction: Token) -> tuple[Token | None, Token | None]:
    """Give the two predicates that a conjunction joins, which hangs from the second (UD) or the first."""
    second = conjunction.head
    if second.i < conjunction.i:
        behind = (c for c in second.children if c.rel == "conj" and c.i > conjunction.i)
        return second, next(behind, None)
    return (second.head, second) if second.rel == "conj" and second.head.i < conjunction.i else (None, None)


def _is_request(verb: Token) -> bool:
    """Say whether a verb asks somebody to act: an imperative, or a bare verb that opens its sentence."""
    if (
        verb.pos != "VERB"
        or verb.dep != "root"
        or any(
            c.rel in ("nsubj", "csubj", "expl", "aux", "cop", "mark") and c.i < verb.i for c in verb.children
        )
    ):
        return False
    return verb.feats.get("Mood") == "Imp" or verb.feats.get("VerbForm") == "Inf"


def _is_promise(scene: Scene, verb: Token) -> bool:
    """Say whether a clause with its own subject tells what comes: by its auxiliary, or in no past tense."""
    if not is_predicate(verb) or not any(c.rel in ("nsubj", "expl") for c in verb.children):
        return False
    future = scene.lexicon.words.future
    group = (verb, *(c for c in verb.children if c.rel in ("aux", "cop")))
    if future:
        return any(t.lemma in future for t in group)
    return is_finite(verb) and all(t.feats.get("Tense") in ("Fut", "Pres", None) for t in group)
