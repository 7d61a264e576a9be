"""Turn degrees and proportions ("too … to", "the more … the less", "as X rises, Y falls") into drafts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from causerie.extraction.claims.grammar.arguments import (
    NOMINALS,
    Proposal,
    Scene,
    clause,
    is_predicate,
    noun_phrase,
    phrase,
    propose,
)
from causerie.extraction.claims.grammar.drafts import Draft, Signal
from causerie.extraction.claims.grammar.subjects import subjects
from causerie.extraction.claims.grammar.tidying import tidy
from causerie.extraction.syntax import Sentence, Token, is_finite
from causerie.languages.causal_rows import DegreeRow
from causerie.model import Kind, Span

#: Words between a degree word and the link to its consequence.
REACH = 16
#: Words that a degree may measure: "si peu rentable".
MEASURED = 3
#: Parts of speech of what stands before a degree within its clause.
WITHIN = frozenset({"ADV", "AUX", "NOUN", "PROPN", "VERB"})
#: Words before the verb of "il y a", "there are".
FRONT = 3


def draft_degrees(scene: Scene, token: Token) -> Iterator[Draft]:
    """Draft "too late to stop", "assez fort pour tenir", "so bad that"."""
    for row in scene.lexicon.degrees:
        if scene.norm(token) in row.words and (_is_measure(token) or _links(scene, token)):
            yield from _of_degree(scene, token, row=row)


def _is_measure(token: Token) -> bool:
    """Say whether a word is a degree: "si nous voulons que …" opens a condition, and measures nothing."""
    return token.rel != "mark" and token.pos != "SCONJ"


def measures(scene: Scene, token: Token) -> bool:
    """Say whether what the tree may take for a conjunction measures the next word, which has no verb.

    It does before a link ("une voix si basse que"), within a clause ("les prix sont si bas"), and where the
    verb comes first ("si important soit-il").
    """
    if not any(scene.norm(token) in row.words for row in scene.lexicon.degrees):
        return False
    measured = _measured_words(scene, token)
    if not measured:
        return False
    before, behind = scene.previous(token), scene.next(measured[-1])
    inverted = behind is not None and is_finite(behind)
    within = before is not None and before.pos in WITHIN
    return inverted or _links(scene, token) or (within and (behind is None or behind.pos == "PUNCT"))


def _links(scene: Scene, token: Token) -> bool:
    """Say whether a word measures the next within its clause, and a link follows: "sont si bas que"."""
    measured, before = _measured_words(scene, token), scene.previous(token)
    behind = scene.next(measured[-1]) if measured else None
    links = {link for row in scene.lexicon.degrees if scene.norm(token) in row.words for link in row.links}
    opens = before is None or before.pos in ("PUNCT", "CCONJ")
    return behind is not None and not opens and scene.norm(behind) in links


def _measured_words(scene: Scene, token: Token) -> list[Token]:
    """List the words that a degree may measure: those next to it, adjectives, adverbs and bare nouns."""
    held: list[Token] = []
    after = scene.next(token)
    while after is not None and len(held) < MEASURED:
        # No condition has its verb at once: what the tree takes for one there is a participle or adjective.
        told = held and after.pos == "VERB" and after.feats.get("VerbForm") != "Part"
        if told or after.pos not in ("ADJ", "ADV", "NOUN", "VERB") or after.child("det") is not None:
            break
        if any(scene.norm(after) in row.links for row in scene.lexicon.degrees):
            break
        held.append(after)
        after = scene.next(after)
    return held


def _of_degree(scene: Scene, degree: Token, *, row: DegreeRow) -> Iterator[Draft]:
    """Find the link and the consequence, and whose degree it is."""
    measured = degree if any(c.rel in ("nsubj", "cop") for c in degree.children) else degree.head
    for index in range(degree.i + 1, min(degree.i + REACH, len(scene.parse.tokens))):
        link = scene.parse.tokens[index]
        if link.sent != degree.sent or link.text in (";", ":"):
            return
        if scene.norm(link) not in row.links or link.head.i <= link.i:
            continue
        target = link.head
        if (
            target.pos in NOMINALS
            and not any(c.rel == "nsubj" for c in target.children)
            and row.signal == "conj"
        ):
            continue
        if measured.i > link.i:
            # "Il parle si vite que personne ne le comprend", with the degree hung from its consequence.
            told = [t for t in scene.parse.sentence_of(degree).tokens if t.i < degree.i and is_predicate(t)]
            if not told:
                return
            measured = told[-1]
        cut = {degree.i, *(t.i for t in target.subtree() if t.i >= link.i)}
        causes = list(_measured(scene, measured, cut=cut))
        if row.signal != Signal.CONJ:
            causes += _by_itself(scene, degree)
        if not causes:
            return
        yield Draft(
            pattern=row.id,
            signal=Signal(row.signal),
            kind=Kind(row.kind),
            sign=row.sign,
            trigger=(degree, link),
            anchor=degree,
            causes=causes,
            effects=list(
                propose(
                    phrase(scene, target, cut={link.i, *_again(scene, target, row)}), target, "consequence"
                )
            ),
            predicates=(measured,),
        )
        return


def _measured(scene: Scene, measured: Token, *, cut: set[int]) -> Iterator[Proposal]:
    """Propose what has the degree: the noun it describes, its subject, or the whole clause."""
    if measured.rel in ("amod", "acl") and measured.head.pos in NOMINALS:
        inside = cut | {t.i for t in measured.subtree()}
        yield from propose(noun_phrase(scene, measured.head, cut=inside), measured.head, "measured noun")
    yield from subjects(scene, measured, cut=cut)
    top = measured
    while top.head is not top and not any(c.rel in ("nsubj", "expl") for c in top.children):
        top = top.head
    yield from propose(clause(scene, top, cut=cut - {c.i for c in measured.children}), top, "measured clause")


def _again(scene: Scene, target: Token, row: DegreeRow) -> set[int]:
    """Give the places of what joins a consequence with its own degree: "fail or *too big to* …"."""
    joined = (list(c.subtree()) for c in target.children if c.rel == "conj")
    return {t.i for held in joined if any(scene.norm(t) in row.words for t in held) for t in held}


def _by_itself(scene: Scene, degree: Token) -> Iterator[Proposal]:
    """Propose a degree with what it measures and no more: "(a mill) *too big* or *too old* to move"."""
    words = _measured_words(scene, degree)
    if words and words[0].pos in ("ADJ", "ADV", "VERB"):
        yield from propose(tidy(scene.parse.text, Span(degree.start, words[-1].end)), words[-1], "degree")


def draft_proportions(scene: Scene, sentence: Sentence) -> Iterator[Draft]:
    """Draft the sentences that set two directions side by side."""
    yield from _double_degree(scene, sentence)


def _double_degree(scene: Scene, sentence: Sentence) -> Iterator[Draft]:
    """Read "plus X, moins Y" and "the more X, the less Y" from the words themselves."""
    marks = [m for t in sentence.tokens if (m := _degree_mark(scene, t)) is not None]
    for first, second in pairwise(marks):
        (begin, sign), (again, other) = first, second
        between = list(scene.parse.tokens[begin[-1].i + 1 : again[0].i])
        while len(between) > 1 and (
            between[-1].pos == "AUX" or between[-1].lower in scene.lexicon.words.demonstrative
        ):
            between.pop()
        if not between or not _opens(scene, begin[0]) or not _closes(between, again[0]):
            continue
        light = between[0].lemma in scene.lexicon.words.light
        if (light and _is_none(scene, begin[-1])) or _is_none(scene, again[-1]):
            continue  # "no doubt, more floods"; "no water, no light" lists as often as it explains
        tail = _until_stop(sentence, again[-1])
        cause = _degree_span(scene, between)
        effect = _degree_span(scene, tail)
        if cause is None or effect is None:
            continue
        sign *= _moving(scene, begin[-1], between)
        other *= _moving(scene, again[-1], tail)
        yield Draft(
            pattern="direction.degree",
            signal=Signal.COMPARATIVE,
            kind=Kind.CAUSE,
            sign=sign * other,
            trigger=(*begin, *again),
            anchor=begin[0],
            causes=[Proposal(cause, between[-1].i, "compared")],
            effects=[Proposal(effect, tail[-1].i, "compared")],
        )
        return


def _degree_mark(scene: Scene, token: Token) -> tuple[tuple[Token, ...], int] | None:
    """Read a degree word that may open a half of the comparison, with its article where one is needed."""
    words = scene.lexicon.words
    lemma = {scene.norm(token), token.lemma}
    sign = 1 if lemma & words.more else -1 if lemma & words.less else 0
    if _is_none(scene, token) and token.pos == "DET" and _opens(scene, token) and _is_verbless(scene, token):
        return (token,), -1
    after = scene.next(token)
    before = scene.previous(token)
    articled = before is not None and before.lower in words.article
    twice = articled and after is not None and after.lower in words.article
    directed = twice and lemma & (words.rising | words.falling)
    if not sign and words.article and (directed or token.feats.get("Degree") == "Cmp"):
        sign = -1 if lemma & words.falling else 1
    if not sign:
        return None
    if before is not None and articled:
        return (before, token), sign
    return None if words.article and not _is_verbless(scene, token) else ((token,), sign)


def _is_verbless(scene: Scene, token: Token) -> bool:
    """Say whether a word's sentence has no verb, as in "No roads, more floods"."""
    return not any(t.pos in ("VERB", "AUX") for t in scene.parse.sentence_of(token).tokens)


