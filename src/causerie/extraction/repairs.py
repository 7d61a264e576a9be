"""Turn trees in which the parser missed a finite verb into trees that have it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from causerie.extraction.participles import repair_participles
from causerie.extraction.rejoining import rejoin_verbs
from causerie.extraction.trees import NOT_VERBS, hang, relation, retag
from causerie.languages.verbs import VerbForms, verb_forms

if TYPE_CHECKING:
    from causerie.extraction.syntax import Token

#: Relations that a finite verb may bear.
CLAUSAL = frozenset({"root", "ccomp", "advcl", "acl:relcl", "conj", "csubj", "parataxis"})
BORDERS = frozenset({",", ";", ":", "(", ")", "«", "»", "“", "”", "–", "—"})


def repair_verbs(tokens: Sequence[Token], *, language: str) -> None:
    """Give one sentence's verbs their infinitive, and a clause without verb the verb it hides, in place."""
    forms = verb_forms(language)
    if forms is None:
        return
    for sound, pronoun in pairwise(tokens):
        if sound.lower in forms.euphonic and pronoun.head is sound:
            _give_place(sound, pronoun)
    for token in tokens:
        if (
            token.pos in ("AUX", "VERB")
            and token.lemma not in forms.infinitives
            and token.lower in forms.lemmas
        ):
            token.lemma = forms.lemmas[token.lower]
        elif token.pos in NOT_VERBS and token.lower in forms.lemmas and _heads_clause(token):
            retag(token, lemma=forms.lemmas[token.lower])
        elif (
            token.pos in ("NOUN", "ADJ")
            and token.lower in forms.participles
            and _is_gerund(token, forms=forms)
        ):
            _raise_gerund(token, lemma=forms.participles[token.lower])
    repair_participles(tokens, forms=forms)
    for token in tokens:
        if _is_main_in_clause(token):
            _raise_main(token)
    rejoin_verbs(tokens, forms=forms)
    for segment in _segments(tokens, forms=forms):
        if not any(_is_finite(t) for t in segment):
            hidden = next((t for t in segment[1:] if _hides_verb(t, segment, forms=forms)), None)
            if hidden is not None:
                _raise_verb(hidden, segment, lemma=forms.lemmas[hidden.lower])


def _give_place(sound: Token, pronoun: Token) -> None:
    """Let a pronoun bear the relation of the sound before it that stands for nothing: "a-t-elle dit"."""
    governor, dep = sound.head, sound.dep
    hang(pronoun, pronoun if governor is sound else governor, dep=dep)
    pronoun.pos = "PRON"
    for child in list(sound.children):
        hang(child, pronoun, dep=child.dep)
    hang(sound, pronoun, dep="dep")


def _heads_clause(token: Token) -> bool:
    """Say whether a word has a subject and no copula: it must be a verb."""
    relations = {c.rel for c in token.children}
    return "nsubj" in relations and not relations & {"cop", "aux", "det", "case"}


def _is_main_in_clause(predicate: Token) -> bool:
    """Say whether the main predicate hangs from its subject's clause: "the idea that X causes Y is false".

    Y was then taken for its subject, and the noun left without a predicate.
    """
    verb = predicate.head
    noun, thing = verb.head, predicate.child("nsubj")
    told = verb.pos == "VERB" and verb.rel == "acl" and verb.child("mark") is not None
    bare = noun.head is noun and noun.pos == "NOUN" and noun.child("cop") is None
    lost = predicate.rel == "ccomp" and predicate.child("cop") is not None and predicate.child("mark") is None
    return lost and told and bare and thing is not None and thing.i > verb.i and verb.child("obj") is None


