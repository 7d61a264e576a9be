"""Quotations are found by their marks alone, paragraph by paragraph."""

import re

import pytest

from causerie.extraction.quotations import Quotation, Style, find_quotations
from causerie.model import Span


def by_line(text: str) -> list[Span]:
    return [Span(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text)]


def found(text: str, language: str = "fr", without: str | None = None) -> list[Quotation]:
    paragraphs = [p for p in by_line(text) if without is None or without not in p.of(text)]
    return list(find_quotations(text, paragraphs, asides=(), language=language))


def words(text: str, language: str = "fr", without: str | None = None) -> list[list[str]]:
    return [[p.of(text) for p in q.parts] for q in found(text, language, without)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Il dit : « Le pont tient. »", [["Le pont tient."]]),
        ("Il dit : «Le pont tient.» Puis rien.", [["Le pont tient."]]),
        ("Il dit : “Le pont tient” et part.", [["Le pont tient"]]),
        ("Il a dit : ” Le pont tient et la rive aussi “.", [["Le pont tient et la rive aussi"]]),
        ('Il parle d\'un "effort" puis d\'un "répit".', [["effort"], ["répit"]]),
        ('Il a crié:"Partez!" et rien d\'autre.', [["Partez!"]]),
        ("« Le mot « rive » est faux », dit-elle.", [["Le mot « rive » est faux"], ["rive"]]),
        ("« Le “vrai” pont », dit-elle.", [["Le “vrai” pont"], ["vrai"]]),
        (
            "“En disant ‘nous avons’, je parle d'eux.”",
            [["En disant ‘nous avons’, je parle d'eux."], ["nous avons"]],
        ),
        ("L'eau n'est qu'un début pour l'usine d'Arvel.", []),
        ("Un écran de 24\" et rien d'autre.", []),
    ],
)
def test_french_styles(text: str, expected: list[list[str]]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Republicans' plan and the workers' hopes", []),
        ("It's Anna's bridge, and 'tis old, from the '90s.", []),
        ("'It is over,' she said.", [["It is over,"]]),
        ("He called it 'a workers' victory' on Monday.", [["a workers' victory"]]),
        (
            "“The ‘old’ bridge stands,” he said. “It's safe.”",
            [["The ‘old’ bridge stands,"], ["old"], ["It's safe."]],
        ),
        ('"A," he said. "B."', [["A,"], ["B."]]),
        ("``The bridge stands,'' he said.", [["The bridge stands,"]]),
    ],
)
def test_english_styles(text: str, expected: list[list[str]]) -> None:
    assert words(text, "en") == expected


def test_reopened_in_each_paragraph_is_one_quotation() -> None:
    text = "Elle dit : “Un.\n“Deux.\n“Trois.” Puis elle part."
    assert words(text) == [["Un.", "Deux.", "Trois."]]


def test_interrupted_by_a_caption_goes_on() -> None:
    text = "Elle dit : “Un.\nPHOTO Un pont\n“Deux.” Puis elle part."
    assert words(text, without="PHOTO") == [["Un.", "Deux."]]


def test_interrupted_by_an_aside_goes_on_and_the_aside_keeps_its_own() -> None:
    text = "Elle dit : « Un.\nÀ lire : « Autre chose »\n« Deux. »"
    aside = Span(text.index("À lire"), text.index("« Deux"))
    held = find_quotations(text, by_line(text), asides=(aside,), language="fr")
    assert [[p.of(text) for p in q.parts] for q in held] == [["Un.", "Deux."], ["Autre chose"]]


def test_closed_some_paragraphs_later() -> None:
    text = '"Un début.\nUne suite.\nEt pour finir" disait le maire.\nRien.'
    assert words(text) == [["Un début.", "Une suite.", "Et pour finir"]]


def test_stray_mark_costs_at_most_its_paragraph() -> None:
    text = "Elle dit : « Un et rien ne ferme.\nDeux, sans marque.\nTrois « quatre » cinq."
    assert words(text) == [["Un et rien ne ferme."], ["quatre"]]
    assert [q.closed for q in found(text)] == [False, True]


def test_stray_opening_before_a_whole_quotation_is_dropped() -> None:
    text = "Le pont « de la rive, dit « vieux pont » par tous."
    assert words(text) == [["vieux pont"]]


def test_nested_quotations_know_their_depth() -> None:
    assert [q.depth for q in found("« Le mot « rive » est faux »")] == [0, 1]


def test_dialogue_turns() -> None:
    held = found("— Tu viens ?\n— Non.\nIl part.")
    assert [(q.style, q.parts[0]) for q in held] == [(Style.DASH, Span(2, 12)), (Style.DASH, Span(15, 19))]
