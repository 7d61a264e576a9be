"""Turn a parse into candidates of causal claims, and the surest of them into claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from causerie.extraction.claims.grammar.antecedents import with_antecedents
from causerie.extraction.claims.grammar.arguments import (
    Proposal,
    Scene,
    before_predicate,
    clause,
    unique,
    unlabelled,
    whole_phrases,
)
from causerie.extraction.claims.grammar.aside import doer_instead, is_absent, is_instead, without_aside
from causerie.extraction.claims.grammar.commands import draft_commands
from causerie.extraction.claims.grammar.comparatives import draft_degrees, draft_proportions
from causerie.extraction.claims.grammar.coordination import before_joined
from causerie.extraction.claims.grammar.corrections import corrected
from causerie.extraction.claims.grammar.denials import denied_once
from causerie.extraction.claims.grammar.directions import draft_directions, states_direction
from causerie.extraction.claims.grammar.drafts import BESIDE, Draft, Signal, row_pattern
from causerie.extraction.claims.grammar.extents import without_extent
from causerie.extraction.claims.grammar.framing import asks
from causerie.extraction.claims.grammar.halves import runs_into_infinitive
from causerie.extraction.claims.grammar.inverted import draft_inverted
from causerie.extraction.claims.grammar.lookalikes import lookalike_of
from causerie.extraction.claims.grammar.markers import draft_markers
from causerie.extraction.claims.grammar.naming import named_behind
from causerie.extraction.claims.grammar.nouns import draft_adjectives, draft_nouns
from causerie.extraction.claims.grammar.reach import is_reached
from causerie.extraction.claims.grammar.run_up import without_run_up
from causerie.extraction.claims.grammar.subjects import subjects
from causerie.extraction.claims.grammar.verbs import draft_open_verbs, draft_verbs
from causerie.extraction.qualifiers import Qualifiers, condition_of, qualify
from causerie.extraction.syntax import Parse, Sentence, Token
from causerie.languages.causal_rows import polarity_of
from causerie.languages.causation import causation
from causerie.model import Certainty, Claim, Kind, Polarity, Span, Strength

__all__ = [
    "Candidate",
    "Proposal",
    "Signal",
    "claim_of",
    "grammar_claims",
    "propose_claims",
    "repeats",
    "stated_directions",
]

#: Family of the patterns of sentences that state directions and hold nothing else.
STATED = "direction."
#: Prior of a pattern that training has not measured: half the candidates of unmeasured rows are claims.
UNMEASURED = 0.5
#: Prior of two directions stated side by side: right on every wording of the generator in the tests.
UNMEASURED_DIRECTION = 0.9
#: Words of a sentence that may hold nothing but a cue and its arguments.
SHORT = 20
#: Prior from which the grammar alone makes a claim, for tests and measurements: what only misleads stays out.
SURE = 0.3
#: Ways to read what a verb acts on.
OBJECTS = frozenset({"object", "bare object", "noun after"})
#: Prior of an open-vocabulary pattern that training has not measured.
UNMEASURED_OPEN = 0.1


@dataclass(frozen=True, slots=True)
class Candidate:
    """A cue with the ways to read its arguments.

    Attributes:
        trigger: the words of the cue.
        anchor: index of the cue's head token in the parse.
        pattern: id of the row in causation.toml; "open.…" for a cue that no row names.
        signal: class of the cue.
        polarity: relates cause and effect as written; a chosen proposal with `turn` -1 turns it.
        causes, effects: ways to read the arguments, the likeliest first; empty only for a cue that the
            tuned layers sense, until the tagger has found its arguments.
        prior: share of this pattern's candidates that are claims.
        lookalike: name of the filter that takes the cue for no claim, or "".
        sure_sign: a cue that no row names has its sign from the language all the same.
    """

    trigger: tuple[Span, ...]
    anchor: int
    pattern: str
    signal: Signal
    kind: Kind
    polarity: Polarity
    negated: bool
    certainty: Certainty
    strength: Strength
    sufficient: bool
    condition: Span | None
    causes: tuple[Proposal, ...]
    effects: tuple[Proposal, ...]
    prior: float
    lookalike: str = ""
    sure_sign: bool = False

    @property
    def is_open(self) -> bool:
        """Say whether no row of the language names the cue."""
        return self.pattern.startswith("open.")

    @property
    def states_directions(self) -> bool:
        """Say whether the sentence states directions and holds nothing else."""
        return self.pattern.startswith(STATED)


def propose_claims(parse: Parse, *, language: str, regions: Sequence[Span] | None = None) -> list[Candidate]:
    """Propose what may be a claim, generously.

    Args:
        parse: the trees of one document.
        language: code of a language folder.
        regions: read only the sentences that lie wholly or partly in one of these; all if None.

    Returns:
        Candidates in the order of their anchors; several may share a cue.
    """
    scene = Scene(parse, causation(language), language)
    held: list[Candidate] = []
    for sentence in parse.sentences:
        if regions is None or any(r.overlaps(sentence.span) for r in regions):
            held.extend(_of_sentence(scene, sentence))
    return held


def _of_sentence(scene: Scene, sentence: Sentence) -> Iterator[Candidate]:
    """Propose the candidates of one sentence."""
    held = [
        c
        for t in sentence.tokens
        for d in _of_token(scene, t)
        for c in _candidate(scene, d, sentence=sentence)
    ]
    read = frozenset(s for c in held for s in c.trigger if c.states_directions)
    stated = chain(draft_proportions(scene, sentence), draft_directions(scene, sentence, read=read))
    for draft in () if asks(sentence) else stated:
        for one in corrected(scene, draft):
            yield from _candidate(scene, one, sentence=sentence)
    yield from held


def _of_token(scene: Scene, token: Token) -> Iterator[Draft]:
    """Draft everything that a word may state."""
    for draft in chain(_of_predicate(scene, token), draft_markers(scene, token)):
        yield from corrected(scene, draft)
    yield from draft_degrees(scene, token)
    yield from draft_commands(scene, token)


def _of_predicate(scene: Scene, token: Token) -> Iterator[Draft]:
    """Draft what a word may state as verb, noun or adjective."""
    if token.pos in ("VERB", "AUX"):
        yield from named_behind(scene, token, draft_verbs(scene, token))
        yield from draft_inverted(scene, token)
    if token.pos == "VERB":
        yield from named_behind(scene, token, draft_open_verbs(scene, token))
    if token.pos == "NOUN":
        yield from draft_nouns(scene, token)
    if token.pos in ("ADJ", "ADV", "NOUN", "VERB"):
        yield from draft_adjectives(scene, token)


def _candidate(scene: Scene, draft: Draft, *, sentence: Sentence) -> Iterator[Candidate]:
    """Read a draft's qualifiers and keep it if both ends are there."""
    instead = any(is_instead(scene, p) for p in draft.predicates)
    if instead and draft.signal is Signal.VERB:
        draft = _with_doer(scene, draft)
    causes, effects = (
        unique(
            whole_phrases(
                scene,
                [_bare(scene, draft, p) for p in _within_clause(scene, draft, unlabelled(scene, ways))],
            )
        )
        for ways in (draft.causes, draft.effects)
    )
    pairs = [(c, e) for c in causes for e in effects if not c.span.overlaps(e.span)]
    if not pairs:
        return
    causes = tuple(c for c in causes if any(c is p for p, _ in pairs))
    effects = tuple(e for e in effects if any(e is p for _, p in pairs))
    held = Qualifiers()
    if draft.predicates:
        held = qualify(draft.predicates[0], language=scene.language)
    trigger = _merged(draft.trigger)
    pattern = draft.pattern
    plain = draft.sign and draft.signal not in (Signal.PURPOSE, Signal.NECESSITY, Signal.ADV)
    if plain and not pattern.startswith(("open.", STATED)) and len(sentence.tokens) <= SHORT:
        halves = likeliest(causes, effects)
        ends = [half.span for half in halves]
        sure = not any(_is_guessed(scene, half, cue=draft.anchor) for half in halves)
        if sure and states_direction(scene, sentence, trigger=trigger, ends=ends, cue=draft.anchor):
            pattern = f"{STATED}{pattern}"
    yield Candidate(
        trigger=trigger,
        anchor=draft.anchor.i,
        pattern=pattern,
        signal=draft.signal,
        kind=draft.kind,
        polarity=polarity_of(draft.sign),
        negated=_is_denied(scene, draft, held)
        ^ (instead or any(is_absent(scene, p) for p in draft.predicates))
        ^ _is_reached(scene, draft),
        certainty=_certainty(draft, held),
        strength=held.strength,
        sufficient=draft.sufficient,
        condition=_condition(scene, draft),
        causes=causes,
        effects=effects,
        prior=_prior(scene, pattern),
        lookalike=lookalike_of(scene, draft, cause=causes[0]),
        sure_sign=draft.sure_sign,
    )


