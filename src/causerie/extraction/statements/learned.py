"""Turn candidates into drafts: a logistic filter over named features, learned from annotated articles."""

from __future__ import annotations

import math
from collections.abc import Collection

from causerie.extraction.statements.candidates import Candidate, features, propose
from causerie.extraction.statements.draft import NOBODY, Draft, Ruled
from causerie.extraction.statements.ranges import blocks_within
from causerie.extraction.statements.refusals import is_no_attribution
from causerie.extraction.statements.scene import Scene
from causerie.extraction.statements.sources import can_speak, mention_of
from causerie.languages.attribution import AttributionWeights
from causerie.languages.people import PeopleWords
from causerie.languages.reporting import Reporting, Scope

#: Overlap from which two contents are one, whatever their cues: the likelier is kept.
SAME = 0.5
#: Probability from which a clause that a rule finds behind a verb of saying and its complementiser counts,
#: or an infinitive ("has threatened to strike"): the filter doubts short ones, which PolNeAR marks less
#: often than our guide.
DOUBTED = 0.15
#: The same for anything else that somebody says by a row of verbs of saying.
RULED = 0.3


def choose(
    scene: Scene,
    words: Reporting,
    *,
    people: PeopleWords,
    weights: AttributionWeights,
    ruled: Ruled,
) -> list[Draft]:
    """Choose the attributions among the candidates: at most one for a cue, and one for a content.

    Args:
        scene: where everything stands.
        words: rows and closed classes of the language.
        people: knows verbs whose subject stands for nothing.
        weights: the filter.
        ruled: what the rules find; cues that they use for quotations have their content already.
    """
    scored = []
    for c in propose(scene, words, people=people, ruled=ruled):
        draft = ruled.clauses.get(c.cue.head.i)
        if is_no_attribution(scene, c, words=words, people=people, ruled=ruled):
            continue
        chance = probability(features(scene, c, words=words, people=people, ruled=ruled.clauses), weights)
        floor = None
        if c.form == "ruled" and draft is not None:
            floor = _floor(scene, c, draft, words, people)
        if floor is not None and floor <= chance < weights.threshold:
            chance = weights.threshold
        scored.append((chance, c))
    taken = [_tokens(d.content) for d in ruled.fixed]
    cues: set[int] = set()
    chosen: list[Draft] = []
    for chance, candidate in sorted(scored, key=lambda s: (-s[0], s[1].cue.head.i, s[1].content)):
        if chance < weights.threshold:
            break
        held = _tokens((candidate.content,))
        if candidate.cue.head.i not in cues and all(_overlap(held, other) < SAME for other in taken):
            cues.add(candidate.cue.head.i)
            taken.append(held)
            chosen.append(_draft(scene, candidate, words))
    return chosen


def _floor(
    scene: Scene, candidate: Candidate, draft: Draft, words: Reporting, people: PeopleWords
) -> float | None:
    """Give the probability from which what a rule finds counts; None where the filter alone decides."""
    cue, source, start = candidate.cue.head, candidate.source, candidate.content[0]
    if draft.scope != Scope.SPEECH or source is None or not can_speak(source, words=words, people=people):
        return None
    plain = start == cue.i + 2 and scene.tokens[cue.i + 1].lower in words.words.complementisers
    return DOUBTED if plain or draft.form == "infinitive" else RULED


def _tokens(content: tuple[tuple[int, int], ...]) -> frozenset[int]:
    """List the tokens of a content."""
    return frozenset(i for low, high in content for i in range(low, high))


def _overlap(a: frozenset[int], b: frozenset[int]) -> float:
    """Give intersection over union."""
    return len(a & b) / len(a | b)


def probability(names: Collection[str], weights: AttributionWeights) -> float:
    """Give the probability of a candidate, in [0, 1], from the features that are true of it."""
    total = weights.bias + sum(weights.weights.get(name, 0.0) for name in names)
    return 1 / (1 + math.exp(-max(min(total, 30.0), -30.0)))


def _draft(scene: Scene, candidate: Candidate, words: Reporting) -> Draft:
    """Make the draft of a chosen candidate."""
    source = candidate.source
    return Draft(
        source,
        mention_of(scene, source, candidate.cue, words=words.words) if source is not None else None,
        candidate.cue.span(scene),
        (candidate.content,),
        blocks_within(scene, *candidate.content),
        cue_first=candidate.cue.group[0],
        lead=None if source is not None else NOBODY,
    )
