import pytest
from hypothesis import given
from hypothesis import strategies as st

from causerie.assembly.belief import believe, score
from causerie.model import Certainty, Evidence, Kind, Polarity, Strength


def evidence(
    voice: str, confidence: float = 0.65, *, negated: bool = False, sign: Polarity = Polarity.PLUS
) -> Evidence:
    return Evidence(
        "d", "c", "k", sign, Kind.CAUSE, negated, Certainty.PLAIN, Strength.UNSAID, False, None,
        voice, confidence, "",
    )  # fmt: skip


VOICES = st.lists(
    st.builds(
        evidence,
        st.sampled_from("abcdef"),
        st.floats(0, 1),
        negated=st.booleans(),
        sign=st.sampled_from(Polarity),
    ),
    max_size=8,
)


def test_one_voice_is_believed_as_far_as_its_pattern_is_right() -> None:
    # INDRA, one reader with syst .05 and rand .3: .65; it bounds one reader at .95.
    assert score([evidence("a")]) == pytest.approx(0.65)
    assert score([evidence("a", 1.0)]) == pytest.approx(0.95)


def test_two_voices_agree_with_indra() -> None:
    # INDRA, two readers once each: .8775; denied by one: times .35.
    assert believe([evidence("a"), evidence("b")]) == pytest.approx(0.8775)
    held = [evidence("a"), evidence("b"), evidence("c", negated=True)]
    assert believe(held) == pytest.approx(0.3071, abs=1e-4)


def test_a_denial_speaks_against_its_own_sign_alone() -> None:
    held = [evidence("a"), evidence("b", negated=True, sign=Polarity.MINUS)]
    assert believe(held) == pytest.approx(0.65)
    assert believe([*held, evidence("c", negated=True, sign=Polarity.UNKNOWN)]) == pytest.approx(0.2275)


def test_nothing_said_is_not_believed() -> None:
    assert believe([]) == 0.0
    assert believe([evidence("a", negated=True)]) == 0.0


@given(VOICES, st.floats(0, 1))
def test_another_voice_never_lowers_belief(held: list[Evidence], confidence: float) -> None:
    assert believe([*held, evidence("new", confidence)]) >= believe(held)


@given(VOICES)
def test_repetition_changes_nothing(held: list[Evidence]) -> None:
    assert believe(held + held) == believe(held)


@given(VOICES, st.floats(0, 1))
def test_denial_never_raises_belief(held: list[Evidence], confidence: float) -> None:
    assert believe([*held, evidence("new", confidence, negated=True)]) <= believe(held)


@given(VOICES, st.randoms())
def test_order_changes_nothing(held: list[Evidence], random: object) -> None:
    shuffled = list(held)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert believe(shuffled) == believe(held)
