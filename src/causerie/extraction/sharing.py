"""Say which verbs share their helpers: "could cut costs and *raise* pay", "n'a ni bu ni *mangé*"."""

from __future__ import annotations

from causerie.extraction.syntax import Token, is_finite
from causerie.extraction.trees import is_past_participle
from causerie.languages.causation import causation
from causerie.languages.qualifiers import QualifierWords

#: Relations of a word that has a subject or a helper of its own.
OWN = frozenset({"nsubj", "csubj", "expl", "aux", "cop"})
#: Those of a word that has a subject, or stands behind a copula, of its own.
SAID = OWN - {"aux"}


def first_sharing(verb: Token, *, language: str) -> Token:
    """Give the first of the verbs that share their helpers; the verb itself where it shares none."""
    first, above = verb, _shares_with(verb, language=language)
    while above is not None:
        first, above = above, _shares_with(above, language=language)
    return first


def first_of_subject(verb: Token) -> Token:
    """Give the verb whose subject a joined one shares: "the frost that ruined vines and *split* pipes"."""
    while verb.rel == "conj" and verb.head is not verb and not any(c.rel in SAID for c in verb.children):
        verb = verb.head
    return verb


def is_set_against(verb: Token, first: Token, *, words: QualifierWords) -> bool:
    """Say whether a word of contrast stands between joined verbs: "did not cut *but raised* pay"."""
    while verb.rel == "conj" and verb.head is not verb and first.i < verb.i:
        joined = (c for c in verb.head.children if c.rel == "conj" and c.i < verb.i)
        if any(_joints(v) & words.contrasting for v in (verb, *joined)):
            return True
        verb = verb.head
    return False


def is_joined_in_denial(verb: Token, *, words: QualifierWords) -> bool:
    """Say whether the conjunction before a joined verb denies it, wherever it hangs: "neither … *nor*"."""
    return bool(_joints(verb) & words.negators)


def _shares_with(verb: Token, *, language: str) -> Token | None:
    """Give the verb before a joined one that has its form, and whose helpers it shares.

    It has no subject or helper of its own. The tree may hang an infinitive from the helper
    ("(pu) réduire A ou *relever* B"), and a participle as a clause of its own ("(a) calmé A, *freiné* B").
    """
    host = _verb_of(verb.head)
    if host.i >= verb.i or any(c.rel in OWN for c in verb.children):
        return None
    if verb.rel == "advcl":
        perfect = any(c.rel == "aux" and c.lemma in causation(language).words.having for c in host.children)
        return host if perfect and is_past_participle(verb) and verb.child("obj") is not None else None
    if verb.rel != "conj":
        return None
    if _is_formed_like(verb, host):
        return host
    below = host.child("xcomp")
    hung = below is not None and below.i < verb.i and _form(below) == _form(verb) == "Inf"
    return below if hung else None


def _verb_of(host: Token) -> Token:
    """Give the verb of an object, from which the tree may hang a verb joined to that."""
    return host.head if host.pos == "NOUN" and host.rel == "obj" else host


def _is_formed_like(verb: Token, host: Token) -> bool:
    """Say whether a verb has the form of another, or may have it where that has helpers.

    "Could have wrecked the jetty and *flooded* the town" is no past tense, nor "would not help or *put* it at
    risk"; a form that shows its person is what it is.
    """
    form = _form(host)
    if _form(verb) == form:
        return not is_finite(verb)
    if host.child("aux") is None or "Person" in verb.feats:
        return False
    return verb.lower == verb.lemma if form == "Inf" else form == "Part" and verb.feats.get("Tense") == "Past"


def _form(verb: Token) -> str | None:
    return verb.feats.get("VerbForm")


def _joints(verb: Token) -> set[str]:
    """Give the conjunctions between a joined verb and the one before it, of which either may bear them."""
    if verb.rel != "conj":
        return set()
    near = (*verb.children, *verb.head.children)
    return {c.lower for c in near if c.rel == "cc" and verb.head.i < c.i < verb.i}
