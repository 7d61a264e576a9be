"""Tell two joined things apart by the words of direction that open or close them.

A pair of things ("insecurity and lack of seed") may stand whole in a map only where
both move the same way. Where the second says that there is less of something and the
first does not, or the other way round, they are two; the words tell, also where the
parser hangs the second elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence

from causerie.extraction.syntax import Token
from causerie.languages.directions import DirectionAdjective, Directions, directions
from causerie.languages.words import longest

#: Parts of speech of what names something.
NAMING = frozenset({"NOUN", "PROPN"})
#: Relations in which a word names something, whatever the parser takes it for.
ROLES = ("nsubj", "obj", "obl")
#: Words that may stand between a noun of direction and its link.
GAP = 2


def mixed_pair(tokens: Sequence[Token], language: str) -> tuple[Sequence[Token], Sequence[Token]] | None:
    """Give the two things of a pair that move opposite ways, without what joins them."""
    joints = [n for n, t in enumerate(tokens) if t.pos == "CCONJ"]
    if len(joints) != 1 or any(t.text == "," for t in tokens):
        return None
    first, second = tokens[: joints[0]], tokens[joints[0] + 1 :]
    led = next((t for t in second[:1] if t.pos == "ADP"), None)
    second = second[1:] if led is not None else second
    known = directions(language)
    if not first or not second or any(_is_finite(t, known) for t in tokens):
        return None
    if not _stands_alone(first, second, known):
        return None
    one, other = leaning(first, known), leaning(second, known)
    if -1 not in (one, other) or one == other:
        return None
    return None if one and not other and _reaches(first, second, known, led=led) else (first, second)


def _is_finite(token: Token, known: Directions) -> bool:
    """Say whether a verb with a subject stands here, and no participle that the parser takes for one."""
    return token.feats.get("VerbForm") == "Fin" and (token.lower,) not in known.adjectives


def leaning(phrase: Sequence[Token], known: Directions) -> int:
    """Give the direction that a noun phrase has by its first or last words, 0 where it has none."""
    low = [t.lower for t in phrase]
    at = 0
    while at < len(low) - 1 and (known.is_in("determiners", low[at]) or known.is_degree(low[at])):
        moves = longest(known.adjectives, low, at) is not None
        if moves or longest(known.quantifiers, low, at) is not None:
            break
        at += 1
    counted = longest(known.quantifiers, low, at)
    if counted is not None and counted[1] < 0:
        return -1
    noun = longest(known.nouns, low, at)
    if noun is not None and _is_linked(low, at + noun[0], noun[1].links, known):
        return noun[1].direction
    adjective = longest(known.adjectives, low, at)
    if adjective is not None and adjective[1].place != "after":
        return _described(adjective[1], low[at + adjective[0] :], known)
    return _closing(low, known)


def _closing(low: Sequence[str], known: Directions) -> int:
    """Give the direction of the words that close a phrase ("food | shortages", "des prix | en baisse")."""
    tail = known.nouns.get((low[-1],))
    if tail is not None and tail.tail and len(low) > 1 and not known.is_degree(low[-2]):
        return tail.direction
    for at in range(1, len(low)):
        found = longest(known.adjectives, low, at)
        if found is not None and found[1].place != "before" and at + found[0] == len(low):
            return _described(found[1], low[:at], known)
    return 0


def _described(row: DirectionAdjective, rest: Sequence[str], known: Directions) -> int:
    """Give the direction of an adjective beside its noun, 0 where it does not move such a thing."""
    words = [w for n in rest for w in (n, n.removesuffix("s"))]
    good = row.good and any(known.is_in("goods", w) for w in words)
    limited = row.good or bool(row.only)
    moves = good or not limited or any(w in row.only for w in words)
    return row.direction if rest and moves else 0


def _is_linked(low: Sequence[str], at: int, links: Sequence[str], known: Directions) -> bool:
    behind = low[at : at + GAP]
    own = known.lists["linkers"] | known.lists["loose_linkers"]
    return any(w in (links or own) for w in behind)


def _stands_alone(first: Sequence[Token], second: Sequence[Token], known: Directions) -> bool:
    """Say whether the first is a thing by itself.

    It is not where it shares the second's noun ("rising and falling fees", "food and fuel shortages").
    """
    own = [t for t in first if not known.is_in("determiners", t.lower)]
    low = tuple(t.lower for t in own)
    tail = known.nouns.get((second[-1].lower,))
    if (
        not low
        or low in known.adjectives
        or low in known.nouns
        or (len(first) == 1 and tail is not None and tail.tail)
    ):
        return False
    if len(second) == 1 and (second[0].lower,) in known.nouns:
        return False
    gerund = len(first) == 1 and any(low[0].endswith(e) for e in known.lists["gerunds"])
    named = any(t.pos in NAMING or t.rel.startswith(ROLES) for t in first)
    return known.is_in("determiners", second[0].lower) or gerund or named


def _reaches(
    first: Sequence[Token], second: Sequence[Token], known: Directions, *, led: Token | None
) -> bool:
    """Say whether the first's word of direction may be said of the second ("a lack of rain and snow").

    An article of its own parts the second from a bare complement. Where links are
    repeated ("la baisse des vols et des trains"), it does so from any that has none.

    Args:
        first: one of the two things.
        second: the other.
        known: words of direction.
        led: the preposition that was before the second.

    """
    tail = known.nouns.get((first[-1].lower,))
    if tail is not None and tail.tail:
        return False
    bare = not any(_is_article(t, known) for t in first[1:])
    parted = _is_article(second[0], known) or (led is not None and _is_article(led, known))
    if led is not None:
        linked = known.is_in("linkers", led.lower)
        return linked and not (bare and parted)
    repeated = known.lists["linkers"] <= known.lists["determiners"]
    return not parted or not (bare or repeated)


def _is_article(token: Token, known: Directions) -> bool:
    """Say whether a word is an article, or a link and an article in one ("du")."""
    fused = token.pos == "ADP" and token.feats.get("Definite") == "Def"
    return fused or (known.is_in("determiners", token.lower) and not known.is_in("linkers", token.lower))
