"""Turn trees that lost a verb joined to another into trees in which it shares that verb's helpers."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from causerie.extraction.trees import hang, retag
from causerie.languages.verbs import VerbForms

if TYPE_CHECKING:
    from causerie.extraction.syntax import Token


def rejoin_verbs(tokens: Sequence[Token], *, forms: VerbForms) -> None:
    """Join the verbs of one sentence that the parser hung from an object or took for another form."""
    for before, word in pairwise(tokens):
        thing = _thing_of(word, tokens) if word.lower in forms.past else None
        if thing is not None and before.lower in forms.neither:
            _raise_behind(before, word, thing, tokens, forms=forms)
        elif word.pos == "VERB" and word.rel == "conj":
            _rejoin(word, thing or word.child("obj"), forms=forms)
        elif before.pos == "CCONJ":
            _join_described(before, word, forms=forms)


def _rejoin(word: Token, thing: Token | None, *, forms: VerbForms) -> None:
    """Join a verb to the one whose helpers it shares.

    The tree may join it to the object of that verb ("could irritate lungs and *trigger* asthma"), or take a
    participle for finite, with its object for its subject ("(a) calmé la rue ou *réduit* la dette").
    """
    above, host = word.head, _helped_before(word)
    auxiliary = host.child("aux") if host is not None else None
    if host is None or auxiliary is None or thing is None:
        return
    if word.lower in forms.past and auxiliary.lemma in forms.having:
        hang(word, host, dep="conj")
        host.feats = {**host.feats, "VerbForm": "Part"}
        _complete(word, thing, forms=forms)
    elif above is not host and host.pos == "VERB" and thing.head is word and _form(word) == _form(host):
        hang(word, host, dep="conj")
    if above is not word.head:
        for conjunction in [c for c in above.children if c.rel == "cc" and above.i < c.i < word.i]:
            hang(conjunction, word.head, dep="cc")


def _helped_before(word: Token) -> Token | None:
    """Give the verb whose helpers a joined one may share; None where it has a subject or helper itself."""
    own = any(
        (c.rel in ("nsubj", "expl") and c.i < word.i)
        or c.rel in ("aux", "mark")
        or c.feats.get("Polarity") == "Neg"
        for c in word.children
    )
    host = word.head.head if word.head.rel == "obj" else word.head
    return host if not own and host.i < word.i and _form(host) != "Fin" else None


def _form(verb: Token) -> str | None:
    return verb.feats.get("VerbForm")


def _join_described(conjunction: Token, word: Token, *, forms: VerbForms) -> None:
    """Join to a verb what the parser took for an adjective of a second object.

    "May cut wages and *dampen* demand", "neither restored trout nor *improved* water".
    """
    thing = word.head
    if word.rel != "amod" or thing.rel != "conj" or thing.i < word.i or thing.pos not in ("NOUN", "PROPN"):
        return
    verb = thing.head.head if thing.head.rel == "obj" else thing.head
    if verb.pos != "VERB" or verb.i > word.i:
        return
    past = thing.head is verb and word.feats.get("Tense") == verb.feats.get("Tense") == "Past"
    if past or (_form(verb) == "Inf" and word.lower in forms.infinitives - forms.adjectives):
        retag(word, lemma=word.lemma if past else word.lower, form="Fin" if past else "Inf")
        hang(word, verb, dep="conj")
        hang(thing, word, dep="obj")
        hang(conjunction, verb, dep="cc")


def _raise_behind(
    marker: Token, word: Token, thing: Token, tokens: Sequence[Token], *, forms: VerbForms
) -> None:
    """Let a participle behind "neither" head its clause, or join the one before: "n'a ni *calmé* la rue"."""
    auxiliary = next((t for t in reversed(tokens) if t.i < marker.i and t.lemma in forms.having), None)
    if auxiliary is None or word in auxiliary.ancestors():
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
    place = word.i - tokens[0].i + 1
    article = tokens[place] if place < len(tokens) else None
    if article is None or article.pos != "DET":
        return None
    return article.head if article.head.i > word.i else None


def _complete(word: Token, thing: Token, *, forms: VerbForms) -> None:
    """Make a word a participle, and a noun its object, unless the tree hangs the word from that."""
    held = word in thing.ancestors() and thing.head is not word
    if not held and thing not in word.ancestors():
        hang(thing, word, dep="obj")
    word.pos, word.lemma = "VERB", forms.past[word.lower]
    word.feats = {"VerbForm": "Part", "Tense": "Past"}
