"""How far a denial reaches, what is named behind its verb, and signs of harm and hindrance."""

import pytest

from tests.extraction.reading import proposed

Read = set[tuple[str, str, str, bool]]


def readings(text: str, code: str, pattern: str = "") -> Read:
    """Give the first reading of each candidate: cause, effect, sign, denied; open cues only if asked for."""
    return {
        (c.causes[0].span.of(text), c.effects[0].span.of(text),
         c.polarity.times(c.causes[0].turn * c.effects[0].turn).value, c.negated)
        for c in proposed(text, code)
        if pattern in c.pattern and (pattern or not c.is_open)
    }  # fmt: skip


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("en", "The law does not reduce or prevent pollution.",
         {("The law", "pollution", "-", True)}),
        ("en", "The law neither reduced pollution nor helped the towns.",
         {("The law", "pollution", "-", True), ("The law", "the towns", "+", True)}),
        ("en", "The order does not pardon or change the sentence.",
         {("The order", "the sentence", "?", True)}),
        ("fr", "La loi n'a ni réduit la pollution ni aidé les villes.",
         {("La loi", "la pollution", "-", True), ("La loi", "les villes", "+", True)}),
        ("fr", "La taxe ne va pas réduire la pollution ou aider les villes.",
         {("La taxe", "la pollution", "-", True), ("La taxe", "les villes", "+", True)}),
        # What has helpers of its own, or stands behind "but", is not denied.
        ("fr", "La loi n'a pas réduit la pollution et a aggravé le bruit.",
         {("La loi", "la pollution", "-", True), ("La loi", "le bruit", "+", False)}),
        ("fr", "La loi n'a pas réduit la pollution mais aggravé le bruit.",
         {("La loi", "la pollution", "-", True), ("La loi", "le bruit", "+", False)}),
        ("en", "The law did not reduce pollution but worsened the noise.",
         {("The law", "pollution", "-", True), ("The law", "the noise", "+", False)}),
    ],
)  # fmt: skip
def test_a_denial_is_shared_by_joined_verbs(code: str, text: str, expected: Read) -> None:
    assert readings(text, code) == expected


@pytest.mark.parametrize(
    ("code", "text", "denied"),
    [
        ("en", "There is no law that prevents fraud.", True),
        ("en", "There wasn't one storm that ruined the harvest.", True),
        ("en", "There is a law that prevents fraud.", False),
        ("en", "There is no bridge here, which harms trade.", False),
        ("fr", "Il n'y a aucune taxe qui réduise le bruit.", True),
        ("fr", "Il n'y a pas que la grêle qui abîme les vignes.", False),
    ],
)
def test_what_does_not_exist_does_nothing(code: str, text: str, denied: bool) -> None:
    assert {d for _, _, _, d in readings(text, code)} == {denied}


