"""The words of causation are checked when they are loaded."""

import pytest

from causerie.errors import LanguageDataError
from causerie.languages.causal_rows import MarkerRow
from causerie.languages.causation import _markers_by_first_word, causation


def test_a_marker_that_stands_twice_is_refused_contractions_undone() -> None:
    row = MarkerRow("au vu de", ("au vu de", "à vu de"), "prep", "cause", ("noun",), "")
    with pytest.raises(LanguageDataError, match="'au vu de': repeated 'à vu de'"):
        _markers_by_first_word("fr", (row,), closed=causation("fr").words)
