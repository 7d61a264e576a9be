"""Each claim belongs to the innermost statement that carries it, else to the author."""

from __future__ import annotations

import pytest

from causerie.extraction.attribute import attribute_claims
from causerie.model import Claim, Kind, Mode, Polarity, Span, Statement

TEXT = "The mayor says the army holds that rain causes floods. Frost breaks pipes."


def place(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def claim(cause: str, trigger: str, effect: str) -> Claim:
    return Claim("c1", place(cause), place(effect), (place(trigger),), Polarity.PLUS, Kind.CAUSE)


def said(name: str, speaker: str, *content: str) -> Statement:
    return Statement(name, None, None, tuple(place(c) for c in content), speaker, Mode.INDIRECT)


OUTER = said("s1", "mayor", "the army holds that rain causes floods")
INNER = said("s2", "army", "rain causes floods")


@pytest.mark.parametrize(
    ("statements", "expected"),
    [
        ((OUTER, INNER), ("s2", "army")),
        ((OUTER,), ("s1", "mayor")),
        ((), (None, None)),
        ((said("s3", "army", "floods"),), (None, None)),
        ((said("s3", "army", "causes floods"),), ("s3", "army")),
        ((said("s3", "army", "rain", "causes floods"),), ("s3", "army")),
        ((said("s3", "army", "rain causes"),), (None, None)),
    ],
)
def test_the_innermost_carrying_statement_speaks(
    statements: tuple[Statement, ...], expected: tuple[str | None, str | None]
) -> None:
    (held,) = attribute_claims([claim("rain", "causes", "floods")], statements)
    assert (held.statement, held.speaker) == expected


def test_what_no_statement_holds_is_the_authors() -> None:
    (held,) = attribute_claims([claim("Frost", "breaks", "pipes")], (OUTER, INNER))
    assert (held.statement, held.speaker) == (None, None)


def test_everything_else_of_a_claim_stays() -> None:
    before = claim("rain", "causes", "floods")
    (after,) = attribute_claims([before], (INNER,))
    assert (after.cause, after.effect, after.trigger, after.id) == (
        before.cause,
        before.effect,
        before.trigger,
        before.id,
    )
