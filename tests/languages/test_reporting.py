"""The words of attribution are checked when they are loaded."""

import pytest

from causerie.errors import LanguageDataError
from causerie.languages.attribution import attribution_weights
from causerie.languages.quotations import quotation_habits
from causerie.languages.reporting import (
    Prepositions,
    Verbs,
    _check_owner,
    _check_values,
    _verb_entries,
    reporting,
)
from causerie.languages.rows import available


@pytest.mark.parametrize("code", available())
def test_every_language_loads(code: str) -> None:
    words = reporting(code)
    assert words.verbs
    assert words.preposition_rows
    assert quotation_habits(code).dialogue_dashes


def test_an_unknown_form_is_refused() -> None:
    row = Verbs("say", "speech", ("shout",), ("say",), "")
    with pytest.raises(LanguageDataError, match="unknown forms \\['shout'\\]; accepted"):
        _check_values("en", row)


@pytest.mark.parametrize("words", [("in", "view"), ("view", "of", "_")])
def test_a_row_around_an_owner_without_his_place_is_refused(words: tuple[str, ...]) -> None:
    with pytest.raises(LanguageDataError, match="owned wants '_' before a word"):
        _check_owner("en", Prepositions("view", words, "", owned=True))


def test_an_unknown_scope_is_refused() -> None:
    row = Verbs("say", "song", ("quote",), ("say",), "")
    with pytest.raises(LanguageDataError, match="unknown scope 'song'; accepted"):
        _check_values("en", row)


def test_a_noun_taking_verb_that_the_row_does_not_hold_is_refused() -> None:
    row = Verbs("say", "speech", (), ("say",), "", nouns=("tell",))
    with pytest.raises(LanguageDataError, match="\\['tell'\\] stand in nouns only"):
        _verb_entries("en", (row,), ())


def test_an_entry_that_stands_twice_is_refused() -> None:
    rows = (Verbs("say", "speech", (), ("say",), ""), Verbs("tell", "speech", (), ("say",), ""))
    with pytest.raises(LanguageDataError, match="'say' stands already in 'say'"):
        _verb_entries("en", rows, ())


def test_reflexive_and_longer_entries_are_found_by_their_verb() -> None:
    entries = reporting("fr").verbs
    assert [e.rest for e in entries["faire"]][-1] != ()
    assert any(e.reflexive for e in entries["exclamer"])


def test_weights_are_probabilities_over_named_features() -> None:
    weights = attribution_weights("en")
    assert weights is not None
    assert 0 < weights.threshold < 1
    assert all("=" in name or name == "denied" for name in weights.weights)
    assert attribution_weights("fr") is None
