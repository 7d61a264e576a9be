"""Turn the lines of PDF pages into paragraphs, running heads set apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

from causerie.model import Span
from causerie.reading.layout import BULLET

#: Lines at the top and bottom of a page where running heads and page numbers stand.
_EDGE = 2
#: Share of the usual line length from which a line counts as full: set type varies.
_FULL = 0.75
_ENDED = re.compile(r"[.!?…:][\"»”’)]*$")
_COMPOUND = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)+")
_DIGITS = re.compile(r"\d+")
_HYPHENED = re.compile(r"([^\W\d_]+)[-‐\xad]$")
_LIGATURES = {ord(a): b for a, b in zip("ﬀﬁﬂﬃﬄﬅﬆ", ("ff", "fi", "fl", "ffi", "ffl", "st", "st"), strict=True)}


def join_pages(pages: Sequence[str]) -> tuple[str, tuple[Span, ...]]:
    r"""Join the lines of pages to paragraphs, and say which paragraphs are running heads.

    A paragraph that runs over a page break is made whole; the heads and feet between
    its parts follow it. Hyphens at line ends go, unless the document writes the word
    with its hyphen elsewhere.

    Returns:
        The text, its paragraphs parted by blank lines, and the spans of running
        heads, feet and page numbers.

    >>> join_pages(["Le gel frei-\nne la pousse."])
    ('Le gel freine la pousse.', ())
    """
    lines = [_lines(page) for page in pages]
    heads = _running_heads(lines)
    flow = [(line, (n, p) in heads) for n, page in enumerate(lines) for p, line in enumerate(page)]
    lengths = sorted(len(line) for line, head in flow if line and not head)
    usual = lengths[len(lengths) * 9 // 10] if lengths else 0
    hyphened = {w.casefold() for page in pages for w in _COMPOUND.findall(page)}
    return _laid_out(list(_paragraphs(flow, usual=usual, hyphened=hyphened)))


def _paragraphs(
    flow: Iterable[tuple[str, bool]], *, usual: int, hyphened: Collection[str]
) -> Iterator[tuple[str, bool]]:
    """Give each paragraph and each running head, which follows the paragraph that it interrupts."""
    body, last = "", ""
    waiting: list[str] = []
    for line, head in flow:
        if head:
            waiting.append(line)
            continue
        if body and not (line and _goes_on(last, line, usual=usual)):
            yield body, False
            body = ""
        if not body:
            yield from ((held, True) for held in waiting)
            waiting = []
        if line:
            body, last = _joined(body, line, hyphened=hyphened), line
    if body:
        yield body, False
    yield from ((held, True) for held in waiting)


def _lines(page: str) -> list[str]:
    """Give a page's lines, without blank ones at its top and bottom."""
    text = page.translate(_LIGATURES).replace("\r\n", "\n").strip()
    return [" ".join(line.split()) for line in text.split("\n")]


def _running_heads(pages: Sequence[Sequence[str]]) -> frozenset[tuple[int, int]]:
    """Find (page, line) of edge lines that recur, their digits apart, on two fifths of the pages."""
    edges: dict[tuple[int, int], str] = {}
    for number, page in enumerate(pages):
        places = {*range(min(_EDGE, len(page))), *range(max(0, len(page) - _EDGE), len(page))}
        edges |= {(number, p): _DIGITS.sub("#", page[p].casefold()) for p in sorted(places) if page[p]}
    # A page counts once for a line that it has at both edges.
    counts = Counter(line for _, line in {(number, line) for (number, _), line in edges.items()})
    needed = max(2, 2 * len(pages) // 5)
    return frozenset(
        place for place, line in edges.items() if counts[line] >= needed or not any(c.isalpha() for c in line)
    )


def _goes_on(line: str, following: str, *, usual: int) -> bool:
    """Say whether the following line continues the paragraph of `line`."""
    if BULLET.match(following):
        return False
    if following[0].islower() or _HYPHENED.search(line):
        return True
    full = len(line) >= _FULL * usual
    return full and not (_ENDED.search(line) and len(line) < 0.9 * usual)


def _joined(body: str, line: str, *, hyphened: Collection[str]) -> str:
    """Add a line to a paragraph, taking out the hyphen of a parted word."""
    found = _HYPHENED.search(body)
    if not found or not line[0].islower():
        return f"{body} {line}" if body else line
    rest = re.match(r"[^\W\d_]*", line)
    whole = f"{found[1]}-{rest[0] if rest else ''}".casefold()
    return body + line if whole in hyphened else body[:-1] + line


def _laid_out(paragraphs: Sequence[tuple[str, bool]]) -> tuple[str, tuple[Span, ...]]:
    """Write paragraphs with blank lines between, and give the places of the heads."""
    spans: list[Span] = []
    start = 0
    for body, head in paragraphs:
        if head:
            spans.append(Span(start, start + len(body)))
        start += len(body) + 2
    return "\n\n".join(body for body, _ in paragraphs), tuple(spans)
