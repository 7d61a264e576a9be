"""Turn trees, quotations and people into statements: who says what."""

from causerie.extraction.statements.find import People, find_stated, find_statements

__all__ = ["People", "find_stated", "find_statements"]
