"""Say whether the words above a clause call it untrue, or leave it open: "they deny that …"."""

from __future__ import annotations

from collections.abc import Sequence

from causerie.extraction.carriers import carriers, served_clause, with_particle
from causerie.extraction.negation import is_denied
from causerie.extraction.syntax import Token, is_finite
from causerie.languages.qualifiers import QualifierWords, qualifier_words


def is_disputed(predicate: Token, *, language: str) -> bool:
    """Say whether the words above a clause call it untrue: "they deny that …", "no evidence that …"."""
    words, turned = qualifier_words(language), False
    own = node = served_clause(predicate)
    verb = _swallowed(own)
    if verb is not None and own.head.lemma not in words.disputes:
        weak = verb.lemma in words.meagre and own.head.lemma in words.beliefs
        turned = (weak or verb.lemma in words.disputes) and not is_denied([verb], words=words)
    while node.head is not node:
        governor, told = node.head, _is_told(node, own=node is own and not is_finite(predicate))
        group = [governor, *carriers(governor, language=language)]
        denied = is_denied(group, words=words) or _is_held_by_few(group, words=words)
        named = node.rel in ("obj", "nsubj") and (node is not own or governor.pos == "VERB")
        names = {governor.lemma, with_particle(governor)}
        if not names.isdisjoint(words.disputes) and (told or named):
            # "They rejected the myth that …": untrue is what they rejected too.
            turned ^= not denied and not (named and node.lemma in words.disputes)
        elif governor.lemma in words.beliefs and told:
            host = governor.head
            if governor.pos == "NOUN" and governor.rel in ("obj", "nsubj"):
                # "found no evidence", "did not find evidence": denied once.
                group = [host, *carriers(host, language=language)]
                denied |= is_denied(group, words=words) or _is_held_by_few(group, words=words)
                denied |= host.lemma in words.meagre
                governor = host
            turned ^= denied
        elif governor.lemma in words.sayings and told and is_able(group, words=words):
            turned ^= denied
        elif told and _is_meagre(governor, words=words):
            turned = not turned
        elif not _passes_on(node):
            break
        node = governor
    return turned


def is_left_open(predicate: Token, *, words: QualifierWords) -> bool:
    """Say whether a clause is said not to be out of the question: "il n'est pas exclu que"."""
    governor = predicate.head
    told = governor is not predicate and _is_told(predicate, own=True)
    names = {governor.lemma, with_particle(governor)}
    return told and not names.isdisjoint(words.exclusions) and is_denied([governor], words=words)


def _swallowed(clause: Token) -> Token | None:
    """Give the sentence's verb that the tree hung below a clause about its subject.

    "The idea that the tax caused losses has been refuted": the tree makes a clause of "losses has been …".
    """
    if (
        clause.rel != "acl"
        or clause.child("mark") is None
        or clause.head.pos != "NOUN"
        or clause.head.dep != "root"
    ):
        return None
    below = (c for c in clause.children if c.rel in ("advcl", "ccomp") and c.child("mark") is None)
    return next((c for c in below if is_finite(c)), None)


def _is_held_by_few(group: Sequence[Token], *, words: QualifierWords) -> bool:
    """Say whether next to nobody or nothing stands for a clause: "few believe that", "little evidence that".

    "A few experts believe that" says that some do.
    """
    for token in group:
        about = [token] if token.pos in ("NOUN", "PRON") else []
        about += [c for c in token.children if c.rel == "nsubj"]
        if token.dep == "acl:relcl":
            about.append(token.head)  # "Rares sont ceux qui pensent que": few are they.
        near = [
            *about,
            *(c for t in about for c in t.children if c.rel in ("advmod", "amod", "det", "nsubj")),
        ]
        # "Peu d'économistes pensent", "il y a peu de preuves": an adverb to the tree.
        first = min((c.i for c in token.children if c.rel == "nsubj"), default=token.i)
        near += [c for c in token.children if c.rel == "advmod" and (c.i < first or _counts(c))]
        if any(t.lemma in words.meagre and not _is_some(t) for t in near):
            return True
    return False


def _counts(adverb: Token) -> bool:
    """Say whether an adverb says how much there is of a noun: "peu de preuves"."""
    return any(c.pos == "NOUN" and c.i > adverb.i for c in adverb.children)


def _is_some(quantity: Token) -> bool:
    """Say whether an article makes some of next to nothing: "a few", "un peu"."""
    return any(c.rel == "det" or c.pos == "DET" for c in quantity.children)


def is_able(group: Sequence[Token], *, words: QualifierWords) -> bool:
    """Say whether a verb group says what can be done: "cannot be said", "on ne saurait dire"."""
    helpers = (c for t in group for c in t.children if c.rel == "aux")
    return any(t.lemma in words.abilities for t in (*group, *helpers))


def _is_meagre(predicate: Token, *, words: QualifierWords) -> bool:
    """Say whether a predicate says how little proof there is: "proof is scant", "il y a peu de preuves"."""
    said = predicate.lemma in words.meagre
    return any(
        c.lemma in words.beliefs if said and c.rel == "nsubj" else _names_little(c, words=words)
        for c in predicate.children
    )


def _names_little(quantity: Token, *, words: QualifierWords) -> bool:
    """Say whether an adverb makes next to nothing of a proof: "peu de preuves"."""
    proofs = any(c.lemma in words.beliefs for c in quantity.children)
    return quantity.lemma in words.meagre and not _is_some(quantity) and proofs


def _is_told(clause: Token, *, own: bool) -> bool:
    """Say whether a clause is what its governor says, or is said of: "deny that", "a myth that".

    Args:
        clause: the head of the clause.
        own: the clause states the claim itself, and without a finite verb: "wrong to cut wages" says nothing
            of what is so.
    """
    marked = any(c.rel == "mark" for c in clause.children)
    if clause.head.pos in ("VERB", "AUX"):
        return clause.rel in ("ccomp", "csubj", "xcomp")
    if own and not is_finite(clause):
        return False
    if clause.head.pos == "NOUN":
        return clause.dep == "acl" or (marked and clause.rel in ("acl", "ccomp", "xcomp"))
    return clause.head.pos == "ADJ" and (
        clause.rel in ("ccomp", "csubj", "xcomp") or (marked and clause.rel in ("conj", "dep"))
    )


def _passes_on(node: Token) -> bool:
    """Say whether what is said of a word is said of its part: "the idea that …", "to say that …"."""
    governor = node.head
    if governor.pos == "NOUN" and (node.dep == "acl" or (node.rel == "acl" and node.child("mark"))):
        return governor.rel in ("obj", "nsubj")
    infinitive = governor.pos == "VERB" and not is_finite(governor) and node.rel == "ccomp"
    return infinitive or node.rel == "conj" or (node.rel == "xcomp" and governor.pos == "AUX")
