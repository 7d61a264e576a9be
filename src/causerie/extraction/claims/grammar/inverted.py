"""Turn a clause that opens with its effect into a draft: "Behind the delay lies a strike"."""

from __future__ import annotations

from collections.abc import Iterator

from causerie.extraction.claims.grammar.arguments import Scene, is_border, nouns_after, proposal_of, propose
from causerie.extraction.claims.grammar.drafts import PLACED, Draft, Signal
from causerie.extraction.claims.grammar.introduced import opens_clause, to_border
from causerie.extraction.syntax import Token, is_finite
from causerie.languages.causal_rows import Frame
from causerie.model import Kind


def draft_inverted(scene: Scene, verb: Token) -> Iterator[Draft]:
    """Draft a verb with its preposition, where this opens the clause and the subject stands behind.

    The words show the arguments: an effect behind the preposition, and a cause behind the verb.
    """
    rows = scene.lexicon.verbs.get(verb.lemma, ()) if is_finite(verb) else ()
    for particle, row in rows:
        if not particle or row.frame != Frame.DIRECT:
            continue
        opener = _opener(scene, verb, particle)
        if opener is None:
            continue
        effect = proposal_of(scene, scene.parse.tokens[opener.i + 1 : verb.i], "before inverted verb")
        causes = [
            *nouns_after(scene, verb, cut={verb.i, opener.i}),
            *propose(to_border(scene, verb), verb, "behind inverted verb"),
        ]
        if effect is not None and causes:
            yield Draft(
                pattern=row.id + PLACED,
                signal=Signal.VERB,
                kind=Kind(row.kind),
                sign=row.sign,
                trigger=(opener, verb),
                anchor=verb,
                causes=causes,
                effects=[effect],
                predicates=(verb,),
            )


def _opener(scene: Scene, verb: Token, particle: str) -> Token | None:
    """Find the preposition that opens a clause whose verb comes right behind its noun, before any subject."""
    noun = scene.previous(verb)
    while noun is not None and not (noun.lower == particle and noun.rel == "case" and _opens(scene, noun)):
        told = noun.rel == "nsubj" or noun.pos in ("VERB", "AUX") or is_border(scene, noun)
        noun = None if told else scene.previous(noun)
    return noun


def _opens(scene: Scene, word: Token) -> bool:
    """Say whether a clause begins with a word: also one that is told ("they say that *behind* …")."""
    before = scene.previous(word)
    return opens_clause(scene, word) or (before is not None and before.lower in scene.lexicon.words.that)
