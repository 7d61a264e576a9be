"""Read which of two things is refused, and which is put in its place: "not X but Y", "less X than Y"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from causerie.extraction.claims.grammar.arguments import PREDICATES, Proposal, Scene, proposal_of, tidy
from causerie.extraction.claims.grammar.clefts import ENDS, is_presented, is_ruled_out
from causerie.extraction.claims.grammar.drafts import BESIDE, CORRECTED, Draft, Signal, row_pattern
from causerie.extraction.claims.grammar.matching import matched, phrase_before, words_at
from causerie.extraction.qualifiers import brought_forward, carriers, is_denied
from causerie.extraction.syntax import Token, is_finite
from causerie.languages.causation import Role
from causerie.languages.directions import directions
from causerie.languages.qualifiers import qualifier_words
from causerie.model import Kind, Span

#: Words of one side of a correction, at most.
LONGEST = 14
#: Precision from which a marker by itself is taken for one of reasons; of two, one must be ("not as X but as
#: Y" was never a claim in our texts).
SURE = 0.2
#: Signals of markers that may be set against each other.
REASONS = frozenset({Signal.CONJ, Signal.PREP})
#: Kinds of what a single marker may give two reasons for: no absence ("without X, no Y" refuses no Y).
GIVEN = frozenset({Kind.CAUSE, Kind.ENABLE})
#: An index behind all words.
NOWHERE = 10**9
#: Words that no side of a correction holds.
OUTSIDE = frozenset({"SCONJ", "SPACE"})


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
    if not _may_correct(scene, sentence.tokens):
        return None
    held = dict(_reasons(scene, sentence.tokens))
    own = held.get(trigger, False)
    later = [m for m, sure in held.items() if m[0].i > trigger[-1].i and (own or sure)]
    earlier = [m for m, sure in reversed(held.items()) if m[-1].i < trigger[0].i and (own or sure)]
    for first, second in (*((trigger, m) for m in later), *((m, trigger) for m in earlier)):
        pair = _pair(scene, first, second)
        if pair is not None:
            return pair
    return None


def _may_correct(scene: Scene, tokens: Sequence[Token]) -> bool:
    """Say whether a sentence holds a word that corrections need."""
    words = scene.lexicon.words
    known = _needed(words.corrective, words.lessened, words.instead)
    lone = directions(scene.language).lists["lone_negators"]
    return any(scene.norm(t) in known or t.lower in lone or _opens_lesser(scene, t) for t in tokens)


@lru_cache
def _needed(corrective: frozenset[str], lessened: frozenset[str], instead: frozenset[str]) -> frozenset[str]:
    """Give the words of which a correction holds one, but for the lone negations."""
    return corrective | {p.split()[0] for p in lessened} | {max(p.split(), key=len) for p in instead}


def _reasons(scene: Scene, tokens: Sequence[Token]) -> Iterator[tuple[tuple[Token, ...], bool]]:
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
    joint = _joint(scene, second[0].i)
    if joint is None or joint[1] <= first[-1].i:
        return None
    kind, at = joint
    tokens = scene.parse.tokens
    begin, verbal, refused = first[0].i, False, first
    if kind == "against":
        refused = second
        if is_ruled_out(scene, first):
            return None
    elif kind == "than":
        less = phrase_before(scene, begin, scene.lexicon.words.lessened)
        if less is None:
            return None
        begin = less
    elif kind == "cleft":
        if not is_presented(scene, first):
            return None
    elif is_ruled_out(scene, first):
        begin = _negation(scene, begin)
    else:
        verbal = True
    foci = tokens[first[-1].i + 1 : at], _up_to_border(scene, second[-1].i + 1)
    if not all(foci) or len(foci[0]) > 2 * LONGEST:
        return None
    right = second if refused is first else first
    return Pair(refused, right, begin, at, (tuple(foci[0]), tuple(foci[1])), verbal)


def _joint(scene: Scene, at: int) -> tuple[str, int] | None:
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
        return "against", _without_comma(scene, instead)
    while at - 1 > first and tokens[at - 1].pos == "ADV" and tokens[at - 1].lower not in negators:
        if known.is_in("lone_negators", tokens[at - 1].lower):
            break
        at -= 1
    before = tokens[at - 1]
    if at <= first:
        return None
    if scene.norm(before) in words.corrective:
        return "but", _without_comma(scene, at - 1)
    if scene.norm(before) in words.than:
        return "than", at - 1
    if known.is_in("lone_negators", before.lower):
        start = _negation(scene, at)
        joined = start > first and tokens[start - 1].pos == "CCONJ"
        start -= joined
        bare = _without_comma(scene, start)
        return ("against", bare) if joined or bare < start else None
    presented = known.is_in("copulas", before.lower) and at - 2 >= first
    if presented and tokens[at - 2].lower in qualifier_words(scene.language).presenters:
        bare = _without_comma(scene, at - 2)
        return ("cleft", bare) if bare < at - 2 else None
    return None


def _negation(scene: Scene, at: int) -> int:
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
    for words in _by_first(scene.lexicon.words.instead).get(scene.norm(token), ()):
        if words_at(scene, token.i, words):
            return len(words)
    return _opens_lesser(scene, token)


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


@lru_cache
def _by_first(phrases: frozenset[str]) -> dict[str, list[list[str]]]:
    """Cut phrases into words, by their first word."""
    held: dict[str, list[list[str]]] = {}
    for phrase in phrases:
        words = phrase.split()
        held.setdefault(words[0], []).append(words)
    return held


def _up_to_border(scene: Scene, begin: int) -> list[Token]:
    """Take the words of a reason from its marker to the next mark, or the "that" of a cleft."""
    found: list[Token] = []
    for token in scene.parse.tokens[begin : begin + 2 * LONGEST]:
        ends = token.text in ENDS or token.text == "," or scene.norm(token) in scene.lexicon.words.that
        if ends or (found and token.sent != found[0].sent):
            break
        found.append(token)
    return found


# ---- arguments: "caused not by X but by Y", "X, not Y, ruined"


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
    if (beside and not reason) or not _may_correct(scene, scene.parse.sentence_of(draft.anchor).tokens):
        return [draft]
    causes, effects = list(draft.causes), list(draft.effects)
    whole = replace(draft, causes=causes, effects=effects)
    if not causes or not effects:
        return [whole]
    denied = bool(draft.denied) if beside else any(_is_denied(scene, p) for p in draft.predicates)
    sides = ((causes, effects), (effects, causes))
    for ends, others in sides[:1] if beside else sides:
        found = _contrast(scene, ends[0], cue=draft.trigger, denied=denied)
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
    after = _second(scene, own[-1].i + 1) if own else None
    if after is None:
        return None
    kind, begin = after
    other = _run(scene, begin)
    if other is None or not _ends_there(scene, other, anchor=anchor):
        return None
    opening = _opening(scene, own[0].i)
    if kind == "against":
        return Contrast(_unmarked(other), own)
    if kind == "than":
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


def _second(scene: Scene, at: int) -> tuple[str, int] | None:
    """Read the joint that begins at a place: its kind, and the index of what follows it."""
    tokens, words, known = scene.parse.tokens, scene.lexicon.words, directions(scene.language)

    def get(i: int) -> Token | None:
        return (
            tokens[i] if i < len(tokens) and at < len(tokens) and tokens[i].sent == tokens[at].sent else None
        )

    def refuses(token: Token | None) -> bool:
        return token is not None and known.is_in("lone_negators", token.lower)

    comma = get(at)
    begin = at + 1 if comma is not None and comma.text == "," else at
    token = get(begin)
    size = opens_instead(scene, token) if token is not None else 0
    if size:
        return "against", begin + size
    if token is None:
        return None
    if scene.norm(token) in words.corrective and not refuses(get(begin + 1)):
        following = get(begin + 1)
        return "but", begin + (2 if following is not None and following.pos == "ADV" else 1)
    if begin == at and scene.norm(token) in words.than:
        return "than", begin + 1
    joined = token.pos == "CCONJ"
    negation = begin + joined
    end = negation
    while refuses(get(end)):
        end += 1
    return ("against", end) if end > negation and (joined or begin > at) else None


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
    joint = _joint(scene, opening) if opening > scene.parse.sentence_of(own[0]).tokens[0].i else None
    if joint is None or joint[0] == "cleft" or joint[1] < 1:
        return None
    before = tokens[joint[1] - 1]
    if before.sent != own[0].sent or not _is_inside(scene, before):
        return None
    other = _phrase(scene, before, cue=cue)
    start = _opening(scene, other[0].i) if other else 0
    if not other or not any(t.pos in ("NOUN", "PROPN") for t in other):
        return None
    if joint[0] == "against":
        return Contrast(own, other)
    held = (
        denied or is_ruled_out(scene, [tokens[start]])
        if joint[0] == "but"
        else phrase_before(scene, start, scene.lexicon.words.lessened) is not None
    )
    return Contrast(other, own) if held else None


def _behind_cleft(scene: Scene, own: Sequence[Token], *, anchor: Token) -> Contrast | None:
    """Read what stands behind the clause of a denied cleft: "it is not X that V Z, but Y", "…, it is Y"."""
    if not own or own[-1].i > anchor.i or not is_presented(scene, [own[0]]):
        return None
    sentence = scene.parse.sentence_of(anchor)
    for token in sentence.tokens[anchor.i + 1 - sentence.tokens[0].i :]:
        joint = _joint(scene, token.i)
        if joint is None or joint[0] not in ("but", "cleft") or joint[1] <= anchor.i:
            continue
        right = _run(scene, token.i)
        after = scene.next(right[-1]) if right is not None else None
        if right is not None and (after is None or after.text in ENDS):
            return Contrast(own, right, joint[1])
    return None
