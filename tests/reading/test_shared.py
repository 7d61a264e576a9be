"""On the shared texts: no claim or statement is lost to furniture, and the seeds are parted rightly."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from causerie.model import Span
from causerie.reading import find_inputs, read_documents, read_text

SHARED = Path(__file__).parents[3] / "shared"
pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the shared texts are not beside this clone")


def _rows(name: str) -> list[dict[str, Any]]:
    path = SHARED / "benchmarks" / name
    content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return [json.loads(line) for line in content.decode().splitlines()]


def _gold(row: dict[str, Any]) -> list[Span]:
    """Gather every annotated span of a gold document, whatever its shape."""
    found: list[Any] = [c[k] for c in row.get("claims", []) for k in ("cause", "effect", "cue")]
    for attribution in row.get("attributions", []):
        found += [attribution.get(k) for k in ("source", "cue", "content")]
    pairs = [p for f in found if f for p in (f if isinstance(f[0], list) else [f])]
    return [Span(*p) for p in pairs]


@pytest.mark.parametrize("name", ["french/dev.jsonl", "english/dev.jsonl", "polnear/dev.jsonl.gz"])
def test_no_annotated_words_are_furniture(name: str) -> None:
    for row in _rows(name):
        document = read_text(row["text"], id=row["id"])
        lost = [s for s in _gold(row) if any(b.overlaps(s) for b in document.boilerplate)]
        assert not lost, (row["id"], lost)
        assert document.language == ("fr" if name.startswith("french") else "en")
        assert not document.problems


def test_seeds_are_parted_into_account_furniture_and_box() -> None:
    first, second = (d for path in find_inputs([SHARED / "seeds"]) for d in read_documents(path))
    assert (len(first.paragraphs), len(first.boilerplate), len(first.asides)) == (24, 9, 1)
    assert (len(second.paragraphs), len(second.boilerplate), len(second.asides)) == (10, 0, 0)
    assert first.title
    assert second.title
    assert (first.language, second.language) == ("fr", "fr")
