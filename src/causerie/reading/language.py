"""Turn the paragraphs of a text into the language it is written in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from causerie.errors import LanguageError
from causerie.languages.boilerplate import names
from causerie.languages.rows import available
from causerie.languages.settings import settings

AUTO = "auto"
#: Paragraphs looked at, spread over the text: enough to outvote any notice or quotation.
_SAMPLE = 12
#: Characters of a paragraph that the identifier sees; more changes nothing.
_ENOUGH = 250
#: Characters that mostly show that a paragraph is in the language of its text.
_GLANCE = 100
#: Below this length (letters) the identifier takes headlines for Creole or Catalan:
#: all lines of the development texts that it got wrong are shorter.
_SHORT = 40
#: Probability from which another language is believed. Of 2,600 lines of French and
#: English press, none of eight words or more was given to another language above .4.
SURE = 0.8
#: Probability under which the text's own language is out of the question: headlines of
#: many names look like a Creole of it.
_HARDLY = 0.05
_WORD = re.compile(r"[^\W\d_]+")
#: Words that a paragraph needs before it can be called foreign.
_WORDS = 8


@lru_cache
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def find_language(paragraphs: Sequence[str], *, asked: str = AUTO, name: str = "text") -> str:
    """Find the language that most of a text is in.

    Each paragraph votes with its length, so that a notice or a quotation in another
    language decides nothing. A text too short to be sure of goes to the most
    probable of the available languages.

    Args:
        paragraphs: the text, in paragraphs.
        asked: the language the user states, or "auto".
        name: what an error names.

    Raises:
        LanguageError: the asked or found language has no language folder.

    >>> find_language(["Le gel freine la pousse et la vente des fleurs.", "He said so."])
    'fr'
    """
    if asked != AUTO:
        if asked not in available():
            raise LanguageError(f"{name}: no language '{asked}'; choose from {_choices()}, or {AUTO}")
        return asked
    step = max(1, len(paragraphs) // _SAMPLE)
    votes: Counter[str] = Counter()
    likely: Counter[str] = Counter()
    for paragraph in paragraphs[::step]:
        ranks = _identifier().rank(paragraph[:_ENOUGH])
        weight = min(len(paragraph), _ENOUGH)
        votes[ranks[0][0] if ranks[0][1] >= SURE else ""] += weight
        for code, share in ranks:
            likely[code] += share * weight
    best = max(available(), key=lambda code: (votes[code], _common(paragraphs, code), likely[code]))
    other, weight = max(votes.items(), key=lambda v: (v[1], v[0]))
    if other and other not in available() and weight >= _SHORT and weight > votes[best]:
        raise LanguageError(f"{name}: the text is in the language '{other}'; read are {_choices()}")
    return best


def _common(paragraphs: Sequence[str], code: str) -> int:
    """Count the commonest words of a language at the start of a text."""
    held = frozenset(names(code).common)
    return sum(word in held for word in _WORD.findall(" ".join(paragraphs[:_SAMPLE])[:_ENOUGH].lower()))


def foreign_language(paragraph: str, *, language: str) -> str | None:
    """Name the other language a paragraph is in; None when it is not surely another.

    >>> foreign_language("The minister said that he would not accept the treaty.", language="fr")
    'en'
    >>> foreign_language("Un porte-parole du Washington Post a démenti.", language="fr") is None
    True
    """
    if len(paragraph.split()) < _WORDS:
        return None
    if _identifier().classify(paragraph[:_GLANCE])[0] == language:
        return None
    ranks = dict(_identifier().rank(paragraph[:_ENOUGH]))
    code = max(ranks, key=lambda c: ranks[c])
    return code if ranks[code] >= SURE and ranks[language] < _HARDLY else None


def _choices() -> str:
    return ", ".join(f"{settings(code).name} ({code})" for code in available())
