"""Hindering infinitives are taken off effects; denied, passive and nested ones stay."""

import pytest

from causerie.extraction.claims import find_claims
from causerie.extraction.claims.grammar.arguments import Proposal
from causerie.extraction.claims.grammar.hindering import split_infinitives
from causerie.extraction.syntax import highest, parse_paragraphs
from causerie.model import Span


@pytest.mark.parametrize(
    ("language", "text", "argument", "expected"),
    [
        ("fr", "La ville plante des arbres pour limiter la chaleur et améliorer l'air.",
         "limiter la chaleur et améliorer l'air", [("la chaleur", -1), ("améliorer l'air", 1)]),
        ("fr", "Ces filtres contribuent à réduire les rejets.", "réduire les rejets", [("les rejets", -1)]),
        ("fr", "Ce plan vise à mieux prévenir les crues.", "mieux prévenir les crues", [("les crues", -1)]),
        ("fr", "La banque agit pour ne pas freiner la reprise.", "ne pas freiner la reprise",
         [("ne pas freiner la reprise", 1)]),
        ("fr", "La loi vise à empêcher les jeunes de boire et de fumer.",
         "empêcher les jeunes de boire et de fumer", [("les jeunes de boire et de fumer", -1)]),
        ("fr", "Le vaccin permet de lutter contre la rougeole.", "lutter contre la rougeole",
         [("la rougeole", -1)]),
        ("fr", "Ces panneaux incitent les conducteurs à ralentir en ville.", "ralentir en ville",
         [("ralentir en ville", 1)]),
        ("en", "The filters help reduce emissions from the plant.", "reduce emissions from the plant",
         [("emissions from the plant", -1)]),
        ("fr", "La loi a été votée pour protéger les dauphins.", "protéger les dauphins",
         [("protéger les dauphins", 1)]),
        ("en", "The rule helps to reduce the need to borrow money and sell assets.",
         "reduce the need to borrow money and sell assets",
         [("the need to borrow money and sell assets", -1)]),
        ("en", "The test allows the disease to be prevented by early vaccination.",
         "be prevented by early vaccination", [("be prevented by early vaccination", 1)]),
        ("en", "The tax led to reduced smoking.", "reduced smoking", [("reduced smoking", 1)]),
        ("en", "The filters help improve the air.", "improve the air", [("improve the air", 1)]),
    ],
)  # fmt: skip
def test_hindering_infinitives(
    language: str, text: str, argument: str, expected: list[tuple[str, int]]
) -> None:
    parse = parse_paragraphs(text, [Span(0, len(text))], language=language)
    span = Span(text.index(argument), text.index(argument) + len(argument))
    head = highest(parse.tokens_in(span))
    effect = Proposal(span, head.i, "infinitive")
    assert [(e.span.of(text), e.turn) for e in split_infinitives(effect, parse)] == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "Ces filtres contribuent à réduire les rejets de l'usine.",
         {("Ces filtres", "les rejets de l'usine", "-")}),
        ("en", "The storm has damaged the bridge and disrupted the ferry traffic.",
         {("The storm", "the bridge", "-"), ("The storm", "the ferry traffic", "-")}),
        ("fr", "Selon lui, la paix dans la vallée est « impossible » sans un partage de l'eau.",
         {("un partage de l'eau", "la paix dans la vallée", "+")}),
        ("fr", "La digue doit être relevée. A défaut, la plaine sera inondée.",
         {("La digue doit être relevée", "la plaine sera inondée", "-")}),
    ],
)  # fmt: skip
def test_claims(language: str, text: str, expected: set[tuple[str, str, str]]) -> None:
    parse = parse_paragraphs(text, [Span(0, len(text))], language=language)
    found = find_claims(parse, language=language)
    assert {(c.cause.of(text), c.effect.of(text), c.polarity.value) for c in found} == expected
