"""Verbs joined to each other share what denies or doubts them, where they share their helpers."""

from __future__ import annotations

import pytest

from causerie.model import Certainty
from tests.extraction.reading import parsed, proposed


@pytest.mark.parametrize(
    ("code", "text", "cue", "denied"),
    [
        ("fr", "Le péage n'a pas réduit le trafic ou relevé les recettes.", "relevé", True),
        ("fr", "Le péage n'a pas calmé la colère ou réduit le trafic.", "réduit", True),
        ("fr", "Le péage n'a pas freiné les camions, calmé les riverains ou vidé la route.", "calmé", True),
        ("fr", "Le péage n'a ni réduit le trafic ni relevé les recettes.", "réduit", True),
        ("fr", "Le péage n'a ni réduit le trafic ni relevé les recettes.", "relevé", True),
        ("fr", "Un péage n'aurait, selon lui, ni évité la cohue ni ralenti les camions.", "ralenti", True),
        ("fr", "Le péage n'a pas entraîné de détours ni détendu les riverains.", "détendu", True),
        ("fr", "Le péage n'a pas pu réduire le trafic ou relever les recettes.", "relever", True),
        ("fr", "Aucun péage n'a réduit le trafic ou relevé les recettes.", "relevé", True),
        ("fr", "Ce n'est pas le vent qui a ruiné la serre et inondé la cave.", "inondé", True),
        ("fr", "Le péage n'a pas freiné les camions mais relevé les recettes.", "relevé", False),
        ("fr", "Le péage n'a pas freiné les camions mais calmé la rue et relevé les prix.", "relevé", False),
        ("fr", "Le vent n'a pas ruiné la serre, mais il a inondé la cave.", "inondé", False),
        ("fr", "Le péage n'a pas freiné les camions, attirés par le port.", "attirés", False),
        ("en", "The toll did not cut traffic or raise revenue.", "raise", True),
        ("en", "The toll has not cut traffic or raised revenue.", "raised", True),
        ("en", "The toll neither cut traffic nor raised revenue.", "raised", True),
        ("en", "The toll failed to cut traffic or raise revenue.", "raise", True),
        ("en", "It was not the wind that ruined the barn and destroyed the crop.", "destroyed", True),
        ("en", "The toll did not cut but raise revenue.", "raise", False),
        ("en", "The toll has not cut traffic but raised fares and calmed drivers.", "calmed", False),
        ("en", "The toll angered drivers, but it did not cut traffic or raise revenue.", "raise", True),
        ("en", "The toll did little to cut traffic or raise revenue.", "raise", True),
        ("en", "The toll will not end and raises revenue.", "raises", False),
    ],
)
def test_a_joined_verb_shares_a_denial_with_its_helpers(code: str, text: str, cue: str, denied: bool) -> None:
    found = [c for c in proposed(text, code) if cue in [text[s.start : s.end] for s in c.trigger]]
    assert found
    assert {c.negated for c in found} == {denied}


def test_a_joined_infinitive_shares_the_modal_that_the_tree_hangs_it_from() -> None:
    text = "La crue aurait pu ruiner les maraîchers et inonder la mairie."
    assert [c.certainty for c in proposed(text, "fr")] == [Certainty.POSSIBLE] * 2


def test_what_neither_denies_is_a_verb_with_its_object() -> None:
    parse = parsed("Le départ du chef, parti en mai, n'a ni cassé le rythme, ni refroidi le public.", "fr")
    acts = {t.lemma: t.child("obj") for t in parse.tokens if t.lemma in ("casser", "refroidir")}
    assert {verb: thing.text for verb, thing in acts.items() if thing} == {
        "casser": "rythme",
        "refroidir": "public",
    }