def _bare(scene: Scene, draft: Draft, proposal: Proposal) -> Proposal:
    """Take off what stands beside an argument, and what only leads up to the cue."""
    bare = without_aside(scene, proposal)
    return bare if draft.signal is Signal.VERB else without_run_up(scene, bare, trigger=draft.trigger)


def _within_clause(scene: Scene, draft: Draft, ways: Iterable[Proposal]) -> Iterable[Proposal]:
    """Keep what a verb governs apart: from the clause above it, and from a verb that is joined to it.

    "The claim that X kills Y | is false"; "restores the meadows | and fills the ponds".
    """
    if draft.signal is not Signal.VERB:
        return ways
    held = (before_joined(p, draft.anchor, scene.parse) for p in ways)
    return [before_predicate(scene.parse, p, cue=draft.anchor) for p in held]


def _is_denied(scene: Scene, draft: Draft, held: Qualifiers) -> bool:
    """Say whether a link is denied: by the words around its cue, by its predicate, or by the clause above."""
    own = False if _is_beside(scene, draft) else held.negated ^ held.disputed
    return (own if draft.denied is None else draft.denied) ^ held.disputed


def _is_reached(scene: Scene, draft: Draft) -> bool:
    """Say whether a denial outside its own tree denies a link, unless its own words say so."""
    own = draft.denied is None and not _is_beside(scene, draft)
    return own and any(is_reached(scene, p) for p in draft.predicates)


