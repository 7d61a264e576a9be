import json

import pytest

from causerie.errors import ModelError
from causerie.simulation import (
    Observation,
    PressOptions,
    Scenario,
    compare_scenarios,
    regimes_of,
    scenario_from_json,
    scenario_to_json,
)
from tests.simulation.maps import claim, draw

FEW = PressOptions(draws=500, details=False)
TOLD = draw(
    ("a", "b", claim("+", "Ada", condition="if it rains")),
    ("a", "b", claim("-", "Bob", condition="in war")),
    "b+c",
)


def test_regimes_switch_each_condition() -> None:
    base = Scenario("more of a", {"a": 1})
    compared = compare_scenarios(TOLD, regimes_of(TOLD, base), options=FEW)
    assert [s.name.split(": ")[1] for s in compared.scenarios] == [
        "all conditions met",
        "not 'if it rains'",
        "not 'in war'",
        "no condition met",
    ]
    assert [a.sign if a else None for a in compared.rows["b"]] == ["?", "-", "+", "0"]
    assert compared.rows["a"] == (None,) * 4
    assert compared.differing() == ("b", "c")
    assert any("'if it rains'" in line and "not met" in line for line in compared.runs[1].assumptions)


def test_voices_stand_side_by_side() -> None:
    alone = [Scenario(v, {"a": 1}, by=v) for v in ("Ada", "Bob")]
    compared = compare_scenarios(TOLD, alone, options=FEW)
    assert [a.sign if a else None for a in compared.rows["b"]] == ["+", "-"]


def test_a_scenario_survives_being_saved() -> None:
    whole = Scenario(
        "dry year",
        {"a": -1},
        by="Ada",
        conditions={"in war": False},
        criteria=(Observation({"a": 1}, {"b": 0, "c": -1}),),
    )
    assert scenario_from_json(json.loads(json.dumps(scenario_to_json(whole)))) == whole


@pytest.mark.parametrize(
    "saved",
    [
        {"name": "x"},
        {"name": "x", "push": {"a": 1}, "until": 3},
        {"name": "x", "push": {"a": 0}},
        {"name": "x", "push": {"a": 1}, "criteria": [{"push": {"a": 1}, "seen": {"b": 5}}]},
    ],
)
def test_a_scenario_that_is_none_is_refused(saved: dict[str, object]) -> None:
    with pytest.raises(ModelError):
        scenario_from_json(saved)
