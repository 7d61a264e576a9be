"""Turn the paragraphs of a text into account, page furniture and boxes about other articles."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from causerie.languages.boilerplate import Place, Role, names, normalised, phrase_in
from causerie.languages.rows import available
from causerie.model import Span
from causerie.reading.furniture import (
    author_of,
    is_address,
    is_caption,
    is_ended,
    is_path,
    is_title_like,
    words,
)

#: Paragraphs into the running text, from its start and end, where a page speaks of itself.
_TOP, _BOTTOM = 4, 3
#: Paragraphs that the longest menu of a page may have.
_LONGEST_TOP = 80
#: Words of a caption: longer repeated lines are titles.
_CAPTION = 4
#: Lone short lines in a row that make a menu.
_MENU = 4
#: Words of a picture's credit that ends in a full stop.
_CREDIT = 14
#: Words of a caption that a credit ends.
_CAPTIONED = 45
#: Words of a headline among others.
_HEADLINE = 15
#: Paragraphs and words that a box about another article may have.
_BOX, _BOX_WORDS = 4, 220
#: Sentences at a paragraph's end that are looked at as furniture of their own.
_TAILS = 3
_DATED = re.compile(r"(?<!\d)(?:(?:19|20)\d\d|\d{1,2} ?[:h] ?\d\d)(?!\d)")
_OPENERS = '«“„"”'
#: A sentence's end; on pages badly copied the next one follows without a space.
_SENTENCE = re.compile(r"[.!?…][\"»”’)]*(?:[ \xa0]+(?=[^\W\d_a-zà-ÿ])|(?=[^\W\d_a-zà-ÿ][a-zà-ÿ]))")


class Mark(StrEnum):
    """What a paragraph is."""

    ACCOUNT = "account"
    FURNITURE = "furniture"
    ASIDE = "aside"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph with its mark, and the phrase's role that marked it."""

    span: Span
    text: str
    mark: Mark = Mark.ACCOUNT
    role: Role | None = None

    @property
    def sentence(self) -> bool:
        """Say whether it is running text."""
        return self.mark is Mark.ACCOUNT and is_ended(self.text) and words(self.text) >= 8


def mark_blocks(text: str, paragraphs: Sequence[Span], *, known: Sequence[Span] = ()) -> tuple[Block, ...]:
    """Mark each paragraph of a text, from what can be told without its language.

    Args:
        text: the text.
        paragraphs: its paragraphs, in order.
        known: spans that the format already knows as furniture (running heads).

    """
    heads = {s.start for s in known}
    blocks = [_Draft(Block(s, s.of(text))) for s in paragraphs]
    for draft in blocks:
        if draft.block.span.start in heads:
            draft.furnish()
    _mark_phrases(blocks)
    _mark_places(blocks)
    _mark_repeated(blocks)
    _mark_menus(blocks)
    _mark_lists(blocks)
    _mark_asides(blocks)
    _mark_interruptions(blocks)
    return tuple(piece for draft in blocks for piece in _without_tail(draft.block))


def page_edges(blocks: Sequence[Block]) -> tuple[int, int]:
    """Give the number of blocks at the top, and the first of those at the bottom.

    The top is all before the running text and a little of it: pages open with menus
    of any length. The bottom likewise.
    """
    running = [n for n, b in enumerate(blocks) if b.sentence]
    if not running:
        return _LONGEST_TOP, len(blocks) - _BOTTOM
    bottom = max(running[-1] - _BOTTOM, len(blocks) - _LONGEST_TOP)
    return min(running[0] + _TOP, _LONGEST_TOP), bottom


class _Draft:
    """A block whose mark is still being decided."""

    __slots__ = ("block", "key")

    def __init__(self, block: Block) -> None:
        self.block = block
        self.key = normalised(block.text) if len(block.text) <= 400 else ""

    def furnish(self, role: Role = Role.FURNITURE) -> None:
        self.set(Mark.FURNITURE, role)

    def set(self, mark: Mark, role: Role | None = None) -> None:
        self.block = Block(self.block.span, self.block.text, mark, role)

    @property
    def open(self) -> bool:
        return self.block.mark is Mark.ACCOUNT


def _mark_phrases(blocks: Sequence[_Draft]) -> None:
    """Mark paragraphs that hold a phrase of furniture, no word at all, or only addresses."""
    for draft in blocks:
        body = draft.block.text
        role = _role_of(body)
        if role is Role.LABEL and _SENTENCE.search(body):
            draft.set(Mark.ASIDE, role)
        elif role:
            draft.furnish(role)
        elif not any(c.isalpha() for c in body) or is_address(body):
            draft.furnish()
        elif is_caption(body):
            draft.furnish(Role.CAPTION)


def _role_of(text: str) -> Role | None:
    """Name the role of the phrase of furniture in a paragraph.

    A date needs a year or an hour; a long credit is no sentence. Of several sentences the first must hold the
    phrase: a notice may follow the account in the same paragraph.
    """
    phrase = phrase_in(text)
    if phrase is None or (phrase.role == Role.DATE and not _DATED.search(text)):
        return None
    if phrase.role == Role.CREDIT and words(text) > _CREDIT and is_ended(text):
        return None
    first = _SENTENCE.search(text)
    if phrase.place == Place.ANYWHERE and first and phrase_in(text[: first.end()]) is None:
        return None
    return Role(phrase.role)


