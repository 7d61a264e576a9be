"""Turn the trees of a document into its claims: propose, ask the encoder, choose, resolve.

The fast profile stops at the grammar's own numbers; the default profile asks
the word encoder about what the grammar does not take for hopeless.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from causerie.extraction.claims.chooser import Chooser, Scored, load_chooser
from causerie.extraction.claims.clashes import compatible
from causerie.extraction.claims.grammar.arguments import Proposal
from causerie.extraction.claims.grammar.candidates import (
    Candidate,
    claim_of,
    finished,
    is_turned,
    likeliest,
    propose_claims,
    repeats,
    share_cue,
    stated_directions,
)
from causerie.extraction.claims.grammar.coordination import members
from causerie.extraction.claims.grammar.drafts import IMPOSSIBLE, Signal
from causerie.extraction.claims.grammar.halves import is_general, names_nothing
from causerie.extraction.claims.grammar.hindering import split_infinitives
from causerie.extraction.claims.grammar.hosts import promised
from causerie.extraction.claims.joined_verbs import told_apart
from causerie.extraction.claims.networks.readers import load_readers, looked_at, with_windows
from causerie.extraction.claims.pairings import context_of, describe, pairings, widened
from causerie.extraction.claims.sensed import done_to_somebody, sense_candidates
from causerie.extraction.syntax import Parse, Token
from causerie.extraction.unsaid import is_open
from causerie.languages.causation import causation
from causerie.languages.people import people_words
from causerie.languages.qualifiers import qualifier_words
from causerie.model import Claim, Kind, Polarity, Span

#: Precision from which a pattern of need is trusted beside the filter, which has seen few of them;
#: and by how much its least score is lower, in log odds; by how much that of "impossible without X" is.
TRUSTED, SLACK, FORMAL_SLACK = 0.65, 2.0, 3.0

#: The filter has seen no "frimbulators": a sentence that states directions and nothing else is taken some log
#: odds below its threshold, more where it is brief and speaks of things in general; of what is taken so below
#: the threshold, this share was right when cross-validated.
DIRECTION_SLACK, BRIEF_SLACK, STATED = 0.8, 3.6, 0.4

#: Words of a brief sentence, at most, marks not counted.
BRIEF = 13


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
    return claims_of_scored(parse, candidates, scored, chooser=chooser)


def claims_of_scored(
    parse: Parse, candidates: Sequence[Candidate], scored: Sequence[Scored], *, chooser: Chooser
) -> tuple[Claim, ...]:
    """Turn scored pairings into claims: what clashes left out, lists told apart, pronouns resolved.

    Args:
        parse: the trees.
        candidates: all that the grammar proposed.
        scored: the chosen pairing of each candidate that was asked about, sensed ones too.
        chooser: the filter that scored them.

    """
    stating = [c for c in candidates if c.states_directions and not _is_open(c, parse)]
    never = causation(parse.language).never
    scored = [
        s
        for s in scored
        if not _is_open(s.pairing.candidate, parse) and s.pairing.candidate.lookalike not in never
    ]
    threshold = chooser.thresholds[parse.language]
    chosen = [
        s
        for s in compatible(told_apart(scored, parse=parse))
        if s.score >= threshold - _slack(s.pairing.candidate)
    ]
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
    stated = _stated(parse, stating, scored, chooser=chooser)
    cues = {span for s in stated for span in s.trigger}
    claims = [c for c in claims if not (cues & set(c.trigger) and _names_nothing(c, parse))]
    stated = [s for s in stated if not any(_reads_better(c, s) for c in claims)]
    claims = [*stated, *(c for c in claims if not any(_says_again(c, s) for s in stated))]
    return tuple(finished((c for c in claims if not _is_of_nothing(c, parse)), parse))


def _is_open(candidate: Candidate, parse: Parse) -> bool:
    """Say whether nobody states a claim: it is asked about, denied to be said; a condition is none."""
    conditional = candidate.signal is Signal.COND
    return not conditional and is_open(parse.tokens[candidate.anchor], parse=parse)


def _is_of_nothing(claim: Claim, parse: Parse) -> bool:
    """Say whether the cause is nothing and nobody, at which nobody can point: "nothing prevents them"."""
    negators = qualifier_words(parse.language).negators
    return all({t.lemma, t.lower} & negators for t in parse.tokens_in(claim.cause))


def _names_nothing(claim: Claim, parse: Parse) -> bool:
    """Say whether an argument is a mere pronoun, as a cleft's "it" in "it is because X rise that Y fall"."""
    return any(names_nothing(parse.tokens_in(end)) for end in (claim.cause, claim.effect))


def _says_again(claim: Claim, stated: Claim) -> bool:
    """Say whether a claim of the filter's is a stated direction once more, or another reading of its cue."""
    same = (claim.pattern, claim.trigger) == (stated.pattern, stated.trigger)
    return same or repeats(claim, stated) or is_turned(claim, stated)


