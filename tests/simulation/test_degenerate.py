"""Maps at the edge: each gets an answer, or a plain refusal with the reason."""

from __future__ import annotations

import numpy as np
import pytest

from causerie.errors import ModelError, UnknownConceptError
from causerie.model import CausalMap, Concept
from causerie.simulation import (
    PressOptions,
    Tier,
    answer_fuzzy,
    answer_press,
    find_deciding,
    find_levers,
    find_loops,
    forecast_signs,
    loops_of_signs,
    negative_inverse,
    predict_signs,
    press_links,
    press_response,
    run_fuzzy,
)
from causerie.simulation.matrices import Skeleton
from causerie.simulation.solving import LARGEST_TESTED
from tests.simulation.maps import claim, draw

FEW = PressOptions(draws=200)


def test_an_empty_map_holds_nothing_to_push() -> None:
    with pytest.raises(UnknownConceptError):
        answer_press(CausalMap(), {"a": 1})
    assert find_loops(CausalMap()) == ()
    assert loops_of_signs(np.zeros((0, 0))) == ()
    assert predict_signs(np.zeros((0, 0))).determinant == 1
    assert run_fuzzy(np.zeros((0, 0)), []).final.shape == (0,)


def test_a_map_of_one_concept_has_no_other_to_answer_for() -> None:
    alone = CausalMap(concepts=(Concept("a", "a", ()),))
    assert answer_press(alone, {"a": 1}, options=FEW).answers == ()
    itself = answer_press(alone, {"a": -1}, targets=["a"], options=FEW).answers[0]
    assert (itself.sign, itself.tier, itself.fall.low) == ("-", Tier.CERTAIN, 1.0)
    assert answer_fuzzy(alone, {"a": 1}).concepts == ("a",)
    assert find_levers(alone, "a") == ()


def test_links_of_a_concept_to_itself_are_loops_of_one() -> None:
    told = draw("a+b", "b+b", "b+c", ("c", "c", claim("-")))
    answers = {a.concept: a for a in answer_press(told, {"a": 1}, options=FEW).answers}
    assert [(answers[c].sign, answers[c].tier) for c in "bc"] == [("+", Tier.CERTAIN)] * 2
    assert {(loop.concepts, loop.polarity.value) for loop in find_loops(told)} == {
        (("b",), "reinforcing"),
        (("c",), "balancing"),
    }


def test_what_is_not_connected_does_not_move() -> None:
    told = draw("a+b", "c-d", concepts="abcde")
    answers = {a.concept: a for a in answer_press(told, {"a": 1}, options=FEW).answers}
    assert [answers[c].tier for c in "cde"] == [Tier.UNREACHABLE] * 3
    found = answer_fuzzy(told, {"a": 1})
    assert all(s.rise[i] == s.fall[i] == 0 for s in found.by_setting for i in (2, 3, 4))


def test_a_singular_matrix_has_no_responses() -> None:
    with pytest.raises(ModelError, match="singular"):
        press_response(np.array([[-1.0, 1.0], [1.0, -1.0]]), np.array([1.0, 0.0]))
    with pytest.raises(ModelError, match="singular"):
        negative_inverse(np.zeros((2, 2)))


@pytest.mark.parametrize("wrong", [np.zeros((2, 3)), np.array([[np.nan]]), np.zeros(3)])
def test_what_is_no_matrix_is_refused(wrong: np.ndarray) -> None:
    for use in (negative_inverse, predict_signs, loops_of_signs):
        with pytest.raises(ModelError):
            use(wrong)


def test_all_draws_unstable_is_a_refusal_with_the_numbers() -> None:
    without_limits = [[0, 1], [1, 0]]
    with pytest.raises(ModelError, match="none of 300 draws is stable"):
        forecast_signs(without_limits, {"0": 1}, draws=300)


def test_a_prior_whose_draws_are_unstable_is_left_out_and_said() -> None:
    tangled = draw(*((x, y, claim("+")) for x in "abcdefgh" for y in "abcdefgh" if x != y))
    run = answer_press(tangled, {"a": 1}, options=PressOptions(draws=1000))
    counted = {p.prior for p in run.answers[0].by_prior}
    assert "contraction" in counted
    assert "unit" not in counted
    left_out = [a for a in run.acceptance if not a.counted]
    assert "unit" in {a.prior for a in left_out}
    assert any("unit" in line and "unstable" in line for line in run.assumptions)
    with pytest.raises(ModelError, match="stable"):
        answer_press(tangled, {"a": 1}, options=PressOptions(draws=1000, priors=("unit",)))


def test_a_component_too_large_for_eigenvalues_runs_without_the_priors_that_need_them() -> None:
    ring = [(f"k{i}", f"k{(i + 1) % 400}", claim("+")) for i in range(LARGEST_TESTED + 100)]
    told = draw(*ring)
    options = PressOptions(draws=64, details=False)
    run = answer_press(told, {"k0": 1}, targets=["k5"], options=options)
    assert run.answers[0].sign == "+"
    assert any("too large" in line for line in run.assumptions)
    with pytest.raises(ModelError, match="too large"):
        answer_press(told, {"k0": 1}, options=PressOptions(draws=64, priors=("unit",)))


def test_ten_thousand_concepts_are_answered() -> None:
    rng = np.random.default_rng(1)
    pairs = {(int(a), int(b)) for a, b in rng.integers(0, 10_000, (30_000, 2)) if a != b}
    told = draw(*((f"k{a}", f"k{b}", claim("+-"[(a + b) % 2])) for a, b in sorted(pairs)))
    first = told.links[0]
    options = PressOptions(draws=64, details=False, paths=1)
    run = answer_press(told, {first.cause: 1}, targets=[first.effect], options=options)
    assert run.answers[0].rise.high + run.answers[0].fall.high > 0
    assert len(find_loops(told, longest=5)) > 10


def test_one_press_on_a_large_map_equals_the_dense_solve() -> None:
    rng = np.random.default_rng(2)
    cause, effect = rng.integers(0, 60, 180), rng.integers(0, 60, 180)
    names = tuple(str(i) for i in range(60))
    skeleton = Skeleton(names, cause, effect, np.ones(180, dtype=np.int64), np.ones(60, dtype=np.bool_))
    push = np.zeros(60)
    push[3] = 1.0
    for size in (0.2, 0.9):  # walks end, walks do not
        weights = rng.uniform(-size, size, 180)
        matrix = -np.eye(60)
        np.add.at(matrix, (effect, cause), weights)
        np.testing.assert_allclose(
            press_links(skeleton, weights, push), press_response(matrix, push), atol=1e-9
        )
    own = Skeleton(
        ("0",), *(np.zeros(1, dtype=np.int64),) * 2, np.ones(1, dtype=np.int64), np.ones(1, dtype=np.bool_)
    )
    with pytest.raises(ModelError, match="singular"):
        press_links(own, np.ones(1), np.ones(1))


def test_a_sink_has_nothing_that_decides_elsewhere() -> None:
    found = find_deciding(draw("a+b", "c+d"), {"a": 1}, target="d", options=FEW)
    assert (found.lean, found.claims, found.flipping, found.whom) == (0.0, (), (), None)
