"""Turn prepositions, conjunctions, adverbs and other connectives into drafts of claims."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import pairwise

from causerie.extraction.claims.grammar.absence import draft_absence, draft_verbless
from causerie.extraction.claims.grammar.arguments import (
    PREDICATES,
    Proposal,
    Scene,
    clause,
    is_predicate,
    noun_phrase,
    proposal_of,
    propose,
    verb_phrase,
)
from causerie.extraction.claims.grammar.backward import draft_backward
from causerie.extraction.claims.grammar.clefts import Cleft, brings_forward, is_ruled_out, read_cleft
from causerie.extraction.claims.grammar.comparatives import measures
from causerie.extraction.claims.grammar.drafts import CLEFT, CORRECTED, PLACED, Draft, Signal, marker_draft
from causerie.extraction.claims.grammar.hindering import stripped
from causerie.extraction.claims.grammar.hosts import as_host, host_of, hosts
from causerie.extraction.claims.grammar.introduced import (
    form_of,
    introduced,
    opens_clause,
    propose_introduced,
    to_border,
)
from causerie.extraction.claims.grammar.marks import CLAUSES, ENDS
from causerie.extraction.claims.grammar.matching import is_governing, is_qualifying, matched, phrase_before
from causerie.extraction.claims.grammar.needs import is_enough, propose_needed
from causerie.extraction.claims.grammar.reasons import REASONS, Pair, paired
from causerie.extraction.claims.grammar.subjects import (
    antecedents_of_relative,
    nearest_before,
    previous_clauses,
)
from causerie.extraction.claims.grammar.tidying import tidy
from causerie.extraction.qualifiers import carriers, denying, is_carried, is_denied, is_in_vain
from causerie.extraction.syntax import Token, is_finite
from causerie.languages.causation import Frame, MarkerRow, Role
from causerie.languages.directions import directions
from causerie.languages.qualifiers import qualifier_words
from causerie.model import Kind, Span

#: Signals whose markers a cleft may bring forward.
FOCUSED = frozenset({Signal.CONJ, Signal.GERUND, Signal.PREP, Signal.PURPOSE})


def draft_markers(scene: Scene, token: Token) -> Iterator[Draft]:
    """Draft what the connectives that begin at a token state; the longest wins."""
    found = 0
    for words, row in scene.lexicon.markers.get(scene.norm(token), ()):
        trigger = matched(scene, token, words, whole=row.back) if len(words) >= found else ()
        if not trigger or _is_participle(scene, trigger, row=row):
            continue
        if row.signal == Signal.COND and (_is_degree(trigger) or measures(scene, token)):
            continue
        drafts = list(_of_marker(scene, trigger, row=row))
        if drafts:
            found = len(words)
        infinitive = len(words) == 1 and words[0] in scene.lexicon.words.infinitive
        deniable = row.signal in FOCUSED and not row.absence and not infinitive
        if drafts and deniable and is_ruled_out(scene, trigger):
            drafts = [d if d.denied is not None else replace(d, denied=True) for d in drafts]
        yield from drafts


def _is_degree(trigger: tuple[Token, ...]) -> bool:
    """Say whether a marker only measures an adjective or adverb that is no predicate: "even if late"."""
    token, host = trigger[0], trigger[0].head
    told = any(c.rel in ("cop", "nsubj") for c in host.children)
    return token.rel == "advmod" and host.pos in ("ADJ", "ADV") and not told and host not in trigger


def _is_participle(scene: Scene, trigger: tuple[Token, ...], *, row: MarkerRow) -> bool:
    """Say whether a participle that has come to be a preposition is a true one: "*given* to drink"."""
    return row.signal == Signal.PREP and is_governing(scene.parse, trigger[-1])


def _of_marker(scene: Scene, trigger: tuple[Token, ...], *, row: MarkerRow) -> Iterator[Draft]:
    """Read what a marker introduces and what it hangs from."""
    if phrase_before(scene, trigger[-1].i + 1, scene.lexicon.words.far) is not None:
        return
    if row.signal == Signal.COND and is_deduced(scene, trigger):
        return
    if row.initial and not opens_clause(scene, trigger[0]) and not _is_inverted(scene, trigger):
        return
    pronoun = _relative_behind(scene, trigger)
    if pronoun is not None and _takes_relative(row, trigger):
        yield from _of_relative(scene, trigger, row=row, pronoun=pronoun)
        return
    if row.signal in REASONS and row.introduces == Role.CAUSE and not (row.absence or row.heads):
        pair = paired(scene, trigger)
        draft = _of_pair(scene, trigger, row=row, pair=pair) if pair is not None else None
        if draft is not None:
            yield draft
            return
    cleft = read_cleft(scene, trigger) if row.signal in FOCUSED else None
    # "C'est grâce à … que" is read from "grâce à", which opens it too.
    if cleft is not None and not brings_forward(scene, trigger):
        yield _of_cleft(scene, trigger, row=row, cleft=cleft)
    if cleft is not None and cleft.sure:
        return
    verbless = draft_verbless(scene, trigger, row=row) if row.absence else None
    if verbless is not None:
        yield verbless
        return
    target = introduced(scene, trigger)
    if row.heads and (target is None or not _is_headed(target, row.heads)):
        return
    if row.bare and (target is None or target.pos != "NOUN" or any(c.rel == "det" for c in target.children)):
        return
    form = form_of(scene, target, trigger=trigger) if target is not None else ""
    if row.back:
        yield from draft_backward(scene, trigger, row=row, target=target)
        return
    if form == "gerund" and form not in row.takes and row.signal == Signal.PREP:
        form = "noun"
    if row.signal == Signal.COND and form == "noun" and target is not None and _is_measure(target):
        return
    if target is not None and _belongs_to_verb(scene, trigger, row=row, target=target):
        return
    if target is None or not (form in row.takes or _stands_for_noun(scene, trigger, row=row, form=form)):
        return
    governor = host_of(scene, trigger, target=target)
    if governor is not None and _is_other_complement(
        scene, trigger, row=row, governor=governor, target=target
    ):
        return
    cut = {t.i for t in trigger}
    if governor is not None and governor in target.subtree():
        cut |= {t.i for t in governor.subtree()}
    inner = list(
        propose_introduced(scene, target, form=form, cut=cut, trigger=trigger, clausal="clause" in row.takes)
    )
    outer = list(hosts(scene, governor, trigger=trigger, target=target))
    if (
        not outer
        and row.signal != Signal.COND
        and trigger[0].i == scene.parse.sentence_of(trigger[0]).tokens[0].i
    ):
        outer = list(previous_clauses(scene, trigger[0]))
    if not outer:
        return
    if row.absence:
        yield from draft_absence(
            scene, trigger, row=row, inner=inner, outer=outer, governor=governor, target=target
        )
        return
    needed = (
        list(propose_needed(scene, governor, trigger=trigger, target=target))
        if row.signal == Signal.PURPOSE
        else []
    )
    if needed:
        kind = Kind.ENABLE if is_enough(scene, governor) else Kind.REQUIRE
        yield marker_draft(
            row, trigger, causes=needed, effects=stripped(scene, inner), predicate=governor, need=kind
        )
        return
    cause_inside = row.introduces == Role.CAUSE
    draft = marker_draft(
        row,
        trigger,
        causes=inner if cause_inside else outer,
        effects=outer if cause_inside else stripped(scene, inner),
        predicate=governor,
        suffix=_suffix(row, target=target, form=form),
    )
    only = _only(scene, trigger, governor=governor) if row.signal == Signal.COND and row.sign > 0 else None
    if only is not None and cause_inside:
        effects = [p for e in outer for p in _ended_before(scene, e, only)]
        draft = replace(draft, kind=Kind.REQUIRE, effects=effects)
    yield draft


def _only(scene: Scene, trigger: tuple[Token, ...], *, governor: Token | None) -> Token | None:
    """Give the word that says that nothing else will do ("*only* if", "ne … *que* si"), or None."""
    words, before = qualifier_words(scene.language), scene.previous(trigger[0])
    alone = scene.lexicon.words.alone
    if trigger[0].lower in alone:
        return trigger[0]
    if before is not None and before.lower in alone:
        return before
    if before is None or before.lower not in words.restrictors or governor is None:
        return None
    opened = any(c.lower in words.particles and c.i < governor.i for c in governor.children)
    return before if opened else None


def _ended_before(scene: Scene, proposal: Proposal, end: Token) -> Iterator[Proposal]:
    """End an argument before a word that stands within it: "the ferry leaves (*only* …)"."""
    if not proposal.span.start < end.start < proposal.span.end:
        yield proposal
        return
    span = tidy(scene.parse.text, Span(proposal.span.start, end.start))
    if span is not None:
        yield replace(proposal, span=span)


def is_deduced(scene: Scene, trigger: tuple[Token, ...]) -> bool:
    """Say whether what follows a condition gives its reason: "if prices rise, it is (not) because …"."""
    words, known = qualifier_words(scene.language), directions(scene.language)
    tokens = scene.parse.sentence_of(trigger[0]).tokens
    behind = [t for t in tokens if t.i > trigger[-1].i]
    for comma, first in pairwise(behind):
        if comma.text in ENDS:
            return False
        if comma.text != "," or first.lower not in words.presenters:
            continue
        after = scene.next(first)
        while after is not None and (
            after.lower in words.particles
            or {after.lower, after.lemma} & words.negators
            or known.is_in("copulas", after.lower)
        ):
            after = scene.next(after)
        if after is not None and after.i - first.i > 1 and _opens_reason(scene, after):
            return True
    return False


def _opens_reason(scene: Scene, token: Token) -> bool:
    """Say whether "that" or "because" begins at a word."""
    if scene.norm(token) in scene.lexicon.words.that:
        return True
    known = scene.lexicon.markers.get(scene.norm(token), ())
    return any(
        row.signal == Signal.CONJ
        and row.introduces == Role.CAUSE
        and matched(scene, token, words, whole=True)
        for words, row in known
    )


def _is_other_complement(
    scene: Scene, trigger: tuple[Token, ...], *, row: MarkerRow, governor: Token, target: Token
) -> bool:
    """Say whether what a marker introduces is no aim and no means.

    It is no aim of what comes to nothing ("they did little to"), nor where it only tells which noun is meant
    ("mouths to feed"); no means where its verb keeps from it ("keeps children from falling ill").
    """
    if row.signal == Signal.PURPOSE:
        in_vain = is_in_vain(governor, words=qualifier_words(scene.language))
        return in_vain or (len(trigger) == 1 and is_qualifying(target))
    rows = (r for _, r in scene.lexicon.verbs.get(governor.lemma, ()) if r.frame == Frame.OBLIQUE)
    kept = any(scene.norm(trigger[0]) in r.preps for r in rows if r.sign < 0)
    return row.signal == Signal.GERUND and kept


def _stands_for_noun(scene: Scene, trigger: tuple[Token, ...], *, row: MarkerRow, form: str) -> bool:
    """Say whether a preposition has a question for its noun: "over *what they heard*"."""
    after = scene.next(trigger[-1])
    asks = after is not None and after.lower in scene.lexicon.words.asking
    return asks and form == "clause" and row.signal == Signal.PREP and "noun" in row.takes


def _is_headed(target: Token, heads: Collection[str]) -> bool:
    """Say whether a noun is one of some, by its lemma or, where only one number counts, as it stands."""
    return target.lemma in heads or (target.pos == "NOUN" and target.lower in heads)


def _takes_relative(row: MarkerRow, trigger: tuple[Token, ...]) -> bool:
    """Say whether a relative pronoun behind a marker is a cause; "on which", "pour lequel" say too little."""
    prep = row.signal == Signal.PREP and row.introduces == Role.CAUSE and not row.heads and not row.bare
    return prep and (row.absence or len(trigger) > 1)


def _relative_behind(scene: Scene, trigger: tuple[Token, ...]) -> Token | None:
    """Find the relative pronoun that a preposition holds or stands before: "grâce auquel", "sans lequel"."""
    joined = scene.lexicon.words.joined
    last, after = trigger[-1], scene.next(trigger[-1])
    if joined.get(last.lower):
        return last
    return after if after is not None and joined.get(after.lower) == "" else None


def _of_relative(
    scene: Scene, trigger: tuple[Token, ...], *, row: MarkerRow, pronoun: Token
) -> Iterator[Draft]:
    """Read a relative clause with its preposition: "un accord grâce auquel le port a rouvert"."""
    verb = _verb_behind(scene, pronoun)
    if verb is None or pronoun is scene.parse.sentence_of(pronoun).tokens[-1]:
        return
    whole = trigger if pronoun in trigger else (*trigger, pronoun)
    end = _end_of_relative(scene, verb, trigger=whole)
    after = range(end, scene.parse.sentence_of(verb).tokens[-1].i + 1)
    cut = {t.i for t in whole} | set(after)
    outer = [
        *propose(clause(scene, verb, cut=cut), verb, "relative clause"),
        *propose(to_border(scene, pronoun, end=end), verb, "up to border"),
    ]
    behind = {t.i for t in verb.subtree() if t.i >= trigger[0].i}
    inner = list(_antecedents(scene, pronoun, trigger=whole, cut=cut | behind))
    if row.absence:
        yield from draft_absence(
            scene, whole, row=row, inner=inner, outer=outer, governor=verb, target=pronoun
        )
        return
    yield marker_draft(row, whole, causes=inner, effects=outer, predicate=verb, suffix=PLACED)


def _antecedents(
    scene: Scene, pronoun: Token, *, trigger: tuple[Token, ...], cut: Collection[int]
) -> Iterator[Proposal]:
    """Propose what the pronoun behind a preposition stands for: no word of the preposition itself."""
    noun = next((t.head for t in trigger if t.pos == "NOUN" and t.head.i < trigger[0].i), None)
    if noun is not None and not is_predicate(noun):
        yield from propose(noun_phrase(scene, noun, cut=cut), noun, "antecedent")
    inside = {t.i for t in trigger}
    yield from (p for p in antecedents_of_relative(scene, pronoun, cut=cut) if p.head not in inside)
    yield from nearest_before(scene, trigger[0], cut=cut)


def _end_of_relative(scene: Scene, verb: Token, *, trigger: tuple[Token, ...]) -> int:
    """Give the place where a relative clause ends: at the main verb, or at the comma that closes it.

    "The law, thanks to which the owners kept their homes, | was repealed", "the leak because of which the
    plant was shut | lasted an hour".
    """
    inside = set(verb.subtree())
    tokens = [t for t in scene.parse.sentence_of(verb).tokens if t.i > verb.i]
    last = tokens[-1].i + 1 if tokens else verb.i + 1
    before = scene.previous(trigger[0])
    if before is not None and before.text == ",":
        closed = next((n for n, t in enumerate(tokens) if t.text == ","), None)
        behind = [t for t in tokens[closed + 1 :] if t.pos != "ADV"] if closed is not None else []
        if behind and behind[0].pos in PREDICATES and is_finite(behind[0]):
            return behind[0].i - 1
    main = (t.i for t in tokens if t.pos in PREDICATES and is_finite(t) and t not in inside)
    return next(main, last)


def _verb_behind(scene: Scene, pronoun: Token) -> Token | None:
    """Find the verb of the relative clause that a pronoun opens; the tree may have hung it elsewhere."""
    for token in pronoun.ancestors():
        if token.i > pronoun.i and is_predicate(token):
            return token
    after = scene.next(pronoun)
    while after is not None and after.text not in CLAUSES:
        helped = any(c.rel in ("aux", "cop") for c in after.children)
        if after.rel not in ("aux", "cop") and is_predicate(after) and (is_finite(after) or helped):
            return after
        after = scene.next(after)
    return None


def _is_measure(target: Token) -> bool:
    """Say whether a number comes next, which is no condition: "à moins de 200 mètres"."""
    return target.pos == "NUM" or any(c.rel == "nummod" for c in target.children)


def _is_inverted(scene: Scene, trigger: tuple[Token, ...]) -> bool:
    """Say whether an auxiliary before its subject opens a condition behind its clause: "… had they acted"."""
    words = qualifier_words(scene.language)
    if trigger[0].lower not in words.inverted:
        return False
    before = [t for t in scene.parse.sentence_of(trigger[0]).tokens if t.i < trigger[0].i]
    unreal = any(
        t.rel in ("aux", "cop") and (t.lower in words.conditionals or t.lemma in words.hedges) for t in before
    )
    target = introduced(scene, trigger) if unreal else None
    return target is not None and any(c.rel == "nsubj" and c.i > trigger[-1].i for c in target.children)


def _of_cleft(scene: Scene, trigger: tuple[Token, ...], *, row: MarkerRow, cleft: Cleft) -> Draft:
    """Put the focus of a cleft and the clause behind it to their ends."""
    inside = row.introduces == Role.CAUSE
    return marker_draft(
        row,
        trigger,
        causes=[cleft.focus if inside else cleft.clause],
        effects=[cleft.clause] if inside else stripped(scene, [cleft.focus]),
        predicate=None,
        suffix=CLEFT if cleft.sure else "",
    )


def _belongs_to_verb(scene: Scene, trigger: tuple[Token, ...], *, row: MarkerRow, target: Token) -> bool:
    """Say whether a marker of means or aims ties what a verb takes: "went on *to* cut", "kept *from*"."""
    if len(trigger) > 1 or trigger[0] not in target.children:
        return False
    if row.signal not in (Signal.GERUND, Signal.PURPOSE):
        return False
    rows = [known for _, known in scene.lexicon.verbs.get(target.head.lemma, ())]
    taken = row.signal == Signal.GERUND and any(
        known.frame == Frame.OBLIQUE and not known.nouns and scene.norm(trigger[0]) in known.preps
        for known in rows
    )
    return taken or is_carried(target, language=scene.language)


def _of_pair(scene: Scene, trigger: tuple[Token, ...], *, row: MarkerRow, pair: Pair) -> Draft | None:
    """Read one of two reasons that are set against each other; None where they are reasons for nothing."""
    behind = pair.foci[trigger[0].i != pair.first[0].i]
    effects = list(_explained(scene, pair))
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


def _suffix(row: MarkerRow, *, target: Token, form: str) -> str:
    """Name the uses of a marker that differ in how often they are causal, or in how surely they are read."""
    if row.placed:
        return PLACED
    if form == "noun" and len(row.takes) > 1:
        return ".noun"
    return ".bound" if row.signal == Signal.PURPOSE and form == "infinitive" and target.rel != "advcl" else ""
