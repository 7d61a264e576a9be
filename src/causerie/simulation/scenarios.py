"""Named questions to answers side by side: regimes, voices, observations.

A scenario is what a project saves under a name; it holds concept ids and
plain values only, so that it can be written as JSON and read back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from causerie.errors import ModelError
from causerie.model import CausalMap
from causerie.simulation.answers import Answer, WhatIf
from causerie.simulation.ensemble import Observation, PressOptions
from causerie.simulation.hearing import conditions_of
from causerie.simulation.press import answer_press


@dataclass(frozen=True)
class Scenario:
    """A question with everything that it takes as given.

    Attributes:
        push: concept id → 1 or -1.
        by: the one voice that is heard; everybody when None.
        conditions: condition → whether it is met; met where left out.
        criteria: observations that reject the draws which do not show them.

    """

    name: str
    push: Mapping[str, int]
    by: str | None = None
    conditions: Mapping[str, bool] = field(default_factory=dict)
    criteria: tuple[Observation, ...] = ()


@dataclass(frozen=True)
class Comparison:
    """Scenarios side by side.

    Attributes:
        runs: one for each scenario, in their order.
        rows: concept id → its answers, in the order of the scenarios; None where it is pushed.

    """

    scenarios: tuple[Scenario, ...]
    runs: tuple[WhatIf, ...]
    rows: Mapping[str, tuple[Answer | None, ...]]

    def differing(self) -> tuple[str, ...]:
        """List the concepts whose sign or tier is not the same in all scenarios."""

        def kinds(answers: tuple[Answer | None, ...]) -> set[tuple[str, str]]:
            return {(a.sign, a.tier.value) for a in answers if a}

        return tuple(concept for concept, answers in self.rows.items() if len(kinds(answers)) > 1)


def run_scenario(causal_map: CausalMap, scenario: Scenario, *, options: PressOptions | None = None) -> WhatIf:
    """Answer a scenario; its conditions and observations replace those of the options."""
    held = replace(options or PressOptions(), conditions=scenario.conditions, criteria=scenario.criteria)
    return answer_press(causal_map, scenario.push, by=scenario.by, options=held)


def compare_scenarios(
    causal_map: CausalMap, scenarios: Sequence[Scenario], *, options: PressOptions | None = None
) -> Comparison:
    """Answer several scenarios on the same draws, and put them side by side."""
    runs = tuple(run_scenario(causal_map, s, options=options) for s in scenarios)
    found = [{a.concept: a for a in run.answers} for run in runs]
    rows = {c.id: tuple(answers.get(c.id) for answers in found) for c in causal_map.concepts}
    return Comparison(tuple(scenarios), runs, rows)


def regimes_of(causal_map: CausalMap, scenario: Scenario) -> tuple[Scenario, ...]:
    """Vary a scenario over the conditions of the map: all met, each one not met, none met."""
    known = conditions_of(causal_map)
    every = dict.fromkeys(known, True)
    regimes = [replace(scenario, name=f"{scenario.name}: all conditions met", conditions=every)]
    for condition in known:
        switched = {**every, condition: False}
        regimes.append(replace(scenario, name=f"{scenario.name}: not {condition!r}", conditions=switched))
    if len(known) > 1:
        none = dict.fromkeys(known, False)
        regimes.append(replace(scenario, name=f"{scenario.name}: no condition met", conditions=none))
    return tuple(regimes)


def scenario_to_json(scenario: Scenario) -> dict[str, Any]:
    """Turn a scenario into plain values for a project to save."""
    return {
        "name": scenario.name,
        "push": dict(scenario.push),
        "by": scenario.by,
        "conditions": dict(scenario.conditions),
        "criteria": [{"push": dict(o.push), "seen": dict(o.seen)} for o in scenario.criteria],
    }


def scenario_from_json(saved: Mapping[str, Any]) -> Scenario:
    """Turn what a project saved back into a scenario.

    Raises:
        ModelError: a key is unknown or missing, or a direction is none.

    >>> told = {"name": "dry", "push": {"k1": -1}}
    >>> scenario_from_json(told).push
    {'k1': -1}
    """
    accepted = {"name", "push", "by", "conditions", "criteria"}
    unknown, missing = sorted(set(saved) - accepted), sorted({"name", "push"} - set(saved))
    if unknown or missing:
        raise ModelError(f"scenario: unknown {unknown}, missing {missing}; accepted {sorted(accepted)}")
    criteria = tuple(
        Observation(_directions(o["push"], (1, -1)), _directions(o["seen"], (1, 0, -1)))
        for o in saved.get("criteria", ())
    )
    return Scenario(
        name=str(saved["name"]),
        push=_directions(saved["push"], (1, -1)),
        by=saved.get("by"),
        conditions={str(c): bool(met) for c, met in saved.get("conditions", {}).items()},
        criteria=criteria,
    )


def _directions(told: Mapping[str, Any], accepted: tuple[int, ...]) -> dict[str, int]:
    for concept, direction in told.items():
        if direction not in accepted:
            raise ModelError(f"'{concept}': {direction!r} is no direction; use one of {list(accepted)}")
    return {str(c): int(d) for c, d in told.items()}
