"""Cut a sentence into halves that may state a direction each, and tell what only frames them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from causerie.extraction.claims.grammar.arguments import Proposal, Scene
from causerie.extraction.claims.grammar.drafts import Draft, Signal
from causerie.extraction.claims.grammar.halves import denies, is_direction, is_quantity, names_nothing
from causerie.extraction.claims.grammar.marks import HALVES
from causerie.extraction.claims.grammar.matching import words_at
from causerie.extraction.claims.grammar.tidying import tidy
from causerie.extraction.syntax import Sentence, Token
from causerie.languages.qualifiers import qualifier_words
from causerie.languages.reporting import Form, reporting
from causerie.model import Kind, Span

#: Marks of a question.
QUESTIONS = frozenset({"?", "?!", "!?"})
#: Words before the first half that only say who says it, or where and when it holds.
PRELUDE = 7
#: Parts of speech of what may stand before a half and is none of it.
LEADING = frozenset({"ADV", "CCONJ", "SCONJ", "PUNCT"})
#: Parts of speech of what links nouns: "la hausse *du* prix *du* pain" says nothing twice.
LINKS = frozenset({"ADP", "DET"})


def asks(sentence: Sentence) -> bool:
    """Say whether a sentence asks, and so states nothing."""
    return any(t.text in QUESTIONS for t in sentence.tokens[-2:])


def is_prelude(scene: Scene, tokens: Sequence[Token]) -> bool:
    """Say whether words before the first half are a frame: "experts say that", "in the city,", "it is"."""
    if not tokens or names_nothing(tokens):
        return True
    last = tokens[-1]
    if len(tokens) > PRELUDE or any(is_direction(scene, t) or denies(scene, t) for t in tokens):
        return False
    if scene.norm(last) in scene.lexicon.words.that:
        # "The evidence that …" has its own predicate behind the clause; "few believe that …" denies it.
        meagre = qualifier_words(scene.language).meagre
        told = any(t.pos in ("ADJ", "AUX", "VERB") for t in tokens) or tokens[0] is last
        return told and not any(t.lemma in meagre for t in tokens)
    if _reports(scene, last):
        return True
    if last.text != ",":
        return False
    if any(t.rel.startswith("nsubj") and t.head.i > last.i for t in tokens):
        # "This accident, the third in a month, …": what stands before the comma is the subject itself.
        return False
    if not any(t.pos in ("VERB", "SCONJ") for t in tokens):
        return True
    aim = any(t.feats.get("VerbForm") == "Inf" for t in tokens)
    named = (row.words for row in reporting(scene.language).preposition_rows)
    return not aim and any(words_at(scene, tokens[0].i, words) for words in named)


def is_incise(scene: Scene, tokens: Sequence[Token]) -> bool:
    """Say whether words behind the last half only say who says it: ", experts say"."""
    if not 0 < len(tokens) <= PRELUDE or tokens[0].pos != "PUNCT" or any(denies(scene, t) for t in tokens):
        return False
    return any(t.pos == "VERB" and t.lemma in reporting(scene.language).verbs for t in tokens)


def _reports(scene: Scene, token: Token) -> bool:
    """Say whether a word is a verb of saying that takes a clause without more ado.

    In the passive its subject is that of what is said ("prices are expected | to fall").
    """
    if any(c.dep in ("aux:pass", "nsubj:pass") for c in token.children):
        return False
    known = reporting(scene.language)
    entries = known.verbs.get(token.lemma, ()) if token.pos == "VERB" and known.words.bare_clauses else ()
    return any(Form.CLAUSE in entry.row.takes for entry in entries)


def half_before(scene: Scene, tokens: Sequence[Token], end: int) -> list[Token]:
    """Take the words of a half that ends before a place."""
    begin = end
    while (
        begin > 0
        and tokens[begin - 1].text not in HALVES
        and scene.norm(tokens[begin - 1]) not in scene.lexicon.words.that
        and not _reports(scene, tokens[begin - 1])
    ):
        begin -= 1
    return list(tokens[begin:end])


def half_after(tokens: Sequence[Token], begin: int) -> list[Token]:
    """Take the words of a half that begins at a place."""
    end = begin
    while end < len(tokens) and tokens[end].text not in HALVES:
        end += 1
    return list(tokens[begin:end])


def only_aims(scene: Scene, verb: Token) -> bool:
    """Say whether a verb only aims at what it leads to: "aims to", "vise à"."""
    after = scene.next(verb)
    rows = (row for _, row in scene.lexicon.verbs.get(verb.lemma, ()) if row.kind == Kind.PURPOSE)
    return after is not None and any(scene.norm(after) in row.preps for row in rows)


def _span(scene: Scene, half: Sequence[Token]) -> Span | None:
    """Give the words of a half, without connectives and "there is"."""
    held = list(half)
    while (
        len(held) > 1
        and held[0].pos in LEADING
        and not is_direction(scene, held[0])
        and not is_quantity(scene, held)
    ):
        held.pop(0)
    place = 0
    while place < len(held) and (held[place].pos == "PRON" or _exists(scene, held[place])):
        place += 1
    rest = held[place:]
    if rest and any(_exists(scene, t) for t in held[:place]) and is_direction(scene, rest[0]):
        held = rest
    held = held[_twice(held) :]
    return tidy(scene.parse.text, Span(held[0].start, held[-1].end)) if held else None


def _twice(held: Sequence[Token]) -> int:
    """Give the place of the second word of "more and more", "de plus en plus"; 0 where none is said twice."""
    for n in range(min(len(held) - 2, 3)):
        if held[n].lower == held[n + 2].lower and held[n].pos not in LINKS:
            return n + 2
    return 0


def _exists(scene: Scene, token: Token) -> bool:
    """Say whether a word belongs to "there is"."""
    return token.lemma in scene.lexicon.words.proportion and token.pos != "NOUN"


def draft_halves(
    scene: Scene,
    pattern: str,
    *,
    ends: tuple[Sequence[Token], Sequence[Token]],
    trigger: Sequence[Token],
    kind: Kind,
    sign: int,
    signal: Signal,
    denied: bool | None = None,
) -> Iterator[Draft]:
    """Draft a claim of two halves, the cause's first in `ends`; none where a half is a mere mark."""
    cause, effect = _span(scene, ends[0]), _span(scene, ends[1])
    if cause is None or effect is None:
        return
    yield Draft(
        pattern=pattern,
        signal=signal,
        kind=kind,
        sign=sign,
        trigger=tuple(trigger),
        anchor=trigger[0],
        causes=[Proposal(cause, ends[0][-1].i, "half")],
        effects=[Proposal(effect, ends[1][-1].i, "half")],
        denied=denied,
    )
