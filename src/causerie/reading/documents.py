"""Turn a bare text into a Document: its language, paragraphs, furniture, and what it says of itself."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from causerie.errors import InputError
from causerie.languages.boilerplate import Role, normalised
from causerie.model import Document, Span, spans_hull
from causerie.reading.cleaning import Block, Mark, mark_blocks, page_edges
from causerie.reading.dates import find_date
from causerie.reading.furniture import (
    author_of,
    date_alone,
    find_dateline,
    is_capitalised,
    is_masthead,
    is_title_like,
    signature_of,
    words,
)
from causerie.reading.language import AUTO, find_language, foreign_language
from causerie.reading.layout import find_paragraphs

#: Longest text of one document, in characters: some 3,000 pages. A longer one is no
#: account of one speaker but a file that went wrong, and would not fit in memory.
LONGEST = 5_000_000
#: Words of a rubric above a headline ("World", "Our region").
_KICKER = 3
#: Paragraphs of the account that may open with a dateline.
_DATELINES = 3
#: A © without a year signs a picture.
_YEAR = re.compile(r"(?:19|20)\d\d")
_OWNER = re.compile(r"(?:[^\w]|\d|(?<![^\W\d_])c(?![^\W\d_]))*(?P<owner>[^\W\d_a-zà-ÿ][^.|,;–—\n()]*)")


@dataclass(frozen=True)
class Facts:
    """What the text, or the page that held it, says of itself."""

    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: str | None = None

    def over(self, other: Facts) -> Facts:
        """Fill what is missing here from `other`."""
        return Facts(
            self.title or other.title,
            self.author or other.author,
            self.publisher or other.publisher,
            self.published or other.published,
        )


@dataclass(frozen=True)
class Extract:
    """One text as its format gave it.

    Attributes:
        text: the text; offsets count from its start.
        furniture: spans of whole paragraphs that the format knows as furniture.
        facts: what the format says of the document.
        metadata: further keys, kept as they came.
    """

    text: str
    furniture: tuple[Span, ...] = ()
    facts: Facts = Facts()
    metadata: Mapping[str, object] = field(default_factory=dict)


def read_text(
    text: str,
    *,
    id: str,
    input: str | None = None,
    language: str = AUTO,
    metadata: Mapping[str, object] | None = None,
) -> Document:
    r"""Read a bare text: mark its paragraphs, furniture and asides; `text` itself stays as it is.

    Args:
        text: the text.
        id: the document's id.
        input: the name under which it was given; the id when left out.
        language: code of a language folder, or "auto" to find it.
        metadata: kept with the document.

    Raises:
        InputError: no letters, nothing but page furniture, or longer than `LONGEST`.
        LanguageError: a language that is not read.

    >>> document = read_text("Russie\n\nLe gel freine la pousse.\n\nRussie", id="a", language="fr")
    >>> [p.of(document.text) for p in document.paragraphs]
    ['Le gel freine la pousse.']
    """
    extract = Extract(text, metadata=metadata or {})
    return read_extract(extract, id=id, input=input or id, language=language)


def read_extract(extract: Extract, *, id: str, input: str, language: str = AUTO) -> Document:
    """Read what a format gave, as `read_text` does."""
    text = extract.text
    if len(text) > LONGEST:
        raise InputError(
            f"{input}: {len(text):,} characters; one document may have {LONGEST:,}: split it into its parts"
        )
    if not any(c.isalpha() for c in text):
        raise InputError(
            f"{input}: {'empty' if not text.strip() else 'holds no letters'}; expected an article"
        )
    blocks = mark_blocks(text, find_paragraphs(text), known=extract.furniture)
    if not any(b.mark is not Mark.FURNITURE for b in blocks):
        raise InputError(f"{input}: holds page furniture only, no article")
    spoken = [b.text for b in blocks if b.mark is not Mark.FURNITURE]
    code = find_language(spoken, asked=language, name=input)
    blocks, problems = _without_foreign(blocks, language=code, trusted=language != AUTO)
    blocks, facts = _facts(blocks, language=code)
    known = extract.facts.over(facts)
    return Document(
        id=id,
        input=input,
        text=text,
        language=code,
        paragraphs=tuple(b.span for b in blocks if b.mark is not Mark.FURNITURE),
        boilerplate=tuple(b.span for b in blocks if b.mark is Mark.FURNITURE),
        asides=_boxes(blocks),
        title=known.title,
        author=known.author,
        publisher=known.publisher,
        published=known.published,
        metadata=extract.metadata,
        problems=problems,
    )


def _without_foreign(
    blocks: Sequence[Block], *, language: str, trusted: bool
) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """Leave out passages in another language, and say so.

    When the user states a language that most of the text is not in, he is believed.
    """
    found = {
        n: code
        for n, b in enumerate(blocks)
        if b.mark is not Mark.FURNITURE and (code := foreign_language(b.text, language=language))
    }
    if trusted and 2 * len(found) > len(blocks):
        return tuple(blocks), ()
    problems = tuple(
        f"passage in the language '{code}' at {blocks[n].span.start}-{blocks[n].span.end} is not read"
        for n, code in found.items()
    )
    return tuple(b for n, b in enumerate(blocks) if n not in found), problems


def _facts(blocks: Sequence[Block], *, language: str) -> tuple[tuple[Block, ...], Facts]:
    """Read title, author, publisher and date off the paragraphs, and cut datelines off."""
    top, bottom = page_edges(blocks)
    blocks, publisher = _without_masthead(blocks)
    kept: list[Block] = []
    facts, lead = Facts(title=_title(blocks), publisher=publisher), 0
    for number, block in enumerate(blocks):
        if block.mark is Mark.FURNITURE:
            facts = facts.over(_said_by(block, language=language, edge=number < top or number >= bottom))
            if number < top:
                facts = facts.over(Facts(published=date_alone(block.text, language=language)))
            kept.append(block)
        elif number < top and (date := date_alone(block.text, language=language)):
            facts = facts.over(Facts(published=date))
            kept.append(replace(block, mark=Mark.FURNITURE))
        else:
            pieces, said = _signed(block, language=language, lead=lead < _DATELINES)
            facts = facts.over(said)
            kept += pieces
            lead += 1
    return tuple(kept), facts


def _without_masthead(blocks: Sequence[Block]) -> tuple[Sequence[Block], str | None]:
    """Mark the newspaper's name when it stands alone above the headline."""
    top, _ = page_edges(blocks)
    spoken = [n for n, b in enumerate(blocks[:top]) if b.mark is Mark.ACCOUNT]
    if len(spoken) < 2 or blocks[spoken[1]].sentence or not is_masthead(blocks[spoken[0]].text):
        return blocks, None
    head = blocks[spoken[0]]
    marked = replace(head, mark=Mark.FURNITURE)
    return (*blocks[: spoken[0]], marked, *blocks[spoken[0] + 1 :]), " ".join(head.text.split())


