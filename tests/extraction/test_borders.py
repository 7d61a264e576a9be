"""Punctuation tells the parser where sentences begin."""

import pytest

from causerie.extraction.borders import LONGEST
from causerie.extraction.syntax import parse_paragraphs
from causerie.model import Span


def sentences(text: str, language: str) -> list[str]:
    parse = parse_paragraphs(text, [Span(0, len(text))], language=language)
    return [s.span.of(text) for s in parse.sentences]


@pytest.mark.parametrize(
    ("language", "whole"),
    [
        ("fr", ["3 mai 2021.", "– Le barrage de Velmont a cédé dans la nuit de mardi à mercredi."]),
        ("fr", ["Il était près de minuit, mardi, lorsque M. Taverne a quitté le Royaume-Uni sans un mot."]),
        ("fr", ["« Le puits est à sec ! » crie le fermier.", "Personne ne répond."]),
        ("fr", ["« Nous partons.", "Le reste attendra. »", "Puis il se tait."]),
        ("fr", ["Le gel a tout pris ; il ne reste rien.", "Rien… ou presque."]),
        ("en", ['"We are leaving," she said.', '"The rest can wait."', "Then she was silent."]),
        (
            "en",
            ["Dr. Hale met J. P. Orme in the U.S. embassy at 5 p.m. on Monday.", "They spoke for an hour."],
        ),
        ("en", ["The market fell hard.", "$5 million was lost in a day."]),
        ("en", ["A wind rose in the valley.", "‘We must leave,’ he said."]),
        ("fr", ["Les cours chutent.", "€5 millions ont été perdus."]),
    ],
)
def test_sentences_end_where_punctuation_says(language: str, whole: list[str]) -> None:
    assert sentences(" ".join(whole), language) == whole


def test_a_sentence_is_not_cut_before_a_small_letter() -> None:
    text = "Vers dix heures, mardi, lorsqu’une benne a percuté le pont, la route a été fermée."
    assert sentences(text, "fr") == [text]


def test_space_around_a_paragraph_is_no_sentence() -> None:
    assert sentences("  \u00a0La pluie tombe.\u00a0 ", "fr") == ["La pluie tombe."]


@pytest.mark.parametrize("joint", [" and ", ", and ", " | "])
def test_what_has_no_end_is_cut(joint: str) -> None:
    text = joint.join(f"the price of item {n} rose because of frost" for n in range(120))
    found = sentences(text, "en")
    assert len(found) > 1
    assert max(len(s.split()) for s in found) <= LONGEST
    assert "".join("".join(found).split()) == "".join(text.split())


def test_a_long_sentence_stays_whole() -> None:
    text = "Le préfet a compté " + ", ".join(f"une digue {n}" for n in range(60)) + "."
    assert sentences(text, "fr") == [text]
