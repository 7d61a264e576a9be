"""Propose what a verb says something of: its subject, whom a pronoun stands for, or what stands before it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from causerie.extraction.carriers import carriers
from causerie.extraction.claims.grammar.arguments import (
    PREDICATES,
    Proposal,
    Scene,
    after_comma,
    clause,
    cut_short,
    is_border,
    is_predicate,
    noun_phrase,
    phrase,
    propose,
    unique,
    verb_phrase,
)
from causerie.extraction.claims.grammar.marks import FULL
from causerie.extraction.claims.grammar.matching import phrase_at
from causerie.extraction.claims.grammar.tidying import tidy
from causerie.extraction.syntax import Token, is_finite
from causerie.languages.qualifiers import qualifier_words
from causerie.model import Span


def subjects(scene: Scene, verb: Token, *, cut: Collection[int] = ()) -> Iterator[Proposal]:
    """Propose what a verb's subject may be, the likeliest first."""
    act = _act_before(scene, verb)
    if act is not None:
        yield act
        return
    chain = [verb, *carriers(verb, language=scene.language)]
    for token in chain:
        held = [c for c in token.children if c.rel in ("nsubj", "csubj") and c.i not in cut]
        before = [c for c in held if c.i < token.i]
        if held:
            yield from _as_subject(scene, (before or held)[-1], cut=cut)
            for other in before[:-1]:
                yield from _as_subject(scene, other, cut=cut)
            return
    top = chain[-1]
    if top.rel == "conj" and top.head is not top:
        nearer = _contrasted(scene, top, cut=cut)
        yield from subjects(scene, top.head if nearer is None else nearer, cut=cut)
        return
    yield from _of_host(scene, top, cut=cut)
    yield from nearest_before(scene, verb, cut=cut)


def _act_before(scene: Scene, verb: Token) -> Proposal | None:
    """Propose the act that an infinitive is said of: "*fermer la ligne*, c'est condamner le village"."""
    copula = verb.child("cop")
    if copula is None or verb.feats.get("VerbForm") != "Inf" or copula.i < 2:
        return None
    presenter, comma = scene.parse.tokens[copula.i - 1], scene.parse.tokens[copula.i - 2]
    words = qualifier_words(scene.language)
    if presenter.lower not in words.presenters or comma.text != "," or comma.sent != verb.sent:
        return None
    ahead = [t for t in scene.parse.sentence_of(verb).tokens if t.i < comma.i]
    begin = next((n + 1 for n in range(len(ahead) - 1, -1, -1) if ahead[n].text in FULL), 0)
    own = ahead[begin:]
    while own and own[0].pos in ("ADV", "CCONJ", "PUNCT"):
        own = own[1:]
    if not own or not _is_infinitive(own[0]):
        return None
    span = tidy(scene.parse.text, Span(own[0].start, own[-1].end))
    return next(iter(propose(span, own[0], "subject clause")), None)


def _is_infinitive(word: Token) -> bool:
    return word.pos == "VERB" and (word.feats.get("VerbForm") == "Inf" or word.lower == word.lemma)


def _contrasted(scene: Scene, verb: Token, *, cut: Collection[int]) -> Token | None:
    """Give the verb of a contrast that stands between a verb and the one it is joined to, as its subject may.

    "Roads changed nothing, whereas trains *cut* costs and raised output": the trains raised it.
    """
    for at in range(verb.i - 1, verb.head.i, -1):
        token = scene.parse.tokens[at]
        told = token.pos in PREDICATES and is_finite(token)
        if not told or not any(c.rel == "nsubj" and c.i not in cut for c in token.children):
            continue
        if phrase_at(scene, token.subtree()[0], scene.lexicon.words.contrast):
            return token
    return None


def _as_subject(scene: Scene, subject: Token, *, cut: Collection[int]) -> Iterator[Proposal]:
    """Read an expressed subject; a relative pronoun goes to its antecedent."""
    words = scene.lexicon.words
    if subject.lower in words.relative and _is_relative(scene, subject):
        yield from antecedents_of_relative(scene, subject, cut=cut)
        return
    if is_predicate(subject):
        yield from propose(phrase(scene, subject, cut=cut), subject, "subject clause")
    else:
        whole = noun_phrase(scene, subject, cut=cut)
        yield from propose(whole, subject, "subject")
        yield from propose(noun_phrase(scene, subject, cut=cut, defining=False), subject, "bare subject")
        yield from propose(cut_short(scene, whole, subject), subject, "short subject")


def _is_relative(scene: Scene, pronoun: Token) -> bool:
    """Say whether a pronoun joins its clause to a noun, and is no demonstrative that opens a main clause."""
    verb = pronoun.head
    while verb.rel in ("xcomp", "conj", "aux") and verb.head is not verb:
        verb = verb.head
    before = scene.previous(pronoun)
    return verb.dep == "acl:relcl" or (before is not None and verb.dep != "root")


