"""Turn a pronoun that is an argument of a claim into what it stands for, where that is sure.

The claim's span stays what the text says; the antecedent only names the concept.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from causerie.extraction.claims.grammar.arguments import Scene, clause, is_predicate, noun_phrase
from causerie.extraction.syntax import Parse, Token
from causerie.languages.causation import causation
from causerie.model import Claim, Span

#: Sentences before a pronoun's own in which its antecedent is looked for, as annotators may look.
BACK = 2
#: Weights of what makes a noun the antecedent: subject, object, one sentence farther, thing for a thing.
SUBJECT, OBJECT, FARTHER = 3.0, 1.0, -2.0
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
    """Give the clause before a demonstrative: of its own sentence, or the main one of the sentence before."""
    sentence = scene.parse.sentence_of(pronoun)
    own = {t.i for t in _clause_of(pronoun).subtree()}
    for token in reversed(sentence.tokens):
        if token.i < pronoun.i and token.i not in own and is_predicate(token) and token.child("nsubj"):
            return clause(scene, token, cut=own)
    if sentence.index == 0:
        return None
    before = scene.parse.sentences[sentence.index - 1]
    root = before.roots[0]
    return clause(scene, root) if is_predicate(root) else noun_phrase(scene, root)


def _clause_of(token: Token) -> Token:
    """Climb to the predicate that a word depends on."""
    while token.head is not token and not is_predicate(token):
        token = token.head
    return token


def _noun_before(scene: Scene, pronoun: Token) -> Span | None:
    """Give the noun that agrees with a personal pronoun and stands out as its antecedent."""
    ranked = sorted(((_weight(t, pronoun), t.i, t) for t in _nouns(scene, pronoun)), reverse=True)
    if not ranked or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < LEAD):
        return None
    return noun_phrase(scene, ranked[0][2], defining=False)


def _nouns(scene: Scene, pronoun: Token) -> Iterator[Token]:
    """List the nouns before a pronoun that agree with it."""
    first = scene.parse.sentences[max(pronoun.sent - BACK, 0)].tokens[0].i
    for token in scene.parse.tokens[first : pronoun.i]:
        noun = token.pos in ("NOUN", "PROPN") and token.rel not in ("compound", "flat")
        if noun and _fits(token, pronoun):
            yield token


def _agrees(noun: Token, pronoun: Token, *, feature: str) -> bool:
    """Say whether a feature is the same, or unknown on one side."""
    a, b = noun.feats.get(feature), pronoun.feats.get(feature)
    return a is None or b is None or a == b or b == "Neut"


def _fits(noun: Token, pronoun: Token) -> bool:
    """Say whether gender and number agree; a neuter pronoun is no person."""
    agree = all(_agrees(noun, pronoun, feature=f) for f in ("Gender", "Number"))
    return agree and not (pronoun.feats.get("Gender") == "Neut" and noun.ent == "PER")


def _weight(noun: Token, pronoun: Token) -> float:
    """Weigh how likely a noun is the antecedent: subjects before objects, near before far."""
    role = {"nsubj": SUBJECT, "root": SUBJECT, "obj": OBJECT}.get(noun.rel, 0.0)
    return role + FARTHER * (pronoun.sent - noun.sent)
