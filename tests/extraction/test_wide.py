"""The wider notion of protest news: motives and sequences, beside the claims, in English alone."""

from __future__ import annotations

import numpy as np
import pytest

from causerie.extraction.claims import find_claims, with_wide
from causerie.extraction.claims.networks.wide import PATTERN, best_pair, joined
from causerie.extraction.extract import Profile, extract_reading
from causerie.model import Claim, Kind, Polarity, Span
from causerie.reading import read_text
from tests.extraction.reading import parsed


def wide_in(text: str, code: str = "en") -> list[tuple[str, str]]:
    """Give cause and effect of what the wider notion adds."""
    parse = parsed(text, code)
    claims = with_wide(find_claims(parse, language=code), parse)
    return [(c.cause.of(text), c.effect.of(text)) for c in claims if c.pattern == PATTERN]


@pytest.mark.parametrize(
    ("text", "cause", "effect"),
    [
        ("Dozens of teachers rallied in Ostrel to demand back pay.", "back pay", "rallied"),
        ("Soldiers opened fire after the crowd stormed the depot.", "stormed the depot", "opened fire"),
        ("Farmers blocked the motorway, demanding lower taxes.", "lower taxes", "blocked"),
    ],
)
def test_motives_and_what_came_before_are_claims(text: str, cause: str, effect: str) -> None:
    ((first, second),) = wide_in(text)
    assert cause in first
    assert effect in second


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "The museum has forty rooms and a garden."),
        ("en", "The drought killed the herd because the wells ran dry."),
        ("fr", "Les soldats ont tiré après que la foule a pris le dépôt."),
    ],
)
def test_nothing_is_added_where_nothing_is_new(code: str, text: str) -> None:
    assert wide_in(text, code) == []


def test_a_wide_claim_says_no_sign_and_its_confidence() -> None:
    text = "Soldiers opened fire after the crowd stormed the depot. Heavy rain floods the road."
    document = read_text(text, id="a", input="a.txt", language="en")
    wide = extract_reading(document, profile=Profile.WIDE)
    added = [c for c in wide.claims if c.pattern == PATTERN]
    assert [(c.id, c.polarity, c.kind, c.trigger) for c in added] == [
        ("c1", Polarity.UNKNOWN, Kind.CAUSE, ()),
    ]
    assert 0 < added[0].confidence < 1
    plain = extract_reading(document, profile=Profile.DEFAULT)
    assert [(c.cause, c.effect) for c in wide.claims if c.pattern != PATTERN] == [
        (c.cause, c.effect) for c in plain.claims
    ]


def claim(cause: tuple[int, int], effect: tuple[int, int], *, pattern: str = PATTERN) -> Claim:
    return Claim(
        id="", cause=Span(*cause), effect=Span(*effect), trigger=(), polarity=Polarity.PLUS,
        kind=Kind.CAUSE, pattern=pattern,
    )  # fmt: skip


def test_what_a_claim_relates_is_not_added_either_way_round() -> None:
    known = claim((0, 10), (20, 30), pattern="because")
    again, back, new = claim((2, 10), (20, 28)), claim((20, 30), (0, 8)), claim((40, 50), (20, 30))
    assert joined([known], [again, back, new]) == (known, new)


def test_the_best_pair_does_not_overlap() -> None:
    edges = np.full((4, 4), -5.0, np.float32)
    edges[0, :2] = edges[0, 2:] = 0.0
    edges[3, 2:] = -1.0
    assert best_pair(edges) == (-2.0, (0, 0), (3, 3))
    assert best_pair(edges[:1]) is None
