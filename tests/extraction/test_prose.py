"""English causal claims as the press words them, each beside what only looks like one."""

from __future__ import annotations

import pytest

from causerie.model import Kind, Polarity
from tests.extraction.reading import proposed


@pytest.mark.parametrize(
    ("text", "pattern", "cause", "effect", "polarity"),
    [
        ("But for a late frost, the vines would have flowered.", "but for", "a late frost",
         "the vines would have flowered", Polarity.MINUS),
        ("The team would have lost but for its goalkeeper.", "but for", "its goalkeeper",
         "The team would have lost", Polarity.MINUS),
        ("The delay is down to a shortage of drivers.", "down to", "a shortage of drivers", "The delay",
         Polarity.PLUS),
        ("The operator put the loss down to a gust of wind.", "put down to", "a gust of wind", "the loss",
         Polarity.PLUS),
        ("The talks foundered on a dispute over water.", "founder on", "a dispute over water",
         "The talks foundered", Polarity.PLUS),
        ("Behind the delay lies a shortage of drivers.", "be behind.placed", "a shortage of drivers",
         "the delay", Polarity.PLUS),
        ("Officials say that behind the rise lies a fear of war.", "be behind.placed", "a fear of war",
         "the rise", Polarity.PLUS),
        ("The subsidy spared growers the cost of replanting.", "spare", "The subsidy",
         "growers the cost of replanting", Polarity.MINUS),
        ("She left so as not to meet the press.", "lest", "She left", "meet the press", Polarity.MINUS),
        ("The town had to drill wells so as not to run dry.", "lest", "drill wells", "run dry",
         Polarity.MINUS),
    ],
)  # fmt: skip
def test_a_turn_of_the_press_is_proposed(
    text: str, pattern: str, cause: str, effect: str, polarity: Polarity
) -> None:
    held = [c for c in proposed(text, "en") if c.pattern.removeprefix("direction.") == pattern]
    assert [(c.causes[0].span.of(text), c.effects[0].span.of(text)) for c in held] == [(cause, effect)]
    assert (held[0].polarity, held[0].negated) == (polarity, False)


@pytest.mark.parametrize(
    ("text", "pattern"),
    [
        ("But for farmers, the rain meant hunger.", "but for"),
        ("The rate is down to three per cent.", "down to"),
        ("The clerk put the book down and left.", "put down to"),
        ("They stood behind the dam and the wall lies in ruins.", "be behind.placed"),
        ("The army spared the villages.", "spare"),
    ],
)
def test_what_only_looks_like_a_turn_of_the_press_is_not_proposed(text: str, pattern: str) -> None:
    assert pattern not in {c.pattern.removeprefix("direction.") for c in proposed(text, "en")}


def test_but_for_a_need_is_a_need() -> None:
    text = "But for its owners, the dam could not have been saved."
    (found,) = (c for c in proposed(text, "en") if c.pattern.startswith("but for"))
    assert (found.kind, found.polarity, found.negated) == (Kind.REQUIRE, Polarity.PLUS, False)


def test_an_aim_to_spare_is_of_what_is_spared() -> None:
    text = "The state set money aside in order to spare growers the cost of replanting."
    found = next(c for c in proposed(text, "en") if c.pattern.startswith("in order to"))
    assert (found.effects[0].span.of(text), found.effects[0].turn) == ("the cost of replanting", -1)


@pytest.mark.parametrize(
    ("code", "text", "cue", "cause"),
    [
        ("en", "The bank gave way, he added, cracking the lining of the canal.", "cracking",
         "The bank gave way"),
        ("fr", "La digue a cédé, a dit le maire, inondant la vieille ville.", "inondant", "La digue a cédé"),
    ],
)  # fmt: skip
def test_a_participle_behind_an_incise_tells_of_what_is_told(
    code: str, text: str, cue: str, cause: str
) -> None:
    (found,) = (c for c in proposed(text, code) if c.trigger[0].of(text) == cue)
    assert found.causes[0].span.of(text) == cause


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("The tax did not so much reduce traffic as move it elsewhere.", True),
        ("The tax did not much reduce traffic.", True),
        ("The tax very much reduced traffic.", False),
    ],
)
def test_a_denial_reaches_its_verb_through_a_measure(text: str, denied: bool) -> None:
    (found,) = (c for c in proposed(text, "en") if c.pattern.removeprefix("direction.") == "reduce")
    assert found.negated is denied
