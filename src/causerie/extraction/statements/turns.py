"""Turn the paragraphs of an interview or a transcript into drafts: one for each answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

from causerie.extraction.statements.draft import Draft
from causerie.extraction.statements.scene import ENDS, Scene
from causerie.extraction.syntax import Token
from causerie.languages.people import PeopleWords, people_words
from causerie.languages.reporting import Words
from causerie.model import Mode, Span

#: Tokens of the longest label before a turn ("Mme Anne Petit, rapporteure de la commission des lois.").
LABEL = 16
#: What ends a sentence that asks nothing.
STATES = frozenset({".", "!", "…", "..."})
#: What stands behind the full stop of a label that no title opens: "Anne Petit. – Oui."
DASHES = frozenset({"-", "–", "—"})
#: Brackets around what the clerk wrote.
OPENING, CLOSING = frozenset({"(", "["}), frozenset({")", "]"})
#: What parts a name from the function behind it.
PARTING = frozenset({",", "("})
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
        low, high: the tokens that name, end excluded, without a function ("Mme Petit, rapporteure").
        then: the first token of the turn.
        marked: its capitals or its title make it a label even if it comes only once.
        stopped: a full stop ends it, as in hearings; any brief sentence ends so, too.
        named: it is a name or a role by its form; other words are a label only if they recur.
        text: what names, as it stands.
    """

    low: int
    high: int
    then: int
    marked: bool
    stopped: bool
    named: bool
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
    paragraphs = [
        _read(scene, low, high, words=words)
        for low, high in _ranges(scene)
        if not _is_stage_direction(scene, low, high)
    ]
    sure = _sure_labels(scene, paragraphs)
    asked = sum(p.asks for p in paragraphs)
    turned = sum(p.asks and p.turns for p in paragraphs)
    interview = (asked >= QUESTIONS and asked >= SHARE * len(paragraphs)) or turned >= TURNED
    if not interview and len(sure) < 2:
        return []
    usual = median(p.high - p.low for p in paragraphs)
    answers: list[list[_Paragraph]] = []
    started = open_ = False
    for paragraph in paragraphs:
        label = paragraph.label
        labelled = label is not None and (label.text in sure or (interview and label.named))
        prompts = paragraph.asks or (
            paragraph.high - paragraph.low <= PROMPT * usual and interview and started
        )
        if _is_one_of(words.question_labels, paragraph) or (prompts and interview and not labelled):
            started, open_ = interview, False
        elif labelled:
            stated = _stated(scene, paragraph) if paragraph.asks else paragraph
            answers += [[stated]] if stated is not None else []
            started, open_ = True, stated is not None
        elif started and not open_:
            answers.append([paragraph])
            open_ = True
        elif started:
            answers[-1].append(paragraph)
    first = next((p.low for p in paragraphs if p.asks or p.label), 0)
    asking = {p.text for p in paragraphs if p.asks}
    lead = _lead([a for a in answers if a[0].text not in asking], first=first, words=words)
    return [_turn(scene, answer, lead=lead, words=words) for answer in answers]


def _sure_labels(scene: Scene, paragraphs: Sequence[_Paragraph]) -> set[str]:
    """List the labels that name speakers: those that recur, that are marked, or that name a person.

    A person's name that comes once and that nothing marks needs another that is sure; of labels
    whose form names nobody at least one other must name somebody.
    """
    labels = [p.label for p in paragraphs if p.label is not None]
    count = Counter(label.text for label in labels)
    stopped = {label.text for label in labels if label.stopped and count[label.text] > 1}
    hearing = 2 * sum(label.stopped for label in labels) >= len(paragraphs) or len(stopped) > 1
    sure = {
        label.text
        for label in labels
        if count[label.text] > 1 or (label.marked and (hearing or not label.stopped))
    }
    if not any(label.named for label in labels if label.text in sure):
        return set()
    persons = {label.text for label in labels if label.named and scene.tokens[label.low].ent == "PER"}
    return sure | persons if sure & persons or len(sure) > 1 else sure


