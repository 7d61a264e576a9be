"""Read what is named behind its verb: "what slows the town is the debt", "ce qui freine, c'est la dette"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from causerie.extraction.claims.grammar.arguments import COMMAS, NOMINALS, Proposal, Scene, proposal_of
from causerie.extraction.claims.grammar.complements import is_passive
from causerie.extraction.claims.grammar.drafts import CLEFT, CORRECTED, Draft
from causerie.extraction.claims.grammar.marks import ENDS
from causerie.extraction.claims.grammar.tidying import tidy
from causerie.extraction.syntax import Token
from causerie.languages.causal_rows import Frame
from causerie.languages.directions import directions
from causerie.languages.qualifiers import qualifier_words
from causerie.model import Span

#: Frames of verbs whose subject is the cause.
ACTING = frozenset({Frame.DIRECT, Frame.OBLIQUE, Frame.INFINITIVE, Frame.CLAUSE})
#: Parts of speech of words between a copula and what it names.
LEADING = frozenset({"ADV", "PART"})

#: Parts of speech of which what is named holds one: "what slows the town is *clear*" names nothing.
NAMING = NOMINALS | {"VERB"}


@dataclass(frozen=True, slots=True)
class Named:
    """What is said to be, or not to be, what acts.

    Attributes:
        start: where the words of naming begin, at which the other argument ends.
    """

    proposal: Proposal
    denied: bool
    start: int


def named_behind(scene: Scene, verb: Token, drafts: Iterable[Draft]) -> Iterator[Draft]:
    """Give drafts of a verb what is named behind it for a cause; drafts of any other verb as they are."""
    named: list[Named] | None = None
    for draft in drafts:
        if named is None:
            named = list(_named(scene, verb))
        yield from _with_cause(scene, draft, named) if named and _acts(scene, verb, draft) else (draft,)


def _acts(scene: Scene, verb: Token, draft: Draft) -> bool:
    """Say whether the subject of a draft's verb is its cause."""
    rows = [row for _, row in scene.lexicon.verbs.get(verb.lemma, ()) if row.id == draft.pattern]
    return draft.pattern.startswith("open.") or any(row.frame in ACTING for row in rows)


def _with_cause(scene: Scene, draft: Draft, named: Sequence[Named]) -> Iterator[Draft]:
    """Put what is named in the place of the cause, and end the effect before it."""
    sides = [p for p in (_before(scene, e, named[0].start) for e in draft.effects) if p is not None]
    told_apart = len(named) > 1 or named[0].denied
    suffix = "" if draft.pattern.startswith("open.") else CORRECTED if told_apart else CLEFT
    for one in named:
        denied = True if one.denied else draft.denied
        pattern = draft.pattern + suffix
        yield replace(draft, pattern=pattern, causes=[one.proposal], effects=sides, denied=denied)


def _before(scene: Scene, proposal: Proposal, start: int) -> Proposal | None:
    """End an argument before a place."""
    if proposal.span.end <= start:
        return proposal
    span = tidy(scene.parse.text, Span(proposal.span.start, start)) if proposal.span.start < start else None
    return replace(proposal, span=span) if span is not None else None


def _named(scene: Scene, verb: Token) -> Iterator[Named]:
    """Find what the words behind a verb name as its subject, part by part ("not the hail; it was debt")."""
    if is_passive(verb) or not _is_fused(scene, verb):
        return
    copula = _copula(scene, verb)
    start = None
    while copula is not None:
        begin, behind, denied = _around(scene, copula)
        start = begin.start if start is None else start
        end = next(
            (n for n, t in enumerate(behind) if t.text in ENDS or _presented_by(scene, t)), len(behind)
        )
        for part, refused in _parts(scene, behind[:end], denied=denied):
            proposal = proposal_of(scene, part, "named")
            if proposal is not None:
                yield Named(proposal, refused, start)
        copula = _copula_of(scene, behind[end:]) if denied else None


def _is_fused(scene: Scene, verb: Token) -> bool:
    """Say whether a verb's subject only stands for what is named: "what" or "ce qui" that open a clause."""
    subject = next((c for c in verb.children if c.rel == "nsubj" and c.i < verb.i), None)
    words = scene.lexicon.words
    if subject is None:
        return False
    before = scene.previous(subject)
    if subject.lower in words.relative:
        if before is None or before.lower not in words.demonstrative:
            return False
        before = scene.previous(before)
    elif subject.lower not in words.asking:
        return False
    # Behind a comma, "ce qui" takes up the clause before it.
    return before is None or before.pos in ("CCONJ", "SCONJ") or before.text in (":", ";", "«", "“", '"')


def _copula(scene: Scene, verb: Token) -> Token | None:
    """Find the copula that joins a clause to what is named: by its presenter, or in the tree."""
    sentence = scene.parse.sentence_of(verb).tokens
    behind = [t for t in sentence if t.i > verb.i]
    known, presented = directions(scene.language), _copula_of(scene, behind)
    for governor in verb.ancestors():
        for token in (governor, *governor.children):
            joins = token.i > verb.i and known.is_in("copulas", token.lower)
            nearer = presented is None or token.i < presented.i
            if joins and nearer and (token is governor or token.rel == "cop"):
                return token
    return presented


def _copula_of(scene: Scene, tokens: Sequence[Token]) -> Token | None:
    """Give the copula of the first presenter among words: "c'*est*", "it *was*"."""
    return next(filter(None, (_presented_by(scene, t) for t in tokens)), None)


def _presented_by(scene: Scene, token: Token) -> Token | None:
    """Give the copula whose empty subject a word is, over a particle of denial; None where it is none."""
    words, known = qualifier_words(scene.language), directions(scene.language)
    after = scene.next(token) if token.lower in words.presenters else None
    if after is not None and after.lower in words.particles:
        after = scene.next(after)
    return after if after is not None and known.is_in("copulas", after.lower) else None


def _around(scene: Scene, copula: Token) -> tuple[Token, list[Token], bool]:
    """Give where the words of naming begin, the words behind them, and whether they deny."""
    words, begin, denied = qualifier_words(scene.language), copula, False
    before = scene.previous(begin)
    while before is not None and (
        before.lower in words.particles or before.lower in words.presenters or before.text in COMMAS
    ):
        begin, before = before, scene.previous(before)
    behind = [t for t in scene.parse.sentence_of(copula).tokens if t.i > copula.i]
    that = scene.lexicon.words.that
    while behind and behind[0].pos in LEADING and scene.norm(behind[0]) not in that:
        narrowed = len(behind) > 1 and behind[1].lower in words.narrowing
        denied |= bool({behind[0].lemma, behind[0].lower} & words.negators) and not narrowed
        behind = behind[1:]
    return begin, behind, denied


def _parts(scene: Scene, tokens: Sequence[Token], *, denied: bool) -> Iterator[tuple[list[Token], bool]]:
    """Part "(not) X but Y", and take the "that" off a clause."""
    words = scene.lexicon.words
    held = [t for t in tokens if t.pos != "SPACE"]
    if held and scene.norm(held[0]) in words.that:
        held = held[1:]
    at = next(
        (n for n, t in enumerate(held) if denied and n and scene.norm(t) in words.corrective), len(held)
    )
    first = held[:at]
    while first and first[-1].text in COMMAS:
        first = first[:-1]
    for part, refused in ((first, denied), (held[at + 1 :], False)):
        if any(t.pos in NAMING for t in part):
            yield part, refused
