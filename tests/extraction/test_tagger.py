"""The learned part of claim reading: its numpy networks, trees and windows, and what they choose."""

from itertools import pairwise

import numpy as np
import pytest

from causerie.extraction.claims.chooser import Trees, load_chooser
from causerie.extraction.claims.cues import CLAIM, SIGN, load_cues
from causerie.extraction.claims.finding import find_claims
from causerie.extraction.claims.network import Network
from causerie.extraction.claims.pairings import cue_tokens
from causerie.extraction.claims.tagger import SIGNS, encode_sentences, load_tagger, tag_windows
from causerie.extraction.claims.windows import LONGEST, WINDOW_SIZES, cue_head, window_around
from causerie.extraction.syntax import Parse, Token, parse_paragraphs
from causerie.languages.causation import Role
from causerie.model import Span

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
    window, tagger = window_around(parse, words(parse, *cue)), load_tagger()
    encoded = encode_sentences(parse, {t.sent for t in window.tokens}, tagger=tagger, cues=load_cues())
    (tagged,) = tag_windows([window], encoded, tagger=tagger)
    found = {}
    for role in Role:
        ((_, first, last),) = tagged.spans(role, count=1)
        tokens = tagged.window.tokens
        found[role] = text[tokens[first].start : tokens[last].end]
    assert found == {Role.CAUSE: cause, Role.EFFECT: effect}
    assert np.exp(tagged.edges).sum(axis=0) == pytest.approx(np.ones(4), abs=1e-3)


def test_cues_are_sensed_with_their_sign() -> None:
    text = "Le gel a ruiné la récolte de la vallée. Le maire est arrivé mardi à la gare."
    parse = parsed(text, "fr")
    spans = [[t.span for t in s.tokens] for s in parse.sentences]
    (_, first), (_, second) = load_cues().encode(spans, text=text, layers=(6,))
    tokens = [t.text for t in parse.sentences[0].tokens]
    assert tokens[int(first[:, CLAIM].argmax())] == "ruiné"
    assert first[:, CLAIM].max() > second[:, CLAIM].max()
    assert int(first[tokens.index("ruiné"), SIGN].argmax()) == SIGNS.index("-")


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
    from causerie.extraction.claims.candidates import propose_claims

    parse = parsed(ENGLISH, "en")
    cues = [[t.text for t in cue_tokens(parse, c)] for c in propose_claims(parse, language="en")]
    assert ["because"] in cues
