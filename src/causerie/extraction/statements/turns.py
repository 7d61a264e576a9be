"""Turn the paragraphs of an interview or a transcript into drafts: one for each answer."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from causerie.extraction.statements.draft import Draft
from causerie.extraction.statements.labels import DASHES, Label, Turn, sure_labels, voices
from causerie.extraction.statements.layout import (
    CLOSING,
    OPENING,
    Opening,
    Paragraph,
    is_interview,
    is_story,
    prompts_of,
    read_paragraphs,
)
from causerie.extraction.statements.scene import ENDS, Scene
from causerie.languages.reporting import Words
from causerie.model import Mode, Span

#: What ends a sentence that asks nothing.
STATES = frozenset({".", "!", "…", "..."})
#: Letters of the shortest name by which a paragraph speaks of whoever has the turn.
NAME = 3


def find_turns(scene: Scene, words: Words) -> list[Draft]:
    """Find the answers of an interview and the turns of a transcript, questions left out."""
    paragraphs = read_paragraphs(scene, words)
    labelled = [Turn(p.label, p.asks or p.turns or p.owns) for p in paragraphs if p.label is not None]
    known = sure_labels(labelled, paragraphs=len(paragraphs))
    paragraphs = _without_title(paragraphs)
    interview = is_interview(paragraphs, known) and not is_story(paragraphs)
    if not interview and len(known) < 2:
        return []
    if interview:
        known |= {t.label.text for t in labelled if t.label.personal and not t.label.loose}
    prompts = prompts_of(paragraphs, known) if interview else [False] * len(paragraphs)
    answers = _answers(scene, paragraphs, prompts, known=known, interview=interview, words=words)
    first = next((p.low for p, asks in zip(paragraphs, prompts, strict=True) if asks or p.text in known), 0)
    asking = {p.text for p in paragraphs if p.asks}
    lead = _lead([a for a in answers if a[0].text not in asking], first=first, words=words)
    return [_turn(scene, answer, lead=lead, words=words) for answer in answers if not answer[0].quoted]


def _without_title(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Leave out a title that asks, and what stands between it and the first question or label.

    A paragraph behind it that names somebody and in which nobody speaks answers nothing.
    """
    if len(paragraphs) < 3 or not paragraphs[0].asks or paragraphs[0].label is not None:
        return paragraphs
    second = paragraphs[1]
    presents = second.names and not second.owns and not second.asks and second.label is None
    return paragraphs[2:] if presents and (paragraphs[2].asks or paragraphs[2].label) else paragraphs


def _answers(
    scene: Scene,
    paragraphs: Sequence[Paragraph],
    prompts: Sequence[bool],
    *,
    known: Collection[str],
    interview: bool,
    words: Words,
) -> list[list[Paragraph]]:
    """Put together the paragraphs of each turn; what only asks is none."""
    answers: list[list[Paragraph]] = []
    started = open_ = False
    for paragraph, prompting in zip(paragraphs, prompts, strict=True):
        if prompting or _is_one_of(words.question_labels, paragraph):
            started, open_ = interview, False
        elif paragraph.text in known:
            stated = _stated(scene, paragraph) if paragraph.asks else paragraph
            answers += [[stated]] if stated is not None else []
            started, open_ = True, stated is not None
        elif started and not open_:
            answers.append([paragraph])
            open_ = True
        elif started and _tells_of(scene, paragraph, answers[-1][0].label):
            started = open_ = False
        elif started:
            answers[-1].append(paragraph)
    return answers


def _tells_of(scene: Scene, paragraph: Paragraph, label: Label | None) -> bool:
    """Say whether a paragraph without a label names whoever has the turn, as he would not do himself."""
    if label is None or paragraph.owns:
        return False
    name = scene.tokens[label.high - 1].lower
    return len(name) >= NAME and any(
        t.lower == name and t.text[0].isupper() for t in scene.tokens[paragraph.low : paragraph.high]
    )


def _stated(scene: Scene, paragraph: Paragraph) -> Paragraph | None:
    """Leave out the question that ends a turn; None where the turn only asks."""
    first = paragraph.label.then if paragraph.label is not None else paragraph.low
    ends = [i for i in range(first, paragraph.high - 1) if scene.tokens[i].text in STATES]
    if not ends:
        return None
    return replace(paragraph, high=ends[-1] + 1 + (scene.tokens[ends[-1] + 1].text in CLOSING))


def _is_one_of(known: Sequence[str], paragraph: Paragraph) -> bool:
    """Say whether a paragraph's label is one of the known, in whatever case."""
    return paragraph.text.casefold() in {k.casefold() for k in known}


def _lead(answers: Sequence[Sequence[Paragraph]], *, first: int, words: Words) -> tuple[int, int]:
    """Give the tokens that present whoever answers: the one label that names somebody, or the lead.

    Several labels leave open whose an answer without one is: then no token does. A label that is
    spelt out once and then shortened to initials is one.
    """
    named = {a[0].text: a[0].label for a in answers if not _is_one_of(words.answer_labels, a[0])}
    held = [label for label in named.values() if label is not None]
    if len(voices(label.text for label in held)) == 1:
        longest = max(held, key=lambda label: len(label.text))
        return longest.low, longest.high
    return (0, 0) if held else (0, first)


def _turn(scene: Scene, paragraphs: Sequence[Paragraph], *, lead: tuple[int, int], words: Words) -> Draft:
    """Make the draft of one turn; a label that only says "answer" names nobody."""
    label = paragraphs[0].label
    source = None
    if label is not None and not _is_one_of(words.answer_labels, paragraphs[0]):
        source = Span(scene.tokens[label.low].start, scene.tokens[label.high - 1].end)
    content = [held for p in paragraphs for held in _without_asides(scene, _start(scene, p), p.high)]
    return Draft(None, source, None, tuple(content), frozenset(), mode=Mode.DIRECT, lead=lead)


def _start(scene: Scene, paragraph: Paragraph) -> int:
    """Give the first token of what is said in a paragraph: behind its label, or the dash that opens it."""
    if paragraph.label is not None:
        return paragraph.label.then
    low = paragraph.low
    return low + (paragraph.opening is Opening.DASH and scene.tokens[low].text in DASHES)


def _without_asides(scene: Scene, low: int, high: int) -> Iterator[tuple[int, int]]:
    """Cut out the sentences in brackets, which the clerk wrote: "Oui. (Applaudissements.) Il a plu."."""
    start, i = low, low
    while i < high:
        close = _end_of_aside(scene, i, high) if i == low or scene.tokens[i - 1].text in ENDS else None
        if close is None:
            i += 1
            continue
        if start < i:
            yield start, i
        start = i = close + 1
    if start < high:
        yield start, high


def _end_of_aside(scene: Scene, i: int, high: int) -> int | None:
    """Give the bracket that closes the one opened at a token before a capital; None where none is."""
    if scene.tokens[i].text not in OPENING or i + 1 >= high or not scene.tokens[i + 1].text[0].isupper():
        return None
    return next((k for k in range(i + 1, high) if scene.tokens[k].text in CLOSING), None)
