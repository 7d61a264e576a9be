"""Turn a candidate into the pairings of its possible causes and effects, and each pairing into numbers.

The numbers come from the grammar and, where the word encoder runs, from the
tagger, whose own spans are among the possible ones.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from causerie.extraction.claims.grammar.arguments import Proposal, Scene
from causerie.extraction.claims.grammar.candidates import Candidate
from causerie.extraction.claims.grammar.coordination import before_joined
from causerie.extraction.claims.grammar.drafts import BACKWARD, BESIDE, FIXED, IMPOSSIBLE, Signal, row_pattern
from causerie.extraction.claims.grammar.extents import before_extents
from causerie.extraction.claims.grammar.hindering import freed, is_hindering
from causerie.extraction.claims.grammar.tidying import tidy
from causerie.extraction.claims.networks.cues import CAUSE, CLAIM, EFFECT, KIND, SIGN
from causerie.extraction.claims.networks.lexical import Words, words_of
from causerie.extraction.claims.networks.tagger import KINDS, SIGNS, Tagged
from causerie.extraction.claims.sensed import signed
from causerie.extraction.syntax import Parse, highest
from causerie.languages.causal_rows import Role
from causerie.languages.causation import causation
from causerie.languages.qualifiers import qualifier_words
from causerie.model import Certainty, Kind, Polarity, Span

Floats64 = npt.NDArray[np.float64]

#: How a span that the tagger proposes is named.
TAGGED = "tagger"

#: Spans of the tagger's own for each argument.
OWN_SPANS = 2

#: Signals whose cue belongs to no argument.
MARKERS = BESIDE | {Signal.PURPOSE}

#: Parts of speech of a cue that are told apart.
CUE_PARTS = ("VERB", "AUX", "NOUN", "ADJ", "ADP", "SCONJ", "ADV")

#: Relations of a cue that are told apart.
CUE_RELATIONS = ("root", "advcl", "acl", "acl:relcl", "xcomp", "ccomp", "conj", "case", "mark", "advmod")

#: Words or sentences counted at most.
FAR = 40.0


@dataclass(frozen=True, slots=True)
class Pairing:
    """A candidate with one choice of cause and effect."""

    candidate: Candidate
    cause: Proposal
    effect: Proposal

    def words(self, parse: Parse) -> Words:
        """Gather the words that the lexical network looks up."""
        return words_of(self.candidate, (self.cause, self.effect), parse=parse)


@dataclass(frozen=True)
class Context:
    """What a description needs beside the candidate.

    Attributes:
        crowd: sentence index → candidates in it.
        shared: anchor → candidates on it.
        patterns: name of a pattern (`pattern_key`) → log odds that its candidates are claims.
        ways: (role, construction) → log odds that a span found so is right.

    """

    parse: Parse
    crowd: Mapping[int, int]
    shared: Mapping[int, int]
    patterns: Mapping[str, float]
    ways: Mapping[str, float]


def context_of(
    parse: Parse, candidates: Sequence[Candidate], *, patterns: Mapping[str, float], ways: Mapping[str, float]
) -> Context:
    """Count what stands around the candidates of one document."""
    crowd = Counter(parse.tokens[c.anchor].sent for c in candidates)
    return Context(parse, crowd, Counter(c.anchor for c in candidates), patterns, ways)


def pairings(candidate: Candidate) -> list[Pairing]:
    """List the choices of cause and effect that do not overlap."""
    return [
        Pairing(candidate, c, e)
        for c in candidate.causes
        for e in candidate.effects
        if not c.span.overlaps(e.span)
    ]


def widened(candidate: Candidate, tagged: Tagged, *, parse: Parse) -> Candidate:
    """Add the tagger's own spans to a candidate's proposals, and its sign and kind where no row has them.

    Where the words show the arguments ("it is because of X that Y"), these stay.
    """
    if candidate.pattern.endswith(FIXED):
        return signed(candidate, tagged) if candidate.is_open else candidate
    outside = candidate.trigger if candidate.signal in MARKERS else ()
    scene = Scene(parse, causation(parse.language), parse.language)
    causes, effects = (
        _with_own(candidate, tagged, role, scene=scene, outside=outside) for role in (Role.CAUSE, Role.EFFECT)
    )
    if candidate.pattern.endswith(IMPOSSIBLE):
        effects = tuple(p for p in effects if p in candidate.effects or not _denies(p.span, parse=parse))
    if candidate.polarity is Polarity.MINUS:
        # "puts lives at risk": with the risk in it, the sign would be the other.
        effects = (
            tuple(p for p in effects if not any(p.span.covers(s) for s in candidate.trigger[1:])) or effects
        )
    wide = replace(candidate, causes=causes, effects=effects)
    return signed(wide, tagged) if candidate.is_open else wide


def _denies(span: Span, *, parse: Parse) -> bool:
    """Say whether a span holds the word that calls it impossible or absent: what is needed is the rest."""
    words = causation(parse.language).words.impossible | qualifier_words(parse.language).negators
    return any({t.lemma, t.lower} & words for t in parse.tokens_in(span))


def _with_own(
    candidate: Candidate, tagged: Tagged, role: Role, *, scene: Scene, outside: Sequence[Span]
) -> tuple[Proposal, ...]:
    """Add the tagger's spans of one argument; what begins inside `outside` begins behind it.

    The cue is no argument; nor is who is let or made to act the act or a part of it ("lets | growers wait").
    """
    parse, known = scene.parse, candidate.causes if role is Role.CAUSE else candidate.effects
    starts = [p.span.start for p in known if _is_governed(p, candidate, parse=parse)]
    found = list(known)
    tokens = tagged.window.tokens
    for _, first, last in tagged.spans(role, count=OWN_SPANS):
        begin, end = tokens[first].start, tokens[last].end
        begin = next((s.end for s in outside if s.start <= begin < s.end < end), begin)
        begin = next((s for s in starts if begin < s < end), begin)
        span = tidy(parse.text, Span(begin, end))
        if span is None or any(s.covers(span) for s in candidate.trigger):
            continue
        if starts and candidate.trigger[-1].end <= span.start and span.end <= min(starts):
            continue  # Who is let or made to act.
        own = Proposal(span, highest(parse.tokens_in(span)).i, TAGGED)
        if role is Role.EFFECT and candidate.signal is Signal.VERB:
            own = before_joined(own, parse.tokens[candidate.anchor], parse)
        own = freed(own, parse=parse) if role is Role.EFFECT else own
        (short,) = before_extents(scene, [own])
        own = short if any(p.span.end == short.span.end for p in known) else own
        if own.turn > 0:
            own = replace(own, turn=_inherited(own, known, parse=parse))
        if not any(p.span == own.span for p in found):
            found.append(own)
    return tuple(found)


def _is_governed(proposal: Proposal, candidate: Candidate, *, parse: Parse) -> bool:
    """Say whether a proposal is the act or the complement of the cue itself, which nothing comes before."""
    if proposal.construction.endswith("complement"):
        return parse.tokens[proposal.head].head.i == candidate.anchor
    return proposal.construction in ("infinitive", "short infinitive")


def _inherited(own: Proposal, known: Sequence[Proposal], *, parse: Parse) -> int:
    """Give the turn of the grammar's nearest span, if this one does not hold the verb that turns it."""
    nearest = max(known, key=lambda p: p.span.likeness(own.span), default=None)
    if nearest is None or not nearest.span.overlaps(own.span):
        return 1
    before = [t for t in parse.tokens_in(own.span) if t.start < nearest.span.start]
    return 1 if any(is_hindering(t, language=parse.language) for t in before) else nearest.turn


