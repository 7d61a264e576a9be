"""A causal map to answers: what rises, what falls, how sure, on whose word."""

from causerie.simulation.answers import Answer, Decider, PathAnswer, Pushed, Range, Tier, WhatIf, to_json
from causerie.simulation.deciding import Deciding, Moved, Tipping, find_deciding
from causerie.simulation.determinate import Predictions, predict_signs
from causerie.simulation.encoding import Encoding, load_encoding
from causerie.simulation.ensemble import Observation, PressOptions
from causerie.simulation.forecasts import Forecast, forecast_signs, weigh_models
from causerie.simulation.fuzzy import (
    RULES,
    SETTINGS,
    TRANSFERS,
    Outcome,
    Setting,
    Trajectory,
    Uniqueness,
    response_signs,
    run_fuzzy,
    uniqueness,
    with_driver,
)
from causerie.simulation.hearing import conditions_of, speakers_of
from causerie.simulation.levers import Lever, SideEffect, find_levers
from causerie.simulation.loops import (
    Loop,
    LoopPolarity,
    SignedLoop,
    find_loops,
    loops_by_concept,
    loops_of_signs,
)
from causerie.simulation.paths import Connection, connection
from causerie.simulation.pictures import (
    PICTURE_FORMATS,
    draw_responses,
    draw_tornado,
    draw_trajectories,
    draw_ways,
    render_picture,
)
from causerie.simulation.press import answer_press
from causerie.simulation.priors import DECLARED, PRIORS, Prior
from causerie.simulation.robustness import leave_out_links, tipping_weight
from causerie.simulation.scenarios import (
    Comparison,
    Scenario,
    compare_scenarios,
    regimes_of,
    run_scenario,
    scenario_from_json,
    scenario_to_json,
)
from causerie.simulation.second_opinion import FuzzyAnswers, FuzzyShares, answer_fuzzy, trace_fuzzy
from causerie.simulation.solving import negative_inverse, press_links, press_response

__all__ = [
    "DECLARED",
    "PICTURE_FORMATS",
    "PRIORS",
    "RULES",
    "SETTINGS",
    "TRANSFERS",
    "Answer",
    "Comparison",
    "Connection",
    "Decider",
    "Deciding",
    "Encoding",
    "Forecast",
    "FuzzyAnswers",
    "FuzzyShares",
    "Lever",
    "Loop",
    "LoopPolarity",
    "Moved",
    "Observation",
    "Outcome",
    "PathAnswer",
    "Predictions",
    "PressOptions",
    "Prior",
    "Pushed",
    "Range",
    "Scenario",
    "Setting",
    "SideEffect",
    "SignedLoop",
    "Tier",
    "Tipping",
    "Trajectory",
    "Uniqueness",
    "WhatIf",
    "answer_fuzzy",
    "answer_press",
    "compare_scenarios",
    "conditions_of",
    "connection",
    "draw_responses",
    "draw_tornado",
    "draw_trajectories",
    "draw_ways",
    "find_deciding",
    "find_levers",
    "find_loops",
    "forecast_signs",
    "leave_out_links",
    "load_encoding",
    "loops_by_concept",
    "loops_of_signs",
    "negative_inverse",
    "predict_signs",
    "press_links",
    "press_response",
    "regimes_of",
    "render_picture",
    "response_signs",
    "run_fuzzy",
    "run_scenario",
    "scenario_from_json",
    "scenario_to_json",
    "speakers_of",
    "tipping_weight",
    "to_json",
    "trace_fuzzy",
    "uniqueness",
    "weigh_models",
    "with_driver",
]
