"""Turn connectives whose other end comes before them into drafts: "therefore", "c'est pourquoi"."""

from __future__ import annotations

from collections.abc import Iterator

from causerie.extraction.claims.grammar.arguments import (
    NOMINALS,
    PREDICATES,
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
from causerie.extraction.claims.grammar.clefts import brings_forward
from causerie.extraction.claims.grammar.drafts import PLACED, Draft, Signal, marker_draft
from causerie.extraction.claims.grammar.hosts import next_stop, words_between
from causerie.extraction.claims.grammar.introduced import opens_clause
from causerie.extraction.claims.grammar.marks import CLAUSES
from causerie.extraction.claims.grammar.subjects import previous_clauses
from causerie.extraction.syntax import Token, highest, is_finite
from causerie.languages.causal_rows import MarkerRow, Role
from causerie.model import Span


def draft_backward(
    scene: Scene, trigger: tuple[Token, ...], *, row: MarkerRow, target: Token | None
) -> Iterator[Draft]:
    """Read an adverb or connective whose other end comes before it."""
    if _names_topic(scene, trigger):
        return
    nominal = target is not None and not is_predicate(target) and "noun" in row.takes
    own = target if nominal else _own_clause(trigger, target=target)
    if own is None:
        return
    cut = {t.i for t in trigger}
    if not is_predicate(own):
        inner = list(propose(noun_phrase(scene, own, cut=cut), own, "own noun"))
    else:
        subject = own.child("nsubj")
        fronted = subject is not None and trigger[0].i <= min(subject.i, own.i)
        here = cut if fronted else []
        whole = clause(scene, own, cut=here)
        inner = [
            *_behind(scene, own, trigger=trigger, whole=whole),
            *propose(whole, own, "own clause"),
            *propose(cut_short(scene, whole, max(own, trigger[-1], key=lambda t: t.i)), own, "own clause"),
            *(
                p
                for c in own.children
                if c.rel in ("xcomp", "ccomp") and c.i > trigger[-1].i
                for p in propose(phrase(scene, c), c, "below own clause")
            ),
        ]
        inner += [
            p for p in propose(verb_phrase(scene, own, cut=cut), own, "own phrase") if not is_finite(own)
        ]
    before = list(earlier_clauses(scene, own, trigger=trigger))
    if not before and trigger[0].rel.startswith("nsubj") and len(trigger) > 1:
        # "That is why they left" opens the text: what it points at is all that is named.
        before = list(propose(noun_phrase(scene, trigger[0]), trigger[0], "subject"))
        trigger = trigger[1:]
    if not inner or not before:
        return
    causes, effects = (before, inner) if row.introduces == Role.EFFECT else (inner, before)
    # "To that end" names the aim first, which the networks take for a cause.
    suffix = PLACED if row.signal == Signal.PURPOSE else ""
    yield marker_draft(row, trigger, causes=causes, effects=effects, predicate=own, suffix=suffix)


def _names_topic(scene: Scene, trigger: tuple[Token, ...]) -> bool:
    """Say whether "it is that" only tells what a topic is: "le drame, c'est que", "ce qui manque, …"."""
    words, first = scene.lexicon.words, scene.parse.sentence_of(trigger[0]).tokens[0].i
    whole = len(trigger) > 1 and scene.norm(trigger[-1]) in words.that and brings_forward(scene, trigger)
    comma = scene.previous(trigger[0])
    if not whole or comma is None or comma.text != ",":
        return False
    at = comma.i
    while at > first and scene.parse.tokens[at - 1].text not in CLAUSES:
        at -= 1
    topic = scene.parse.tokens[at : comma.i]
    if not topic:
        return False
    free = len(topic) > 1 and topic[0].lower in words.demonstrative and topic[1].lower in words.relative
    return free or (topic[0].pos == "DET" and not any(t.pos in PREDICATES for t in topic))


def _behind(
    scene: Scene, own: Token, *, trigger: tuple[Token, ...], whole: Span | None
) -> Iterator[Proposal]:
    """Propose what stands behind a connective, where the tree has it in the clause before."""
    if whole is None or whole.start >= trigger[0].start or not opens_clause(scene, trigger[0]):
        return
    tokens = scene.parse.sentence_of(own).tokens
    yield from propose(
        words_between(scene, trigger[-1].i + 1, next_stop(tokens, trigger[-1])), own, "own clause"
    )


def _own_clause(trigger: tuple[Token, ...], *, target: Token | None) -> Token | None:
    """Find the predicate that holds an adverb."""
    inside = {t.i for t in trigger}
    if target is not None and target.head.i in inside and target.head.pos in PREDICATES:
        return target
    head = next((t.head for t in trigger if t.head.i not in inside), target)
    if head is None:
        return None
    joins = trigger[0].rel in ("cc", "mark") and head.i < trigger[0].i
    if joins and target is not None and is_predicate(target):
        return target
    token = head
    while not is_predicate(token) and token.head is not token and token.head.i not in inside:
        token = token.head
    if target is not None and not is_predicate(token):
        return target
    while token.rel in ("xcomp",) and token.head is not token and not is_finite(token):
        token = token.head
    return token


def earlier_clauses(scene: Scene, own: Token, *, trigger: tuple[Token, ...]) -> Iterator[Proposal]:
    """Propose the clauses before a connective: in its sentence first, then in those before."""
    inside = {t.i for t in trigger}
    cut = inside | ({t.i for t in own.subtree()} if own.head is not own else set())
    found = 0
    for child in (c for t in trigger for c in t.children):
        if child.rel == "nsubj" and child.pos != "PRON" and child.i < trigger[0].i:
            yield from propose(noun_phrase(scene, child, cut=inside), child, "subject")
    held = {t.head.i for t in trigger if t.rel == "ccomp" and t.pos in PREDICATES}
    for token in own.ancestors():
        # "I think that is why they left": who thinks so is no reason.
        if token.i < trigger[0].i and found < 3 and token.i not in held:
            found += 1
            yield from propose(phrase(scene, token, cut=cut), token, "clause before")
    for child in own.children:
        if (
            child.i < trigger[0].i
            and child.rel in ("advcl", "parataxis", "ccomp", "conj", "csubj", "dep")
            and is_predicate(child)
        ):
            yield from propose(phrase(scene, child), child, "fronted clause")
    yield from _loose_before(scene, own, trigger=trigger)
    yield from _up_to(scene, trigger)
    yield from previous_clauses(scene, own)


def _up_to(scene: Scene, trigger: tuple[Token, ...]) -> Iterator[Proposal]:
    """Propose the words before the comma in front of a connective's own clause, whatever the tree says."""
    tokens = scene.parse.sentence_of(trigger[0]).tokens
    before = [t for t in tokens if t.i < trigger[0].i]
    at = next((n for n in range(len(before) - 1, 0, -1) if before[n].text in CLAUSES), 0)
    begin = next((n + 1 for n in range(at - 1, -1, -1) if before[n].text in (";", ":")), 0)
    own = before[begin:at]
    if any(t.pos in NOMINALS for t in own):
        yield from propose(words_between(scene, own[0].i, own[-1].i + 1), highest(own), "loose clause before")


def _loose_before(scene: Scene, own: Token, *, trigger: tuple[Token, ...]) -> Iterator[Proposal]:
    """Propose a finite clause of the same sentence that the tree does not link to the connective."""
    sentence = scene.parse.sentence_of(own)
    own_start = min(t.i for t in own.subtree() if t.head is own or t is own)
    for token in reversed(sentence.tokens):
        if (
            token.i < min(own_start, trigger[0].i)
            and token is not own
            and is_predicate(token)
            and is_finite(token)
        ):
            cut = {t.i for t in own.subtree()} if own not in token.subtree() else set()
            yield from propose(clause(scene, token, cut=cut), token, "loose clause before")
            return
