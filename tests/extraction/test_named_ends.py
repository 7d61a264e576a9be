"""Nouns and qualities that name a cause or an effect, told of or found elsewhere than behind them."""

from __future__ import annotations

import pytest

from causerie.extraction.claims.grammar.candidates import likeliest
from causerie.model import Polarity
from tests.extraction.reading import proposed

#: Language, text, cause, effect.
NAMED = [
    # Behind a colon or a dash.
    ("en", "The bypass had an odd effect: the shops filled up.", "The bypass", "the shops filled up"),
    ("en", "The fee had one result - the queues grew.", "The fee", "the queues grew"),
    ("fr", "La rocade a eu un effet curieux : les rues ont revécu.", "La rocade", "les rues ont revécu"),
    ("fr", "La panne a une cause simple : un câble usé.", "un câble usé", "La panne"),
    ("fr", "Le bac est fermé. La raison : une grève.", "une grève", "Le bac est fermé"),
    ("en", "The ferry stopped. The consequence: empty inns.", "The ferry stopped", "empty inns"),
    # One among others.
    ("en", "Among the causes of the crash are worn brakes.", "worn brakes", "the crash"),
    ("fr", "Parmi les causes de l'accident, il y a le gel.", "le gel", "l'accident"),
    # A pronoun before the cue.
    ("fr", "Le toit fuit. La grêle en est responsable.", "La grêle", "en"),
    ("fr", "Le toit fuit. La grêle en est la cause.", "La grêle", "en"),
    ("fr", "Le village se vide. La fermeture de l'usine y conduit.", "La fermeture de l'usine", "y"),
    # Who blames is no cause.
    ("en", "The bishop was blamed for the split.", "The bishop", "the split"),
    ("fr", "Les voisins jugent la digue responsable de la crue.", "la digue", "la crue"),
]


@pytest.mark.parametrize(("code", "text", "cause", "effect"), NAMED)
def test_ends_are_found_where_they_are_named(code: str, text: str, cause: str, effect: str) -> None:
    pairs = [likeliest(c.causes, c.effects) for c in proposed(text, code)]
    assert (cause, effect) in {(c.span.of(text), e.span.of(text)) for c, e in pairs}


@pytest.mark.parametrize(
    ("code", "text", "effect", "polarity"),
    [
        ("fr", "La brume rend impossible de voler.", "voler", Polarity.MINUS),
        ("fr", "Le pont rend possible de livrer le lait.", "livrer le lait", Polarity.PLUS),
        ("en", "The bridge makes it possible for dairies to sell milk.", "sell milk", Polarity.PLUS),
        (
            "fr",
            "Le séisme a coupé le bourg, laissant mille foyers sans eau.",
            "mille foyers sans eau",
            Polarity.PLUS,
        ),
        ("fr", "L'arrêté a dépouillé les bourgs de leurs recettes.", "leurs recettes", Polarity.MINUS),
    ],
)
def test_what_is_made_possible_or_lost_is_the_effect(
    code: str, text: str, effect: str, polarity: Polarity
) -> None:
    held = [c for c in proposed(text, code) if effect in {e.span.of(text) for e in c.effects}]
    assert {c.polarity for c in held if not c.is_open} == {polarity}


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "The roots of the quarrel are old."),
        ("fr", "Le rapporteur y est favorable."),
        ("fr", "La troupe y mène des essais."),
        ("fr", "Ils accusent la loi."),
    ],
)
def test_what_names_no_end_is_no_claim(code: str, text: str) -> None:
    assert not proposed(text, code)