@pytest.mark.parametrize(
    ("code", "text", "pattern", "denied"),
    [
        ("en", "The town will not let the rain spoil the fair.", "harm", True),
        ("en", "The town lets the rain spoil the fair.", "harm", False),
        ("fr", "La ville ne laisse pas la pluie gâcher la fête.", "nuire", True),
        ("en", "I do not see how the tax would cause a strike.", "cause", True),
        ("en", "It is a mistake to assume that taxes cause strikes.", "cause", True),
    ],
)
def test_what_is_not_let_or_not_thought(code: str, text: str, pattern: str, denied: bool) -> None:
    assert {d for _, _, _, d in readings(text, code, pattern)} == {denied}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mayor would not resign merely because a bridge had failed.",
         {("a bridge had failed", "resign", "+", True)}),
        ("The mayor did not resign because a bridge had failed.",
         {("a bridge had failed", "The mayor did not resign", "+", False)}),
    ],
)  # fmt: skip
def test_no_reason_to_act(text: str, expected: Read) -> None:
    assert readings(text, "en", "because") == expected


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("en", "What slows the town is the debt.", {("the debt", "the town", "-", False)}),
        ("en", "What ruined the farms was not the hail; it was the debt.",
         {("the hail", "the farms", "-", True), ("the debt", "the farms", "-", False)}),
        ("en", "What ruined the farms was not the hail but the debt.",
         {("the hail", "the farms", "-", True), ("the debt", "the farms", "-", False)}),
        ("en", "What worries farmers is clear.", set()),
        ("fr", "Ce qui freine la ville, c'est la dette.", {("la dette", "la ville", "-", False)}),
        ("fr", "Ce qui bloque le chantier, c'est que personne ne paie.",
         {("personne ne paie", "le chantier", "-", False)}),
        ("fr", "Ce qui a ruiné les fermes, ce n'est pas la grêle, c'est la dette.",
         {("la grêle", "les fermes", "-", True), ("la dette", "les fermes", "-", False)}),
        ("fr", "Le maire dit que ce qui menace le port est le sable.",
         {("le sable", "le port", "-", False)}),
        ("fr", "Il pleut, ce qui freine la ville.", {("Il pleut", "la ville", "-", False)}),
    ],
)  # fmt: skip
def test_what_is_named_behind_its_verb(code: str, text: str, expected: Read) -> None:
    assert readings(text, code) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Un court-circuit aurait privé d'énergie toute la ville.",
         {("Un court-circuit", "énergie", "-", False)}),
        ("Le chantier, ralenti par la pluie, a repris.", {("la pluie", "Le chantier", "-", False)}),
        ("Décimée par les départs, la troupe ne joue plus.", {("les départs", "la troupe", "-", False)}),
        ("La tempête a mis hors service deux antennes.",
         {("La tempête", "deux antennes", "-", False)}),
        ("La négociation bute sur le prix du gaz.",
         {("le prix du gaz", "La négociation", "-", False)}),
    ],
)  # fmt: skip
def test_harm_and_hindrance_in_french(text: str, expected: Read) -> None:
    found = readings(text, "fr") | {r for r in readings(text, "fr", "open.thing") if r[2] == "-"}
    assert found == expected


def test_an_arrival_by_sea_is_no_passive() -> None:
    assert readings("L'arrivée par la mer plaît aux enfants.", "fr") == set()


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("en", "If the port closed, it is not because of the strike.",
         {("the strike", "the port closed", "+", True)}),
        ("en", "If the dam breaks, the town will drown.",
         {("the dam breaks", "the town will drown", "+", False)}),
        ("fr", "Si le port ferme, ce n'est pas à cause de la grève, c'est par manque de poisson.",
         {("la grève", "le port ferme", "+", True), ("poisson", "le port ferme", "-", False)}),
        ("fr", "Si le maire se tait, ce n'est pas par mépris, mais par prudence.",
         {("mépris", "le maire se tait", "+", True), ("prudence", "le maire se tait", "+", False)}),
        ("fr", "Si la digue cède, la ville sera noyée.",
         {("la digue cède", "la ville sera noyée", "+", False)}),
    ],
)  # fmt: skip
def test_reasons_of_what_a_condition_names(code: str, text: str, expected: Read) -> None:
    assert readings(text, code) == expected


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("en", "Tickets are not refunded except if the train is cancelled.",
         {("the train is cancelled", "Tickets are not refunded", "-", False)}),
        ("fr", "Les billets ne sont pas remboursés, sauf si le train est annulé.",
         {("le train est annulé", "Les billets ne sont pas remboursés", "-", False)}),
    ],
)  # fmt: skip
def test_an_exception_is_no_condition(code: str, text: str, expected: Read) -> None:
    assert readings(text, code) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Un arrêté limite à 25 litres les ventes d'essence.",
         {("Un arrêté", "les ventes d'essence", "-", False)}),
        ("La déviation éviterait au centre du village le trafic de transit.",
         {("La déviation", "le trafic de transit", "-", False)}),
        ("La loi nuit à la santé.", {("La loi", "la santé", "-", False)}),
    ],
)  # fmt: skip
def test_objects_behind_a_complement(text: str, expected: Read) -> None:
    assert readings(text, "fr") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("La peur fait taire les témoins.", {("La peur", "les témoins", "-", False)}),
        ("La clause a fait capoter l'accord.", {("La clause", "l'accord", "-", False)}),
        ("Le gel fait tomber les feuilles.", {("Le gel", "tomber les feuilles", "+", False)}),
    ],
)  # fmt: skip
def test_what_is_made_to_end(text: str, expected: Read) -> None:
    assert readings(text, "fr") == expected
