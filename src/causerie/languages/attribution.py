"""Turn a language folder's attribution.json into the weights of the filter over attributions."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType

from causerie.errors import LanguageDataError

KEYS = {"bias", "threshold", "weights"}


@dataclass(frozen=True, slots=True)
class AttributionWeights:
    """A logistic model over named features.

    Attributes:
        bias: log odds where no feature is true.
        threshold: least probability that counts, in [0, 1].
        weights: feature → what it adds to the log odds.
    """

    bias: float
    threshold: float
    weights: Mapping[str, float]


@lru_cache
def attribution_weights(code: str) -> AttributionWeights | None:
    """Load the weights of one language; None where none were learned.

    Raises:
        LanguageDataError: the file is not what `training/attribution` writes.
    """
    path = files("causerie.languages") / code / "attribution.json"
    if not path.is_file():
        return None
    raw = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(raw, dict) or set(raw) != KEYS:
        raise LanguageDataError(f"{code}/attribution.json: has {sorted(raw)}; accepted {sorted(KEYS)}")
    return AttributionWeights(raw["bias"], raw["threshold"], MappingProxyType(raw["weights"]))
