"""Every row of causation.toml reads its own example; needs, denials and aims are told apart."""

from __future__ import annotations

import re

import pytest

from causerie.extraction.claims.candidates import grammar_claims
from causerie.extraction.claims.finding import find_claims
from causerie.languages.causation import causation
from causerie.languages.rows import available
from causerie.model import Kind, Polarity
from tests.extraction.reading import parsed, proposed

#: Suffixes under which a row's uses are measured apart.
USES = ("need", "noun", "bound", "back", "impossible")
MARK = re.compile(r"</?(cause|effect)>")
EXAMPLES = [(code, *pair) for code in available() for pair in causation(code).examples()]


def unmark(marked: str) -> tuple[str, dict[str, str]]:
    """Take the marks out of an example; give the words of cause and effect."""
    held = {name: re.search(f"<{name}>(.*?)</{name}>", marked) for name in ("cause", "effect")}
    return MARK.sub("", marked), {n: MARK.sub("", m.group(1)) for n, m in held.items() if m}


@pytest.mark.parametrize(("code", "row", "marked"), EXAMPLES, ids=[f"{c}-{r}" for c, r, _ in EXAMPLES])
def test_a_row_reads_its_example(code: str, row: str, marked: str) -> None:
    text, expected = unmark(marked)
    pairs = {
        (c.span.of(text), e.span.of(text))
        for candidate in proposed(text, code)
        if candidate.pattern.removeprefix("direction.") in (row, *(f"{row}.{use}" for use in USES))
        for c in candidate.causes
        for e in candidate.effects
    }
    assert (expected["cause"], expected["effect"]) in pairs


LOOKALIKES = [(code, *pair) for code in available() for pair in causation(code).lookalike_examples()]


@pytest.mark.parametrize(("code", "row", "text"), LOOKALIKES, ids=[f"{c}-{r}" for c, r, _ in LOOKALIKES])
def test_a_lookalike_is_no_claim(code: str, row: str, text: str) -> None:
    """The filter sees its example, and the grammar alone makes no claim of that cue."""
    named = [c for c in proposed(text, code) if c.lookalike == row]
    assert named
    parse = parsed(text, code)
    cues = {span for c in named for span in c.trigger}
    assert not any(cues & set(claim.trigger) for claim in grammar_claims(parse, language=code))


@pytest.mark.parametrize(
    ("code", "text", "cause", "needed"),
    [
        ("fr", "Ils ne pourront pas rouvrir sans autorisation.", "autorisation", "rouvrir"),
        ("fr", "On ne peut pas réparer la digue sans machines.", "machines", "réparer la digue"),
        ("en", "We cannot repair the road without machines.", "machines", "repair the road"),
        ("en", "The city is not able to recover without aid.", "aid", "recover"),
        ("fr", "Il est impossible de soigner une personne sans médecin.", "médecin", "soigner une personne"),
        ("fr", "Il n'y a pas de moulin sans rivière.", "rivière", "moulin"),
        ("fr", "Pas de miel sans abeilles.", "abeilles", "miel"),
        ("fr", "Sans pluie, aucune récolte.", "pluie", "récolte"),
        ("en", "There is no honey without bees.", "bees", "honey"),
        ("en", "No honey without bees.", "bees", "honey"),
        ("en", "Without rain, no crops.", "rain", "crops"),
        ("fr", "Ils ne sont pas capables de rouvrir sans aide.", "aide", "rouvrir"),
    ],
)
def test_what_cannot_be_without_something_is_a_need(code: str, text: str, cause: str, needed: str) -> None:
    found = [c for c in proposed(text, code) if c.pattern.endswith(".impossible")]
    assert (cause, needed, 1) in {
        (c.span.of(text), e.span.of(text), e.turn)
        for held in found
        for c in held.causes
        for e in held.effects
    }
    assert {(c.kind, c.polarity) for c in found} == {(Kind.REQUIRE, Polarity.PLUS)}


@pytest.mark.parametrize(
    ("code", "text", "denied"),
    [
        ("fr", "Sans accord, aucun train ne circulera lundi.", "aucun train ne circulera lundi"),
        ("fr", "Sans eau, les plantes ne poussent pas.", "les plantes ne poussent pas"),
        ("fr", "Sans eau, les plantes ne poussent plus.", "les plantes ne poussent plus"),
        ("en", "Without water, nothing grows in the valley.", "nothing grows in the valley"),
    ],
)
def test_an_effect_that_holds_its_denial_turns_the_sign(code: str, text: str, denied: str) -> None:
    turns = {e.turn for c in proposed(text, code) for e in c.effects if e.span.of(text) == denied}
    assert turns == {-1}


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("fr", "La commune a planté des haies pour nourrir les insectes."),
        ("fr", "Le département a interdit les camions pour éviter un nouvel accident."),
    ],
)
def test_an_aim_states_no_direction(code: str, text: str) -> None:
    aim = text.index("pour")
    assert not any(c.states_directions and c.trigger[0].start > aim for c in proposed(text, code))


@pytest.mark.parametrize(
    ("code", "text", "kinds"),
    [
        ("en", "Farmers have to sell cattle to pay their debts.", {Kind.REQUIRE}),
        ("en", "Farmers have been selling cattle to pay their debts.", {Kind.PURPOSE}),
        ("en", "They had worked with the union to save the mine.", {Kind.PURPOSE}),
        ("fr", "Nous avons à réduire les dépenses pour équilibrer le budget.", {Kind.REQUIRE}),
    ],
)
def test_having_to_is_a_need_and_having_done_is_none(code: str, text: str, kinds: set[Kind]) -> None:
    marker = {"en": "to", "fr": "pour"}[code]
    found = [
        c for c in proposed(text, code) if [s.of(text) for s in c.trigger] == [marker] and not c.lookalike
    ]
    assert {c.kind for c in found} == kinds


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Le maire fait savoir que la route ferme.", "faire partie"),
        ("On sait que le gel fait baisser les prix.", ""),
    ],
)
def test_a_verb_before_a_verb_is_not_its_partner(text: str, row: str) -> None:
    assert {c.lookalike for c in proposed(text, "fr") if c.pattern.endswith("faire")} == {row}


@pytest.mark.parametrize(
    ("code", "text", "demanded"),
    [
        ("en", "We must mend the dike, or the town will drown.", True),
        ("en", "Mend the roof now or the rain will spoil the hay.", True),
        ("en", "You must choose tea or coffee.", False),
        ("en", "He is tired or the coffee was weak.", False),
        ("fr", "Il faut réparer la digue, ou la ville sera noyée.", True),
        ("fr", "Le maire dort, ou la ville est vide.", False),
    ],
)
def test_or_counts_behind_a_need_or_an_order(code: str, text: str, demanded: bool) -> None:
    assert any(c.pattern in ("or", "ou") for c in proposed(text, code)) is demanded


def test_a_danger_is_no_part_of_what_is_put_in_it() -> None:
    found = find_claims(parsed("Cette décision mettra des vies en danger.", "fr"), language="fr")
    assert [(c.effect.of("Cette décision mettra des vies en danger."), c.polarity) for c in found] == [
        ("des vies", Polarity.MINUS)
    ]
