"""Turn the paragraphs of an interview or a transcript into drafts: one for each answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

from causerie.extraction.statements.draft import Draft
from causerie.extraction.statements.scene import Scene
from causerie.languages.reporting import Words
from causerie.model import Mode, Span

#: Tokens of the longest label before a turn ("Le président du conseil, Paul Vernet :").
LABEL = 6
#: Tokens of the longest question of an interviewer.
QUESTION = 70
#: Questions that make an interview of a text without labels, and their least share of its paragraphs.
QUESTIONS, SHARE = 3, 0.2
#: Length of a prompt without question mark, against the usual paragraph of an interview.
PROMPT = 0.5
#: Questions to "you" that make an interview, however many other paragraphs there are.
TURNED = 2


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A paragraph's tokens, end excluded; those of its label; whether it asks, and somebody in particular."""

    low: int
    high: int
    label: tuple[int, int] | None
    asks: bool
    turns: bool


def find_turns(scene: Scene, words: Words) -> list[Draft]:
    """Find the answers of an interview and the turns of a transcript, questions left out."""
    paragraphs = [_read(scene, low, high, words=words) for low, high in _ranges(scene)]
    labels = Counter(_label_text(scene, p) for p in paragraphs if p.label)
    sure = {t for t, n in labels.items() if n > 1 or t.isupper()}
    asked = sum(p.asks for p in paragraphs)
    turned = sum(p.asks and p.turns for p in paragraphs)
    interview = (asked >= QUESTIONS and asked >= SHARE * len(paragraphs)) or turned >= TURNED
    if not interview and len(sure) < 2:
        return []
    usual = median(p.high - p.low for p in paragraphs)
    drafts: list[Draft] = []
    answering: list[_Paragraph] = []
    started = False
    for paragraph in paragraphs:
        text = _label_text(scene, paragraph) if paragraph.label else ""
        labelled = bool(text) and (text in sure or interview)
        prompts = paragraph.asks or (
            paragraph.high - paragraph.low <= PROMPT * usual and interview and started
        )
        if text in words.question_labels or (prompts and (interview or labelled)):
            drafts += _turn(scene, answering, words)
            answering, started = [], interview
        elif labelled:
            drafts += _turn(scene, answering, words)
            answering, started = [paragraph], True
        elif started:
            answering.append(paragraph)
    return drafts + _turn(scene, answering, words)


def _ranges(scene: Scene) -> Iterator[tuple[int, int]]:
    """List the paragraphs as ranges of tokens."""
    start = 0
    for i in range(1, len(scene.tokens) + 1):
        if i == len(scene.tokens) or scene.paragraph[i] != scene.paragraph[start]:
            yield start, i
            start = i


def _read(scene: Scene, low: int, high: int, *, words: Words) -> _Paragraph:
    """Read a paragraph's label and whether it asks."""
    asks = scene.tokens[high - 1].text == "?" and high - low <= QUESTION
    colon = next(
        (i for i in range(low + 1, min(low + LABEL + 1, high - 1)) if scene.tokens[i].text == ":"), None
    )
    label = None
    if colon is not None and scene.block_of[colon + 1] == -1:
        held = scene.tokens[low:colon]
        if (
            all(t.text[0].isupper() or t.pos in ("ADP", "DET", "PUNCT") for t in held)
            and held[0].text[0].isupper()
        ):
            label = (low, colon)
    turns = any(t.lower.lstrip("-") in words.addressing for t in scene.tokens[low:high])
    return _Paragraph(low, high, label, asks, turns)


def _label_text(scene: Scene, paragraph: _Paragraph) -> str:
    """Give the words of a paragraph's label."""
    if paragraph.label is None:
        return ""
    low, high = paragraph.label
    return Span(scene.tokens[low].start, scene.tokens[high - 1].end).of(scene.parse.text)


def _turn(scene: Scene, paragraphs: list[_Paragraph], words: Words) -> list[Draft]:
    """Make the draft of one turn; a label that only says "answer" names nobody."""
    if not paragraphs:
        return []
    first = paragraphs[0]
    source = None
    if first.label is not None and _label_text(scene, first) not in words.answer_labels:
        source = Span(scene.tokens[first.label[0]].start, scene.tokens[first.label[1] - 1].end)
    content = [(p.low if p.label is None else p.label[1] + 1, p.high) for p in paragraphs]
    return [Draft(None, source, None, tuple(content), frozenset(), mode=Mode.DIRECT)]
