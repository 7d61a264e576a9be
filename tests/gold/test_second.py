"""The second annotation stands on the same texts as the first, and stays out of it."""

from pathlib import Path

import pytest

from tests.gold.markup import read_all

HERE = Path(__file__).parent


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_second_annotation_is_of_texts_of_the_first(language: str) -> None:
    first = {d["id"]: d for d in read_all([HERE / language])}
    second = read_all([HERE / "second" / language])
    assert len(second) == 5
    for document in second:
        assert document["language"] == language
        assert document["text"] == first[document["id"]]["text"]
        assert document["claims"] or document["attributions"]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_gold_set_does_not_take_in_the_second_annotation(language: str) -> None:
    read_ids = [d["id"] for d in read_all([HERE / language])]
    assert len(read_ids) == len(set(read_ids)) == len(list((HERE / language).glob("*.txt")))
