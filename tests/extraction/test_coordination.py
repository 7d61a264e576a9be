"""Lists of things as arguments are told apart; pairs of bare nouns are not."""

import pytest

from causerie.extraction.claims.grammar.arguments import Proposal
from causerie.extraction.claims.grammar.coordination import before_joint, members
from causerie.extraction.syntax import parse_paragraphs
from causerie.model import Span
from tests.extraction.reading import proposed


def listed(text: str, argument: str, head: str, language: str) -> list[str]:
    parse = parse_paragraphs(text, [Span(0, len(text))], language=language)
    start = text.index(argument)
    top = next(t.i for t in parse.tokens if t.text == head)
    whole = Proposal(Span(start, start + len(argument)), top, "subject")
    return [m.span.of(text) for m in members(whole, parse)]


@pytest.mark.parametrize(
    ("language", "text", "argument", "head", "expected"),
    [
        ("en", "High fuel prices, bad roads and the war in the north hamper the trade.",
         "High fuel prices, bad roads and the war in the north", "prices",
         ["High fuel prices", "bad roads", "the war in the north"]),
        ("en", "Peace and quiet improve the sleep of the town.", "Peace and quiet", "Peace",
         ["Peace and quiet"]),
        ("en", "Late rains and poor seed have reduced the harvest.", "Late rains and poor seed", "rains",
         ["Late rains", "poor seed"]),
        ("fr", "La fermeture du port et la grève des douaniers ont aggravé la pénurie.",
         "La fermeture du port et la grève des douaniers", "fermeture",
         ["La fermeture du port", "la grève des douaniers"]),
        ("fr", "Le calme favorise les échanges.", "Le calme", "calme", ["Le calme"]),
        ("en", "Rising rents and hunger have emptied the village.", "Rising rents and hunger", "rents",
         ["Rising rents", "hunger"]),
        ("en", "The flood caused lower crop yields and poorer than usual harvest prospects.",
         "lower crop yields and poorer than usual harvest prospects", "yields",
         ["lower crop yields", "poorer than usual harvest prospects"]),
        ("en", "The flood is causing displacement of families, seed shortages and damage to tools.",
         "displacement of families, seed shortages and damage to tools", "displacement",
         ["displacement of families", "seed shortages", "damage to tools"]),
        ("en", "The arrest of activists and some opposition leaders led to protests.",
         "The arrest of activists and some opposition leaders", "arrest",
         ["The arrest of activists and some opposition leaders"]),
        ("en", "The reform cut the costs as well as improving safety.", "the costs", "costs", ["the costs"]),
        ("fr", "La réforme contribue à la baisse du chômage et à la hausse des salaires.",
         "la baisse du chômage et à la hausse des salaires", "baisse",
         ["la baisse du chômage", "la hausse des salaires"]),
        ("fr", "Le gel a réduit les récoltes, ainsi que la loi le prévoit.", "les récoltes", "récoltes",
         ["les récoltes"]),
        ("fr", "La sécheresse, combinée au manque de semences, a vidé les greniers.", "La sécheresse",
         "sécheresse", ["La sécheresse", "manque de semences"]),
        ("en", "The return of several rebel groups and an increase in petty theft worry the town.",
         "The return of several rebel groups and an increase in petty theft", "return",
         ["The return of several rebel groups", "an increase in petty theft"]),
        ("en", "The price of corn and beans worries the town.", "The price of corn and beans", "price",
         ["The price of corn and beans"]),
        ("en", "These low wages, along with rising rents, have weakened local demand.",
         "These low wages", "wages", ["These low wages", "rising rents"]),
        ("fr", "La grève, ainsi que la hausse des loyers, pénalise les ménages.", "La grève", "grève",
         ["La grève", "la hausse des loyers"]),
        # Pairs of which one is said to be less, and the other not.
        ("en", "Insecurity and lack of seed led to famine.", "Insecurity and lack of seed", "Insecurity",
         ["Insecurity", "lack of seed"]),
        ("en", "Fighting and falling wages have led to a rise in debt.", "Fighting and falling wages",
         "wages", ["Fighting", "falling wages"]),
        ("en", "Sheep losses and unemployment have increased debt.", "Sheep losses and unemployment",
         "losses", ["Sheep losses", "unemployment"]),
        ("en", "A lack of rain and the war led to famine.", "A lack of rain and the war", "lack",
         ["A lack of rain", "the war"]),
        ("en", "A lack of rain and snow led to famine.", "A lack of rain and snow", "lack",
         ["A lack of rain and snow"]),
        ("en", "Food and fuel shortages led to riots.", "Food and fuel shortages", "shortages",
         ["Food and fuel shortages"]),
        ("en", "Rising and falling tolls led to riots.", "Rising and falling tolls", "tolls",
         ["Rising and falling tolls"]),
        ("en", "The rise and fall of the league led to riots.", "The rise and fall of the league", "rise",
         ["The rise and fall of the league"]),
        ("fr", "Les combats et la chute des salaires ont accru la dette.",
         "Les combats et la chute des salaires", "combats", ["Les combats", "la chute des salaires"]),
        ("fr", "Le manque de pluie et la guerre ont vidé les greniers.",
         "Le manque de pluie et la guerre", "manque", ["Le manque de pluie", "la guerre"]),
        ("fr", "Le manque de pluie et de neige a vidé les greniers.",
         "Le manque de pluie et de neige", "manque", ["Le manque de pluie et de neige"]),
        ("fr", "Les prix montent en raison de l'insécurité et du manque de semences.",
         "l'insécurité et du manque de semences", "insécurité", ["l'insécurité", "manque de semences"]),
    ],
)  # fmt: skip
def test_members(language: str, text: str, argument: str, head: str, expected: list[str]) -> None:
    assert listed(text, argument, head, language) == expected


