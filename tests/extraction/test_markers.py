"""Markers whose words stand apart, hold a relative pronoun or label a cause; requests with a promise."""

from __future__ import annotations

import pytest

from causerie.extraction.claims.grammar.drafts import PLACED
from causerie.model import Kind, Polarity
from tests.extraction.reading import proposed


def readings(text: str, code: str) -> set[tuple[str, str, str]]:
    """Give cause, effect and pattern of every way to read a text."""
    return {
        (c.span.of(text), e.span.of(text), found.pattern.removeprefix("direction."))
        for found in proposed(text, code)
        for c in found.causes
        for e in found.effects
    }


@pytest.mark.parametrize(
    ("code", "text", "cause", "effect", "row"),
    [
        (
            "fr",
            "Il a signé un accord grâce auquel le port a rouvert.",
            "un accord",
            "le port a rouvert",
            "grâce à",
        ),
        (
            "fr",
            "Ils ont trouvé une fuite à cause de laquelle l'usine a fermé.",
            "une fuite",
            "l'usine a fermé",
            "à cause de",
        ),
        (
            "fr",
            "La ville attend des pièces, faute desquelles les bus restent au garage.",
            "des pièces",
            "les bus restent au garage",
            "faute de",
        ),
        (
            "fr",
            "L'usine produit un sirop sans lequel la boisson serait imbuvable.",
            "un sirop",
            "la boisson serait imbuvable",
            "sans",
        ),
        (
            "en",
            "The town signed a deal thanks to which the port reopened.",
            "a deal",
            "the port reopened",
            "thanks to",
        ),
        (
            "en",
            "They found a leak because of which the plant was shut.",
            "a leak",
            "the plant was shut",
            "because of",
        ),
        ("en", "The hospital lacks a drug without which patients die.", "a drug", "patients die", "without"),
    ],
)
def test_a_relative_clause_is_what_its_preposition_brings_about(
    code: str, text: str, cause: str, effect: str, row: str
) -> None:
    placed = f"{row}{PLACED}" if row not in ("sans", "without") else row
    assert {(cause, effect, row), (cause, effect, placed)} & readings(text, code)


@pytest.mark.parametrize(
    ("code", "text", "cause", "effect"),
    [
        (
            "en",
            "The frost, because of which the vines died, came in April.",
            "The frost",
            "the vines died",
        ),
        ("en", "The leak because of which the mill was shut lasted a day.", "The leak", "the mill was shut"),
        (
            "en",
            "The loan, thanks to which the farm was kept, has been repaid in full.",
            "The loan",
            "the farm was kept",
        ),
        (
            "fr",
            "La grève, à la suite de laquelle trois usines ont fermé, a pris fin lundi.",
            "La grève",
            "trois usines ont fermé",
        ),
        (
            "fr",
            "La fuite à cause de laquelle l'école a fermé a duré un mois.",
            "La fuite",
            "l'école a fermé",
        ),
        (
            "fr",
            "La ville doit vider le lac, sous peine de perdre le barrage.",
            "La ville doit vider le lac",
            "perdre le barrage",
        ),
    ],
)
def test_what_its_place_shows_is_read_no_other_way(code: str, text: str, cause: str, effect: str) -> None:
    found = [c for c in proposed(text, code) if c.pattern.endswith(PLACED)]
    assert found
    for one in found:
        first, last = (ways[0].span.of(text) for ways in (one.causes, one.effects))
        assert first in cause
        assert last == effect
        assert not any("duré" in e.span.of(text) for e in one.effects)


@pytest.mark.parametrize(
    "text",
    [
        "Les loyers sont si hauts.",
        "Si lourd soit-il, le camion a passé le pont.",
        "La pente est si raide.",
    ],
)
def test_a_word_of_degree_sets_no_condition(text: str) -> None:
    assert not [found for found in proposed(text, "fr") if found.signal == "cond"]


