"""Turn a text into its paragraphs, joining the lines of hard-wrapped ones."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from causerie.model import Span

_LINE = re.compile(r"[^\n\r\f\v\x1c-\x1e\x85\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\n\r\f\v\x1c-\x1e\x85\u2028\u2029]")
#: Invisible signs that surround a line like white space does.
_BLANK = " \t\xa0\u2007\u200b\u202f\ufeff\u2060\xad"
#: A list mark at the start of a line.
BULLET = re.compile(r"[•·▪►‣◦●○■□✓✔➢➤*+\-][ \t\xa0]+(?=\S)")
#: Who speaks, at the start of a line of an interview or a transcript.
_LABEL = re.compile(r"[*_]{0,2}[^\W\d_a-z][^\n:.!?,;]{0,40}?[ \xa0\u202f]?:[*_]{0,2}[ \xa0]+\S")
_ENDED = re.compile(r"[.!?…:;][\"»”’')\]]*$|[\"»”’')\]][ \xa0]?[.!?…:;]?$")
#: Widest wrap of text written for a screen of fixed width; the usual ones are 65 to 80.
_WIDEST = 100
_NARROWEST = 30
#: Share of breaks that stand where the next word no longer fitted. In wrapped texts
#: all but the last lines of paragraphs do; in others almost none.
_WRAPPED = 0.6
#: Characters before a line can be the broken start of a sentence, not an item of a list.
_CLAUSE = 25
#: Characters that a parser gets at once; a long paragraph of the press has 3,000.
_LONGEST = 20_000
_SENTENCE = re.compile(r"[.!?…][\"»”’)]*\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Line:
    """A line with words: its place without surrounding space, and what precedes it."""

    start: int
    end: int
    text: str
    indent: int
    after_blank: bool

    @property
    def ended(self) -> bool:
        """Say whether the line ends as a sentence or a quotation does."""
        return bool(_ENDED.search(self.text.rstrip("*_")[-4:]))

    @property
    def bullet(self) -> int:
        """Count the signs of a list mark at its start."""
        mark = BULLET.match(self.text)
        return mark.end() if mark else 0


def find_paragraphs(text: str) -> tuple[Span, ...]:
    r"""Find the paragraphs: a blank line parts them, and so does every line end that is no wrap.

    A line end is a wrap when the text as a whole is wrapped and the next word would
    not have fitted, or when a sentence plainly goes on in lower case. List marks are
    left out of the paragraph that they open.

    >>> text = "Le gel tardif de ce printemps\nfreine la pousse\n• Le froid tue"
    >>> [span.of(text) for span in find_paragraphs(text)]
    ['Le gel tardif de ce printemps\nfreine la pousse', 'Le froid tue']
    """
    lines = _lines(text)
    width = wrap_width(lines)
    spans: list[Span] = []
    for number, line in enumerate(lines):
        before = lines[number - 1] if number else None
        if before and not line.after_blank and _goes_on(before, line, width=width, held=spans[-1]):
            spans[-1] = Span(spans[-1].start, line.end)
        else:
            spans.append(Span(line.start + line.bullet, line.end))
    return tuple(part for span in spans for part in _in_parts(text, span))


def _in_parts(text: str, span: Span) -> Iterator[Span]:
    """Cut a paragraph that is too long for a parser at the ends of its sentences."""
    start = span.start
    while span.end - start > _LONGEST:
        ends = [m.end() for m in _SENTENCE.finditer(text, start + _LONGEST // 2, start + _LONGEST)]
        end = ends[-1] if ends else start + _LONGEST
        yield Span(start, start + len(text[start:end].rstrip()))
        start = end
    yield Span(start, span.end)


def _lines(text: str) -> list[Line]:
    """List the lines that hold anything but space."""
    lines: list[Line] = []
    before = 0
    for found in _LINE.finditer(text):
        words = found.group().strip(_BLANK)
        if not words:
            continue
        indent = len(found.group()) - len(found.group().lstrip(_BLANK))
        start = found.start() + indent
        breaks = len(_BREAK.findall(text, before, start))
        lines.append(Line(start, start + len(words), words, indent, breaks != 1))
        before = start + len(words)
    return lines


def wrap_width(lines: Sequence[Line]) -> int | None:
    r"""Find the width at which a text is hard-wrapped; None when it is not.

    >>> wrap_width(_lines("Le gel\nfreine."))
    """
    breaks = [(a, b) for a, b in pairwise(lines) if not b.after_blank]
    if len(breaks) < 3:
        return None
    lengths = sorted(a.indent + len(a.text) for a, _ in breaks)
    width = lengths[(len(lengths) * 95 - 1) // 100]
    if not _NARROWEST <= width <= _WIDEST:
        return None
    full = sum(_is_full(a, b, width=width) for a, b in breaks)
    return width if full >= _WRAPPED * len(breaks) else None


def _is_full(line: Line, following: Line, *, width: int) -> bool:
    """Say whether the first word of the following line would not have fitted."""
    return line.indent + len(line.text) + 1 + len(following.text.split(None, 1)[0]) > width


def _goes_on(line: Line, following: Line, *, width: int | None, held: Span) -> bool:
    """Say whether the following line belongs to the paragraph `held` so far."""
    indented = following.indent >= line.indent + 2 and not line.bullet
    if following.bullet or indented or (line.ended and _LABEL.match(following.text)):
        return False
    if width and _is_full(line, following, width=width):
        return True
    if "://" in following.text:
        return False
    return following.text[0].islower() and not line.ended and held.end - held.start >= _CLAUSE
