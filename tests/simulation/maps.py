"""Short notation to causal maps: what the tests of the simulation stand on."""

from __future__ import annotations

from typing import Any

from causerie.model import (
    CausalMap,
    Certainty,
    Concept,
    Evidence,
    Kind,
    Link,
    LinkSign,
    Polarity,
    Strength,
    Voice,
)
from causerie.simulation.hearing import sign_of


def claim(said: str = "+", speaker: str = "Ada", **other: Any) -> dict[str, Any]:
    """Note a claim: its sign, who makes it, and what else is said of it."""
    return {"polarity": Polarity(said), "speaker": speaker, **other}


def draw(*links: tuple[str, str, dict[str, Any]] | str, concepts: str = "") -> CausalMap:
    """Draw a map: "a+b" is a plain claim by Ada, ("a", "b", claim(...)) any other.

    Claims on the same pair of concepts share a link, as in a real map.
    """
    told = [(item[0], item[2:], claim(item[1])) if isinstance(item, str) else item for item in links]
    pairs: dict[tuple[str, str], list[Evidence]] = {}
    for number, (cause, effect, said) in enumerate(told, start=1):
        pairs.setdefault((cause, effect), []).append(_evidence(number, said))
    names = list(dict.fromkeys([*concepts, *(end for pair in pairs for end in pair)]))
    speakers = dict.fromkeys(e.voice for group in pairs.values() for e in group)
    return CausalMap(
        concepts=tuple(Concept(name, name, ()) for name in names),
        links=tuple(
            Link(f"l{i}", cause, effect, _sign(group), 0.9, tuple(group))
            for i, ((cause, effect), group) in enumerate(pairs.items(), start=1)
        ),
        voices=tuple(Voice(v, v.removeprefix("v:"), ("doc",)) for v in speakers),
    )


def _evidence(number: int, said: dict[str, Any]) -> Evidence:
    return Evidence(
        document=said.get("document", "doc"),
        claim=f"c{number}",
        key=said.get("key", f"key{number}"),
        polarity=said["polarity"],
        kind=said.get("kind", Kind.CAUSE),
        negated=said.get("negated", False),
        certainty=said.get("certainty", Certainty.PLAIN),
        strength=said.get("strength", Strength.UNSAID),
        sufficient=said.get("sufficient", False),
        speaker=said["speaker"],
        voice=f"v:{said['speaker']}",
        confidence=said.get("confidence", 1.0),
        pattern="test",
        condition=said.get("condition"),
    )


def _sign(group: list[Evidence]) -> LinkSign:
    return sign_of(tuple(group))
