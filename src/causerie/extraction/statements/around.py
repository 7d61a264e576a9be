"""Turn an incise into what is said around it: before it, behind it, or both."""

from __future__ import annotations

from causerie.extraction.statements.draft import Draft, make_draft
from causerie.extraction.statements.incise import Incise
from causerie.extraction.statements.ranges import (
    carries_on,
    has_main_clause,
    has_subject,
    has_verb,
    last_segment,
    past_connectives,
    relative_around,
    trim,
)
from causerie.extraction.statements.scene import Scene
from causerie.extraction.statements.sources import can_speak
from causerie.extraction.trees import NOMINAL
from causerie.languages.people import PeopleWords
from causerie.languages.reporting import Form, Reporting, Words

#: Words before an incise that are too few to be all that is said ("Il est, disent-ils, …").
STUB = 4


def from_incise(scene: Scene, incise: Incise, *, words: Reporting, people: PeopleWords) -> Draft | None:
    """Read the sentence around an incise as its content: what precedes it, and what follows a comma.

    A verb that says something only beside quotation marks needs somebody who can speak without them
    ("…, poursuit la ministre", but not "…, la grève reprendrait").
    """
    if Form.CLAUSE not in incise.cue.row.takes and not can_speak(incise.source, words=words, people=people):
        return None
    low, high = scene.sentence_at(incise.first)
    relative = relative_around(scene, incise.first, incise.last + 1, (low, high), words.words)
    if relative is not None:
        around = (trim(scene, relative[0], incise.first), trim(scene, incise.last + 1, relative[1]))
        said = [p for p in around if p is not None and not _is_adverbial(scene, *p, words.words)]
        return make_draft(scene, incise.cue, incise.source, said, words=words) if said else None
    low = max((i + 1 for i in range(low, incise.first) if scene.tokens[i].text in (";", ":")), default=low)
    if not has_verb(scene, low, incise.first):
        low = past_connectives(scene, low, incise.first, words.words)
    before = trim(scene, low, incise.first)
    cut_off = before is not None and _is_cut_off(scene, before, incise, high)
    complete = before is not None and has_verb(scene, *before)
    if not incise.inverted and before is not None:
        told = (t for t in scene.tokens[before[0] : before[1]] if t.rel == "ccomp")
        complete = has_main_clause(scene, *before) or any(t.head is incise.cue.head for t in told)
    after = _behind_incise(scene, incise, before, high, open_=cut_off or not complete, words=words)
    parts = []
    if before is not None and (
        complete or cut_off or (after is not None and _is_fronted(scene, before, incise))
    ):
        segment = after is not None and has_main_clause(scene, *before)
        comma = segment and scene.tokens[incise.last + 1].text == ","
        parts.append((last_segment(scene, *before) if comma else before[0], before[1]))
    if after is not None:
        parts.append(after)
    return make_draft(scene, incise.cue, incise.source, parts, words=words) if parts else None


def _is_adverbial(scene: Scene, low: int, high: int, words: Words) -> bool:
    """Say whether all of a part is the adverb that opens its clause: "the days when, she said, …"."""
    only = scene.tokens[low].lower
    return high - low == 1 and only in words.questions and only not in words.relatives


def _behind_incise(
    scene: Scene,
    incise: Incise,
    before: tuple[int, int] | None,
    high: int,
    *,
    open_: bool,
    words: Reporting,
) -> tuple[int, int] | None:
    """Give what is said behind an incise.

    Args:
        scene: where everything stands.
        incise: parts it from what is said before.
        before: what is said before.
        high: end of the sentence.
        open_: what stands before is no whole clause.
        words: the language's closed classes.
    """
    follows = scene.tokens[incise.last + 1] if incise.last + 1 < high else None
    if follows is None or follows.text not in (",", "–", "—", ";"):
        return None
    after = trim(scene, incise.last + 1, high)
    if after is not None and before is not None and carries_on(scene, before, after, words.words):
        return after
    stub = before is not None and before[1] - before[0] < STUB
    if after is None or not (stub or has_verb(scene, *after)):
        return None
    first = scene.tokens[after[0]]
    if not open_:
        return None if _is_aside(scene, after[0]) else after
    joined = first.pos in ("CCONJ", "SCONJ") or first.lower in words.words.relatives
    return after if incise.inverted or not joined else None


def _is_fronted(scene: Scene, before: tuple[int, int], incise: Incise) -> bool:
    """Say whether an adverbial before an incise belongs to what is said: "Faute d'accord, a-t-il dit, …"."""
    nominal = any(t.pos in NOMINAL for t in scene.tokens[before[0] : before[1]])
    parted = scene.tokens[before[1]].text == "," and scene.tokens[before[0]].pos in ("ADP", "SCONJ")
    return has_verb(scene, *before) or (nominal and (incise.inverted or parted))


def _is_cut_off(scene: Scene, before: tuple[int, int], incise: Incise, high: int) -> bool:
    """Say whether an incise parts a subject from its verb: "The bridge, she said, is safe"."""
    if any(
        t.rel == "nsubj" and t.head.i > incise.last and t.head is not incise.cue.head
        for t in scene.tokens[before[0] : before[1]]
    ):
        return True
    behind = scene.tokens[incise.last + 2] if incise.last + 2 < high else None
    finite = behind is not None and behind.feats.get("VerbForm") == "Fin"
    return finite and not has_main_clause(scene, *before)


def _is_aside(scene: Scene, i: int) -> bool:
    """Say whether what follows an incise is a participle of the teller's own ("…, a dit X, ajoutant que")."""
    token = scene.tokens[i]
    if token.pos == "CCONJ":
        return not has_subject(token.head)
    return token.feats.get("VerbForm") in ("Part", "Ger") or (
        token.pos in ("VERB", "AUX") and not has_subject(token.head)
    )
