"""A causal map to answers: what rises, what falls, how sure, on whose word."""

from causerie.simulation.answers import Answer, Range, Tier, WhatIf, to_json
from causerie.simulation.determinate import Predictions, predict_signs
from causerie.simulation.encoding import Encoding, load_encoding
from causerie.simulation.ensemble import Observation, PressOptions
from causerie.simulation.hearing import conditions_of, speakers_of
from causerie.simulation.paths import Connection, connection
from causerie.simulation.press import answer_press
from causerie.simulation.priors import DECLARED, PRIORS
from causerie.simulation.robustness import leave_out_links, tipping_weight
from causerie.simulation.solving import negative_inverse, press_response

__all__ = [
    "DECLARED",
    "PRIORS",
    "Answer",
    "Connection",
    "Encoding",
    "Observation",
    "Predictions",
    "PressOptions",
    "Range",
    "Tier",
    "WhatIf",
    "answer_press",
    "conditions_of",
    "connection",
    "leave_out_links",
    "load_encoding",
    "negative_inverse",
    "predict_signs",
    "press_response",
    "speakers_of",
    "tipping_weight",
    "to_json",
]