def antecedents_of_relative(scene: Scene, pronoun: Token, *, cut: Collection[int]) -> Iterator[Proposal]:
    """Propose what a relative pronoun stands for: its noun, or the clause before."""
    verb = pronoun.head
    while verb.head is not verb and verb.dep != "acl:relcl" and verb.rel in ("xcomp", "conj", "ccomp", "aux"):
        verb = verb.head
    host = verb.head if verb.head is not verb else None
    words = scene.lexicon.words
    inside = {t.i for t in verb.subtree()} | set(cut)
    before = scene.previous(pronoun)
    if before is not None and (before.lower in words.demonstrative):
        inside |= {before.i}
        governor = before.head if before.head is not before and before.head.i < before.i else None
        yield from _clauses_before(scene, before, governor, cut=inside)
        return
    if host is None or host.i > pronoun.i:
        yield from nearest_before(scene, pronoun, cut=inside)
        return
    if is_predicate(host) and host.pos in PREDICATES:
        yield from propose(clause(scene, host, cut=inside), host, "relative clause host")
        yield from nearest_before(scene, pronoun, cut=inside)
        return
    near = next(iter(nearest_before(scene, pronoun, cut=inside)), None)
    governor = next((g for g in host.ancestors() if is_predicate(g)), None)
    if governor is not None and _is_event(scene, pronoun, host=host, verb=verb):
        # "sold their cows, which weakens them": what was done.
        yield from _clauses_before(scene, pronoun, governor, cut=inside)
        return
    yield from propose(noun_phrase(scene, host, cut=inside), host, "antecedent")
    if near is not None:
        yield near
    if governor is not None:
        yield from propose(clause(scene, governor, cut=inside), governor, "clause before")


def _is_event(scene: Scene, pronoun: Token, *, host: Token, verb: Token) -> bool:
    """Say whether the verb behind ", which" has not the number of the noun, so that it takes up a clause."""
    before = scene.previous(pronoun)
    teller = next((c for c in verb.children if c.rel in ("aux", "cop") and c.feats.get("Number")), verb)
    apart = before is not None and is_border(scene, before) and host.child("conj") is None
    return apart and (host.feats.get("Number"), teller.feats.get("Number")) == ("Plur", "Sing")


def _clauses_before(
    scene: Scene, mark: Token, governor: Token | None, *, cut: Collection[int]
) -> Iterator[Proposal]:
    """Propose the clause that ends where "ce qui" begins."""
    chain: list[Token] = []
    if governor is not None:
        chain = [t for t in (governor, *governor.ancestors()) if is_predicate(t)]
    if not chain:
        chain = [t for t in scene.parse.sentence_of(mark).roots if t.i < mark.i and is_predicate(t)]
    for token in chain[:3]:
        yield from propose(clause(scene, token, cut=cut), token, "clause before")
        if not is_finite(token):
            yield from propose(verb_phrase(scene, token, cut=cut), token, "phrase before")
    if not chain:
        yield from previous_clauses(scene, mark)


def _of_host(scene: Scene, verb: Token, *, cut: Collection[int]) -> Iterator[Proposal]:
    """Propose the subject of a participle or infinitive without one, from what it hangs on."""
    if verb.head is verb:
        return
    inside = {t.i for t in verb.subtree()} | set(cut)
    host = _around_incise(scene, verb)
    if verb.rel in ("acl", "amod") and not is_predicate(host):
        yield from propose(noun_phrase(scene, host, cut=inside), host, "modified noun")
        governor = next((g for g in host.ancestors() if is_predicate(g)), None)
        if governor is not None and after_comma(scene, verb):
            yield from propose(clause(scene, governor, cut=inside), governor, "host clause")
        return
    if verb.rel in ("advcl", "acl", "xcomp", "ccomp", "dep", "parataxis", "obl", "nmod"):
        found = list(unique(subjects(scene, host, cut=inside))) if is_predicate(host) else []
        whole = list(propose(clause(scene, host, cut=inside), host, "host clause"))
        participle = verb.i > host.i and after_comma(scene, verb)
        yield from (whole + found[:2]) if participle else (found[:2] + whole)


def _around_incise(scene: Scene, verb: Token) -> Token:
    """Give what a participle hangs on, which is what is told where the tree takes who tells it.

    "The wall gave way, he said, *flooding* the fields": the tree hangs it from "said".
    """
    told = next((c for c in verb.head.children if c.rel == "ccomp" and c.i < verb.head.i < verb.i), None)
    aside = told is not None and verb.rel == "advcl" and after_comma(scene, verb) and is_predicate(told)
    return told if told is not None and aside else verb.head


def nearest_before(scene: Scene, token: Token, *, cut: Collection[int]) -> Iterator[Proposal]:
    """Propose the nearest noun phrase before a word: the tree may have lost the subject."""
    found = 0
    for index in range(token.i - 1, -1, -1):
        other = scene.parse.tokens[index]
        if other.sent != token.sent:
            return
        if (
            index in cut
            or other.pos not in ("NOUN", "PROPN")
            or other.rel in ("compound", "flat", "nmod", "conj")
        ):
            continue
        yield from propose(noun_phrase(scene, other, cut=cut), other, "noun before")
        found += 1
        if found == 2:
            return


def previous_clauses(scene: Scene, token: Token, *, back: int = 2) -> Iterator[Proposal]:
    """Propose the main clauses of the sentences before a word's own."""
    first = scene.parse.sentences[token.sent]
    for index in range(first.index - 1, max(first.index - 1 - back, -1), -1):
        sentence = scene.parse.sentences[index]
        for root in sentence.roots[:1]:
            yield from propose(clause(scene, root), root, f"sentence {first.index - index} before")
            if first.index - index == 1:
                whole = tidy(scene.parse.text, sentence.span)
                yield from propose(whole, root, "whole sentence before")
                yield from propose(_last_part(scene, sentence.tokens), root, "whole sentence before")
                last = [
                    c for c in root.children if c.rel in ("conj", "parataxis", "ccomp") and is_predicate(c)
                ]
                for other in last[-1:]:
                    yield from propose(phrase(scene, other), other, "clause 1 before")


def _last_part(scene: Scene, tokens: Sequence[Token]) -> Span | None:
    """Give what stands behind the last semicolon or colon of a sentence, if any."""
    mark = next((t for t in reversed(tokens) if t.text in (";", ":")), None)
    return None if mark is None else tidy(scene.parse.text, Span(mark.end, tokens[-1].end))
