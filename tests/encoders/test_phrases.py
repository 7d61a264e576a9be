import numpy as np
import pytest

from causerie.encoders.phrases import WIDTH, encode_phrases


def test_phrases_of_one_meaning_stand_closer_than_others() -> None:
    rain, pluie, budget = encode_phrases(["heavy rain", "de fortes pluies", "the state budget"])
    assert rain @ pluie > rain @ budget + 0.2


def test_vectors_have_length_one_and_keep_the_order_of_repeated_phrases() -> None:
    vectors = encode_phrases(["le gel", "la grève", "le gel"])
    assert vectors.shape == (3, WIDTH)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(3), abs=1e-4)
    assert np.array_equal(vectors[0], vectors[2])


def test_no_phrases_give_an_empty_array() -> None:
    assert encode_phrases([]).shape == (0, WIDTH)


def test_a_blank_phrase_is_refused() -> None:
    with pytest.raises(ValueError, match="blank"):
        encode_phrases(["le gel", " "])
