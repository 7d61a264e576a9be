import pytest

from causerie.errors import FormatError
from causerie.simulation import (
    PICTURE_FORMATS,
    PressOptions,
    answer_press,
    draw_responses,
    draw_tornado,
    draw_trajectories,
    draw_ways,
    find_deciding,
    render_picture,
    run_fuzzy,
)
from tests.simulation.maps import claim, draw

FEW = PressOptions(draws=300)
TOLD = draw(("a", "b", claim("+", "Zoé")), "a+c", "c-b", "b+d", ("b", "e", claim("?")), concepts="abcdefg")
NAMES = {c.id: f"conséquence {c.id}" for c in TOLD.concepts}


def svg(figure: object) -> str:
    return render_picture(figure, "svg").decode()  # type: ignore[arg-type]


def test_responses_name_every_concept_reached_and_count_the_rest() -> None:
    drawn = svg(draw_responses(answer_press(TOLD, {"a": 1}, options=FEW)))
    assert all(f">{c}<" in drawn for c in "bcde")
    assert ">f<" not in drawn
    assert "2 not shown" in drawn


def test_a_tornado_names_the_claims_that_move_the_answer() -> None:
    drawn = svg(draw_tornado(find_deciding(TOLD, {"a": 1}, target="b", options=FEW), label="b"))
    assert all(f">doc:c{i}<" in drawn for i in (1, 2, 3))
    assert ">doc:c4<" not in drawn


def test_ways_name_concepts_and_speakers() -> None:
    answer = answer_press(TOLD, {"a": 1}, targets=["b"], options=FEW).answers[0]
    drawn = svg(draw_ways(answer, NAMES))
    assert "conséquence a" in drawn
    assert "Zoé" in drawn


def test_trajectories_speak_of_iterations() -> None:
    drawn = svg(draw_trajectories(run_fuzzy([[0, 1], [0, 0]], [1.0, 0.0]), ["a", "b"]))
    assert "iteration (not time)" in drawn


@pytest.mark.parametrize("picture_format", PICTURE_FORMATS)
def test_the_same_figure_gives_the_same_bytes(picture_format: str) -> None:
    run = answer_press(TOLD, {"a": 1}, options=FEW)
    first, second = (render_picture(draw_responses(run), picture_format) for _ in range(2))
    assert first == second
    assert first.startswith(b"<?xml" if picture_format == "svg" else b"\x89PNG")


def test_nothing_reached_is_still_a_picture() -> None:
    assert svg(draw_responses(answer_press(draw("b+a", concepts="ab"), {"a": 1}, options=FEW)))


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(FormatError, match=r"'gif'.*svg, png"):
        render_picture(draw_trajectories(run_fuzzy([[0.0]], [0.0]), ["a"]), "gif")