def _title(blocks: Sequence[Block]) -> str | None:
    """Take the paragraph that a path repeats, or the first if it looks like a headline."""
    top, _ = page_edges(blocks)
    spoken = [b.text for b in blocks[:top] if b.mark is Mark.ACCOUNT]
    if len(spoken) < 2:
        return None
    paths = [normalised(b.text) for b in blocks[:top] if b.role is Role.PATH]
    repeated = (t for t in spoken if words(t) > 3 and any(p.endswith(normalised(t)) for p in paths))
    first = spoken[0]
    quotes = first[-1] in "?!»”’\"'" and words(first) <= 25 and words(spoken[1]) > words(first)
    kicker = is_title_like(first) and words(first) <= _KICKER and is_title_like(spoken[1])
    if kicker and words(spoken[1]) > _KICKER:
        first = spoken[1]
    headline = is_title_like(first) or is_capitalised(first) or quotes
    title = next(repeated, first if headline else None)
    return " ".join(title.split()) if title else None


def _said_by(block: Block, *, language: str, edge: bool) -> Facts:
    """Read the author, publisher or date off a piece of furniture."""
    if block.role is Role.DATE:
        found = find_date(block.text, language=language)
        return Facts(published=found[0] if found else None)
    if not edge:
        return Facts()
    if block.role is Role.SOURCE and (_YEAR.search(block.text) or "©" not in block.text):
        owner = _OWNER.match(block.text.partition("©")[2] or block.text)
        name = " ".join(owner["owner"].split()).rstrip(" 0123456789") if owner else ""
        return Facts(publisher=name if 0 < words(name) <= 6 else None)
    author = author_of(block.text)
    dated = find_date(block.text, language=language) if author else None
    return Facts(author=author, published=dated[0] if dated else None)


def _signed(block: Block, *, language: str, lead: bool) -> tuple[list[Block], Facts]:
    """Cut an opening dateline and a closing agency signature off a paragraph."""
    start, end, facts = block.span.start, block.span.end, Facts()
    pieces: list[Block] = []
    if lead and (line := find_dateline(block.text, language=language)):
        pieces.append(_piece(block, start, start + line.length, mark=Mark.FURNITURE))
        start += line.length
        facts = Facts(published=line.published, publisher=line.agency)
    signature = signature_of(block.text)
    if signature and block.span.start + signature[0] > start:
        end = block.span.start + signature[0]
        facts = facts.over(Facts(publisher=signature[1]))
    pieces.append(_piece(block, start, end, mark=block.mark))
    if end < block.span.end:
        pieces.append(_piece(block, end, block.span.end, mark=Mark.FURNITURE))
    return pieces, facts


def _piece(block: Block, start: int, end: int, *, mark: Mark) -> Block:
    """Cut a part out of a block, without the space around it."""
    body = block.text[start - block.span.start : end - block.span.start]
    start += len(body) - len(body.lstrip())
    return Block(Span(start, start + len(body.strip())), body.strip(), mark, block.role)


def _boxes(blocks: Sequence[Block]) -> tuple[Span, ...]:
    """Join neighbouring aside paragraphs to one span a box."""
    boxes: list[Span] = []
    inside = False
    for block in blocks:
        if block.mark is Mark.ASIDE:
            boxes = [*boxes[:-1], spans_hull([boxes[-1], block.span])] if inside else [*boxes, block.span]
        inside = block.mark is Mark.ASIDE
    return tuple(boxes)
