"""Read the reason of what a condition only names: "if the port closed, it is not because of the strike"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from causerie.extraction.claims.grammar.arguments import Scene, proposal_of
from causerie.extraction.claims.grammar.clefts import brings_forward, is_presented
from causerie.extraction.claims.grammar.drafts import CORRECTED, Draft, Signal, marker_draft
from causerie.extraction.claims.grammar.marks import ENDS
from causerie.extraction.syntax import Token, is_finite
from causerie.languages.causal_rows import MarkerRow, Role
from causerie.languages.qualifiers import qualifier_words

#: Signals of markers of a reason.
REASONED = frozenset({Signal.CONJ, Signal.PREP})

#: Parts of speech of what a condition may follow.
OPENING = frozenset({"ADV", "CCONJ", "PUNCT", "SCONJ"})


def draft_supposed(scene: Scene, trigger: Sequence[Token], *, row: MarkerRow) -> Draft | None:
    """Give a reason, denied or not, to the clause of a condition before it; None where there is none.

    "If the port closed, it was not because of the strike, it was for lack of fish": each has its own marker;
    "it is because" has a row of its own.
    """
    if row.introduces != Role.CAUSE or row.signal not in REASONED or row.back or row.absence:
        return None
    denied = _is_refused(scene, trigger)
    if denied is False and row.signal == Signal.CONJ:
        return None
    told = _supposed(scene, trigger) if denied is not None else []
    if not told:
        return None
    tokens = [t for t in scene.parse.sentence_of(trigger[-1]).tokens if t.i > trigger[-1].i]
    reason = list(takewhile(lambda t: not _ends(scene, t), tokens))
    cause, effect = proposal_of(scene, reason, "reason"), proposal_of(scene, told, "supposed clause")
    if cause is None or effect is None:
        return None
    draft = marker_draft(
        row, tuple(trigger), causes=[cause], effects=[effect], predicate=None, suffix=CORRECTED
    )
    return replace(draft, denied=denied)


def _is_refused(scene: Scene, trigger: Sequence[Token]) -> bool | None:
    """Say whether a reason is refused ("it is not because of") or right; None where it is not read here."""
    if brings_forward(scene, trigger):
        return None
    denied, before = is_presented(scene, trigger), scene.previous(trigger[0])
    if denied is None and before is not None and scene.norm(before) in scene.lexicon.words.corrective:
        return False
    return denied


def _ends(scene: Scene, token: Token) -> bool:
    """Say whether a reason ends at a word: at a mark, or before what is put in its place."""
    return token.text in ENDS or token.text == "," or scene.norm(token) in scene.lexicon.words.corrective


def _supposed(scene: Scene, trigger: Sequence[Token]) -> list[Token]:
    """Give the words of the condition before the first "it is" that gives its reason."""
    words = qualifier_words(scene.language)
    sentence = scene.parse.sentence_of(trigger[0]).tokens
    before = [t for t in sentence if t.i < trigger[0].i]
    first = next((n for n, t in enumerate(before) if t.lower in words.if_markers and t.pos != "PRON"), None)
    if first is None or (first and before[first - 1].pos not in OPENING):
        return []
    comma = next(
        (
            n
            for n, t in enumerate(before)
            if n > first and t.text == "," and n + 1 < len(before) and before[n + 1].lower in words.presenters
        ),
        None,
    )
    told = before[first + 1 : comma] if comma is not None else []
    whole = any(is_finite(t) for t in told) and not any(t.text in ENDS for t in told)
    return told if whole else []
