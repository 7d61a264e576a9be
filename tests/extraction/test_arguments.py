"""What may be a cause or an effect, and what its form rules out."""

from __future__ import annotations

import pytest

from causerie.extraction.claims.grammar.candidates import Candidate
from tests.extraction.reading import proposed


def arguments(text: str, candidates: list[Candidate]) -> set[str]:
    """Give the words of all arguments."""
    return {p.span.of(text) for c in candidates for p in (*c.causes, *c.effects)}


def pairs(text: str, candidates: list[Candidate]) -> set[tuple[str, str]]:
    """Give the words of all pairs of cause and effect."""
    return {(a.span.of(text), b.span.of(text)) for c in candidates for a in c.causes for b in c.effects}


@pytest.mark.parametrize(
    ("code", "text", "refused"),
    [
        ("en", "The frost will ruin tomorrow the vines.", "tomorrow"),
        ("fr", "Le gel ruinera demain les vignes.", "demain"),
        ("en", "The mill closed because the river froze, and the owner left.", "and the owner left"),
        ("en", "The strike caused what the owner called a “disaster”.", "what the owner called a"),
        ("en", "The frost hurt long-term storage.", "long"),
        ("en", "The mill closed amid growing environmental concerns.", "environmental concerns"),
        ("fr", "Le barrage cède à moins de 200 mètres.", "200"),
        ("en", "The tax was borne by the owners on Friday.", "Friday"),
        ("en", "The barn was damaged by the time the owners came.", "the time the owners came"),
        ("en", "The barn was destroyed by midnight.", "midnight"),
        ("en", "The barn will be destroyed by the end of June.", "the end of June"),
        ("en", "Sales were reduced by a third.", "a third"),
        ("en", "The town was reduced by the fire to ashes.", "the fire to ashes"),
        ("fr", "La colère a été causée par la baisse du cours du blé.", "du blé"),
        ("en", "The idea that tolls harm trade is wrong.", "trade is wrong"),
        ("en", "The proof that the toll caused delays is thin.", "delays is thin"),
        ("en", 'The vote led to "nights of anger" in the port.', 'nights of anger" in the port'),
        ("fr", "La loi a provoqué « des nuits de colère » au port.", "des nuits de colère » au port"),
    ],
)
def test_no_argument_is_cut_off_or_names_nothing(code: str, text: str, refused: str) -> None:
    assert refused not in arguments(text, proposed(text, code))


@pytest.mark.parametrize(
    ("code", "text", "cause", "effect"),
    [
        ("en", "The cost was cut by years of reform.", "years of reform", "The cost"),
        ("en", "Output was cut by strikes by the end of May.", "strikes", "Output"),
        ("en", "The idea that tolls harm trade is wrong.", "tolls", "trade"),
        ("en", 'The vote led to "nights of anger" in the port.', "The vote", '"nights of anger" in the port'),
        (
            "fr",
            "La colère a été causée par la baisse du cours du blé.",
            "la baisse du cours du blé",
            "La colère",
        ),
        ("en", "But the mill closed because the river froze.", "the river froze", "the mill closed"),
        ("en", "The mill closed, so the town emptied.", "The mill closed", "the town emptied"),
        (
            "en",
            "The road is narrow; hence the bumps on the wall.",
            "The road is narrow",
            "the bumps on the wall",
        ),
        ("fr", "La loi est votée : faute de crédits, elle reste vide.", "crédits", "elle reste vide"),
        (
            "fr",
            "En revanche, si la pluie revient, la récolte sera sauvée ; le prix baissera.",
            "la pluie revient",
            "la récolte sera sauvée",
        ),
        (
            "fr",
            "Le pont est fermé. Les ouvriers ont donc pris le bac, qui part à midi.",
            "Le pont est fermé",
            "Les ouvriers ont donc pris le bac",
        ),
        (
            "fr",
            "Le maire le sait : le toit fuit. C'est pourquoi il ferme l'école.",
            "le toit fuit",
            "il ferme l'école",
        ),
        ("en", "It takes 20 votes to pass the law.", "20 votes", "pass the law"),
    ],
)
def test_both_ends_are_among_the_readings(code: str, text: str, cause: str, effect: str) -> None:
    assert (cause, effect) in pairs(text, proposed(text, code))


@pytest.mark.parametrize(
    ("code", "text", "pattern"),
    [
        ("en", "As a result, the mill closed.", "result of.back"),
        ("fr", "Le maire lui donne un moyen.", "moyen de.back"),
        ("en", "The boat took an hour.", "need"),
    ],
)
def test_a_noun_or_verb_that_says_nothing_of_what_went_before_is_no_cue(
    code: str, text: str, pattern: str
) -> None:
    before = "The river froze. " if code == "en" else "La rivière gèle. "
    assert pattern not in {c.pattern for c in proposed(before + text, code)}


@pytest.mark.parametrize(
    ("code", "text", "effect"),
    [
        ("en", "The toll reduced traffic by a third within months.", "traffic"),
        ("en", "The vaccine cut deaths by half.", "deaths"),
        ("en", "The strike lowered production by at least two per cent.", "production"),
        ("fr", "Le vaccin a réduit la mortalité de moitié.", "la mortalité"),
        ("fr", "Le péage a réduit le trafic de près d'un quart.", "le trafic"),
        ("fr", "La subvention a augmenté les loyers de 12 %.", "les loyers"),
        ("en", "The boycott cut sales of a third of the brands.", "sales of a third of the brands"),
    ],
)
def test_a_share_says_by_how_much_and_not_what(code: str, text: str, effect: str) -> None:
    assert {found.effects[0].span.of(text) for found in proposed(text, code)} == {effect}


@pytest.mark.parametrize(
    ("code", "text", "cause"),
    [
        ("en", "The fee forced farmers to sell heifers, which erodes their herds.", "sell heifers"),
        ("en", "Subsidies changed nothing, whereas trains cut costs and raised output.", "trains"),
        (
            "fr",
            "Les primes n'ont rien changé, tandis que le train a réduit les coûts et relevé la production.",
            "le train",
        ),
    ],
)
def test_a_cause_is_what_number_and_contrast_show(code: str, text: str, cause: str) -> None:
    last = max(proposed(text, code), key=lambda found: found.anchor)
    assert last.causes[0].span.of(text) == cause
