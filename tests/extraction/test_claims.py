"""Every row of causation.toml reads its own example; needs, denials and aims are told apart."""

from __future__ import annotations

import re

import pytest

from causerie.extraction.claims.finding import find_claims
from causerie.extraction.claims.grammar.candidates import grammar_claims
from causerie.extraction.claims.grammar.drafts import Signal
from causerie.languages.causal_rows import SignedRow, polarity_of
from causerie.languages.causation import causation
from causerie.languages.rows import available
from causerie.model import Kind, Polarity
from tests.extraction.reading import parsed, proposed

#: Suffixes under which a row's uses are measured apart.
USES = ("need", "noun", "bound", "back", "impossible", "placed")
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


SIGNED = [(code, *pair) for code in available() for pair in causation(code).signed_examples()]


@pytest.mark.parametrize(("code", "row", "marked"), SIGNED, ids=[f"{c}-{r.id}" for c, r, _ in SIGNED])
def test_a_verb_that_is_no_cue_by_itself_has_its_sign(code: str, row: SignedRow, marked: str) -> None:
    text, expected = unmark(marked)
    (candidate,) = [c for c in proposed(text, code) if c.is_open]
    assert (candidate.causes[0].span.of(text), candidate.effects[0].span.of(text)) == tuple(expected.values())
    assert candidate.sure_sign
    assert candidate.polarity is polarity_of(row.sign)


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
    ("code", "text", "kind"),
    [
        ("en", "The council must dredge the harbour to keep the ferries.", Kind.REQUIRE),
        ("en", "The council should dredge the harbour to keep the ferries.", Kind.PURPOSE),
        ("fr", "La commune doit draguer le port pour garder les bacs.", Kind.REQUIRE),
        ("fr", "La commune devrait draguer le port pour garder les bacs.", Kind.PURPOSE),
        ("fr", "Il faudrait draguer le port pour garder les bacs.", Kind.REQUIRE),
    ],
)
def test_what_must_be_is_a_need_and_what_ought_to_be_an_aim(code: str, text: str, kind: Kind) -> None:
    marked = [c for c in proposed(text, code) if c.signal in (Signal.PURPOSE, Signal.NECESSITY)]
    assert {c.kind for c in marked} == {kind}


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Le maire fait savoir que la route ferme.", "faire partie"),
        ("On sait que le gel fait baisser les prix.", ""),
    ],
)
def test_a_verb_before_a_verb_is_not_its_partner(text: str, row: str) -> None:
    assert {c.lookalike for c in proposed(text, "fr") if c.pattern.endswith("faire")} == {row}


READ_SO = [
    (
        "because of",
        "Given <cause>the high price of fuel</cause>, <effect>many boats stayed in port</effect>.",
    ),
    (
        "because of",
        "<effect>Two aides resigned</effect> in protest of <cause>how the mayor treated them</cause>.",
    ),
    ("over", "<effect>Workers are striking</effect> over <cause>what they call unfair pay</cause>."),
    (
        "in order to",
        "<cause>The union called a strike</cause> in a desperate effort to <effect>save the plant</effect>.",
    ),
    ("cause of", "The only reason <effect>the crane failed</effect> is <cause>a broken cable</cause>."),
    ("cause of", "One of the main reasons for <effect>the delay</effect> is <cause>the weather</cause>."),
    ("cause of", "<cause>The weather</cause> is one of the main reasons for <effect>the delay</effect>."),
    ("cause", "<effect>The bitter debate</effect> <cause>it</cause> has spawned goes on."),
    (
        "have an effect on",
        "They studied the impact that <cause>tariffs</cause> have had on <effect>farms</effect>.",
    ),
    ("allow to", "<cause>The voters</cause> who helped <effect>elect him</effect> are leaving."),
    (
        "in order to",
        "In order for <effect>the dam to hold</effect>, the town must <cause>raise the wall</cause>.",
    ),
    ("give", "<cause>The ruling</cause> gave <effect>the strikers new hope</effect>."),
]


@pytest.mark.parametrize(("row", "marked"), READ_SO)
def test_a_cue_is_read_where_its_arguments_stand_apart(row: str, marked: str) -> None:
    """A fronted "given", a described noun, a clause without its pronoun, one of several reasons."""
    text, expected = unmark(marked)
    pairs = {
        (c.span.of(text), e.span.of(text))
        for candidate in proposed(text, "en")
        if candidate.pattern.removeprefix("direction.") in (row, *(f"{row}.{use}" for use in USES))
        for c in candidate.causes
        for e in candidate.effects
    }
    assert (expected["cause"], expected["effect"]) in pairs