@pytest.mark.parametrize(
    ("text", "effect"),
    [
        ("Les loyers sont si hauts que les jeunes quittent la ville.", "les jeunes quittent la ville"),
        ("La pente est si raide que les bus ne montent pas.", "les bus ne montent pas"),
    ],
)
def test_so_much_that_is_a_cause(text: str, effect: str) -> None:
    found = [c for c in proposed(text, "fr") if c.signal != "verb"]
    assert {c.kind for c in found} == {Kind.CAUSE}
    assert any(e.span.of(text) == effect for c in found for e in c.effects)


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("Given the frost, the vines died.", True),
        ("Given to schools in May, the books were soon lost.", False),
        ("Given to doubt, the captain turned back.", False),
    ],
)
def test_a_participle_with_its_own_complement_is_no_preposition(text: str, given: bool) -> None:
    found = [c for c in proposed(text, "en") if c.trigger[0].of(text) == "Given"]
    assert bool(found) is given


@pytest.mark.parametrize(
    "text",
    [
        "Voici la table sur laquelle le maire a signé.",
        "Voici le calendrier pour lequel la classe a posé.",
    ],
)
def test_a_bare_preposition_before_a_relative_pronoun_says_too_little(text: str) -> None:
    assert not [found for found in proposed(text, "fr") if found.signal == "prep"]


@pytest.mark.parametrize(
    ("code", "text", "row"),
    [
        ("fr", "Les bus restent au garage faute notamment de pièces.", "faute de.noun"),
        ("fr", "La vente se fera à condition, toutefois, que le maire signe.", "à condition que"),
        ("fr", "Les prix montent sous l'effet conjugué de la grève et du gel.", "à cause de.noun"),
        ("fr", "Les bus sont pleins d'autant plus tard que la nuit est chaude.", "parce que"),
        ("en", "The plant closed because mainly of strikes.", "because of.noun"),
    ],
)
def test_the_last_word_of_a_marker_may_stand_apart(code: str, text: str, row: str) -> None:
    assert row in {found.pattern.removeprefix("direction.") for found in proposed(text, code)}


def test_a_comparison_is_no_marker_whose_words_stand_apart() -> None:
    assert not proposed("Le vin était bon. C'est mieux que rien.", "fr")


@pytest.mark.parametrize(
    ("code", "text", "asked", "promised", "polarity"),
    [
        (
            "fr",
            "Retirez cet article et nous voterons la loi.",
            "Retirez cet article",
            "nous voterons la loi",
            "+",
        ),
        ("en", "Fix the road and I will pay the tax.", "Fix the road", "I will pay the tax", "+"),
        ("en", "Leave now or you will miss the train.", "Leave now", "you will miss the train", "-"),
    ],
)
def test_a_request_with_a_promise_is_a_condition(
    code: str, text: str, asked: str, promised: str, polarity: str
) -> None:
    found = [c for c in proposed(text, code) if c.pattern.startswith("command")]
    assert [(c.kind, c.polarity) for c in found] == [(Kind.CONDITION, Polarity(polarity))]
    assert (asked, promised, found[0].pattern) in readings(text, code)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("fr", "Le maire signe et nous voterons la loi."),
        ("fr", "Prenez le train et descendez à la gare."),
        ("en", "Fix the road and paint the wall."),
    ],
)
def test_two_acts_joined_are_no_condition(code: str, text: str) -> None:
    assert not [found for found in proposed(text, code) if found.pattern.startswith("command")]


@pytest.mark.parametrize(
    ("text", "cause", "effect", "row"),
    [
        (
            "L'usine a fermé. Motif invoqué : la baisse des ventes.",
            "la baisse des ventes",
            "L'usine a fermé",
            "en cause :",
        ),
        (
            "Il a refusé au prétexte que la loi l'interdit.",
            "la loi l'interdit",
            "Il a refusé",
            "au motif que",
        ),
        (
            "L'avion partira, mais encore faudra-t-il que le vent tombe.",
            "le vent tombe",
            "L'avion partira",
            "encore faut-il que",
        ),
        (
            "Il répond d'une voix si basse que les élèves se plaignent.",
            "une voix",
            "les élèves se plaignent",
            "tel que",
        ),
        ("La fuite n'est pas étrangère à la panne.", "La fuite", "la panne", "pas étranger à"),
        (
            "La tempête a coupé la route, ce qui nous vaut un détour.",
            "La tempête a coupé la route",
            "un détour",
            "apporter",
        ),
        (
            "La sécheresse a duré. Les prix s'en ressentent.",
            "La sécheresse a duré",
            "Les prix",
            "se ressentir de",
        ),
        (
            "La crise a rendu impopulaire le gouvernement.",
            "La crise",
            "impopulaire le gouvernement",
            "rendre",
        ),
        (
            "Poussés par leur public, les visiteurs ont égalisé.",
            "leur public",
            "les visiteurs ont égalisé",
            "open.thing",
        ),
        ("Le pays a été contraint par la guerre à l'exil.", "la guerre", "l'exil", "conduire à"),
    ],
)
def test_what_stands_where_only_its_words_show(text: str, cause: str, effect: str, row: str) -> None:
    assert (cause, effect, row) in readings(text, "fr")


