"""Turn a pronoun that is an argument of a claim into what it stands for, where that is sure.

The claim's span stays what the text says; the antecedent only names the concept.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from causerie.extraction.claims.grammar.arguments import (
    Scene,
    clause,
    colon_of_label,
    is_predicate,
    noun_phrase,
)
from causerie.extraction.syntax import Parse, Token, is_finite
from causerie.extraction.unsaid import says
from causerie.languages.causation import causation
from causerie.languages.people import people_words
from causerie.languages.reporting import reporting
from causerie.model import Claim, Span

#: Sentences before a pronoun's own in which its antecedent is looked for, as annotators may look.
BACK = 2
#: Weights of what makes a noun the antecedent: subject, object, one sentence farther, thing for a thing.
SUBJECT, OBJECT, FARTHER = 3.0, 1.0, -2.0
#: Weights of the subject of the same verb, and of what another paragraph names.
SAME, APART = 2.0, -1.0
#: Lead of the best noun over the next that counts as sure.
LEAD = 1.0


def with_antecedents(claim: Claim, parse: Parse, *, language: str) -> Claim:
    """Name what the arguments of a claim stand for, where they are pronouns and it is sure."""
    return replace(
        claim,
        cause_antecedent=find_antecedent(parse, claim.cause, language=language),
        effect_antecedent=find_antecedent(parse, claim.effect, language=language),
    )


def find_antecedent(parse: Parse, span: Span, *, language: str) -> Span | None:
    """Find what a span stands for, if it is a lone pronoun: a noun phrase, or for "cela" a clause.

    None where the span is no pronoun, or where no noun agrees, or two are equally likely.
    """
    tokens = parse.tokens_in(span)
    if len(tokens) != 1 or tokens[0].pos not in ("PRON", "DET"):
        return None
    scene, pronoun = Scene(parse, causation(language), language), tokens[0]
    words = scene.lexicon.words
    if pronoun.lower in words.neuter or pronoun.lower in words.clitics:
        return _clause_before(scene, pronoun)
    if pronoun.lower in words.third:
        return _noun_before(scene, pronoun)
    return None


def _clause_before(scene: Scene, pronoun: Token) -> Span | None:
    """Give the clause before a demonstrative: the one its own is joined to, or one of its sentence.

    Of the sentence before it is the main clause. In "They left because it rained, and that …" it is what
    they did.
    """
    sentence, told = scene.parse.sentence_of(pronoun), _clause_of(pronoun)
    own = {t.i for t in told.subtree()}
    joined = told.head
    if told.rel in ("conj", "parataxis") and joined.i < pronoun.i and _has_subject(joined):
        return clause(scene, joined, cut=own | _reasons(joined))
    for token in reversed(sentence.tokens):
        if token.i < pronoun.i and token.i not in own and _has_subject(token):
            return clause(scene, token, cut=own)
    if sentence.index == 0:
        return None
    before = scene.parse.sentences[sentence.index - 1]
    root = before.roots[0]
    return clause(scene, root) if is_predicate(root) else noun_phrase(scene, root)


def _has_subject(token: Token) -> bool:
    """Say whether a token heads a clause with a subject."""
    return is_predicate(token) and token.child("nsubj") is not None


def _reasons(verb: Token) -> set[int]:
    """Give the places of the finite clauses that hang behind a verb and are marked."""
    below = (c for c in verb.children if c.rel == "advcl" and c.i > verb.i and c.child("mark") is not None)
    return {t.i for c in below if is_finite(c) or c.child("nsubj") is not None for t in c.subtree()}


def _clause_of(token: Token) -> Token:
    """Climb to the predicate that a word depends on."""
    while token.head is not token and not is_predicate(token):
        token = token.head
    return token


def _noun_before(scene: Scene, pronoun: Token) -> Span | None:
    """Give the noun that agrees with a personal pronoun and stands out as its antecedent."""
    ranked = sorted(((_weight(scene, t, pronoun), t.i, t) for t in _nouns(scene, pronoun)), reverse=True)
    if not ranked or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < LEAD):
        return None
    return noun_phrase(scene, ranked[0][2], defining=False)


def _nouns(scene: Scene, pronoun: Token) -> Iterator[Token]:
    """List the nouns before a pronoun that agree with it; the label of a turn names nobody it speaks of."""
    first, last = max(pronoun.sent - BACK, 0), pronoun.sent + 1
    for sentence in scene.parse.sentences[first:last]:
        colon = colon_of_label(sentence, capitals=True)
        begin = colon.i if colon is not None else sentence.tokens[0].i
        for token in scene.parse.tokens[begin : min(sentence.tokens[-1].i + 1, pronoun.i)]:
            noun = token.pos in ("NOUN", "PROPN") and token.rel not in ("compound", "flat")
            if noun and _fits(scene, token, pronoun) and not _is_controlled(token, pronoun):
                yield token


def _is_controlled(noun: Token, pronoun: Token) -> bool:
    """Say whether a noun stands in a clause whose doer is the pronoun: "By giving *women* a say, they"."""
    clauses = (a for a in noun.ancestors() if a.rel == "advcl" and a.head is pronoun.head)
    free = pronoun.rel == "nsubj" and any(not is_finite(a) and a.child("nsubj") is None for a in clauses)
    return free and noun.i < pronoun.i


def _agrees(noun: Token, pronoun: Token, *, feature: str) -> bool:
    """Say whether a feature is the same, or unknown on one side."""
    a, b = noun.feats.get(feature), pronoun.feats.get(feature)
    return a is None or b is None or a == b or b == "Neut"


def _fits(scene: Scene, noun: Token, pronoun: Token) -> bool:
    """Say whether gender and number agree; a neuter pronoun is no person."""
    role = people_words(scene.language).roles.get(noun.lemma.lower())
    person = noun.ent == "PER" or (role is not None and role.kind == "person")
    agree = all(_agrees(noun, pronoun, feature=f) for f in ("Gender", "Number"))
    return agree and not (pronoun.feats.get("Gender") == "Neut" and person)


def _weight(scene: Scene, noun: Token, pronoun: Token) -> float:
    """Weigh how likely a noun is the antecedent: subjects before objects, near before far.

    Who says something is not what brings it about ("The clinic says that the drug works. It cut deaths");
    what did the same may well be ("The drug cut pain. It also cut deaths").
    """
    subject = noun.rel in ("nsubj", "root")
    speaks = noun.rel == "nsubj" and says(noun.head, reporting(scene.language), act=False)
    role = 0.0 if speaks else SUBJECT if subject else OBJECT if noun.rel == "obj" else 0.0
    same = noun.rel == pronoun.rel == "nsubj" and noun.head.lemma == pronoun.head.lemma
    apart = "\n" in scene.parse.text[noun.end : pronoun.start]
    return role + SAME * same + APART * apart + FARTHER * (pronoun.sent - noun.sent)
