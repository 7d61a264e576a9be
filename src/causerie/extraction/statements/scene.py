"""Turn trees and quotations into a scene: which words are quoted, and where each outer sentence runs.

A sentence that embeds a quotation of three sentences is one outer sentence,
so borders are drawn here anew: between the marks they belong to the speaker,
outside them to the author.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from causerie.extraction.quotations import Quotation, Style
from causerie.extraction.syntax import Parse, Token
from causerie.extraction.unclosed import end_unclosed
from causerie.model import Span

ENDS = frozenset({".", "!", "?", "…", "...", "?!", "!!"})
#: Ends that close a sentence even inside a quotation followed by a capital; "?" and "!" leave that open.
FULL_STOPS = frozenset({".", "…", "..."})


@dataclass(frozen=True, slots=True)
class Block:
    """A quotation, or the part of it in one paragraph, as a range of tokens with its marks.

    Attributes:
        quotation: its place among the scene's quotations.
        first, last: its outermost tokens, marks included.
        inner: the words between the marks.
    """

    quotation: int
    first: int
    last: int
    inner: Span


@dataclass(frozen=True)
class Scene:
    """A document's tokens seen with its quotations.

    Attributes:
        blocks: the outermost quotations' parts, in order.
        block_of: token → index of its block, or -1 outside quotations.
        bounds: token → first and last+1 token of its sentence, at its own level:
            inside a quotation the sentence ends with the quotation, outside it runs over it.
        outer: the same, as if nothing were quoted: a quotation lies in the sentence around it.
        paragraph: token → index of its paragraph.
        bold: where lines begin in the text that are emphasised as a whole.
    """

    parse: Parse
    quotations: tuple[Quotation, ...]
    blocks: tuple[Block, ...]
    block_of: tuple[int, ...]
    bounds: tuple[tuple[int, int], ...]
    outer: tuple[tuple[int, int], ...]
    paragraph: tuple[int, ...]
    bold: frozenset[int] = frozenset()

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The document's tokens."""
        return self.parse.tokens

    def sentence_at(self, i: int) -> tuple[int, int]:
        """Give the first and last+1 token of a token's sentence: in its quotation, or around all of them."""
        return self.outer[i] if self.block_of[i] == -1 else self.bounds[i]

    def level(self, low: int, high: int, like: int) -> list[Token]:
        """List tokens of [low, high) at the level of token `like`: in its quotation, or outside all."""
        return [t for t in self.tokens[low:high] if self.block_of[t.i] == self.block_of[like]]

    def same_paragraph(self, a: int, b: int) -> bool:
        """Say whether two tokens stand in one paragraph."""
        return self.paragraph[a] == self.paragraph[b]


def set_scene(parse: Parse, quotations: Sequence[Quotation], *, bold: frozenset[int] = frozenset()) -> Scene:
    """Lay the quotations over the trees."""
    outer = tuple(q for q in end_unclosed(parse, quotations) if q.depth == 0 and q.style is not Style.DASH)
    paragraph = tuple(parse.sentences[t.sent].paragraph for t in parse.tokens)
    blocks = tuple(_blocks(parse, outer))
    block_of = [-1] * len(parse.tokens)
    for n, block in enumerate(blocks):
        block_of[block.first : block.last + 1] = [n] * (block.last + 1 - block.first)
    around = [(0, 0)] * len(parse.tokens)
    _draw(around, _cut(parse.tokens, range(len(parse.tokens)), block_of, paragraph))
    bounds = list(around)
    for block in blocks:
        _draw(bounds, _cut(parse.tokens, range(block.first, block.last + 1), None, paragraph))
    return Scene(parse, outer, blocks, tuple(block_of), tuple(bounds), tuple(around), paragraph, bold)


def _blocks(parse: Parse, quotations: Iterable[Quotation]) -> Iterable[Block]:
    """Give each part of each quotation its tokens; a mark glued to a word by the parser goes with it."""
    taken = -1
    for n, quotation in enumerate(quotations):
        last_part = len(quotation.parts) - 1
        for k, part in enumerate(quotation.parts):
            inside = [t for t in parse.tokens_in(part) if t.i > taken]
            if not inside:
                continue
            first, last = inside[0].i, inside[-1].i
            while first - 1 > taken and _is_mark_before(parse.tokens[first - 1], quotation, k):
                first -= 1
            while last + 1 < len(parse.tokens) and k == last_part:
                follows = parse.tokens[last + 1]
                if not (part.end <= follows.start < quotation.outer.end):
                    break
                last += 1
            taken = last
            yield Block(n, first, last, part)


def _is_mark_before(token: Token, quotation: Quotation, part: int) -> bool:
    """Say whether a token is the mark that opens, or reopens, a part."""
    if part == 0:
        return quotation.outer.start <= token.start < quotation.parts[0].start
    previous = quotation.parts[part - 1].end
    return previous <= token.start < quotation.parts[part].start and not token.text.isalnum()


def _draw(bounds: list[tuple[int, int]], sentences: Iterable[tuple[int, int]]) -> None:
    """Write each sentence's borders to its tokens."""
    for low, high in sentences:
        bounds[low:high] = [(low, high)] * (high - low)


def _cut(
    tokens: Sequence[Token], indexes: range, block_of: Sequence[int] | None, paragraph: Sequence[int]
) -> Iterable[tuple[int, int]]:
    """Cut a run of tokens into sentences; without `block_of` it lies in one quotation."""
    start = indexes.start
    for i in indexes:
        after = i + 1
        if after == indexes.stop or paragraph[after] != paragraph[i]:
            ends = True
        elif block_of is None:
            ends = tokens[i].text in ENDS and not _continues(tokens[after])
        else:
            ends = _ends_outside(tokens, i, after, block_of)
        if ends:
            yield start, after
            start = after


def _ends_outside(tokens: Sequence[Token], i: int, after: int, block_of: Sequence[int]) -> bool:
    """Say whether an outer sentence ends behind token `i`."""
    if block_of[i] == -1:
        return tokens[i].text in ENDS and not _continues(tokens[after])
    if block_of[after] == block_of[i]:
        return False
    before = (tokens[k] for k in range(i, -1, -1))
    last = next((t for t in before if t.text[0].isalnum() or t.text in ENDS), None)
    return last is not None and last.text in FULL_STOPS and not _continues(tokens[after])


def _continues(token: Token) -> bool:
    """Say whether a token cannot begin a sentence."""
    return token.text[0].islower() or token.text[0] in ",;:)»”…"
