"""Turn documents into groups of near-copies, so that one story in ten papers counts once.

Source:
    Broder (1997), On the resemblance and containment of documents: resemblance
    over word shingles, counted exactly here instead of by sketches.

"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations

from causerie.assembly.names import NameBook
from causerie.encoders.phrases import encode_phrases
from causerie.languages.directions import directions
from causerie.languages.words import fold
from causerie.model import Document, Reading

#: Words in a shingle.
SHINGLE = 5

#: Share of the shorter document's shingles that must stand in the other one. Half
#: leaves room for another title, a cut end and house style; two reports that quote
#: the same speaker at length stay below it.
COPIED = 0.5

#: Shingles a document needs before anything is said of it: shorter texts share formulas.
SHORTEST = 20

#: Share of the shorter text's sentences that need a counterpart in a translation, and
#: how near that is. Measured on the tests' texts: sentences and their translations
#: have .64 to .91, those of another report on the same people .29 to .56.
TRANSLATED, COUNTERPART = 0.6, 0.6

#: Names that two texts must share before their sentences are compared: encoding costs.
SHARED_NAMES = 3

#: Words a sentence needs to be compared: short ones look alike.
WORDS = 5

#: Documents that may share a shingle before it counts as a formula, not as copied text.
FORMULA = 200


def find_copies(readings: Sequence[Reading], book: NameBook) -> dict[str, str]:
    """Map each document that is a near-copy or a translation to the one it counts with.

    The first published speaks for its group; without dates, the first id. Only
    paragraphs count, not boilerplate. Text rewritten in its own language is not
    found.

    Args:
        readings: sentences are compared for translations; paragraphs where there are none.
        book: the documents' names: a translation shares them.

    Returns:
        Copy's id → original's id; documents without copies are left out.

    """
    documents = {r.document.id: r.document for r in readings}
    shingles = {i: _shingles(d) for i, d in documents.items()}
    pairs = [
        (one, other)
        for (one, other), count in _shared(shingles).items()
        if count >= COPIED * min(len(shingles[one]), len(shingles[other]))
    ]
    pairs += _translations(readings, book)
    rank = {i: (d.published or "~", i) for i, d in documents.items()}
    leader = {i: i for i in documents}
    for one, other in sorted(pairs):
        first, second = sorted((leader[one], leader[other]), key=rank.__getitem__)
        leader = {i: first if held == second else held for i, held in leader.items()}
    return {i: first for i, first in sorted(leader.items()) if first != i}


def _translations(readings: Sequence[Reading], book: NameBook) -> list[tuple[str, str]]:
    """List the pairs in two languages most of whose sentences have a counterpart."""
    names = {i: {book.forms.get(n, n) for n in held} for i, held in book.known.items()}
    candidates = [
        (one, other)
        for one, other in combinations(sorted(readings, key=lambda r: r.document.id), 2)
        if one.document.language != other.document.language
        and len(names[one.document.id] & names[other.document.id]) >= SHARED_NAMES
    ]
    sentences = {r.document.id: _sentences(r) for pair in candidates for r in pair}
    rows = {i: encode_phrases(said) for i, said in sentences.items() if said}
    found = []
    for one, other in ((a.document.id, b.document.id) for a, b in candidates):
        if one in rows and other in rows:
            close = rows[one] @ rows[other].T
            best = close.max(axis=int(len(rows[one]) <= len(rows[other])))
            if float((best >= COUNTERPART).mean()) >= TRANSLATED:
                found.append((one, other))
    return found


def _sentences(reading: Reading) -> list[str]:
    """List the sentences that are long enough to be compared."""
    text = reading.document.text
    said = [s.of(text) for s in reading.sentences or reading.document.paragraphs]
    return [s for s in said if len(s.split()) >= WORDS]


def _shingles(document: Document) -> frozenset[int]:
    """Hash every run of words; empty for a document too short to tell."""
    splitter = directions(document.language).splitter
    spans = [p.of(document.text) for p in document.paragraphs] or [document.text]
    words = [fold(w.low) for s in spans for w in splitter.split(s)]
    found = {hash(tuple(words[i : i + SHINGLE])) for i in range(len(words) - SHINGLE + 1)}
    return frozenset(found if len(found) >= SHORTEST else ())


def _shared(shingles: Mapping[str, frozenset[int]]) -> Counter[tuple[str, str]]:
    """Count the shingles that each pair of documents shares, where any."""
    holders: dict[int, list[str]] = defaultdict(list)
    for document in sorted(shingles):
        for shingle in shingles[document]:
            holders[shingle].append(document)
    shared: Counter[tuple[str, str]] = Counter()
    for held in holders.values():
        if 1 < len(held) <= FORMULA:
            shared.update((a, b) for i, a in enumerate(held) for b in held[i + 1 :])
    return shared
