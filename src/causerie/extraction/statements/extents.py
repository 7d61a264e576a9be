"""Turn where a content begins, and the head of its tree, into where it ends."""

from __future__ import annotations

from collections.abc import Iterator

from causerie.extraction.statements.cues import Cue
from causerie.extraction.statements.ranges import has_subject, has_verb, trim
from causerie.extraction.statements.scene import Scene
from causerie.extraction.statements.sources import can_speak
from causerie.extraction.syntax import Token
from causerie.extraction.trees import NOMINAL
from causerie.languages.people import people_words
from causerie.languages.reporting import Reporting, Scope, reporting


def content_from(
    scene: Scene, cue: Cue, start: int, *, head: Token | None, high: int, words: Reporting
) -> tuple[int, int] | None:
    """Give the content that begins at `start` and ends with the subtree of its head.

    Where the tree gives no head, it runs to the end of the sentence. A quotation
    that it cuts is taken whole, and a second cue joined to the first ends it.
    """
    end = high
    if head is not None:
        end = (
            max((t.i for t in own_tokens(scene, head, cue) if t.i < high and t.text != ","), default=start)
            + 1
        )
    if end <= start:
        return None
    if head is not None and head.pos not in NOMINAL and not has_verb(scene, start, end):
        end = high
    level = scene.block_of[cue.head.i]
    if scene.block_of[start] not in (-1, level):
        start = scene.blocks[scene.block_of[start]].first
    elif head is not None and head.feats.get("VerbForm") == "Inf":
        end = _joined_infinitives(scene, to_pause(scene, (start, end), high), high)
        end = _to_condition(scene, end, high, words)
    last = scene.block_of[end - 1]
    if last not in (-1, level):
        end = max(end, scene.blocks[last].last + 1)
    return trim(scene, start, min(end, high))


def to_pause(scene: Scene, held: tuple[int, int], high: int) -> tuple[int, int]:
    """Let a content run on to the next pause: the parser hangs its last phrases from the cue."""
    low, end = held
    level = scene.block_of[low]
    while end < high:
        ahead = scene.tokens[end]
        participle = ahead.feats.get("VerbForm") == "Part" and ahead.feats.get("Tense") == "Pres"
        pause = ahead.pos in ("PUNCT", "CCONJ", "SCONJ", "VERB", "AUX", "PRON") and not participle
        if pause or ahead.rel == "mark" or scene.block_of[end] != level:
            break
        end += 1
    while scene.tokens[end - 1].pos in ("ADP", "DET", "ADV", "PART") and end > held[1]:
        end -= 1
    return low, end


def _to_condition(scene: Scene, end: int, high: int, words: Reporting) -> int:
    """Let an infinitive run on through the condition right behind it, wherever the parser hangs that."""
    opener = scene.tokens[end] if end < high else None
    if opener is None or opener.lower not in words.words.conditions or opener.rel != "mark":
        return end
    return max((t.i + 1 for t in opener.head.subtree() if t.i < high), default=end)


def _joined_infinitives(scene: Scene, held: tuple[int, int], high: int) -> int:
    """Let an infinitive run on through those joined to it: "prolonger l'essai, de vendre et de partir"."""
    low, end = held
    while end + 1 < high and (scene.tokens[end].text == "," or scene.tokens[end].pos == "CCONJ"):
        i = end + 1
        while i + 1 < high and scene.tokens[i].pos in ("ADP", "PART", "PRON", "SCONJ"):
            i += 1
        if scene.tokens[i].feats.get("VerbForm") != "Inf":
            break
        last = max(t.i for t in scene.tokens[i].subtree() if t.i < high)
        end = to_pause(scene, (low, max(last, i) + 1), high)[1]
    return end


def own_tokens(scene: Scene, head: Token, cue: Cue) -> Iterator[Token]:
    """Walk a subtree without the cue, without afterthoughts, and without a second cue joined to the first."""
    stack = [head]
    while stack:
        token = stack.pop()
        if token is cue.head or _is_afterthought(scene, token) or _is_second_cue(scene, token, head):
            continue
        if _joins_second_cue(scene, token, head):
            continue
        yield token
        stack.extend(token.children)


def _is_afterthought(scene: Scene, token: Token) -> bool:
    """Say whether a verb is a participle behind a comma, which goes on about the source."""
    if token.feats.get("VerbForm") not in ("Part", "Ger") or token.feats.get("Tense") == "Past":
        return False
    before = scene.tokens[token.i - 1] if token.i else None
    return before is not None and before.text == "," and token.rel in ("advcl", "acl", "conj", "xcomp")


def _is_second_cue(scene: Scene, token: Token, head: Token) -> bool:
    """Say whether a finite verb without subject is joined to a clause, but says what its own says.

    It opens a clause of its own, or is one of saying where the subject of the clause cannot speak:
    "said wages had stalled, accused the firm".
    """
    if token.rel != "conj" or token.head is not head or has_subject(token):
        return False
    if _mood(head) == "Sub" and _mood(token) == "Ind":
        return True
    words, people = reporting(scene.parse.language), people_words(scene.parse.language)
    subject = head.child("nsubj")
    speech = any(e.row.scope == Scope.SPEECH for e in words.verbs.get(token.lemma, ()) if not e.rest)
    if speech and subject is not None and not can_speak(subject, words=words, people=people):
        return True
    return any(
        c.rel == "ccomp" and any(g.rel in ("nsubj", "mark") for g in c.children) for c in token.children
    )


def _joins_second_cue(scene: Scene, token: Token, head: Token) -> bool:
    """Say whether a conjunction joins a second cue, though the tree hangs it from the first's clause."""
    if token.rel != "cc" or token.head is not head:
        return False
    joined = next((c for c in head.children if c.rel == "conj" and c.i > token.i), None)
    return joined is not None and _is_second_cue(scene, joined, head)


def _mood(verb: Token) -> str:
    """Give the value of the feature Mood of a clause, on its verb, auxiliary or copula."""
    held = (verb, *(c for c in verb.children if c.rel in ("aux", "cop")))
    return next((t.feats["Mood"] for t in held if "Mood" in t.feats), "")
