"""Turn the words around a predicate into how its claim is held: denied, doubted, strong, conditional."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from causerie.extraction.carriers import CARRIED, Helper, carriers, carrying, served_clause
from causerie.extraction.disputes import is_able, is_disputed, is_left_open
from causerie.extraction.negation import is_denied
from causerie.extraction.sharing import (
    first_of_subject,
    first_sharing,
    is_joined_in_denial,
    is_set_against,
)
from causerie.extraction.syntax import Token
from causerie.languages.qualifiers import QualifierWords, qualifier_words
from causerie.model import Certainty, Strength

#: From the surest to the least sure: the least sure word decides.
ORDER = (Certainty.PLAIN, Certainty.LIKELY, Certainty.POSSIBLE, Certainty.DOUBTFUL)


@dataclass(frozen=True, slots=True)
class Qualifiers:
    """How a claim is held.

    Attributes:
        negated: the predicate is denied, or its clause called untrue.
        disputed: its clause is called untrue ("no evidence that …"), whatever it says itself.
        unable: it is said that something cannot be, which is no guess ("they cannot come").
    """

    negated: bool = False
    disputed: bool = False
    unable: bool = False
    certainty: Certainty = Certainty.PLAIN
    strength: Strength = Strength.UNSAID


def comes_to_nothing(predicate: Token, *, language: str) -> bool:
    """Say whether a predicate is denied, or what carries it says that it did not come about: "fail to"."""
    words = qualifier_words(language)
    held = list(carrying(predicate, words=words))
    failed = sum(helper.name in words.failures for helper in held) % 2 == 1
    return is_denied([predicate, *(helper.verb for helper in held)], words=words) ^ failed


def qualify(predicate: Token, *, language: str) -> Qualifiers:
    """Read negation, certainty and strength around a predicate.

    Args:
        predicate: the head of the cue: verb, or noun or adjective with its copula.
        language: code of a language folder.
    """
    words = qualifier_words(language)
    served = served_clause(predicate)
    elsewhere = is_denied([served], words=words) and not is_denied([predicate], words=words)
    held = list(carrying(served, words=words))
    group = [served if elsewhere else predicate, *(helper.verb for helper in held)]
    presented = brought_forward(group[-1], words=words)
    disputed = is_disputed(group[-1], language=language)
    failures = sum(helper.name in words.failures for helper in held)
    vain = _comes_to_nothing(predicate, words=words)
    return Qualifiers(
        negated=(vain or is_denied(group, words=words) or _shares_denial(served, language=language))
        ^ (presented is not None and is_denied([presented], words=words))
        ^ disputed
        ^ bool(failures % 2),
        disputed=disputed,
        unable=is_denied(group, words=words) and is_able(group, words=words),
        certainty=Certainty.POSSIBLE
        if is_left_open(group[-1], words=words)
        else max(
            _certainty(group, helpers=held, words=words),
            _shared_certainty(predicate, language=language),
            key=ORDER.index,
        ),
        strength=_strength(predicate, words=words),
    )


def _shared_certainty(verb: Token, *, language: str) -> Certainty:
    """Take the certainty of the verb whose helpers a joined one shares: "could cut costs and *raise* pay"."""
    words, first = qualifier_words(language), first_sharing(verb, language=language)
    if first is verb:
        return Certainty.PLAIN
    held = list(carrying(first, words=words))
    return _certainty([first, *(helper.verb for helper in held)], helpers=held, words=words)


def _shares_denial(verb: Token, *, language: str) -> bool:
    """Say whether a joined verb shares helpers that are denied: "n'a pas réduit A ou *relevé* B".

    It does not share what denies the first verb alone: "decided not to cut jobs and *raise* pay".
    """
    words, first = qualifier_words(language), first_sharing(verb, language=language)
    if is_joined_in_denial(verb, words=words):
        return True
    top = first_of_subject(verb)
    helped = first is not verb and not is_set_against(verb, first, words=words)
    brought = top is not verb and not is_set_against(verb, top, words=words)
    presented = brought_forward(top, words=words) if brought else None
    denied = helped and _is_denied_by_helpers(first, language=language)
    return denied ^ (presented is not None and is_denied([presented], words=words))


def _is_denied_by_helpers(verb: Token, *, language: str) -> bool:
    """Say whether what helps a verb denies it, or leaves it undone, which verbs joined to it share."""
    helped = verb.child("aux") is not None or bool(carriers(verb, language=language))
    vain = _comes_to_nothing(verb, words=qualifier_words(language))
    return vain or (helped and comes_to_nothing(verb, language=language))


def _comes_to_nothing(predicate: Token, *, words: QualifierWords) -> bool:
    """Say whether next to nothing is done towards a predicate: "did little to", "n'a rien fait pour"."""
    if _does_little(predicate, words=words):
        return True
    host = predicate.head
    clausal = predicate.feats.get("VerbForm") != "Inf" or any(c.rel == "nsubj" for c in predicate.children)
    if predicate.rel not in ("acl", "advcl", "xcomp") or host.i > predicate.i or clausal:
        return False
    excepted = any(
        c.lower in words.excepting for t in (predicate, host) for c in t.children if c.i < predicate.i
    )
    if excepted:
        return False
    if is_scant(host, words=words):
        return host.head.lemma in words.doing
    return _does_little(host, words=words)


def is_in_vain(host: Token, *, words: QualifierWords) -> bool:
    """Say whether next to nothing is done, which is no means to an end: "they have done little to"."""
    return _does_little(host, words=words) or (
        host.rel in ("obj", "advmod") and _does_little(host.head, words=words)
    )


def _does_little(verb: Token, *, words: QualifierWords) -> bool:
    """Say whether a verb of doing has next to nothing for object: "did little", "n'a rien fait"."""
    return verb.lemma in words.doing and any(
        is_scant(c, words=words) and c.rel in ("advmod", "obj", "nsubj", "dep") for c in verb.children
    )


def is_scant(token: Token, *, words: QualifierWords) -> bool:
    """Say whether a word is next to nothing; "a little" is something."""
    return token.lemma in words.scant and not any(c.rel == "det" for c in token.children)


def brought_forward(predicate: Token, *, words: QualifierWords) -> Token | None:
    """Give what is brought forward before a predicate ("It is the frost that …"), or None.

    What only helps a verb ("fait fuir") hangs from it, and the clause from the verb; the parser hangs the
    clause from a noun inside too ("le prix du pain qui …"), or what is brought forward from the verb.
    """
    verb = predicate.head if predicate.rel in ("aux", "dep") and predicate.head.i > predicate.i else predicate
    hosts = [c for c in verb.children if c.dep == "dep" and c.i < verb.i]
    if verb.dep == "acl:relcl" or (verb.rel in CARRIED and _has_relative(verb)):
        host = verb.head
        while host.rel == "nmod" and host.head is not host:
            host = host.head
        hosts.append(host)
    for host in hosts:
        empty = any(c.rel == "nsubj" and c.lower in words.presenters for c in host.children)
        if empty and host.child("cop") is not None:
            return host
    return None


def _has_relative(verb: Token) -> bool:
    """Say whether a relative pronoun is a verb's subject: "(C'est le gel) *qui* ruine"."""
    return any(c.rel == "nsubj" and c.feats.get("PronType") == "Rel" for c in verb.children)


