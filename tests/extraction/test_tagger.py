"""The learned part of claim reading: its numpy networks, trees and windows, and what they choose."""

from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from causerie.encoders.words import Pieces
from causerie.errors import ModelError
from causerie.extraction.claims.chooser import Trees, load_chooser
from causerie.extraction.claims.finding import find_claims
from causerie.extraction.claims.networks.close import CloseReader
from causerie.extraction.claims.networks.cues import CLAIM, SIGN
from causerie.extraction.claims.networks.network import Network, Scores
from causerie.extraction.claims.networks.readers import Encoded, Readers, load_readers, tag_windows
from causerie.extraction.claims.networks.tagger import SIGNS, Tagger
from causerie.extraction.claims.networks.weights import floats_in, packed
from causerie.extraction.claims.networks.windows import (
    LONGEST,
    WINDOW_SIZES,
    Window,
    cue_head,
    cue_tokens,
    window_around,
)
from causerie.extraction.syntax import Parse, Token, parse_paragraphs
from causerie.languages.causal_rows import Role
from causerie.model import Span

Floats = npt.NDArray[np.float32]

FRENCH = "Le barrage a cédé. La crue a provoqué la fermeture du port."
ENGLISH = "The harbour closed because the river rose."


def parsed(text: str, language: str) -> Parse:
    return parse_paragraphs(text, [Span(0, len(text))], language=language)


def words(parse: Parse, *texts: str) -> list[Token]:
    return [t for t in parse.tokens if t.text in texts]


def test_window_holds_the_sentences_before_and_marks_the_cue() -> None:
    parse = parsed(FRENCH, "fr")
    window = window_around(parse, words(parse, "provoqué"))
    assert window.tokens == parse.tokens
    assert [t.text for t, inside in zip(window.tokens, window.cue, strict=True) if inside] == ["provoqué"]
    assert (window.categories >= 0).all()
    assert (window.categories.max(axis=0) < WINDOW_SIZES).all()


def test_distance_grows_on_both_sides_of_the_cue() -> None:
    parse = parsed(FRENCH, "fr")
    distances = window_around(parse, words(parse, "provoqué")).categories[:, 5]
    assert all(a <= b for a, b in pairwise(distances))
    assert len(set(distances)) > 4


def test_cue_head_governs_the_rest_of_the_cue() -> None:
    parse = parsed("La crue a pour effet de fermer le port.", "fr")
    cue = words(parse, "a", "pour", "effet", "de")
    assert cue_head(cue).head not in cue or cue_head(cue).head is cue_head(cue)


def test_a_long_window_leaves_out_earlier_sentences() -> None:
    text = (
        " ".join(["Le fleuve monte et les champs restent sous la pluie"] + ["et encore"] * 90)
        + ". Le port a fermé."
    )
    parse = parsed(text, "fr")
    window = window_around(parse, words(parse, "fermé"))
    assert len(window.tokens) < LONGEST


def test_network_shifts_by_its_dilation() -> None:
    # One feature; the only turn adds what stands one word before.
    weights = {
        "dilations": np.array([1]),
        "project.w": np.array([[1.0, 0.0]]),
        "project.b": np.zeros(2),
        "norm.w": np.ones(2),
        "norm.b": np.zeros(2),
        "turn0.w": np.vstack([np.eye(2), np.zeros((4, 2))]),
        "turn0.b": np.zeros(2),
        "norm0.w": np.ones(2),
        "norm0.b": np.zeros(2),
        "words.w": np.array([[1.0], [0.0]]),
        "words.b": np.zeros(1),
    }
    network = Network(weights)
    still = network.project(np.zeros((4, 1), np.float32))
    moved = network.project(np.array([[0], [1], [0], [0]], np.float32))
    empty = np.zeros((4, 0), np.int64)
    change = network.score(moved, empty, cue=None).words - network.score(still, empty, cue=None).words
    assert [bool(c) for c in np.abs(change[:, 0]) > 1e-6] == [False, True, True, False]


def test_trees_add_the_leaves_that_a_row_falls_into() -> None:
    nodes = {
        "feature": np.array([0, -1, -1, 1, -1, -1]),
        "cut": np.array([0.5, 0, 0, 2.0, 0, 0]),
        "left": np.array([1, 0, 0, 4, 0, 0]),
        "right": np.array([2, 0, 0, 5, 0, 0]),
        "value": np.array([0, 1.0, 2.0, 0, 10.0, 20.0]),
        "roots": np.array([0, 3]),
        "base": np.array([0.25]),
    }
    rows = np.array([[0.5, 2.0], [0.6, 3.0]])
    assert Trees(nodes).score(rows).tolist() == [11.25, 22.25]


