"""Turn one paragraph into what it shows of page furniture: path, byline, date, dateline."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from causerie.languages.boilerplate import Names, names, normalised
from causerie.languages.rows import available
from causerie.reading.dates import find_date

_SENTENCE_END = re.compile(r"[.!?…][\"»”’“')\]\s\xa0]*$")
_PATH_SIGN = re.compile(r"[ \xa0][»›>→][ \xa0]")
_BAR_SIGN = re.compile(r"[ \xa0][|/·•][ \xa0]")
_ADDRESS = re.compile(r"(?:https?://|www\.|[@#]\w|[\w.+-]+@[\w-]+\.)\S*$|[\w-]{3,}(?:\.[\w-]+)*\.[a-z]{2,6}$")
_DASH = re.compile(r"[ \xa0][–—-]{1,2}[ \xa0]+(?=\S)")
_NAME = r"[^\W\d_a-zà-ÿ](?:[\w.'’-]*\w|\.)?"
#: A place in capitals, with a region or country after it; or a name in brackets.
_CAPITALS = re.compile(r"[^\Wa-zà-ÿ]{2}[^a-zà-ÿ]*(?:\([^()]*\)|,.*)?[ .\xa0]*$|\([^()]+\)$")
#: Signs within which a dateline must end.
_DATELINE = 90


def words(text: str) -> int:
    """Count the words of a text."""
    return len(text.split())


def is_ended(text: str) -> bool:
    """Say whether a paragraph ends as a sentence does.

    >>> is_ended("Le port ferme. »"), is_ended("Le port ferme")
    (True, False)
    """
    return bool(_SENTENCE_END.search(text[-8:]))


def is_title_like(text: str) -> bool:
    """Say whether a paragraph could be a headline: one short line that is no sentence.

    >>> is_title_like("Le port ferme"), is_title_like("Le port ferme.")
    (True, False)
    """
    return not is_ended(text) and words(text) <= 25 and text[-1] not in ":;,"


def is_capitalised(text: str) -> bool:
    """Say whether a paragraph is a headline in English capitals, whatever ends it.

    >>> is_capitalised("Judge Rejects Request to Unseal Divorce File.")
    True
    >>> is_capitalised("Judge Frank Nervo rejected that argument.")
    False
    """
    long = [w for w in re.findall(r"[^\W\d_]+", text) if len(w) > 4]
    return words(text) <= 25 and len(long) >= 3 and all(w[0].isupper() for w in long)


def is_path(text: str, *, titles: frozenset[str]) -> bool:
    """Say whether a paragraph is the path to a page ("Home » World » …") or a bar of links.

    Args:
        text: the paragraph.
        titles: normalised short paragraphs of the document, which a path may repeat.

    >>> is_path("Accueil » Monde » Le port ferme", titles=frozenset())
    True
    >>> is_path("Il a dit « non » et « jamais » au maire", titles=frozenset())
    False
    """
    if len(text) > 400:
        return False
    if "«" not in text and _PATH_SIGN.search(text):
        parts = _PATH_SIGN.split(text)
        short = all(words(p) <= 4 for p in parts[:-1])
        return short and (len(parts) > 2 or not is_ended(text) or normalised(parts[-1]) in titles)
    parts = _BAR_SIGN.split(text)
    return len(parts) > 2 and not is_ended(text) and all(words(p) <= 4 for p in parts)


def is_address(text: str) -> bool:
    """Say whether a paragraph holds nothing but links, handles or mail addresses.

    >>> is_address("@courrier #lorme https://example.org"), is_address("Le port")
    (True, False)
    """
    return all(_ADDRESS.match(part) for part in text.split())


@lru_cache
def _byline_patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(_byline_pattern(names(code)) for code in available())


def _byline_pattern(table: Names) -> re.Pattern[str]:
    """Build: opening words, one or more names, then nothing or a remark after a sign."""
    opening = "|".join(sorted(map(re.escape, table.byline), key=len, reverse=True))
    joiner = "|".join(map(re.escape, table.joiners))
    agency = "|".join(map(re.escape, table.agencies))
    particle = "|".join(sorted(map(re.escape, table.particles), key=len, reverse=True))
    person = rf"{_NAME}(?:[ \xa0](?:(?:{particle})[ \xa0]?)?{_NAME}){{1,3}}"
    author = rf"(?:{person}|(?:{agency})(?: {_NAME})?)"
    more = rf"(?:(?:, | (?:{joiner}|&) ){author}){{0,3}}"
    names_then = rf"(?i:{opening})[ \xa0]?:?[ \xa0]*(?P<author>{author}{more})"
    place = rf" (?:{'|'.join(table.places)}) {_NAME}(?: {_NAME})*"
    return re.compile(rf"{names_then}(?:{place})?(?:[ \xa0]?\.?$|[ \xa0]*[,|–—(•·\-/].*(?<![.!?…])$)")


def author_of(text: str) -> str | None:
    """Name the author of a byline; None when the paragraph is no byline with a name.

    >>> author_of("Par Jeanne Mirel, à Lorme")
    'Jeanne Mirel'
    >>> author_of("Par Toutatis, le ciel tombe.") is None
    True
    """
    if words(text) > 20:
        return None
    for pattern in _byline_patterns():
        if found := pattern.match(text):
            return found["author"]
    return None


def date_alone(text: str, *, language: str) -> str | None:
    """Give the ISO date of a paragraph that holds little else.

    >>> date_alone("Mardi 12 mars 2024, 10h30", language="fr")
    '2024-03-12'
    >>> date_alone("Le 12 mars 2024, le port de Lorme a fermé", language="fr") is None
    True
    """
    if words(text) > 9 or not (found := find_date(text, language=language)):
        return None
    rest = text[: found[1].start] + text[found[1].end :]
    return found[0] if len(re.findall(r"[^\W\d_]{2,}", rest)) <= 3 else None


@lru_cache
def _press_pattern() -> re.Pattern[str]:
    every = {p for code in available() for p in names(code).press}
    return re.compile(rf"(?i:\b(?:{'|'.join(sorted(map(re.escape, every)))})\b)")


def is_masthead(text: str) -> bool:
    """Say whether a paragraph is the name of a newspaper or agency, and nothing else.

    >>> is_masthead("La Gazette de Lorme"), is_masthead("Un journal ferme")
    (True, False)
    """
    named = all(w[0].isupper() for w in re.findall(r"[^\W\d_]{4,}", text))
    short = 2 <= words(text) <= 6 and not re.search(r"[:?!»”]", text)
    return short and named and bool(_press_pattern().search(text))


@dataclass(frozen=True, slots=True)
class Dateline:
    """What stands before the first words of an article: place, date, agency."""

    length: int
    published: str | None
    agency: str | None


@lru_cache
def _agencies() -> str:
    every = {a for code in available() for a in names(code).agencies}
    return "|".join(sorted(map(re.escape, every), key=lambda a: (-len(a), a)))


@lru_cache
def _agency_pattern() -> re.Pattern[str]:
    return re.compile(rf"\((?P<agency>{_agencies()})\)")


@lru_cache
def _source_pattern() -> re.Pattern[str]:
    """Build: at a dateline's end, in brackets, a known agency or a name with a noun of the press."""
    named = rf"[^\W\d_a-zà-ÿ][^()]*{_press_pattern().pattern}[^()]*|{_press_pattern().pattern} [^()]+"
    return re.compile(rf"\((?P<agency>{_agencies()}|{named})\)[ .\xa0]*$")


