"""Turn the paragraphs of an interview or a transcript into drafts: one for each answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from causerie.extraction.statements.draft import Draft
from causerie.extraction.statements.scene import Scene
from causerie.extraction.syntax import Token
from causerie.languages.people import PeopleWords, people_words
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
class _Label:
    """What names a speaker before a turn.

    Attributes:
        low, high: its tokens, end excluded, without the colon or full stop behind it.
        then: the first token of the turn.
        marked: its capitals or its title make it a label even if it comes only once.
        stopped: a full stop ends it, as in hearings; any brief sentence ends so, too.
    """

    low: int
    high: int
    then: int
    marked: bool
    stopped: bool
    text: str


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A paragraph's tokens, end excluded; its label; whether it asks, and somebody in particular."""

    low: int
    high: int
    label: _Label | None
    asks: bool
    turns: bool

    @property
    def text(self) -> str:
        """The words of its label."""
        return self.label.text if self.label else ""


def find_turns(scene: Scene, words: Words) -> list[Draft]:
    """Find the answers of an interview and the turns of a transcript, questions left out."""
    paragraphs = [_read(scene, low, high, words=words) for low, high in _ranges(scene)]
    labels = Counter(p.text for p in paragraphs if p.label)
    hearing = 2 * sum(p.label is not None and p.label.stopped for p in paragraphs) >= len(paragraphs)
    sure = {
        p.text
        for p in paragraphs
        if p.label and (labels[p.text] > 1 or (p.label.marked and (hearing or not p.label.stopped)))
    }
    asked = sum(p.asks for p in paragraphs)
    turned = sum(p.asks and p.turns for p in paragraphs)
    interview = (asked >= QUESTIONS and asked >= SHARE * len(paragraphs)) or turned >= TURNED
    if not interview and len(sure) < 2:
        return []
    usual = median(p.high - p.low for p in paragraphs)
    answers: list[list[_Paragraph]] = []
    started = open_ = False
    for paragraph in paragraphs:
        labelled = bool(paragraph.text) and (paragraph.text in sure or interview)
        prompts = paragraph.asks or (
            paragraph.high - paragraph.low <= PROMPT * usual and interview and started
        )
        if _is_one_of(words.question_labels, paragraph) or (prompts and (interview or labelled)):
            started, open_ = interview, False
        elif labelled or (started and not open_):
            answers.append([paragraph])
            started = open_ = True
        elif started:
            answers[-1].append(paragraph)
    first = next((p.low for p in paragraphs if p.asks or p.label), 0)
    lead = _lead(answers, first=first, words=words)
    return [_turn(scene, answer, lead=lead, words=words) for answer in answers]


def _is_one_of(known: Sequence[str], paragraph: _Paragraph) -> bool:
    """Say whether a paragraph's label is one of the known, in whatever case."""
    return paragraph.text.casefold() in {k.casefold() for k in known}


def _lead(answers: Sequence[Sequence[_Paragraph]], *, first: int, words: Words) -> tuple[int, int]:
    """Give the tokens that present whoever answers: the one label that names somebody, or the lead.

    Several labels leave open whose an answer without one is: then no token does.
    """
    named = {a[0].text: a[0].label for a in answers if not _is_one_of(words.answer_labels, a[0])}
    held = [label for label in named.values() if label is not None]
    if len(held) == 1:
        return held[0].low, held[0].high
    return (0, 0) if held else (0, first)


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
    turns = any(t.lower.lstrip("-") in words.addressing for t in scene.tokens[low:high])
    return _Paragraph(low, high, _read_label(scene, low, high, words=words), asks, turns)


def _read_label(scene: Scene, low: int, high: int, *, words: Words) -> _Label | None:
    """Find what names the speaker at the start of a paragraph.

    A colon ends it, or a full stop where a title opens it, or an article before capitals, or
    where it only says whose turn it is ("Mr. LOWE.", "The CHAIRMAN.", "Q.").
    """
    folk = people_words(scene.parse.language)
    short = (*words.question_labels, *words.answer_labels)
    if scene.tokens[low].text.removesuffix(".") in short and scene.tokens[low].text.endswith("."):
        return _Label(low, low + 1, low + 1, True, True, scene.tokens[low].text.removesuffix("."))
    last = min(low + LABEL + 1, high - 1)
    end = next((i for i in range(low + 1, last) if scene.tokens[i].text in (":", ".")), None)
    if end is None or scene.block_of[end + 1] != -1:
        return None
    held = scene.tokens[low:end]
    if not held[0].text[0].isupper() or not all(_is_of_label(t, folk) for t in held):
        return None
    titled = held[0].lower in folk.titles or (len(held) > 1 and held[0].lower in folk.roles)
    named = held[1:] if titled else held
    rest = [t for t in named if t.lower not in folk.titles and t.lower not in folk.lists.definite]
    capitals = bool(rest) and all(t.text.isupper() for t in rest)
    known = len(held) == 1 and held[0].text in short
    if scene.tokens[end].text == "." and not (titled or known) and not (capitals and len(rest) < len(held)):
        return None
    text = Span(held[0].start, held[-1].end).of(scene.parse.text)
    return _Label(low, end, end + 1, capitals or titled or known, scene.tokens[end].text == ".", text)


def _is_of_label(token: Token, folk: PeopleWords) -> bool:
    """Say whether a word may stand in a label: a capital, a role, or a small word between them."""
    return token.text[0].isupper() or token.lower in folk.roles or token.pos in ("ADP", "DET", "PUNCT")


def _turn(scene: Scene, paragraphs: Sequence[_Paragraph], *, lead: tuple[int, int], words: Words) -> Draft:
    """Make the draft of one turn; a label that only says "answer" names nobody."""
    label = paragraphs[0].label
    source = None
    if label is not None and not _is_one_of(words.answer_labels, paragraphs[0]):
        source = Span(scene.tokens[label.low].start, scene.tokens[label.high - 1].end)
    content = [(p.low if p.label is None else p.label.then, p.high) for p in paragraphs]
    return Draft(None, source, None, tuple(content), frozenset(), mode=Mode.DIRECT, lead=lead)
