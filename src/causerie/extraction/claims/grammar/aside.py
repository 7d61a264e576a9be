"""Say what a text sets aside as not done: "instead of cutting taxes", "sans que la loi change rien"."""

from __future__ import annotations

from dataclasses import replace

from causerie.extraction.carriers import carriers
from causerie.extraction.claims.grammar.arguments import PREDICATES, Proposal, Scene
from causerie.extraction.claims.grammar.joints import opens_instead
from causerie.extraction.claims.grammar.matching import phrase_at, phrase_before
from causerie.extraction.claims.grammar.tidying import tidy
from causerie.extraction.syntax import Token, is_finite
from causerie.languages.qualifiers import qualifier_words
from causerie.model import Span

#: Parts of speech of words between "instead of" and its verb: "au lieu de la faire augmenter".
BETWEEN = frozenset({"ADP", "ADV", "AUX", "PART", "PRON", "SCONJ"})
#: Parts of speech of what follows "rather than" where it is a verb: "rather than *help* them", no noun.
VERBAL = PREDICATES | {"ADP", "ADV", "PART"}


def is_instead(scene: Scene, predicate: Token) -> bool:
    """Say whether a verb tells what was not done: "instead of causing", "plutôt que d'aider à réduire"."""
    verb = [predicate, *carriers(predicate, language=scene.language)][-1]
    if verb.rel == "conj" and verb.head.pos == "VERB" and verb.head.i < verb.i and not is_finite(verb):
        return is_instead(scene, verb.head)
    at, first = verb.i, scene.parse.sentence_of(verb).tokens[0].i
    while at > first:
        if phrase_before(scene, at, scene.lexicon.words.instead) is not None:
            return True
        if phrase_before(scene, at, scene.lexicon.words.far) is not None and not is_finite(verb):
            return True
        before = scene.parse.tokens[at - 1]
        if before.pos not in BETWEEN or (before.head is not verb and before.pos not in ("ADP", "ADV")):
            return False
        at -= 1
    return False


def doer_instead(predicate: Token) -> Token | None:
    """Give the verb that tells what was done instead, whose subject both verbs share."""
    return next((t for t in predicate.ancestors() if t.pos in PREDICATES and t.rel != "cop"), None)


def is_absent(scene: Scene, predicate: Token) -> bool:
    """Say whether a clause of absence is a verb's, where the tree hangs its marker elsewhere: "sans que"."""
    words = qualifier_words(scene.language)
    if any(c.lower in words.without for c in predicate.children):
        return False  # What denies a verb in its own tree is read there.
    token = scene.previous(predicate)
    while token is not None and token.pos not in ("PUNCT", "CCONJ"):
        before = scene.previous(token)
        if before is not None and opens_absence(scene, before):
            return True
        if scene.norm(token) in scene.lexicon.words.that or (token.pos == "VERB" and is_finite(token)):
            return False
        token = before
    return False


def opens_absence(scene: Scene, token: Token) -> int:
    """Give the number of words of the "sans que" that begins at a word, or 0."""
    after = scene.next(token)
    marked = after is not None and scene.norm(after) in scene.lexicon.words.that
    return 2 if marked and token.lower in qualifier_words(scene.language).without else 0


def without_aside(scene: Scene, proposal: Proposal) -> Proposal:
    """End an argument before what was not done: "(hurt) workers rather than helping them"."""
    tokens = scene.parse.tokens_in(proposal.span)
    for place, token in enumerate(tokens):
        size = opens_instead(scene, token) or _opens_far(scene, token)
        following = tokens[place + size : place + size + 1]
        if place and size and following and _opens_verb(following[0]):
            span = tidy(scene.parse.text, Span(proposal.span.start, token.start))
            return replace(proposal, span=span) if span is not None else proposal
    return proposal


def _opens_far(scene: Scene, token: Token) -> int:
    """Give the number of words of the "far from" that begins at a word and takes a verb, or 0."""
    held = phrase_at(scene, token, scene.lexicon.words.far)
    after = scene.next(held[-1]) if held else None
    return len(held) if after is not None and after.pos == "VERB" and not is_finite(after) else 0


def _opens_verb(word: Token) -> bool:
    """Say whether a word is a verb or stands before its own: "au lieu *de la* réduire"."""
    served = word.head.pos in PREDICATES and word.head.i > word.i and word.rel in ("obj", "iobj", "expl")
    return word.pos in VERBAL or served