@pytest.mark.parametrize(
    ("row", "text"),
    [
        ("give", "The mayor gave a speech."),
        ("give", "When given the option, they left."),
        ("give", "She gave him a book."),
        ("for", "For the dam to hold, the town must raise the wall."),
        ("aim of", "The council set a goal of raising two million."),
        ("be behind", "She is ready to fall in line behind him."),
        ("worried by", "The coach stunned the fans by leaving."),
        ("on news", "She spoke about it on Coast News."),
        ("put an end to", "They like the way we do business in this town."),
    ],
)
def test_a_cue_without_its_place_is_none(row: str, text: str) -> None:
    """A gift without receiver, an aim that is no subject, an act for a state."""
    assert row not in {c.pattern.split(".")[0] for c in proposed(text, "en")}


@pytest.mark.parametrize(
    ("code", "marked", "sign"),
    [
        ("en", "<cause>Fix the pump</cause>, and <effect>the water will come back</effect>.", 1),
        ("en", "<cause>Close the gate</cause> or <effect>the sheep will get out</effect>.", -1),
        ("en", "We must <cause>repair the dam</cause> or <effect>the town will drown</effect>.", -1),
        ("fr", "<cause>Ajoutez une taxe</cause> et <effect>les boutiques fermeront</effect>.", 1),
        ("en", "You have to <cause>repair the dam</cause> or <effect>the town will drown</effect>.", -1),
        ("fr", "Il faut <cause>réparer la digue</cause>, ou <effect>la ville sera noyée</effect>.", -1),
    ],
)
def test_a_command_sets_a_condition(code: str, marked: str, sign: int) -> None:
    text, expected = unmark(marked)
    held = [c for c in proposed(text, code) if "command" in c.pattern]
    assert [(c.kind, c.polarity) for c in held] == [(Kind.CONDITION, polarity_of(sign))]
    assert (held[0].causes[0].span.of(text), held[0].effects[0].span.of(text)) == (
        expected["cause"],
        expected["effect"],
    )


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Call the office and ask for Ann."),
        ("en", "Look at what happened and you see the problem."),
        ("en", "Close the gate and the doors behind you."),
        ("fr", "Prenez le train et descendez à la gare."),
        ("fr", "Réduire la dette est utile, et nous le ferons."),
        ("fr", "Le maire dort, ou la ville est vide."),
        ("fr", "Ne touchez pas le fil et la lampe restera allumée."),
        ("en", "Never open the gate and the sheep will stay."),
        ("en", "Fix the pump and the water has come back."),
        ("en", "He is tired or the coffee was weak."),
    ],
)
def test_a_command_with_nothing_that_comes_of_it_is_no_condition(code: str, text: str) -> None:
    assert not [c for c in proposed(text, code) if "command" in c.pattern]


def test_a_danger_is_no_part_of_what_is_put_in_it() -> None:
    found = find_claims(parsed("Cette décision mettra des vies en danger.", "fr"), language="fr")
    assert [(c.effect.of("Cette décision mettra des vies en danger."), c.polarity) for c in found] == [
        ("des vies", Polarity.MINUS)
    ]


@pytest.mark.parametrize(
    ("code", "text", "cause", "effect"),
    [
        ("fr", "Pas de moisson sans eau.", "eau", "moisson"),
        ("fr", "Le pont a cédé. La raison en est que l'acier a vieilli.", "l'acier", "Le pont"),
        ("en", "The bridge fell. The reason is that rust ate the steel.", "rust", "The bridge"),
        ("en", "The frost, because of which the vines died, came in April.", "The frost", "the vines died"),
        ("fr", "La ville doit agir, sous peine de perdre le barrage.", "La ville", "perdre le barrage"),
    ],
)
def test_no_network_reads_otherwise_what_the_words_show(
    code: str, text: str, cause: str, effect: str
) -> None:
    (claim,) = find_claims(parsed(text, code), language=code)
    assert claim.cause.of(text).startswith(cause)
    assert claim.effect.of(text).startswith(effect)
