"""Find what sets one thing against another: "(not X) *but* Y", "(less X) *than* Y", "Y *rather than* X"."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

from causerie.extraction.claims.grammar.arguments import Scene
from causerie.extraction.claims.grammar.matching import phrase_at, phrase_before
from causerie.extraction.syntax import Token
from causerie.languages.directions import directions
from causerie.languages.qualifiers import qualifier_words

#: Words of one side of a correction, at most.
LONGEST = 14


class Joint(StrEnum):
    """What stands between two things, one of which is refused.

    - AGAINST: what follows is refused: "Y rather than X", "Y, not X";
    - BUT: what stands before may be: "not X but Y";
    - THAN: what stands before is less so: "less X than Y";
    - CLEFT: what stands before may be, in a sentence of its own: "it is not X, it is Y".
    """

    AGAINST = "against"
    BUT = "but"
    THAN = "than"
    CLEFT = "cleft"


def may_correct(scene: Scene, tokens: Sequence[Token]) -> bool:
    """Say whether a sentence holds a word that corrections need."""
    words = scene.lexicon.words
    known = _needed(words.corrective, words.lessened, words.instead)
    lone = directions(scene.language).lists["lone_negators"]
    return any(scene.norm(t) in known or t.lower in lone or _opens_lesser(scene, t) for t in tokens)


@lru_cache
def _needed(corrective: frozenset[str], lessened: frozenset[str], instead: frozenset[str]) -> frozenset[str]:
    """Give the words of which a correction holds one, but for the lone negations."""
    return corrective | {p.split()[0] for p in lessened} | {max(p.split(), key=len) for p in instead}


def joint_before(scene: Scene, at: int) -> tuple[Joint, int] | None:
    """Read what stands before the second of two things: its kind, and the index where it begins."""
    words, known = scene.lexicon.words, directions(scene.language)
    tokens, negators = scene.parse.tokens, qualifier_words(scene.language).negators
    first = scene.parse.sentence_of(tokens[at]).tokens[0].i
    instead = phrase_before(scene, at, words.instead)
    if instead is None:
        instead = next(
            (n for n in (at - 3, at - 2) if n >= first and _opens_lesser(scene, tokens[n]) == at - n), None
        )
    if instead is not None:
        return Joint.AGAINST, _without_comma(scene, instead)
    while at - 1 > first and tokens[at - 1].pos == "ADV" and tokens[at - 1].lower not in negators:
        if known.is_in("lone_negators", tokens[at - 1].lower):
            break
        at -= 1
    before = tokens[at - 1]
    if at <= first:
        return None
    if scene.norm(before) in words.corrective:
        return Joint.BUT, _without_comma(scene, at - 1)
    if scene.norm(before) in words.than:
        return Joint.THAN, at - 1
    if known.is_in("lone_negators", before.lower):
        start = negation_before(scene, at)
        joined = start > first and tokens[start - 1].pos == "CCONJ"
        start -= joined
        bare = _without_comma(scene, start)
        return (Joint.AGAINST, bare) if joined or bare < start else None
    presented = known.is_in("copulas", before.lower) and at - 2 >= first
    if presented and tokens[at - 2].lower in qualifier_words(scene.language).presenters:
        bare = _without_comma(scene, at - 2)
        return (Joint.CLEFT, bare) if bare < at - 2 else None
    return None


def negation_before(scene: Scene, at: int) -> int:
    """Give the index where the lone negation that ends before a place begins ("non pas")."""
    tokens, known = scene.parse.tokens, directions(scene.language)
    first = scene.parse.sentence_of(tokens[at]).tokens[0].i
    while at > first and known.is_in("lone_negators", tokens[at - 1].lower):
        at -= 1
    return at


def _without_comma(scene: Scene, at: int) -> int:
    return at - 1 if at > 0 and scene.parse.tokens[at - 1].text == "," else at


def opens_instead(scene: Scene, token: Token) -> int:
    """Give the number of words of the "instead of" that begins at a word, or 0."""
    return len(phrase_at(scene, token, scene.lexicon.words.instead)) or _opens_lesser(scene, token)


def _opens_lesser(scene: Scene, token: Token) -> int:
    """Give the number of words of a "more than" that sets a lesser thing beside a cleft's focus, or 0.

    It stands between commas before the cleft's clause: "c'est la peur, (bien) plus que la loi, qui".
    """
    words, before = scene.lexicon.words, scene.previous(token)
    if token.pos != "ADV" or before is None or before.text != ",":
        return 0
    behind = [t for t in scene.parse.tokens[token.i : token.i + LONGEST] if t.sent == token.sent]
    norms = [scene.norm(t) for t in behind]
    pairs = enumerate(pairwise(norms[:3]), start=1)
    size = next((n for n, (more, than) in pairs if more in words.more and than in words.than), 0)
    comma = next((n for n, t in enumerate(behind) if t.text == ","), len(behind))
    after = behind[comma + 1] if size and size < comma < len(behind) - 1 else None
    return size + 1 if after is not None and after.lower in words.relative else 0


def joint_at(scene: Scene, at: int) -> tuple[Joint, int] | None:
    """Read the joint that begins at a place: its kind, and the index of what follows it."""
    tokens, words, known = scene.parse.tokens, scene.lexicon.words, directions(scene.language)

    def get(i: int) -> Token | None:
        return tokens[i] if i < len(tokens) and tokens[i].sent == tokens[at].sent else None

    def refuses(token: Token | None) -> bool:
        return token is not None and known.is_in("lone_negators", token.lower)

    comma = get(at)
    begin = at + 1 if comma is not None and comma.text == "," else at
    token = get(begin)
    size = opens_instead(scene, token) if token is not None else 0
    if size:
        return Joint.AGAINST, begin + size
    if token is None:
        return None
    if scene.norm(token) in words.corrective and not refuses(get(begin + 1)):
        following = get(begin + 1)
        return Joint.BUT, begin + (2 if following is not None and following.pos == "ADV" else 1)
    if begin == at and scene.norm(token) in words.than:
        return Joint.THAN, begin + 1
    joined = token.pos == "CCONJ"
    negation = begin + joined
    end = negation
    while refuses(get(end)):
        end += 1
    return (Joint.AGAINST, end) if end > negation and (joined or begin > at) else None
