"""Words that only lead up to a cue, and markers whose words are something else where they stand."""

from __future__ import annotations

import pytest

from causerie.extraction.claims import find_claims
from tests.extraction.reading import parsed, proposed


def firsts(text: str, code: str) -> set[tuple[str, str, str]]:
    """Give row, likeliest cause and likeliest effect of every candidate."""
    return {
        (c.pattern.removeprefix("direction."), c.causes[0].span.of(text), c.effects[0].span.of(text))
        for c in proposed(text, code)
    }


def ways(text: str, code: str, row: str) -> set[tuple[str, str]]:
    """Give every cause and effect that a row may be read with."""
    return {
        (cause.span.of(text), effect.span.of(text))
        for c in proposed(text, code)
        if c.pattern.removeprefix("direction.") == row
        for cause in c.causes
        for effect in c.effects
    }


@pytest.mark.parametrize(
    ("code", "text", "row", "cause", "effect"),
    [
        ("en", "The rise is largely due to higher rents.", "because of.noun", "higher rents", "The rise"),
        ("en", "Much of the rise is due to higher rents.", "because of.noun", "higher rents",
         "Much of the rise"),
        ("en", "The mine closed in large part because of the strike.", "because of.noun", "the strike",
         "The mine closed"),
        ("en", "The mine closed, in large part, because the strike went on.", "because", "the strike went on",
         "The mine closed"),
        ("en", "Thanks in part to the new road, trade has doubled.", "thanks to.noun", "the new road",
         "trade has doubled"),
        ("fr", "Grâce en partie à la route, le commerce a doublé.", "grâce à.noun", "la route",
         "le commerce a doublé"),
        ("fr", "La mine a fermé en grande partie à cause de la grève.", "à cause de.noun", "la grève",
         "La mine a fermé"),
        # What is no run-up stays: an adverb of the verb, a copula with what it ties.
        ("en", "The guests left early because of the rain.", "because of.noun", "the rain",
         "The guests left early"),
        ("en", "The guests are here because of the rain.", "because of.noun", "the rain",
         "The guests are here"),
        ("fr", "La mine a fermé surtout à cause de la grève.", "à cause de.noun", "la grève",
         "La mine a fermé"),
        ("en", "The road is closed because of the rain.", "because of.noun", "the rain",
         "The road is closed"),
    ],
)  # fmt: skip
def test_an_argument_ends_before_what_leads_up_to_its_cue(
    code: str, text: str, row: str, cause: str, effect: str
) -> None:
    assert (row, cause, effect) in firsts(text, code)


def test_the_copula_before_a_cue_is_in_no_claim() -> None:
    text = "The rise is largely due to higher rents."
    claims = find_claims(parsed(text, "en"), language="en", encode=False)
    assert {(c.cause.of(text), c.effect.of(text)) for c in claims} == {("higher rents", "The rise")}


@pytest.mark.parametrize(
    ("text", "row", "cause", "effect"),
    [
        ("The keys were left on the hook so that is what the tenants used.", "so",
         "The keys were left on the hook", "that is what the tenants used"),
        ("They raised the dam so that rising water cannot reach the town.", "in order to",
         "They raised the dam", "rising water cannot reach the town"),
        ("The wells ran dry. I think that is why the farmers left.", "therefore",
         "The wells ran dry", "the farmers left"),
        ("That is why the farmers left the valley.", "therefore", "That", "the farmers left the valley"),
        ("That storm, because it came at night, killed dozens of sailors.", "because",
         "it came at night", "killed dozens of sailors"),
        ("Should the dam fail, the town will drown.", "should it", "the dam fail", "the town will drown"),
        ("The rules will help protect savers and should reduce fraud.", "allow to",
         "The rules", "protect savers"),
        ("Because clean canals are vital for farming, the senate raised the tax.", "necessary for",
         "clean canals", "farming"),
        ("The new lock makes sure that the gate is shut.", "make sure", "The new lock",
         "the gate is shut"),
    ],
)  # fmt: skip
def test_markers_are_read_by_where_they_stand(text: str, row: str, cause: str, effect: str) -> None:
    assert (row, cause, effect) in firsts(text, "en")


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("The keys were left on the hook so that is what the tenants used.", "in order to"),
        ("The rules drafted last year will help protect savers and should reduce fraud.", "should it"),
        ("They say that is why the farmers left the valley.", "therefore"),
    ],
)
def test_words_that_are_no_marker_here(text: str, row: str) -> None:
    assert row not in {found for found, _, _ in firsts(text, "en")}


@pytest.mark.parametrize(
    ("text", "effect"),
    [
        ("Wages must rise for the region to keep its nurses.", "the region to keep its nurses"),
        ("For the market to recover, banks must lend again.", "the market to recover"),
    ],
)
def test_an_aim_has_its_own_subject(text: str, effect: str) -> None:
    assert effect in {found for _, found in ways(text, "en", "to.need")}


@pytest.mark.parametrize(
    ("code", "text", "cause", "effect"),
    [
        ("en", "Without a map we cannot find and repair the leaks.", "a map",
         "we cannot find and repair the leaks"),
        ("fr", "Sans carte, on ne peut pas trouver et réparer les fuites.", "carte",
         "on ne peut pas trouver et réparer les fuites"),
    ],
)  # fmt: skip
def test_what_cannot_be_without_something_is_one_effect(
    code: str, text: str, cause: str, effect: str
) -> None:
    claims = find_claims(parsed(text, code), language=code)
    assert {(c.cause.of(text), c.effect.of(text)) for c in claims} == {(cause, effect)}


def test_what_a_report_stresses_is_not_harmed() -> None:
    text = "The report stressed the need for better roads."
    assert {c.lookalike for c in proposed(text, "en") if c.pattern == "harm"} == {"emphasis"}
    text = "The heat stressed the power grid."
    assert {c.lookalike for c in proposed(text, "en") if c.pattern == "direction.harm"} == {""}


@pytest.mark.parametrize(
    ("code", "text", "row", "cause", "effect"),
    [
        ("en", "The company is too big or too entangled to fail.", "too to", "too big", "fail"),
        ("en", "The firm may be too entangled to fail or too big to fail.", "too to", "too entangled",
         "fail"),
        ("en", "There were too many sick sheep to count.", "too to", "sick sheep", "count"),
        ("fr", "L'usine est trop vieille pour déménager.", "trop pour", "trop vieille", "déménager"),
    ],
)  # fmt: skip
def test_a_degree_may_stand_by_itself(code: str, text: str, row: str, cause: str, effect: str) -> None:
    assert (cause, effect) in ways(text, code, row)


@pytest.mark.parametrize(
    ("code", "text", "row", "effect"),
    [
        ("en", "Because we waited, Mr. Orley said, the price doubled.", "because", {"the price doubled"}),
        ("en", "The price doubled, said Mr. Orley, because we waited.", "because", {"The price doubled"}),
        ("fr", "Parce que nous avons attendu, a dit M. Orley, le prix a doublé.", "parce que",
         {"le prix a doublé"}),
    ],
)  # fmt: skip
def test_an_incise_is_no_host(code: str, text: str, row: str, effect: set[str]) -> None:
    assert {found for _, found in ways(text, code, row)} == effect
