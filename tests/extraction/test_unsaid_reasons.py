"""Reasons that are refused, topics that are no effects, and what alone will do."""

from __future__ import annotations

import pytest

from causerie.extraction.claims.grammar.candidates import Candidate
from causerie.model import Kind
from tests.extraction.reading import proposed


def ends(candidate: Candidate, text: str) -> tuple[str, str]:
    """Give the likeliest cause and effect."""
    return candidate.causes[0].span.of(text), candidate.effects[0].span.of(text)


@pytest.mark.parametrize(
    ("code", "text", "refused", "right", "effect"),
    [
        (
            "fr",
            "Si le quai reste vide, ce n'est pas que les bateaux manquent, mais parce que le port est cher.",
            "les bateaux manquent",
            "le port est cher",
            "le quai reste vide",
        ),
        (
            "fr",
            "C'est la peur, plus que la loi, qui explique le silence des témoins.",
            "la loi",
            "la peur",
            "le silence des témoins",
        ),
        (
            "fr",
            "C'est la sécheresse, bien plus que la guerre, qui a ruiné les villages.",
            "la guerre",
            "la sécheresse",
            "les villages",
        ),
    ],
)
def test_a_reason_set_against_another(code: str, text: str, refused: str, right: str, effect: str) -> None:
    found = {(*ends(c, text), c.negated) for c in proposed(text, code)}
    assert {(refused, effect, True), (right, effect, False)} <= found


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("fr", "Le drame, c'est que les loyers montent."),
        ("fr", "Ce qui se passe, c'est que les réseaux sont vieux."),
        ("fr", "Loin de la ville, les écoles ferment."),
    ],
)
def test_a_topic_or_a_place_is_no_effect(code: str, text: str) -> None:
    assert not proposed(text, code)


def test_a_deduced_reason_is_no_condition() -> None:
    found = proposed("Si le quai est vide, c'est que le port est cher.", "fr")
    assert Kind.CONDITION not in {c.kind for c in found}


@pytest.mark.parametrize(
    ("code", "text", "cause", "effect"),
    [
        ("fr", "La ferme ne rouvrira que si la pluie revient.", "la pluie revient", "La ferme ne rouvrira"),
        ("fr", "La vanne s'ouvre seulement si le niveau baisse.", "le niveau baisse", "La vanne s'ouvre"),
        ("en", "The ferry will leave only if the wind drops.", "the wind drops", "The ferry will leave"),
    ],
)
def test_what_alone_will_do_is_required(code: str, text: str, cause: str, effect: str) -> None:
    needs = {ends(c, text) for c in proposed(text, code) if c.kind is Kind.REQUIRE}
    assert (cause, effect) in needs


@pytest.mark.parametrize(
    ("code", "text", "cause", "effect"),
    [
        ("fr", "Loin de calmer les marins, la prime a relancé la grève.", "la prime", "les marins"),
        ("fr", "La prime a relancé la grève, loin de calmer les marins.", "La prime", "les marins"),
        ("en", "Far from reducing crime, the curfew emptied the streets.", "the curfew", "crime"),
        ("en", "The delay had nothing to do with the strike.", "the strike", "The delay"),
        ("en", "The delay had little to do with the strike.", "the strike", "The delay"),
        ("fr", "Le retard n'a rien à voir avec la grève.", "la grève", "Le retard"),
    ],
)
def test_a_link_denied_by_its_form(code: str, text: str, cause: str, effect: str) -> None:
    assert (cause, effect) in {ends(c, text) for c in proposed(text, code) if c.negated}


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "The bank has to do with less money."),
        ("en", "Far from the city, the drought ruined the farms."),
    ],
)
def test_a_duty_or_a_place_denies_nothing(code: str, text: str) -> None:
    found = proposed(text, code)
    assert not any(c.negated for c in found)
    assert not any(c.pattern.endswith("have to do with") for c in found)


@pytest.mark.parametrize(
    ("code", "text", "cause", "effect"),
    [
        ("fr", "La vraie cause de la pénurie est le blocus du port.", "le blocus du port", "la pénurie"),
        ("fr", "La cause du retard a été une panne de moteur.", "une panne de moteur", "retard"),
    ],
)
def test_a_noun_that_looks_like_a_verb_is_read_once(code: str, text: str, cause: str, effect: str) -> None:
    assert [ends(c, text) for c in proposed(text, code)] == [(cause, effect)]


def test_what_helps_enables() -> None:
    text = "Ces prêts aideront les paysans à acheter des pompes."
    assert Kind.ENABLE in {c.kind for c in proposed(text, "fr")}
    assert Kind.CAUSE not in {c.kind for c in proposed(text, "fr") if not c.is_open}


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("fr", "Le maire a fermé le pont pour éviter un accident."),
        ("fr", "Afin d'enrayer la chute des ventes, la marque vend en ligne."),
        ("en", "The town built flats in order to solve the crisis."),
    ],
)
def test_what_is_done_to_hinder_something_is_done_for_it(code: str, text: str) -> None:
    kinds = {c.kind for c in proposed(text, code) if not c.is_open}
    assert Kind.PURPOSE in kinds
    assert Kind.PREVENT not in kinds
