"""Find what a connective introduces: a clause, an infinitive, a gerund or a noun."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from causerie.extraction.claims.grammar.arguments import (
    PREDICATES,
    Proposal,
    Scene,
    clause,
    cut_short,
    noun_phrase,
    propose,
    stretched,
    verb_phrase,
)
from causerie.extraction.claims.grammar.marks import CLAUSES
from causerie.extraction.claims.grammar.subjects import antecedents_of_relative
from causerie.extraction.claims.grammar.tidying import tidy
from causerie.extraction.syntax import Token, is_finite
from causerie.model import Span


def introduced(scene: Scene, trigger: tuple[Token, ...]) -> Token | None:
    """Find the head of what a marker introduces."""
    inside, last = {t.i for t in trigger}, trigger[-1]
    for token in reversed(trigger):
        if (
            token.head.i not in inside
            and token.head.i > last.i
            and token.rel not in ("nsubj", "obj", "nmod", "conj")
            # "Given the rain, they stayed": a verb that has come to be a preposition hangs from the host.
            and not (token.pos == "VERB" and token.rel in ("obl", "advcl") and _below(trigger))
        ):
            return _clause_of(token)
    found = _below(trigger)
    if found is not None:
        return found
    after = scene.next(last)
    while after is not None and after.pos == "PUNCT":
        after = scene.next(after)
    if after is None:
        return None
    while (
        after.head is not after
        and after.head.i > last.i
        and after.rel
        in (
            "det",
            "nsubj",
            "aux",
            "cop",
            "advmod",
            "amod",
            "case",
            "mark",
            "expl",
            "nummod",
            "obj",
            "iobj",
            "compound",
            "nmod",
        )
    ):
        after = after.head
    return after


def _clause_of(marker: Token) -> Token:
    """Give what a marker hangs from; the verb where it hangs from the subject: "*tant* la rue est sombre"."""
    head = marker.head
    opens = marker.rel == "advmod" and head.rel == "nsubj" and marker.i < head.i < head.head.i
    return head.head if opens else head


def marker_and_words(trigger: tuple[Token, ...], *, target: Token) -> set[int]:
    """Give the places of a marker and of what it introduces."""
    return {t.i for t in trigger} | {t.i for t in target.subtree() if t.i >= trigger[0].i}


def _below(trigger: tuple[Token, ...]) -> Token | None:
    """Find what hangs from a marker behind it."""
    inside, last = {t.i for t in trigger}, trigger[-1]
    for token in reversed(trigger):
        for child in token.children:
            if child.i > last.i and child.pos != "PUNCT" and child.i not in inside:
                return child
    return None


def form_of(scene: Scene, target: Token, *, trigger: tuple[Token, ...]) -> str:
    """Name what a marker takes: "clause", "infinitive", "gerund" or "noun"."""
    after = scene.next(trigger[-1])
    if target.pos in PREDICATES or any(c.rel == "cop" for c in target.children):
        form = target.feats.get("VerbForm")
        marked = any(c.i > trigger[-1].i and _is_mark(scene, c) for c in target.children)
        if is_finite(target) or any(
            c.rel in ("nsubj", "csubj") and c.i > trigger[-1].i for c in target.children
        ):
            # "For the dam to hold" tells of no fact.
            return "infinitive" if form == "Inf" and marked else "clause"
        helper = next((c for c in target.children if c.rel in ("aux", "cop")), target)
        if form == "Inf" or helper.feats.get("VerbForm") == "Inf":
            return "infinitive"
        if (
            form == "Ger"
            or (form == "Part" and target.feats.get("Tense") != "Past")
            or helper.feats.get("VerbForm") in ("Ger",)
        ):
            return "gerund"
        return "infinitive" if after is not None and after.feats.get("VerbForm") == "Inf" else "clause"
    if any(c.rel in ("nsubj", "csubj", "expl") and c.i > trigger[-1].i for c in target.children):
        return "clause"
    return "noun"


def _is_mark(scene: Scene, token: Token) -> bool:
    """Say whether a word introduces an infinitive."""
    return token.rel == "mark" and scene.norm(token) in scene.lexicon.words.infinitive


def propose_introduced(
    scene: Scene, target: Token, *, form: str, cut: Collection[int], trigger: tuple[Token, ...], clausal: bool
) -> Iterator[Proposal]:
    """Propose what a marker introduces; `clausal` markers may take all up to the next border."""
    if form == "clause":
        whole = clause(scene, target, cut=cut)
        yield from propose(whole, target, "introduced clause")
        yield from propose(_full_clause(scene, target, trigger=trigger), target, "introduced stretch")
    elif form == "noun":
        if target.lower in scene.lexicon.words.relative:
            yield from antecedents_of_relative(scene, target, cut=cut)
            return
        whole = noun_phrase(scene, target, cut=cut)
        yield from propose(whole, target, "introduced noun")
        yield from propose(
            noun_phrase(scene, target, cut=cut, defining=False), target, "introduced bare noun"
        )
        yield from propose(stretched(scene, whole, target, cut=cut), target, "introduced noun, stretched")
    else:
        whole = verb_phrase(scene, target, cut=cut)
        acting = next((c for c in target.children if c.rel == "nsubj"), None)
        given = acting is not None and _is_given(scene, acting, trigger=trigger)
        if given or (acting is not None and acting.i > trigger[-1].i):
            held = set(cut) - {t.i for t in trigger} if given else cut
            yield from propose(clause(scene, target, cut=held), target, "introduced clause")
        yield from propose(whole, target, "introduced phrase")
        other = next((c for c in target.children if c.rel == "conj"), None)
        if other is not None:
            low = {t.i for t in other.subtree()} | set(cut)
            yield from propose(verb_phrase(scene, target, cut=low), target, "introduced first phrase")
    yield from propose(cut_short(scene, whole, target), target, "introduced, short")
    if clausal:
        yield from propose(to_border(scene, trigger[-1]), target, "up to border")


def _is_given(scene: Scene, subject: Token, *, trigger: tuple[Token, ...]) -> bool:
    """Say whether an infinitive has its own subject before its marker: "for *the dam* to hold"."""
    if len(trigger) > 1 or scene.norm(trigger[0]) not in scene.lexicon.words.infinitive:
        return False
    opener = next((c for c in subject.head.children if c.rel == "mark" and c.i < subject.i), None)
    return opener is not None and subject.i < trigger[0].i


def _full_clause(scene: Scene, target: Token, *, trigger: tuple[Token, ...]) -> Span | None:
    """Take all from the marker to the end of the clause's own words."""
    last = max((t for t in target.subtree()), key=lambda t: t.i)
    first = scene.next(trigger[-1])
    if first is None or last.i < first.i:
        return None
    return tidy(scene.parse.text, Span(first.start, last.end))


def to_border(scene: Scene, mark: Token, *, end: int | None = None) -> Span | None:
    """Take the words from a marker to the next comma, to the place `end`, or to the end of the sentence."""
    last = mark
    after = scene.next(mark)
    while after is not None and after.i != end and (after.text not in CLAUSES or last is mark):
        last, after = after, scene.next(after)
    return tidy(scene.parse.text, Span(mark.end, last.end)) if last is not mark else None


def opens_clause(scene: Scene, token: Token) -> bool:
    """Say whether a word stands at the border of a clause."""
    before = scene.previous(token)
    return before is None or before.pos in ("PUNCT", "CCONJ")
