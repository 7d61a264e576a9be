"""Pair two markers of reasons, one of which is refused: "not because of X but because of Y"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from causerie.extraction.claims.grammar.arguments import Scene
from causerie.extraction.claims.grammar.clefts import is_presented, is_ruled_out
from causerie.extraction.claims.grammar.drafts import Signal
from causerie.extraction.claims.grammar.joints import (
    LONGEST,
    Joint,
    joint_before,
    may_correct,
    negation_before,
)
from causerie.extraction.claims.grammar.marks import ENDS
from causerie.extraction.claims.grammar.matching import matched, phrase_before
from causerie.extraction.syntax import Token
from causerie.languages.causation import Role

#: Precision from which a marker by itself is taken for one of reasons; of two, one must be ("not as X but as
#: Y" was never a claim in our texts).
SURE = 0.2
#: Signals of markers that may be set against each other.
REASONS = frozenset({Signal.CONJ, Signal.PREP})


@dataclass(frozen=True, slots=True)
class Pair:
    """Two markers of reasons, one of which is refused.

    Attributes:
        refused, right: the words of the refused marker, and of the other.
        begin: index of the first word that belongs to the pair: a negation, or the first marker.
        joint: index of the first word between the two.
        foci: what stands behind the first and the second.
        verbal: the refusal is the negation of the verb ("did not fall because of X but because of Y").
    """

    refused: tuple[Token, ...]
    right: tuple[Token, ...]
    begin: int
    joint: int
    foci: tuple[tuple[Token, ...], tuple[Token, ...]]
    verbal: bool

    @property
    def first(self) -> tuple[Token, ...]:
        """Give the marker that stands first."""
        return min(self.refused, self.right, key=lambda trigger: trigger[0].i)


def paired(scene: Scene, trigger: tuple[Token, ...]) -> Pair | None:
    """Find the marker that one is set against: "not because of X but because of Y"."""
    sentence = scene.parse.sentence_of(trigger[0])
    if not may_correct(scene, sentence.tokens):
        return None
    held = dict(_markers_in(scene, sentence.tokens))
    own = held.get(trigger, False)
    later = [m for m, sure in held.items() if m[0].i > trigger[-1].i and (own or sure)]
    earlier = [m for m, sure in reversed(held.items()) if m[-1].i < trigger[0].i and (own or sure)]
    for first, second in (*((trigger, m) for m in later), *((m, trigger) for m in earlier)):
        pair = _pair(scene, first, second)
        if pair is not None:
            return pair
    return None


def _markers_in(scene: Scene, tokens: Sequence[Token]) -> Iterator[tuple[tuple[Token, ...], bool]]:
    """Find the markers of reasons in a sentence, the longest at each place, and say which often are some."""
    behind = -1
    for token in tokens:
        if token.i <= behind:
            continue
        for words, row in scene.lexicon.markers.get(scene.norm(token), ()):
            if row.signal not in REASONS or row.introduces != Role.CAUSE or row.absence or row.heads:
                continue
            found = matched(scene, token, words, whole=row.back)
            if found:
                behind = found[-1].i
                known = scene.lexicon.precision
                measured = [known[p] for p in (row.id, f"{row.id}.noun") if p in known]
                yield found, not measured or max(measured) >= SURE
                break


def _pair(scene: Scene, first: tuple[Token, ...], second: tuple[Token, ...]) -> Pair | None:
    """Read what stands between two markers, and before the first."""
    joint = joint_before(scene, second[0].i)
    if joint is None or joint[1] <= first[-1].i:
        return None
    kind, at = joint
    tokens = scene.parse.tokens
    begin, verbal, refused = first[0].i, False, first
    if kind == Joint.AGAINST:
        refused = second
        if is_ruled_out(scene, first):
            return None
    elif kind == Joint.THAN:
        less = phrase_before(scene, begin, scene.lexicon.words.lessened)
        if less is None:
            return None
        begin = less
    elif kind == Joint.CLEFT:
        if not is_presented(scene, first):
            return None
    elif is_ruled_out(scene, first):
        begin = negation_before(scene, begin)
    else:
        verbal = True
    foci = tokens[first[-1].i + 1 : at], _up_to_border(scene, second[-1].i + 1)
    if not all(foci) or len(foci[0]) > 2 * LONGEST:
        return None
    right = second if refused is first else first
    return Pair(refused, right, begin, at, (tuple(foci[0]), tuple(foci[1])), verbal)


def _up_to_border(scene: Scene, begin: int) -> list[Token]:
    """Take the words of a reason from its marker to the next mark, or the "that" of a cleft."""
    found: list[Token] = []
    for token in scene.parse.tokens[begin : begin + 2 * LONGEST]:
        ends = token.text in ENDS or token.text == "," or scene.norm(token) in scene.lexicon.words.that
        if ends or (found and token.sent != found[0].sent):
            break
        found.append(token)
    return found
