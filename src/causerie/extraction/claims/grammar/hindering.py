"""Turn "prevent floods", as what a cue leads to, into the floods, with the sign turned.

`guides/annotation.md` asks for it: whoever acts "to limit the heat" hinders heat.
Verbs that say nothing else ("prevent", "réduire") are always taken off; of those
that may also help what they name ("soothe a conflict", "soothe a patient") the
filter chooses the reading. A second infinitive is an effect of its own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from causerie.extraction.claims.grammar.arguments import EDGES, PREDICATES, Proposal, Scene, phrase, propose
from causerie.extraction.claims.grammar.coordination import before_joint
from causerie.extraction.claims.grammar.tidying import tidy
from causerie.extraction.negation import is_denied
from causerie.extraction.syntax import Parse, Token, is_finite
from causerie.languages.causation import causation
from causerie.languages.qualifiers import qualifier_words
from causerie.model import Span

#: Parts of speech of what may stand before an infinitive at the head of a span.
LEADING = frozenset({"ADV", "PART", "PUNCT"})


def stripped(scene: Scene, proposals: Iterable[Proposal]) -> Iterator[Proposal]:
    """Put Y for "avoid Y", with the sign turned."""
    for proposal in proposals:
        verb = scene.parse.tokens[proposal.head]
        inner = _hindered(verb, language=scene.language)
        held = []
        if inner is not None:
            name = f"{proposal.construction}, freed"
            held = list(propose(phrase(scene, inner), inner, name, turn=-proposal.turn))
        yield from held
        if not held or verb.lemma not in scene.lexicon.words.averting:
            yield proposal


def freed(proposal: Proposal, *, parse: Parse) -> Proposal:
    """Take an infinitive that only hinders off the front of an effect, the sign turned; leave others."""
    verb = _leading_verb(proposal.span, parse)
    inner = _hindered(verb, language=parse.language) if verb is not None else None
    if verb is None or inner is None or not _is_infinitive(verb):
        return proposal
    if verb.lemma not in causation(parse.language).words.averting:
        return proposal
    own = [t for t in inner.subtree() if t.i > verb.i and not (t.head is inner and t.rel in EDGES)]
    span = tidy(parse.text, Span(min(t.start for t in own), proposal.span.end))
    if span is None or inner.start >= proposal.span.end:
        return proposal
    return Proposal(span, inner.i, proposal.construction, -proposal.turn)


def split_infinitives(effect: Proposal, parse: Parse) -> list[Proposal]:
    """Free an effect, and tell apart what a second infinitive beside the hindering one adds.

    "(pour) limiter la chaleur et améliorer l'air": less heat, and better air.
    """
    own = freed(effect, parse=parse)
    verb = parse.tokens[own.head].head
    # "Without a map they cannot find and repair it" turns the sign too, but nothing was taken off.
    if own.turn > 0 or not is_hindering(verb, language=parse.language):
        return [own]
    for token in parse.tokens_in(own.span)[1:]:
        # The parser hangs the second infinitive from the first, or by mistake from its object.
        beside = token.rel == "conj" and (token.head is verb or token.head.i == own.head)
        rest = before_joint(own.span, token, parse) if beside and _is_infinitive(token) else None
        if rest is not None:
            behind = [t for t in parse.tokens_in(own.span) if t.start >= rest.end]
            start = next(t for t in behind if t.pos not in ("CCONJ", "PUNCT") and t.rel != "mark")
            tail = Proposal(Span(start.start, own.span.end), token.i, own.construction)
            return [replace(own, span=rest), freed(tail, parse=parse)]
    return [own]


def _leading_verb(span: Span, parse: Parse) -> Token | None:
    """Give the verb that a span begins with, adverbs and marks before it apart."""
    for token in parse.tokens_in(span):
        if token.pos in PREDICATES:
            return token
        if token.pos not in LEADING and token.rel != "mark":
            return None
    return None


def is_hindering(verb: Token, *, language: str) -> bool:
    """Say whether a verb form prevents or lessens something that it names."""
    return _hindered(verb, language=language) is not None


def _is_infinitive(token: Token) -> bool:
    return token.feats.get("VerbForm") == "Inf"


def _hindered(verb: Token, *, language: str) -> Token | None:
    """Give the head of what a hindering verb that is not finite, passive or denied acts on."""
    preps = causation(language).hinders.get(verb.lemma)
    if preps is None or verb.pos not in PREDICATES or is_finite(verb):
        return None
    if verb.feats.get("VerbForm") == "Part" and verb.feats.get("Tense") != "Pres":
        return None
    if any(c.rel == "aux:pass" for c in verb.children):
        return None
    if is_denied([verb], words=qualifier_words(language)):
        return None
    inner = _complement(verb, preps=preps) if preps else _thing_of(verb)
    return inner if inner is not None and inner.i > verb.i else None


def _thing_of(verb: Token) -> Token | None:
    """Give what a verb acts on: the thing, where somebody gets it ("spare growers *the cost*")."""
    things = [c for c in verb.children if c.rel == "obj" and c.i > verb.i]
    return (
        things[-1] if len(things) == 2 and verb.child("cc") is None else verb.child("obj", "ccomp", "xcomp")
    )


def _complement(verb: Token, *, preps: Collection[str]) -> Token | None:
    """Give the last complement that one of the prepositions introduces."""
    for child in reversed(verb.children):
        if child.rel.startswith("obl") and any(k.rel == "case" and k.lemma in preps for k in child.children):
            return child
    return None
