"""Lists of things as arguments are told apart; pairs of bare nouns are not."""

import pytest

from causerie.extraction.claims.arguments import Proposal
from causerie.extraction.claims.coordination import members
from causerie.extraction.syntax import parse_paragraphs
from causerie.model import Span


def listed(text: str, argument: str, head: str, language: str) -> list[str]:
    parse = parse_paragraphs(text, [Span(0, len(text))], language=language)
    start = text.index(argument)
    top = next(t.i for t in parse.tokens if t.text == head)
    whole = Proposal(Span(start, start + len(argument)), top, "subject")
    return [m.span.of(text) for m in members(whole, parse)]


@pytest.mark.parametrize(
    ("language", "text", "argument", "head", "expected"),
    [
        ("en", "High fuel prices, bad roads and the war in the north hamper the trade.",
         "High fuel prices, bad roads and the war in the north", "prices",
         ["High fuel prices", "bad roads", "the war in the north"]),
        ("en", "Peace and quiet improve the sleep of the town.", "Peace and quiet", "Peace",
         ["Peace and quiet"]),
        ("en", "Late rains and poor seed have reduced the harvest.", "Late rains and poor seed", "rains",
         ["Late rains", "poor seed"]),
        ("fr", "La fermeture du port et la grève des douaniers ont aggravé la pénurie.",
         "La fermeture du port et la grève des douaniers", "fermeture",
         ["La fermeture du port", "la grève des douaniers"]),
        ("fr", "Le calme favorise les échanges.", "Le calme", "calme", ["Le calme"]),
    ],
)  # fmt: skip
def test_members(language: str, text: str, argument: str, head: str, expected: list[str]) -> None:
    assert listed(text, argument, head, language) == expected