def _is_stage_direction(scene: Scene, low: int, high: int) -> bool:
    """Say whether brackets hold a whole paragraph: "(L'amendement n'est pas adopté.)"."""
    last = scene.tokens[max(high - 2, low) : high]
    return scene.tokens[low].text in OPENING and any(t.text in CLOSING for t in last)


def _stated(scene: Scene, paragraph: _Paragraph) -> _Paragraph | None:
    """Leave out the question that ends a turn; None where the turn only asks."""
    first = paragraph.label.then if paragraph.label is not None else paragraph.low
    ends = [i for i in range(first, paragraph.high - 1) if scene.tokens[i].text in STATES]
    if not ends:
        return None
    return replace(paragraph, high=ends[-1] + 1 + (scene.tokens[ends[-1] + 1].text in CLOSING))


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
    where it only says whose turn it is ("Mr. LOWE.", "The CHAIRMAN.", "Q."), or with a dash behind.
    """
    folk = people_words(scene.parse.language)
    first = scene.tokens[low].text
    short = (*words.question_labels, *words.answer_labels)
    if first.removesuffix(".") in short and first.endswith("."):
        return _Label(low, low + 1, low + 1, True, True, True, first.removesuffix("."))
    last = min(low + LABEL + 1, high - 1)
    end = next((i for i in range(low + 1, last) if scene.tokens[i].text in (":", *ENDS)), None)
    if end is None or scene.tokens[end].text not in (":", "."):
        return None
    then, dashed = end + 1, scene.tokens[end].text == "." and scene.tokens[end + 1].text in DASHES
    if not dashed and scene.block_of[then] != -1:
        return None
    if not first[0].isupper() or any(_is_finite(t) for t in scene.tokens[low:end]):
        return None
    stopped = scene.tokens[end].text == "." and not dashed
    name = next((i for i in range(low + 1, end) if scene.tokens[i].text in PARTING), end)
    held = scene.tokens[low:name]
    titled = held[0].lower in folk.titles or (len(held) > 1 and held[0].lower in folk.roles)
    rest = [t for t in held[titled:] if t.lower not in folk.titles and t.lower not in folk.lists.definite]
    capitals = bool(rest) and all(t.text.isupper() for t in rest)
    office = titled and len(held) > 2 and held[1].lower in folk.lists.definite  # "Mme la rapporteure."
    named = office or all(_is_of_label(t, folk) for t in held)
    known = len(held) == 1 and first in short
    if stopped and not (named and (titled or known or (capitals and len(rest) < len(held)))):
        return None
    text = Span(held[0].start, held[-1].end).of(scene.parse.text)
    return _Label(low, name, then + dashed, named and (capitals or titled or known), stopped, named, text)


def _is_finite(token: Token) -> bool:
    """Say whether the parser takes a word for a finite verb, and its form is not that of a name."""
    return token.feats.get("VerbForm") == "Fin" and not token.text[0].isupper()


def _is_of_label(token: Token, folk: PeopleWords) -> bool:
    """Say whether a word may stand in a label: a capital, a role, or a small word between them."""
    return token.text[0].isupper() or token.lower in folk.roles or token.pos in ("ADP", "DET", "PUNCT")


def _turn(scene: Scene, paragraphs: Sequence[_Paragraph], *, lead: tuple[int, int], words: Words) -> Draft:
    """Make the draft of one turn; a label that only says "answer" names nobody."""
    label = paragraphs[0].label
    source = None
    if label is not None and not _is_one_of(words.answer_labels, paragraphs[0]):
        source = Span(scene.tokens[label.low].start, scene.tokens[label.high - 1].end)
    content = [
        held
        for p in paragraphs
        for held in _without_asides(scene, p.low if p.label is None else p.label.then, p.high)
    ]
    return Draft(None, source, None, tuple(content), frozenset(), mode=Mode.DIRECT, lead=lead)


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
