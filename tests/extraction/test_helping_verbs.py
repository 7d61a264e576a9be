"""A verb that only helps another is no cause itself: its sign, denial and doubt pass on."""

from __future__ import annotations

import pytest

from causerie.model import Certainty
from tests.extraction.reading import proposed

#: Language, text, cue, whether the link is denied, certainty.
PLAIN, POSSIBLE = Certainty.PLAIN, Certainty.POSSIBLE
HELPED = [
    ("en", "The detour ended up ruining the bakery.", "ruining", False, PLAIN),
    ("en", "The heat wound up harming the bees.", "harming", False, PLAIN),
    ("en", "The board set about cutting waste.", "cutting", False, PLAIN),
    ("en", "The leak turned out to worsen the smell.", "worsen", False, PLAIN),
    ("en", "The dredging came close to destroying the reef.", "destroying", False, POSSIBLE),
    ("en", "The hail stopped short of ruining the plums.", "ruining", True, PLAIN),
    ("en", "The tunnel has yet to reduce traffic.", "reduce", True, PLAIN),
    ("en", "The club declined to raise fees.", "raise", True, PLAIN),
    ("fr", "Le détour a fini par ruiner la boulangerie.", "ruiner", False, PLAIN),
    ("fr", "La fuite a failli provoquer une explosion.", "provoquer", False, POSSIBLE),
    ("fr", "La grêle a manqué de détruire les prunes.", "détruire", True, PLAIN),
    ("fr", "Le bruit n'a cessé d'aggraver la querelle.", "aggraver", False, PLAIN),
    ("fr", "La prime évite d'alourdir la facture.", "alourdir", True, PLAIN),
    ("fr", "Le club refuse d'augmenter les cotisations.", "augmenter", True, PLAIN),
]


@pytest.mark.parametrize(("code", "text", "cue", "denied", "certainty"), HELPED)
def test_what_a_helper_carries_is_the_cue(
    code: str, text: str, cue: str, denied: bool, certainty: Certainty
) -> None:
    held = [c for c in proposed(text, code) if c.trigger[0].of(text) == cue]
    assert {(c.negated, c.certainty) for c in held} == {(denied, certainty)}
    subject = text.split()[0] + " " + text.split()[1]
    assert all(c.causes[0].span.of(text) == subject for c in held)


@pytest.mark.parametrize(
    ("code", "text", "helper"),
    [
        ("en", "The detour ended up ruining the bakery.", "ended"),
        ("en", "The strike stopped short of closing the mill.", "stopped"),
        ("en", "The clerks say the strike stopped short of closing the mill.", "stopped"),
        ("en", "The fees went on to deter students.", "to"),
        ("en", "The treaty succeeded in lowering duties.", "in"),
        ("en", "The fence kept the goats from straying.", "from"),
    ],
)
def test_a_helper_is_no_cue(code: str, text: str, helper: str) -> None:
    assert not [c for c in proposed(text, code) if c.trigger[0].of(text) == helper]
