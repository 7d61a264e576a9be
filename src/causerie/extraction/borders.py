"""Turn punctuation into the borders of sentences, before the parser looks for its own.

The parser sees a border wherever one makes its tree easier, also in the
middle of a long sentence; told where none can be, it reads the whole one.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from causerie.languages.settings import settings

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

#: What ends a sentence.
STOPS = frozenset({".", "!", "?", "…", "...", "!!", "??", "?!", "!?"})
#: Marks that close what a stop ends, whatever stands before them.
CLOSING = frozenset({"»", "”", ")", "]", "}"})
#: Marks that open or close: closing where no space stands before them.
STRAIGHT = frozenset({'"', "'", "''", "``"})
#: Words of a sentence at most, and marks behind which a longer one may be cut: what runs on is a table or a
#: list without full stops, and what is read around each of its cues grows with its length.
LONGEST, BREAKS = 250, frozenset({",", ";", ":", "|", "–", "—", "•"})
#: Marks that no sentence begins with.
GOING_ON = frozenset({",", ";", ":", "%", *CLOSING})


def mark_borders(doc: Doc) -> Doc:
    """Say of each token whether it begins a sentence; left open where punctuation does not tell.

    A border stands behind a full stop, exclamation or question mark and the
    marks that close with it, before a word that is not in small letters. It is
    left open behind an abbreviation and a line break, which may end one.
    """
    words = [t for t in doc if not t.is_space]
    for token in doc:
        token.is_sent_start = token.i == 0
    after_stop = unsure = False
    for before, token in pairwise(words):
        if before.text in STOPS:
            after_stop, unsure = True, False
        elif not ((after_stop or unsure) and _closes(before)):
            after_stop = False
            unsure = before.text.endswith(".") and len(before.text) > 1
        broken = token.i > before.i + 1 and any("\n" in t.text for t in doc[before.i + 1 : token.i])
        if after_stop and not _closes(token) and _may_begin(token):
            token.is_sent_start = None if _is_short(before) else True
        elif broken or (unsure and _may_begin(token)):
            token.is_sent_start = None
        if token.is_sent_start is not False:
            after_stop = False
    _cut_endless(words)
    return doc


def _cut_endless(words: Sequence[Token]) -> None:
    """Set a border where a sentence runs for too long: behind its last mark in the second half, or there."""
    begin = 0
    for at, token in enumerate(words):
        if token.is_sent_start:
            begin = at
        elif at - begin >= LONGEST:
            marks = (i for i in range(at, begin + LONGEST // 2, -1) if words[i - 1].text in BREAKS)
            begin = next(marks, at)
            words[begin].is_sent_start = True


def _closes(token: Token) -> bool:
    """Say whether a mark closes a quotation or bracket."""
    if token.text in CLOSING:
        return True
    if token.text not in STRAIGHT or token.i == 0:
        return False
    before = token.nbor(-1)
    return not (before.whitespace_ or before.is_space)


def _may_begin(token: Token) -> bool:
    """Say whether a sentence may begin with a token: not with a small letter or a comma."""
    return not token.text[0].islower() and token.text[0] not in GOING_ON


def _is_short(stop: Token) -> bool:
    """Say whether a full stop may belong to the word before: an initial or an abbreviation."""
    if stop.text != "." or stop.i == 0:
        return False
    word = stop.nbor(-1).text
    return (len(word) == 1 and word.isalpha()) or word.lower() in settings(stop.doc.lang_).abbreviations
