"""Words around a predicate say how its claim is held."""

from __future__ import annotations

import pytest

from causerie.extraction.claims.grammar.candidates import grammar_claims, propose_claims
from causerie.extraction.qualifiers import qualify
from causerie.extraction.syntax import Token, parse_paragraphs
from causerie.languages.qualifiers import qualifier_words
from causerie.languages.rows import available
from causerie.model import Certainty, Span, Strength

EXAMPLES = [
    (code, row, *held) for code in available() for row, held in qualifier_words(code).examples.items()
]
#: The causal verbs of the examples, by language.
CUES = {"fr": {"provoquer", "réduire"}, "en": {"cause", "reduce"}}


def cue_of(text: str, code: str) -> Token:
    """Parse a sentence and give its causal verb."""
    parse = parse_paragraphs(text, [Span(0, len(text))], language=code)
    return next(t for t in parse.tokens if t.lemma in CUES[code])


@pytest.mark.parametrize(
    ("code", "row", "level", "text"), EXAMPLES, ids=[f"{c}-{r}" for c, r, _, _ in EXAMPLES]
)
def test_a_row_qualifies_its_example(code: str, row: str, level: str, text: str) -> None:
    held = qualify(cue_of(text, code), language=code)
    assert level in (held.certainty.value, held.strength.value)


@pytest.mark.parametrize(
    ("code", "text", "denied"),
    [
        ("fr", "La pluie ne provoque pas de crue.", True),
        ("fr", "La pluie n'a jamais provoqué de crue.", True),
        ("fr", "Le maire craint que la pluie ne provoque une crue.", False),
        ("fr", "Le maire craint que la pluie ne provoque pas de crue.", True),
        ("fr", "Il part avant que la pluie ne provoque une crue.", False),
        ("fr", "Le pont tiendra, à moins que la pluie ne provoque une crue.", False),
        ("fr", "Aucune pluie ne provoque de crue.", True),
        ("fr", "La pluie ne provoque que des dégâts.", False),
        ("fr", "La pluie provoque une crue.", False),
        ("fr", "Ce n'est pas la pluie qui provoque la crue.", True),
        ("fr", "C'est la pluie qui provoque la crue.", False),
        ("fr", "C'est la pluie qui ne provoque pas de crue.", True),
        ("fr", "La pluie a échoué à provoquer une crue.", True),
        ("fr", "La pluie n'a pas échoué à provoquer une crue.", False),
        ("en", "The rain has failed to cause a flood.", True),
        ("en", "The rain did not fail to cause a flood.", False),
        ("en", "The county denies that the rain caused a flood.", True),
        ("en", "The county rejects the idea that the rain caused a flood.", True),
        ("en", "The county does not dispute that the rain caused a flood.", False),
        ("en", "The court rejected a plan that caused a strike.", False),
        ("fr", "Le préfet nie que la pluie ait provoqué la crue.", True),
        ("fr", "Personne ne conteste que la pluie ait provoqué la crue.", False),
        ("fr", "Ce n'est pas le bruit de la pluie qui provoque la crue.", True),
        ("fr", "La pluie ne provoque pas seulement une crue.", False),
        ("en", "The rain not only causes a flood but also harm.", False),
        ("fr", "Rien n'indique que la pluie ait provoqué la crue.", True),
        ("fr", "Il n'existe aucune preuve que la pluie ait provoqué la crue.", True),
        ("fr", "L'agent n'a pas trouvé de preuve que la pluie ait provoqué la crue.", True),
        ("fr", "C'est une erreur de croire que la pluie provoque la crue.", True),
        ("fr", "C'est une erreur de provoquer la colère du village.", False),
        ("fr", "Il est faux de dire que la pluie provoque la crue.", True),
        ("fr", "Les voisins ne pensent pas que la pluie ait provoqué la crue.", True),
        ("fr", "Nul doute que la pluie provoquera une crue.", False),
        ("fr", "Le préfet dément que la pluie ait provoqué la crue.", True),
        ("fr", "La commune dément avoir provoqué la crue.", True),
        ("en", "There is no evidence that the rain caused the flood.", True),
        ("en", "Engineers found no sign that the rain caused the flood.", True),
        ("en", "The rain has not been shown to cause the flood.", True),
        ("en", "It is a myth that the rain causes the flood.", True),
        ("en", "It is not a myth that the rain causes the flood.", False),
        ("en", "It is wrong to say that the rain caused the flood.", True),
        ("en", "It is wrong to cause a panic.", False),
        ("en", "The idea that the rain caused the flood is false.", True),
        ("en", "Nobody believes that the rain caused the flood.", True),
        ("en", "The mayor doubts that the rain will cause a flood.", True),
        ("en", "Nobody doubts that the rain will cause a flood.", False),
        ("en", "The county denies causing the flood.", True),
        ("en", "It is not the rain that causes the flood.", True),
        ("en", "It is the rain that causes the flood.", False),
        ("en", "The rain does not cause a flood.", True),
        ("en", "The rain never caused a flood.", True),
        ("en", "No rain causes a flood.", True),
        ("en", "The rain caused a flood.", False),
    ],
)
def test_denials(code: str, text: str, denied: bool) -> None:
    assert qualify(cue_of(text, code), language=code).negated is denied


