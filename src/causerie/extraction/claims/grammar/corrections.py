"""Read which of two things is refused, and which is put in its place: "not X but Y", "less X than Y"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from causerie.extraction.carriers import carriers
from causerie.extraction.claims.grammar.arguments import PREDICATES, Proposal, Scene, proposal_of
from causerie.extraction.claims.grammar.clefts import is_presented, is_ruled_out
from causerie.extraction.claims.grammar.drafts import BESIDE, CORRECTED, Draft, row_pattern
from causerie.extraction.claims.grammar.joints import (
    LONGEST,
    Joint,
    joint_at,
    joint_before,
    may_correct,
    opens_instead,
)
from causerie.extraction.claims.grammar.marks import ENDS
from causerie.extraction.claims.grammar.matching import phrase_before
from causerie.extraction.claims.grammar.reasons import REASONS, SURE
from causerie.extraction.claims.grammar.tidying import tidy
from causerie.extraction.negation import is_denied
from causerie.extraction.qualifiers import brought_forward
from causerie.extraction.syntax import Token, is_finite
from causerie.languages.directions import directions
from causerie.languages.qualifiers import qualifier_words
from causerie.model import Kind, Span

#: Kinds of what a single marker may give two reasons for: no absence ("without X, no Y" refuses no Y).
GIVEN = frozenset({Kind.CAUSE, Kind.ENABLE})
#: An index behind all words.
NOWHERE = 10**9
#: Words that no side of a correction holds.
OUTSIDE = frozenset({"SCONJ", "SPACE"})


@dataclass(frozen=True, slots=True)
class Contrast:
    """Two phrases, one of which is refused, or where one is `added` neither.

    `rest` is the index before which the other argument ends.
    """

    refused: Sequence[Token]
    right: Sequence[Token]
    rest: int = NOWHERE
    added: bool = False


def _is_cleft(scene: Scene, draft: Draft) -> bool:
    """Say whether what a verb is said of is brought forward: "It was the hail, not the frost, that …"."""
    return brought_forward(draft.anchor, words=qualifier_words(scene.language)) is not None


def corrected(scene: Scene, draft: Draft) -> list[Draft]:
    """Give a draft for the refused and one for the right argument; the draft where nothing is corrected."""
    beside = draft.signal in BESIDE
    known = scene.lexicon.precision.get(row_pattern(draft.pattern), 1.0)
    reason = draft.signal in REASONS and draft.kind in GIVEN and known >= SURE
    if draft.pattern.endswith(CORRECTED) or (
        draft.pattern.startswith("open.") and not _is_cleft(scene, draft)
    ):
        return [draft]
    if (beside and not reason) or not may_correct(scene, scene.parse.sentence_of(draft.anchor).tokens):
        return [draft]
    causes, effects = list(draft.causes), list(draft.effects)
    whole = replace(draft, causes=causes, effects=effects)
    if not causes or not effects:
        return [whole]
    denied = bool(draft.denied) if beside else any(_is_denied(scene, p) for p in draft.predicates)
    sides = ((causes, effects), (effects, causes))
    for ends, others in sides[:1] if beside else sides:
        found = _contrast(scene, _nominal(scene, ends), cue=draft.trigger, denied=denied)
        if found is None:
            continue
        cut = [p for p in (_before(scene, o, found.rest) for o in others) if p is not None]
        phrases = ((found.refused, not found.added), (found.right, False))
        named = [(proposal_of(scene, side, "corrected"), refused) for side, refused in phrases]
        held = [(proposal, refused) for proposal, refused in named if proposal is not None]
        pattern = row_pattern(draft.pattern) + CORRECTED
        if len(held) == len(phrases) and cut:
            return [
                replace(
                    draft,
                    pattern=pattern,
                    denied=refused,
                    causes=[proposal] if ends is causes else cut,
                    effects=cut if ends is causes else [proposal],
                )
                for proposal, refused in held
            ]
    return [whole]


def _nominal(scene: Scene, ends: Sequence[Proposal]) -> Proposal:
    """Give the likeliest reading of an argument; the second where the first has a word that heads no noun."""
    first, *others = ends
    stray = scene.parse.tokens[first.head].pos in ("ADV", "CCONJ", "PART")
    return others[0] if stray and others else first


def _is_denied(scene: Scene, predicate: Token) -> bool:
    words = qualifier_words(scene.language)
    return is_denied([predicate, *carriers(predicate, language=scene.language)], words=words)


def _before(scene: Scene, proposal: Proposal, rest: int) -> Proposal | None:
    """End an argument where a correction begins behind it."""
    start = scene.parse.tokens[rest].start if rest < len(scene.parse.tokens) else proposal.span.end
    if proposal.span.end <= start or proposal.span.start >= start:
        return proposal
    span = tidy(scene.parse.text, Span(proposal.span.start, start))
    return replace(proposal, span=span) if span is not None else None


def _contrast(scene: Scene, end: Proposal, *, cue: tuple[Token, ...], denied: bool) -> Contrast | None:
    """Find what an argument is set against: beside it, or behind the clause that a cleft opens."""
    head, anchor = scene.parse.tokens[end.head], cue[0]
    if not (head.pos in ("NOUN", "PROPN") or _is_participle(head)) or head.sent != anchor.sent:
        return None
    own = _phrase(scene, head, cue=cue)
    return (
        _right_behind(scene, own, anchor=anchor, denied=denied)
        or _right_before(scene, own, cue=cue, denied=denied)
        or _behind_cleft(scene, own, anchor=anchor)
    )


def _phrase(scene: Scene, head: Token, *, cue: Sequence[Token]) -> list[Token]:
    """Take the words around a noun that can be one phrase with it, without what introduces it."""
    tokens, first, last = scene.parse.tokens, head.i, head.i

    def belongs(token: Token) -> bool:
        ends_lessened = phrase_before(scene, token.i + 1, scene.lexicon.words.lessened) is not None
        return token.sent == head.sent and token not in cue and _is_inside(scene, token) and not ends_lessened

    while first > 0 and belongs(tokens[first - 1]):
        first -= 1
    while last + 1 < len(tokens) and belongs(tokens[last + 1]):
        last += 1
    return _unmarked(tokens[first : last + 1])


def _opening(scene: Scene, at: int) -> int:
    """Give the index of the prepositions before a phrase."""
    tokens = scene.parse.tokens
    while at > 0 and tokens[at - 1].pos in ("ADP", "PART") and _is_inside(scene, tokens[at - 1]):
        at -= 1
    return at


def _unmarked(tokens: Sequence[Token]) -> list[Token]:
    """Take prepositions off the front of a phrase."""
    at = 0
    while at < len(tokens) and tokens[at].pos in ("ADP", "PART"):
        at += 1
    return list(tokens[at:])


def _is_inside(scene: Scene, token: Token) -> bool:
    """Say whether a word may stand inside a noun phrase of a correction."""
    words, known = scene.lexicon.words, directions(scene.language)
    apart = scene.norm(token) in words.corrective | words.lessened or token.pos in OUTSIDE
    negates = known.is_in("lone_negators", token.lower)
    negates |= token.lower in qualifier_words(scene.language).narrowing
    linked = token.pos == "PRON" or (
        token.pos in PREDICATES and (is_finite(token) or token.rel in ("aux", "cop"))
    )
    mark = token.pos == "PUNCT" and token.text not in ("-", "'", "’")
    opens = opens_instead(scene, token) > 0
    than = scene.norm(token) in words.than and token.pos not in ("NOUN", "ADJ")
    return not (apart or negates or linked or mark or opens or than)


def _right_behind(scene: Scene, own: Sequence[Token], *, anchor: Token, denied: bool) -> Contrast | None:
    """Read a phrase and what follows it: "(not) X but Y", "(less) X than Y", "X, not Y"."""
    tokens = scene.parse.tokens
    after = joint_at(scene, own[-1].i + 1) if own else None
    if after is None:
        return None
    kind, begin = after
    other = _run(scene, begin)
    if other is None or not _ends_there(scene, other, anchor=anchor):
        return None
    opening = _opening(scene, own[0].i)
    if kind == Joint.AGAINST:
        return Contrast(_unmarked(other), own)
    if kind == Joint.THAN:
        lessened, own_preposition = scene.lexicon.words.lessened, len(_unmarked(other)) < len(other)
        held = phrase_before(scene, opening, lessened) is not None
        # "Less due to X than to Y": with its own preposition, what is compared stands behind the cue.
        held |= own_preposition and phrase_before(scene, anchor.i, lessened) is not None
    else:
        narrowed = any(
            t.lower in qualifier_words(scene.language).narrowing for t in tokens[max(0, opening - 2) : begin]
        )
        bare = _unmarked(other)
        if narrowed and opening < own[0].i and len(bare) < len(other):
            # "Not only by X but also by Y": with its own preposition, a reason of its own.
            return Contrast(own, bare, added=True)
        held = not narrowed and (denied or is_ruled_out(scene, [tokens[opening]]))
    return Contrast(own, _unmarked(other)) if held else None


def _run(scene: Scene, begin: int) -> list[Token] | None:
    """Take the noun phrase that begins at a place; None where none does."""
    found: list[Token] = []
    for token in scene.parse.tokens[begin : begin + LONGEST]:
        if not _is_inside(scene, token) or (found and token.sent != found[0].sent):
            break
        found.append(token)
    bare = _unmarked(found)
    opens = bool(bare) and (
        bare[0].pos in ("ADJ", "DET", "NOUN", "NUM", "PROPN")
        or (len(bare) < len(found) and _is_participle(bare[0]))
    )
    return found if opens and any(t.pos in ("NOUN", "PROPN") for t in bare) else None


def _is_participle(word: Token) -> bool:
    """Say whether a word is tagged a participle, as what a noun opens with or is often is: "warming seas"."""
    return word.pos == "VERB" and word.feats.get("VerbForm") in ("Ger", "Part") and not is_finite(word)


def _ends_there(scene: Scene, phrase: Sequence[Token], *, anchor: Token) -> bool:
    """Say whether what follows a phrase is no verb of its own, only the cue, a mark or a relative pronoun."""
    after = scene.next(phrase[-1])
    if after is None or after.pos in ("PUNCT", "SCONJ", "CCONJ"):
        return True
    return after.i <= anchor.i and (after.pos in PREDICATES or after.lower in scene.lexicon.words.relative)


def _right_before(
    scene: Scene, own: Sequence[Token], *, cue: Sequence[Token], denied: bool
) -> Contrast | None:
    """Read what stands before a phrase: "not X but Y", "less X than Y", "Y rather than X"."""
    tokens = scene.parse.tokens
    if not own:
        return None
    opening = _opening(scene, own[0].i)
    joint = joint_before(scene, opening) if opening > scene.parse.sentence_of(own[0]).tokens[0].i else None
    if joint is None or joint[0] == Joint.CLEFT or joint[1] < 1:
        return None
    before = tokens[joint[1] - 1]
    if before.sent != own[0].sent or not _is_inside(scene, before):
        return None
    other = _phrase(scene, before, cue=cue)
    start = _opening(scene, other[0].i) if other else 0
    if not other or not any(t.pos in ("NOUN", "PROPN") for t in other):
        return None
    if joint[0] == Joint.AGAINST:
        return Contrast(own, other)
    held = (
        denied or is_ruled_out(scene, [tokens[start]])
        if joint[0] == Joint.BUT
        else phrase_before(scene, start, scene.lexicon.words.lessened) is not None
    )
    return Contrast(other, own) if held else None


def _behind_cleft(scene: Scene, own: Sequence[Token], *, anchor: Token) -> Contrast | None:
    """Read what stands behind the clause of a denied cleft: "it is not X that V Z, but Y", "…, it is Y".

    Or of one that says less: "it is *not so much* X that V Z *as* Y".
    """
    presented = is_presented(scene, [own[0]]) if own and own[-1].i < anchor.i else None
    if presented is None:
        return None
    lessened = phrase_before(scene, own[0].i, scene.lexicon.words.lessened) is not None
    if not (presented or lessened):
        return None
    wanted = (Joint.THAN,) if lessened else (Joint.BUT, Joint.CLEFT)
    sentence = scene.parse.sentence_of(anchor)
    for token in sentence.tokens[anchor.i + 1 - sentence.tokens[0].i :]:
        joint = joint_before(scene, token.i)
        if joint is None or joint[0] not in wanted or joint[1] <= anchor.i:
            continue
        right = _run(scene, token.i)
        after = scene.next(right[-1]) if right is not None else None
        if right is not None and (after is None or after.text in ENDS):
            return Contrast(own, right, joint[1])
    return None
