"""Of two things set against each other, one is refused and the other put in its place."""

from __future__ import annotations

import pytest

from causerie.extraction.claims.grammar.candidates import propose_claims
from causerie.extraction.claims.grammar.drafts import CORRECTED
from causerie.extraction.syntax import parse_paragraphs
from causerie.model import Span
from tests.extraction.reading import proposed


@pytest.mark.parametrize(
    ("code", "text", "refused", "right", "effect"),
    [
        # Two markers of reasons.
        (
            "fr",
            "Le bal a fini non à cause du bruit, mais à cause du froid.",
            "bruit",
            "froid",
            "Le bal a fini",
        ),
        (
            "fr",
            "Ce n'est pas à cause du gaz que l'on ferme, c'est par goût.",
            "gaz",
            "goût",
            "l'on ferme",
        ),
        (
            "fr",
            "Les ruches meurent moins à cause du gel qu'à cause des mites.",
            "gel",
            "mites",
            "Les ruches meurent",
        ),
        ("fr", "Le vol est moins dû à la faim qu'au jeu.", "la faim", "jeu", "Le vol"),
        ("en", "The smell stems not so much from waste as from heat.", "waste", "heat", "The smell"),
        ("fr", "Le moulin ferme à cause du loyer, pas à cause du vent.", "vent", "loyer", "Le moulin ferme"),
        (
            "en",
            "The barn did not burn because of the heat but because of a candle.",
            "the heat",
            "a candle",
            "burn",
        ),
        ("en", "Rents rose not because of demand but because of greed.", "demand", "greed", "Rents rose"),
        (
            "en",
            "It was because of the ice, not because of the driver, that the bus fell.",
            "the driver",
            "the ice",
            "the bus fell",
        ),
        (
            "en",
            "The fair was cancelled because of flu rather than because of rain.",
            "rain",
            "flu",
            "The fair was cancelled",
        ),
        # Two arguments of one cue.
        ("fr", "Le retard n'est pas dû à la neige mais à une grève.", "la neige", "une grève", "Le retard"),
        ("fr", "La grêle, et non le gel, a ruiné la vigne.", "le gel", "La grêle", "la vigne"),
        (
            "fr",
            "Ce n'est pas le gel qui ruine la vigne, mais la grêle.",
            "le gel",
            "la grêle",
            "la vigne",
        ),
        (
            "fr",
            "Ce n'est pas tant le gel qui ruine la vigne que des tailles hasardeuses.",
            "le gel",
            "des tailles hasardeuses",
            "la vigne",
        ),
        (
            "fr",
            "C'est moins le loyer qui ruine la troupe que le prix du pain.",
            "le loyer",
            "le prix du pain",
            "la troupe",
        ),
        (
            "fr",
            "Chez eux, c'est la lumière de l'été, et non la chaleur, qui retarde l'endormissement.",
            "la chaleur",
            "la lumière de l'été",
            "l'endormissement",
        ),
        # Two reasons for what was said before them.
        (
            "fr",
            "Le marché se vide. Ce n'est pas que le pain coûte trop cher, c'est que les salaires stagnent.",
            "le pain coûte trop cher",
            "les salaires stagnent",
            "Le marché se vide",
        ),
        (
            "fr",
            "Si le marché se vide, ce n'est pas que le pain soit cher, c'est que les salaires stagnent.",
            "le pain soit cher",
            "les salaires stagnent",
            "le marché se vide",
        ),
        (
            "fr",
            "La fête est annulée. Ce n'est pas parce qu'il pleut, c'est parce que l'argent manque.",
            "il pleut",
            "l'argent manque",
            "La fête est annulée",
        ),
        (
            "fr",
            "Ce n'est pas le loyer mais le bruit qui freine les ventes.",
            "le loyer",
            "le bruit",
            "les ventes",
        ),
        (
            "en",
            "The leak was caused not by the frost but by a worn seal.",
            "the frost",
            "a worn seal",
            "The leak",
        ),
        (
            "en",
            "It is not the frost that ruins the vines but the hail.",
            "the frost",
            "the hail",
            "the vines",
        ),
        ("en", "Hail, not frost, destroyed the vines.", "frost", "Hail", "the vines"),
        (
            "en",
            "The drought is due not to farming but to warming seas.",
            "farming",
            "warming seas",
            "The drought",
        ),
    ],
)
def test_the_refused_and_the_right_share_an_effect(
    code: str, text: str, refused: str, right: str, effect: str
) -> None:
    found = [c for c in proposed(text, code) if c.pattern.endswith(".corrected")]
    said = {(c.causes[0].span.of(text), c.effects[0].span.of(text), c.negated) for c in found}
    assert {(refused, effect, True), (right, effect, False)} <= said


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "The dam not only reduces floods but also noise."),
        ("en", "The plan will create jobs but the cost will ruin the town."),
        ("en", "He could not come because the road was closed, but he sent a letter."),
        ("fr", "La loi ne réduit pas la pauvreté, mais le maire la défend."),
        ("fr", "Non seulement le gel mais aussi la grêle ont ruiné la vigne."),
    ],
)
def test_what_is_added_refuses_nothing(code: str, text: str) -> None:
    assert not [c for c in proposed(text, code) if c.pattern.endswith(".corrected")]


@pytest.mark.parametrize(
    "text",
    [
        "Strike at the port\nRather than rain caused the flood.",
        "Not a strike\nBut rain caused the flood.",
    ],
)
def test_no_correction_reaches_over_a_border(text: str) -> None:
    """A heading without a full stop is no side of a correction."""
    spans = [Span(0, text.index("\n")), Span(text.index("\n") + 1, len(text))]
    found = propose_claims(parse_paragraphs(text, spans, language="en"), language="en")
    assert not [c for c in found if c.pattern.endswith(CORRECTED)]


@pytest.mark.parametrize(
    ("code", "text", "first", "second"),
    [
        ("en", "The leak was caused not only by the frost but also by neglect.", "the frost", "neglect"),
        ("fr", "La fuite est due non seulement au gel mais aussi à la grêle.", "gel", "la grêle"),
    ],
)
def test_what_is_added_with_its_preposition_is_a_reason_of_its_own(
    code: str, text: str, first: str, second: str
) -> None:
    found = [c for c in proposed(text, code) if c.pattern.endswith(".corrected")]
    assert [(c.causes[0].span.of(text), c.negated) for c in found] == [(first, False), (second, False)]


def test_a_cleft_with_any_verb_is_corrected() -> None:
    text = "It was the hail, not the frost, that flattened the vines."
    found = {(c.causes[0].span.of(text), c.negated) for c in proposed(text, "en")}
    assert found == {("the hail", False), ("the frost", True)}


@pytest.mark.parametrize(
    ("code", "text"), [("en", "Prices rose, more"), ("fr", "Les prix montent, davantage")]
)
def test_a_text_that_breaks_off_before_its_comparison_is_read(code: str, text: str) -> None:
    assert not proposed(text, code)


def test_of_two_reasons_for_nothing_neither_is_one_for_the_other() -> None:
    assert not proposed("Ce n'est pas que le pain coûte trop cher, c'est que les salaires stagnent.", "fr")


def test_a_cleft_whose_noun_the_parser_takes_for_a_verb_is_denied() -> None:
    (draft, *_) = proposed("Ce n'est pas la paye qui fait fuir les soignants, c'est l'ennui.", "fr")
    assert draft.negated
