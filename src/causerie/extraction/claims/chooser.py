"""Turn candidates into claims: a learned filter decides which are right, and which reading of each.

Every pairing of a candidate's possible causes and effects is described by
numbers, from the grammar and, where the word encoder runs, from the tagger. A
linear score picks one pairing; a linear and a boosted-tree decision, averaged,
say whether the candidate is a claim as annotators would mark it.

Source:
    Friedman (2001), Greedy function approximation: a gradient boosting machine,
    Annals of Statistics 29:1189-1232; learned by `training/choosing.py`.

"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from causerie.extraction.claims.antecedents import with_antecedents
from causerie.extraction.claims.arguments import Proposal, tidy
from causerie.extraction.claims.candidates import (
    Candidate,
    claim_of,
    propose_claims,
    repeats,
    stated_directions,
)
from causerie.extraction.claims.coordination import members
from causerie.extraction.claims.cues import CAUSE, CLAIM, EFFECT, KIND, SIGN, load_cues
from causerie.extraction.claims.drafts import Signal
from causerie.extraction.claims.sensed import done_to_somebody, sense_candidates, signed
from causerie.extraction.claims.tagger import KINDS, SIGNS, Tagged, encode_sentences, load_tagger, tag_windows
from causerie.extraction.claims.windows import EARLIER, Window, window_around
from causerie.extraction.syntax import Parse, Token
from causerie.languages.causation import Role
from causerie.model import Certainty, Claim, Kind, Polarity, Span

Floats = npt.NDArray[np.float32]
Floats64 = npt.NDArray[np.float64]

#: How a span that the tagger proposes is named.
TAGGED = "tagger"

#: Precision from which a pattern of need is trusted beside the filter, which has seen few of them;
#: and by how much its least score is lower, in log odds.
TRUSTED, SLACK = 0.65, 2.0
#: How the patterns of "impossible without X" end: claims by definition, of which our texts have next to none.
IMPOSSIBLE = ".impossible"

#: The filter has seen no "frimbulators": a sentence that states directions and nothing else is taken some log
#: odds below its threshold, more where it is brief; of what is taken so below the threshold, this share was
#: right when cross-validated.
DIRECTION_SLACK, BRIEF_SLACK, STATED = 1.5, 3.5, 0.4
#: Words of a brief sentence, at most.
BRIEF = 13

#: Spans of the tagger's own for each argument.
OWN_SPANS = 2

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


@dataclass(frozen=True)
class Context:
    """What a description needs beside the candidate.

    Attributes:
        crowd: sentence index → candidates in it.
        shared: anchor → candidates on it.
        patterns: pattern → log odds that its candidates are claims.
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


def cue_tokens(parse: Parse, candidate: Candidate) -> list[Token]:
    """List the words of a candidate's trigger."""
    held = [t for s in candidate.trigger for t in parse.tokens_in(s)]
    return held or [parse.tokens[candidate.anchor]]


def cue_window(parse: Parse, candidate: Candidate) -> Window:
    """Lay out what the tagger sees of a candidate: as far back as the grammar looked for its arguments."""
    cue = cue_tokens(parse, candidate)
    last = max(t.sent for t in cue)
    reach = last - min(
        (parse.tokens[p.head].sent for p in (*candidate.causes, *candidate.effects)), default=last
    )
    return window_around(parse, cue, earlier=max(0, min(reach, EARLIER)))


def pairings(candidate: Candidate) -> list[Pairing]:
    """List the choices of cause and effect that do not overlap."""
    return [
        Pairing(candidate, c, e)
        for c in candidate.causes
        for e in candidate.effects
        if not c.span.overlaps(e.span)
    ]


def widened(candidate: Candidate, tagged: Tagged, *, parse: Parse) -> Candidate:
    """Add the tagger's own spans to a candidate's proposals, and its sign and kind where no row has them."""
    causes = _with_own(candidate.causes, tagged, Role.CAUSE, parse=parse)
    effects = _with_own(candidate.effects, tagged, Role.EFFECT, parse=parse)
    wide = replace(candidate, causes=causes, effects=effects)
    return signed(wide, tagged) if candidate.is_open else wide


