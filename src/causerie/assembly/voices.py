"""Turn readings into voices: who speaks, through which documents, each person once."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from causerie.assembly.copies import find_copies
from causerie.assembly.names import NameBook, collect_names, skeleton
from causerie.languages.directions import directions
from causerie.languages.names import all_titles, find_place
from causerie.languages.words import Word, fold
from causerie.model import Document, Reading, Voice

#: A speaker as somebody wrote him: document id and name.
Naming = tuple[str, str]

#: Opens the key of a voice that is a publisher's or a document's own.
PUBLISHED = "by:"
#: Letters of which each spoken word holds one, without accents.
VOWELS = frozenset("aeiouyœæ")


@dataclass(frozen=True)
class Voices:
    """The independent voices of a set of readings.

    Attributes:
        voices: by id.
        heard: (document id, speaker as the claim names him, None for the author) → voice id.
        copies: id of a near-copy → id of the document it counts with.

    """

    voices: tuple[Voice, ...]
    heard: Mapping[tuple[str, str | None], str]
    copies: Mapping[str, str]

    @cached_property
    def by_id(self) -> Mapping[str, Voice]:
        """Map voice id → voice."""
        return {v.id: v for v in self.voices}


@dataclass(frozen=True, slots=True)
class _Name:
    """A speaker's name taken apart: given names and surname folded, or the whole of another name."""

    given: tuple[str, ...]
    family: str
    person: bool
    named: bool = True


def find_voices(readings: Sequence[Reading], *, book: NameBook | None = None) -> Voices:
    """Find who speaks in the statements, claims and figures of all documents.

    One person's name in any form is one voice; two people with one surname stay
    apart where their given names differ, and a bare surname that fits two of
    them goes to the one its own document names, else stays a voice of its own.
    Who speaks in his own name is the author, else the publisher, else the
    document; in near-copies and translations, that of the first of them.

    Args:
        readings: in any order.
        book: the documents' names, where they are known already.

    """
    documents = {r.document.id: r.document for r in readings}
    names = book or collect_names([documents[i] for i in sorted(documents)])
    copies = find_copies(readings, names)
    owns = {i: _own_name(documents[copies.get(i, i)]) for i in documents}
    namings = {(r.document.id, s) for r in readings for s in _speakers(r)}
    namings |= {(i, name) for i, (name, person) in owns.items() if person}
    persons = _unify({n: _take_apart(n[1], documents[n[0]].language) for n in namings}, copies)
    heard: dict[tuple[str, str | None], str] = {(d, s): persons[(d, s)] for d, s in namings}
    for i, (name, person) in owns.items():
        heard[(i, None)] = persons[(i, name)] if person else f"{PUBLISHED}{name}"
    return _voices(heard, owns, copies, texts={i: d.text for i, d in documents.items()})


def _speakers(reading: Reading) -> Iterable[str]:
    """List who is named as a speaker in one reading."""
    yield from (s.speaker for s in reading.statements if s.speaker)
    yield from (c.speaker for c in reading.claims if c.speaker)
    yield from (f.speaker for f in reading.figures if f.speaker)


def _own_name(document: Document) -> tuple[str, bool]:
    """Name who speaks in the document's own name, and whether that is a person."""
    if document.author:
        return document.author, True
    return document.publisher or document.id, False


def _take_apart(name: str, language: str) -> _Name:
    """Take titles and descriptions off a name.

    >>> _take_apart("le général Rupert Jones", "fr")
    _Name(given=('rupert',), family='jones', person=True, named=True)
    """
    words = directions(language).splitter.split(name)
    capitals = [w for w in words if w.is_capitalised and w.low not in all_titles()]
    small = [
        w for w in words if not w.is_capitalised and not directions(language).is_in("determiners", w.low)
    ]
    places = [find_place(w.text) for w in capitals]
    lone_place = len(capitals) == 1 and places[0] is not None and not small
    if lone_place:
        return _Name((), str(places[0]).casefold(), person=False)
    titled = all(w.low in all_titles() for w in small)
    if capitals and (titled or len(capitals) > 1) and not any(places) and not _is_of(words, language):
        folded = [fold(w.text).replace(".", "") for w in capitals]
        return _Name(tuple(folded[:-1]), folded[-1], person=True)
    kept = [fold(w.text) for w in words if not directions(language).is_in("determiners", w.low)]
    named = any(w.is_capitalised or find_place(w.text) for w in words[1:]) or bool(capitals and not small)
    return _Name((), " ".join(kept) or fold(name), person=False, named=named)


def _is_of(words: Sequence[Word], language: str) -> bool:
    """Say whether words name somebody by another's name: "critics of Anna Bell", "Anna Bell's lawyer"."""
    if any(directions(language).is_in("clitics", w.low) for w in words):
        return True
    name = next(n for n, w in enumerate(words) if w.is_capitalised and w.low not in all_titles())
    lists = directions(language)
    before = [w for w in words[:name] if w.low not in all_titles()]
    while (
        before and lists.is_in("determiners", before[-1].low) and not lists.is_in("linkers", before[-1].low)
    ):
        before.pop()
    links = ("linkers", "loose_linkers", "prepositions")
    return len(before) > 1 and any(lists.is_in(link, before[-1].low) for link in links)


