"""A file to a Document: format, title and date, boilerplate, paragraphs, language."""

from causerie.reading.documents import read_text
from causerie.reading.formats import find_inputs, read_documents

__all__ = ["find_inputs", "read_documents", "read_text"]