def _is_beside(scene: Scene, draft: Draft) -> bool:
    """Say whether a link stands beside its verb, and is not denied with it."""
    return draft.signal in BESIDE or _is_aim_apart(scene, draft)


def _is_aim_apart(scene: Scene, draft: Draft) -> bool:
    """Say whether an aim stands apart from its verb, which alone is denied: "did not vote, to save time"."""
    before = scene.previous(draft.anchor)
    return (
        draft.signal is Signal.PURPOSE
        and draft.anchor.pos != "VERB"
        and (before is None or before.text == ",")
    )


def _with_doer(scene: Scene, draft: Draft) -> Draft:
    """Give what was not done the subject of what was: "the law calmed them instead of causing panic"."""
    doer = doer_instead(draft.anchor)
    if doer is None:
        return draft
    return replace(draft, causes=list(subjects(scene, doer, cut={t.i for t in draft.trigger})))


def _is_guessed(scene: Scene, half: Proposal, *, cue: Token) -> bool:
    """Say whether an object is only what comes next, not what the cue acts on.

    It is a noun behind a preposition or conjunction ("(stems) from the increase"), a clause behind more than
    its "that" ("(ont augmenté) alors que les salaires stagnent"), or holds more than itself: an infinitive,
    a measure.
    """
    tokens = scene.parse.tokens_in(half.span)
    before = scene.previous(tokens[0])
    if half.construction == "clausal object":
        between = scene.parse.tokens[cue.i + 1 : tokens[0].i]
        return any(scene.norm(t) not in scene.lexicon.words.that for t in between)
    if half.construction == "noun after" and before is not None and before.pos == "ADP":
        return True
    # "(augmentent) plus vite que les salaires" compares, wherever the tree hangs "plus vite que".
    opening = next((t for t in tokens if t.pos != "ADV"), None)
    behind_more = any(t is not None and t.pos == "SCONJ" for t in (before, opening))
    holds_more = runs_into_infinitive(tokens) or len(without_extent(scene, tokens)) < len(tokens)
    return half.construction in OBJECTS and (behind_more or holds_more)


def _certainty(draft: Draft, held: Qualifiers) -> Certainty:
    """Read a cue's certainty; where it states a means or an aim, "can" in its host is no hedge.

    Nor is "they cannot come because …" a guess: what stands beside the predicate says why.
    """
    if draft.signal in BESIDE and held.unable:
        return Certainty.PLAIN
    marker = draft.signal in (Signal.PREP, Signal.PURPOSE, Signal.NECESSITY, Signal.COND)
    free = draft.kind in (Kind.ENABLE, Kind.PURPOSE, Kind.REQUIRE, Kind.CONDITION)
    return Certainty.PLAIN if marker and free and draft.anchor.pos != "VERB" else held.certainty


def _condition(scene: Scene, draft: Draft) -> Span | None:
    """Give the if-clause that a stated link hangs on as a whole: "if K, X leads to Y"."""
    if draft.signal not in (Signal.VERB, Signal.ADJ, Signal.NOUN) or not draft.predicates:
        return None
    head = condition_of(draft.predicates[0], language=scene.language)
    return clause(scene, head) if head is not None else None


def _prior(scene: Scene, pattern: str) -> float:
    """Look up a pattern's measured precision; of a cleft that was never seen, its row's."""
    family = pattern.partition(".")[0]
    unmeasured = {"open": UNMEASURED_OPEN, "direction": UNMEASURED_DIRECTION}.get(family, UNMEASURED)
    known = scene.lexicon.precision
    return known.get(pattern, known.get(row_pattern(pattern), unmeasured))


