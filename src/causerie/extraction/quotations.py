"""Turn the characters of a document's paragraphs into its quotations, without a parser.

Every style is read: « », “ ”, the ” “ of bad translations, " ", ' ', nested
ones, quotations reopened in each paragraph, never closed, or interrupted by
what is no paragraph of the account. An apostrophe is no quotation mark, and a
stray mark costs at most its paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from causerie.languages.quotations import QuotationHabits, quotation_habits
from causerie.model import Span

#: Paragraphs that an opened quotation may run through before it must have closed.
LONGEST_RUN = 12
MARKS = re.compile("``|''|[«»“”„‟\"‘’‚'‹›]")
OPENING = frozenset("«“„‟‘‚‹``")
CLOSING = frozenset("»”’›''")
#: What may stand before an opening mark besides white space, and after a closing one.
BEFORE_OPENING = frozenset("([{:—–-/'’‘«“\"„‹")
AFTER_CLOSING = frozenset(".,;:!?…)]}—–-/»”\"'’›")


class Style(StrEnum):
    """The family of marks around a quotation."""

    GUILLEMETS = "guillemets"
    DOUBLE = "double"
    SINGLE = "single"
    DASH = "dash"


FAMILY = {
    **dict.fromkeys("«»", Style.GUILLEMETS),
    **dict.fromkeys('“”„‟"', Style.DOUBLE),
    **dict.fromkeys(("``", "''"), Style.DOUBLE),
    **dict.fromkeys("‘’‚'‹›", Style.SINGLE),
}


@dataclass(frozen=True, slots=True, order=True)
class Quotation:
    """Words between quotation marks.

    Attributes:
        outer: from the opening mark to behind the closing one, interruptions included.
        parts: the words inside, without marks and outer space, one span a paragraph.
        style: family of the marks.
        depth: 0, or how many quotations lie around it.
        closed: whether a closing mark was found.
    """

    outer: Span
    parts: tuple[Span, ...]
    style: Style
    depth: int
    closed: bool


@dataclass(frozen=True, slots=True)
class _Mark:
    """A quotation mark in its paragraph; `opens` and `closes` say what its place allows for certain."""

    start: int
    end: int
    glyph: str
    opens: bool
    closes: bool

    @property
    def style(self) -> Style:
        return FAMILY[self.glyph]


@dataclass(slots=True)
class _Open:
    """A quotation whose closing mark has not come yet."""

    mark: _Mark
    inner: int
    parts: list[Span] = field(default_factory=list)
    children: int = 0


def find_quotations(
    document_text: str, paragraphs: Sequence[Span], *, asides: Sequence[Span], language: str
) -> tuple[Quotation, ...]:
    """Find the quotations of a document, outer ones before those nested in them.

    Args:
        document_text: the whole text.
        paragraphs: stretches that belong to the account, in order.
        asides: boxes about another article; a quotation goes on behind them, and
            those inside a box are its own.
        language: code of a language folder.
    """
    habits = quotation_habits(language)
    inside = [p for p in paragraphs if any(a.overlaps(p) for a in asides)]
    account = [p for p in paragraphs if p not in inside]
    found = [*_run(document_text, account, habits), *_run(document_text, inside, habits)]
    return tuple(sorted(found, key=lambda q: (q.outer.start, -q.outer.end)))


def _run(text: str, paragraphs: Sequence[Span], habits: QuotationHabits) -> list[Quotation]:
    """Read the paragraphs of one account, carrying an open quotation from one to the next."""
    marked = [_marks(text, p, habits) for p in paragraphs]
    found: list[Quotation] = []
    carried: _Open | None = None
    for n, paragraph in enumerate(paragraphs):
        closed, left = _read_paragraph(text, paragraph, marks=marked[n], carried=carried)
        found.extend(closed)
        carried = None
        if left is not None:
            if _goes_on(left.mark, marked[n + 1 : n + 1 + LONGEST_RUN], text, paragraphs[n + 1 :]):
                carried = left
            elif left.children == 0 or _begins(left.mark, text, paragraph):
                found.append(_finish(text, left, end=paragraph.end, depth=0, closed=False))
        if not marked[n] and carried is None:
            found.extend(_dialogue(text, paragraph, habits))
    return [q for q in found if q.parts]


def _marks(text: str, paragraph: Span, habits: QuotationHabits) -> list[_Mark]:
    """List the quotation marks of a paragraph, apostrophes left out."""
    marks = [_read_mark(text, paragraph, m) for m in MARKS.finditer(text, paragraph.start, paragraph.end)]
    kept = [m for m in marks if m.style is not Style.SINGLE]
    singles = _pair_singles(text, [m for m in marks if m.style is Style.SINGLE], habits)
    return sorted([*kept, *singles], key=lambda m: m.start)


def _read_mark(text: str, paragraph: Span, match: re.Match[str]) -> _Mark:
    """Judge a mark by its neighbours: what is tight to a word on one side only is certain."""
    start, end = match.span()
    before = text[start - 1] if start > paragraph.start else " "
    after = text[end] if end < paragraph.end else " "
    left = before.isspace() or before in BEFORE_OPENING
    right = after.isspace() or after in AFTER_CLOSING
    ends = end >= paragraph.end or after in AFTER_CLOSING
    return _Mark(
        start,
        end,
        match.group(),
        opens=left and not right,
        closes=(right and not left) or (ends and start > paragraph.start and not (left and not right)),
    )


def _pair_singles(text: str, marks: list[_Mark], habits: QuotationHabits) -> list[_Mark]:
    """Keep the single marks that stand around a quotation; all others are apostrophes.

    A plural's apostrophe looks like a closing mark, so one behind punctuation is
    preferred to one behind a letter.
    """
    kept: list[_Mark] = []
    free = 0
    for n, mark in enumerate(marks):
        if mark.start < free or not mark.opens or not text[mark.end].isalnum():
            continue
        word = re.match(r"\w+", text[mark.end :])
        if mark.glyph != "‘" and word and (word.group().lower() in habits.elided or word.group().isdigit()):
            continue
        closing = [m for m in marks[n + 1 :] if m.closes and not m.opens]
        sure = [m for m in closing if not text[m.start - 1].isalnum()]
        plain = [m for m in closing if text[m.start - 1] != "s"]
        chosen = (sure or plain or closing)[:1]
        if plain and sure and plain[0].start < sure[0].start:
            chosen = plain[:1]
        if chosen:
            kept.extend((mark, chosen[0]))
            free = chosen[0].end
    return kept


def _read_paragraph(
    text: str, paragraph: Span, *, marks: Sequence[_Mark], carried: _Open | None
) -> tuple[list[Quotation], _Open | None]:
    """Pair the marks of one paragraph.

    Returns:
        The quotations that end here, and the outermost one left open.
    """
    found: list[Quotation] = []
    stack: list[_Open] = []
    rest = list(marks)
    if carried is not None:
        stack.append(carried)
        carried.inner = paragraph.start
        if rest and rest[0].style is carried.mark.style and _begins(rest[0], text, paragraph):
            carried.inner = rest.pop(0).end
    for mark in rest:
        level = _level_closed(mark, stack)
        if level is not None:
            quotation = _finish(text, stack[level], end=mark.start, depth=level, closed=True, outer=mark.end)
            found.append(quotation)
            del stack[level:]
        elif _may_open(mark):
            for around in stack:
                around.children += 1
            stack.append(_Open(mark, mark.end))
    if not stack:
        return found, None
    left = stack[0]
    part = _trimmed(text, Span(left.inner, paragraph.end))
    if part is not None:
        left.parts.append(part)
    left.inner = paragraph.end
    return found, left


def _level_closed(mark: _Mark, stack: Sequence[_Open]) -> int | None:
    """Give the place in the stack of the quotation that a mark closes, if it closes one."""
    same = [n for n, o in enumerate(stack) if o.mark.style is mark.style]
    if not same:
        return None
    if mark.glyph in CLOSING and (mark.style is not Style.DOUBLE or not mark.opens):
        return same[-1]
    if mark.style is Style.GUILLEMETS:
        return None
    inverted = stack[same[-1]].mark.glyph in CLOSING
    if mark.glyph in OPENING:
        return same[-1] if mark.closes or (inverted and not mark.opens) else None
    return None if mark.opens else same[-1]


def _may_open(mark: _Mark) -> bool:
    """Say whether a mark that closes nothing opens a quotation."""
    if mark.style is Style.GUILLEMETS or mark.style is Style.SINGLE:
        return mark.glyph in OPENING or mark.opens
    return not mark.closes


def _goes_on(mark: _Mark, later: Sequence[Sequence[_Mark]], text: str, paragraphs: Sequence[Span]) -> bool:
    """Say whether the next paragraphs reopen an open quotation, or close it further on."""
    for n, (marks, paragraph) in enumerate(zip(later, paragraphs, strict=False)):
        same = [m for m in marks if m.style is mark.style]
        if same:
            if _begins(same[0], text, paragraph):
                return n == 0
            return (same[0].glyph in CLOSING or same[0].closes) and not same[0].opens
    return False


def _begins(mark: _Mark, text: str, paragraph: Span) -> bool:
    """Say whether nothing stands before a mark in its paragraph, or only a colon right before it."""
    before = text[paragraph.start : mark.start].strip()
    return not before


def _finish(
    text: str, held: _Open, *, end: int, depth: int, closed: bool, outer: int | None = None
) -> Quotation:
    """Make the quotation of an open one that ends at `end`."""
    part = _trimmed(text, Span(held.inner, end)) if end > held.inner else None
    parts = (*held.parts, part) if part is not None else tuple(held.parts)
    stop = outer if outer is not None else max([end, *(p.end for p in parts)])
    return Quotation(Span(held.mark.start, stop), parts, held.mark.style, depth, closed)


def _trimmed(text: str, span: Span) -> Span | None:
    """Leave out the white space at both ends; None when nothing else is there."""
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    end = span.end - (len(words) - len(words.rstrip()))
    return Span(start, end) if end > start else None


def _dialogue(text: str, paragraph: Span, habits: QuotationHabits) -> Iterable[Quotation]:
    """Read a paragraph that begins with a dash as a turn of dialogue."""
    words = paragraph.of(text)
    for dash in habits.dialogue_dashes:
        if words.startswith(dash) and len(words) > len(dash) and words[len(dash)].isspace():
            part = _trimmed(text, Span(paragraph.start + len(dash), paragraph.end))
            if part is not None:
                yield Quotation(paragraph, (part,), Style.DASH, 0, closed=True)
