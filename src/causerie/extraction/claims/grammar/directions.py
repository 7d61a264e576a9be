"""Turn sentences that state two directions into drafts, from their words alone.

"As whatajigs increase, frimbulators decline": no parser has seen such nouns, so the
halves are found by markers, commas and words of rise and fall, not by the tree.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from causerie.extraction.claims.grammar.arguments import Scene
from causerie.extraction.claims.grammar.clefts import is_ruled_out
from causerie.extraction.claims.grammar.direction_verbs import is_unborne, joined_by_verb
from causerie.extraction.claims.grammar.drafts import Draft, Signal
from causerie.extraction.claims.grammar.framing import (
    asks,
    draft_halves,
    half_after,
    half_before,
    is_incise,
    is_prelude,
    only_aims,
)
from causerie.extraction.claims.grammar.halves import (
    BARE,
    carries,
    denies,
    is_alone,
    is_described,
    is_directed,
    is_direction,
    is_half,
    is_phrase,
    is_quantity,
    is_time,
    markers_met,
    names_nothing,
    runs_on,
    wishes,
)
from causerie.extraction.claims.grammar.marks import HALVES
from causerie.extraction.claims.grammar.matching import is_equated
from causerie.extraction.claims.grammar.reasons import paired
from causerie.extraction.syntax import Sentence, Token
from causerie.languages.causal_rows import MarkerRow, Role
from causerie.model import Kind, Span

#: Signals whose markers may join two halves.
JOINING = frozenset({Signal.COMPARATIVE, Signal.COND, Signal.CONJ, Signal.ADV})
#: Words that are no verb, not even one that the parser missed.
STILL = frozenset({"ADP", "CCONJ", "DET", "NUM", "PART", "PRON", "PUNCT", "SCONJ", "SPACE"})


def draft_directions(scene: Scene, sentence: Sentence, *, read: frozenset[Span]) -> Iterator[Draft]:
    """Draft what two stated directions say of each other; `read` are the triggers that the tree explains."""
    tokens = sentence.tokens
    if not any(is_directed(scene, t) for t in tokens):
        return
    for place, token in enumerate(tokens):
        yield from _joined_by_marker(scene, tokens, place)
        if token.pos not in STILL:
            yield from joined_by_verb(scene, tokens, place, read=read)


def states_direction(
    scene: Scene, sentence: Sentence, *, trigger: Sequence[Span], ends: Sequence[Span], cue: Token
) -> bool:
    """Say whether a sentence holds nothing but a cue and its arguments, and states a direction."""
    words = scene.lexicon.words
    named = [[t for t in scene.parse.tokens_in(end) if t.lemma not in words.necessity] for end in ends]
    if cue.pos == "PUNCT" or asks(sentence) or only_aims(scene, cue):
        return False
    if any(not tokens or names_nothing(tokens) or is_time(scene, tokens) for tokens in named):
        return False
    if any(is_alone(tokens) or is_described(tokens) for tokens in named):
        return False
    if cue.pos in ("VERB", "AUX") and any(runs_on(tokens) for tokens in named):
        return False
    spans = (*trigger, *ends)
    joints = words.relative | words.demonstrative
    tokens = sentence.tokens
    held = [n for n, t in enumerate(tokens) if any(s.covers(t.span) for s in spans)]
    first, last = (held[0], held[-1] + 1) if held else (0, len(tokens))
    begin = first if is_prelude(scene, tokens[:first]) else 0
    end = last if is_incise(scene, tokens[last:]) else len(tokens)
    left = [
        t
        for n, t in enumerate(tokens[begin:end], start=begin)
        if (
            t.pos not in BARE
            or (t.pos == "SCONJ" and scene.norm(t) not in words.that)
            or is_quantity(scene, tokens[n:])
        )
        and t.lower not in joints
        and not carries(scene, t)
        and not any(s.covers(t.span) for s in spans)
    ]
    carriers: list[Token] = []
    for t in reversed(tokens[: cue.i - tokens[0].i]):
        if any(s.covers(t.span) for s in ends):
            break
        carriers.insert(0, t)
    aims = is_unborne(scene, carriers) or any(wishes(scene, t) for t in carriers)
    if left or (aims and not is_equated(cue)):
        return False
    inside = [t for t in tokens if t is not cue]
    return cue.lemma in scene.lexicon.directional or any(is_direction(scene, t) for t in inside)


def _joined_by_marker(scene: Scene, tokens: Sequence[Token], place: int) -> Iterator[Draft]:
    """Read "MARKER half, half" and "half MARKER half"."""
    words = scene.lexicon.words
    if scene.norm(tokens[place]) in words.along:
        yield from _along(scene, tokens, place)
    met = markers_met(scene, tokens[place:])
    for parts, row in met:
        trigger = tokens[place : place + len(parts)]
        twin = any(other == parts and Signal(r.signal) is Signal.PREP for other, r in met)
        clausal = Signal(row.signal) in JOINING and "clause" in row.takes and not (twin and len(parts) == 1)
        after = tokens[place + len(parts)] if place + len(parts) < len(tokens) else None
        if after is not None and row.back and scene.norm(after) in words.that:
            return
        if clausal or (len(parts) > 1 and _is_prepositional(row)) or row.aside:
            found = list(_beside(scene, tokens, place, row=row, trigger=trigger))
            yield from found
            if found or len(parts) > 1:
                return


def _is_prepositional(row: MarkerRow) -> bool:
    """Say whether a marker takes a noun as it stands, so that the noun may be a half."""
    free = not (row.heads or row.bare or row.absence)
    return Signal(row.signal) is Signal.PREP and "noun" in row.takes and free


def _beside(
    scene: Scene, tokens: Sequence[Token], place: int, *, row: MarkerRow, trigger: Sequence[Token]
) -> Iterator[Draft]:
    """Put the half behind a marker beside the half before it, or behind the comma."""
    if paired(scene, tuple(trigger)) is not None:
        return  # "falls less because of X than because of Y": two reasons, whatever moves.
    begin = place + len(trigger)
    if row.back and begin < len(tokens) and tokens[begin].text == ",":
        begin += 1
    first = half_after(tokens, begin)
    comma = begin + len(first)
    behind = half_after(tokens, comma + 1) if comma < len(tokens) and tokens[comma].text == "," else []
    ahead = half_before(scene, tokens, place)
    if any(denies(scene, t) for t in tokens[: place - len(ahead)]) and ahead:
        return  # "Nobody believes that …": left to the tree, which knows what is denied.
    cleft = _cleft(scene, first, ahead)
    denied = True if cleft is not None and is_ruled_out(scene, trigger) else None
    first, ahead = cleft or (first, ahead)
    if not ahead and place and row.back:
        ahead = half_before(scene, tokens, place - 1)
    elif not ahead and row.back:
        ahead = _sentence_before(scene, tokens)
    if row.back and ahead and ahead[-1].pos == "CCONJ":
        ahead.pop()
    other = ahead or behind
    echo = _echo(scene, other)
    if (row.initial and not row.back and ahead) or not _is_introduced(scene, first, row=row):
        return
    if not echo and (not is_half(scene, other, stated=True) or is_alone(other)):
        return
    sign = row.sign
    if echo:
        other, sign = list(echo), row.sign * _turn(scene, first)
    ends = (first, other) if row.introduces == Role.CAUSE else (other, first)
    signal = Signal.COMPARATIVE if row.signal == Signal.CONJ or row.aside else Signal(row.signal)
    yield from draft_halves(
        scene,
        f"direction.{row.id}",
        ends=ends,
        trigger=trigger,
        kind=Kind(row.kind),
        sign=sign,
        signal=signal,
        denied=denied,
    )


def _is_introduced(scene: Scene, half: Sequence[Token], *, row: MarkerRow) -> bool:
    """Say whether words can be the half behind a marker: a noun behind a preposition, else a clause."""
    nominal = Signal(row.signal) is Signal.PREP
    if nominal and any(denies(scene, t) or (t.pos == "VERB" and not is_direction(scene, t)) for t in half):
        return False
    if not is_half(scene, half, stated=row.aside or not nominal) or is_alone(half):
        return False
    return "noun" in row.takes or not is_phrase(scene, half)


def _cleft(
    scene: Scene, first: list[Token], ahead: Sequence[Token]
) -> tuple[list[Token], list[Token]] | None:
    """Give the focus of "it is (not) because X rise that Y fall", and the half behind it."""
    if not names_nothing(ahead):
        return None
    joint = next((n for n, t in enumerate(first) if scene.norm(t) in scene.lexicon.words.that), None)
    return (first[:joint], first[joint + 1 :]) if joint else None


def _sentence_before(scene: Scene, tokens: Sequence[Token]) -> list[Token]:
    """Give the words of the sentence before in the same paragraph, without its stop."""
    own = scene.parse.sentence_of(tokens[0])
    before = scene.parse.sentences[own.index - 1] if own.index else own
    if before is own or before.paragraph != own.paragraph:
        return []
    return [t for t in before.tokens if t.text not in HALVES]


def _echo(scene: Scene, half: Sequence[Token]) -> Sequence[Token]:
    """Give what moves likewise: "so do Y"; empty where the half says something of its own."""
    if (
        len(half) > 2
        and scene.norm(half[0]) in scene.lexicon.words.likewise
        and half[1].pos in ("AUX", "VERB")
    ):
        return half[2:]
    return ()


def _turn(scene: Scene, half: Sequence[Token]) -> int:
    """Multiply the directions that a half states."""
    sign = 1
    for token in half:
        if {token.lemma, scene.norm(token)} & scene.lexicon.words.falling:
            sign = -sign
    return sign


def _along(scene: Scene, tokens: Sequence[Token], place: int) -> Iterator[Draft]:
    """Read "Y rises with X" and "with more X, Y falls"."""
    first, ahead = half_after(tokens, place + 1), half_before(scene, tokens, place)
    if ahead and is_direction(scene, ahead[-1]) and ahead[-1].pos != "ADP":
        other, stated = ahead, False
    else:
        comma = place + 1 + len(first)
        other, stated = (half_after(tokens, comma + 1) if not ahead else []), True
    if is_half(scene, first, stated=stated) and is_half(scene, other, stated=True):
        yield from draft_halves(
            scene,
            "direction.along",
            ends=(first, other),
            trigger=tokens[place : place + 1],
            kind=Kind.CAUSE,
            sign=1,
            signal=Signal.COMPARATIVE,
        )