def describe(pairs: Sequence[Pairing], context: Context, *, tagged: Tagged | None) -> Floats64:
    """Describe the pairings of one candidate, by the grammar and, where it was asked, by the tagger.

    Args:
        pairs: at least one, all of one candidate.
        context: what stands around it.
        tagged: what the tagger says of its cue.

    Returns:
        Shape (pairings, numbers): the candidate, its cause, its effect, the two together.

    """
    candidate = pairs[0].candidate
    shared = _candidate(candidate, context) + (_cue(candidate, tagged) if tagged else [])
    ends = {
        (role, proposal): _argument(proposal, role, among=among, context=context, candidate=candidate)
        + (_fit(tagged, proposal.span, _seen_as(role, proposal, candidate, tagged)) if tagged else [])
        for role, among in ((Role.CAUSE, candidate.causes), (Role.EFFECT, candidate.effects))
        for proposal in among
    }
    return np.array(
        [
            shared + ends[Role.CAUSE, p.cause] + ends[Role.EFFECT, p.effect] + _together(p, tagged)
            for p in pairs
        ]
    )


def pattern_key(signal: Signal, pattern: str = "") -> str:
    """Name a pattern in the table of log odds; without one, all cues of a class together."""
    return f"{signal}:{pattern}"


def _odds(candidate: Candidate, context: Context) -> float:
    """Look up a pattern's log odds; clefts and what is turned round have those of their row.

    A row that was never seen is taken for one like the others of its class.
    """
    known, signal = context.patterns, candidate.signal
    like_others = known.get(pattern_key(signal), known[""])
    return known.get(pattern_key(signal, row_pattern(candidate.pattern)), like_others)


def _seen_as(role: Role, proposal: Proposal, candidate: Candidate, tagged: Tagged) -> Role:
    """Give the role that the tagger sees; where the words show that it reads backwards, this is the other."""
    other = Role.EFFECT if role is Role.CAUSE else Role.CAUSE
    rows = tagged.words_in(proposal.span) if candidate.pattern.endswith(BACKWARD) else None
    if rows is None:
        return role
    mass = {r: tagged.roles[rows[0] : rows[1] + 1, c].sum() for r, c in ((Role.CAUSE, 1), (Role.EFFECT, 2))}
    return other if mass[other] > mass[role] else role