@pytest.mark.parametrize(
    ("language", "text", "argument", "cue", "expected"),
    [
        ("en", "The strike limits deliveries, disrupts commerce and blocks aid.",
         "deliveries, disrupts commerce", "disrupts", "deliveries"),
        ("en", "The war has damaged the harvest and also restricted trade.",
         "the harvest and also restricted trade", "restricted", "the harvest"),
        ("fr", "La sécheresse réduit les récoltes et freine le commerce.",
         "les récoltes et freine le commerce", "freine", "les récoltes"),
        ("en", "The law lets firms reduce costs.", "firms reduce costs", "reduce", None),
    ],
)  # fmt: skip
def test_before_joint(language: str, text: str, argument: str, cue: str, expected: str | None) -> None:
    parse = parse_paragraphs(text, [Span(0, len(text))], language=language)
    start = text.index(argument)
    verb = next(t for t in parse.tokens if t.text == cue)
    rest = before_joint(Span(start, start + len(argument)), verb, parse)
    assert (rest.of(text) if rest else None) == expected


@pytest.mark.parametrize(
    ("code", "text", "cue", "effects"),
    [
        ("en", "Good rains would restore pasture and replenish ponds.", "restore", {"pasture"}),
        ("en", "The ban would raise fares and crowd out cargo.", "raise", {"fares"}),
        ("fr", "La pluie restaure les prairies et remplit les mares.", "restaure", {"les prairies"}),
    ],
)
def test_what_a_verb_acts_on_ends_before_a_verb_joined_to_it(
    code: str, text: str, cue: str, effects: set[str]
) -> None:
    held = [c for c in proposed(text, code) if c.trigger[0].of(text) == cue]
    assert {e.span.of(text) for c in held for e in c.effects} == effects


def test_an_act_that_a_verb_leads_to_runs_over_a_second() -> None:
    text = "The storm made the trees fall and block the road."
    held = [c for c in proposed(text, "en") if c.trigger[0].of(text) == "made"]
    assert "the trees fall and block the road" in {e.span.of(text) for c in held for e in c.effects}
