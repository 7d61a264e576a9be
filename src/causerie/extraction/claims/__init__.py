"""What causes what: candidates from the grammar, a learned filter above them."""

from causerie.extraction.claims.finding import find_claims

__all__ = ["find_claims"]