def _is_none(scene: Scene, mark: Token) -> bool:
    """Say whether a mark says that there is nothing of a thing."""
    return mark.lower in scene.lexicon.words.none


def _moving(scene: Scene, mark: Token, half: Sequence[Token]) -> int:
    """Give -1 where a half's own verb says the fall already ("the lower wages fall"), 1 elsewhere.

    Only marks that name a level ("lower") repeat it: "more" and "less" say how far the verb goes.
    """
    words = scene.lexicon.words
    level = {scene.norm(mark), mark.lemma} & (words.falling - words.less)
    said = [t for t in half if t.pos not in ("PUNCT", "CCONJ")]
    if not level or not said or said[0].lower in words.article:
        return 1
    return -1 if {said[-1].lemma, said[-1].lower} & words.falling else 1


def _opens(scene: Scene, first: Token) -> bool:
    """Say whether a half may begin here: at a border or after a conjunction."""
    before = scene.previous(first)
    return (
        before is None
        or before.pos in ("PUNCT", "CCONJ", "SCONJ")
        or before.lower in scene.lexicon.words.that
    )


def _closes(between: Sequence[Token], again: Token) -> bool:
    """Say whether the second half begins here, after a comma or "and"."""
    last = between[-1]
    return last.pos in ("PUNCT", "CCONJ") and len(between) > 1 and again.i > last.i


def _until_stop(sentence: Sentence, mark: Token) -> list[Token]:
    """Take the words after a mark up to the end of its clause."""
    held: list[Token] = []
    for token in sentence.tokens:
        if token.i <= mark.i:
            continue
        if token.text in (",", ";", ":", ".", "!", "?") and held:
            break
        held.append(token)
    return held


def _degree_span(scene: Scene, tokens: Sequence[Token]) -> Span | None:
    """Give a half of the comparison without "there is" and "of"."""
    held = list(tokens)
    while held and (held[-1].pos in ("PUNCT", "CCONJ")):
        held.pop()
    if not held:
        return None
    there = [n for n, t in enumerate(held) if t.lemma in scene.lexicon.words.proportion and t.pos != "NOUN"]
    if there and there[0] <= FRONT and there[-1] + 1 < len(held):
        held = held[there[-1] + 1 :]
    elif there and there[0]:
        held = held[: there[0]]
    while held and held[0].pos == "ADP" and len(held) > 1:
        held = held[1:]
    return tidy(scene.parse.text, Span(held[0].start, held[-1].end))
