"""Readings to a CausalMap: independent voices, concepts, links with belief."""

from causerie.assembly.concepts import merge_concepts
from causerie.assembly.maps import MapOptions, draw_map
from causerie.assembly.resolve import ConceptMatch, resolve_concept
from causerie.assembly.voices import Voices, find_voices

__all__ = [
    "ConceptMatch",
    "MapOptions",
    "Voices",
    "draw_map",
    "find_voices",
    "merge_concepts",
    "resolve_concept",
]
