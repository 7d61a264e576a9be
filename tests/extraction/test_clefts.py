"""What a cleft brings forward, and which reasons are denied, is read from the words."""

from __future__ import annotations

import pytest

from causerie.model import Polarity
from tests.extraction.reading import proposed


@pytest.mark.parametrize(
    ("code", "text", "cause", "effect", "denied"),
    [
        ("fr", "C'est à cause du gel que la récolte est perdue.", "gel", "la récolte est perdue", False),
        (
            "fr",
            "C'est grâce à l'aide d'un voisin que la ferme tient.",
            "l'aide d'un voisin",
            "la ferme tient",
            False,
        ),
        (
            "fr",
            "Ce n'est pas parce que le pain augmente que les gens partent.",
            "le pain augmente",
            "les gens partent",
            True,
        ),
        (
            "fr",
            "C'est en plantant des haies que la commune protège ses champs.",
            "plantant des haies",
            "la commune protège ses champs",
            False,
        ),
        (
            "en",
            "It was because of the frost that the harvest was lost.",
            "the frost",
            "the harvest was lost",
            False,
        ),
        ("en", "It is not thanks to the mayor that the mill works.", "the mayor", "the mill works", True),
        (
            "en",
            "It is not only because of the frost that the mill was sold.",
            "the frost",
            "the mill was sold",
            False,
        ),
    ],
)
def test_a_cleft_is_read_by_its_words(code: str, text: str, cause: str, effect: str, denied: bool) -> None:
    found = [c for c in proposed(text, code) if c.pattern.endswith(".cleft")]
    assert [(c.causes[0].span.of(text), c.effects[0].span.of(text), c.negated) for c in found] == [
        (cause, effect, denied)
    ]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("fr", "C'est que le maire croit que tout va."),
        ("fr", "C'est parce que le patron a annoncé que l'usine fermera."),
        ("fr", "C'est pour dire que les prix montent."),
        ("en", "It was because of the rain that fell all night."),
        ("en", "It is because the mayor fears that the bridge will fall."),
    ],
)
def test_what_the_focus_says_is_no_clause_behind_it(code: str, text: str) -> None:
    assert not any(c.pattern.endswith(".cleft") for c in proposed(text, code))


@pytest.mark.parametrize(
    ("code", "text", "marker", "denied"),
    [
        ("en", "The mill closed, but not because of the strike.", "because of", True),
        ("en", "The fire was not due to lightning.", "due to", True),
        ("en", "They left not only because of the war.", "because of", False),
        ("en", "Growers earned nothing because of the frost.", "because of", False),
        ("en", "They stay, whether or not because of the war.", "because of", False),
        ("en", "The mill cannot run, not without water.", "without", False),
        ("en", "He could not come because the road was closed.", "because", False),
        ("fr", "Le moulin a fermé à cause du loyer, et non à cause de la grève.", "à cause de", True),
        ("fr", "Le moulin a fermé, non parce qu'il perdait de l'argent.", "parce qu'", True),
        ("fr", "Il n'est pas venu parce que la route était coupée.", "parce que", False),
        ("fr", "Il est parti non seulement à cause du bruit.", "à cause du", False),
    ],
)
def test_a_reason_is_denied_only_by_what_stands_before_it(
    code: str, text: str, marker: str, denied: bool
) -> None:
    assert {c.negated for c in proposed(text, code) if text[c.trigger[0].start :].startswith(marker)} == {
        denied
    }