@pytest.mark.parametrize(
    ("text", "language", "cue", "cause", "effect"),
    [
        (FRENCH, "fr", ["provoqué"], "La crue", "la fermeture du port"),
        (ENGLISH, "en", ["because"], "the river rose", "The harbour closed"),
    ],
)
def test_tagger_points_at_cause_and_effect(
    text: str, language: str, cue: list[str], cause: str, effect: str
) -> None:
    parse = parsed(text, language)
    window, readers = window_around(parse, words(parse, *cue)), load_readers()
    (tagged,) = readers.tag([window], readers.sense(parse, window.sentences), parse=parse)
    found = {}
    for role in Role:
        ((_, first, last),) = tagged.spans(role, count=1)
        tokens = tagged.window.tokens
        found[role] = text[tokens[first].start : tokens[last].end]
    assert found == {Role.CAUSE: cause, Role.EFFECT: effect}
    assert np.exp(tagged.edges).sum(axis=0) == pytest.approx(np.ones(4), abs=1e-3)


def test_a_window_reads_the_same_alone_and_among_others() -> None:
    parse = parsed(FRENCH + " Les pêcheurs manquent donc de travail.", "fr")
    windows = [window_around(parse, words(parse, cue)) for cue in ("cédé", "provoqué", "donc")]
    readers = load_readers()
    sensed = readers.sense(parse, range(3))
    together = readers.tag(windows, sensed, parse=parse)
    for window, among in zip(windows, together, strict=True):
        (alone,) = readers.tag([window], sensed, parse=parse)
        assert np.allclose(alone.edges, among.edges, atol=1e-3)
        assert alone.claim == pytest.approx(among.claim, abs=1e-3)


def test_cues_are_sensed_with_their_sign() -> None:
    parse = parsed("Le gel a ruiné la récolte de la vallée. Le maire est arrivé mardi à la gare.", "fr")
    sensed = load_readers().sense(parse, range(2))
    first, second = sensed.senses[0], sensed.senses[1]
    tokens = [t.text for t in parse.sentences[0].tokens]
    assert tokens[int(first[:, CLAIM].argmax())] == "ruiné"
    assert first[:, CLAIM].max() > second[:, CLAIM].max()
    assert int(first[tokens.index("ruiné"), SIGN].argmax()) == SIGNS.index("-")
    assert sensed.is_worth_a_look(window_around(parse, words(parse, "ruiné")))
    assert not sensed.is_worth_a_look(window_around(parse, words(parse, "à")))


class Still:
    """A network that says what it is told."""

    def __init__(self, said: dict[str, float]) -> None:
        self.said = said
        self.asked: list[str] = []

    def read(self, windows: list[Window], *_: object) -> list[Scores]:
        """Point at the first word as cause and the last as effect, more or less surely by the cue's text."""
        found = []
        for window in windows:
            (cue,) = (t.text for t, held in zip(window.tokens, window.cue, strict=True) if held)
            self.asked.append(cue)
            words = np.zeros((len(window.tokens), 7), np.float32)
            words[0, :2] = words[-1, 2:4] = self.said[cue]
            found.append(Scores(words, np.full(10, self.said[cue], np.float32)))
        return found


def test_the_close_reader_marks_the_pieces_of_the_cue_in_its_own_sentence() -> None:
    parse = parsed(FRENCH, "fr")
    window = window_around(parse, words(parse, "provoqué"))
    sizes = [len(s.tokens) for s in parse.sentences]
    # Two pieces a word; the close reader hands each word's mark on.
    pieces = {
        i: Pieces(np.zeros((2 * n + 2, 1), np.float16), np.array([-1, *np.repeat(np.arange(n), 2), -1]), n)
        for i, n in enumerate(sizes)
    }
    arrays = {
        "at": np.array(4), "mark": np.array([[0.0], [5.0]]), "words.w": np.eye(1, 7), "words.b": np.zeros(7),
        "hidden.w": np.eye(1), "hidden.b": np.zeros(1), "inner.w": np.array([[1.0], [0.0]]),
        "inner.b": np.zeros(1), "cue.w": np.eye(1, 10), "cue.b": np.zeros(10),
    } | {f"table{i}": np.zeros((n, 1)) for i, n in enumerate(WINDOW_SIZES)}  # fmt: skip
    (scores,) = CloseReader(arrays).read([window], pieces)
    assert scores.words[:, 0] == pytest.approx(np.where(window.cue, 5.0, 0.0), abs=1e-3)
    assert scores.cue[0] == pytest.approx(5.0, abs=1e-3)


