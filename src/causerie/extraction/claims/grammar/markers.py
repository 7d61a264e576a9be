"""Turn prepositions, conjunctions, adverbs and other connectives into drafts of claims."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from causerie.extraction.carriers import is_carried
from causerie.extraction.claims.grammar.absence import draft_absence, draft_verbless
from causerie.extraction.claims.grammar.arguments import PREDICATES, Proposal, Scene, is_predicate
from causerie.extraction.claims.grammar.backward import draft_backward
from causerie.extraction.claims.grammar.clefts import Cleft, brings_forward, is_ruled_out, read_cleft
from causerie.extraction.claims.grammar.comparatives import measures
from causerie.extraction.claims.grammar.conditions import (
    ended_before,
    has_subject_behind,
    inverts,
    is_counted,
    is_deduced,
    is_degree,
    is_inverted,
    lone_condition,
)
from causerie.extraction.claims.grammar.drafts import CLEFT, PLACED, Draft, Signal, marker_draft
from causerie.extraction.claims.grammar.hindering import stripped
from causerie.extraction.claims.grammar.hosts import host_of, hosts
from causerie.extraction.claims.grammar.introduced import (
    form_of,
    introduced,
    opens_clause,
    propose_introduced,
)
from causerie.extraction.claims.grammar.matching import (
    is_equated,
    is_governing,
    is_qualifying,
    matched,
    phrase_at,
    phrase_before,
)
from causerie.extraction.claims.grammar.needs import is_enough, propose_needed
from causerie.extraction.claims.grammar.reach import denied_reason
from causerie.extraction.claims.grammar.reasons import (
    draft_reason,
    gives_reason,
    is_told_before,
    paired,
)
from causerie.extraction.claims.grammar.relatives import draft_relative, relative_behind, takes_relative
from causerie.extraction.claims.grammar.subjects import previous_clauses
from causerie.extraction.claims.grammar.supposed import draft_supposed
from causerie.extraction.qualifiers import is_in_vain, is_unreal
from causerie.extraction.syntax import Token, is_finite
from causerie.languages.causal_rows import Frame, MarkerRow, Role
from causerie.languages.qualifiers import qualifier_words
from causerie.model import Kind

#: Signals whose markers a cleft may bring forward.
FOCUSED = frozenset({Signal.CONJ, Signal.GERUND, Signal.PREP, Signal.PURPOSE})
#: Words of a marker that ends in "that", at least.
LEAST = 2


def draft_markers(scene: Scene, token: Token) -> Iterator[Draft]:
    """Draft what the connectives that begin at a token state; the longest wins."""
    found = 0
    for words, row in scene.lexicon.markers.get(scene.norm(token), ()):
        trigger = matched(scene, token, words, whole=row.back) if len(words) >= found else ()
        if not trigger or _is_participle(scene, trigger, row=row) or _is_in_phrase(scene, trigger):
            continue
        if row.signal == Signal.COND and (is_degree(trigger) or measures(scene, token)):
            continue
        if row.signal == Signal.COND and _is_excepted(scene, token, row=row):
            continue
        drafts = list(_of_marker(scene, trigger, row=row))
        if drafts:
            found = len(words)
        infinitive = len(words) == 1 and words[0] in scene.lexicon.words.infinitive
        averts = row.signal == Signal.PURPOSE and row.sign < 0
        if averts:
            # "They did not move lest they fall": what was not done is the means.
            drafts = [replace(d, denied=False) for d in drafts]
        deniable = row.signal in FOCUSED and not (row.absence or infinitive or averts)
        if drafts and deniable and is_ruled_out(scene, trigger):
            drafts = [d if d.denied is not None else replace(d, denied=True) for d in drafts]
        yield from (denied_reason(scene, trigger, d) or d for d in drafts)


def _is_in_phrase(scene: Scene, trigger: tuple[Token, ...]) -> bool:
    """Say whether words of a marker begin a longer phrase that is none: "sans *pour autant* nuire"."""
    return len(phrase_at(scene, trigger[0], scene.lexicon.words.unlinked)) > len(trigger)


def _is_participle(scene: Scene, trigger: tuple[Token, ...], *, row: MarkerRow) -> bool:
    """Say whether a participle that has come to be a preposition is a true one: "*given* to drink"."""
    return row.signal == Signal.PREP and is_governing(scene.parse, trigger[-1])


def _is_excepted(scene: Scene, token: Token, *, row: MarkerRow) -> bool:
    """Say whether a word before a condition turns it round: "*sauf* si", "*except* if"."""
    before = scene.previous(token)
    known = scene.lexicon.markers.get(scene.norm(before), ()) if before is not None else ()
    return any(
        longer.sign != row.sign and len(words) > 1 and token in matched(scene, before, words, whole=False)
        for words, longer in known
        if before is not None
    )


def _of_marker(scene: Scene, trigger: tuple[Token, ...], *, row: MarkerRow) -> Iterator[Draft]:
    """Read a marker by the words around it where they show its arguments, else by the tree."""
    if _is_refused(scene, trigger, row=row):
        return
    pronoun = relative_behind(scene, trigger)
    if pronoun is not None and takes_relative(row, trigger):
        yield from draft_relative(scene, trigger, row=row, pronoun=pronoun)
        return
    supposed = draft_supposed(scene, trigger, row=row)
    if supposed is not None:
        yield from (supposed,) if _is_asked_for(introduced(scene, trigger), row=row) else ()
        return
    pair = paired(scene, trigger) if gives_reason(row) else None
    reason = draft_reason(scene, trigger, row=row, pair=pair) if pair is not None else None
    if reason is not None:
        yield reason
    if reason is not None or (pair is not None and is_told_before(scene, pair)):
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
    yield from _of_tree(scene, trigger, row=row)


def _is_refused(scene: Scene, trigger: tuple[Token, ...], *, row: MarkerRow) -> bool:
    """Say whether words of a marker are no marker here: part of "far from", or not where it must stand."""
    if phrase_before(scene, trigger[-1].i + 1, scene.lexicon.words.far) is not None:
        return True
    if row.signal == Signal.COND and is_deduced(scene, trigger):
        return True
    if _ends_in_subject(scene, trigger):
        return True
    if inverts(scene, trigger, row=row) and not has_subject_behind(scene, trigger):
        return True
    return row.initial and not opens_clause(scene, trigger[0]) and not is_inverted(scene, trigger)


def _ends_in_subject(scene: Scene, trigger: tuple[Token, ...]) -> bool:
    """Say whether the "that" of a marker is a pronoun that its verb follows: "so *that is* how they came"."""
    last = trigger[-1]
    if len(trigger) < LEAST or scene.norm(last) not in scene.lexicon.words.that:
        return False
    after = scene.next(last)
    verb = after is not None and after.pos in PREDICATES and is_finite(after)
    return verb and last.rel.startswith("nsubj") and last.feats.get("PronType") == "Dem"


def _of_tree(scene: Scene, trigger: tuple[Token, ...], *, row: MarkerRow) -> Iterator[Draft]:
    """Read what a marker introduces and what it hangs from."""
    target = introduced(scene, trigger)
    if not _is_asked_for(target, row=row):
        return
    if row.back:
        yield from draft_backward(scene, trigger, row=row, target=target)
        return
    form = form_of(scene, target, trigger=trigger) if target is not None else ""
    if form == "gerund" and form not in row.takes and row.signal == Signal.PREP:
        form = "noun"
    if target is None or not (form in row.takes or _stands_for_noun(scene, trigger, row=row, form=form)):
        return
    if row.signal == Signal.COND and form == "noun" and is_counted(target):
        return
    governor = host_of(scene, trigger, target=target)
    if _belongs_to_verb(scene, trigger, row=row, target=target) or (
        governor is not None
        and _is_other_complement(scene, trigger, row=row, governor=governor, target=target)
    ):
        return
    cut = {t.i for t in trigger}
    if governor is not None and governor in target.subtree():
        cut |= {t.i for t in governor.subtree()}
    clausal = "clause" in row.takes
    inner = list(propose_introduced(scene, target, form=form, cut=cut, trigger=trigger, clausal=clausal))
    outer = list(hosts(scene, governor, trigger=trigger, target=target))
    if not outer and row.signal != Signal.COND and scene.previous(trigger[0]) is None:
        outer = list(previous_clauses(scene, trigger[0]))
    if not outer:
        return
    if row.unreal and not _is_unreal(scene, governor):
        return
    if row.absence:
        yield from draft_absence(
            scene, trigger, row=row, inner=inner, outer=outer, governor=governor, target=target
        )
        return
    need = _need(scene, trigger, row=row, inner=inner, governor=governor, target=target)
    suffix = _suffix(row, target=target, form=form)
    yield need or _joined(scene, trigger, row=row, inner=inner, outer=outer, governor=governor, suffix=suffix)


def _is_unreal(scene: Scene, governor: Token | None) -> bool:
    """Say whether a marker's host, or what the host tells, is what would have been."""
    if governor is None:
        return False
    host = next((t for t in (governor, *governor.ancestors()) if is_predicate(t)), governor)
    told = [c for c in host.children if c.rel == "ccomp"]
    told += [host.head] if host.rel in ("ccomp", "parataxis") else []
    return any(is_unreal(t, language=scene.language) for t in (host, *told))