@pytest.mark.parametrize(
    ("code", "text", "cue", "denied"),
    [
        ("en", "The tax did little to curb pollution.", "curb", True),
        ("en", "The grant did a little to curb pollution.", "curb", False),
        ("en", "They did nothing while the fire destroyed the town.", "destroyed", False),
        ("en", "The ban did nothing but harm the farmers.", "harm", False),
        ("en", "No measures reduced crime.", "reduced", True),
        ("en", "The dam barely prevented a flood.", "prevented", False),
        ("en", "The ban hardly reduced traffic.", "reduced", True),
        ("en", "The grant was insufficient to save the school.", "insufficient", True),
        ("en", "Growers never use nets because birds will ruin the fruit.", "ruin", False),
        ("fr", "Ce prêt est insuffisant pour sauver l'école.", "insuffisant", True),
        ("fr", "La loi ne produira ses effets qu'en hiver.", "produira", False),
        ("fr", "La grève a touché dix personnes.", "touché", False),
    ],
)
def test_what_denies_a_verb(code: str, text: str, cue: str, denied: bool) -> None:
    assert {c.negated for c in proposed(text, code) if cue in c.trigger[-1].of(text)} == {denied}


@pytest.mark.parametrize(
    ("text", "cause", "effect"),
    [
        ("Les dégâts que provoquent les sangliers fâchent le village.", "les sangliers", "Les dégâts"),
        ("Les emplois qu'a créés l'usine ont disparu.", "l'usine", "Les emplois"),
        ("Les loyers ont bondi. Il en résulte une pénurie.", "Les loyers ont bondi", "une pénurie"),
        ("Les loyers ont bondi. Il s'ensuit une pénurie.", "Les loyers ont bondi", "une pénurie"),
    ],
)
def test_what_stands_behind_its_verb_is_put_to_its_end(text: str, cause: str, effect: str) -> None:
    found = [
        (c.causes[0].span.of(text), c.effects[0].span.of(text)) for c in proposed(text, "fr") if not c.is_open
    ]
    assert (cause, effect) in found
    assert (effect, cause) not in found


def test_a_clause_with_its_subject_before_the_verb_is_not_turned_round() -> None:
    text = "Il dit que le réseau tel qu'il est actuellement compliquerait cet effort."
    assert not any(c.pattern.endswith(".turned") for c in proposed(text, "fr"))


@pytest.mark.parametrize(
    ("code", "text", "whole"),
    [
        ("en", "Weakened by frost, the vines died.", "the vines died"),
        ("fr", "Pénalisé par la grève, le groupe a perdu un marché.", "le groupe a perdu un marché"),
        ("en", "Wheat prices slipped on Monday, hurt by a strong dollar.", "Wheat prices slipped on Monday"),
    ],
)
def test_what_came_of_a_harm_rises_with_it(code: str, text: str, whole: str) -> None:
    turns = {
        c.polarity.times(e.turn) for c in proposed(text, code) for e in c.effects
        if e.span.of(text) == whole and c.polarity is Polarity.MINUS
    }  # fmt: skip
    assert turns == {Polarity.PLUS}


def test_what_did_not_harm_turns_nothing() -> None:
    found = [c for c in proposed("Not deterred by the rain, the fans came.", "en") if c.negated]
    assert {c.polarity.times(e.turn) for c in found for e in c.effects} == {Polarity.MINUS}


@pytest.mark.parametrize(
    "text",
    [
        "The bank would have been saved had the warning come earlier.",
        "Aid could be delayed should the road remain closed.",
    ],
)
def test_an_inverted_condition_is_read_behind_its_clause(text: str) -> None:
    assert any(c.pattern == "should it" for c in proposed(text, "en"))


@pytest.mark.parametrize(
    ("code", "text", "sign"),
    [
        ("en", "The strike had a devastating effect on tourism.", Polarity.MINUS),
        ("en", "The scheme had a positive impact on attendance.", Polarity.PLUS),
        ("en", "Higher rates weigh on sales.", Polarity.MINUS),
        ("fr", "La réforme aura un impact négatif sur l'emploi.", Polarity.MINUS),
        ("fr", "La dette pèse sur les communes.", Polarity.MINUS),
    ],
)
def test_an_effect_has_the_sign_that_its_adjective_gives(code: str, text: str, sign: Polarity) -> None:
    assert {
        c.polarity for c in proposed(text, code) if not c.is_open and c.effects[0].span.end > len(text) - 3
    } == {sign}
