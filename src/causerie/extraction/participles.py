"""Turn trees in which the parser missed a past participle that shares an auxiliary into whole ones."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from causerie.extraction.repairs import hang
from causerie.languages.verbs import VerbForms, verb_forms

if TYPE_CHECKING:
    from causerie.extraction.syntax import Token


def repair_participles(tokens: Sequence[Token], *, language: str) -> None:
    """Give the participles of one sentence that share an auxiliary their place, in place."""
    forms = verb_forms(language)
    if forms is None:
        return
    for token in tokens:
        if (
            token.dep == "aux:pass"
            and token.i == token.head.i - 1
            and _is_infinitive(token.head, forms=forms)
        ):
            _present(token)
    if not any(t.lemma in forms.shared for t in tokens):
        return
    for before, word in pairwise(tokens):
        if word.lower not in forms.past:
            continue
        if before.lower in forms.neither and _thing_of(word, tokens) is not None:
            _raise_behind(before, word, tokens, forms=forms)
        elif word.pos == "VERB" and word.dep == "conj":
            host = _sharing(word)
            if host is not None:
                _join(word, host, tokens, forms=forms)


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


def _sharing(word: Token) -> Token | None:
    """Give the participle whose auxiliary a verb shares; None where it has a subject or helper of its own.

    The tree may join it to the object of that participle ("(a) calmé la rue ou *relevé* les prix"), or take
    it for finite, with its object for its subject ("ou *réduit* la dette").
    """
    own = any(
        (c.rel in ("nsubj", "expl") and c.i < word.i) or c.rel == "aux" or c.feats.get("Polarity") == "Neg"
        for c in word.children
    )
    host = word.head.head if word.head.rel == "obj" else word.head
    past = host.feats.get("VerbForm") != "Fin" and host.child("aux") is not None
    return host if past and not own and host.i < word.i else None


def _join(word: Token, host: Token, tokens: Sequence[Token], *, forms: VerbForms) -> None:
    """Make a word a participle joined to another, with the noun behind it for its object."""
    thing = _thing_of(word, tokens) or word.child("obj")
    auxiliary = host.child("aux")
    if thing is None or auxiliary is None or auxiliary.lemma not in forms.shared:
        return
    hang(word, host, dep="conj")
    host.feats = {**host.feats, "VerbForm": "Part"}
    _complete(word, thing, forms=forms)


def _raise_behind(marker: Token, word: Token, tokens: Sequence[Token], *, forms: VerbForms) -> None:
    """Let a participle behind "neither" head its clause, or join the one before: "n'a ni *calmé* la rue"."""
    auxiliary = next((t for t in reversed(tokens) if t.i < marker.i and t.lemma in forms.shared), None)
    thing = _thing_of(word, tokens)
    if auxiliary is None or thing is None or word in auxiliary.ancestors():
        return
    first = auxiliary.head if auxiliary.rel == "aux" else auxiliary
    if first is word or word in first.ancestors():
        return
    if first is auxiliary:
        hang(word, word if auxiliary.head is auxiliary else auxiliary.head, dep=auxiliary.dep)
        for child in [c for c in auxiliary.children if c is not word]:
            hang(child, word, dep=child.dep)
        hang(auxiliary, word, dep="aux:tense")
        auxiliary.pos = "AUX"
    else:
        hang(word, first, dep="conj")
    hang(marker, word, dep="cc")
    _complete(word, thing, forms=forms)


def _thing_of(word: Token, tokens: Sequence[Token]) -> Token | None:
    """Give the noun whose article follows a participle at once, as that of what it acts on does."""
    article = next((t for t in tokens if t.i == word.i + 1), None)
    if article is None or article.pos != "DET":
        return None
    return article.head if article.head.i > word.i else None


def _complete(word: Token, thing: Token, *, forms: VerbForms) -> None:
    """Make a word a participle, and a noun its object."""
    if word not in thing.ancestors() or thing.head is word:
        hang(thing, word, dep="obj")
    word.pos, word.lemma = "VERB", forms.past[word.lower]
    word.feats = {"VerbForm": "Part", "Tense": "Past"}
