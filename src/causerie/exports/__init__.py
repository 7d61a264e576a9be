"""Readings and maps to what other programs read."""

from causerie.exports.maps import map_to_json
from causerie.exports.readings import reading_from_json, reading_to_json

__all__ = ["map_to_json", "reading_from_json", "reading_to_json"]
