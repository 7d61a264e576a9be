"""Every phrase matches its example and none of its counter-examples."""

from __future__ import annotations

import pytest

from causerie.errors import LanguageDataError
from causerie.languages.boilerplate import Phrase, Place, Role, compiled, normalised, phrase_in, phrases
from causerie.languages.rows import available

ROWS = [(code, phrase) for code in available() for phrase in phrases(code)]


@pytest.mark.parametrize(("code", "phrase"), ROWS, ids=lambda v: getattr(v, "words", v))
def test_phrase_finds_its_example_alone(code: str, phrase: Phrase) -> None:
    assert compiled(phrase).search(normalised(phrase.example) + " ")
    found = phrase_in(phrase.example)
    assert found is not None


@pytest.mark.parametrize("counter", [c for _, p in ROWS for c in p.counter], ids=lambda c: str(c)[:30])
def test_no_phrase_at_all_takes_a_counter_example(counter: str) -> None:
    found = phrase_in(counter)
    assert found is None, f"'{found.words}' takes it"


def test_unknown_place_is_refused() -> None:
    with pytest.raises(LanguageDataError, match="place 'middle'"):
        compiled(Phrase(words="a", place="middle", example="a"))


def test_pattern_signs() -> None:
    phrase = Phrase("lire|voir [la] suite … # pages", Place.WHOLE, "x", Role.MORE)
    pattern = compiled(phrase)
    assert pattern.search(normalised("Voir suite : il reste 12 pages") + " ")
    assert pattern.search(normalised("Lire la suite 3 pages") + " ")
    assert not pattern.search(normalised("Lire la page 3") + " ")