def _candidate(candidate: Candidate, context: Context) -> list[float]:
    """Describe a candidate by its cue."""
    parse = context.parse
    anchor = parse.tokens[candidate.anchor]
    sentence = parse.sentence_of(anchor)
    return [
        _odds(candidate, context),
        float(candidate.is_open),
        *(float(candidate.signal is s) for s in Signal),
        *(float(candidate.kind is k) for k in Kind),
        float(candidate.negated),
        float(candidate.certainty is not Certainty.PLAIN),
        float(candidate.sufficient),
        float(bool(candidate.lookalike)),
        *(float(anchor.pos == p) for p in CUE_PARTS),
        *(float(anchor.dep == r or anchor.rel == r) for r in CUE_RELATIONS),
        float(anchor.i - sentence.tokens[0].i),
        float(len(sentence.tokens)),
        float(sentence.tokens[-1].text == "?"),
        float(sum(s.end - s.start for s in candidate.trigger)),
        float(len(candidate.trigger)),
        float(context.crowd[anchor.sent]),
        float(context.shared[anchor.i]),
        float(parse.language == "fr"),
    ]


def _cue(candidate: Candidate, tagged: Tagged) -> list[float]:
    """Describe a candidate by what the tagger says of its cue."""
    kind = KINDS.index(candidate.kind)
    best = tagged.likeliest
    return [
        tagged.claim,
        float(tagged.kinds[kind]),
        float(tagged.kinds.max()),
        float(best[CLAIM]),
        float(tagged.senses[tagged.window.cue, CLAIM].mean()),
        float(best[KIND][kind] - best[KIND].max()),
        float(tagged.senses[:, CLAIM].max()),
    ]


def _together(pairing: Pairing, tagged: Tagged | None) -> list[float]:
    """Describe a pairing by what neither argument says alone."""
    polarity = pairing.candidate.polarity.times(pairing.cause.turn * pairing.effect.turn)
    said = []
    if tagged:
        sign = SIGNS.index(polarity.value)
        sensed = tagged.likeliest[SIGN]
        said = [float(tagged.signs[sign]), float(sensed[sign] - sensed.max())]
    return [
        float(pairing.cause.span < pairing.effect.span),
        float(pairing.cause.turn * pairing.effect.turn),
        *(float(polarity is p) for p in Polarity),
        *said,
    ]


def _argument(
    proposal: Proposal, role: Role, *, among: Sequence[Proposal], context: Context, candidate: Candidate
) -> list[float]:
    """Describe one argument."""
    tokens = context.parse.tokens
    held = context.parse.tokens_in(proposal.span)
    anchor, head = tokens[candidate.anchor], tokens[proposal.head]
    gap = held[0].i - anchor.i if held[0].i > anchor.i else anchor.i - held[-1].i
    before = tokens[held[0].i - 1] if held[0].i else held[0]
    after = tokens[min(held[-1].i + 1, len(tokens) - 1)]
    return [
        float(next(i for i, p in enumerate(among) if p is proposal)),
        float(len(among)),
        context.ways.get(f"{role}:{proposal.construction}", context.ways[""]),
        float(proposal.construction == TAGGED),
        float(len(held)),
        float(max(-FAR, min(FAR, gap))),
        float(held[0].i > anchor.i),
        float(anchor.sent - held[0].sent),
        float(any(t.pos == "VERB" for t in held)),
        float(any(t.feats.get("VerbForm") == "Fin" for t in held)),
        float(head.pos == "PRON"),
        float(head.pos in ("NOUN", "PROPN")),
        float(head.pos == "PROPN" or head.ent == "PER"),
        float(before.pos == "PUNCT" or before.sent != held[0].sent),
        float(after.pos == "PUNCT" or after.sent != held[-1].sent),
        float(any(t.text in (",", ";") for t in held)),
    ]


def _fit(tagged: Tagged, span: Span, role: Role) -> list[float]:
    """Measure how a span fits where the tagger sees an argument."""
    column, other = (1, 2) if role is Role.CAUSE else (2, 1)
    ((best, first, last),) = tagged.spans(role, count=1)
    rows = tagged.words_in(span)
    if rows is None:
        return [-20.0, best, 0.0, 0.0, 0.0, 0.0, -10.0, -10.0, -5.0, -5.0]
    a, b = rows
    sensed = tagged.senses[a : b + 1, [CAUSE, EFFECT] if role is Role.CAUSE else [EFFECT, CAUSE]].mean(axis=0)
    starts, ends = tagged.edges[:, 2 * column - 2], tagged.edges[:, 2 * column - 1]
    mass = tagged.roles[a : b + 1, column]
    shared = max(0, min(b, last) - max(a, first) + 1)
    return [
        float(starts[a] + ends[b]) - best,
        best,
        float(mass.mean()),
        float(mass.sum() / (tagged.roles[:, column].sum() + 1e-3)),
        float(tagged.roles[a : b + 1, other].mean()),
        shared / (max(b, last) - min(a, first) + 1),
        float(starts[a]),
        float(ends[b]),
        float(sensed[0]),
        float(sensed[1]),
    ]