def _with_own(
    known: tuple[Proposal, ...], tagged: Tagged, role: Role, *, parse: Parse
) -> tuple[Proposal, ...]:
    found = list(known)
    tokens = tagged.window.tokens
    for _, first, last in tagged.spans(role, count=OWN_SPANS):
        span = tidy(parse.text, Span(tokens[first].start, tokens[last].end))
        if span is None or any(p.span == span for p in found):
            continue
        nearest = max(known, key=lambda p: _overlap(p.span, span), default=None)
        turn = nearest.turn if nearest is not None and _overlap(nearest.span, span) > 0 else 1
        head = min(tokens[first : last + 1], key=lambda t: (sum(1 for _ in t.ancestors()), t.i))
        found.append(Proposal(span, head.i, TAGGED, turn))
    return tuple(found)


def _overlap(a: Span, b: Span) -> float:
    """Intersection over union of two spans."""
    shared = min(a.end, b.end) - max(a.start, b.start)
    return shared / (max(a.end, b.end) - min(a.start, b.start)) if shared > 0 else 0.0


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
        + (_fit(tagged, proposal.span, role) if tagged else [])
        for role, among in ((Role.CAUSE, candidate.causes), (Role.EFFECT, candidate.effects))
        for proposal in among
    }
    return np.array(
        [
            shared + ends[Role.CAUSE, p.cause] + ends[Role.EFFECT, p.effect] + _together(p, tagged)
            for p in pairs
        ]
    )


