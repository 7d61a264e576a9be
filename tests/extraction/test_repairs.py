"""Trees in which the parser missed a verb get it back."""

from __future__ import annotations

import pytest

from causerie.extraction.rejoining import rejoin_verbs
from causerie.extraction.syntax import Token, parse_paragraphs
from causerie.languages.rows import available
from causerie.languages.verbs import verb_forms
from causerie.model import Span


@pytest.mark.parametrize(
    ("code", "text", "verb", "subject", "thing"),
    [
        ("fr", "La rumeur fragilise le gouvernement.", "fragiliser", "rumeur", "gouvernement"),
        ("fr", "Le bruit nuit à la santé.", "nuire", "bruit", None),
        ("fr", "La commune dément avoir provoqué la crue.", "démentir", "commune", None),
        ("en", "The claim that wind turbines cause cancer is false.", "cause", "turbines", "cancer"),
        ("fr", "La disparition des troupeaux a épaissi le maquis.", "épaissir", "disparition", "maquis"),
        (
            "en",
            "Officials said border closures have limited imports from the uplands.",
            "limit",
            "closures",
            "imports",
        ),
    ],
)
def test_a_hidden_verb_is_found(code: str, text: str, verb: str, subject: str, thing: str | None) -> None:
    parse = parse_paragraphs(text, [Span(0, len(text))], language=code)
    found = next(t for t in parse.tokens if t.lemma == verb)
    named, acted = found.child("nsubj"), found.child("obj")
    assert found.pos == "VERB"
    assert named is not None
    assert named.text == subject
    assert (acted.text if acted else None) == thing


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("fr", "La limite est atteinte et la touche finale manque."),
        ("fr", "Le prix a baissé, la pluie aussi."),
        ("en", "Dry spells in June and famine conditions."),
    ],
)
def test_a_clause_that_has_its_verb_or_needs_none_stays(code: str, text: str) -> None:
    parse = parse_paragraphs(text, [Span(0, len(text))], language=code)
    nouns = {"limite", "touche", "spells", "conditions"}
    assert not [t.text for t in parse.tokens if t.text in nouns and t.pos == "VERB"]


def test_every_tree_stays_a_tree() -> None:
    text = "La rumeur fragilise le gouvernement, la grève bloque le port, dit-on, et la crise dure."
    parse = parse_paragraphs(text, [Span(0, len(text))], language="fr")
    for token in parse.tokens:
        assert token.head is token or token in token.head.children
        assert all(child.head is token for child in token.children)
        assert len(list(token.ancestors())) <= len(parse.tokens)


def test_a_noun_above_a_joined_verb_is_not_hung_from_it() -> None:
    finite, past = {"VerbForm": "Fin"}, {"VerbForm": "Part", "Tense": "Past"}
    tokens = [
        Token(0, 0, 1, "a", "avoir", "AUX", "aux:tense", finite, ""),
        Token(1, 2, 7, "calmé", "calmer", "VERB", "acl", past, ""),
        Token(2, 8, 10, "ou", "ou", "CCONJ", "cc", {}, ""),
        Token(3, 11, 17, "réduit", "réduire", "VERB", "conj", finite, ""),
        Token(4, 18, 20, "la", "le", "DET", "det", {}, ""),
        Token(5, 21, 26, "dette", "dette", "NOUN", "root", {}, ""),
    ]
    for token, head in zip(tokens, (1, 5, 3, 1, 5, 5), strict=True):
        token.head = tokens[head]
        if token.head is not token:
            token.head.children.append(token)
    forms = verb_forms("fr")
    assert forms is not None
    rejoin_verbs(tokens, forms=forms)
    assert tokens[5].head is tokens[5]
    assert tokens[3] in tokens[5].subtree()


def test_forms_load_for_every_language_that_has_them() -> None:
    held = [verb_forms(code) for code in available()]
    assert all(forms is None or forms.lemmas for forms in held)


@pytest.mark.parametrize("verb", ["ajouté", "déclaré", "répondu"])
def test_a_pronoun_behind_a_euphonic_sound_is_the_subject(verb: str) -> None:
    text = f"« Le prix monte », a-t-elle {verb}."
    parse = parse_paragraphs(text, [Span(0, len(text))], language="fr")
    subject = next(t for t in parse.tokens if t.text.endswith("elle"))
    assert (subject.rel, subject.pos, subject.head.text) == ("nsubj", "PRON", verb)


@pytest.mark.parametrize(
    ("text", "verb", "thing"),
    [
        ("Smoke from the fires can irritate lungs and trigger asthma.", "trigger", "asthma"),
        ("Stubborn inflation may erode wages and dampen demand.", "dampen", "demand"),
        ("The plan would scrap tolls and shorten journeys.", "shorten", "journeys"),
        ("Pulling out a weir neither restored trout nor improved water quality.", "improve", "quality"),
    ],
)
def test_a_verb_behind_a_conjunction_is_joined_to_the_verb_before(text: str, verb: str, thing: str) -> None:
    parse = parse_paragraphs(text, [Span(0, len(text))], language="en")
    found = next(t for t in parse.tokens if t.lemma == verb)
    acted = found.child("obj")
    assert (found.pos, found.rel, found.head.pos) == ("VERB", "conj", "VERB")
    assert acted is not None
    assert acted.text == thing


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The law could bring higher wages and lower prices.", "lower"),
        ("The firm sells fresh milk and dried flowers.", "dried"),
        ("Schools will get new roofs and improved heating.", "improved"),
        ("The treaty would bring peace and open markets.", "open"),
    ],
)
def test_what_describes_a_second_object_is_no_verb(text: str, word: str) -> None:
    parse = parse_paragraphs(text, [Span(0, len(text))], language="en")
    found = next(t for t in parse.tokens if t.text == word)
    assert found.pos != "VERB" or found.rel == "amod"
