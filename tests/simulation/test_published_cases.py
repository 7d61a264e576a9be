"""Every published worked example that lies beside the project, through the public API."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from causerie.errors import ModelError
from causerie.simulation import (
    Observation,
    Prior,
    Setting,
    forecast_signs,
    leave_out_links,
    loops_of_signs,
    negative_inverse,
    predict_signs,
    press_response,
    run_fuzzy,
    tipping_weight,
    weigh_models,
    with_driver,
)
from tests.simulation.cases import PLACE, beside, case, cases

#: Three standard errors of the largest share at this many draws, and the case's own.
DRAWS = 100_000
NOISE = 3 * 0.5 / DRAWS**0.5


@beside
def test_every_case_has_a_test() -> None:
    import json

    kinds = {c["kind"] for c in json.loads(PLACE.read_text(encoding="utf-8"))["cases"]}
    assert kinds == {
        "fcm",
        "fcm_intervention",
        "fcm_analytic",
        "loop_analysis",
        "press_quantitative",
        "press_ensemble",
        "press_ensemble_analytic",
        "loop_enumeration",
        "sensitivity",
    }


def setting_of(told: dict[str, Any]) -> Setting:
    return Setting(told["inference"].lower(), told["transfer"], told.get("lam", 1.0))


@pytest.mark.parametrize("told", cases("fcm"))
def test_fuzzy_maps_run_as_printed(told: dict[str, Any]) -> None:
    run = run_fuzzy(
        told["W"],
        told["x0"],
        setting=setting_of(told),
        tolerance=told["thresh"],
        longest=told.get("max_iters", 1000),
    )
    if "expected_states" in told:
        assert run.states.shape == np.shape(told["expected_states"])
        np.testing.assert_allclose(run.states, told["expected_states"], atol=1e-6)
    if "expected_final" in told:
        np.testing.assert_allclose(run.final, told["expected_final"], atol=1e-6)
    if "expected_rows" in told:
        assert len(run.states) == told["expected_rows"]


@pytest.mark.parametrize("told", cases("fcm_intervention"))
def test_interventions_run_as_recomputed(told: dict[str, Any]) -> None:
    base = case(told["base_case"])
    setting = setting_of(base)
    settled = run_fuzzy(base["W"], base["x0"], setting=setting, tolerance=base["thresh"]).final
    impact = {base["names"].index(c): w for c, w in told["driver_node_impact"].items()}
    driver = len(base["names"])
    run = run_fuzzy(
        with_driver(base["W"], impact),
        [*settled, told["driver_value"]],
        setting=setting,
        held={driver: told["driver_value"]},
        tolerance=base["thresh"],
    )
    np.testing.assert_allclose(run.states[:, :driver], told["recomputed"], atol=1e-9)


@beside
def test_unconnected_concepts_end_where_the_closed_form_says() -> None:
    for name, end in case("fcm_empty_map_fixed_points")["expected"].items():
        rule, transfer = name.lower().split("_")
        if (rule, transfer) == ("mkosko", "tanh"):
            continue  # falls as a power law; the next case has its exact value
        run = run_fuzzy(np.zeros((3, 3)), [0.1, 0.6, 0.9], setting=Setting(rule, transfer), tolerance=1e-12)
        np.testing.assert_allclose(run.final, end, atol=1e-9)


@beside
def test_tanh_with_memory_falls_as_slowly_as_recomputed() -> None:
    told = case("fcm_tanh_slow")
    for steps, value in told["expected_after"].items():
        run = run_fuzzy(told["W"], told["x0"], setting=setting_of(told), tolerance=0.0, longest=int(steps))
        assert run.final[0] == pytest.approx(value, abs=1e-12)


@beside
def test_steep_slopes_have_two_end_states() -> None:
    for slope, ends in case("fcm_lambda_bistable")["expected"].items():
        setting = Setting("rescaled-kosko", "sigmoid", float(slope))
        for start, name in ((0.9, "from_high"), (0.1, "from_low")):
            expected = ends[name]
            run = run_fuzzy([[0, 1], [1, 0]], [start, start], setting=setting, tolerance=1e-15, longest=5000)
            np.testing.assert_allclose(run.final, expected, atol=1e-9)


@pytest.mark.parametrize("told", cases("loop_analysis"))
def test_loop_analysis_counts_the_printed_terms(told: dict[str, Any]) -> None:
    found = predict_signs(told["A"])
    expected = told["expected"]
    recomputed = told["recomputed"]
    assert found.determinant == recomputed["det_neg"]
    assert found.adjoint.tolist() == recomputed["adjoint_neg"]
    assert found.total.tolist() == recomputed["T_absolute_feedback"]
    if "adjoint_neg" in expected:
        assert found.adjoint.tolist() == expected["adjoint_neg"]
    if "T_absolute_feedback" in expected:
        assert found.total.tolist() == expected["T_absolute_feedback"]
    np.testing.assert_allclose(found.weighted, recomputed["weighted"], atol=1e-6)
    if "weighted" in expected:
        np.testing.assert_allclose(found.weighted, expected["weighted"], atol=0.0051)
    if found.determinant > 0:
        assert found.signs is not None
        assert found.signs.tolist() == recomputed["sign_prediction"]
        if "CEM_LoopAnalyst" in expected:
            assert found.signs.T.tolist() == expected["CEM_LoopAnalyst"]
    else:
        assert found.signs is None
        assert "determinant" in str(found.refusal)
    if told.get("feedback_loops"):
        names = told["names"]
        printed = {
            (frozenset(loop["nodes"]), _turned(loop["nodes"]), loop["polarity"])
            for loop in told["feedback_loops"]
        }
        mine = set()
        for loop in loops_of_signs(told["A"]):
            nodes = [names[i] for i in loop.concepts]
            mine.add((frozenset(nodes), _turned(nodes), "+" if loop.sign > 0 else "-"))
        assert mine == printed


def _turned(nodes: list[str]) -> tuple[str, ...]:
    least = nodes.index(min(nodes))
    return tuple(nodes[least:] + nodes[:least])


@beside
def test_the_singular_old_field_refuses_responses() -> None:
    with pytest.raises(ModelError, match="singular"):
        negative_inverse(np.array(case("oldfield_schmitz_RREEBES")["A"]))


@beside
def test_the_quantified_plankton_matrix_inverts_as_printed() -> None:
    told = case("dambacher2002_plankton_quantitative")
    found = -negative_inverse(np.array(told["A"]))
    np.testing.assert_allclose(found, told["recomputed"], atol=1e-12)
    np.testing.assert_allclose(found, told["expected_inverse_2dp"], atol=0.005)


@beside
def test_the_snowshoe_vignette_responds_as_printed() -> None:
    told = case("qpress_vignette_impact")
    push = [told["press"].get(name, 0.0) for name in told["names"]]
    found = press_response(np.array(told["A"]), np.array(push))
    np.testing.assert_allclose(found, told["expected"], atol=1e-6)


@beside
def test_snowshoe_hares_are_forecast_and_their_models_weighed() -> None:
    told = case("snowshoe_A_to_E")
    for name, signs in told["A"].items():
        found = forecast_signs(signs, {"V": 1}, concepts=told["names"], draws=DRAWS)
        printed = told["recomputed"][name]
        assert found.stable == pytest.approx(printed["p_stable"], abs=NOISE)
        rises = [printed["p_increase_given_stable_V_press"][c] for c in told["names"]]
        np.testing.assert_allclose(found.rise, rises, atol=NOISE)
    after = weigh_models(
        {m: told["A"][m] for m in "BCDE"},
        Observation(push={"V": 1}, seen={"H": -1}),
        concepts=told["names"],
        belief={"B": 3 / 16, "C": 3 / 16, "D": 5 / 16, "E": 5 / 16},
        draws=DRAWS,
    )
    for model, weight in told["posterior_recomputed"].items():
        assert after[model] == pytest.approx(weight, abs=NOISE)
    for model, weight in told["expected"]["posterior_printed_MC1000"].items():
        assert after[model] == pytest.approx(weight, abs=told["tolerance_on_printed"])


X_Y_Z = [[-1, 0, 0], [1, -1, -1], [1, 0, -1]]
CHAIN = [[-1, 0, 0, 0], [1, -1, 0, -1], [1, 0, -1, 0], [0, 0, 1, -1]]
TWICE = Prior(lambda _, quantile: 2 * quantile, draws_limits=False, contracting=False)

ANALYTIC: dict[str, Callable[[], float]] = {
    "analytic_incoherent_feedforward": lambda: forecast_signs(
        X_Y_Z, {"0": 1}, prior="unit", draws=DRAWS
    ).rise[1],
    "analytic_direct_plus_vs_3edge_minus": lambda: forecast_signs(
        CHAIN, {"0": 1}, prior="unit", draws=DRAWS
    ).rise[1],
    "analytic_positive_2cycle_U02": lambda: (
        forecast_signs([[-1, 1], [1, -1]], {"0": 1}, prior=TWICE, draws=DRAWS).stable
    ),
    "analytic_negative_2cycle": lambda: (
        forecast_signs([[-1, 1], [-1, -1]], {"0": 1}, prior="unit", draws=DRAWS).stable
    ),
    "analytic_positive_2cycle_selflim_U01": lambda: (
        forecast_signs([[-1, 1], [1, -1]], {"0": 1}, prior="qpress", draws=DRAWS).stable
    ),
}

CLOSED_FORMS = {
    "analytic_incoherent_feedforward": 0.75,
    "analytic_direct_plus_vs_3edge_minus": 1 - 2**-3,
    "analytic_positive_2cycle_U02": (1 + np.log(4)) / 4,
    "analytic_negative_2cycle": 1.0,
    "analytic_positive_2cycle_selflim_U01": 0.5,
}


@pytest.mark.parametrize("name", ANALYTIC)
def test_ensembles_meet_their_closed_forms(name: str) -> None:
    assert ANALYTIC[name]() == pytest.approx(CLOSED_FORMS[name], abs=NOISE)


@pytest.mark.parametrize("told", cases("press_ensemble_analytic"))
def test_the_closed_forms_are_those_of_the_cases(told: dict[str, Any]) -> None:
    assert CLOSED_FORMS[told["id"]] == pytest.approx(told["expected"], abs=1e-12)


@pytest.mark.parametrize(("size", "count"), [(3, 5), (4, 20), (5, 84), (6, 409)])
def test_complete_graphs_have_their_number_of_loops(size: int, count: int) -> None:
    assert len(loops_of_signs(np.ones((size, size)) - np.eye(size))) == count


@pytest.mark.parametrize("told", cases("loop_enumeration"))
def test_loop_counts_are_those_of_the_cases(told: dict[str, Any]) -> None:
    size = int(told["id"].removeprefix("cycles_K"))
    assert len(loops_of_signs(np.ones((size, size)) - np.eye(size))) == told["expected"]


def test_leaving_out_a_claim_and_the_tipping_weight_in_closed_form() -> None:
    matrix = np.array([[-1.0, 0.0, 0.0], [0.8, -1.0, -0.9], [0.7, 0.0, -1.0]])
    push = np.array([1.0, 0.0, 0.0])
    assert press_response(matrix, push)[1] == pytest.approx(0.17)
    left = leave_out_links(matrix, push)[:, 1]
    entries = [tuple(e) for e in np.argwhere(matrix)]
    assert left[entries.index((1, 0))] == pytest.approx(-0.63)
    assert left[entries.index((1, 2))] == pytest.approx(0.8)
    assert tipping_weight(matrix, push, cause=0, effect=1, responder=1) == pytest.approx(0.63)


@pytest.mark.parametrize("told", cases("sensitivity"))
def test_tipping_weights_are_those_of_the_cases(told: dict[str, Any]) -> None:
    names = told["names"]
    matrix = np.array(told["A"])
    push = np.array([float(n == told["press"]) for n in names])
    responder = names.index(told["responder"])
    left = leave_out_links(matrix, push)[:, responder]
    entries = [(int(i), int(j)) for i, j in np.argwhere(matrix)]
    expected = told["expected"]
    assert press_response(matrix, push)[responder] == pytest.approx(expected["response"])
    for key, value in expected.items():
        if key.startswith("drop_claim_"):
            cause, effect = key.removeprefix("drop_claim_").replace("-|", "->").split("->")
            place = entries.index((names.index(effect), names.index(cause)))
            assert left[place] == pytest.approx(value)
        elif key.startswith("tipping_weight_"):
            cause, effect = key.removeprefix("tipping_weight_").split("->")
            found = tipping_weight(
                matrix, push, cause=names.index(cause), effect=names.index(effect), responder=responder
            )
            assert found == pytest.approx(value)
