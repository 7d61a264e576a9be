r"""Turn a document's text into the plain text that is read: accents composed, marks of emphasis left out.

"é" may be written as one sign or as two, and a pasted text may still hold the
marks of Markdown ("**Why?**"). Both are read as if they were not there; what is
found is given back in the places of the text as it stands.

>>> plain = Plain.of("**Bold** cafe\u0301")
>>> plain.text, plain.back(Span(0, 4)), plain.back(Span(5, 9))
('Bold café', Span(start=2, end=6), Span(start=9, end=14))
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from causerie.model import Document, Reading, Span

#: Two stars or underscores around the words that open a line: a question, a label, a heading.
EMPHASIS = re.compile(r"^[ \t]*(\*\*|__)(?=[^\s*_])([^\n]*?[^\s*_])\1(?![\w*_])", re.MULTILINE)
#: A sign that begins a cluster, and what is joined to it.
CLUSTER = re.compile(r"[^\u0300-\u036f][\u0300-\u036f]+")


@dataclass(frozen=True, slots=True)
class Plain:
    """A plain text, and where each of its characters stands in the text that it was made of.

    Attributes:
        text: the plain text.
        starts, ends: of each of its characters; one more at the end, for empty spans there.
        bold: where lines begin in it that are emphasised as a whole.
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    bold: frozenset[int] = frozenset()

    @staticmethod
    def is_plain(text: str) -> bool:
        """Say whether a text is its own plain text."""
        return unicodedata.is_normalized("NFC", text) and EMPHASIS.search(text) is None

    @classmethod
    def of(cls, text: str) -> Plain:
        """Make the plain text of a text."""
        left_out = {i for m in EMPHASIS.finditer(text) for i in (*_two(m.start(1)), *_two(m.end() - 2))}
        composed = {m.start(): m for m in CLUSTER.finditer(text)}
        signs, starts, ends = [], [], []
        i = 0
        while i < len(text):
            cluster = composed.get(i)
            end = cluster.end() if cluster else i + 1
            if i not in left_out:
                whole = unicodedata.normalize("NFC", text[i:end])
                signs.append(whole)
                starts += [i] * len(whole)
                ends += [end] * len(whole)
            i = end
        lines = [m.end(1) for m in EMPHASIS.finditer(text) if text[m.end() : m.end() + 1] in ("", "\n", "\r")]
        bold = frozenset(bisect_left(starts, place) for place in lines)
        return cls("".join(signs), (*starts, len(text)), (*ends, len(text)), bold)

    def there(self, span: Span) -> Span:
        """Give the place in the plain text of a stretch of the text."""
        return Span(
            bisect_left(self.starts, span.start), bisect_right(self.ends, span.end, hi=len(self.text))
        )

    def back(self, span: Span) -> Span:
        """Give the place in the text of a stretch of the plain text."""
        start = self.starts[span.start]
        return Span(start, self.ends[span.end - 1] if span.end > span.start else start)

    def document(self, document: Document) -> Document:
        """Give the same document with the plain text."""
        return replace(
            document,
            text=self.text,
            paragraphs=tuple(self.there(s) for s in document.paragraphs),
            boilerplate=tuple(self.there(s) for s in document.boilerplate),
            asides=tuple(self.there(s) for s in document.asides),
        )

    def reading(self, reading: Reading, document: Document) -> Reading:
        """Give what was found in the plain text in the places of the document's own text."""
        found = {f.name: getattr(reading, f.name) for f in fields(reading) if f.name != "document"}
        return replace(reading, document=document, **{k: self._back(v) for k, v in found.items()})

    def _back(self, found: Any) -> Any:
        """Give anything that holds spans with those of the text."""
        if isinstance(found, Span):
            return self.back(found)
        if isinstance(found, tuple):
            return tuple(self._back(v) for v in found)
        if is_dataclass(found) and not isinstance(found, type):
            return replace(found, **{f.name: self._back(getattr(found, f.name)) for f in fields(found)})
        return found


def _two(place: int) -> tuple[int, int]:
    """Give the places of a mark of two signs."""
    return place, place + 1
