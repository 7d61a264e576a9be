import pytest

from causerie.assembly import draw_map, resolve_concept
from causerie.errors import AmbiguousConceptError, UnknownConceptError
from causerie.model import CausalMap
from tests.assembly.written_claims import Account

READINGS = [
    Account("a")
    .say("On critique le régime de Morvak. Hier, Alda Morvak a parlé.")
    .claim("une résistance armée", "+", "un changement de régime")
    .claim("la hausse du prix du blé", "+", "les grèves des dockers")
    .claim("Alda Morvak", "+", "les grèves des enseignants")
    .reading(),
    Account("b", "en").claim("sanctions on Iran", "+", "the drought").reading(),
]
MAP = draw_map(READINGS)


@pytest.mark.parametrize(
    ("words", "label", "direction"),
    [
        ("résistance armée", "résistance armée", 1),
        ("armed resistance", "résistance armée", 1),
        ("wheat prices", "prix du blé", 1),
        ("un prix du blé", "prix du blé", 1),
        ("a fall in wheat prices", "prix du blé", -1),
        ("la baisse du prix du blé", "prix du blé", -1),
        ("la sécheresse", "drought", 1),
        ("moins de sécheresse", "drought", -1),
        ("regime change", "changement de régime", 1),
        ("the fall of the regime", "changement de régime", 1),
        ("renverser Morvak", "changement de régime", 1),
        ("chute de morvak", "changement de régime", 1),
        ("le régime", "changement de régime", -1),
        ("les sanctions contre l'iran", "sanctions on Iran", 1),
        ("Alda Morvak", "Alda Morvak", 1),
    ],
)
def test_concept_is_found_by_other_words(words: str, label: str, direction: int) -> None:
    found = resolve_concept(MAP, words)
    assert (found.concept.label, found.direction) == (label, direction)


def test_same_words_are_certain_and_others_are_not() -> None:
    assert resolve_concept(MAP, "le prix du blé").similarity == 1.0
    assert 0.6 <= resolve_concept(MAP, "wheat prices").similarity < 1.0


def test_id_names_its_concept() -> None:
    concept = MAP.concepts[0]
    assert resolve_concept(MAP, concept.id).concept == concept


@pytest.mark.parametrize("words", ["les vaccins", "quantum computers", "sanctions on Cuba", "rain", "?!"])
def test_unknown_words_are_refused(words: str) -> None:
    with pytest.raises(UnknownConceptError, match=r"no concept answers to"):
        resolve_concept(MAP, words)


def test_unclear_words_list_the_candidates() -> None:
    with pytest.raises(AmbiguousConceptError, match=r"dockers.*enseignants|enseignants.*dockers"):
        resolve_concept(MAP, "les grèves")


def test_the_very_words_go_before_what_sounds_alike() -> None:
    causal_map = draw_map(
        [Account("a").claim("l'endettement de la coopérative", "+", "la pénurie d'eau").reading()]
    )
    assert resolve_concept(causal_map, "endettement").concept.label == "endettement de la coopérative"


def test_empty_map_knows_nothing() -> None:
    with pytest.raises(UnknownConceptError, match="the map has 0"):
        resolve_concept(CausalMap(), "la pluie")
