"""Turn sentences that state two directions into drafts, from their words alone.

"As whatajigs increase, frimbulators decline": no parser has seen such nouns, so the
halves are found by markers, commas and words of rise and fall, not by the tree.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from causerie.extraction.claims.arguments import Proposal, Scene, tidy
from causerie.extraction.claims.drafts import Draft, Signal
from causerie.extraction.claims.predicates import verb_triggers
from causerie.extraction.syntax import Sentence, Token
from causerie.languages.causation import Frame, Role
from causerie.languages.verbs import verb_forms
from causerie.model import Kind, Span

#: Words in one half of such a sentence; longer halves hold more than a direction.
LONGEST = 9
#: Signals whose markers may join two halves.
JOINING = frozenset({Signal.COMPARATIVE, Signal.COND, Signal.CONJ, Signal.ADV})
#: Frames in which the cause stands before the verb and the effect after it.
FORWARD = frozenset({Frame.DIRECT, Frame.OBLIQUE, Frame.INFINITIVE})
STOPS = frozenset({",", ";", ":", ".", "!", "?", "«", "»", "“", "”", '"', "(", ")", "–", "—"})
#: Words that may stand beside cue and arguments in a sentence that holds nothing else.
BARE = frozenset({"PUNCT", "AUX", "ADP", "DET", "PART", "SCONJ", "CCONJ", "SPACE"})
LEADING = frozenset({"ADV", "CCONJ", "SCONJ", "PUNCT"})


def draft_directions(scene: Scene, sentence: Sentence, *, read: frozenset[Span]) -> Iterator[Draft]:
    """Draft what two stated directions say of each other; `read` are the triggers that the tree explains."""
    tokens = sentence.tokens
    if not any(_direction(scene, t) for t in tokens):
        return
    for place, token in enumerate(tokens):
        yield from _joined_by_marker(scene, tokens, place)
        if token.pos in ("VERB", "AUX", "ADJ", "NOUN"):
            yield from _joined_by_verb(scene, tokens, place, read=token.span in read)


def states_direction(scene: Scene, sentence: Sentence, *, spans: Sequence[Span], cue: Token) -> bool:
    """Say whether a sentence holds nothing but a cue and its arguments, and states a direction."""
    words = scene.lexicon.words
    joints = words.relative | words.demonstrative
    left = [
        t
        for t in sentence.tokens
        if t.pos not in BARE and t.lower not in joints and not any(s.covers(t.span) for s in spans)
    ]
    if left or cue.pos == "PUNCT":
        return False
    inside = [t for t in sentence.tokens if t is not cue]
    return cue.lemma in scene.lexicon.directional or any(_direction(scene, t) for t in inside)


def _direction(scene: Scene, token: Token) -> bool:
    """Say whether a word states a rise or a fall."""
    words = scene.lexicon.words
    if token.rel == "advmod" and token.head.pos in ("ADJ", "ADV") and token.head.i > token.i:
        return False
    forms = verb_forms(scene.language)
    names = {token.lemma, scene.norm(token)}
    if forms is not None:
        names.add(forms.lemmas.get(token.lower, token.lemma))
    return bool(names & words.rising or names & words.falling)


def _before(scene: Scene, tokens: Sequence[Token], end: int) -> list[Token]:
    """Take the words of a half that ends before a place."""
    begin = end
    while (
        begin > 0
        and tokens[begin - 1].text not in STOPS
        and scene.norm(tokens[begin - 1]) not in scene.lexicon.words.that
    ):
        begin -= 1
    return list(tokens[begin:end])


def _after(tokens: Sequence[Token], begin: int) -> list[Token]:
    """Take the words of a half that begins at a place."""
    end = begin
    while end < len(tokens) and tokens[end].text not in STOPS:
        end += 1
    return list(tokens[begin:end])


def _is_half(scene: Scene, half: Sequence[Token], *, stated: bool) -> bool:
    """Say whether words can be one half: short, with a direction where one must be stated, no other verb."""
    if not 0 < len(half) <= LONGEST or not any(t.pos not in ("PUNCT", "ADP", "DET") for t in half):
        return False
    words = scene.lexicon.words
    verbs = [t for t in half if t.pos == "VERB" or (t.pos == "AUX" and t.head not in half)]
    known = words.proportion | scene.lexicon.directional
    if any(not _direction(scene, t) and t.lemma not in known for t in verbs):
        return False
    return not stated or any(_direction(scene, t) for t in half)


def _span(scene: Scene, half: Sequence[Token]) -> Span | None:
    """Give the words of a half, without connectives and "there is"."""
    held = list(half)
    while held and held[0].pos in LEADING and not _direction(scene, held[0]):
        held.pop(0)
    there = next(
        (n for n, t in enumerate(held[:4]) if t.lemma in scene.lexicon.words.proportion and t.pos != "NOUN"),
        None,
    )
    rest = held[there + 1 :] if there is not None else []
    if rest and _direction(scene, rest[0]):
        held = rest
    return tidy(scene.parse.text, Span(held[0].start, held[-1].end)) if held else None


def _joined_by_marker(scene: Scene, tokens: Sequence[Token], place: int) -> Iterator[Draft]:
    """Read "MARKER half, half" and "half MARKER half"."""
    words = scene.lexicon.words
    if scene.norm(tokens[place]) in words.along:
        yield from _along(scene, tokens, place)
    for parts, row in scene.lexicon.markers.get(scene.norm(tokens[place]), ()):
        trigger = tokens[place : place + len(parts)]
        twins = scene.lexicon.markers[scene.norm(tokens[place])]
        if any(other == parts and twin.signal == Signal.PREP for other, twin in twins):
            continue
        if Signal(row.signal) not in JOINING or "clause" not in row.takes or len(trigger) < len(parts):
            continue
        if any(scene.norm(t) != w and t.lemma != w for t, w in zip(trigger, parts, strict=True)):
            continue
        first = _after(tokens, place + len(parts))
        comma = place + len(parts) + len(first)
        behind = _after(tokens, comma + 1) if comma < len(tokens) and tokens[comma].text == "," else []
        ahead = _before(scene, tokens, place)
        if not ahead and place and row.back:
            ahead = _before(scene, tokens, place - 1)
        other = ahead or behind
        echo = _echo(scene, other)
        if not _is_half(scene, first, stated=True) or not (echo or _is_half(scene, other, stated=True)):
            continue
        sign = row.sign
        if echo:
            other, sign = list(echo), row.sign * _turn(scene, first)
        ends = (first, other) if row.introduces == Role.CAUSE else (other, first)
        signal = Signal.COMPARATIVE if row.signal == Signal.CONJ else Signal(row.signal)
        yield from _draft(
            scene,
            f"direction.{row.id}",
            ends=ends,
            trigger=trigger,
            kind=Kind(row.kind),
            sign=sign,
            signal=signal,
        )
        return


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
    first, ahead = _after(tokens, place + 1), _before(scene, tokens, place)
    if ahead and _direction(scene, ahead[-1]) and ahead[-1].pos != "ADP":
        other, stated = ahead, False
    else:
        comma = place + 1 + len(first)
        other, stated = (_after(tokens, comma + 1) if not ahead else []), True
    if _is_half(scene, first, stated=stated) and _is_half(scene, other, stated=True):
        yield from _draft(
            scene,
            "direction.along",
            ends=(first, other),
            trigger=tokens[place : place + 1],
            kind=Kind.CAUSE,
            sign=1,
            signal=Signal.COMPARATIVE,
        )


def _joined_by_verb(scene: Scene, tokens: Sequence[Token], place: int, *, read: bool) -> Iterator[Draft]:
    """Read "half CUE half" even where the tree missed the verb, if the sentence holds no more."""
    verb = tokens[place]
    forms = verb_forms(scene.language)
    lemma = verb.lemma if verb.lemma in scene.lexicon.verbs else verb.lower
    if forms is not None and lemma not in scene.lexicon.verbs:
        lemma = forms.lemmas.get(verb.lower, lemma)
    for row, trigger in verb_triggers(scene, verb, lemma=lemma):
        if Frame(row.frame) not in FORWARD or row.kind in (Kind.PURPOSE, Kind.REQUIRE):
            continue
        last = max(t.i for t in trigger) - tokens[0].i
        ahead, behind = _before(scene, tokens, place), _after(tokens, last + 1)
        bare = len(ahead) == place and last + len(behind) + 2 >= len(tokens)
        if row.frame == Frame.OBLIQUE or row.nouns:
            if not behind or (
                row.preps and scene.norm(behind[0]) not in row.preps and row.frame == Frame.OBLIQUE
            ):
                continue
            behind = behind[1:] if row.frame == Frame.OBLIQUE else behind
        elif row.frame == Frame.INFINITIVE and (row.preps or not behind or not _direction(scene, behind[0])):
            continue
        if not ahead or not behind or ahead[-1].pos in ("DET", "ADP", "AUX"):
            continue
        stated = [t for t in (verb, *ahead, *behind) if _direction(scene, t)]
        if not bare or (read and all(t is verb for t in stated)):
            continue
        halves = _is_half(scene, ahead, stated=False) and _is_half(scene, behind, stated=False)
        if halves and (stated or verb.lemma != lemma or lemma in scene.lexicon.directional):
            yield from _draft(
                scene,
                f"direction.{row.id}",
                ends=(ahead, behind),
                trigger=trigger,
                kind=Kind(row.kind),
                sign=row.sign,
                signal=Signal.VERB,
            )
            return


def _draft(
    scene: Scene,
    pattern: str,
    *,
    ends: tuple[Sequence[Token], Sequence[Token]],
    trigger: Sequence[Token],
    kind: Kind,
    sign: int,
    signal: Signal,
) -> Iterator[Draft]:
    """Put the halves to their ends."""
    cause, effect = _span(scene, ends[0]), _span(scene, ends[1])
    if cause is None or effect is None:
        return
    yield Draft(
        pattern=pattern,
        signal=signal,
        kind=kind,
        sign=sign,
        trigger=tuple(trigger),
        anchor=trigger[0],
        causes=[Proposal(cause, ends[0][-1].i, "half")],
        effects=[Proposal(effect, ends[1][-1].i, "half")],
    )
