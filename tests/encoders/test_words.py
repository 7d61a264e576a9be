import re
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from causerie.encoders.layers import Stack
from causerie.encoders.weights import open_weights
from causerie.encoders.words import Pieces, WordEncoder, WordTable, joined, owners_of
from causerie.errors import ModelError
from causerie.model import Span


@pytest.fixture(scope="module")
def encoder() -> WordEncoder:
    return WordEncoder(layer=12)


def words_of(text: str) -> list[Span]:
    return [Span(m.start(), m.end()) for m in re.finditer(r"\w+", text)]


def test_pieces_map_back_to_the_characters_they_read(encoder: WordEncoder) -> None:
    text = "L’école  ferme… à ½ prix : « 東京 »"
    _, spans = open_weights().vocabulary.pieces(text)
    covered = {i for s in spans for i in range(s.start, s.end)}
    assert covered == {i for i, c in enumerate(text) if not c.isspace()}
    assert all(a.start <= b.start for a, b in pairwise(spans) if b.end)


def test_translations_stand_closer_than_other_sentences(encoder: WordEncoder) -> None:
    french = encoder.sentence("query: La pluie a détruit les récoltes")
    english = encoder.sentence("query: Heavy rain destroyed the crops")
    other = encoder.sentence("query: Le ministre a démissionné")
    assert french @ english > french @ other + 0.05


def test_sentence_vector_equals_the_reference_engine(encoder: WordEncoder) -> None:
    # First values that the package's own engine (e5.c, compiled) gives; we round in twelve layers.
    expected = [0.0353, 0.0481, -0.0233, -0.0628, 0.0810, -0.0109, -0.0060, 0.0450]
    assert encoder.sentence("passage: hello world")[:8] == pytest.approx(expected, abs=5e-3)


def test_a_word_differs_with_its_sentence(encoder: WordEncoder) -> None:
    text = "La banque prête. La banque du fleuve."
    first, second = encoder.words([words_of(text[:16]), words_of(text)[3:]], text=text)
    assert first.shape == (3, 384)
    assert second.shape == (4, 384)
    assert not np.allclose(first[1], second[1], atol=0.05)


def test_batching_changes_nothing(encoder: WordEncoder) -> None:
    text = "Le gel dure. La longue sécheresse inquiète tous les éleveurs de la vallée."
    both = encoder.words([words_of(text[:12]), words_of(text)[3:]], text=text)
    alone = encoder.words([words_of(text[:12])], text=text)
    assert np.allclose(both[0], alone[0], atol=1e-4)


def test_running_onward_from_a_layer_is_running_through() -> None:
    text = "Le gel dure. La longue sécheresse inquiète tous les éleveurs de la vallée."
    second, fourth = WordEncoder(layer=2), WordEncoder(layer=4)
    sequences = [second.cut(words_of(part), text=part)[0] for part in (text[:12], text[13:])]
    onward = Stack([second.layer(2), second.layer(3)]).run(second.pieces(sequences))
    for went, through in zip(onward, fourth.pieces(sequences), strict=True):
        assert np.allclose(went, through, atol=1e-4)


def test_each_piece_belongs_to_one_word_and_the_marks_to_none(encoder: WordEncoder) -> None:
    text = "L’agriculture souffre."
    words = words_of(text)
    numbers, places = encoder.cut(words, text=text)
    owners = owners_of(places, words)
    assert len(owners) == len(numbers) + 2
    assert (owners[0], owners[-1]) == (-1, -1)
    assert owners[1:-1].tolist() == sorted(owners[1:-1])
    assert set(owners[1:-1].tolist()) == {0, 1, 2}


def test_sentences_laid_end_to_end_count_their_words_through() -> None:
    parts = [
        Pieces(np.ones((4, 1), np.float16), np.array([-1, 0, 1, -1]), 3),
        Pieces(np.zeros((3, 1), np.float32), np.array([-1, 0, -1]), 1),
    ]
    whole = joined(parts)
    assert whole.owners.tolist() == [-1, 0, 1, -1, -1, 3, -1]
    assert whole.words == 4
    assert whole.read.tolist() == [True, True, False, True]


def test_states_of_pieces_are_averaged_onto_their_words() -> None:
    pieces = Pieces(np.zeros((5, 1), np.float32), np.array([-1, 0, 0, 2, -1]), 3)
    states = np.array([[9], [1], [3], [5], [9]], np.float32)
    assert pieces.onto_words(states).tolist() == [[2], [0], [5]]


def test_words_beyond_the_longest_input_are_zero(encoder: WordEncoder) -> None:
    text = "mot " * 600
    states = encoder.words([words_of(text)], text=text)[0]
    assert states[0].any()
    assert not states[-1].any()


def test_an_unknown_layer_is_refused() -> None:
    with pytest.raises(ModelError, match="choose from 0 to 12"):
        WordEncoder(layer=13)


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.bin"
    path.write_bytes(b"not these weights")
    with pytest.raises(ModelError, match=r"other\.bin"):
        WordEncoder(path=path)


def test_the_table_gives_means_of_words_and_zeros_for_none() -> None:
    table = WordTable()
    rain, flood = table.means([["rain"], ["flood"]])
    both, none = table.means([["rain", "flood"], []])
    assert np.allclose(both, (rain + flood) / 2, atol=1e-6)
    assert both.shape == none.shape == (384,)
    assert not none.any()


def test_the_table_knows_translations() -> None:
    sécheresse, drought, bicycle = WordTable().means([["sécheresse"], ["drought"], ["bicycle"]])

    def nearness(a: np.ndarray, b: np.ndarray) -> float:
        return float(a @ b / np.linalg.norm(a) / np.linalg.norm(b))

    assert nearness(sécheresse, drought) > nearness(sécheresse, bicycle)


def test_a_table_over_its_size_gives_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    table = WordTable()
    first = table.means([["rain"], ["flood"]])
    monkeypatch.setattr("causerie.encoders.words.KNOWN", 1)
    assert np.array_equal(table.means([["rain"], ["flood"]]), first)


def test_no_group_gives_no_row() -> None:
    assert WordTable().means([]).shape == (0, 384)
