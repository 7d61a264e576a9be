"""Turn documents into groups of near-copies, so that one story in ten papers counts once.

Source:
    Broder (1997), On the resemblance and containment of documents: resemblance
    over word shingles, counted exactly here instead of by sketches.

"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from causerie.languages.directions import directions
from causerie.languages.words import fold
from causerie.model import Document

#: Words in a shingle.
SHINGLE = 5

#: Share of the shorter document's shingles that must stand in the other one. Half
#: leaves room for another title, a cut end and house style; two reports that quote
#: the same speaker at length stay below it.
COPIED = 0.5

#: Shingles a document needs before anything is said of it: shorter texts share formulas.
SHORTEST = 20

#: Documents that may share a shingle before it counts as a formula, not as copied text.
FORMULA = 200


def find_copies(documents: Sequence[Document]) -> dict[str, str]:
    """Map each document that is a near-copy to the one it counts with.

    The first published speaks for its group; without dates, the first id. Only
    paragraphs count, not boilerplate. Text that was rewritten or translated is
    not found.

    Returns:
        Copy's id → original's id; documents without copies are left out.

    """
    shingles = {d.id: _shingles(d) for d in documents}
    shared = _shared(shingles)
    rank = {d.id: (d.published or "~", d.id) for d in documents}
    leader = {d.id: d.id for d in documents}
    for (one, other), count in sorted(shared.items()):
        shorter = min(len(shingles[one]), len(shingles[other]))
        if count >= COPIED * shorter:
            first, second = sorted((leader[one], leader[other]), key=rank.__getitem__)
            leader = {i: first if held == second else held for i, held in leader.items()}
    return {i: first for i, first in sorted(leader.items()) if first != i}


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
