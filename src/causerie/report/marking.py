"""Turn a stretch of text and the spans in it into segments that a page can colour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from causerie.model import Span


@dataclass(frozen=True, slots=True)
class Mark:
    """A span with its role on the page ("cause", "effect", "trigger", "content", …).

    Attributes:
        target: anchor that the mark leads to, or "".
        anchor: name under which the mark's start can be linked to, or "".
        note: words shown with it, or "".
    """

    span: Span
    role: str
    target: str = ""
    anchor: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """Words under the same marks; `anchors` are those of the marks that start with it."""

    text: str
    roles: tuple[str, ...]
    target: str = ""
    anchors: tuple[str, ...] = ()
    note: str = ""


def segments(text: str, within: Span, marks: Sequence[Mark]) -> tuple[Segment, ...]:
    """Cut a stretch of text at the borders of its marks; marks may overlap and nest.

    >>> [(s.text, s.roles) for s in segments("le gel freine", Span(0, 13), [Mark(Span(3, 6), "cause")])]
    [('le ', ()), ('gel', ('cause',)), (' freine', ())]
    """
    held = [m for m in marks if m.span.overlaps(within)]
    borders = {within.start, within.end}
    for mark in held:
        borders |= {max(mark.span.start, within.start), min(mark.span.end, within.end)}
    places = sorted(borders)
    cut = []
    for start, end in pairwise(places):
        over = [m for m in held if m.span.start <= start and end <= m.span.end]
        linked = (m for m in over if m.target)
        innermost = min(linked, key=lambda m: m.span.end - m.span.start, default=None)
        cut.append(
            Segment(
                text[start:end],
                tuple(dict.fromkeys(m.role for m in over)),
                innermost.target if innermost else "",
                tuple(m.anchor for m in held if m.anchor and m.span.start == start),
                " · ".join(dict.fromkeys(m.note for m in over if m.note)),
            )
        )
    return tuple(cut)
