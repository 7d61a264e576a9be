import numpy as np
import pytest

from causerie.extraction.claims.grammar.candidates import Candidate
from causerie.extraction.claims.networks.lexical import GROUPS, LexicalNetwork, vectors_of, words_of
from causerie.extraction.syntax import Parse
from tests.extraction.reading import parsed, proposed

TEXT = "Heavy rains have badly damaged the old bridge."


def read(text: str) -> tuple[Parse, Candidate]:
    parse = parsed(text, "en")
    return parse, next(c for c in proposed(text, "en") if parse.tokens[c.anchor].lower == "damaged")


def test_the_words_of_a_reading_are_those_of_its_cue_its_heads_and_its_surroundings() -> None:
    parse, candidate = read(TEXT)
    words = words_of(candidate, (candidate.causes[0], candidate.effects[0]), parse=parse)
    assert dict(zip(GROUPS, words, strict=True)) == {
        "cue": ("damaged",),
        "lemma": ("damage",),
        "head of the cause": ("rains",),
        "head of the effect": ("bridge",),
        "before": ("have", "badly"),
        "behind": ("the", "old"),
        "governor": (),
        "helpers": ("have", "badly"),
    }


def test_words_around_a_cue_end_with_its_sentence() -> None:
    parse, candidate = read("It was said. Rains damaged bridges.")
    words = words_of(candidate, (candidate.causes[0], candidate.effects[0]), parse=parse)
    assert words[GROUPS.index("before")] == ("rains",)
    assert words[GROUPS.index("behind")] == ("bridges", ".")


def test_each_group_is_the_mean_of_its_words() -> None:
    ones = [((word,), *[()] * (len(GROUPS) - 1)) for word in ("rain", "flood")]
    both = vectors_of([(("rain", "flood"), *[()] * (len(GROUPS) - 1))])
    assert both.shape == (1, len(GROUPS) * 384)
    assert np.allclose(both[0], vectors_of(ones).mean(axis=0), atol=1e-6)
    assert not both[0, 384:].any()


@pytest.mark.parametrize(("number", "expected"), [(2.0, 2.5), (0.0, 0.5)])
def test_the_network_adds_numbers_words_and_base(number: float, expected: float) -> None:
    arrays = {
        "numbers": np.array([[10.0]], np.float32),
        "words": np.zeros((len(GROUPS) * 384, 1), np.float32),
        "hidden": np.zeros(1, np.float32),
        "out": np.array([0.1], np.float32),
        "base": np.array(0.5, np.float32),
    }
    words = (("rain",), *[()] * (len(GROUPS) - 1))
    scores = LexicalNetwork(arrays).score(np.array([[number]]), [words])
    assert scores == pytest.approx([expected], abs=1e-3)