@pytest.mark.parametrize(
    ("code", "text", "level"),
    [
        ("fr", "La pluie provoquerait une crue.", Certainty.POSSIBLE),
        ("fr", "Si le barrage cédait, la pluie provoquerait une crue.", Certainty.PLAIN),
        ("en", "The rain would cause a flood.", Certainty.POSSIBLE),
        ("en", "If the dam broke, the rain would cause a flood.", Certainty.PLAIN),
    ],
)
def test_the_conditional_hedges_unless_a_condition_asks_for_it(
    code: str, text: str, level: Certainty
) -> None:
    assert qualify(cue_of(text, code), language=code).certainty is level


def test_strength_moves_no_certainty() -> None:
    held = qualify(cue_of("The rain severely reduces the harvest.", "en"), language="en")
    assert (held.strength, held.certainty) == (Strength.STRONG, Certainty.PLAIN)


@pytest.mark.parametrize(
    ("code", "text", "condition"),
    [
        ("fr", "Si le barrage cède, la pluie provoquera une crue.", "le barrage cède"),
        ("en", "If the dam breaks, the rain will cause a flood.", "the dam breaks"),
    ],
)
def test_a_condition_of_the_whole_link_is_kept(code: str, text: str, condition: str) -> None:
    parse = parse_paragraphs(text, [Span(0, len(text))], language=code)
    held = [c.condition for c in propose_claims(parse, language=code) if c.signal.value == "verb"]
    assert condition in [span.of(text) for span in held if span is not None]


def test_the_grammar_numbers_its_claims_in_the_order_of_the_text() -> None:
    text = "La pluie provoque une crue. Le gel réduit la récolte."
    parse = parse_paragraphs(text, [Span(0, len(text))], language="fr")
    claims = grammar_claims(parse, language="fr")
    assert [c.id for c in claims] == ["c1", "c2"]
    assert [c.effect.of(text) for c in claims] == ["une crue", "la récolte"]


def test_a_causative_brought_forward_is_denied() -> None:
    text = "Ce n'est pas la grève qui a fait fuir les clients."
    parse = parse_paragraphs(text, [Span(0, len(text))], language="fr")
    cue = next(t for t in parse.tokens if t.text == "fait")
    assert qualify(cue, language="fr").negated
    affirmed = "C'est la grève qui a fait fuir les clients."
    parse = parse_paragraphs(affirmed, [Span(0, len(affirmed))], language="fr")
    cue = next(t for t in parse.tokens if t.text == "fait")
    assert not qualify(cue, language="fr").negated
