"""Turn "the former" and "the latter" into the one of two persons whom they mean."""

from __future__ import annotations

from collections.abc import Iterable

from causerie.extraction.referents import WITHIN, Referent, gender_agrees
from causerie.extraction.syntax import Token
from causerie.languages.people import PeopleWords

#: Sentences between the two persons and the word that takes up one of them.
APART = 4


def one_of_two(head: Token, referents: Iterable[Referent], words: PeopleWords) -> Referent | None:
    """Find whom an ordinal means that stands for a noun: "le premier", "the latter".

    One of the two persons of the last sentence that names two and no more.

    Args:
        head: the ordinal.
        referents: all that the text speaks of.
        words: the language's words.
    """
    first, second = head.lower in words.lists.former, head.lower in words.lists.second
    if not (first or second):
        return None
    named: dict[int, dict[Referent, int]] = {}
    for referent in referents:
        if referent.kind == "person" and referent.names:
            for seen in referent.sightings:
                if head.sent - APART <= seen.head.sent < head.sent and seen.weight > WITHIN:
                    named.setdefault(seen.head.sent, {}).setdefault(referent, seen.first)
    pair = next((p for _, p in sorted(named.items(), reverse=True) if len(p) > 1), {})
    if len(pair) != 2:
        return None
    found = sorted(pair, key=pair.__getitem__)[second]
    return found if gender_agrees(head.feats.get("Gender", ""), found) else None
