"""A readable table of intervals to the chances that the words of a claim carry."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from causerie.errors import ModelError
from causerie.model import Certainty, Kind, Strength

#: Name of the interval of a negated claim, beside those of `Certainty`.
DENIED = "denied"


@dataclass(frozen=True, slots=True)
class Interval:
    """Two chances or quantiles, both in [0, 1], the lower first."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Encoding:
    """What the words of a claim say about its link, as chances.

    Attributes:
        existence: certainty (or "denied") → chance that the link is there.
        kinds: kind → chance that caps the one of its words.
        strength: strength → part of the magnitude prior, as quantiles.
        unlicensed: chance that a one-sided link is felt on its other side too.
        start: chance of a link before anybody spoke, where pooling starts.
        discount: weight of the log-odds of every further voice, in [0, 1].
        count_confidence: whether chances are multiplied by the claim's confidence.

    """

    existence: Mapping[str, Interval]
    kinds: Mapping[Kind, Interval]
    strength: Mapping[Strength, Interval]
    unlicensed: Interval
    start: float
    discount: float
    count_confidence: bool


def load_encoding(path: Path | None = None) -> Encoding:
    """Read the intervals from a TOML file, or those that causerie proposes.

    Raises:
        ModelError: the file cannot be read, a key is unknown or missing, or a
            number is no chance.

    >>> load_encoding().existence["plain"]
    Interval(low=0.8, high=0.98)
    """
    return _proposed() if path is None else _encoding_of(_read(path), where=str(path))


@cache
def _proposed() -> Encoding:
    text = (files("causerie.simulation") / "evidence.toml").read_text(encoding="utf-8")
    return _encoding_of(tomllib.loads(text), where="evidence.toml")


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ModelError(f"{path}: cannot be read as a table of intervals: {error}") from error


def _encoding_of(table: Mapping[str, Any], *, where: str) -> Encoding:
    sections = ("existence", "kind", "strength", "one_sided", "pooling", "reading")
    _check_keys(table, accepted=sections, where=where)
    kinds = table["kind"]
    _check_keys(kinds, accepted=tuple(Kind), where=f"{where} [kind]", all_of=False)
    existence = _intervals(table["existence"], (*Certainty, DENIED), where=f"{where} [existence]")
    strength = _intervals(table["strength"], tuple(Strength), where=f"{where} [strength]")
    one_sided = _intervals(table["one_sided"], ("unlicensed",), where=f"{where} [one_sided]")
    pooling, reading = table["pooling"], table["reading"]
    _check_keys(pooling, accepted=("start", "discount"), where=f"{where} [pooling]")
    _check_keys(reading, accepted=("confidence",), where=f"{where} [reading]")
    if not 0 < pooling["start"] < 1:
        raise ModelError(f"{where} [pooling] start: {pooling['start']} is no chance between 0 and 1")
    return Encoding(
        existence=existence,
        kinds={Kind(k): _interval(v, where=f"{where} [kind] {k}") for k, v in kinds.items()},
        strength={Strength(k): v for k, v in strength.items()},
        unlicensed=one_sided["unlicensed"],
        start=float(pooling["start"]),
        discount=_chance(pooling["discount"], where=f"{where} [pooling] discount"),
        count_confidence=bool(reading["confidence"]),
    )


def _check_keys(
    table: Mapping[str, Any], *, accepted: tuple[str, ...], where: str, all_of: bool = True
) -> None:
    unknown = sorted(set(table) - set(accepted))
    missing = sorted(set(accepted) - set(table)) if all_of else []
    if unknown or missing:
        raise ModelError(f"{where}: unknown {unknown}, missing {missing}; accepted {sorted(accepted)}")


def _intervals(table: Mapping[str, Any], names: tuple[str, ...], *, where: str) -> dict[str, Interval]:
    _check_keys(table, accepted=tuple(str(n) for n in names), where=where)
    return {name: _interval(value, where=f"{where} {name}") for name, value in table.items()}


def _interval(value: Any, *, where: str) -> Interval:
    if not isinstance(value, list) or len(value) != 2 or value[0] > value[1]:
        raise ModelError(f"{where}: {value!r} is no interval; write [low, high]")
    return Interval(_chance(value[0], where=where), _chance(value[1], where=where))


def _chance(value: Any, *, where: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise ModelError(f"{where}: {value!r} is no number between 0 and 1")
    return float(value)
