"""Say which verbs share their helpers: "could cut costs and *raise* pay", "n'a ni bu ni *mangé*"."""

from __future__ import annotations

from causerie.extraction.syntax import Token, is_finite
from causerie.languages.causation import causation
from causerie.languages.qualifiers import qualifier_words

#: Relations of a word that has a subject or a helper of its own.
OWN = frozenset({"nsubj", "csubj", "expl", "aux", "cop"})


def first_sharing(verb: Token, *, language: str) -> Token:
    """Give the verb whose helpers a joined one shares; the verb itself where it shares none."""
    first, above = verb, _shares_with(verb, language=language)
    while above is not None:
        first, above = above, _shares_with(above, language=language)
    return first


def first_of_subject(verb: Token) -> Token:
    """Give the verb whose subject a joined one shares: "the frost that ruined vines and *split* pipes"."""
    while verb.rel == "conj" and not any(c.rel in OWN - {"aux"} for c in verb.children):
        verb = verb.head
    return verb


def is_set_against(verb: Token, *, language: str) -> bool:
    """Say whether a joined verb is put in place of a refused one: "did not cut *but raised* pay"."""
    return bool(_joints(verb) & causation(language).words.corrective)


def is_joined_in_denial(verb: Token, *, language: str) -> bool:
    """Say whether the conjunction before a joined verb denies it, wherever it hangs: "neither … *nor*"."""
    return bool(_joints(verb) & qualifier_words(language).negators)


def _shares_with(verb: Token, *, language: str) -> Token | None:
    """Give the verb before a joined one that has its form, and whose helpers it shares.

    It has no subject or helper of its own. The tree may hang an infinitive from the helper
    ("(pu) réduire A ou *relever* B"), and a participle as a clause of its own ("(a) calmé A, *freiné* B").
    """
    form, host = _form(verb), verb.head
    if host.pos == "NOUN" and host.rel == "obj":
        host = host.head
    if is_finite(verb) or host.i >= verb.i or any(c.rel in OWN for c in verb.children):
        return None
    if verb.rel == "conj" and form != _form(host):
        below = host.child("xcomp")
        return below if below is not None and below.i < verb.i and _form(below) == form == "Inf" else None
    perfect = any(c.rel == "aux" and c.lemma in causation(language).words.having for c in host.children)
    apart = verb.rel == "advcl" and verb.feats.get("Tense") == "Past" and verb.child("obj") is not None
    return host if verb.rel == "conj" or (apart and perfect) else None


def _form(verb: Token) -> str | None:
    return verb.feats.get("VerbForm")


def _joints(verb: Token) -> set[str]:
    """Give the conjunctions between a joined verb and the one before it, of which either may bear them."""
    if verb.rel != "conj":
        return set()
    near = (*verb.children, *verb.head.children)
    return {c.lower for c in near if c.rel == "cc" and verb.head.i < c.i < verb.i}
