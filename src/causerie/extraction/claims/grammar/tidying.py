"""Strip stray marks off the edges of a span, and keep marks that stand in pairs together."""

from __future__ import annotations

from causerie.model import Span

#: Marks that open and close: an argument holds both or none.
PAIRS = {"«": "»", "“": "”", "(": ")", "[": "]"}
CLOSING = {c: o for o, c in PAIRS.items()}
#: Marks of quotation among them, and words that must be left before one that opens without a partner.
QUOTING, LEFT = ("«", "“"), 2
STRAY = " \t\n\r ,;:.!?…–—-*·•'’"


def tidy(text: str, span: Span) -> Span | None:
    """Strip space, stray marks and unpaired quotation marks from a span.

    >>> tidy("« la pluie, ", Span(0, 12))
    Span(start=2, end=10)
    >>> tidy("un « beau geste » suffit", Span(0, 15)).end
    17
    >>> tidy('"days of rage" in town', Span(1, 22)).start
    0
    """
    start, end = _opened(text, span), _closed(text, span)
    while start < end:
        first, last, body = text[start], text[end - 1], text[start:end]
        if first in STRAY or first in CLOSING or _is_unpaired(first, body):
            start += 1
        elif last in STRAY or last in PAIRS or _is_unpaired(last, body):
            end -= 1
        elif len(body) > 1 and _wraps(body):
            start, end = start + 1, end - 1
        elif (stray := _stray_inside(body)) is not None:
            end = start + stray
        else:
            return Span(start, end)
    return None


def _opened(text: str, span: Span) -> int:
    """Let a span that holds a closing mark begin before its partner, where that stands right before."""
    body, before = text[span.start : span.end], text[: span.start].rstrip()[-1:]
    inside = body.rstrip(STRAY)[:-1]
    if before == '"' and body.count('"') % 2 and '"' in inside:
        return text.rindex('"', 0, span.start)
    if before in PAIRS and PAIRS[before] in inside and body.count(PAIRS[before]) == body.count(before) + 1:
        return text.rindex(before, 0, span.start)
    return span.start


def _closed(text: str, span: Span) -> int:
    """Let a span that opens a quotation end behind the closing mark, where that comes next."""
    body, after = text[span.start : span.end], text[span.end : span.end + 2].lstrip()
    opened = [mark for mark in PAIRS if body.count(mark) == body.count(PAIRS[mark]) + 1]
    if opened and body[0] not in PAIRS and after[:1] == PAIRS[opened[0]]:
        return text.index(after[:1], span.end) + 1
    if body.count('"') % 2 and body[0] != '"' and after[:1] == '"':
        return text.index('"', span.end) + 1
    return span.end


def _stray_inside(body: str) -> int | None:
    """Give the place of a quotation mark without its partner; None if only an article stands before it."""
    stray = body.rfind('"') if body.count('"') % 2 else -1
    for mark in QUOTING:
        more = body.count(mark) - body.count(PAIRS[mark])
        if stray < 0 and more:
            stray = body.rfind(mark) if more > 0 else body.find(PAIRS[mark])
    opening = stray > 0 and body[stray - 1].isspace() and body[stray] not in CLOSING
    return stray if stray > 0 and (not opening or len(body[:stray].split()) >= LEFT) else None


def _is_unpaired(mark: str, body: str) -> bool:
    """Say whether an opening, closing or straight mark lacks its partner in the body."""
    if mark == '"':
        return body.count(mark) % 2 == 1
    if mark in PAIRS:
        return body.count(mark) > body.count(PAIRS[mark])
    return mark in CLOSING and body.count(mark) > body.count(CLOSING[mark])


def _wraps(body: str) -> bool:
    """Say whether one pair of marks encloses all of a body."""
    first, last = body[0], body[-1]
    if first == last == '"':
        return body.count('"') == 2
    return PAIRS.get(first) == last and body.count(first) == 1
