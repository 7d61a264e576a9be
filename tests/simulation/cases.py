"""The published worked examples that lie beside the project, where they are there."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

PLACE = Path(__file__).parents[2].parent / "shared" / "benchmarks" / "simulation" / "cases.json"

beside = pytest.mark.skipif(not PLACE.is_file(), reason="needs ../shared/benchmarks/simulation/cases.json")


def cases(*kinds: str) -> list[Any]:
    """List the cases of some kinds as test parameters; one that skips where there are none."""
    if not PLACE.is_file():
        return [pytest.param({}, marks=beside, id="absent")]
    held = json.loads(PLACE.read_text(encoding="utf-8"))["cases"]
    return [pytest.param(c, id=c["id"]) for c in held if c["kind"] in kinds]


def case(name: str) -> dict[str, Any]:
    """Give one case by its name."""
    held = json.loads(PLACE.read_text(encoding="utf-8"))["cases"]
    return next(c for c in held if c["id"] == name)
