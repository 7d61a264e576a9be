"""One paragraph, read for a test."""

from __future__ import annotations

from causerie.extraction.claims.grammar.candidates import Candidate, propose_claims
from causerie.extraction.syntax import Parse, parse_paragraphs
from causerie.model import Span


def parsed(text: str, code: str) -> Parse:
    """Parse a text of one paragraph."""
    return parse_paragraphs(text, [Span(0, len(text))], language=code)


def proposed(text: str, code: str) -> list[Candidate]:
    """Propose the claims of a text of one paragraph."""
    return propose_claims(parsed(text, code), language=code)