def _unify(names: Mapping[Naming, _Name], copies: Mapping[str, str]) -> dict[Naming, str]:
    """Give every naming the key of its voice."""
    full: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for name in sorted(set(names.values()), key=lambda n: (n.family, -len(" ".join(n.given)), n.given)):
        if name.person and name.given and not any(_same_given(name.given, g) for g in full[name.family]):
            full[name.family].append(name.given)
    by_document: dict[tuple[str, str], set[tuple[str, ...]]] = defaultdict(set)
    for (document, _), name in names.items():
        if name.person and name.given:
            by_document[(document, name.family)].add(_fullest(name, full))
    return {
        naming: _voice_key(
            copies.get(naming[0], naming[0]), name, full=full, here=by_document[(naming[0], name.family)]
        )
        for naming, name in sorted(names.items())
    }


def _voice_key(
    document: str, name: _Name, *, full: Mapping[str, list[tuple[str, ...]]], here: set[tuple[str, ...]]
) -> str:
    """Choose the person that a name stands for."""
    if not name.person:
        # "an official" here and "an official" there need not be one.
        return name.family if name.named else f"{name.family} @{document}"
    if name.given:
        return " ".join((*_fullest(name, full), name.family))
    candidates = here if len(here) == 1 else set(full.get(name.family, ()))
    if len(candidates) == 1:
        return " ".join((*next(iter(candidates)), name.family))
    return f"{name.family} @{document}" if candidates else name.family


def _fullest(name: _Name, full: Mapping[str, list[tuple[str, ...]]]) -> tuple[str, ...]:
    """Give the fullest given names that agree with these."""
    return next(g for g in full[name.family] if _same_given(name.given, g))


def _same_given(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Say whether given names may be one person's: an initial, or another spelling, agrees."""
    for a, b in zip(one, other, strict=False):
        initial = (len(a) == 1 or len(b) == 1) and a[0] == b[0]
        if not (initial or a == b or (a[0] == b[0] and skeleton(a) == skeleton(b))):
            return False
    return True


def _fullness(name: str) -> tuple[int, int, str]:
    """Rank the forms of a name: most parts of a name first, then the shortest, without its titles."""
    parts = [w for w in name.split() if w[0].isupper() and w.casefold().rstrip(".") not in all_titles()]
    return -len(parts), len(name), name.swapcase()  # "Nadia Haroun" before "NADIA HAROUN"


def _as_named(name: str, texts: Sequence[str]) -> str:
    """Give a name that a label prints in capitals the capitals of a name ("NADIA HAROUN").

    A single word is a name where the texts write it as one somewhere, or behind
    another in capitals ("LENA OKORO"), else initials ("FAO"). Of several, those stay that
    are initials ("BBC NEWS").
    """
    shouted = [w for w in name.split() if len(w) > 1 and w.isupper()]
    if len(shouted) == 1 and not _is_name(shouted[0], texts):
        return name
    shouted = [w for w in shouted if not _is_initials(w, texts)]
    return " ".join(w.title() if w in shouted else w for w in name.split())


def _is_name(word: str, texts: Sequence[str]) -> bool:
    """Say whether the texts write a word in capitals as a name somewhere."""
    written = re.compile(rf"\b({re.escape(word.title())}|[^\W\d_a-z]{{3,}} {re.escape(word)})\b")
    return any(written.search(t) for t in texts)


def _is_initials(word: str, texts: Sequence[str]) -> bool:
    """Say whether a word in capitals is none that is spoken: without vowel, or so amid small letters.

    >>> [_is_initials(w, ["A reporter of NOVA came."]) for w in ("BBC", "NOVA", "NEWS", "DR")]
    [True, True, False, False]
    """
    if word.casefold().rstrip(".") in all_titles() or "." in word:
        return False
    amid = re.compile(rf"[^\W\d_A-Z]\w* {re.escape(word)}\b(?! [^\W\d_a-z]{{2}})")
    written = any(re.search(rf"\b{re.escape(word.title())}\b", t) for t in texts)
    spoken = not VOWELS.isdisjoint(fold(word))
    return not written and (not spoken or any(amid.search(t) for t in texts))


def _voices(
    heard: Mapping[tuple[str, str | None], str],
    owns: Mapping[str, tuple[str, bool]],
    copies: Mapping[str, str],
    *,
    texts: Mapping[str, str],
) -> Voices:
    """Make the voices from who was heard where."""
    documents: dict[str, set[str]] = defaultdict(set)
    printed: dict[str, set[str]] = defaultdict(set)
    for (document, speaker), key in heard.items():
        documents[key].add(document)
        printed[key].add(speaker or owns[document][0])
    ids = {key: "v" + hashlib.blake2b(key.encode(), digest_size=4).hexdigest() for key in documents}
    voices = []
    for key in sorted(documents, key=ids.__getitem__):
        name, said = min(printed[key], key=_fullness), tuple(sorted(documents[key]))
        if not key.startswith(PUBLISHED):
            name = _as_named(name, [texts[d] for d in said])
        voices.append(Voice(ids[key], name, said))
    return Voices(tuple(voices), {where: ids[key] for where, key in heard.items()}, copies)
