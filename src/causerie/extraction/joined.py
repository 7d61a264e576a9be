"""Find the verb whose helpers a verb joined to it shares: "could not cut costs or *raise* pay"."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from causerie.extraction.syntax import Token, is_finite
from causerie.languages.qualifiers import QualifierWords

#: Relations of a verb's own subject and helpers, with which it shares no other's.
OWN = frozenset({"nsubj", "csubj", "expl", "aux", "cop"})


def helped_first(verb: Token) -> Token:
    """Give the first of the verbs that share their helpers; the verb itself where it is joined to none."""
    first = verb
    while first.rel == "conj" and first.head is not first and _shares_helpers(first):
        first = first.head
    return first


def is_set_against(verb: Token, first: Token, *, words: QualifierWords) -> bool:
    """Say whether a word of contrast joins two verbs: "has not cut costs *but* raised pay"."""
    return any(
        c.rel == "cc" and first.i < c.i < verb.i and c.lower in words.contrasting
        for host in (first, *_between(verb, first), verb)
        for c in host.children
    )


def is_joined_by(verb: Token, conjunctions: Collection[str]) -> bool:
    """Say whether one of some conjunctions joins a verb to the one before: "neither fell *nor* rose"."""
    return verb.rel == "conj" and any(
        c.rel == "cc" and verb.head.i < c.i < verb.i and c.lower in conjunctions for c in verb.head.children
    )


def _between(verb: Token, first: Token) -> Iterator[Token]:
    """List the verbs that a chain leads over."""
    for token in verb.ancestors():
        if token is first:
            return
        yield token


def _shares_helpers(verb: Token) -> bool:
    """Say whether a verb has no subject or auxiliary of its own, and can have the form that the first has."""
    if any(c.rel in OWN for c in verb.children):
        return False
    form, other = verb.feats.get("VerbForm"), verb.head.feats.get("VerbForm")
    if form == other:
        return not is_finite(verb)
    helped = any(c.rel == "aux" for c in verb.head.children)
    return helped and "Person" not in verb.feats and _may_be(verb, other)


def _may_be(verb: Token, form: str | None) -> bool:
    """Say whether a word may have another form than the tree gives it.

    "Could have wrecked the jetty and *flooded* the town" is no past tense, nor "would not help or *put* it at
    risk"; a form that shows its person is what it is.
    """
    if form == "Inf":
        return verb.lower == verb.lemma
    return form == "Part" and verb.feats.get("Tense") == "Past"
