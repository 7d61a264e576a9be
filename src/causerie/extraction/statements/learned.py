"""Turn candidates into drafts: a logistic filter over named features, learned from annotated articles."""

from __future__ import annotations

import math
from collections.abc import Collection

from causerie.extraction.statements.candidates import Candidate, features, propose
from causerie.extraction.statements.draft import NOBODY, Draft, Ruled
from causerie.extraction.statements.ranges import blocks_within
from causerie.extraction.statements.scene import Scene
from causerie.extraction.statements.sources import can_speak, mention_of
from causerie.extraction.syntax import Token
from causerie.extraction.unsaid import is_unsaid
from causerie.languages.attribution import AttributionWeights
from causerie.languages.people import PeopleWords
from causerie.languages.reporting import Reporting, Scope, Verbs

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
        refusing = c.cue.head.lemma in words.words.refusing
        if is_unsaid(c.cue.head, parse=scene.parse) or (refusing and is_unsaid(c.head, parse=scene.parse)):
            continue
        if c.form != "ruled" and _holds_next(c, ruled):
            continue
        if _is_nothing_said(c, words) or _is_own_belief(scene, c, words) or _holds_addressee(c, draft, words):
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


def _is_nothing_said(candidate: Candidate, words: Reporting) -> bool:
    """Say whether a candidate can be no attribution, whatever the filter holds of its words.

    A cue whose clause nobody says ("makes"), a source that is a thing pointed at ("this"), the relative
    clause of a noun that says nothing ("a bill that would cut taxes").
    """
    cue, source, head = candidate.cue.head, candidate.source, candidate.head
    if candidate.cue.row is words.open and cue.lemma in words.words.silent:
        return True
    if _is_headless(candidate):
        return True
    if source is not None and source.pos == "PRON" and source.lower in words.words.pointing:
        return True
    if head.dep != "acl:relcl" or cue.lemma in words.nouns:
        return False
    return any(c.rel == "nsubj" and c.lower in words.words.relatives for c in head.children)


def _is_headless(candidate: Candidate) -> bool:
    """Say whether the parser takes a participle for the verb: "Elections promised for May *are* no help".

    What should be its clause has no subject then, as in a relative clause alone ("which he said would
    help").
    """
    cue, low = candidate.cue.head, candidate.content[0]
    heads = [candidate.head, *(cue.children if _is_bare_past(cue) else ())]
    return cue.rel != "acl" and any(
        c.rel == "ccomp" and _opens_verbal(c, low if c is candidate.head else None) for c in heads
    )


def _is_bare_past(verb: Token) -> bool:
    """Say whether a verb in the past has no auxiliary, and so may be a participle."""
    return verb.feats.get("Tense") == "Past" and not any(c.rel == "aux" for c in verb.children)


def _opens_verbal(clause: Token, low: int | None) -> bool:
    """Say whether a finite clause has no subject and begins, or its content does, with its verb."""
    group = [clause, *(c for c in clause.children if c.rel in ("aux", "cop"))]
    finite = any(t.feats.get("VerbForm") == "Fin" and t.feats.get("Mood") != "Imp" for t in group)
    first = min(t.i for t in group)
    subject = any(c.rel in ("nsubj", "csubj", "expl") and c.i < clause.i for c in clause.children)
    start = min(t.i for t in clause.subtree()) if low is None else low
    return finite and first == start and (low is not None or not subject)


def _holds_next(candidate: Candidate, ruled: Ruled) -> bool:
    """Say whether a candidate runs on into what its source says next: "praised them before warning that"."""
    low, high = candidate.content
    own = ruled.clauses.get(candidate.cue.head.i)
    if own is None and not candidate.form.startswith(("obj+", "advcl")):
        return False
    if candidate.form.startswith("advcl"):
        high = candidate.head.i + 1
    start, end = own.content[0][0] if own else low, own.content[-1][1] if own else low
    inside = (d for i, d in ruled.clauses.items() if low <= i < high and not start <= i < end)
    return any(d.source is candidate.source for d in inside)


def _holds_addressee(candidate: Candidate, draft: Draft | None, words: Reporting) -> bool:
    """Say whether a candidate holds whom the source speaks to before the clause: "told him that"."""
    if draft is None or draft.form not in ("clause", "question"):
        return False
    addressed = any(
        isinstance(e.row, Verbs) and e.row.addressee for e in words.verbs.get(candidate.cue.head.lemma, ())
    )
    return addressed and candidate.content[0] < draft.start < candidate.content[1]


def _is_own_belief(scene: Scene, candidate: Candidate, words: Reporting) -> bool:
    """Say whether a candidate is what the author himself thinks, which is no source's: "I believe that"."""
    cue, source = candidate.cue.head, candidate.source
    if source is None or scene.block_of[source.i] != -1:
        return False
    own = source.lower in words.words.authors and source.lower not in words.words.addressing
    if not own or all(e.row.scope != Scope.THOUGHT for e in words.verbs.get(cue.lemma, ())):
        return False
    group = (cue, *(c for c in cue.children if c.rel in ("aux", "advmod")))
    return not any(t.feats.get("Tense") == "Past" or t.lower in words.words.negations for t in group)


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
