"""Words around a predicate say how its claim is held."""

from __future__ import annotations

import pytest

from causerie.extraction.claims.finding import find_claims
from causerie.extraction.claims.grammar.candidates import grammar_claims, propose_claims
from causerie.extraction.qualifiers import condition_of, qualify
from causerie.extraction.syntax import Token, parse_paragraphs
from causerie.languages.qualifiers import qualifier_words
from causerie.languages.rows import available
from causerie.model import Certainty, Span, Strength
from tests.extraction.reading import parsed, proposed

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
        ("en", "It cannot be said that the rain caused the flood.", True),
        ("en", "The mayor says that the rain caused the flood.", False),
        ("en", "The mayor dismissed claims that the rain caused the flood.", True),
        ("en", "The theory that the rain caused the flood has been debunked.", True),
        ("en", "The myth that the rain caused the flood has been debunked.", True),
        ("en", "It is not impossible that the rain caused the flood.", False),
        ("en", "Few farmers believe that the rain caused the flood.", True),
        ("en", "A few farmers believe that the rain caused the flood.", False),
        ("en", "Hardly anyone believes that the rain caused the flood.", True),
        ("en", "Few farmers doubt that the rain caused the flood.", False),
        ("en", "There is little evidence that the rain caused the flood.", True),
        ("en", "The evidence that the rain caused the flood is weak.", True),
        ("fr", "On ne peut pas dire que la pluie ait provoqué la crue.", True),
        ("fr", "On ne saurait affirmer que la pluie a provoqué la crue.", True),
        ("fr", "Il est exclu que la pluie ait provoqué la crue.", True),
        ("fr", "Il n'est pas exclu que la pluie ait provoqué la crue.", False),
        ("fr", "Il est impossible que la pluie ait provoqué la crue.", True),
        ("fr", "Peu de voisins pensent que la pluie a provoqué la crue.", True),
        ("fr", "Rares sont ceux qui pensent que la pluie a provoqué la crue.", True),
        ("fr", "Il y a peu de chances que la pluie provoque une crue.", True),
        ("fr", "Les preuves que la pluie provoque une crue sont minces.", True),
        ("fr", "La pluie n'a pas de quoi provoquer une crue.", True),
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


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("Le préfet dément que la pluie ait fait monter le fleuve.", True),
        ("Rien ne prouve que la pluie fasse monter le fleuve.", True),
        ("Il est faux que la pluie fasse monter le fleuve.", True),
        ("Je ne pense pas que la pluie puisse faire monter le fleuve.", True),
        ("La pluie ne peut pas faire monter le fleuve.", True),
        ("La pluie ne fait monter aucun fleuve.", True),
        ("Le préfet pense que la pluie a fait monter le fleuve.", False),
    ],
)
def test_a_causative_is_denied_with_its_infinitive(text: str, denied: bool) -> None:
    found = [c for c in proposed(text, "fr") if c.pattern.removeprefix("direction.") == "faire"]
    assert found
    assert all(c.negated is denied for c in found)


def test_what_is_not_out_of_the_question_is_possible() -> None:
    text = "Il n'est pas exclu que la pluie ait provoqué la crue."
    assert qualify(cue_of(text, "fr"), language="fr").certainty is Certainty.POSSIBLE


@pytest.mark.parametrize(
    ("code", "text", "cue", "cause", "denied"),
    [
        ("en", "The dam calmed the river instead of causing a flood.", "causing", "The dam", True),
        ("en", "Rather than cause a flood, the dam calmed the river.", "cause", "the dam", True),
        ("en", "The dam calmed the river instead of causing a flood.", "calmed", "The dam", False),
        ("fr", "La digue a calmé le fleuve au lieu de provoquer une crue.", "provoquer", "La digue", True),
        ("fr", "Plutôt que de provoquer une crue, la digue a tenu.", "provoquer", "la digue", True),
        ("fr", "La digue a été bâtie sans que cela provoque de crue.", "provoque", "cela", True),
    ],
)
def test_what_was_not_done_is_denied_of_who_did_the_other(
    code: str, text: str, cue: str, cause: str, denied: bool
) -> None:
    found = [c for c in proposed(text, code) if [s.of(text) for s in c.trigger] == [cue]]
    assert [(c.causes[0].span.of(text), c.negated) for c in found] == [(cause, denied)]


@pytest.mark.parametrize(
    ("code", "text", "effect"),
    [
        ("en", "The law hurts farmers rather than helping them.", "farmers"),
        ("fr", "La loi a augmenté la fraude au lieu de la réduire.", "la fraude"),
    ],
)
def test_an_effect_ends_before_what_was_not_done(code: str, text: str, effect: str) -> None:
    assert any(c.effects[0].span.of(text) == effect and not c.negated for c in proposed(text, code))


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Nothing prevents the villages from lowering taxes."),
        ("fr", "Rien n'empêche les villages de baisser les impôts."),
    ],
)
def test_nothing_is_no_cause(code: str, text: str) -> None:
    found = find_claims(parsed(text, code), language=code)
    assert not [c for c in found if c.cause.of(text) in ("Nothing", "Rien")]


def test_what_came_of_it_is_no_condition() -> None:
    text = "La grève a causé une pénurie, si bien que l'usine a fermé."
    parse = parsed(text, "fr")
    (verb,) = (t for t in parse.tokens if t.text == "causé")
    assert condition_of(verb, language="fr") is None
    text = "La grève a causé une pénurie si le port a fermé."
    (verb,) = (t for t in parsed(text, "fr").tokens if t.text == "causé")
    assert condition_of(verb, language="fr") is not None


