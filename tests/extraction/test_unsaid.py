"""Claims that are asked about, or that nobody says, are not stated; a label is no argument."""

from __future__ import annotations

import pytest

from causerie.extraction.claims.finding import find_claims
from causerie.model import Kind
from tests.extraction.reading import parsed, proposed


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "She wondered whether the toll would cause delays."),
        ("en", "He asked if the toll causes delays."),
        ("en", "It remains unclear whether the vaccine reduces infections."),
        ("en", "Does the vaccine reduce infections?"),
        ("en", "Is the delay due to the storm?"),
        ("en", "Nobody said that the toll caused the delays."),
        ("en", "The bank refused to admit that the loans caused the crisis."),
        ("fr", "Elle se demande si le péage provoque des retards."),
        ("fr", "Le péage provoque-t-il des retards ?"),
        ("fr", "Le retard est-il dû à la tempête ?"),
        ("fr", "La maire n'a pas dit que le péage provoquait des retards."),
    ],
)
def test_what_nobody_states_is_no_claim(code: str, text: str) -> None:
    assert find_claims(parsed(text, code), language=code) == ()


@pytest.mark.parametrize(
    ("code", "text", "negated"),
    [
        ("en", "She asked why the toll causes delays.", False),
        ("en", "The firm did not explain how the leak caused the fire.", False),
        ("en", "The minister does not believe that the toll causes delays.", True),
        ("en", "The firm denied that the leak caused the fire.", True),
        ("en", "The firm did not deny that the leak caused the fire.", False),
        ("fr", "Le ministre ne croit pas que le péage provoque des retards.", True),
    ],
)
def test_what_is_taken_for_granted_or_disputed_is_a_claim(code: str, text: str, negated: bool) -> None:
    assert [c.negated for c in find_claims(parsed(text, code), language=code)] == [negated]


@pytest.mark.parametrize(
    ("code", "text", "effect"),
    [
        ("en", "The union has threatened to block the port if the talks fail.", "block the port"),
        ("fr", "Le syndicat a menacé de bloquer le port si les discussions échouent.", "bloquer le port"),
    ],
)
def test_a_condition_is_for_what_is_threatened(code: str, text: str, effect: str) -> None:
    found = find_claims(parsed(text, code), language=code)
    assert [c.effect.of(text) for c in found if c.kind is Kind.CONDITION] == [effect]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Anna Cole: Because the price of steel fell."),
        ("fr", "Anne Petit : Parce que le prix du blé a chuté."),
    ],
)
def test_the_label_of_a_turn_is_no_argument(code: str, text: str) -> None:
    spans = [p.span for c in proposed(text, code) for p in (*c.causes, *c.effects)]
    assert all(s.start > text.index(":") for s in spans)
