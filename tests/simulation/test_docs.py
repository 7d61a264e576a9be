"""The method page names everything that an answer, a run or the table of words can hold."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from causerie.simulation import PRIORS, Answer, Tier, load_encoding

PAGE = (Path(__file__).parents[2] / "docs" / "method.md").read_text(encoding="utf-8")

#: What needs no explanation: which concept it is.
PLAIN = {"concept", "label"}


@pytest.mark.parametrize("name", [f.name for f in dataclasses.fields(Answer) if f.name not in PLAIN])
def test_every_part_of_an_answer_is_explained(name: str) -> None:
    assert f"`{name}" in PAGE


@pytest.mark.parametrize("name", [*PRIORS, *(f"tier: {t.value}" for t in Tier)])
def test_every_prior_and_tier_is_explained(name: str) -> None:
    assert f"`{name}`" in PAGE


def test_the_intervals_on_the_page_are_those_of_the_table() -> None:
    encoding = load_encoding()
    for span in (*encoding.existence.values(), *encoding.kinds.values()):
        low, high = (f"{x:.2f}".removeprefix("0") if x else "0" for x in (span.low, span.high))
        assert f"[{low}, {high}]" in PAGE
    assert f"{encoding.start:.2f}".removeprefix("0") in PAGE