def _raise_main(predicate: Token) -> None:
    """Give the main predicate its place, the noun for its subject, and the clause's verb its object."""
    verb, thing = predicate.head, predicate.child("nsubj")
    noun = verb.head
    hang(predicate, predicate, dep="root")
    hang(noun, predicate, dep="nsubj")
    if thing is not None:
        hang(thing, verb, dep="obj")
    for mark in [c for c in noun.children if c.pos == "PUNCT" and c.i > predicate.i]:
        hang(mark, predicate, dep="punct")


def _is_gerund(token: Token, *, forms: VerbForms) -> bool:
    """Say whether a word in -ant follows the word that introduces gerunds."""
    return any(c.i == token.i - 1 and c.lower in forms.gerund for c in token.children)


def _raise_gerund(token: Token, *, lemma: str) -> None:
    """Make a word a gerund; the noun behind it, that the parser made its head, is its object."""
    thing = token.head
    if thing.i > token.i and thing.pos == "NOUN":
        hang(token, thing.head if thing.head is not thing else token, dep="advcl")
        hang(thing, token, dep="obj")
        for child in [c for c in thing.children if c.i < token.i]:
            hang(child, token, dep=child.dep)
    else:
        token.relate("advcl")
    retag(token, lemma=lemma, form="Part", tense="Pres")
    for child in token.children:
        if child.dep == "case":
            child.relate("mark")


def _segments(tokens: Sequence[Token], *, forms: VerbForms) -> list[list[Token]]:
    """Cut a sentence at marks and words that open a clause: a clause lies in one of the pieces."""
    held: list[list[Token]] = [[]]
    for token in tokens:
        if token.text in BORDERS or token.lower in forms.openers:
            held.append([])
        else:
            held[-1].append(token)
    return [s for s in held if len(s) > 1]


def _is_finite(token: Token) -> bool:
    """Say whether the parser saw a finite verb here."""
    return token.pos in ("VERB", "AUX") and token.feats.get("VerbForm") == "Fin"


def _hides_verb(token: Token, segment: Sequence[Token], *, forms: VerbForms) -> bool:
    """Say whether a word that was taken for a noun or adjective can be the finite verb of its clause."""
    if token.pos not in NOT_VERBS or token.lower not in forms.lemmas or token.text != token.lower:
        return False
    place = segment.index(token)
    before = segment[place - 1]
    after = segment[place + 1] if place + 1 < len(segment) else None
    if before.lower in forms.before_nouns or before.pos not in forms.subject_ends:
        return False
    if any(t.pos == "VERB" for t in segment[:place]):
        return False
    infinitive = after is not None and after.feats.get("VerbForm") == "Inf"
    return infinitive or (after.pos if after is not None else "PUNCT") in forms.followers


def _raise_verb(verb: Token, segment: Sequence[Token], *, lemma: str) -> None:
    """Let a word head its clause as a verb; what stood across it hangs from it."""
    top = verb
    inside = set(map(id, segment))
    while top.head is not top and id(top.head) in inside:
        top = top.head
    governor, dep = (top.head, top.dep) if top.head is not top else (None, "root")
    hang(verb, verb, dep="root")
    if governor is not None:
        if dep not in CLAUSAL:
            dep = "conj"
            while governor.pos not in ("VERB", "AUX") and governor.head is not governor:
                governor = governor.head
        hang(verb, governor, dep=dep)
    for token in segment:
        crosses = token.head is not verb and (token.head.i - verb.i) * (token.i - verb.i) < 0
        loose = token.i < verb.i and token.pos in ("NOUN", "PROPN") and token.head.pos == "ADV"
        if token is not verb and (crosses or loose or token is top):
            hang(token, verb, dep=relation(token, verb))
    for subject in [c for c in verb.children if c.dep == "nsubj"]:
        for told in [c for c in subject.children if c.i > verb.i and c.rel == "acl" and c.child("mark")]:
            hang(told, verb, dep="ccomp")
        for marker in [c for c in subject.children if c.rel in ("mark", "cc", "punct", "advmod")]:
            hang(marker, verb, dep=marker.dep)
    retag(verb, lemma=lemma)