def condition_of(predicate: Token, *, language: str) -> Token | None:
    """Find the if-clause that depends on a predicate or on what carries it."""
    words = qualifier_words(language)
    for token in (predicate, *carriers(predicate, language=language)):
        for child in token.children:
            marks = [m for m in child.children if m.rel == "mark"]
            # "Si bien que" tells what came of it.
            alone = len(marks) == 1 and marks[0].child("fixed") is None
            if child.rel == "advcl" and alone and marks[0].lower in words.if_markers:
                return child
    return None


def _certainty(group: list[Token], *, helpers: Iterable[Helper], words: QualifierWords) -> Certainty:
    """Take the least sure word of a verb group; what people say or think, which no level lists, is likely."""
    levels = [Certainty.PLAIN, *(words.hedges.get(h.name, Certainty.LIKELY) for h in helpers)]
    conditional = False
    for token in group:
        for child in token.children:
            if child.rel in ("aux", "advmod", "cop") and child.lemma in words.hedges:
                levels.append(words.hedges[child.lemma])
            if child.rel == "aux" and child.lower in words.conditionals:
                conditional = True
        forms = [token, *(c for c in token.children if c.rel in ("aux", "cop"))]
        if any(is_conditional(f, words=words) for f in forms):
            conditional = True
    if conditional and not _is_in_if_sentence(group[-1], words=words):
        levels.append(Certainty.POSSIBLE)
    return max(levels, key=ORDER.index)


def is_conditional(token: Token, *, words: QualifierWords) -> bool:
    """Say whether a verb form is of the conditional mood, by its features or by its form."""
    if words.conditional_mood and token.feats.get("Mood") == words.conditional_mood:
        return True
    stems = (token.lemma, token.lemma.removesuffix("e"))
    return any(token.lower == stem + ending for stem in stems for ending in words.conditional_endings)


def is_unreal(predicate: Token, *, language: str) -> bool:
    """Say whether a predicate tells what would be or could have been: "would have lost", "aurait perdu"."""
    words = qualifier_words(language)
    forms = [predicate, *(c for c in predicate.children if c.rel in ("aux", "cop"))]
    return any(
        f.lower in words.conditionals or f.lower in words.unreal or is_conditional(f, words=words)
        for f in forms
    )


def _is_in_if_sentence(token: Token, *, words: QualifierWords) -> bool:
    """Say whether a clause of condition requires the conditional here."""
    for governor in (token, *_finite_governors(token)):
        for clause in governor.children:
            if clause.rel in ("advcl", "ccomp", "dep") and any(
                m.lower in words.if_markers for m in clause.children
            ):
                return True
    return any(m.lower in words.if_markers for m in token.children if m.rel in ("mark", "aux"))


def _finite_governors(token: Token) -> Iterator[Token]:
    """Climb the clauses above a token."""
    for governor in token.ancestors():
        if governor.pos in ("VERB", "AUX", "ADJ", "NOUN"):
            yield governor


def _strength(predicate: Token, *, words: QualifierWords) -> Strength:
    """Read how strong the effect is said to be."""
    for child in predicate.children:
        if child.rel in ("advmod", "amod") and child.lemma in words.strengths:
            return words.strengths[child.lemma]
    return Strength.UNSAID
