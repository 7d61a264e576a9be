"""Turn the figures of all readings into groups that count one thing, account beside account."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from causerie.assembly.linkage import link_groups, near_pairs
from causerie.assembly.names import NameBook, collect_names
from causerie.assembly.voices import Voices, find_voices
from causerie.assembly.wordings import Wording, word_phrase
from causerie.encoders.phrases import encode_phrases
from causerie.model import Document, Figure, Reading

#: Least average similarity of what two figures count. Below concepts' threshold:
#: the group is shown as a table that a person reads, and nothing is computed from it.
COUNTED_ALIKE = 0.68

#: Units whose figures never meet those of another unit.
SIGNS = frozenset("%$€£")


@dataclass(frozen=True, slots=True)
class FigureEntry:
    """One account's number, and the id of the voice that gives it."""

    document: str
    figure: Figure
    voice: str


@dataclass(frozen=True, slots=True)
class FigureGroup:
    """Numbers that several accounts give for one thing.

    Attributes:
        label: what is counted, in the words of the first entry that says it most briefly.
        entries: in the order of documents and text.
        low, high: the lowest and highest number given.

    """

    label: str
    entries: tuple[FigureEntry, ...]
    low: float
    high: float

    @property
    def disagree(self) -> bool:
        """Say whether the accounts give different numbers."""
        return self.low != self.high

    @property
    def voices(self) -> int:
        """Count the independent voices that give a number."""
        return len({e.voice for e in self.entries})


def compare_figures(readings: Sequence[Reading]) -> tuple[FigureGroup, ...]:
    """Group the figures of all documents by what they count.

    Two figures meet when the words for what they count are near in meaning and
    hold the same names. Groups of one entry are kept: a number that only one
    account gives is worth seeing too.

    Returns:
        Those with most voices first, then by label.

    """
    ordered = sorted(readings, key=lambda r: r.document.id)
    book = collect_names([r.document for r in ordered])
    voices = find_voices(ordered, book=book)
    rows = [
        (_wording(r.document, f, book), _entry(r.document, f, voices)) for r in ordered for f in r.figures
    ]
    if not rows:
        return ()
    vectors = encode_phrases([w.encoded for w, _ in rows])
    pairs = near_pairs(vectors, COUNTED_ALIKE, blocks=[(w.names, _measure(e.figure)) for w, e in rows])
    linked = link_groups(vectors, pairs, threshold=COUNTED_ALIKE, allowed=lambda _i, _j: True)
    groups = [_group([rows[i] for i in members]) for members in linked]
    return tuple(sorted(groups, key=lambda g: (-g.voices, g.label)))


def _wording(document: Document, figure: Figure, book: NameBook) -> Wording:
    """Word what a figure counts: its phrase, with the unit where that is not said in it."""
    said = figure.what if figure.unit.casefold() in figure.what.casefold() else f"{figure.unit} {figure.what}"
    return word_phrase(said or figure.unit, language=document.language, book=book, document=document.id)


def _measure(figure: Figure) -> str:
    """Name what a figure is a measure of: shares and sums of money compare only with their like."""
    if figure.unit in SIGNS:
        return figure.unit
    return "counted" if figure.what else figure.unit.casefold()


def _entry(document: Document, figure: Figure, voices: Voices) -> FigureEntry:
    return FigureEntry(document.id, figure, voices.heard[(document.id, figure.speaker)])


def _group(rows: Sequence[tuple[Wording, FigureEntry]]) -> FigureGroup:
    entries = tuple(e for _, e in rows)
    numbers = [n for e in entries for n in (e.figure.value, e.figure.high) if n is not None]
    label = min((w.label for w, _ in rows), key=lambda text: (len(text), text))
    return FigureGroup(label, entries, min(numbers), max(numbers))