@lru_cache
def _credit_pattern() -> re.Pattern[str]:
    before = rf"(?:^|[\s(])(?:{_agencies()})(?: \w+)? ?/ ?[^\W\d_a-zà-ÿ]"
    return re.compile(rf"{before}|/ ?(?:{_agencies()})\)?$|[ \xa0]\|[ \xa0][^\W\d_a-zà-ÿ]{{3}}[^a-zà-ÿ]*$")


def is_caption(text: str) -> bool:
    """Say whether a paragraph is a caption: it ends with or holds a photographer's credit.

    >>> is_caption("Le port de Lorme, le 3 mars. JEANNE MIREL / AFP")
    True
    >>> is_caption("Le maire à la sortie du conseil. | ARCHIVES OUEST-LORME")
    True
    >>> is_caption("Selon l'AFP, le port ferme.")
    False
    """
    return words(text) <= 60 and not is_ended(text.rstrip(")")) and bool(_credit_pattern().search(text))


def find_dateline(text: str, *, language: str) -> Dateline | None:
    """Find the dateline that opens a paragraph, with its dash.

    It must name an agency in brackets, be a full date, a place in capitals, or stand
    in brackets itself.

    >>> find_dateline("LORME, 3 mars 2024 (AFP) - Le port ferme.", language="fr")
    Dateline(length=27, published='2024-03-03', agency='AFP')
    >>> find_dateline("Le maire - élu hier - recule.", language="fr") is None
    True
    """
    length = 0
    published: str | None = None
    agency: str | None = None
    for dash in _DASH.finditer(text, 0, _DATELINE):
        head = text[length : dash.start()]
        dated = date_alone(head, language=language)
        signed = _source_pattern().search(head) if words(head) <= 9 else None
        capitals = words(head) <= 5 and bool(_CAPITALS.match(head))
        place_too = published is not None and words(head) <= 3 and head[:1].isupper()
        if not (signed or dated or capitals or place_too):
            break
        length = dash.end()
        published = published or dated
        agency = agency or (signed["agency"] if signed else None)
    return Dateline(length, published, agency) if length else None


def signature_of(text: str) -> tuple[int, str] | None:
    """Find an agency's signature that closes a paragraph: where it starts, and whose it is.

    >>> signature_of("Le port ferme. (AFP)")
    (15, 'AFP')
    """
    for found in _agency_pattern().finditer(text, max(0, len(text) - 40)):
        if not text[found.end() :].strip(" .\xa0"):
            return found.start(), found["agency"]
    return None