def _candidate(candidate: Candidate, context: Context) -> list[float]:
    """Describe a candidate by its cue."""
    parse = context.parse
    anchor = parse.tokens[candidate.anchor]
    sentence = parse.sentence_of(anchor)
    return [
        context.patterns.get(candidate.pattern, context.patterns[""]),
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


class Trees:
    """Boosted trees, each row's score the sum of the leaves that it falls into.

    Args:
        nodes: "feature", "cut", "left", "right", "value", one entry for
            each node of each tree; a leaf's feature is -1; "roots", the first
            node of each tree; "base", the score before any tree.

    """

    def __init__(self, nodes: Mapping[str, npt.NDArray[np.generic]]) -> None:
        self._feature = nodes["feature"].astype(np.int64)
        self._threshold = nodes["cut"].astype(np.float64)
        self._left, self._right = nodes["left"].astype(np.int64), nodes["right"].astype(np.int64)
        self._value = nodes["value"].astype(np.float64)
        self._roots = nodes["roots"].astype(np.int64)
        self._base = float(nodes["base"].astype(np.float64).reshape(-1)[0])

    def score(self, rows: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """Score rows: shape (rows, features) → (rows,), log odds."""
        at = np.tile(self._roots, (len(rows), 1))
        index = np.arange(len(rows))[:, None]
        while (inner := self._feature[at] >= 0).any():
            feature = np.where(inner, self._feature[at], 0)
            left = rows[index, feature] <= self._threshold[at]
            at = np.where(inner, np.where(left, self._left[at], self._right[at]), at)
        return np.asarray(self._base + self._value[at].sum(axis=1))


@dataclass(frozen=True)
class Chooser:
    """A learned filter with the tables that its descriptions need.

    Attributes:
        ranking: weight of each number of a description for choosing among a candidate's pairings.
        linear: weights for deciding on a candidate, of the chosen pairing's
            description and, where the tagger was asked, of the cue's word vector.
        bias: what is added to the linear decision.
        trees: decide on the chosen pairing's description; both decisions are averaged.
        patterns, ways: the tables of `Context`.
        slope, shift: turn log odds into those of being right as it was cross-validated.
        thresholds: language → log odds from which a candidate is taken for a claim.
        worthwhile: log odds of the fast filter under which the encoder is not asked, stated directions apart.

    Source:
        Platt (1999), Probabilistic outputs for support vector machines.

    """

    ranking: Floats64
    linear: Floats64
    bias: float
    trees: Trees
    patterns: Mapping[str, float]
    ways: Mapping[str, float]
    slope: float
    shift: float
    thresholds: Mapping[str, float]
    worthwhile: float

    def confidence(self, score: float) -> float:
        """Turn log odds into the probability of being right."""
        return float(1 / (1 + np.exp(-(self.slope * score + self.shift))))

    def choose(
        self, pairs: Sequence[Sequence[Pairing]], rows: Sequence[Floats64], *, states: Sequence[Floats] | None
    ) -> list[Scored]:
        """Choose the best pairing of each candidate, and score it.

        Args:
            pairs: the pairings of each candidate, none empty.
            rows: their descriptions, shape (pairings, numbers) for each candidate.
            states: the cues' word vectors, where the tagger was asked.

        """
        if not pairs:
            return []
        picks = [int((held @ self.ranking).argmax()) for held in rows]
        chosen = np.array([held[i] for held, i in zip(rows, picks, strict=True)])
        whole = chosen if states is None else np.hstack([chosen, np.array(states, dtype=np.float64)])
        scores = (whole @ self.linear + self.bias + self.trees.score(chosen)) / 2
        return [Scored(held[i], float(score)) for held, i, score in zip(pairs, picks, scores, strict=True)]


@dataclass(frozen=True, slots=True)
class Scored:
    """A pairing with its log odds of being a claim."""

    pairing: Pairing
    score: float


@lru_cache(maxsize=2)
def load_chooser(name: str) -> Chooser:
    """Load a shipped filter, once: "chooser" reads the tagger too, "chooser-fast" the grammar alone."""
    with (files("causerie.languages") / "shared" / f"{name}.npz").open("rb") as file, np.load(file) as held:
        return read_chooser(dict(held))


def read_chooser(held: Mapping[str, npt.NDArray[np.generic]]) -> Chooser:
    """Build a filter from named arrays, as `training/choosing.py` writes them."""
    return Chooser(
        ranking=held["ranking"].astype(np.float64),
        linear=held["linear"].astype(np.float64),
        trees=Trees(held),
        patterns=dict(zip(held["patterns"].tolist(), held["pattern_odds"].tolist(), strict=True)),
        ways=dict(zip(held["ways"].tolist(), held["way_odds"].tolist(), strict=True)),
        thresholds={k.partition(".")[2]: float(v) for k, v in held.items() if k.startswith("threshold.")},
        **{k: float(held[k].tolist()) for k in ("bias", "slope", "shift", "worthwhile")},
    )


def find_claims(parse: Parse, *, language: str, encode: bool = True) -> tuple[Claim, ...]:
    """Find the claims of a document.

    Args:
        parse: its trees.
        language: code of a language folder.
        encode: read word vectors too (profile default), or the grammar alone (profile fast).

    Returns:
        Claims in the order of the text, numbered "c1", "c2", …; none twice. Their
        confidence is the share of such claims that were right when cross-validated.

    """
    candidates = propose_claims(parse, language=language)
    chooser = load_chooser("chooser-fast")
    scored = score_candidates(parse, candidates, chooser=chooser)
    if encode:
        worth = [
            s.pairing.candidate
            for s in scored
            if s.score >= chooser.worthwhile or s.pairing.candidate.states_directions
        ]
        chooser = load_chooser("chooser")
        scored = score_tagged(parse, worth, chooser=chooser, known=candidates)
    threshold = chooser.thresholds[language]
    chosen = [s for s in compatible(scored) if s.score >= threshold - _slack(s.pairing.candidate)]
    claims = [
        claim
        for s in chosen
        for claim in _claims_of(
            parse,
            s.pairing.candidate,
            (s.pairing.cause, s.pairing.effect),
            confidence=confidence_of(s, chooser),
        )
    ]
    stated = _stated(parse, candidates, scored, chooser=chooser)
    stated = [s for s in stated if not any(_reads_better(c, s) for c in claims)]
    claims = [*stated, *(c for c in claims if not any(repeats(c, s) for s in stated))]
    ordered = sorted(claims, key=lambda c: (c.trigger, c.cause, c.effect))
    named = (with_antecedents(c, parse, language=language) for c in ordered)
    return tuple(replace(c, id=f"c{n}") for n, c in enumerate(named, start=1))


def _reads_better(claim: Claim, stated: Claim) -> bool:
    """Say whether a claim of the filter's, surer than a stated direction, reads the same cue otherwise."""
    same_cue = any(a.overlaps(b) for a in claim.trigger for b in stated.trigger)
    causes, effects = claim.cause.overlaps(stated.cause), claim.effect.overlaps(stated.effect)
    return same_cue and causes != effects and claim.confidence > stated.confidence


def _stated(
    parse: Parse, candidates: Sequence[Candidate], scored: Sequence[Scored], *, chooser: Chooser
) -> list[Claim]:
    """Give what sentences say that state directions, unless the filter is sure that they are none."""
    best: dict[tuple[str, tuple[Span, ...]], float] = {}
    for one in scored:
        key = one.pairing.candidate.pattern, one.pairing.candidate.trigger
        best[key] = max(one.score, best.get(key, -np.inf))
    threshold, likely = chooser.thresholds[parse.language], []
    for candidate in candidates:
        brief = len(parse.sentence_of(parse.tokens[candidate.anchor]).tokens) <= BRIEF
        slack = BRIEF_SLACK if brief else DIRECTION_SLACK
        if best.get((candidate.pattern, candidate.trigger), -np.inf) >= threshold - slack:
            likely.append(candidate)
    return [
        claim
        for candidate, cause, effect in stated_directions(likely)
        for claim in _claims_of(
            parse,
            candidate,
            (cause, effect),
            confidence=max(STATED, chooser.confidence(best[candidate.pattern, candidate.trigger])),
        )
    ]


def _claims_of(
    parse: Parse, candidate: Candidate, ends: tuple[Proposal, Proposal], *, confidence: float
) -> list[Claim]:
    """Turn a candidate with chosen arguments into a claim for each pair of their members."""
    act = done_to_somebody(candidate, ends[1], parse=parse)
    if act is not None and not act.span.overlaps(ends[0].span):
        candidate, ends = replace(candidate, polarity=Polarity.PLUS, kind=Kind.CAUSE), (ends[0], act)
    return [
        claim_of(candidate, cause, effect, confidence=confidence)
        for cause in members(ends[0], parse)
        for effect in members(ends[1], parse)
    ]


def _slack(candidate: Candidate) -> float:
    """Say how much lower the least score is: for needs, which are claims by their form."""
    return SLACK if is_trusted(candidate) else 0.0


def confidence_of(scored: Scored, chooser: Chooser) -> float:
    """Give the calibrated confidence of a claim; for a trusted cue at least its pattern's own precision."""
    own = chooser.confidence(scored.score)
    candidate = scored.pairing.candidate
    return max(own, candidate.prior) if is_trusted(candidate) else own


def is_trusted(candidate: Candidate) -> bool:
    """Say whether a cue states a need by its form, or measures as one nearly by itself."""
    formal = candidate.pattern.endswith(IMPOSSIBLE) or candidate.prior >= TRUSTED
    return candidate.kind is Kind.REQUIRE and formal and not candidate.lookalike


def score_candidates(parse: Parse, candidates: Sequence[Candidate], *, chooser: Chooser) -> list[Scored]:
    """Choose and score the pairings of candidates by the grammar alone."""
    context = context_of(parse, candidates, patterns=chooser.patterns, ways=chooser.ways)
    pairs = [held for c in candidates if (held := pairings(c))]
    rows = [describe(held, context, tagged=None) for held in pairs]
    return chooser.choose(pairs, rows, states=None)


def score_tagged(
    parse: Parse, candidates: Sequence[Candidate], *, chooser: Chooser, known: Sequence[Candidate]
) -> list[Scored]:
    """Choose and score by grammar and tagger, the tagger's own spans among the pairings.

    Args:
        parse: the trees.
        candidates: those to ask the encoder about.
        chooser: the filter.
        known: all candidates of the grammar: what is sensed beside them counts too, in the same sentences.

    """
    if not candidates:
        return []
    tagger, cues = load_tagger(), load_cues()
    windows = [cue_window(parse, c) for c in candidates]
    encoded = encode_sentences(parse, {t.sent for w in windows for t in w.tokens}, tagger=tagger, cues=cues)
    sensed = sense_candidates(parse, encoded.senses, known=known)
    windows += [cue_window(parse, c) for c in sensed]
    tagged = tag_windows(windows, encoded, tagger=tagger)
    read = zip((*candidates, *sensed), tagged, strict=True)
    wide = [
        (c, said) for c, said in ((widened(c, said, parse=parse), said) for c, said in read) if pairings(c)
    ]
    context = context_of(parse, [c for c, _ in wide], patterns=chooser.patterns, ways=chooser.ways)
    pairs = [pairings(c) for c, _ in wide]
    rows = [describe(held, context, tagged=said) for held, (_, said) in zip(pairs, wide, strict=True)]
    return chooser.choose(pairs, rows, states=[said.state for _, said in wide])


def compatible(scored: Sequence[Scored]) -> list[Scored]:
    """Keep, from the best down, what does not clash with a better one."""
    kept: list[Scored] = []
    for one in sorted(scored, key=lambda s: -s.score):
        if not any(clash(one.pairing, k.pairing) for k in kept):
            kept.append(one)
    return kept


def clash(a: Pairing, b: Pairing) -> bool:
    """Say whether two pairings state one link: twice, turned round, or by one cue with a shared argument."""
    causes, effects = a.cause.span.overlaps(b.cause.span), a.effect.span.overlaps(b.effect.span)
    turned = a.cause.span.overlaps(b.effect.span) and a.effect.span.overlaps(b.cause.span)
    same_cue = any(s.overlaps(t) for s in a.candidate.trigger for t in b.candidate.trigger)
    return (causes and effects) or turned or (same_cue and (causes or effects))