@pytest.mark.parametrize(
    ("code", "text", "cue", "level"),
    [
        ("en", "The reform could cut costs and raise wages.", "raise", Certainty.POSSIBLE),
        ("en", "The frost may kill the buds and delay the harvest.", "delay", Certainty.POSSIBLE),
        ("en", "The treaty could end the war but weaken the king.", "weaken", Certainty.POSSIBLE),
        (
            "fr",
            "La réforme pourrait réduire les coûts et augmenter les salaires.",
            "augmenter",
            Certainty.POSSIBLE,
        ),
        ("fr", "Le gel peut tuer les bourgeons et retarder la récolte.", "retarder", Certainty.POSSIBLE),
        ("en", "The reform will cut costs and raise wages.", "raise", Certainty.PLAIN),
        ("en", "The reform could cut costs, and it raises wages.", "raises", Certainty.PLAIN),
        ("en", "The storm could have wrecked the pier and flooded the town.", "flooded", Certainty.POSSIBLE),
        ("en", "The storm has wrecked the pier and could flood the town.", "wrecked", Certainty.PLAIN),
        ("fr", "La crue aurait emporté le pont et noyé les champs.", "noyé", Certainty.POSSIBLE),
        ("en", "The pumps are thought to have caused the subsidence.", "caused", Certainty.LIKELY),
        ("en", "The drug is believed to reduce pain.", "reduce", Certainty.LIKELY),
        ("fr", "Le traité est censé réduire les tensions.", "réduire", Certainty.LIKELY),
        ("fr", "Ce remède est réputé calmer la douleur.", "calmer", Certainty.LIKELY),
        ("fr", "Les pompes sont soupçonnées d'avoir provoqué l'accident.", "provoqué", Certainty.LIKELY),
    ],
)
def test_a_joined_verb_shares_the_helpers_and_hearsay_is_no_certainty(
    code: str, text: str, cue: str, level: Certainty
) -> None:
    word = next(t for t in parsed(text, code).tokens if t.text == cue)
    assert qualify(word, language=code).certainty is level


@pytest.mark.parametrize(
    ("code", "text", "cue", "denied"),
    [
        ("en", "The law did not reduce poverty or create jobs.", "create", True),
        ("en", "Sanctions have not fed the poor or weakened the army.", "weakened", True),
        ("en", "The merger would not cost jobs or put the brand at risk.", "put", True),
        ("en", "The dam failed to stop the flood or save the mill.", "save", True),
        ("en", "The plan did little to calm markets or restore trust.", "restore", True),
        ("en", "The dam neither stopped the flood nor saved the mill.", "saved", True),
        ("en", "The dam failed to stop the flood and has caused another.", "caused", False),
        ("en", "The law has not cut poverty but widened the gap.", "widened", False),
        ("en", "Sanctions have not hurt the army and have starved the poor.", "starved", False),
        ("en", "The law did not reduce poverty, and it created debt.", "created", False),
        ("en", "The tax has cut smoking and saved lives.", "saved", False),
        ("fr", "La réforme n'a pas apaisé la colère ou relancé la croissance.", "relancé", True),
        ("fr", "La réforme n'a pas apaisé la colère, mais relancé la croissance.", "relancé", False),
        ("fr", "La réforme n'a pas apaisé la colère et creuse les inégalités.", "creuse", False),
    ],
)
def test_a_joined_verb_shares_the_denial_but_for_a_contrast(
    code: str, text: str, cue: str, denied: bool
) -> None:
    word = next(t for t in parsed(text, code).tokens if t.text == cue)
    assert qualify(word, language=code).negated is denied


@pytest.mark.parametrize(
    ("code", "text", "hedged"),
    [
        ("en", "They cannot pay because the bank closed.", False),
        ("en", "Since the bridge is down, no truck can cross.", False),
        ("fr", "Ils ne peuvent pas payer parce que la banque a fermé.", False),
        ("en", "They may not pay because the bank closed.", True),
        ("en", "The rain cannot cause a flood.", True),
    ],
)
def test_what_cannot_be_is_no_guess_about_its_reason(code: str, text: str, hedged: bool) -> None:
    (found, *_) = proposed(text, code)
    assert (found.certainty is not Certainty.PLAIN) is hedged


@pytest.mark.parametrize(
    ("code", "text", "effect", "denied"),
    [
        ("en", "The merger caused no layoffs.", "layoffs", True),
        ("en", "The embargo led to no shortages.", "shortages", True),
        ("fr", "La fusion n'a causé aucun licenciement.", "licenciement", True),
        ("fr", "La réforme n'a conduit à aucune économie.", "économie", True),
        ("en", "The aid has done nothing to reduce hunger.", "hunger", True),
    ],
)
def test_a_denial_counts_once(code: str, text: str, effect: str, denied: bool) -> None:
    (found, *_) = find_claims(parsed(text, code), language=code, encode=True)
    assert (found.effect.of(text), found.negated) == (effect, denied)


def test_no_choice_but_one_is_no_denial() -> None:
    text = "The siege left the garrison no choice but to surrender."
    (found, *_) = find_claims(parsed(text, "en"), language="en", encode=True)
    assert found.effect.of(text).endswith("surrender")
    assert not found.negated


@pytest.mark.parametrize(
    ("code", "text", "cause", "denied"),
    [
        ("en", "None of the dams prevented the flood.", "the dams", True),
        ("fr", "Aucune digue n'empêche une telle crue.", "digue", True),
        ("en", "Because no rain fell, the harvest shrank.", "no rain fell", False),
    ],
)
def test_no_cause_is_denied_once(code: str, text: str, cause: str, denied: bool) -> None:
    (found, *_) = find_claims(parsed(text, code), language=code, encode=True)
    assert (found.cause.of(text), found.negated) == (cause, denied)
