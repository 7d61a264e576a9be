"""The frozen types of an answer, and their JSON form (the reading contract's what-if)."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np


class Tier(StrEnum):
    """How far an answer can be relied on.

    CERTAIN: if it responds at all, it can only respond with this sign, given stability.
    ROBUST: this sign has a probability of .95 or more under every declared prior.
    OPEN: the sign depends on strengths, or on whom one believes.
    UNREACHABLE: no claim leads from what is pushed to this concept; exactly 0.
    """

    CERTAIN = "certain"
    ROBUST = "robust"
    OPEN = "open"
    UNREACHABLE = "unreachable"


@dataclass(frozen=True, slots=True)
class Range:
    """The lowest and the highest of some probabilities."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Pushed:
    """A concept that is pushed, as it was asked for and as it was understood.

    Attributes:
        direction: 1 for a lasting rise, -1 for a lasting fall.
        similarity: how near the words asked are to the concept's, where they are not its own.

    """

    asked: str
    concept: str
    label: str
    direction: int
    similarity: float | None = None


@dataclass(frozen=True, slots=True)
class PathAnswer:
    """One way on which a push reaches a concept.

    Attributes:
        concepts: ids from the pushed concept to the responding one.
        sign: "+" or "-" for a push upwards on its first concept; "±" or "?" if a
            step is contradicted or of unknown sign.
        share: its part of the strength of all ways together, in [0, 1].
        speakers, claims: per step, who asserts it and where ("document:claim").
        against: per step, claims that deny it or give it the other sign.
        held_by: voices that hold every step; empty if nobody says the whole way.

    """

    concepts: tuple[str, ...]
    sign: str
    share: float
    speakers: tuple[tuple[str, ...], ...]
    claims: tuple[tuple[str, ...], ...]
    against: tuple[tuple[str, ...], ...]
    held_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Decider:
    """A claim, or all claims of a speaker, without which the answer changes.

    Attributes:
        claim: "document:claim"; None when it is all that the speaker says.
        change: change of P(rise) - P(fall) when it is left out, in [-2, 2].
        flips: whether the likelier sign becomes another one, or none.

    """

    claim: str | None
    speaker: str | None
    change: float
    flips: bool


@dataclass(frozen=True, slots=True)
class PriorShare:
    """How one prior answers."""

    prior: str
    rise: float
    fall: float


@dataclass(frozen=True, slots=True)
class SpeakerShare:
    """How the answer stands if this voice alone is heard."""

    speaker: str
    rise: float
    fall: float


@dataclass(frozen=True, slots=True)
class Acceptance:
    """How many draws of a prior were used.

    Attributes:
        stable: share of draws that are stable.
        matching: share of the stable draws that meet the validation criteria.
        counted: whether the prior counts for ranges; too few draws do not.

    """

    prior: str
    stable: float
    matching: float
    counted: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """What happens to one concept under a lasting push.

    Attributes:
        sign: the likelier direction under every prior; "?" if they disagree or
            it is undecided, "0" if it is unreachable.
        rise, fall: lowest and highest probability over the declared priors; what
            they leave to 1 is the chance that no claim on the way holds.
        given_response: probability of the likelier direction among the draws
            in which the concept responds at all, over the priors.
        paths: the strongest ways, strongest first.
        offsetting: strength of all ways that raise it and of all that lower it, as shares.
        decided_by: claims that the answer hangs on, most first.
        deciding_speakers: voices that it hangs on, most first.
        by_prior: how each declared prior answers.
        by_speaker: how the answer stands for each voice alone.
        whom: share of the variance of the sign that is due to whom one believes.
        error: largest Monte-Carlo standard error of rise and fall.
        fuzzy_disagreement: share of the settings of fuzzy cognitive maps that
            give another sign; None where that was not run.

    """

    concept: str
    label: str
    sign: str
    tier: Tier
    rise: Range
    fall: Range
    given_response: Range
    paths: tuple[PathAnswer, ...] = ()
    offsetting: tuple[float, float] = (0.0, 0.0)
    decided_by: tuple[Decider, ...] = ()
    deciding_speakers: tuple[Decider, ...] = ()
    by_prior: tuple[PriorShare, ...] = ()
    by_speaker: tuple[SpeakerShare, ...] = ()
    whom: float | None = None
    error: float = 0.0
    fuzzy_disagreement: float | None = None


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The answers to one question."""

    pushed: tuple[Pushed, ...]
    answers: tuple[Answer, ...]
    assumptions: tuple[str, ...]
    acceptance: tuple[Acceptance, ...]
    draws: int
    seed: int
    method: str = "press"


def to_json(answer: Any) -> Any:
    """Turn any answer type into what `json.dumps` writes; a `Range` becomes [low, high].

    >>> to_json(Range(0.25, 0.5))
    [0.25, 0.5]
    """
    if isinstance(answer, Range):
        return [_rounded(answer.low), _rounded(answer.high)]
    if isinstance(answer, np.ndarray):
        return to_json(answer.tolist())
    if dataclasses.is_dataclass(answer):
        return {f.name: to_json(getattr(answer, f.name)) for f in dataclasses.fields(answer)}
    if isinstance(answer, tuple | list):
        return [to_json(part) for part in answer]
    if isinstance(answer, dict):
        return {str(k): to_json(v) for k, v in answer.items()}
    if isinstance(answer, StrEnum):
        return answer.value
    return _rounded(answer) if isinstance(answer, float) else answer


def _rounded(number: float) -> float:
    """Keep six digits: more would claim what a sample of draws does not know."""
    return round(number, 6)
