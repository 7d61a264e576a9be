"""Turn two halves with a verb between them into a draft, whatever the tree says: "half CUE half"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from causerie.extraction.carriers import helping_name
from causerie.extraction.claims.grammar.arguments import Scene
from causerie.extraction.claims.grammar.complements import says_when_or_how_much
from causerie.extraction.claims.grammar.drafts import Draft, Signal
from causerie.extraction.claims.grammar.extents import is_extent, without_extent
from causerie.extraction.claims.grammar.framing import (
    draft_halves,
    half_after,
    half_before,
    is_incise,
    is_prelude,
    only_aims,
)
from causerie.extraction.claims.grammar.halves import (
    EMPTY,
    JOINTS,
    MARKS,
    carries,
    denies,
    is_directed,
    is_direction,
    is_half,
    is_measured,
    is_object,
    names_nothing,
    runs_on,
    verb_lemma,
)
from causerie.extraction.claims.grammar.verbs import hardly_ties, verb_triggers
from causerie.extraction.syntax import Token, is_finite
from causerie.languages.causal_rows import Frame, VerbRow
from causerie.languages.directions import directions
from causerie.model import Kind, Span

#: Frames in which the cause stands before the verb and the effect after it.
FORWARD = frozenset({Frame.DIRECT, Frame.OBLIQUE, Frame.INFINITIVE})
#: Frames read in a sentence that holds nothing but two halves and the verb.
PLAIN = FORWARD | {Frame.SOURCE}


def joined_by_verb(
    scene: Scene, tokens: Sequence[Token], place: int, *, read: frozenset[Span]
) -> Iterator[Draft]:
    """Read "half CUE half" even where the tree missed the verb, if the sentence holds no more."""
    verb = tokens[place]
    if only_aims(scene, verb):
        return
    lemma = verb_lemma(scene, verb)
    indices = (scene.lexicon.side_verbs, scene.lexicon.verbs)
    met = [f for rows in indices for f in verb_triggers(scene, verb, lemma=lemma, rows=rows, beside=True)]
    for row, trigger in sorted(met, key=lambda f: -len(f[1])):
        if any(set(trigger) < set(other) for _, other in met):
            continue
        if Frame(row.frame) not in PLAIN or row.kind in (Kind.PURPOSE, Kind.REQUIRE):
            continue
        if row.nouns and trigger[-1].pos == "ADP":
            continue  # "left homes without power": what is left stands before the preposition.
        found = _around(scene, tokens, place, row=row, trigger=trigger, met=met)
        if found is None:
            continue
        carried, held, inverse = found
        stated = [t for t in (verb, *carried, *held) if is_directed(scene, t)]
        whole = Span(trigger[0].start, trigger[-1].end)
        passive = inverse and Frame(row.frame) is Frame.DIRECT
        if len(trigger) == 1 and whole in read and not passive and all(t is verb for t in stated):
            continue
        both = row.aside and Frame(row.frame) is Frame.OBLIQUE
        halves = is_half(scene, carried, stated=both) and is_half(scene, held, stated=both)
        if halves and (stated or row.directional or verb.lemma != lemma):
            yield from draft_halves(
                scene,
                f"direction.{row.id}",
                ends=(held, carried) if inverse else (carried, held),
                trigger=trigger,
                kind=Kind(row.kind),
                sign=row.sign,
                signal=Signal.VERB,
                denied=hardly_ties(scene, verb, trigger) or None,
            )
            return


def _around(
    scene: Scene,
    tokens: Sequence[Token],
    place: int,
    *,
    row: VerbRow,
    trigger: Sequence[Token],
    met: Sequence[tuple[VerbRow, tuple[Token, ...]]],
) -> tuple[list[Token], list[Token], bool] | None:
    """Give what stands before and behind a verb, and whether the cause stands behind; None if there is more.

    `row` and `trigger` are one way to read the verb, `met` are all.
    """
    verb, last = tokens[place], max(t.i for t in trigger) - tokens[0].i
    ahead, behind = _subject(scene, tokens, place), half_after(tokens, last + 1)
    begin = ahead[0].i - tokens[0].i if ahead else 0
    rest = tokens[last + 1 + len(behind) :]
    bare = is_prelude(scene, tokens[:begin]) and (len(rest) < 2 or is_incise(scene, rest))
    if not bare or any(denies(scene, t) for t in ahead):
        return None
    between = list(tokens[place + 1 : last]) if not row.nouns else []
    if between and not (behind and is_object(scene, behind)):
        # "drove rents up across the city": what stands before the particle is acted on.
        behind = between
    helper = next((k for k, t in enumerate(ahead) if helping_name(t, language=scene.language)), len(ahead))
    carried = _stripped(scene, ahead[:helper])
    carriers = ahead[len(carried) :]
    carried = _presented(scene, carried)
    direct = Frame(row.frame) is Frame.DIRECT
    by = bool(behind) and scene.norm(behind[0]) in scene.lexicon.words.by
    passive = direct and by and any(_is_copula(scene, t) or t.dep == "aux:pass" for t in carriers)
    if row.keeps and _is_kept_from(scene, behind, met=met):
        return None
    if direct and not passive and (by or _has_other_object(scene, verb, behind, carried=carried, met=met)):
        return None
    held = _agent(scene, verb, behind) if passive else _complement(scene, behind, row=row)
    if not carried or not held or is_unborne(scene, carriers) or _is_more(scene, verb, carried, held):
        return None
    return carried, held, passive or Frame(row.frame) is Frame.SOURCE


def _is_more(scene: Scene, verb: Token, carried: Sequence[Token], held: Sequence[Token]) -> bool:
    """Say whether what stands around a verb is more than two halves, or less."""
    if verb.pos not in ("VERB", "AUX") and any(_is_main(scene, t) for t in held):
        return True  # "Tax cuts reduce growth" is told by its verb, not by its nouns.
    joined = _is_joined(verb, carried) or any(_is_joined(t, [verb, *held]) for t in held)
    waits = _dangles(scene, carried[-1]) or carried[-1].lower in scene.lexicon.words.relative
    return joined or waits or runs_on(carried) or runs_on(held)


def _has_other_object(
    scene: Scene,
    verb: Token,
    behind: Sequence[Token],
    *,
    carried: Sequence[Token],
    met: Sequence[tuple[VerbRow, tuple[Token, ...]]],
) -> bool:
    """Say whether what follows a verb is not all that it acts on.

    It is not in a passive ("can be avoided in time"), behind an object pronoun ("les empêche de dormir"), nor
    where another row of the verb asks for a preposition that is there ("stems from", "saves the bank from").
    """
    words, known = scene.lexicon.words, directions(scene.language)
    if any(c.dep == "aux:pass" for c in verb.children):
        return True
    last = carried[-1] if len(carried) > 1 else None
    if last is not None and last.lower in words.third and last.lower not in words.relative:
        return True
    preps = {
        p for other, _ in met if Frame(other.frame) in (Frame.OBLIQUE, Frame.SOURCE) for p in other.preps
    }
    return any(
        scene.norm(t) in preps and (n == 0 or not known.is_in("linkers", t.lower))
        for n, t in enumerate(behind)
    )


def _is_kept_from(
    scene: Scene, behind: Sequence[Token], *, met: Sequence[tuple[VerbRow, tuple[Token, ...]]]
) -> bool:
    """Say whether a verb keeps what it acts on from something, as another row reads: "keeps X from it"."""
    preps = {p for row, _ in met if Frame(row.frame) is Frame.OBLIQUE and row.sign < 0 for p in row.preps}
    return any(scene.norm(t) in preps for t in behind[1:])


def _is_main(scene: Scene, token: Token) -> bool:
    """Say whether a word is the verb of its sentence, and one that the language knows."""
    return token.pos == "VERB" and token.head is token and verb_lemma(scene, token) in scene.lexicon.verbs


def _is_copula(scene: Scene, token: Token) -> bool:
    """Say whether a word is a form of "to be" or the like."""
    known = directions(scene.language)
    return known.is_in("copulas", token.lower) or known.is_in("copulas", token.lemma)


def _presented(scene: Scene, half: Sequence[Token]) -> list[Token]:
    """Give the focus of a cleft: "it is X that"."""
    opening = next((n for n, t in enumerate(half) if t.pos not in EMPTY), 0)
    cleft = opening and names_nothing(half[:opening]) and half[-1].lower in scene.lexicon.words.relative
    return list(half[opening:-1]) if cleft and len(half) > opening + 1 else list(half)


def _dangles(scene: Scene, token: Token) -> bool:
    """Say whether a last word waits for a noun."""
    return (token.pos in ("DET", "ADP") or token.pos in JOINTS) and not is_direction(scene, token)


def _is_joined(verb: Token, ahead: Sequence[Token]) -> bool:
    """Say whether a verb shares its subject with a finite one before it ("limits trade, blocks aid")."""
    first = verb.head
    return (
        verb.rel in ("conj", "xcomp")
        and verb.feats.get("VerbForm") != "Inf"
        and first in ahead
        and first.pos == "VERB"
        and is_finite(first)
        and any(c.rel == "obj" and c in ahead for c in first.children)
        and not any(c.rel.startswith("nsubj") for c in verb.children)
    )


def _subject(scene: Scene, tokens: Sequence[Token], place: int) -> list[Token]:
    """Take what a verb says something of: before it, before its comma, or before a clause between commas."""
    words = scene.lexicon.words
    links = words.relative | words.demonstrative
    ahead = half_before(scene, tokens, place)
    begin = place - len(ahead)
    if begin > 1 and tokens[begin - 1].text == "," and all(t.lower in links or t.pos == "ADV" for t in ahead):
        head = half_before(scene, tokens, begin - 1)
        apart = head and head[0].lower in links and begin - len(head) > 2
        return half_before(scene, tokens, begin - len(head) - 2) if apart and not ahead else head
    return ahead


def _stripped(scene: Scene, half: Sequence[Token]) -> list[Token]:
    """Take off what carries the verb: "will", "have", "tend to"."""
    held = list(half)
    known = directions(scene.language)
    while len(held) > 1 and (
        carries(scene, held[-1])
        or held[-1].pos == "PART"
        or (known.is_adverb(held[-1].lower) and not is_measured(scene, held))
        or held[-1].lower in scene.lexicon.words.reflexive
    ):
        held.pop()
    return held


def is_unborne(scene: Scene, carriers: Sequence[Token]) -> bool:
    """Say whether an infinitive is carried by a copula or by nothing: "the aim is to", "work goes on to"."""
    words, known = scene.lexicon.words, directions(scene.language)
    marks = [n for n, t in enumerate(carriers) if t.pos in MARKS and scene.norm(t) in words.infinitive]
    before = carriers[: marks[-1]] if marks else ()
    return bool(marks) and all(known.is_in("copulas", t.lower) or t.pos == "ADV" for t in before)


def _agent(scene: Scene, verb: Token, behind: Sequence[Token]) -> list[Token]:
    """Take the agent of a passive, up to what else its verb takes: "by the war | to rubble".

    Empty where the words say by how much or when, not by what: "are cut by 3 percent", "by noon".
    """
    words = scene.lexicon.words
    end = next(
        (
            n
            for n, t in enumerate(behind)
            if n > 1 and t.head.head is verb and scene.norm(t) in words.by | words.infinitive
        ),
        len(behind),
    )
    held = list(behind[1:end])
    told = behind[0].head in held and says_when_or_how_much(scene, behind[0].head, verb=verb)
    counted = any(t.pos == "NUM" for t in held) or is_extent(scene, behind)
    return [] if told or counted else held


def _complement(scene: Scene, behind: Sequence[Token], *, row: VerbRow) -> list[Token]:
    """Take what a verb leads to, without its preposition; empty where the frame asks for more."""
    frame, held = Frame(row.frame), list(behind)
    if not held:
        return held
    if frame is Frame.DIRECT:
        return without_extent(scene, held) if is_object(scene, held) else []
    opens = scene.norm(held[0]) in row.preps
    if frame is Frame.SOURCE and any(t.feats.get("VerbForm") == "Inf" for t in held[1:3]):
        # "Rain has just (vient de) made the dust settle": no source, but what carries a verb.
        return []
    if frame in (Frame.OBLIQUE, Frame.SOURCE) and opens:
        return held[1:]
    if frame is Frame.INFINITIVE and (opens or is_directed(scene, held[0])):
        rest = held[1:] if opens else held
        return rest if rest and is_directed(scene, rest[0]) else []
    if frame is Frame.SOURCE:
        return []
    tail = held[-2:] if len(held) > 2 else held[-1:]
    if (
        not row.keeps
        and tail[-1].pos in ("NOUN", "PROPN")
        and any(t.feats.get("VerbForm") == "Inf" for t in tail[:-1])
    ):
        # "allows the city to cut costs": more than the two halves.
        return []
    if frame is Frame.OBLIQUE and row.sign < 0 and tail[-1].pos in ("NOUN", "PROPN"):
        # "saves the bank from collapse": the collapse is averted, not the bank's.
        return []
    inside = not row.preps or row.keeps or any(scene.norm(t) in row.preps for t in held)
    return held if inside and any(is_direction(scene, t) for t in tail) else []
