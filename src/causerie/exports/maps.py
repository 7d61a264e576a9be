"""Turn a causal map into the JSON of the reading contract."""

from __future__ import annotations

from typing import Any

from causerie.model import CausalMap, Concept, Evidence, Link, Polarity


def map_to_json(causal_map: CausalMap) -> dict[str, Any]:
    """Write a map as plain JSON values.

    The contract's keys, and more: labels by language, merge reasons, the claims'
    keys, kinds and hedges, the voices, the claims that no link carries.
    """
    return {
        "concepts": [_concept(c) for c in causal_map.concepts],
        "links": [_link(link) for link in causal_map.links],
        "voices": [
            {"id": v.id, "speaker": v.speaker, "documents": list(v.documents)} for v in causal_map.voices
        ],
        "problems": list(causal_map.problems),
    }


def _concept(concept: Concept) -> dict[str, Any]:
    return {
        "id": concept.id,
        "label": concept.label,
        "labels": dict(concept.labels),
        "mentions": [
            {
                "document": m.document,
                "span": [m.span.start, m.span.end],
                "text": m.text,
                "direction": m.direction,
            }
            for m in concept.mentions
        ],
        "merges": [
            {"text": m.text, "into": m.into, "reason": m.reason, "similarity": m.similarity}
            for m in concept.merges
        ],
    }


def _link(link: Link) -> dict[str, Any]:
    return {
        "id": link.id,
        "cause": link.cause,
        "effect": link.effect,
        "polarity": link.sign.value,
        "kinds": [k.value for k in link.kinds],
        "belief": link.belief,
        "claims": [_claim(e) for e in link.evidence],
        "citations": link.citations,
        "speakers": list(link.speakers),
        "voices": link.voices,
    }


def _claim(evidence: Evidence) -> dict[str, Any]:
    return {
        "document": evidence.document,
        "claim": evidence.claim,
        "key": evidence.key,
        "polarity": None if evidence.polarity is Polarity.UNKNOWN else evidence.polarity.value,
        "kind": evidence.kind.value,
        "negated": evidence.negated,
        "certainty": evidence.certainty.value,
        "condition": evidence.condition,
        "speaker": evidence.speaker,
        "voice": evidence.voice,
        "confidence": evidence.confidence,
    }
