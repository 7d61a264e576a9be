"""Trees of both languages follow Universal Dependencies."""

import pytest

from causerie.extraction.syntax import Parse, parse_paragraphs
from causerie.model import Span


def tree(text: str, language: str) -> Parse:
    return parse_paragraphs(text, [Span(0, len(text))], language=language)


def relation(parse: Parse, word: str) -> tuple[str, str]:
    token = next(t for t in parse.tokens if t.text == word)
    return token.dep, token.head.text


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Prices rose because of the drought.", "drought", ("obl", "rose")),
        ("Prices rose because of the drought.", "because", ("case", "drought")),
        ("The war is responsible for the shortage.", "responsible", ("root", "responsible")),
        ("The war is responsible for the shortage.", "is", ("cop", "responsible")),
        ("By raising taxes, he hurt the economy.", "raising", ("advcl", "hurt")),
        ("The bridge was closed by the army.", "army", ("obl:agent", "closed")),
        ("The fall of the king surprised them.", "king", ("nmod", "fall")),
    ],
)
def test_english_trees_are_universal(text: str, word: str, expected: tuple[str, str]) -> None:
    assert relation(tree(text, "en"), word) == expected


def test_paragraphs_are_never_glued() -> None:
    text = "Le gel vient\n\nLa pousse attend."
    parse = parse_paragraphs(text, [Span(0, 12), Span(14, 31)], language="fr")
    assert [s.span.of(text) for s in parse.sentences] == ["Le gel vient", "La pousse attend."]
    assert [s.paragraph for s in parse.sentences] == [0, 1]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_trees_hold_every_word_once_and_have_no_loop(language: str) -> None:
    text = (
        "Il dit : « Sans l’eau, rien ne pousse. »  According to him, nothing grows without water, of course."
    )
    parse = tree(text, language)
    assert [t.text for t in parse.tokens] == [t.span.of(text) for t in parse.tokens]
    assert [t.rel for t in parse.tokens] == [t.dep.split(":")[0] for t in parse.tokens]
    for sentence in parse.sentences:
        reached = [t for root in sentence.roots for t in root.subtree()]
        assert sorted(t.i for t in reached) == [t.i for t in sentence.tokens]


def test_tokens_in_a_span() -> None:
    text = "Le gel freine la pousse."
    parse = tree(text, "fr")
    assert [t.text for t in parse.tokens_in(Span(4, 9))] == ["gel", "freine"]
    assert parse.tokens_in(Span(len(text), len(text) + 3)) == []


def test_marks_around_a_few_words_do_not_disturb_the_tree() -> None:
    text = "Le maire admet que le départ du préfet est “impossible” sans un « accord loyal » avec la ville."
    parse = tree(text, "fr")
    assert relation(parse, "départ") == ("nsubj", "impossible")
    assert relation(parse, "loyal")[1] == "accord"
    assert [(t.text, t.head.text) for t in parse.tokens if t.text in "“”«»"] == [
        ("“", "impossible"),
        ("”", "impossible"),
        ("«", "accord"),
        ("»", "loyal"),
    ]
    assert [t.i for t in parse.tokens] == list(range(len(parse.tokens)))
    assert "".join(t.text for t in parse.tokens) == text.replace(" ", "")


def test_a_whole_quotation_keeps_its_marks() -> None:
    parse = tree("Le maire a dit : « Je pars demain. »", "fr")
    assert [t.text for t in parse.tokens if t.text in "«»"] == ["«", "»"]