def _merged(tokens: Sequence[Token]) -> tuple[Span, ...]:
    """Join the neighbouring words of a cue into spans."""
    spans: list[Span] = []
    last = -2
    for token in sorted(tokens, key=lambda t: t.i):
        if token.i == last + 1 and spans:
            spans[-1] = Span(spans[-1].start, token.end)
        else:
            spans.append(token.span)
        last = token.i
    return tuple(spans)


def claim_of(candidate: Candidate, cause: Proposal, effect: Proposal, *, confidence: float) -> Claim:
    """Turn a candidate with chosen arguments into a claim; its id is left for the caller to number."""
    polarity = candidate.polarity.times(cause.turn * effect.turn)
    # "Weakened by frost, the vines died": what is not prevented but comes about is caused.
    turned = candidate.kind is Kind.PREVENT and polarity is Polarity.PLUS
    return Claim(
        id="",
        cause=cause.span,
        effect=effect.span,
        trigger=candidate.trigger,
        polarity=polarity,
        kind=Kind.CAUSE if turned else candidate.kind,
        negated=candidate.negated,
        certainty=candidate.certainty,
        strength=candidate.strength,
        sufficient=candidate.sufficient,
        condition=candidate.condition,
        confidence=confidence,
        pattern=candidate.pattern,
    )


def grammar_claims(
    parse: Parse, *, language: str, regions: Sequence[Span] | None = None, threshold: float = SURE
) -> list[Claim]:
    """Choose claims by the grammar alone: first readings, no look-alikes, priors from `threshold` on.

    Returns:
        Claims in the order of the text, numbered "c1", "c2", …; none repeats another's arguments.
    """
    candidates = propose_claims(parse, language=language, regions=regions)
    sure = [c for c in candidates if c.prior >= threshold and not c.lookalike]
    chosen = [claim_of(c, cause, effect, confidence=c.prior) for c, cause, effect in _unrepeated(sure)]
    return finished(chosen, parse)


def finished(claims: Iterable[Claim], parse: Parse) -> list[Claim]:
    """Put claims in the order of the text, numbered, each denied once and with its pronouns resolved."""
    ordered = sorted(claims, key=lambda c: (c.trigger, c.cause, c.effect))
    named = (with_antecedents(denied_once(c, parse), parse, language=parse.language) for c in ordered)
    return [replace(claim, id=f"c{n}") for n, claim in enumerate(named, 1)]


def likeliest(causes: Sequence[Proposal], effects: Sequence[Proposal]) -> tuple[Proposal, Proposal]:
    """Give the first cause and effect that do not overlap, which a candidate always has."""
    return next((c, e) for e in effects for c in causes if not c.span.overlaps(e.span))


def stated_directions(candidates: Sequence[Candidate]) -> list[tuple[Candidate, Proposal, Proposal]]:
    """Give cue, cause and effect of sentences that state directions and no more, whatever their nouns."""
    return _unrepeated([c for c in candidates if c.states_directions and not c.lookalike])


def _unrepeated(candidates: Sequence[Candidate]) -> list[tuple[Candidate, Proposal, Proposal]]:
    """Read each candidate in its likeliest way, the surest first, and leave out what repeats a surer one."""
    held: list[Claim] = []
    found = []
    for candidate in sorted(candidates, key=lambda c: -c.prior):
        cause, effect = likeliest(candidate.causes, candidate.effects)
        claim = claim_of(candidate, cause, effect, confidence=candidate.prior)
        if not any(repeats(claim, o) or (share_cue(claim, o) and is_turned(claim, o)) for o in held):
            held.append(claim)
            found.append((candidate, cause, effect))
    return found


def is_turned(claim: Claim, other: Claim) -> bool:
    """Say whether a claim reads another backwards."""
    return claim.cause.overlaps(other.effect) and claim.effect.overlaps(other.cause)


def share_cue(claim: Claim, other: Claim) -> bool:
    """Say whether the cues of two claims overlap."""
    return any(a.overlaps(b) for a in claim.trigger for b in other.trigger)


def repeats(claim: Claim, other: Claim) -> bool:
    """Say whether two claims are one: all arguments overlap, and the cues or an argument coincide.

    What relates words inside the halves of a stated direction, each in its half, repeats it too.
    """
    if not (claim.cause.overlaps(other.cause) and claim.effect.overlaps(other.effect)):
        return False
    inside = other.cause.covers(claim.cause) and other.effect.covers(claim.effect)
    if inside and other.pattern.startswith(STATED):
        return True
    return share_cue(claim, other) or claim.cause == other.cause or claim.effect == other.effect
