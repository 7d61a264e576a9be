"""Turn the paragraphs of a text into those that ask and those that answer, by their layout."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise, zip_longest
from statistics import median

from causerie.extraction.statements.labels import DASHES, Label, Names, read_label, voices
from causerie.extraction.statements.scene import Scene
from causerie.languages.reporting import Words

#: Brackets around what the clerk wrote.
OPENING, CLOSING = frozenset({"(", "["}), frozenset({")", "]"})
#: Tokens of the longest question of an interviewer.
QUESTION = 70
#: Questions that make an interview of a text without labels, and their least share of its paragraphs.
QUESTIONS, SHARE = 3, 0.2
#: Length of a prompt without question mark, against the usual answer.
PROMPT = 0.5
#: Questions to "you", or with one mark before them, that make an interview, however many other paragraphs.
TURNED = 2
#: Share of a dialogue's dashes among the paragraphs from the first on, above which nothing else is told.
DIALOGUE = 0.7
#: Tokens of the longest heading.
HEADING = 12


class Opening(StrEnum):
    """What a paragraph opens with, by which questions may be told from answers."""

    DASH = "dash"
    NUMBER = "number"
    BOLD = "bold"
    NOTHING = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of what may be an interview.

    Attributes:
        low, high: its tokens, end excluded.
        label: what names its speaker, if anything does.
        asks: it ends with a question mark.
        turns: it speaks to "you".
        owns: "I" or "we" speaks in it.
        opening: what it opens with.
        heads: it is no sentence.
        quoted: a quotation is all that stands behind its label.
        names: it holds a person's name.
    """

    low: int
    high: int
    label: Label | None
    asks: bool
    turns: bool
    owns: bool
    opening: Opening
    heads: bool
    quoted: bool
    names: bool

    @property
    def text(self) -> str:
        """The words of its label."""
        return self.label.text if self.label else ""


def read_paragraphs(scene: Scene, words: Words) -> list[Paragraph]:
    """List the paragraphs, but for what the clerk wrote and headings behind the first turn."""
    names = Names(scene)
    held = [
        _read(scene, low, high, words=words, names=names)
        for low, high in _ranges(scene)
        if not _is_stage_direction(scene, low, high)
    ]
    written = 2 * sum(not p.heads for p in held) > len(held)
    first = next((n for n, p in enumerate(held) if p.asks or p.label is not None), 0)
    return [p for n, p in enumerate(held) if n < first or not (p.heads and written)]


def _ranges(scene: Scene) -> Iterator[tuple[int, int]]:
    """List the paragraphs as ranges of tokens."""
    start = 0
    for i in range(1, len(scene.tokens) + 1):
        if i == len(scene.tokens) or scene.paragraph[i] != scene.paragraph[start]:
            yield start, i
            start = i


def _is_stage_direction(scene: Scene, low: int, high: int) -> bool:
    """Say whether brackets hold a whole paragraph: "(L'amendement n'est pas adopté.)"."""
    last = scene.tokens[max(high - 2, low) : high]
    return scene.tokens[low].text in OPENING and any(t.text in CLOSING for t in last)


def _read(scene: Scene, low: int, high: int, *, words: Words, names: Names) -> Paragraph:
    """Read a paragraph's label and whether it asks."""
    tokens = scene.tokens[low:high]
    lower = {t.lower.lstrip("-") for t in tokens}
    label = read_label(scene, low, high, words=words, names=names)
    block = scene.block_of[label.then] if label is not None and label.then < high else -1
    return Paragraph(
        low,
        high,
        label,
        asks=tokens[-1].text == "?" and high - low <= QUESTION,
        turns=not lower.isdisjoint(words.addressing),
        owns=not lower.isdisjoint({*words.authors} - {*words.addressing, *words.generic}),
        opening=_opening(scene, low, high),
        heads=label is None and high - low <= HEADING and tokens[-1].text[-1].isalnum(),
        quoted=block != -1 and scene.blocks[block].last >= high - 2,
        names=any(t.ent == "PER" for t in tokens),
    )


def _opening(scene: Scene, low: int, high: int) -> Opening:
    """Say what a paragraph opens with."""
    first, second = scene.tokens[low], scene.tokens[min(low + 1, high - 1)]
    if first.text in DASHES:
        return Opening.DASH
    number = first.text.rstrip(".)")
    if number.isdigit() and (number != first.text or second.text in (".", ")", *DASHES)):
        return Opening.NUMBER
    return Opening.BOLD if first.start in scene.bold else Opening.NOTHING


