"""Turn trees in which the parser missed a past participle into trees that have it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from causerie.extraction.trees import NOT_VERBS, hang, is_past_participle, retag
from causerie.languages.verbs import VerbForms

if TYPE_CHECKING:
    from causerie.extraction.syntax import Token


def repair_participles(tokens: Sequence[Token], *, forms: VerbForms) -> None:
    """Give the past participles of one sentence their class and their place, in place."""
    for token in tokens:
        if token.pos in NOT_VERBS and _hides_perfect(token, forms=forms):
            _raise_past(token, lemma=forms.past.get(token.lower, token.lemma))
    for before, word in pairwise(tokens):
        if word.lower in forms.by and _hides_passive(before, forms=forms):
            _raise_past(before, lemma=forms.past[before.lower])
        elif before.lemma in forms.perfect and _is_perfect(before, word):
            _raise_participle(before, word)
        elif before.dep == "aux:pass" and before.head is word and _is_infinitive(word, forms=forms):
            _present(before)


def _hides_perfect(token: Token, *, forms: VerbForms) -> bool:
    """Say whether a word taken for a noun or adjective is a participle: "to have" is no copula."""
    having = any(c.lemma in forms.having and c.rel in ("aux", "cop") for c in token.children)
    if having and token.lower in forms.past:
        return True
    return token.child("aux:tense") is not None and token.child("nsubj") is not None


def _hides_passive(token: Token, *, forms: VerbForms) -> bool:
    """Say whether a word before an agent is a participle: "ralenti par"; "l'arrivée par la mer" is a noun."""
    named = any(c.rel in ("det", "case", "nummod", "amod") and c.i < token.i for c in token.children)
    return token.pos in NOT_VERBS and token.lower in forms.past and not named


def _raise_past(token: Token, *, lemma: str) -> None:
    """Make a word a past participle, by its auxiliary or beside a noun or a clause."""
    retag(token, lemma=lemma, form="Part", tense="Past")
    auxiliary = next((c for c in token.children if c.rel in ("aux", "cop") and c.i < token.i), None)
    if auxiliary is not None:
        auxiliary.relate("aux:tense")
    elif token.head is not token and token.rel != "conj":
        token.relate("acl" if token.head.i < token.i and token.head.pos not in ("VERB", "AUX") else "advcl")


def _is_perfect(auxiliary: Token, participle: Token) -> bool:
    """Say whether a participle was hung from the object of what is its auxiliary: "have limited imports"."""
    thing = participle.head
    described = participle.rel == "amod" and thing.head is auxiliary and thing.rel == "obj"
    return described and is_past_participle(participle)


def _raise_participle(auxiliary: Token, participle: Token) -> None:
    """Let the participle head the clause, with its auxiliary and its object."""
    thing = participle.head
    root = auxiliary.head is auxiliary
    hang(participle, participle if root else auxiliary.head, dep=auxiliary.dep)
    for child in list(auxiliary.children):
        if child is not participle:
            hang(child, participle, dep=child.dep)
    hang(auxiliary, participle, dep="aux")
    hang(thing, participle, dep="obj")
    auxiliary.pos = "AUX"


def _is_infinitive(word: Token, *, forms: VerbForms) -> bool:
    """Say whether a word can be nothing but an infinitive, which no passive has for its participle."""
    return word.lower == word.lemma and word.lower in forms.past.values() and word.lower not in forms.past


def _present(copula: Token) -> None:
    """Let "c'est" present the infinitive that the tree took for a participle: "(fermer,) c'est *nuire*"."""
    act = copula.head
    act.feats = {"VerbForm": "Inf"}
    copula.relate("cop")
    for subject in act.children:
        if subject.dep == "nsubj:pass":
            subject.relate("nsubj")
