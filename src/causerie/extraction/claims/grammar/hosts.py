"""Find what a connective and what it introduces hang from: the other end of the link."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from causerie.extraction.claims.grammar.arguments import (
    EDGES,
    Proposal,
    Scene,
    clause,
    cut_short,
    is_predicate,
    noun_phrase,
    phrase,
    propose,
    verb_phrase,
)
from causerie.extraction.claims.grammar.introduced import opens_clause
from causerie.extraction.claims.grammar.marks import QUOTES
from causerie.extraction.claims.grammar.tidying import tidy
from causerie.extraction.syntax import Parse, Token, highest, is_finite
from causerie.extraction.unsaid import says
from causerie.languages.reporting import reporting
from causerie.model import Span


def host_of(scene: Scene, trigger: tuple[Token, ...], *, target: Token) -> Token | None:
    """Find what a marked phrase hangs from; where the tree turned it round, the other predicate."""
    inside = {t.i for t in trigger} | {t.i for t in target.subtree() if t.i >= trigger[0].i}
    for token in (target, *trigger):
        governor = token.head
        while governor.i in inside and governor.head is not governor:
            governor = governor.head
        if governor.i not in inside:
            return governor
    sentence = scene.parse.sentence_of(target)
    earlier = [t for t in sentence.tokens if t.i < trigger[0].i and is_predicate(t) and is_finite(t)]
    later = [
        t
        for t in target.subtree()
        if t.i > trigger[-1].i and t is not target and is_predicate(t) and is_finite(t)
    ]
    found = earlier[-1:] or later[-1:]
    return found[0] if found else None


def hosts(
    scene: Scene, governor: Token | None, *, trigger: tuple[Token, ...], target: Token
) -> Iterator[Proposal]:
    """Propose the other end of a marker: what it hangs from, then what that hangs from."""
    if governor is None:
        return
    around = _around_incise(scene, governor, trigger=trigger)
    if around is not None:
        yield from propose(around, highest(scene.parse.tokens_in(around)), "after comma")
        return
    cut = _introduced_words(trigger, target=target, apart=governor)
    token, climbed = governor, 0
    while climbed < 4:
        yield from as_host(scene, token, cut=cut)
        climbed += 1
        if token.head is token or (token.rel in ("advcl", "parataxis") and token.i > trigger[0].i):
            break
        token = token.head
        while not is_predicate(token) and token.head is not token and climbed > 1:
            token = token.head
    yield from _beside(scene, governor, trigger=trigger, target=target)


def _around_incise(scene: Scene, verb: Token, *, trigger: tuple[Token, ...]) -> Span | None:
    """Give what is said, where a marker hangs from an incise: "Because it froze, he said, *they left*"."""
    subject, tokens = verb.child("nsubj"), scene.parse.sentence_of(verb).tokens
    if subject is None or not says(verb, reporting(scene.language)):
        return None
    own = {verb.i, *(t.i for t in subject.subtree()), *(c.i for c in verb.children if c.rel == "aux")}
    before = [t for t in tokens if t.i < min(own) and t.text not in QUOTES]
    behind = next((t for t in tokens if t.i > max(own) and t.text not in QUOTES), None)
    if not before or before[-1].text != "," or behind is None or behind.text != ",":
        return None
    fronted = trigger[-1].i < min(own)
    begin, end = (behind.i + 1, next_stop(tokens, behind)) if fronted else (tokens[0].i, min(own))
    told = any(is_predicate(t) and is_finite(t) for t in scene.parse.tokens[begin:end])
    return words_between(scene, begin, end) if told else None


def _introduced_words(trigger: tuple[Token, ...], *, target: Token, apart: Token) -> set[int]:
    """Give the places of a marker and of what it introduces, less a host that hangs inside it."""
    held = {t.i for t in target.subtree() if t.i >= trigger[0].i}
    if apart.i in held:
        held -= {t.i for t in apart.subtree()}
    return held | {t.i for t in trigger}


def as_host(scene: Scene, token: Token, *, cut: Collection[int]) -> Iterator[Proposal]:
    """Propose one host: noun, bare verb phrase or clause."""
    if not is_predicate(token):
        yield from propose(noun_phrase(scene, token, cut=cut), token, "host noun")
        return
    if is_finite(token):
        whole = clause(scene, token, cut=cut)
        yield from propose(whole, token, "host clause")
        yield from propose(cut_short(scene, whole, token), token, "host clause, short")
        for child in token.children:
            if child.rel in ("xcomp", "ccomp") and child.i > token.i and child.i not in cut:
                if is_predicate(child) and not _is_parted(scene, token, child):
                    yield from propose(phrase(scene, child, cut=cut), child, "below host")
                break
        return
    yield from propose(verb_phrase(scene, token, cut=cut), token, "host phrase")
    if any(c.rel in ("nsubj", "csubj") for c in token.children):
        yield from propose(clause(scene, token, cut=cut), token, "host clause")


def _is_parted(scene: Scene, verb: Token, below: Token) -> bool:
    """Say whether a semicolon or a colon stands between a verb and what the tree hangs below it."""
    return any(t.text in (";", ":") for t in scene.parse.tokens[verb.i + 1 : below.i])


def _beside(
    scene: Scene, governor: Token, *, trigger: tuple[Token, ...], target: Token
) -> Iterator[Proposal]:
    """Propose the words up to a marker, or those behind the comma that ends what a fronted one introduces."""
    tokens = scene.parse.sentence_of(target).tokens
    initial = trigger[0].i - tokens[0].i <= 2
    subject = governor.child("nsubj", "csubj")
    parted = subject is not None and subject.i < trigger[0].i < target.i < governor.i
    # "That storm, because it came at night, sank them": a subject alone is no host.
    if not initial and not parted:
        begin = tokens[0].i
        for t in tokens:
            if t.i < trigger[0].i and t.text in (",", ";", ":") and trigger[0].i - t.i > 3:
                begin = t.i + 1
        yield from propose(words_between(scene, begin, trigger[0].i), governor, "before marker")
    if initial or opens_clause(scene, trigger[0]):
        held = [i for i in _introduced_words(trigger, target=target, apart=governor) if i < tokens[-1].i]
        commas = [t for t in tokens if t.i > target.i and t.text == ","]
        # Where the tree hangs the rest of the sentence inside what is introduced, the first comma ends it.
        comma = next((t for t in commas if t.i >= max(held)), commas[0] if commas else None)
        if comma is not None:
            yield from propose(
                words_between(scene, comma.i + 1, next_stop(tokens, comma)), governor, "after comma"
            )


def promised(effect: Proposal, parse: Parse) -> Proposal:
    """Leave out who promises or threatens what a condition is for: "They threatened to *strike* if".

    Who wants it of somebody else ("urged them to leave if") stays.
    """
    known, tokens = reporting(parse.language), parse.tokens_in(effect.span)
    for token in tokens:
        spoken_to = any(c.rel in ("obj", "iobj", "obl") and c.i < token.i for c in token.head.children)
        if spoken_to or any(a in tokens for a in token.head.ancestors()):
            continue
        tells = says(token.head, known, act=True)
        if token.rel != "xcomp" or is_finite(token) or not tells or token.head.i > token.i:
            continue
        own = [t for t in token.subtree() if t.rel not in EDGES and t.i > token.head.i]
        first = min((t.start for t in own), default=token.start)
        if effect.span.start <= token.head.start and first < effect.span.end:
            return replace(effect, span=Span(first, effect.span.end), head=token.i)
    return effect


def next_stop(tokens: Sequence[Token], mark: Token) -> int:
    """Give the place of the first semicolon or colon behind a word, or of the end of the sentence."""
    return next((t.i for t in tokens if t.i > mark.i and t.text in (";", ":")), tokens[-1].i + 1)


def words_between(scene: Scene, begin: int, end: int) -> Span | None:
    """Give the span of the words from one place up to another."""
    if begin >= end:
        return None
    tokens = scene.parse.tokens
    return tidy(scene.parse.text, Span(tokens[begin].start, tokens[end - 1].end))
