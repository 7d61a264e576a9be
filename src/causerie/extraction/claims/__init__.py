"""What causes what: candidates from the grammar, a learned filter above them."""

from causerie.extraction.claims.finding import find_claims
from causerie.extraction.claims.networks.wide import with_wide

__all__ = ["find_claims", "with_wide"]
