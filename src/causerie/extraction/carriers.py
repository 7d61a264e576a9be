"""Find the verbs that only carry another: "*may* cut", "*va* réduire", "*failed to* help"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from causerie.extraction.syntax import Token, is_finite
from causerie.languages.qualifiers import QualifierWords, qualifier_words

#: Relations through which a carrier ("may", "va", "semble") reaches its predicate.
CARRIED = frozenset({"xcomp", "ccomp", "acl", "dep", "advcl", "obj"})


@dataclass(frozen=True, slots=True)
class Helper:
    """A verb that carries another: "may", "aller".

    Attributes:
        name: how the language lists it: its lemma, or with the word behind it ("end up", "refrain from").
    """

    verb: Token
    name: str

    @property
    def is_phrase(self) -> bool:
        """Say whether the word behind the verb belongs to its name."""
        return " " in self.name


def carriers(predicate: Token, *, language: str) -> list[Token]:
    """List the verbs that carry a predicate, from the nearest to the farthest.

    "La pluie pourrait aller jusqu'à provoquer": provoquer is carried by aller, by pourrait.
    """
    return [helper.verb for helper in carrying(predicate, words=qualifier_words(language))]


def carrying(predicate: Token, *, words: QualifierWords) -> Iterator[Helper]:
    """List the helpers that carry a predicate, from the nearest to the farthest."""
    token = predicate
    while token.head is not token and token.rel in CARRIED and token.head.i < token.i:
        helper = _helper_of(token, words=words)
        if helper is None or (is_finite(token) and helper.verb.pos != "ADJ"):
            break
        if token.rel == "advcl" and any(c.rel == "nsubj" for c in token.children):
            # "Growers use no nets because birds will ruin the fruit": a clause of its own.
            break
        yield helper
        token = helper.verb


def _helper_of(carried: Token, *, words: QualifierWords) -> Helper | None:
    """Give the helper that a clause hangs from, by its longer name where it has one; None where it is none.

    The second word hangs from the verb ("ended *up*"), marks what is carried ("refrain *from*"), or the tree
    hangs the clause from it ("stopped *short* of").
    """
    governor = carried.head
    if governor.rel == "advmod" and governor.head.i == governor.i - 1:
        name = f"{governor.head.lemma} {governor.lemma}"
        if name in words.hedges:
            return Helper(governor.head, name)
    marks = [c for c in carried.children if c.rel in ("case", "mark") and c.i < carried.i]
    for name in (with_particle(governor), *(f"{governor.lemma} {m.lemma}" for m in marks)):
        if name in words.hedges:
            return Helper(governor, name)
    known = governor.lemma in words.hedges or _is_hearsay(governor, words=words)
    return Helper(governor, governor.lemma) if known and governor.pos in ("VERB", "AUX", "ADJ") else None


def with_particle(verb: Token) -> str:
    """Name a verb with the word right behind it that hangs from it: "rule out"."""
    return next((f"{verb.lemma} {c.lemma}" for c in verb.children if c.i == verb.i + 1), verb.lemma)


def is_carried(predicate: Token, *, language: str) -> bool:
    """Say whether a helper takes a predicate with its marker: "went on *to cut*", "succeeded *in cutting*".

    What a verb is done for is no part of it: "uses nets to save fruit".
    """
    if predicate.head is predicate or predicate.rel not in CARRIED or is_finite(predicate):
        return False
    helper = _helper_of(predicate, words=qualifier_words(language))
    return helper is not None and helper.is_phrase


def served_by(word: Token, *, language: str) -> Token:
    """Give the verb that a word of a helper or its marker serves: "*fails to* cut", "stopped *short of*".

    The word itself where it serves none.
    """
    words = qualifier_words(language)
    below = [word.head] if word.rel == "mark" else [c for c in word.children if c.i > word.i]
    for verb in below:
        if verb.pos == "VERB" and verb.rel in CARRIED and not is_finite(verb):
            helper = _helper_of(verb, words=words)
            if helper is None or helper.verb.child("obj") is not None:
                continue
            if helper.is_phrase or verb.rel == "xcomp":
                return verb
    return word


def helping_name(verb: Token, *, language: str) -> str:
    """Name a verb with the word behind it that only help another: "end up" for "ended up costing"; or ""."""
    words = qualifier_words(language)
    below = [c for c in verb.children if c.i > verb.i]
    below += [c for d in below if d.rel == "advmod" for c in d.children]
    held = (_helper_of(c, words=words) for c in below if c.rel in CARRIED and c.pos in ("VERB", "AUX"))
    return next((h.name for h in held if h is not None and h.verb is verb and h.is_phrase), "")


def _is_hearsay(token: Token, *, words: QualifierWords) -> bool:
    """Say whether a word calls an infinitive what people say or think: "is *believed* to", "est *censé*"."""
    borne = any(c.dep in ("aux:pass", "cop") for c in token.children)
    return token.lemma in words.hearsay and (borne or token.rel in ("acl", "amod"))


def served_clause(predicate: Token) -> Token:
    """Give the verb from which a causative hangs, whose clause it shares ("(que la taxe) fasse *monter*")."""
    helps = predicate.pos == "AUX" and predicate.rel in ("aux", "dep") and predicate.head.i > predicate.i
    return predicate.head if helps else predicate
