from pathlib import Path

import pytest

import causerie.simulation
from causerie.errors import ModelError
from causerie.model import Certainty
from causerie.simulation import PressOptions, answer_press, load_encoding
from tests.simulation.maps import claim, draw

PROPOSED = (Path(causerie.simulation.__file__).parent / "evidence.toml").read_text(encoding="utf-8")
TOLD = draw("a+b", ("a", "c", claim(certainty=Certainty.POSSIBLE)), "c-b")


def changed(folder: Path, *changes: tuple[str, str]) -> Path:
    text = PROPOSED
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    path = folder / "own.toml"
    path.write_text(text, encoding="utf-8")
    return path


def fall_of_b(path: Path | None) -> float:
    options = PressOptions(draws=4000, details=False, encoding=load_encoding(path))
    return answer_press(TOLD, {"a": 1}, targets=["b"], options=options).answers[0].fall.low


def test_answers_move_with_the_intervals(tmp_path: Path) -> None:
    weaker = changed(tmp_path, ("possible = [0.30, 0.70]", "possible = [0.00, 0.10]"))
    assert fall_of_b(weaker) < fall_of_b(None) - 0.05
    stronger = changed(tmp_path, ("possible = [0.30, 0.70]", "possible = [0.90, 1.00]"))
    assert fall_of_b(stronger) > fall_of_b(None) + 0.05


def test_strength_shifts_sizes_and_not_existence(tmp_path: Path) -> None:
    from causerie.model import Strength

    def rise(strength: Strength) -> tuple[float, float]:
        told = draw(("a", "b", claim(strength=strength)), "a+c", "c-b")
        answers = answer_press(told, {"a": 1}, options=PressOptions(draws=4000, details=False)).answers
        opposed = answers[0].rise.high
        alone = draw(("a", "b", claim(strength=strength)))
        return opposed, answer_press(alone, {"a": 1}, options=PressOptions(draws=4000)).answers[0].rise.low

    (strong, there), (slight, there_too) = rise(Strength.STRONG), rise(Strength.SLIGHT)
    assert strong > slight + 0.1
    assert there == there_too


def test_confidence_counts_unless_the_table_says_no(tmp_path: Path) -> None:
    told = draw(("a", "b", claim(confidence=0.5)))

    def rise(path: Path | None) -> float:
        options = PressOptions(draws=4000, details=False, encoding=load_encoding(path))
        return answer_press(told, {"a": 1}, options=options).answers[0].rise.low

    assert rise(None) == pytest.approx(0.445, abs=0.03)
    assert rise(changed(tmp_path, ("confidence = true", "confidence = false"))) == pytest.approx(
        0.89, abs=0.03
    )


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("plain    = [0.80, 0.98]", "plain    = [0.98, 0.80]"), "no interval"),
        (("plain    = [0.80, 0.98]", "plain    = [0.80, 1.98]"), "between 0 and 1"),
        (("doubtful = [0.05, 0.30]", "dubious = [0.05, 0.30]"), "unknown .*dubious.* missing .*doubtful"),
        (("purpose = [0.30, 0.70]", "wish = [0.30, 0.70]"), "unknown .*wish"),
        (("start    = 0.05", "start    = 0"), "no chance"),
        (("[reading]", "[reading"), "cannot be read"),
    ],
)
def test_a_wrong_table_is_refused_by_place(tmp_path: Path, change: tuple[str, str], says: str) -> None:
    with pytest.raises(ModelError, match=says):
        load_encoding(changed(tmp_path, change))


def test_a_table_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"none\.toml"):
        load_encoding(tmp_path / "none.toml")
