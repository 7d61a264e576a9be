"""Turn nouns and adjectives that state a link into drafts of claims: "the cause of", "due to"."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from causerie.extraction.claims.grammar.arguments import (
    NOMINALS,
    PREDICATES,
    Proposal,
    Scene,
    clause,
    is_predicate,
    noun_phrase,
    phrase,
    propose,
)
from causerie.extraction.claims.grammar.clefts import brings_forward
from causerie.extraction.claims.grammar.complements import (
    clitic_complement,
    complements,
    introducer,
    told_behind,
)
from causerie.extraction.claims.grammar.drafts import PLACED, Draft, Signal
from causerie.extraction.claims.grammar.hosts import next_stop, words_between
from causerie.extraction.claims.grammar.matching import matched
from causerie.extraction.claims.grammar.subjects import previous_clauses, subjects
from causerie.extraction.qualifiers import qualify
from causerie.extraction.syntax import Token, is_finite
from causerie.languages.causal_rows import PredicateRow, Role
from causerie.languages.directions import directions
from causerie.model import Kind

#: Relations of an adjective that only goes along with a verb ("they left, due north"); not with a copula.
LOOSE = frozenset({"advmod", "advcl", "dep", "obl"})


def draft_nouns(scene: Scene, token: Token) -> Iterator[Draft]:
    """Draft what a noun such as "cause" or "result" states of its subject; not that of "à cause de"."""
    if _is_in_marker(scene, token):
        return
    whole = _one_of(token)
    for row in scene.lexicon.nouns.get(token.lemma, ()):
        aims = row.kind == Kind.PURPOSE
        if aims and whole.rel != "nsubj":
            continue
        cut = {token.i}
        others = list(complements(scene, [token], preps=row.preps, cut=cut))
        if not others and scene.lexicon.words.that.intersection(row.preps):
            others = list(_contact_clause(scene, token, cut=cut))
        if not others and row.clitic and any(c.rel == "cop" for c in token.children):
            others = list(clitic_complement(scene, token, preps=row.preps))
        told = told_behind(scene, token) if not others and not aims and _is_had(scene, token) else None
        if told is not None:
            owner = subjects(scene, token.head, cut=cut | {token.i, told.head})
            yield _of_predicate(row, token, subject=[told], other=owner, signal=Signal.NOUN, suffix=PLACED)
            continue
        named = list(_named_by(scene, whole, others=others))
        if others and not named and _is_sole(scene, token, row=row):
            named = list(_presented_behind(scene, token))
        if named and others:
            suffix = PLACED if whole.rel == "nsubj" and _is_said(whole.head) and not aims else ""
            draft = _of_predicate(row, token, subject=named, other=others, signal=Signal.NOUN, suffix=suffix)
            yield _as_need(draft) if _is_sole(scene, token, row=row) else draft
        elif named and not aims and whole.rel == "nsubj" and _is_said(whole.head):
            before = list(previous_clauses(scene, token, back=1))
            yield _of_predicate(row, token, subject=named, other=before, signal=Signal.NOUN, suffix=".back")


def _is_had(scene: Scene, noun: Token) -> bool:
    """Say whether something is said to have what a noun names."""
    return noun.rel == "obj" and noun.head.i < noun.i and noun.head.lemma in scene.lexicon.words.having


def _presented_behind(scene: Scene, noun: Token) -> Iterator[Proposal]:
    """Propose the act that a sentence presents behind a noun: "le seul moyen de …, c'est d'*ouvrir* …"."""
    words, tokens = scene.lexicon.words, scene.parse.sentence_of(noun).tokens
    for comma, first, second in zip(tokens, tokens[1:], tokens[2:], strict=False):
        presents = comma.i > noun.i and comma.text == "," and brings_forward(scene, (first,))
        if presents and directions(scene.language).is_in("copulas", second.lower):
            act = scene.next(second)
            if act is not None and scene.norm(act) in words.infinitive:
                act = scene.next(act)
            if act is not None and act.pos == "VERB":
                yield from propose(
                    words_between(scene, act.i, next_stop(tokens, act)), act, "predicate clause"
                )
            return


def _is_sole(scene: Scene, noun: Token, *, row: PredicateRow) -> bool:
    """Say whether there is no other means: "the *only* way to"."""
    sole = any(c.lemma in scene.lexicon.words.sole for c in noun.children)
    return sole and row.kind == Kind.ENABLE


def _as_need(draft: Draft) -> Draft:
    return replace(draft, kind=Kind.REQUIRE, signal=Signal.NECESSITY)


def _is_said(governor: Token) -> bool:
    """Say whether a copula ties something to its subject: "the result is a shortage"."""
    return governor.pos == "AUX" or any(c.rel == "cop" for c in governor.children)


def _one_of(noun: Token) -> Token:
    """Give the word that stands for one of several: "*one* of the reasons for"; else the noun itself."""
    governor = noun.head
    one = governor.pos in ("NUM", "PRON") and governor.i < noun.i
    return governor if noun.rel in ("nmod", "obl") and one else noun


def _contact_clause(scene: Scene, noun: Token, *, cut: Collection[int]) -> Iterator[Proposal]:
    """Propose the clause that a noun takes without its "that": "the reason *they left*"."""
    for child in noun.children:
        if (
            child.dep == "acl:relcl"
            and child.i > noun.i
            and is_finite(child)
            and not introducer(scene, child)
        ):
            yield from propose(clause(scene, child, cut=cut), child, "contact clause")
            return


def _is_in_marker(scene: Scene, noun: Token) -> bool:
    """Say whether a noun belongs to a connective that begins with the word before it."""
    before = scene.previous(noun)
    if before is None:
        return False
    known = scene.lexicon.markers.get(scene.norm(before), ())
    return any(noun in matched(scene, before, words, whole=True) for words, _ in known)


def _named_by(scene: Scene, noun: Token, *, others: list[Proposal]) -> Iterator[Proposal]:
    """Propose what a noun is said of: subject, predicate, apposed noun."""
    cut = {noun.i, *(o.head for o in others)}
    if any(c.rel == "cop" for c in noun.children) or any(c.rel == "nsubj" for c in noun.children):
        yield from subjects(scene, noun, cut=cut)
        return
    governor = noun.head
    if noun.rel == "obj" and governor.lemma in scene.lexicon.words.seeing:
        yield from _seen_in(scene, governor, cut=cut)
        return
    if noun.rel == "nsubj" and governor.pos == "ADJ" and governor.feats.get("VerbForm") is None:
        return  # "The roots of the quarrel are old": a quality, no cause.
    if noun.rel == "nsubj" and is_predicate(governor):
        named = governor.child("det") is not None and governor.child("cop") is not None
        if governor.pos in PREDICATES and not named:
            below = governor.child("xcomp", "ccomp")
            if below is not None:
                yield from propose(phrase(scene, below, cut=cut), below, "predicate clause")
            return
        inside = {t.i for t in noun.subtree()} | {c.i for c in governor.children if c.rel == "cop"}
        yield from propose(noun_phrase(scene, governor, cut=inside), governor, "predicate")
        return
    if introducer(scene, noun) in scene.lexicon.words.among and governor.i > noun.i:
        yield from _one_among(scene, noun, cut=cut)
        return
    if noun.rel in ("appos", "conj", "acl", "nmod", "amod", "parataxis") and governor is not noun:
        inside = {t.i for t in noun.subtree()}
        while governor.rel == "conj" and governor.head is not governor:
            governor = governor.head
        yield from propose(noun_phrase(scene, governor, cut=inside), governor, "apposed")
    if noun.rel in ("xcomp", "obj", "obl", "appos", "advcl", "dep") and governor.pos in PREDICATES:
        yield from subjects(scene, governor, cut=cut)
        yield from propose(
            clause(scene, governor, cut={t.i for t in noun.subtree()}), governor, "host clause"
        )


def _seen_in(scene: Scene, verb: Token, *, cut: Collection[int]) -> Iterator[Proposal]:
    """Propose that in which somebody sees a cause or an outcome: "voit *dans la crue* l'effet de …"."""
    preps = scene.lexicon.words.seen_in
    yield from complements(scene, [verb], preps=preps, cut=cut)
    yield from clitic_complement(scene, verb, preps=preps)


def _one_among(scene: Scene, noun: Token, *, cut: Collection[int]) -> Iterator[Proposal]:
    """Propose what is named among others: "among the causes is *the frost*"."""
    governor = noun.head
    inside = {*cut, *(t.i for t in noun.subtree()), *(c.i for c in governor.children if c.rel == "cop")}
    if not is_predicate(governor) or any(c.rel == "cop" for c in governor.children):
        yield from propose(noun_phrase(scene, governor, cut=inside), governor, "predicate")
        return
    for child in governor.children:
        if child.rel in ("obj", "nsubj") and child.i > noun.i and child.pos in NOMINALS - {"PRON"}:
            yield from propose(noun_phrase(scene, child, cut=inside), child, "named among")
            return


def draft_adjectives(scene: Scene, token: Token) -> Iterator[Draft]:
    """Draft what an adjective such as "due" or "responsible" states of its subject."""
    for row in scene.lexicon.adjectives.get(token.lemma, ()) or scene.lexicon.adjectives.get(token.lower, ()):
        cut = {token.i}
        others = list(complements(scene, [token], preps=row.preps, cut=cut))
        if row.subject == Role.EFFECT:
            others = [o for o in others if not _is_planned(scene, o)]
        if row.clitic and not others:
            others = list(clitic_complement(scene, token, preps=row.preps))
        if row.denied and not qualify(token, language=scene.language).negated:
            continue
        said = _is_predicative(token)
        bare = token.child("cop") is None and not said
        loose = token.head.pos in PREDICATES and token.rel in LOOSE and bare
        # "They were stunned by" tells a state, "it stunned them by" an act.
        acts = token.child("obj") is not None and set(row.preps) <= scene.lexicon.words.by
        if not others or loose or acts or (said and _is_level(scene, token, others)):
            continue
        inside = cut | {o.head for o in others}
        named: Iterable[Proposal] = subjects(scene, token.head if said else token, cut=inside)
        if token.rel in ("amod", "acl", "conj", "advmod") and token.head.pos in NOMINALS:
            whole = cut | {t.i for t in token.subtree()}
            named = chain(
                propose(noun_phrase(scene, token.head, cut=whole), token.head, "modified noun"), named
            )
        elif token.rel in ("xcomp", "ccomp", "obj") and token.head.child("obj") is not None:
            below = token.head.child("obj")
            assert below is not None
            named = chain(propose(noun_phrase(scene, below, cut=inside), below, "object"), named)
        draft = _of_predicate(row, token, subject=named, other=others, signal=Signal.ADJ)
        yield replace(draft, predicates=()) if row.denied else draft


def _is_predicative(adverb: Token) -> bool:
    """Say whether an adverb is what a copula says of its subject: "the delay is *down* to the frost"."""
    copula = adverb.head
    return adverb.rel == "advmod" and copula.pos == "AUX" and copula.i == adverb.i - 1 and copula.rel != "aux"


def _is_level(scene: Scene, word: Token, others: Sequence[Proposal]) -> bool:
    """Say whether something falls to a number: "the rate is down to three per cent"."""
    numbers = (t.pos == "NUM" for o in others for t in scene.parse.tokens_in(o.span))
    return word.lemma in scene.lexicon.words.falling and any(numbers)


def _is_planned(scene: Scene, complement: Proposal) -> bool:
    """Say whether what an adjective governs is an act to come and no cause: "was due to meet the mayor"."""
    head = scene.parse.tokens[complement.head]
    marked = any(c.rel == "mark" and c.lower in scene.lexicon.words.infinitive for c in head.children)
    return marked and head.feats.get("VerbForm") == "Inf"


def _of_predicate(
    row: PredicateRow,
    token: Token,
    *,
    subject: Iterable[Proposal],
    other: Iterable[Proposal],
    signal: Signal,
    suffix: str = "",
) -> Draft:
    """Put subject and complement to their ends."""
    causes, effects = (subject, other) if row.subject == Role.CAUSE else (other, subject)
    return Draft(
        pattern=row.id + suffix,
        signal=Signal.NECESSITY if row.kind == Kind.REQUIRE else signal,
        kind=Kind(row.kind),
        sign=row.sign,
        trigger=(token,),
        anchor=token,
        causes=causes,
        effects=effects,
        predicates=(token,) if token.rel != "nsubj" else (token.head,),
        sufficient=row.sufficient,
    )
