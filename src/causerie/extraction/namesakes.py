"""Turn the names of a document into referents, each with all its names."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from causerie.extraction.names import HYPHENS, Name
from causerie.extraction.referents import Referent
from causerie.languages.people import PeopleWords, gender_of_first_name

KINDS = {"PER": "person", "ORG": "body", "LOC": "place"}


def join_names(names: Sequence[Name], words: PeopleWords) -> list[Referent]:
    """Put the names of one person or body together.

    The longest names open referents; a surname, initials, a first name or an
    acronym join the one that they fit: by gender where a title shows it, else
    the first introduced before, else the next after.
    """
    forms: dict[tuple[object, ...], list[Name]] = defaultdict(list)
    for name in names:
        forms[_key(name), name.type, name.titled and name.gender].append(name)
    referents: list[Referent] = []
    index: dict[str, dict[Referent, None]] = defaultdict(dict)
    for same in sorted(forms.values(), key=lambda s: (-len(_key(s[0])), s[0].tokens[0].i)):
        near = dict.fromkeys(r for word in _ends(same[0]) for r in index[word])
        chosen = _nearest(same[0], [r for r in near if _fits(same[0], r, words)])
        if chosen is None:
            chosen = Referent(KINDS.get(same[0].type, "thing"))
            referents.append(chosen)
        _add(chosen, same)
        for word in (*_ends(same[0]), *_acronyms(same[0], words)):
            index[word][chosen] = None
    for referent in referents:
        referent.names.sort(key=lambda n: n.tokens[0].i)
        if any(_is_plural(n) for n in referent.names):
            referent.number = "Plur"
    return sorted(referents, key=lambda r: r.names[0].tokens[0].i)


def _add(referent: Referent, same: Sequence[Name]) -> None:
    """Give a referent one more form of its name."""
    first = same[0]
    referent.forms.append(first)
    referent.names.extend(same)
    if first.type == "PER":
        referent.kind = "person"
    for name in same:
        if name.gender and (name.titled or not _is_surname(name, referent)):
            referent.genders[name.gender] += 2 if name.titled else 1


def _is_surname(name: Name, referent: Referent) -> bool:
    """Say whether a name is a longer one's last word, which may be a first name, too: "Anna Cole", "Cole"."""
    key = _key(name)
    return len(key) == 1 and any(len(_key(f)) > 1 and _key(f)[-1] == key[0] for f in referent.forms)


def _ends(name: Name) -> tuple[str, str]:
    """Give the first and the last word of a name: every other form of it shares one of them."""
    key = _key(name)
    return key[0], key[-1]


def _acronyms(name: Name, words: PeopleWords) -> tuple[str, str]:
    """Spell the acronyms of a name, with and without its small words."""
    small = {*words.lists.makers, *words.lists.definite, *words.lists.particles}
    full = [t for t in name.tokens if t.text not in HYPHENS]
    initials = "".join(t.text[0] for t in full if t.lower not in small)
    return initials.casefold(), "".join(t.text[0] for t in full).casefold()


def full_name(referent: Referent, *, text: str) -> str:
    """Give the longest of a referent's names; of equals the most frequent, then the first."""
    written = Counter(" ".join(n.span.of(text).split()) for n in referent.names)
    return max(written, key=lambda w: (len(w.replace(".", "").split()) - w.count("."), written[w]))


def _key(name: Name) -> tuple[str, ...]:
    """Give the words that identify a name, without hyphens."""
    return tuple(t.lower.rstrip(".") for t in name.tokens if t.text not in HYPHENS)


def _fits(name: Name, referent: Referent, words: PeopleWords) -> bool:
    """Say whether a name may be another form of a referent's names."""
    if name.titled and name.gender and referent.gender not in ("", name.gender):
        return False
    key = _key(name)
    person = name.type in ("PER", "") or referent.kind == "person"
    for other in referent.forms:
        held = _key(other)
        if key == held or (
            person and referent.kind == "person" and _personal(key, held, first_name=_opens(name, words))
        ):
            return True
        if referent.kind in ("body", "thing") and name.type != "PER" and _corporate(name, other, words):
            return True
    return False


def _opens(name: Name, words: PeopleWords) -> bool:
    """Say whether a name opens with a known first name."""
    return gender_of_first_name(name.tokens[0].text, language=words.code) is not None


def _personal(key: tuple[str, ...], held: tuple[str, ...], *, first_name: bool) -> bool:
    """Say whether a person's name shortens another: surname, initials, first name, no middle name."""
    if len(key) > len(held):
        return False
    if held[-len(key) :] == key:
        return True
    if len(key) == 1:
        return key[0] == held[0] and first_name
    same_surname = key[-1] == held[-1]
    return same_surname and (
        key[0] == held[0] or (len(key[0].split("-")[0]) == 1 and key[0][0] == held[0][0])
    )


def _corporate(name: Name, other: Name, words: PeopleWords) -> bool:
    """Say whether a body's name shortens another: its acronym, or the same without an article."""
    short, full = name.tokens[0].text, [t for t in other.tokens if t.text not in HYPHENS]
    if len(name.tokens) == 1 and short.isupper() and 2 <= len(short) <= 8 and len(full) >= 2:
        return short.casefold() in _acronyms(other, words)
    keys = [tuple(k for k in _key(n) if k not in words.lists.definite) for n in (name, other)]
    tail = keys[1][-len(keys[0]) :] == keys[0] and len(keys[0]) >= 2
    return keys[0] == keys[1] or tail


def _nearest(name: Name, fitting: Sequence[Referent]) -> Referent | None:
    """Choose among the referents that fit: the same name first, then gender, then the first introduced."""
    if not fitting:
        return None
    at = name.tokens[0].i

    def rank(referent: Referent) -> tuple[bool, bool, int]:
        first = min(n.tokens[0].i for n in referent.forms)
        shown = name.titled or not _is_surname(name, referent)
        other_gender = shown and bool(name.gender) and referent.gender not in ("", name.gender)
        return (other_gender, first > at, first)

    return min(fitting, key=rank)


def _is_plural(name: Name) -> bool:
    """Say whether a name stands in the plural ("les Talibans", "Republicans")."""
    head = name.head
    determiner = next((c for c in head.children if c.pos == "DET" and c.i < head.i), None)
    shown = determiner.feats.get("Number") if determiner is not None else None
    return shown == "Plur" and (determiner is not None and determiner.i < name.tokens[0].i)
