"""A causal map to the links that are heard: by whom, under which conditions, with what left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from causerie.errors import ModelError, UnknownConceptError
from causerie.model import CausalMap, Evidence, LinkSign, Polarity
from causerie.simulation.matrices import Ints, Skeleton, skeleton_of_map
from causerie.simulation.states import LinkEvidence, evidence_of


@dataclass(frozen=True)
class Heard:
    """The part of a map that a run hears.

    Attributes:
        causal_map: only links that somebody heard asserts, with the evidence heard.
        denied: (cause, effect) of links that are only denied; they run as absent.
        conditions: condition → whether it is taken as met.

    """

    causal_map: CausalMap
    denied: tuple[tuple[str, str], ...]
    conditions: Mapping[str, bool]

    @cached_property
    def skeleton(self) -> Skeleton:
        """Give the heard links as arrays, in the order of `links`."""
        return skeleton_of_map(self.causal_map)

    @cached_property
    def links(self) -> tuple[LinkEvidence, ...]:
        """Give the evidence of every heard link."""
        return tuple(evidence_of(link) for link in self.causal_map.links)

    @cached_property
    def voice_names(self) -> Mapping[str, str]:
        """Map voice id → the name that is shown."""
        return {v.id: v.speaker for v in self.causal_map.voices}

    def name_of(self, claim: Evidence) -> str:
        """Give the name of a claim's voice: its speaker, or who writes in his own name."""
        return claim.speaker or self.voice_names.get(claim.voice, claim.voice)

    def part(self, links: Ints) -> Heard:
        """Keep only some of the links; the concepts stay."""
        kept = tuple(self.causal_map.links[i] for i in links)
        return replace(self, causal_map=replace(self.causal_map, links=kept))


def hear(
    causal_map: CausalMap, *, by: str | None = None, conditions: Mapping[str, bool] | None = None
) -> Heard:
    """Keep what one voice asserts (or all), under conditions taken as met unless said otherwise.

    Args:
        causal_map: the whole map.
        by: a speaker's name or a voice's id; everybody when left out.
        conditions: condition → whether it is met.

    Raises:
        ModelError: nobody of that name, or no such condition.

    """
    known = conditions_of(causal_map)
    unknown = sorted(set(conditions or {}) - set(known))
    if unknown:
        raise ModelError(f"no claim depends on the condition {unknown}; choose from {list(known)}")
    met = {c: (conditions or {}).get(c, True) for c in known}
    names = {v.id: v.speaker for v in causal_map.voices}

    def heard(claim: Evidence) -> bool:
        speaks = by is None or by in (claim.speaker, claim.voice, names.get(claim.voice))
        return speaks and (claim.condition is None or met[claim.condition])

    links, denied, anybody = [], [], False
    for link in causal_map.links:
        evidence = tuple(e for e in link.evidence if heard(e))
        anybody = anybody or bool(evidence)
        if any(not e.negated for e in evidence):
            links.append(replace(link, evidence=evidence, sign=sign_of(evidence)))
        elif evidence:
            denied.append((link.cause, link.effect))
    if by is not None and not anybody:
        raise ModelError(f"nobody named '{by}' makes a claim; choose from {list(speakers_of(causal_map))}")
    return Heard(replace(causal_map, links=tuple(links)), tuple(denied), met)


def check_concepts(causal_map: CausalMap, concepts: Iterable[str]) -> None:
    """Refuse ids that the map does not hold.

    Raises:
        UnknownConceptError: the first of them.

    """
    for concept in concepts:
        if concept not in causal_map.by_id:
            raise UnknownConceptError(f"the map holds no concept '{concept}'")


def check_push(causal_map: CausalMap, push: Mapping[str, int]) -> None:
    """Refuse a push of nothing, of unknown concepts, or in no direction.

    Raises:
        UnknownConceptError: the map holds no such concept.
        ModelError: nothing is pushed, or not up or down.

    """
    check_concepts(causal_map, push)
    if not push:
        raise ModelError("nothing is pushed; name at least one concept")
    for concept, direction in push.items():
        if direction not in (1, -1):
            raise ModelError(f"push on '{concept}': {direction!r} is no direction; use 1 or -1")


def claim_name(claim: Evidence) -> str:
    """Name a claim by its place: "document:claim"."""
    return f"{claim.document}:{claim.claim}"


def conditions_of(causal_map: CausalMap) -> tuple[str, ...]:
    """List the conditions on which claims of the map depend, each once."""
    found = (e.condition for link in causal_map.links for e in link.evidence)
    return tuple(dict.fromkeys(c for c in found if c is not None))


def speakers_of(causal_map: CausalMap) -> tuple[str, ...]:
    """List the names of those who make claims, each once."""
    names = {v.id: v.speaker for v in causal_map.voices}
    claims = (e for link in causal_map.links for e in link.evidence)
    return tuple(dict.fromkeys(e.speaker or names.get(e.voice, e.voice) for e in claims))


def sign_of(evidence: tuple[Evidence, ...]) -> LinkSign:
    """Say which sign the claims that assert a link give it together."""
    said = {e.polarity for e in evidence if not e.negated} - {Polarity.UNKNOWN}
    if len(said) > 1:
        return LinkSign.CONTRADICTED
    return LinkSign(said.pop().value) if said else LinkSign.UNKNOWN