def is_interview(paragraphs: Sequence[Paragraph], known: Collection[str]) -> bool:
    """Say whether questions are asked and answered in a text, and not just put to the reader.

    Somebody answers who has a label, whom the questions call "you", or whom the text presents before.
    """
    free = [p for p in paragraphs if p.asks and p.text not in known]
    if not (_asks_much(paragraphs) or _asks_alike(free) or _asks_labelled(paragraphs, free, known)):
        return False
    first = next((n for n, p in enumerate(paragraphs) if p.asks), 0)
    turned = any(p.turns for p in paragraphs if p.asks)
    return bool(known) or turned or any(p.names for p in paragraphs[: first + 1])


def _asks_much(paragraphs: Sequence[Paragraph]) -> bool:
    """Say whether there are many questions, or some to "you": with two of them, one of which "I" answers."""
    asking = [p for p in paragraphs if p.asks]
    turned = sum(p.turns for p in asking)
    owned = any(a.asks and not b.asks and b.owns for a, b in pairwise(paragraphs))
    dense = len(asking) >= SHARE * len(paragraphs)
    return turned >= TURNED or (
        dense and (len(asking) >= QUESTIONS or (len(asking) >= TURNED and turned > 0 and owned))
    )


def _asks_alike(free: Sequence[Paragraph]) -> bool:
    """Say whether there are some questions without a label, and all open with one mark."""
    marks = {p.opening for p in free}
    return len(free) >= TURNED and len(marks) == 1 and marks != {Opening.NOTHING}


def _asks_labelled(
    paragraphs: Sequence[Paragraph], free: Sequence[Paragraph], known: Collection[str]
) -> bool:
    """Say whether questions without a label stand beside the labels of those who answer.

    One answers and says "I", or is asked; of several, each has his label behind every question,
    and nothing but questions stands without one.
    """
    if len(voices(known)) == 1:
        return bool(free) or any(p.owns for p in paragraphs if p.text in known)
    first = next((n for n, p in enumerate(paragraphs) if p.text in known), len(paragraphs))
    return (
        first < len(paragraphs)
        and len(free) >= TURNED
        and all(p.asks or p.text in known for p in paragraphs[first:])
    )


def is_story(paragraphs: Sequence[Paragraph]) -> bool:
    """Say whether a dialogue, whose paragraphs open with dashes, is only a part of what is told."""
    first = next((n for n, p in enumerate(paragraphs) if p.opening is Opening.DASH), 0)
    dashed = [p for p in paragraphs if p.opening is Opening.DASH]
    answers = any(
        a.asks and a.opening is b.opening is Opening.DASH and not b.asks for a, b in pairwise(paragraphs)
    )
    return answers and len(dashed) <= DIALOGUE * len(paragraphs[first:])


def prompts_of(paragraphs: Sequence[Paragraph], known: Collection[str]) -> list[bool]:
    """Say of each paragraph of an interview whether the interviewer speaks in it without a label."""
    marks = {p.opening for p in paragraphs if p.asks and p.text not in known}
    mark = next(iter(marks)) if len(marks) == 1 else Opening.NOTHING
    if mark is not Opening.NOTHING:
        return _marked(paragraphs, known, mark)
    after = [b for a, b in pairwise(paragraphs) if a.asks and not b.asks]
    usual = median(p.high - p.low for p in after or paragraphs)
    repeated = sum(p.text in known for p in paragraphs) > 1
    alone = len(voices(known)) == 1
    prompts: list[bool] = []
    started = False
    for paragraph, behind in zip_longest(paragraphs, paragraphs[1:]):
        brief = paragraph.high - paragraph.low <= (QUESTION if repeated and alone else PROMPT * usual)
        if paragraph.text in known or paragraph.asks or behind is None:
            prompts.append(paragraph.asks and paragraph.text not in known)
        elif not brief or not started:
            prompts.append(False)
        elif repeated:
            prompts.append(behind.text in known)
        else:
            to_you = paragraph.turns and not paragraph.owns
            prompts.append(not behind.asks and (to_you or not prompts[-1]))
        started = started or paragraph.asks or paragraph.text in known
    return prompts


def _marked(paragraphs: Sequence[Paragraph], known: Collection[str], mark: Opening) -> list[bool]:
    """Say which paragraphs prompt where all questions open with one mark.

    Where answers open with it, too, as in a dialogue, every other one prompts.
    """
    free = [n for n, p in enumerate(paragraphs) if p.opening is mark and p.text not in known]
    free = free[next(k for k, n in enumerate(free) if paragraphs[n].asks) :]
    shared = any(paragraphs[a].asks and b == a + 1 and not paragraphs[b].asks for a, b in pairwise(free))
    prompting = set(free[::2] if shared else free)
    return [n in prompting for n in range(len(paragraphs))]