def test_only_likely_cues_are_read_again_and_each_once() -> None:
    parse = parsed(FRENCH, "fr")
    cues = [window_around(parse, words(parse, c)) for c in ("cédé", "provoqué", "cédé")]
    first: Any = Still({"cédé": 9.0, "provoqué": 0.1})
    second: Any = Still({"provoqué": 8.0})
    states = {s.index: np.zeros((len(s.tokens), 2), np.float32) for s in parse.sentences}
    senses = {i: np.full((len(held), 12), -4, np.float32) for i, held in states.items()}
    ((place, sentence),) = (
        (n, s.index) for s in parse.sentences for n, t in enumerate(s.tokens) if t.text == "provoqué"
    )
    senses[sentence][place, CLAIM] = 0.5
    pieces = {i: Pieces(held, np.arange(len(held)), len(held)) for i, held in states.items()}
    said = tag_windows(cues, Encoded(pieces, senses), states=states, tagger=first, close=second)
    assert first.asked == ["cédé", "provoqué"]
    assert second.asked == ["provoqué"]
    assert [s.claim for s in said] == pytest.approx([9.0, 4.05, 9.0])
    assert said[0] is said[2]


def test_no_cue_gives_nothing() -> None:
    parse = parsed(FRENCH, "fr")
    readers = load_readers()
    assert readers.tag([], readers.sense(parse, []), parse=parse) == []


def test_a_cue_that_the_encoder_did_not_read_is_looked_at() -> None:
    parse = parsed(FRENCH, "fr")
    window = window_around(parse, words(parse, "à", "port"))
    sizes = {s.index: len(s.tokens) for s in parse.sentences}
    senses = {i: np.full((n, 12), -20, np.float32) for i, n in sizes.items()}
    whole = {i: Pieces(np.zeros((n, 2), np.float32), np.arange(n), n) for i, n in sizes.items()}
    cut = {i: Pieces(p.states[:2], p.owners[:2], p.words) for i, p in whole.items()}
    assert not Encoded(whole, senses).is_worth_a_look(window)
    assert Encoded(cut, senses).is_worth_a_look(window)


def test_networks_of_layers_that_do_not_fit_are_refused() -> None:
    readers = load_readers()
    tagger = Tagger([], layer=2)
    with pytest.raises(ModelError, match="the third no lower"):
        Readers(readers._cues, tagger, readers._close)


def test_eight_bits_hold_a_matrix_within_a_hundredth_of_its_largest_number() -> None:
    rng = np.random.default_rng(0)
    matrix = rng.normal(size=(200, 100)).astype(np.float32)
    stored = packed("wide", matrix) | packed("bias", matrix[0])
    assert stored["wide"].dtype == np.int8
    read = floats_in(stored)
    assert set(read) == {"wide", "bias"}
    assert np.abs(read["wide"] - matrix).max() < np.abs(matrix).max() / 200
    assert np.allclose(read["bias"], matrix[0], atol=0.01)


@pytest.mark.parametrize("encode", [True, False])
@pytest.mark.parametrize(
    ("text", "language", "cause", "effect", "sign"),
    [
        ("La sécheresse réduit la récolte de blé.", "fr", "La sécheresse", "la récolte de blé", "-"),
        (ENGLISH, "en", "the river rose", "The harbour closed", "+"),
    ],
)
def test_plain_claims_are_found_in_both_profiles(
    encode: bool, text: str, language: str, cause: str, effect: str, sign: str
) -> None:
    claims = find_claims(parsed(text, language), language=language, encode=encode)
    assert [(c.cause.of(text), c.effect.of(text), c.polarity.value) for c in claims] == [
        (cause, effect, sign)
    ]
    assert claims[0].id == "c1"
    assert 0 < claims[0].confidence < 1


@pytest.mark.parametrize("encode", [True, False])
@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Le maire est arrivé à midi. Le marché était ouvert.", "fr"),
        ("The mayor came at noon. The market was open.", "en"),
        ("", "fr"),
    ],
)
def test_texts_without_a_claim_give_none(encode: bool, text: str, language: str) -> None:
    assert find_claims(parsed(text, language), language=language, encode=encode) == ()


def test_the_same_document_gives_the_same_claims() -> None:
    parse = parsed(FRENCH + " Les pêcheurs manquent donc de travail.", "fr")
    first = find_claims(parse, language="fr")
    assert first == find_claims(parse, language="fr")
    assert first


def test_confidence_rises_with_the_score() -> None:
    for name in ("chooser", "chooser-fast"):
        chooser = load_chooser(name)
        shares = [chooser.confidence(s) for s in (-3.0, -1.0, 0.0, 1.0, 3.0)]
        assert shares == sorted(shares)
        assert max(map(chooser.confidence, chooser.thresholds.values())) < 0.6


def test_cue_tokens_are_those_of_the_trigger() -> None:
    from causerie.extraction.claims.grammar.candidates import propose_claims

    parse = parsed(ENGLISH, "en")
    cues = [[t.text for t in cue_tokens(parse, c)] for c in propose_claims(parse, language="en")]
    assert ["because"] in cues