def _mark_places(blocks: Sequence[_Draft]) -> None:
    """Mark paths and bylines where pages have them: at the top and at the bottom."""
    titles = frozenset(d.key for d in blocks if d.key)
    top, bottom = page_edges([d.block for d in blocks])
    for draft in (*blocks[:top], *blocks[max(top, bottom) :]):
        body = draft.block.text
        if draft.open and is_path(body, titles=titles):
            draft.furnish(Role.PATH)
        elif draft.open and author_of(body):
            draft.furnish()


def _mark_repeated(blocks: Sequence[_Draft]) -> None:
    """Mark captions left over from pictures, and titles that come again.

    A caption is a word or a name that stands alone more than once; a speaker's label
    (with a colon) and a short answer are none. Of a repeated title the first stays.
    """
    alone = [d for d in blocks if d.open and d.key and is_title_like(d.block.text)]
    counts = Counter(d.key for d in alone)
    seen: set[str] = set()
    for draft in alone:
        caption = words(draft.block.text) <= _CAPTION and draft.key not in _answers()
        if counts[draft.key] > 1 and (caption or draft.key in seen):
            draft.furnish(Role.CAPTION)
        seen.add(draft.key)


@lru_cache
def _answers() -> frozenset[str]:
    return frozenset(normalised(a) for code in available() for a in names(code).answers)


def _mark_menus(blocks: Sequence[_Draft]) -> None:
    """Mark runs of lone short lines before the first and after the last running text.

    After the last running text, what follows a piece of furniture is more of it.
    """
    running = [n for n, d in enumerate(blocks) if d.block.sentence]
    if not running:
        return
    after = blocks[running[-1] + 1 :]
    first = next((n for n, d in enumerate(after) if not d.open), len(after))
    for held in after[first:]:
        if held.open and is_title_like(held.block.text) and words(held.block.text) <= _HEADLINE:
            held.furnish()
    for part in (blocks[: running[0]], after):
        run: list[_Draft] = []
        for draft in (*part, None):
            if draft and is_title_like(draft.block.text) and words(draft.block.text) <= 3:
                run.append(draft)
                continue
            for short in run if len(run) >= _MENU else ():
                short.furnish()
            run = []


def _mark_lists(blocks: Sequence[_Draft]) -> None:
    """Mark the titles of other articles that a phrase announces: one, or all that follow."""
    left = 0
    for draft in blocks:
        role = draft.block.role
        if role is Role.LIST:
            left = len(blocks)
        elif role is Role.LABEL and (draft.key.endswith(":") or words(draft.block.text) <= 3):
            left = 1
        elif draft.open and left and is_title_like(draft.block.text):
            draft.furnish()
            left -= 1
        elif draft.open:
            left = 0


def _mark_asides(blocks: Sequence[_Draft]) -> None:
    """Mark boxes about another article: from a caption or headline to a "read more"."""
    for number, draft in enumerate(blocks):
        if draft.block.role is not Role.MORE:
            continue
        first = _box_start(blocks, number)
        for held in blocks[first:number]:
            if held.open:
                held.set(Mark.ASIDE)


def _box_start(blocks: Sequence[_Draft], end: int) -> int:
    """Find where the box that ends before `end` begins; `end` itself when there is none.

    It begins after a lone caption, or with a headline; a paragraph that opens with a
    quotation mark, the title of the document or too many words show that there is no box.
    """
    headline, length = end, 0
    for number in range(end - 1, max(0, end - 2 - _BOX), -1):
        draft = blocks[number]
        if not draft.open:
            return number + 1 if draft.block.role in (Role.LABEL, Role.CAPTION) else headline
        length += words(draft.block.text)
        if end - number > _BOX or length > _BOX_WORDS or draft.block.text[0] in _OPENERS:
            return headline
        if is_title_like(draft.block.text):
            headline = number if words(draft.block.text) > 2 else number + 1
    return headline


def _mark_interruptions(blocks: Sequence[_Draft]) -> None:
    """Mark what stands inside an open quotation: from a headline to where the quotation goes on."""
    opened: int | None = None
    for number, draft in enumerate(blocks):
        if not draft.open:
            continue
        body = draft.block.text
        inside = blocks[opened + 1 : number] if opened is not None else ()
        if body[0] in _OPENERS:
            read = [d for d in inside if d.open]
            if read and is_title_like(read[0].block.text):
                for held in read:
                    held.set(Mark.ASIDE)
        elif len(inside) <= _BOX and not any(sign in body for sign in _OPENERS):
            continue
        opened = number if _stays_open(body) else None


def _stays_open(text: str) -> bool:
    """Say whether a paragraph's last quotation mark opens."""
    for opening, closing in ("«»", "“”", "„“"):
        if text.rfind(opening) > text.rfind(closing):
            return True
    return text.count('"') % 2 == 1


def _without_tail(block: Block) -> Iterator[Block]:
    """Cut off the last sentences of a paragraph that are furniture by themselves."""
    if block.mark is Mark.FURNITURE:
        yield block
        return
    start = max(0, len(block.text) - 600)
    cuts = [m.end() for m in _SENTENCE.finditer(block.text, start)][-_TAILS:]
    for cut in cuts:
        role = _role_of(block.text[cut:]) or (Role.FURNITURE if author_of(block.text[cut:]) else None)
        if role is Role.CREDIT and words(block.text) <= _CAPTIONED:
            yield Block(block.span, block.text, Mark.FURNITURE, Role.CAPTION)
            return
        if role:
            middle = block.span.start + cut
            body = block.text[:cut].rstrip()
            yield Block(Span(block.span.start, block.span.start + len(body)), body, block.mark)
            rest = Span(middle, block.span.end)
            yield Block(rest, block.text[cut:], Mark.FURNITURE, role)
            return
    yield block
