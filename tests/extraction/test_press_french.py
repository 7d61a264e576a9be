"""Constructions of the French press: what they make cause and effect, with sign, kind and denial."""

from __future__ import annotations

import pytest

from tests.extraction.reading import proposed


@pytest.mark.parametrize(
    ("text", "cause", "effect", "sign", "kind"),
    [
        ("Le hameau doit sa survie aux alpages.", "alpages", "sa survie", "+", "cause"),
        ("Ce titre doit beaucoup au gardien.", "gardien", "Ce titre", "+", "cause"),
        ("Les pluies ont eu raison du festival.", "Les pluies", "festival", "-", "prevent"),
        ("Les phares tiennent à distance les loups.", "Les phares", "les loups", "-", "prevent"),
        (
            "La seule façon de sauver le verger, c'est d'arracher la haie.",
            "arracher la haie",
            "sauver le verger",
            "+",
            "require",
        ),
        (
            "Arracher la haie est la seule manière de sauver le verger.",
            "Arracher la haie",
            "sauver le verger",
            "+",
            "require",
        ),
        ("À trop tailler, on tue les rosiers.", "tailler", "on tue les rosiers", "+", "cause"),
        (
            "À vouloir rogner sur tout, le club a perdu ses joueurs.",
            "rogner sur tout",
            "le club a perdu ses joueurs",
            "+",
            "cause",
        ),
        (
            "Le col est fermé, tant la neige a tenu.",
            "la neige a tenu",
            "Le col est fermé",
            "+",
            "cause",
        ),
        (
            "La scierie a fermé. Par ricochet, le café a perdu ses clients.",
            "La scierie a fermé",
            "le café a perdu ses clients",
            "+",
            "cause",
        ),
        (
            "Le maire voit dans le péage la cause des bouchons.",
            "le péage",
            "bouchons",
            "+",
            "cause",
        ),
        (
            "Planter des haies, c'est réduire la poussière.",
            "Planter des haies",
            "la poussière",
            "-",
            "prevent",
        ),
    ],
)
def test_a_construction_is_proposed(text: str, cause: str, effect: str, sign: str, kind: str) -> None:
    found = {
        (c.causes[0].span.of(text), c.effects[0].span.of(text), c.polarity.value, c.kind.value)
        for c in proposed(text, "fr")
    }
    assert (cause, effect, sign, kind) in found


@pytest.mark.parametrize(
    ("text", "pattern"),
    [
        ("Le président a raison de partir.", "avoir raison de"),
        ("Le prix a baissé en raison de la pluie.", "avoir raison de"),
        ("Le gérant doit rendre les clés à la banque.", "devoir à"),
        ("La cuve a fui, sans pour autant souiller la rivière.", "pour"),
        ("Il a plu, tant mieux.", "tant"),
        ("La fête a lieu tant que la nuit dure.", "tant"),
    ],
)
def test_a_look_alike_is_not(text: str, pattern: str) -> None:
    assert not [c for c in proposed(text, "fr") if c.pattern.partition(".")[0] == pattern]


def test_a_debt_is_no_effect() -> None:
    (draft,) = (c for c in proposed("Le gérant doit cent euros à la banque.", "fr"))
    assert draft.lookalike == "debt"


@pytest.mark.parametrize(
    ("code", "text", "denied"),
    [
        ("fr", "Le maire n'a pas voté la hausse, afin de calmer les parents.", False),
        ("fr", "Pour calmer les parents, le maire n'a pas voté la hausse.", False),
        ("fr", "Le maire n'a pas voté la hausse pour calmer les parents.", True),
        ("en", "The mayor did not resign, in order to save the deal.", False),
        ("en", "To save the deal, the mayor did not resign.", False),
        ("en", "The mayor did not resign to save the deal.", True),
    ],
)
def test_an_aim_that_stands_apart_is_not_denied_with_its_verb(code: str, text: str, denied: bool) -> None:
    aims = [c for c in proposed(text, code) if c.kind.value == "purpose"]
    assert aims
    assert {c.negated for c in aims} == {denied}


@pytest.mark.parametrize(
    "text",
    [
        "La ville a eu beau baisser les tarifs, les bus restent vides.",
        "Le maire a beau promettre la paix, les jeunes partent.",
    ],
)
def test_what_is_done_in_vain_is_no_cause_of_what_comes_all_the_same(text: str) -> None:
    assert not [c for c in proposed(text, "fr") if c.effects[0].span.end > text.index(",")]