def _is_asked_for(target: Token | None, *, row: MarkerRow) -> bool:
    """Say whether what a marker introduces is one of the nouns, or a bare one, that its row asks for."""
    if row.heads and (target is None or not _is_headed(target, row.heads)):
        return False
    bare = target is not None and target.pos == "NOUN" and target.child("det") is None
    return bare or not row.bare


def _need(
    scene: Scene,
    trigger: tuple[Token, ...],
    *,
    row: MarkerRow,
    inner: list[Proposal],
    governor: Token | None,
    target: Token,
) -> Draft | None:
    """Read an aim under a verb of need, "il faut X pour Y", whose cause is what is needed; or None."""
    if row.signal != Signal.PURPOSE or row.sign < 0:
        return None
    needed = list(propose_needed(scene, governor, trigger=trigger, target=target))
    kind = Kind.ENABLE if is_enough(scene, governor) else Kind.REQUIRE
    if not needed:
        return None
    effects = stripped(scene, inner)
    return marker_draft(row, trigger, causes=needed, effects=effects, predicate=governor, need=kind)


def _joined(
    scene: Scene,
    trigger: tuple[Token, ...],
    *,
    row: MarkerRow,
    inner: list[Proposal],
    outer: list[Proposal],
    governor: Token | None,
    suffix: str,
) -> Draft:
    """Put what a marker introduces and its host to their ends; a lone condition is needed."""
    if row.introduces != Role.CAUSE:
        return marker_draft(
            row, trigger, causes=outer, effects=stripped(scene, inner), predicate=governor, suffix=suffix
        )
    draft = marker_draft(row, trigger, causes=inner, effects=outer, predicate=governor, suffix=suffix)
    conditional = row.signal == Signal.COND and row.sign > 0
    only = lone_condition(scene, trigger, governor=governor) if conditional else None
    if only is None:
        return draft
    effects = [p for e in outer for p in ended_before(scene, e, only)]
    return replace(draft, kind=Kind.REQUIRE, effects=effects)


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
    return taken or is_carried(target, language=scene.language) or is_equated(target)


def _suffix(row: MarkerRow, *, target: Token, form: str) -> str:
    """Name the uses of a marker that differ in how often they are causal, or in how surely they are read."""
    if row.placed:
        return PLACED
    if form == "noun" and len(row.takes) > 1:
        return ".noun"
    return ".bound" if row.signal == Signal.PURPOSE and form == "infinitive" and target.rel != "advcl" else ""
