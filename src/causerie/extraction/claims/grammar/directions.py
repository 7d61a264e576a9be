"""Turn sentences that state two directions into drafts, from their words alone.

"As whatajigs increase, frimbulators decline": no parser has seen such nouns, so the
halves are found by markers, commas and words of rise and fall, not by the tree.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from causerie.extraction.claims.grammar.arguments import Proposal, Scene
from causerie.extraction.claims.grammar.clefts import is_ruled_out
from causerie.extraction.claims.grammar.complements import says_when_or_how_much
from causerie.extraction.claims.grammar.drafts import Draft, Signal
from causerie.extraction.claims.grammar.extents import is_extent, without_extent
from causerie.extraction.claims.grammar.halves import (
    BARE,
    EMPTY,
    JOINTS,
    MARKS,
    carries,
    denies,
    is_alone,
    is_described,
    is_directed,
    is_direction,
    is_half,
    is_measured,
    is_object,
    is_phrase,
    is_quantity,
    is_time,
    markers_met,
    names_nothing,
    runs_on,
    verb_lemma,
    wishes,
)
from causerie.extraction.claims.grammar.matching import words_at
from causerie.extraction.claims.grammar.reasons import paired
from causerie.extraction.claims.grammar.tidying import tidy
from causerie.extraction.claims.grammar.verbs import hardly_ties, verb_triggers
from causerie.extraction.qualifiers import helping_name
from causerie.extraction.syntax import Sentence, Token, is_finite
from causerie.languages.causation import Frame, MarkerRow, Role, VerbRow
from causerie.languages.directions import directions
from causerie.languages.qualifiers import qualifier_words
from causerie.languages.reporting import Form, reporting
from causerie.model import Kind, Span

#: Signals whose markers may join two halves.
JOINING = frozenset({Signal.COMPARATIVE, Signal.COND, Signal.CONJ, Signal.ADV})
#: Frames in which the cause stands before the verb and the effect after it.
FORWARD = frozenset({Frame.DIRECT, Frame.OBLIQUE, Frame.INFINITIVE})
#: Frames read in a sentence that holds nothing but two halves and the verb.
PLAIN = FORWARD | {Frame.SOURCE}
STOPS = frozenset({",", ";", ":", ".", "!", "?", "«", "»", "“", "”", '"', "(", ")", "–", "—"})
#: Words that are no verb, not even one that the parser missed.
STILL = frozenset({"ADP", "CCONJ", "DET", "NUM", "PART", "PRON", "PUNCT", "SCONJ", "SPACE"})
#: Marks of a question.
QUESTIONS = frozenset({"?", "?!", "!?"})
#: Words before the first half that only say who says it, or where and when it holds.
PRELUDE = 7
LEADING = frozenset({"ADV", "CCONJ", "SCONJ", "PUNCT"})
#: Parts of speech of what links nouns: "la hausse *du* prix *du* pain" says nothing twice.
LINKS = frozenset({"ADP", "DET"})


def draft_directions(scene: Scene, sentence: Sentence, *, read: frozenset[Span]) -> Iterator[Draft]:
    """Draft what two stated directions say of each other; `read` are the triggers that the tree explains."""
    tokens = sentence.tokens
    if not any(is_directed(scene, t) for t in tokens):
        return
    for place, token in enumerate(tokens):
        yield from _joined_by_marker(scene, tokens, place)
        if token.pos not in STILL:
            yield from _joined_by_verb(scene, tokens, place, read=read)


def states_direction(
    scene: Scene, sentence: Sentence, *, trigger: Sequence[Span], ends: Sequence[Span], cue: Token
) -> bool:
    """Say whether a sentence holds nothing but a cue and its arguments, and states a direction."""
    words = scene.lexicon.words
    named = [[t for t in scene.parse.tokens_in(end) if t.lemma not in words.necessity] for end in ends]
    if cue.pos == "PUNCT" or asks(sentence) or _aims(scene, cue):
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
    begin = first if _is_prelude(scene, tokens[:first]) else 0
    end = last if _is_incise(scene, tokens[last:]) else len(tokens)
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
    if left or _is_unborne(scene, carriers) or any(wishes(scene, t) for t in carriers):
        return False
    inside = [t for t in tokens if t is not cue]
    return cue.lemma in scene.lexicon.directional or any(is_direction(scene, t) for t in inside)


def asks(sentence: Sentence) -> bool:
    """Say whether a sentence asks, and so states nothing."""
    return any(t.text in QUESTIONS for t in sentence.tokens[-2:])


def _is_prelude(scene: Scene, tokens: Sequence[Token]) -> bool:
    """Say whether words before the first half are a frame: "experts say that", "in the city,", "it is"."""
    if not tokens or names_nothing(tokens):
        return True
    last = tokens[-1]
    if len(tokens) > PRELUDE or any(is_direction(scene, t) or denies(scene, t) for t in tokens):
        return False
    if scene.norm(last) in scene.lexicon.words.that:
        # "The evidence that …" has its own predicate behind the clause; "few believe that …" denies it.
        meagre = qualifier_words(scene.language).meagre
        told = any(t.pos in ("ADJ", "AUX", "VERB") for t in tokens) or tokens[0] is last
        return told and not any(t.lemma in meagre for t in tokens)
    if _reports(scene, last):
        return True
    if last.text != ",":
        return False
    if any(t.rel.startswith("nsubj") and t.head.i > last.i for t in tokens):
        # "This accident, the third in a month, …": what stands before the comma is the subject itself.
        return False
    if not any(t.pos in ("VERB", "SCONJ") for t in tokens):
        return True
    aim = any(t.feats.get("VerbForm") == "Inf" for t in tokens)
    named = (row.words for row in reporting(scene.language).preposition_rows)
    return not aim and any(words_at(scene, tokens[0].i, words) for words in named)


def _is_incise(scene: Scene, tokens: Sequence[Token]) -> bool:
    """Say whether words behind the last half only say who says it: ", experts say"."""
    if not 0 < len(tokens) <= PRELUDE or tokens[0].pos != "PUNCT" or any(denies(scene, t) for t in tokens):
        return False
    return any(t.pos == "VERB" and t.lemma in reporting(scene.language).verbs for t in tokens)


def _reports(scene: Scene, token: Token) -> bool:
    """Say whether a word is a verb of saying that takes a clause without more ado."""
    known = reporting(scene.language)
    entries = known.verbs.get(token.lemma, ()) if token.pos == "VERB" and known.words.bare_clauses else ()
    return any(Form.CLAUSE in entry.row.takes for entry in entries)


def _before(scene: Scene, tokens: Sequence[Token], end: int) -> list[Token]:
    """Take the words of a half that ends before a place."""
    begin = end
    while (
        begin > 0
        and tokens[begin - 1].text not in STOPS
        and scene.norm(tokens[begin - 1]) not in scene.lexicon.words.that
        and not _reports(scene, tokens[begin - 1])
    ):
        begin -= 1
    return list(tokens[begin:end])


def _after(tokens: Sequence[Token], begin: int) -> list[Token]:
    """Take the words of a half that begins at a place."""
    end = begin
    while end < len(tokens) and tokens[end].text not in STOPS:
        end += 1
    return list(tokens[begin:end])


def _aims(scene: Scene, verb: Token) -> bool:
    """Say whether a verb only aims at what it leads to: "aims to", "vise à"."""
    after = scene.next(verb)
    rows = (row for _, row in scene.lexicon.verbs.get(verb.lemma, ()) if row.kind == Kind.PURPOSE)
    return after is not None and any(scene.norm(after) in row.preps for row in rows)


def _span(scene: Scene, half: Sequence[Token]) -> Span | None:
    """Give the words of a half, without connectives and "there is"."""
    held = list(half)
    while (
        len(held) > 1
        and held[0].pos in LEADING
        and not is_direction(scene, held[0])
        and not is_quantity(scene, held)
    ):
        held.pop(0)
    place = 0
    while place < len(held) and (held[place].pos == "PRON" or _exists(scene, held[place])):
        place += 1
    rest = held[place:]
    if rest and any(_exists(scene, t) for t in held[:place]) and is_direction(scene, rest[0]):
        held = rest
    held = held[_twice(held) :]
    return tidy(scene.parse.text, Span(held[0].start, held[-1].end)) if held else None


def _twice(held: Sequence[Token]) -> int:
    """Give the place of the second word of "more and more", "de plus en plus"; 0 where none is said twice."""
    for n in range(min(len(held) - 2, 3)):
        if held[n].lower == held[n + 2].lower and held[n].pos not in LINKS:
            return n + 2
    return 0


def _exists(scene: Scene, token: Token) -> bool:
    """Say whether a word belongs to "there is"."""
    return token.lemma in scene.lexicon.words.proportion and token.pos != "NOUN"


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
    first = _after(tokens, begin)
    comma = begin + len(first)
    behind = _after(tokens, comma + 1) if comma < len(tokens) and tokens[comma].text == "," else []
    ahead = _before(scene, tokens, place)
    if any(denies(scene, t) for t in tokens[: place - len(ahead)]) and ahead:
        return  # "Nobody believes that …": left to the tree, which knows what is denied.
    cleft = _cleft(scene, first, ahead)
    denied = True if cleft is not None and is_ruled_out(scene, trigger) else None
    first, ahead = cleft or (first, ahead)
    if not ahead and place and row.back:
        ahead = _before(scene, tokens, place - 1)
    elif not ahead and row.back:
        ahead = _sentence_before(scene, tokens)
    if row.back and ahead and ahead[-1].pos == "CCONJ":
        ahead.pop()
    other = ahead or behind
    echo = _echo(scene, other)
    nominal = Signal(row.signal) is Signal.PREP
    if row.initial and not row.back and ahead:
        return
    if nominal and any(denies(scene, t) or (t.pos == "VERB" and not is_direction(scene, t)) for t in first):
        return
    if not is_half(scene, first, stated=row.aside or not nominal) or is_alone(first):
        return
    if "noun" not in row.takes and is_phrase(scene, first):
        return
    if not echo and (not is_half(scene, other, stated=True) or is_alone(other)):
        return
    sign = row.sign
    if echo:
        other, sign = list(echo), row.sign * _turn(scene, first)
    ends = (first, other) if row.introduces == Role.CAUSE else (other, first)
    signal = Signal.COMPARATIVE if row.signal == Signal.CONJ or row.aside else Signal(row.signal)
    yield from _draft(
        scene,
        f"direction.{row.id}",
        ends=ends,
        trigger=trigger,
        kind=Kind(row.kind),
        sign=sign,
        signal=signal,
        denied=denied,
    )


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
    return [t for t in before.tokens if t.text not in STOPS]


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
    if ahead and is_direction(scene, ahead[-1]) and ahead[-1].pos != "ADP":
        other, stated = ahead, False
    else:
        comma = place + 1 + len(first)
        other, stated = (_after(tokens, comma + 1) if not ahead else []), True
    if is_half(scene, first, stated=stated) and is_half(scene, other, stated=True):
        yield from _draft(
            scene,
            "direction.along",
            ends=(first, other),
            trigger=tokens[place : place + 1],
            kind=Kind.CAUSE,
            sign=1,
            signal=Signal.COMPARATIVE,
        )


def _joined_by_verb(
    scene: Scene, tokens: Sequence[Token], place: int, *, read: frozenset[Span]
) -> Iterator[Draft]:
    """Read "half CUE half" even where the tree missed the verb, if the sentence holds no more."""
    verb = tokens[place]
    if _aims(scene, verb):
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
            yield from _draft(
                scene,
                f"direction.{row.id}",
                ends=(held, carried) if inverse else (carried, held),
                trigger=trigger,
                kind=Kind(row.kind),
                sign=row.sign,
                signal=Signal.VERB,
                denied=True if row.nouns and hardly_ties(scene, verb, trigger) else None,
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
    ahead, behind = _subject(scene, tokens, place), _after(tokens, last + 1)
    begin = ahead[0].i - tokens[0].i if ahead else 0
    rest = tokens[last + 1 + len(behind) :]
    bare = _is_prelude(scene, tokens[:begin]) and (len(rest) < 2 or _is_incise(scene, rest))
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
    kept = row.keeps and _is_kept_from(scene, behind, met=met)
    if kept or (
        direct and not passive and (by or _has_other_object(scene, verb, behind, carried=carried, met=met))
    ):
        return None
    held = _agent(scene, verb, behind) if passive else _complement(scene, behind, row=row)
    if passive and (
        any(t.pos == "NUM" for t in held)
        or is_extent(scene, behind)
        or (behind[0].head in held and says_when_or_how_much(scene, behind[0].head, verb=verb))
    ):
        # "are cut by 3 percent", "by noon": by how much or when, not by what.
        return None
    if not carried or not held or _dangles(scene, carried[-1]) or _is_unborne(scene, carriers):
        return None
    if verb.pos not in ("VERB", "AUX") and any(_is_main(scene, t) for t in held):
        # "tax cuts reduce growth" is told by its verb, not by its nouns.
        return None
    joined = _is_joined(verb, carried) or any(_is_joined(t, [verb, *held]) for t in held)
    if joined or runs_on(carried) or runs_on(held) or carried[-1].lower in scene.lexicon.words.relative:
        return None
    return carried, held, passive or Frame(row.frame) is Frame.SOURCE


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
    ahead = _before(scene, tokens, place)
    begin = place - len(ahead)
    if begin > 1 and tokens[begin - 1].text == "," and all(t.lower in links or t.pos == "ADV" for t in ahead):
        head = _before(scene, tokens, begin - 1)
        apart = head and head[0].lower in links and begin - len(head) > 2
        return _before(scene, tokens, begin - len(head) - 2) if apart and not ahead else head
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


def _is_unborne(scene: Scene, carriers: Sequence[Token]) -> bool:
    """Say whether an infinitive is carried by a copula or by nothing: "the aim is to", "work goes on to"."""
    words, known = scene.lexicon.words, directions(scene.language)
    marks = [n for n, t in enumerate(carriers) if t.pos in MARKS and scene.norm(t) in words.infinitive]
    before = carriers[: marks[-1]] if marks else ()
    return bool(marks) and all(known.is_in("copulas", t.lower) or t.pos == "ADV" for t in before)


def _agent(scene: Scene, verb: Token, behind: Sequence[Token]) -> list[Token]:
    """Take the agent of a passive, up to what else its verb takes: "by the war | to rubble"."""
    words = scene.lexicon.words
    end = next(
        (
            n
            for n, t in enumerate(behind)
            if n > 1 and t.head.head is verb and scene.norm(t) in words.by | words.infinitive
        ),
        len(behind),
    )
    return list(behind[1:end])


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


def _draft(
    scene: Scene,
    pattern: str,
    *,
    ends: tuple[Sequence[Token], Sequence[Token]],
    trigger: Sequence[Token],
    kind: Kind,
    sign: int,
    signal: Signal,
    denied: bool | None = None,
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
        denied=denied,
    )
