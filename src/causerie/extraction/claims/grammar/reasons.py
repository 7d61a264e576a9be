"""Pair two markers of reasons, one of which is refused: "not because of X but because of Y"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from causerie.extraction.carriers import carriers
from causerie.extraction.claims.grammar.arguments import (
    Proposal,
    Scene,
    is_predicate,
    proposal_of,
    propose,
    verb_phrase,
)
from causerie.extraction.claims.grammar.clefts import brings_forward, is_presented, is_ruled_out, read_cleft
from causerie.extraction.claims.grammar.drafts import CORRECTED, Draft, Signal, marker_draft
from causerie.extraction.claims.grammar.hosts import as_host, host_of
from causerie.extraction.claims.grammar.introduced import introduced
from causerie.extraction.claims.grammar.joints import (
    LONGEST,
    Joint,
    joint_before,
    may_correct,
    negation_before,
)
from causerie.extraction.claims.grammar.marks import ENDS
from causerie.extraction.claims.grammar.matching import matched, phrase_before
from causerie.extraction.claims.grammar.subjects import previous_clauses
from causerie.extraction.claims.grammar.tidying import tidy
from causerie.extraction.negation import denying, is_denied
from causerie.extraction.syntax import Token, is_finite
from causerie.languages.causal_rows import MarkerRow, Role
from causerie.languages.qualifiers import qualifier_words
from causerie.model import Span

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


def gives_reason(row: MarkerRow) -> bool:
    """Say whether a marker by itself gives a reason, which another may be set against."""
    return row.signal in REASONS and row.introduces == Role.CAUSE and not (row.absence or row.heads)


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
            if not gives_reason(row):
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
    joint = joint_before(scene, second[0].i) or _presents_anew(scene, second)
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
        if not (is_presented(scene, first) or is_ruled_out(scene, first)):
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


def _presents_anew(scene: Scene, second: tuple[Token, ...]) -> tuple[Joint, int] | None:
    """Read a mark before a marker that holds the cleft's own subject: "ce n'est pas que X, *c'est que* Y"."""
    mark = scene.previous(second[0])
    if mark is None or mark.text not in (",", ";", ":") or not brings_forward(scene, second):
        return None
    return Joint.CLEFT, mark.i


def _up_to_border(scene: Scene, begin: int) -> list[Token]:
    """Take the words of a reason from its marker to the next mark, or the "that" of a cleft."""
    found: list[Token] = []
    for token in scene.parse.tokens[begin : begin + 2 * LONGEST]:
        ends = token.text in ENDS or token.text == "," or scene.norm(token) in scene.lexicon.words.that
        if ends or (found and token.sent != found[0].sent):
            break
        found.append(token)
    return found


def draft_reason(scene: Scene, trigger: tuple[Token, ...], *, row: MarkerRow, pair: Pair) -> Draft | None:
    """Read one of two reasons that are set against each other; None where they are reasons for nothing."""
    behind = pair.foci[trigger[0].i != pair.first[0].i]
    effects = list(_told_before(scene, pair) if is_told_before(scene, pair) else _explained(scene, pair))
    if not effects:
        return None
    start = effects[0].span.start
    own = [t for t in behind if t.start < start or start < behind[0].start]
    that = own and scene.norm(own[-1]) in scene.lexicon.words.that
    focus = proposal_of(scene, own[:-1] if that else own, "focus")
    if focus is None:
        return None
    draft = marker_draft(row, trigger, causes=[focus], effects=effects, predicate=None, suffix=CORRECTED)
    return replace(draft, denied=trigger[0].i == pair.refused[0].i)


def is_told_before(scene: Scene, pair: Pair) -> bool:
    """Say whether two reasons are given for what was said before them: "it is not that X, it is that Y"."""
    presented = is_presented(scene, pair.first) is not None or pair.first[0].lower in (
        qualifier_words(scene.language).presenters
    )
    return presented and read_cleft(scene, pair.first) is None


def _told_before(scene: Scene, pair: Pair) -> Iterator[Proposal]:
    """Propose the clauses before two reasons: "Le puits est vide. *Ce n'est pas que* …, *c'est que* …"."""
    sentence, presenters = scene.parse.sentence_of(pair.first[0]), qualifier_words(scene.language).presenters
    ahead = [t for t in sentence.tokens if t.i <= pair.begin]
    begin = next((t.i for t in reversed(ahead) if t.lower in presenters), pair.begin)
    before = [t for t in ahead if t.i < begin]
    head = next((t for t in before if is_predicate(t) and is_finite(t)), None)
    if head is None:
        yield from previous_clauses(scene, pair.first[0])
        return
    first = next((t for t in before if t.rel not in ("cc", "mark", "punct")), head)
    yield from propose(tidy(scene.parse.text, Span(first.start, before[-1].end)), head, "clause before")


def _explained(scene: Scene, pair: Pair) -> Iterator[Proposal]:
    """Propose what two reasons are given for: a cleft's clause, what they hang from, or what follows them."""
    tokens, first = scene.parse.tokens, pair.first
    cleft = read_cleft(scene, first)
    if cleft is not None:
        start, joint = cleft.clause.span.start, tokens[pair.joint]
        end = joint.start if start < joint.start else cleft.clause.span.end
        span = tidy(scene.parse.text, Span(start, min(end, cleft.clause.span.end)))
        yield from propose(span, tokens[cleft.clause.head], "clause behind focus")
        return
    sentence = scene.parse.sentence_of(first[0])
    target = introduced(scene, first)
    governor = host_of(scene, first, target=target) if target is not None else None
    cut = set(range(pair.begin, sentence.tokens[-1].i + 1))
    if governor is None or governor.i in cut:
        before = [t for t in sentence.tokens if t.i < pair.begin and is_predicate(t) and is_finite(t)]
        governor = before[-1] if before else None
    if governor is not None:
        group = [governor, *carriers(governor, language=scene.language)]
        if not pair.verbal:
            yield from as_host(scene, governor, cut=cut)
        elif is_denied(group, words=qualifier_words(scene.language)):
            denials = denying(group, words=qualifier_words(scene.language))
            ahead = [t.i for t in denials if t.i < governor.i]
            cut |= {t.i for t in denials} | set(range(max(ahead, default=-1) + 1))
            yield from propose(verb_phrase(scene, governor, cut=cut), governor, "wanted phrase")
        return
    last = pair.foci[1][-1]
    comma = scene.next(last)
    if comma is not None and comma.text == "," and not pair.verbal:
        behind = [t for t in sentence.tokens if t.i > comma.i]
        head = next((t for t in behind if is_predicate(t) and is_finite(t)), None)
        if head is not None:
            yield from propose(
                tidy(scene.parse.text, Span(behind[0].start, behind[-1].end)), head, "after comma"
            )