def test_a_foreigner_who_is_one_causes_nothing() -> None:
    assert not [f for f in proposed("La fuite est étrangère à la panne.", "fr") if "étranger" in f.pattern]


@pytest.mark.parametrize(
    ("text", "needs"),
    [
        ("Aucune digue ne pourra être bâtie sans que les voisins soient consultés.", True),
        ("La digue a été bâtie sans que les voisins soient consultés.", False),
    ],
)
def test_only_what_cannot_be_needs_what_must_be(text: str, needs: bool) -> None:
    assert [f.kind for f in proposed(text, "fr") if "sans" in f.pattern] == [Kind.REQUIRE] * needs


@pytest.mark.parametrize(
    "text",
    [
        "The jump in cases alarms nurses.",
        "Nurses traced the jump in cases to dirty wells.",
        "The surge in cases has closed nurseries.",
    ],
)
def test_the_nouns_of_a_marker_keep_their_form(text: str) -> None:
    assert not any(found.kind is Kind.CONDITION for found in proposed(text, "en"))


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "The grant increased the number of roads to repair."),
        ("en", "The loans have done little to lift wages."),
        ("fr", "Les prêts n'ont pas fait grand-chose pour relever les salaires."),
    ],
)
def test_what_qualifies_a_noun_or_comes_to_nothing_is_no_aim(code: str, text: str) -> None:
    assert not any(found.kind is Kind.PURPOSE for found in proposed(text, code))


@pytest.mark.parametrize(
    ("code", "text", "kind"),
    [
        ("en", "The pipes leaked as long as the landlord refused to pay.", Kind.CONDITION),
        ("en", "So long as the king pays, the guards stay.", Kind.CONDITION),
        (
            "en",
            "Longer leases are needed, and grants could be offered in order to lower rents.",
            Kind.PURPOSE,
        ),
        (
            "fr",
            "Des baux plus longs sont nécessaires, et des aides sont offertes afin de réduire les loyers.",
            Kind.PURPOSE,
        ),
        ("en", "The only way to save the orchard is to drill a well.", Kind.REQUIRE),
        ("fr", "Le forage est le seul moyen de sauver le verger.", Kind.REQUIRE),
        ("en", "Were it not for the subsidies, half the farms would vanish.", Kind.PREVENT),
        ("en", "If it were not for tourists, the island would be empty.", Kind.PREVENT),
    ],
)
def test_a_marker_has_its_kind(code: str, text: str, kind: Kind) -> None:
    assert kind in {found.kind for found in proposed(text, code)}


def test_what_is_kept_from_something_is_no_effect_with_it() -> None:
    text = "The vaccine keeps children from falling ill."
    assert {found.pattern for found in proposed(text, "en")} == {"keep from"}


@pytest.mark.parametrize(
    ("text", "aims"),
    [
        ("To cut the tax is to raise demand.", False),
        ("To save the harbour would help to raise demand.", False),
        ("To cut costs, the firm closed two plants.", True),
        ("The plan is to cut costs to save the school.", True),
    ],
)
def test_an_infinitive_that_is_a_subject_or_said_of_one_is_no_aim(text: str, aims: bool) -> None:
    assert any(c.kind is Kind.PURPOSE for c in proposed(text, "en")) == aims
