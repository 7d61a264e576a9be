"""Turn a candidate's surroundings into the name of the look-alike that it is, or none."""

from __future__ import annotations

from collections.abc import Iterator

from causerie.extraction.claims.grammar.arguments import Proposal, Scene
from causerie.extraction.claims.grammar.drafts import Draft, Signal
from causerie.extraction.syntax import Token
from causerie.languages.qualifiers import qualifier_words

#: Words on each side of a cue in which a look-alike's partner may stand.
NEAR = 3
#: Signals whose claim is not asserted inside a condition.
STATED = frozenset({Signal.VERB, Signal.ADJ, Signal.NOUN})


def lookalike_of(scene: Scene, draft: Draft, *, cause: Proposal) -> str:
    """Name why a cue counts as no claim: a row of the language, or "", "concession", "event", "nested".

    - concession: "even if", "comme si";
    - event: "when" with one event of the past, which is time and no law, unless both ends state a direction;
    - nested: a verb inside an if-clause asserts nothing.
    """
    for key in _keys(scene, draft):
        for row in scene.lexicon.lookalikes.get(key, ()):
            if not row.near or any(n in row.near for n in _neighbours(scene, draft)):
                return row.id
    words = scene.lexicon.words
    first = draft.trigger[0]
    before = scene.previous(first)
    if draft.signal is Signal.COND and before is not None and before.lower in words.concession:
        return "concession"
    law = draft.pattern.startswith("direction.")
    if draft.signal is Signal.COND and scene.norm(first) in words.when and not law:
        head = scene.parse.tokens[cause.head]
        forms = [head, *(c for c in head.children if c.rel in ("aux", "cop"))]
        if any(f.feats.get("Tense") == "Past" for f in forms):
            return "event"
    return "nested" if draft.signal in STATED and _is_nested(draft.anchor, scene=scene) else ""


def _keys(scene: Scene, draft: Draft) -> Iterator[str]:
    """Give the names under which a look-alike may be listed: the cue's lemma, and its words."""
    yield draft.anchor.lemma
    whole = " ".join(scene.norm(t) for t in draft.trigger)
    if whole != draft.anchor.lemma:
        yield whole


def _neighbours(scene: Scene, draft: Draft) -> Iterator[str]:
    """Give the lemmas and words beside and below a cue; a verb before a verb says something of its own."""
    tokens = scene.parse.tokens
    last, first = draft.trigger[-1], draft.trigger[0]
    beside = tokens[max(first.i - NEAR, 0) : first.i] + tokens[last.i + 1 : last.i + 1 + NEAR]
    for token in (*beside, *draft.anchor.children, draft.anchor.head):
        apart = draft.signal is Signal.VERB and token.pos == "VERB" and token.i < first.i
        if token.sent == draft.anchor.sent and not apart:
            yield token.lemma
            yield scene.norm(token)


def _is_nested(anchor: Token, *, scene: Scene) -> bool:
    """Say whether a word stands in an if-clause."""
    markers = qualifier_words(scene.language).if_markers
    for token in (anchor, *anchor.ancestors()):
        if token.rel in ("advcl", "csubj") and any(
            c.rel == "mark" and c.lower in markers for c in token.children
        ):
            return True
    return False