def _reads_better(claim: Claim, stated: Claim) -> bool:
    """Say whether a claim of the filter's, surer than a stated direction, reads it otherwise or backwards."""
    causes, effects = claim.cause.overlaps(stated.cause), claim.effect.overlaps(stated.effect)
    otherwise = is_turned(claim, stated) or (share_cue(claim, stated) and causes != effects)
    return otherwise and claim.confidence > stated.confidence


def _stated(
    parse: Parse, stating: Sequence[Candidate], scored: Sequence[Scored], *, chooser: Chooser
) -> list[Claim]:
    """Give what sentences say that state directions, unless the filter is sure that they are none."""
    best: dict[tuple[str, tuple[Span, ...]], float] = {}
    for one in scored:
        key = one.pairing.candidate.pattern, one.pairing.candidate.trigger
        best[key] = max(one.score, best.get(key, -np.inf))
    threshold, likely = chooser.thresholds[parse.language], []
    for candidate in stating:
        least = threshold - _direction_slack(candidate, parse)
        if best.get((candidate.pattern, candidate.trigger), -np.inf) >= least:
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


def _direction_slack(candidate: Candidate, parse: Parse) -> float:
    """Say how much lower the least score of a stated direction is: most for a brief law, none for an act."""
    ends, cue = likeliest(candidate.causes, candidate.effects), parse.tokens[candidate.anchor]
    if _is_act(ends[0], cue, parse):
        return 0.0
    words = [t for t in parse.sentence_of(cue).tokens if t.pos != "PUNCT"]
    general = all(is_general(parse.tokens_in(e.span), first=words[0]) for e in ends)
    return BRIEF_SLACK if len(words) <= BRIEF and general else DIRECTION_SLACK


def _is_act(cause: Proposal, cue: Token, parse: Parse) -> bool:
    """Say whether a cause is somebody who acts ("police blocked the street").

    More of them do not act ("more police reduce crime"), nor do persons and bodies in general ("doctors
    reduce mortality").
    """
    words, roles = causation(parse.language).words, people_words(parse.language).roles
    tokens = parse.tokens_in(cause.span)
    moves = any({t.lemma, t.lower} & (words.rising | words.falling) for t in tokens)
    nouns = [t for t in tokens if t.pos in ("NOUN", "PROPN")]
    role = roles.get(nouns[0].lemma.lower()) if len(nouns) == 1 and not moves else None
    if role is None:
        return False
    told = cue.feats.get("Tense") == "Past" or any(c.rel == "aux" for c in cue.children)
    return nouns[0].lower == nouns[0].lemma.lower() or (role.kind == "person" and told)


def _claims_of(
    parse: Parse, candidate: Candidate, ends: tuple[Proposal, Proposal], *, confidence: float
) -> list[Claim]:
    """Turn a candidate with chosen arguments into a claim for each pair of their members."""
    act = done_to_somebody(candidate, ends[1], parse=parse)
    if act is not None and not act.span.overlaps(ends[0].span):
        candidate, ends = replace(candidate, polarity=Polarity.PLUS, kind=Kind.CAUSE), (ends[0], act)
    if candidate.signal is Signal.COND:
        ends = ends[0], promised(ends[1], parse)
    effects = [e for one in split_infinitives(ends[1], parse) for e in members(one, parse)]
    return [
        claim_of(candidate, cause, effect, confidence=confidence)
        for cause in members(ends[0], parse)
        for effect in effects
        if not cause.span.overlaps(effect.span)
    ]


def _slack(candidate: Candidate) -> float:
    """Say how much lower the least score is: for needs, which are claims by their form."""
    if not is_trusted(candidate):
        return 0.0
    return FORMAL_SLACK if candidate.pattern.endswith(IMPOSSIBLE) else SLACK


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
    return chooser.choose(pairs, rows, states=None, parses=[parse] * len(pairs))


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
    readers = load_readers()
    seen = with_windows(candidates, parse)
    encoded = readers.sense(parse, {i for _, window in seen for i in window.sentences})
    sensed = sense_candidates(parse, encoded.senses, known=known)
    looked = looked_at([*seen, *with_windows(sensed, parse)], encoded)
    tagged = readers.tag([window for _, window in looked], encoded, parse=parse)
    paired = [
        (pairings(widened(c, said, parse=parse)), said) for (c, _), said in zip(looked, tagged, strict=True)
    ]
    paired = [(pairs, said) for pairs, said in paired if pairs]
    wide = [pairs[0].candidate for pairs, _ in paired]
    context = context_of(parse, wide, patterns=chooser.patterns, ways=chooser.ways)
    rows = [describe(pairs, context, tagged=said) for pairs, said in paired]
    return chooser.choose(
        [pairs for pairs, _ in paired],
        rows,
        states=[said.state for _, said in paired],
        parses=[parse] * len(paired),
    )
