import numpy as np
import pytest
from scipy import sparse

from causerie.errors import ModelError, UnknownConceptError
from causerie.simulation import (
    RULES,
    SETTINGS,
    TRANSFERS,
    Outcome,
    Setting,
    answer_fuzzy,
    response_signs,
    run_fuzzy,
    trace_fuzzy,
    uniqueness,
)
from causerie.simulation.fuzzy_lanes import run_fuzzy_many
from causerie.simulation.matrices import Skeleton
from tests.simulation.maps import claim, draw


def test_a_ring_of_switches_cycles_with_its_period() -> None:
    ring = [[0, 1, 0], [0, 0, 1], [1, 0, 0]]
    run = run_fuzzy(ring, [1, 0, 0], setting=Setting("kosko", "bivalent"), longest=60)
    assert (run.outcome, run.period) == (Outcome.CYCLE, 3)


def test_a_slow_power_law_is_not_called_settled() -> None:
    run = run_fuzzy([[0.0]], [1.0], setting=Setting("mkosko", "tanh"), tolerance=1e-6, longest=20_000)
    assert run.outcome is Outcome.SLOW
    assert run.final[0] > 1e-3


def test_a_map_that_wanders_is_called_unsettled() -> None:
    run = run_fuzzy([[0.0]], [1.0], setting=Setting("mkosko", "tanh"), tolerance=1e-9, longest=50)
    assert (run.outcome, run.period, run.iterations) == (Outcome.UNSETTLED, None, 50)


def test_held_concepts_stay_where_they_are_held() -> None:
    run = run_fuzzy([[0, 1], [1, 0]], [0.0, 0.0], held={0: -1.0})
    assert (run.states[:, 0] == -1).all()
    assert run.final[1] == pytest.approx(np.tanh(-1))


def test_the_uniqueness_bound_is_that_of_the_literature() -> None:
    weights = np.array([[0.0, 2.0], [0.0, 0.0]])
    assert uniqueness(weights, Setting("kosko", "sigmoid")).gain == pytest.approx(2 / 4)
    assert uniqueness(weights, Setting("kosko", "tanh")).gain == pytest.approx(2.0)
    assert not uniqueness(weights, Setting("kosko", "tanh")).unique
    bound = uniqueness(np.zeros((2, 2)), Setting("rescaled", "sigmoid", 1.9))
    assert bound.gain == pytest.approx(1.9 / 2)
    assert bound.unique
    assert uniqueness(weights, Setting("kosko", "bivalent")).gain == np.inf


@pytest.mark.parametrize(
    "wrong", [Setting("koskoo", "tanh"), Setting("kosko", "relu"), Setting("kosko", "tanh", 0.0)]
)
def test_an_unknown_setting_is_refused_with_what_there_is(wrong: Setting) -> None:
    with pytest.raises(ModelError):
        run_fuzzy([[0.0]], [0.0], setting=wrong)


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("transfer", ["sigmoid", "tanh"])
def test_many_draws_give_what_one_run_gives(rule: str, transfer: str) -> None:
    rng = np.random.default_rng(5)
    cause, effect = np.array([0, 1, 2, 3, 0, 2]), np.array([1, 2, 3, 1, 3, 0])
    skeleton = Skeleton(tuple("abcd"), cause, effect, np.ones(6, dtype=np.int64), np.ones(4, dtype=np.bool_))
    weights = rng.uniform(-0.6, 0.6, (6, 20))
    setting = Setting(rule, transfer, 0.8)
    many = run_fuzzy_many(
        skeleton, weights, setting=setting, start=0.5, held={0: 1.0}, steps=60, tolerance=0.0
    )
    for draw_number in range(20):
        matrix = np.zeros((4, 4))
        np.add.at(matrix, (cause, effect), weights[:, draw_number])
        one = run_fuzzy(matrix, np.full(4, 0.5), setting=setting, held={0: 1.0}, tolerance=0.0, longest=60)
        np.testing.assert_allclose(many.states[:, draw_number], one.final, atol=2e-5)


def test_a_sweep_compares_held_runs_with_the_baseline() -> None:
    weights = [[0.0, 0.6, 0.0, 0.0], [0.0, 0.0, -0.6, 0.0], [0.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0]]
    up, down = response_signs(weights, {0: 1}), response_signs(weights, {0: -1})
    assert up[0].tolist() == [1, 1, -1, 0]
    assert down[0].tolist() == [-1, -1, 1, 0]
    assert ((up[:, 3] == 0) | np.isnan(up[:, 3])).all()
    # Held high, the driver sets a ring of switches going that turns itself off and on again.
    ring = np.zeros((4, 4))
    ring[0, 1], ring[1, 2], ring[2, 3], ring[3, 1] = 1, 1, 1, -2
    assert np.isnan(response_signs(ring, {0: 1}, settings=[Setting("kosko", "bivalent")])).all()


def test_switches_are_not_run_in_draws() -> None:
    nothing = Skeleton((), *(np.zeros(0, dtype=np.int64),) * 3, np.zeros(0, dtype=np.bool_))
    with pytest.raises(ModelError, match="sigmoid and tanh"):
        run_fuzzy_many(nothing, np.zeros((0, 1)), setting=Setting("kosko", "bivalent"), start=0.0)
    assert "bivalent" in TRANSFERS


def test_the_second_opinion_says_on_which_settings_each_sign_holds() -> None:
    told = draw("a+b", "b-c", ("a", "d", claim("+", "Ada")), ("a", "d", claim("-", "Bob")), concepts="abcde")
    found = answer_fuzzy(told, {"a": 1})
    held = dict(zip(found.concepts, found.holds, strict=True))
    assert held["b"]["+"] == 1.0
    assert held["c"]["-"] >= 0.8
    assert held["e"]["0"] == 1.0
    assert held["d"]["0"] > 0.5
    default = found.by_setting[0]
    assert default.rise[3] == pytest.approx(default.fall[3], abs=0.15)
    assert default.bound.unique
    assert len(found.by_setting) == len(SETTINGS)


def test_one_draw_can_be_followed_by_iteration() -> None:
    told = draw("a+b", "b-c", concepts="abcd")
    rows = [trace_fuzzy(told, {"a": 1}, draw=number) for number in range(8)]
    assert all(row.outcome is Outcome.SETTLED for row in rows)
    full = next(row for row in rows if row.final[2] != 0)  # a draw in which both links are there
    assert full.states[0].tolist() == [1, 0, 0, 0]
    assert full.final[1] > 0 > full.final[2]
    assert full.final[3] == 0
    with pytest.raises(UnknownConceptError):
        trace_fuzzy(told, {"z": 1})


def test_uniqueness_takes_nested_rows_arrays_and_sparse_matrices_alike() -> None:
    rows = ((0.0, 0.5), (0.25, 0.0))
    gains = [uniqueness(w).gain for w in (rows, np.array(rows), sparse.csr_array(np.array(rows)))]
    assert gains == pytest.approx([gains[0]] * 3)
