from typing import Any

import pytest

from causerie.assembly.strip import strip_directions
from causerie.errors import LanguageDataError
from causerie.languages import directions as module
from causerie.languages.directions import directions
from causerie.languages.names import name_words
from causerie.languages.rows import available, read_table

EXAMPLES = [(code, *example) for code in available() for example in directions(code).examples]


@pytest.mark.parametrize(("code", "example", "direction"), EXAMPLES)
def test_each_row_finds_what_its_example_marks(code: str, example: str, direction: int) -> None:
    phrase = example.replace("<", "").replace(">", "")
    words = directions(code).splitter.split(phrase)
    found = strip_directions(words, directions(code))
    start, end = example.index("<"), example.index(">") - 1
    assert [words[i].text for i in found.kept] == [w.text for w in words if start <= w.start and w.end <= end]
    assert found.direction == direction


@pytest.mark.parametrize("code", available())
def test_names_load(code: str) -> None:
    assert name_words(code).titles
    assert set(name_words(code).places) == set(name_words("fr").places)


@pytest.mark.parametrize(
    ("table", "row", "message"),
    [
        ("noun", {"lemma": "hausse"}, "missing"),
        (
            "noun",
            {"lemma": "hausse", "direction": 1, "paradigm": "noun", "example": "la hausse des <x>"},
            "repeated",
        ),
        (
            "noun",
            {"lemma": "envolée", "direction": 2, "paradigm": "noun", "example": "une <x>"},
            "accepted 1 and -1",
        ),
        (
            "noun",
            {"lemma": "envolée", "direction": 1, "paradigm": "noun", "example": "sans marque"},
            "needs one",
        ),
        (
            "noun",
            {"lemma": "envolée", "direction": 1, "paradigm": "verbe", "example": "une <x>"},
            "no paradigm",
        ),
        (
            "verb",
            {"lemma": "voler", "direction": 1, "moves": "all", "paradigm": "er", "example": "une <x>"},
            "accepted subject, object, both",
        ),
    ],
)
def test_wrong_rows_are_refused(
    table: str, row: dict[str, Any], message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = read_table("fr", "directions")
    raw[table].append(row)
    monkeypatch.setattr(module, "read_table", lambda *_: raw)
    with pytest.raises(LanguageDataError, match=message):
        directions.__wrapped__("fr")


def test_unknown_list_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = read_table("en", "directions") | {"verbes": []}
    monkeypatch.setattr(module, "read_table", lambda *_: raw)
    with pytest.raises(LanguageDataError, match="verbes"):
        directions.__wrapped__("en")
